"""Chosen records as TFRecords of their own."""

import json
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.build.made import files_in, jpeg, kinds
from tests.unit.build.subset.copies import (
    DAMAGED,
    indexed_locations,
    made,
    payloads,
    pick,
    sha256,
    sound,
    told,
)
from tests.unit.dataset.made import tree
from tests.unit.tfrecord.expected import expected
from tfrviewer import Dataset, TFRecord
from tfrviewer.build.subset.chosen import Chosen, all_of, choose
from tfrviewer.build.subset.subset import save_records
from tfrviewer.errors import (
    BuildError,
    CrcError,
    DatasetError,
    FileChangedError,
    NotATFRecordError,
    RecordError,
    TargetExistsError,
)
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord import framed
from tfrviewer.tfrecord.index import index_path_of, read_index, write_index

WHOLE = (
    "slide-A.tfrecords",
    "Fälle 12.b µ.tfrecords",
    "big_record.tfrecords",
    "extra_features.tfrecords",
    "foreign_schema.tfrecord",
    "gzip_compressed.tfrecords",
    "zlib_compressed.tfrecords",
    "mixed_formats.tfrecords",
    "mixed_locations.tfrecords",
    "negative_locations.tfrecords",
    "no_locations.tfrecords",
    "one_record.tfrecords",
    "only_loc_x.tfrecords",
    "sequence_example.tfrecord",
    "zero_locations.tfrecords",
)


@pytest.mark.parametrize("name", WHOLE)
def test_payloads_are_copied_byte_for_byte(name: str, golden: Path, tmp_path: Path) -> None:
    before = tree(golden)
    report = save_records(all_of([golden / name]), tmp_path, layout="file")
    assert tree(golden) == before
    (file,) = report.files
    assert report.left_out == ()
    assert payloads(file.path) == payloads(golden / name)
    with sound(file.path) as tfr:
        assert len(tfr) == expected()[name]["length"] == report.records == report.chosen
        if "image_sha256" in expected()[name]:
            images = [sha256(tfr.image(i)) for i in range(len(tfr))]
            assert images == expected()[name]["image_sha256"]


@pytest.mark.parametrize("name", ["slide-A.tfrecords", "Fälle 12.b µ.tfrecords"])
def test_a_copy_of_all_is_the_same_file(name: str, golden: Path, tmp_path: Path) -> None:
    report = save_records(all_of([golden / name]), tmp_path)
    assert report.files[0].path == tmp_path / name
    assert (tmp_path / name).read_bytes() == (golden / name).read_bytes()
    with TFRecord(golden / name, create_index=False) as tfr:
        assert indexed_locations(tmp_path / name) == tfr.xy.tolist()


def test_records_keep_the_order_given(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    numbers = [41, 3, 4, 5, 0, 20]
    report = save_records([pick(source, *numbers)], tmp_path)
    assert payloads(tmp_path / "slide-A.tfrecords") == payloads(source, numbers)
    assert [(fate.record, fate.number) for fate in report.fates()] == [
        (number, place) for place, number in enumerate(numbers)
    ]
    with TFRecord(source, create_index=False) as tfr:
        assert indexed_locations(tmp_path / "slide-A.tfrecords") == tfr.xy[numbers].tolist()


def test_records_can_be_put_in_the_order_of_their_file(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    save_records([pick(source, 41, 3, 4, 5, 0, 20)], tmp_path, order="file")
    assert payloads(tmp_path / "slide-A.tfrecords") == payloads(source, [0, 3, 4, 5, 20, 41])


def test_an_order_across_files_is_kept_in_one_file(golden: Path, tmp_path: Path) -> None:
    one, other = golden / "slide-A.tfrecords", golden / "one_record.tfrecords"
    chosen = [
        Chosen(one, np.array([7, 2]), np.array([30, 10])),
        Chosen(other, np.array([0]), np.array([20])),
    ]
    report = save_records(chosen, tmp_path, layout="single", filename="mine.tfrecords")
    (two,), (seven,), (only,) = payloads(one, [2]), payloads(one, [7]), payloads(other)
    assert payloads(tmp_path / "mine.tfrecords") == [two, only, seven]
    assert report.files[0].slides == ("slide-A", "one_record")
    assert report.files[0].counts == (2, 1)


@given(st.lists(st.integers(0, 41), unique=True, min_size=1), st.integers(1, 20_000))
def test_any_choice_is_copied_whatever_the_size_of_blocks(numbers: list[int], block: int) -> None:
    source = Path(__file__).parents[3] / "data" / "golden" / "slide-A.tfrecords"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(framed, "BLOCK", block)
        folder = Path(os.environ["HOME"], "copy")
        save_records([pick(source, *numbers)], folder, existing="replace", sync=False)
    assert payloads(folder / "slide-A.tfrecords") == payloads(source, numbers)


def test_each_slide_has_a_file_wherever_its_records_are(tmp_path: Path) -> None:
    source = made(
        tmp_path / "in/mixed.tfrecords",
        ("A", 1, 1, 1),
        ("B", 2, 2, 2),
        ("A", 3, 3, 3),
        (None, 4, 4, 4),
        ("../../C", 5, 5, 5),
    )
    report = save_records([Chosen(source)], tmp_path / "out")
    names = [file.path.name for file in report.files]
    assert names == ["A.tfrecords", "B.tfrecords", "mixed.tfrecords", "%2E.%2F..%2FC.tfrecords"]
    assert [file.slides for file in report.files] == [("A",), ("B",), ("mixed",), ("../../C",)]
    assert told(tmp_path / "out/A.tfrecords") == [("A", jpeg(1), 1, 1), ("A", jpeg(3), 3, 3)]
    assert files_in(tmp_path / "out") == sorted(
        name for file in names for name in (file, file.replace(".tfrecords", ".index.npz"))
    )
    assert kinds(report.findings) == ["renamed"]


def test_slides_that_are_told_are_believed(tmp_path: Path) -> None:
    source = made(tmp_path / "in/S.tfrecords", ("A", 1, 1, 1), ("A", 2, 2, 2))
    chosen = Chosen(source, np.array([1, 0]), slides=["X", None])
    save_records([chosen], tmp_path / "out")
    assert told(tmp_path / "out/X.tfrecords") == [("A", jpeg(2), 2, 2)]
    assert told(tmp_path / "out/S.tfrecords") == [("A", jpeg(1), 1, 1)]


def test_names_that_are_alike_on_some_systems_are_told_apart(tmp_path: Path) -> None:
    source = made(tmp_path / "in/S.tfrecords", ("a", 1, 1, 1), ("A", 2, 2, 2))
    report = save_records([Chosen(source)], tmp_path / "out")
    assert [file.path.name for file in report.files] == ["a.tfrecords", "A~2.tfrecords"]


def test_two_sizes_of_tiles_are_not_mixed(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "in/96px/S.tfrecords", ("S", 1, 1, 1)),
        made(tmp_path / "in/192px/S.tfrecords", ("S", 2, 1, 1)),
    ]
    for layout in ("slide", "file"):
        out = tmp_path / layout
        report = save_records(all_of(sources), out, layout=layout)
        assert [file.path for file in report.files] == [
            out / "96px/S.tfrecords",
            out / "192px/S.tfrecords",
        ]
        assert report.findings == []


def test_a_slide_in_files_of_two_names_becomes_one_and_that_is_told(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "in/1.tfrecords", ("S", 1, 1, 1)),
        made(tmp_path / "in/2.tfrecords", ("S", 2, 2, 2)),
    ]
    report = save_records(all_of(sources), tmp_path / "out")
    assert [file.records for file in report.files] == [2]
    assert kinds(report.findings) == ["duplicate-slide"]


def test_an_index_without_all_locations_says_nothing(golden: Path, tmp_path: Path) -> None:
    source = golden / "mixed_locations.tfrecords"
    with TFRecord(source, create_index=False) as tfr:
        numbers = np.flatnonzero(tfr.has_location)
        assert 0 < len(numbers) < len(tfr)
        xy = tfr.xy[numbers].tolist()
    save_records(all_of([source]), tmp_path / "all")
    save_records([Chosen(source, numbers)], tmp_path / "located")
    assert indexed_locations(tmp_path / "all/mixed_locations.tfrecords") is None
    assert indexed_locations(tmp_path / "located/mixed_locations.tfrecords") == xy


@pytest.mark.parametrize("name", DAMAGED)
def test_of_a_damaged_file_the_whole_records_are_copied(
    name: str, golden: Path, tmp_path: Path
) -> None:
    source = golden / f"{name}.tfrecords"
    with TFRecord(source, create_index=False) as tfr:
        whole = [
            i
            for i in range(len(tfr))
            if tfr.framing(i).payload_crc_stored == tfr.framing(i).payload_crc_computed
        ]
        count = len(tfr)
    report = save_records(all_of([source]), tmp_path, layout="file")
    assert report.findings
    assert [left.record for left in report.left_out] == sorted({*range(count)} - {*whole})
    assert {left.finding.kind.value for left in report.left_out} <= {"payload-crc"}
    if whole:
        assert payloads(tmp_path / source.name) == payloads(source, whole)
        sound(tmp_path / source.name).close()
    else:
        assert files_in(tmp_path) == []
    with pytest.raises(RecordError):
        save_records(all_of([source]), tmp_path / "strict", on_problem="raise")
    assert not (tmp_path / "strict").exists() or files_in(tmp_path / "strict") == []


def test_damage_of_records_that_are_not_chosen_is_not_told(golden: Path, tmp_path: Path) -> None:
    source = golden / "flipped_length_crc.tfrecords"
    with TFRecord(source, create_index=False) as tfr:
        damaged = {finding.record for finding in tfr.findings}
        sound_ones = [i for i in range(len(tfr)) if i not in damaged]
    assert damaged
    assert save_records([pick(source, *sound_ones)], tmp_path / "sound").findings == []
    report = save_records(all_of([source]), tmp_path / "all")
    assert {finding.record for finding in report.findings} == damaged


def test_records_with_wrong_checksums_are_framed_anew_where_that_is_asked(
    golden: Path, tmp_path: Path
) -> None:
    source = golden / "zeroed_crcs.tfrecords"
    report = save_records(all_of([source]), tmp_path, layout="file", check_crc=False)
    assert report.left_out == ()
    assert payloads(tmp_path / source.name) == payloads(source)
    with sound(tmp_path / source.name) as tfr:
        images = [sha256(tfr.image(i)) for i in range(len(tfr))]
        assert images == expected()[source.name]["image_sha256"]


def test_a_damaged_record_ends_the_copy_where_that_is_asked(golden: Path, tmp_path: Path) -> None:
    source = golden / "flipped_payload_byte.tfrecords"
    with pytest.raises(CrcError) as raised:
        save_records([pick(source, 0, 1, 2)], tmp_path, on_problem="raise")
    assert raised.value.finding.record == 2
    assert vars(raised.value)["report"].files == ()
    assert files_in(tmp_path) == []


def test_a_file_that_cannot_be_opened_is_reported(golden: Path, tmp_path: Path) -> None:
    chosen = [
        pick(golden / "not_a_tfrecord.tfrecords", 0, 5),
        pick(golden / "one_record.tfrecords", 0),
        pick(tmp_path / "gone.tfrecords", 1),
    ]
    report = save_records(chosen, tmp_path / "out")
    assert report.records == 1
    assert [(left.path.name, left.record) for left in report.left_out] == [
        ("not_a_tfrecord.tfrecords", 0),
        ("not_a_tfrecord.tfrecords", 5),
        ("gone.tfrecords", 1),
    ]
    assert kinds(report.findings) == ["not-a-tfrecord", "missing-file"]
    assert report.chosen == 4
    with pytest.raises(NotATFRecordError):
        save_records(chosen, tmp_path / "strict", on_problem="raise")
    with pytest.raises(FileNotFoundError):
        save_records(chosen[2:], tmp_path / "strict", on_problem="raise")


def test_a_path_may_be_text(golden: Path, tmp_path: Path) -> None:
    chosen = [Chosen(str(golden / name)) for name in ("one_record.tfrecords", "gone.tfrecords")]  # type: ignore[arg-type]
    report = save_records(chosen, tmp_path)
    assert report.records == 1
    assert [one.path for one in chosen] == [
        golden / "one_record.tfrecords",
        golden / "gone.tfrecords",
    ]


def test_locations_are_those_of_the_records_where_they_are_read(tmp_path: Path) -> None:
    source = made(tmp_path / "in/S.tfrecords", ("S", 1, 10, 20), ("S", 2, 30, 40))
    index = read_index(index_path_of(source))
    write_index(index_path_of(source), index.records, np.array([[1, 1], [2, 2]]))
    save_records([Chosen(source)], tmp_path / "out")
    assert indexed_locations(tmp_path / "out/S.tfrecords") == [[10, 20], [30, 40]]


def test_nothing_chosen_is_an_error(golden: Path, tmp_path: Path) -> None:
    for chosen in ([], [pick(golden / "slide-A.tfrecords")]):
        with pytest.raises(DatasetError, match="No record is chosen"):
            save_records(chosen, tmp_path / "out")
    with pytest.raises(DatasetError, match="No record is chosen"):
        save_records(all_of([golden / "empty.tfrecords"]), tmp_path / "out", layout="file")
    assert not (tmp_path / "out").exists()


def test_what_is_there_is_refused_skipped_or_replaced(golden: Path, tmp_path: Path) -> None:
    source = golden / "mixed_formats.tfrecords"  # of two slides
    (tmp_path / "other-slide.tfrecords").write_bytes(b"mine")
    with pytest.raises(TargetExistsError):
        save_records(all_of([source]), tmp_path)
    assert files_in(tmp_path) == ["other-slide.tfrecords"]
    report = save_records(all_of([source]), tmp_path, existing="skip")
    assert report.kept == (tmp_path / "other-slide.tfrecords",)
    assert [file.path.name for file in report.files] == ["mixed_formats.tfrecords"]
    assert (tmp_path / "other-slide.tfrecords").read_bytes() == b"mine"
    report = save_records(all_of([source]), tmp_path, existing="replace")
    assert report.records == 8
    sound(tmp_path / "other-slide.tfrecords").close()


def test_an_index_in_the_way_is_refused(golden: Path, tmp_path: Path) -> None:
    source = golden / "one_record.tfrecords"
    index = tmp_path / "one_record.index.npz"
    index.write_bytes(b"of a feature bag")
    for existing in ("refuse", "skip", "replace"):
        with pytest.raises(TargetExistsError):
            save_records(all_of([source]), tmp_path, existing=existing)
    assert tree(tmp_path) == {index.name: b"of a feature bag"}
    index.unlink()
    index.mkdir()
    with pytest.raises(TargetExistsError, match="folder"):
        save_records(all_of([source]), tmp_path, existing="replace")


def test_a_source_that_cannot_be_opened_is_never_written_over(tmp_path: Path) -> None:
    made(tmp_path / "x.tfrecords", ("S", 1, 1, 1))
    (tmp_path / "S.tfrecords").write_bytes(b"somebody's notes" * 50)
    before = tree(tmp_path)
    with pytest.raises(TargetExistsError, match="records come from"):
        save_records(
            all_of([tmp_path / "x.tfrecords", tmp_path / "S.tfrecords"]),
            tmp_path,
            existing="replace",
        )
    assert tree(tmp_path) == before


@pytest.mark.parametrize("index", [True, False])
def test_the_index_of_a_source_is_never_written_over(*, index: bool, tmp_path: Path) -> None:
    source = made(tmp_path / "S.tfrecords", ("S", 1, 1, 1), ("S", 2, 2, 2))
    before = tree(tmp_path)
    with pytest.raises(TargetExistsError, match="index of one of the TFRecords"):
        save_records(
            [pick(source, 0)],
            tmp_path,
            layout="single",
            filename="S.tfrecord",
            existing="replace",
            index=index,
        )
    assert tree(tmp_path) == before


def test_what_is_written_besides_has_a_name_of_its_own(golden: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"manifest\.json is written besides"):
        save_records(
            all_of([golden / "slide-A.tfrecords"]),
            tmp_path / "out",
            layout="single",
            filename="manifest.json",
            manifest=True,
        )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("existing", ["refuse", "replace"])
def test_a_source_is_never_written_over(existing: str, golden_copy: Path, tmp_path: Path) -> None:
    before = tree(golden_copy)
    source = golden_copy / "slide-A.tfrecords"
    link = tmp_path / "elsewhere"
    link.symlink_to(golden_copy, target_is_directory=True)
    for folder in (golden_copy, link):
        with pytest.raises(TargetExistsError):
            save_records([pick(source, 0)], folder, existing=existing)  # type: ignore[arg-type]
    assert tree(golden_copy) == before


def test_a_source_named_by_a_link_is_not_written_over(golden_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "slide-A.tfrecords").symlink_to(golden_copy / "slide-A.tfrecords")
    with pytest.raises(TargetExistsError, match="records come from"):
        save_records([pick(golden_copy / "slide-A.tfrecords", 0)], out, existing="replace")


def test_a_file_in_place_of_the_folder_is_refused(golden: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(TargetExistsError):
        save_records(all_of([golden / "one_record.tfrecords"]), tmp_path / "out")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_sources_may_be_read_only(golden_copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    shutil.copy(golden_copy / "slide-A.tfrecords", folder)
    (folder / "slide-A.tfrecords").chmod(0o444)
    folder.chmod(0o555)
    try:
        assert save_records(all_of([folder / "slide-A.tfrecords"]), tmp_path / "out").records == 42
        assert files_in(folder) == ["slide-A.tfrecords"]
    finally:
        folder.chmod(0o755)


def test_a_full_disk_is_told_before_anything_is_written(
    golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(BuildError) as raised:
        save_records(all_of([golden / "slide-A.tfrecords"]), tmp_path / "new" / "out")
    assert raised.value.finding.kind == "disk-space"
    assert files_in(tmp_path) == []


def test_a_cancel_leaves_what_is_finished(golden: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    names = ["one_record.tfrecords", "slide-A.tfrecords"]

    def progress(done: int, total: int, text: str) -> None:
        assert total == 43
        if text == names[1]:
            cancel.cancel()

    with pytest.raises(Cancelled) as raised:
        save_records(
            all_of([golden / name for name in names]), tmp_path, progress=progress, cancel=cancel
        )
    assert [file.path.name for file in vars(raised.value)["report"].files] == names[:1]
    assert files_in(tmp_path) == ["one_record.index.npz", "one_record.tfrecords"]


def test_progress_ends_with_all_records(golden: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    save_records(
        all_of([golden / "slide-A.tfrecords"]),
        tmp_path,
        progress=lambda done, total, text: seen.append((done, total)),
    )
    assert seen[-1] == (42, 42)


def test_a_file_that_changes_meanwhile_is_told(golden_copy: Path, tmp_path: Path) -> None:
    source = golden_copy / "slide-A.tfrecords"
    other = golden_copy / "one_record.tfrecords"

    def progress(done: int, total: int, text: str) -> None:
        if done == 1:
            os.truncate(source, 500)

    with pytest.raises(FileChangedError):
        save_records(all_of([other, source]), tmp_path / "out", progress=progress)
    assert "slide-A.tfrecords" not in files_in(tmp_path / "out")


def test_records_of_a_file_that_is_another_now_are_not_copied(
    golden_copy: Path, tmp_path: Path
) -> None:
    source = golden_copy / "slide-A.tfrecords"
    with Dataset(source) as dataset:
        chosen = choose(dataset, "x > 1000")
    shutil.copy(golden_copy / "gzip_compressed.tfrecords", source)
    report = save_records(chosen, tmp_path / "out")
    assert report.records == 0
    assert len(report.left_out) == report.chosen > 0
    assert kinds(report.findings) == ["changed-file"]
    with pytest.raises(FileChangedError, match="choose anew"):
        save_records(chosen, tmp_path / "out", on_problem="raise")
    assert not (tmp_path / "out").exists()


def test_a_manifest_is_written_where_it_is_asked_for(golden: Path, tmp_path: Path) -> None:
    sources = [golden / "slide-A.tfrecords", golden / "one_record.tfrecords"]
    report = save_records(all_of(sources), tmp_path, manifest=True)
    assert report.others == (tmp_path / "manifest.json",)
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == (
        '{\n "one_record.tfrecords": {\n  "total": 1\n },\n'
        ' "slide-A.tfrecords": {\n  "total": 42\n }\n}'
    )
    (tmp_path / "slide-A.tfrecords").unlink()
    (tmp_path / "slide-A.index.npz").unlink()
    report = save_records(
        [pick(sources[0], 1), pick(sources[1], 0)], tmp_path, existing="skip", manifest=True
    )
    assert '"total": 1\n },\n "slide-A' in (tmp_path / "manifest.json").read_text(encoding="utf-8")


def test_what_a_manifest_says_of_other_tfrecords_stays(tmp_path: Path) -> None:
    source = made(tmp_path / "in/S.tfrecords", ("S", 1, 1, 1))
    manifest = tmp_path / "out/manifest.json"
    manifest.parent.mkdir()
    manifest.write_text('{"other.tfrecords": {"total": 5}, "S.tfrecords": {"total": 9, "clip": 3}}')
    report = save_records(all_of([source]), tmp_path / "out")
    assert kinds(report.findings) == ["stale-manifest"]
    save_records(all_of([source]), tmp_path / "out", existing="replace", manifest=True)
    assert json.loads(manifest.read_text()) == {
        "other.tfrecords": {"total": 5},
        "S.tfrecords": {"total": 1, "clip": 3},
    }
    manifest.write_bytes(b"{no manifest")
    report = save_records(all_of([source]), tmp_path / "out", existing="replace", manifest=True)
    assert kinds(report.findings) == ["stale-manifest"]
    assert report.others == ()
    assert manifest.read_bytes() == b"{no manifest"


def test_no_index_is_written_where_none_is_wanted(golden: Path, tmp_path: Path) -> None:
    save_records(all_of([golden / "slide-A.tfrecords"]), tmp_path, index=False)
    assert files_in(tmp_path) == ["slide-A.tfrecords"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"layout": "folder"}, "layout='folder'"),
        ({"order": "seed"}, "order='seed'"),
        ({"existing": "append"}, "append"),
        ({"existing": "never"}, "existing='never'"),
        ({"on_problem": "stop"}, "on_problem='stop'"),
        ({"filename": "x.tfrecords"}, "names one TFRecord"),
        ({"layout": "single", "filename": "../x"}, "no name of a file"),
        ({"layout": "single", "filename": ""}, "no name of a file"),
        ({"output": ""}, "output"),
    ],
)
def test_a_wrong_word_is_told_at_once(
    arguments: dict[str, object], said: str, golden: Path, tmp_path: Path
) -> None:
    output = arguments.pop("output", tmp_path / "out")
    with pytest.raises(ValueError, match=said):
        save_records(all_of([golden / "slide-A.tfrecords"]), output, **arguments)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_wrong_records_are_told_at_once(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    chosen: list[tuple[type[Exception], str, object]] = [
        (ValueError, "no record 42", [pick(source, 42)]),
        (ValueError, "no record -1", [pick(source, -1)]),
        (ValueError, "chosen twice", [pick(source, 1, 2, 1)]),
        (ValueError, "chosen twice", [pick(source, 1), pick(source, 1)]),
        (ValueError, "1 places", [Chosen(source, np.array([1, 2]), np.array([0]))]),
        (ValueError, "1 slides", [Chosen(source, np.array([1, 2]), slides=["a"])]),
        (
            ValueError,
            "and not of others",
            [pick(source, 1), Chosen(source, np.array([2]), np.array([0]))],
        ),
        (ValueError, "not of which records", [Chosen(source, slides=["a"] * 42)]),
        (ValueError, "not of which records", [Chosen(source, places=np.arange(42))]),
        (TypeError, "records of .* whole numbers", [Chosen(source, np.array([0.5]))]),
        (
            TypeError,
            "places of .* whole numbers",
            [Chosen(source, np.arange(2), np.array([0.5, 0.2]))],
        ),
        (TypeError, "slides of .* text, not int", [Chosen(source, np.array([1]), slides=[5])]),  # type: ignore[list-item]
        (TypeError, "list of Chosen", pick(source, 1)),
        (TypeError, "list of Chosen", [source]),
    ]
    for kind, said, wrong in chosen:
        with pytest.raises(kind, match=said):
            save_records(wrong, tmp_path / "out")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="sync"):
        save_records([pick(source, 1)], tmp_path / "out", sync=1)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_the_report_says_all_as_json(golden: Path, tmp_path: Path) -> None:
    report = save_records([pick(golden / "flipped_payload_byte.tfrecords", 1, 2)], tmp_path)
    told_json = report.to_json()
    assert told_json["num_records"] == 1
    assert told_json["chosen"] == 2
    assert told_json["left_out"] == 1
    assert told_json["tfrecords"] == [
        {
            "path": str(tmp_path / "DAMAGED.tfrecords"),
            "part": None,
            "slides": ["DAMAGED"],
            "num_records": 1,
            "bytes": report.size,
        }
    ]
    assert [finding["kind"] for finding in told_json["findings"]] == ["payload-crc"]


def test_the_report_is_short_to_look_at(golden: Path, tmp_path: Path) -> None:
    report = save_records(all_of([golden / "slide-A.tfrecords"]), tmp_path)
    assert repr(report) == "SubsetReport(42 of 42 records in 1 TFRecords, 0 left out)"
