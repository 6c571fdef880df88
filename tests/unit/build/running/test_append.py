"""Builds onto TFRecords that are there: they stay, are appended to, or are replaced."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.unit.build.made import contents, files_in, jpeg, kinds, make_slide, plan_folders
from tfrviewer import RecordWriter, TFRecord, write_tfrecords_multi
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running.append import OldRecords
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.errors import BuildError, TargetExistsError
from tfrviewer.jobs import Cancelled, CancelToken

APPEND = Policies.checked(existing="append")


def _append(source: Path, out: Path, policies: Policies = APPEND) -> BuildReport:
    return run(plan_folders(source, out, policies))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    make_slide(tmp_path / "in/A", 5)
    write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    return tmp_path / "in"


def test_new_images_follow_the_old_records_byte_for_byte(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "out/A.tfrecords"
    before = path.read_bytes()
    old = contents(path)
    new = make_slide(source / "A", 12)[5:]
    report = _append(source, tmp_path / "out")
    assert report == 7
    (written,) = report.files
    assert (written.kept, written.records, written.size) == (5, 7, path.stat().st_size)
    assert path.read_bytes().startswith(before)
    records = contents(path)
    assert records[:5] == old
    assert [image for _, image, _ in records[5:]] == [p.read_bytes() for p in new]
    with TFRecord(path) as tfr:
        assert tfr.index_state == "found"
        assert tfr.locations == [xy for _, _, xy in records]
    assert report.to_json()["tfrecords"][0]["num_records"] == 12
    assert report.to_json()["tfrecords"][0]["records_before"] == 5


def test_every_image_has_the_record_that_it_is(source: Path, tmp_path: Path) -> None:
    make_slide(source / "A", 12)
    report = _append(source, tmp_path / "out")
    fates = list(report.fates())
    assert len(fates) == 12
    with TFRecord(tmp_path / "out/A.tfrecords") as tfr:
        for fate in fates:
            assert fate.record is not None
            assert tfr.image(fate.record) == fate.path.read_bytes()
    assert kinds(report.notes) == ["already-there"]
    assert "5 of 12 images were in it already" in report.notes[0].message


def test_tiles_unlike_those_that_are_there_are_told(source: Path, tmp_path: Path) -> None:
    for path in (source / "A").iterdir():
        path.unlink()
    (source / "A/A-256-9000.jpg").write_bytes(jpeg(1, (40, 40)))
    report = _append(source, tmp_path / "out")
    assert report == 1
    assert kinds(report.notes) == ["odd-size"]
    assert "40 x 40 pixels, JPEG; the first of those it had is 32 x 32" in report.notes[0].message


def test_an_append_can_be_repeated(source: Path, tmp_path: Path) -> None:
    make_slide(source / "A", 12)
    _append(source, tmp_path / "out")
    files = [tmp_path / "out/A.tfrecords", tmp_path / "out/A.index.npz"]
    before = [(p.read_bytes(), p.stat().st_ino, p.stat().st_mtime_ns) for p in files]
    report = _append(source, tmp_path / "out")
    assert report == 0
    assert report.files[0].kept == 12
    assert [fate.record for fate in report.fates()] == list(range(12))
    assert [(p.read_bytes(), p.stat().st_ino, p.stat().st_mtime_ns) for p in files] == before
    assert files_in(tmp_path / "out") == ["A.index.npz", "A.tfrecords"]


def test_an_image_at_another_place_or_with_other_bytes_is_new(source: Path, tmp_path: Path) -> None:
    first = source / "A/A-256-256.jpg"
    (source / "A/A-9999-256.jpg").write_bytes(first.read_bytes())
    first.write_bytes(jpeg(77))
    assert _append(source, tmp_path / "out") == 2


def test_what_is_not_there_is_made(source: Path, tmp_path: Path) -> None:
    make_slide(source / "B", 3)
    report = _append(source, tmp_path / "out")
    assert report == 3
    assert [(file.path.stem, file.kept, file.records) for file in report.files] == [
        ("A", 5, 0),
        ("B", 0, 3),
    ]


def test_records_of_another_kind_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "out/A.tfrecords"
    path.parent.mkdir()
    payloads = [b"no example at all", b"", b"\x0a\x00"]
    with RecordWriter(path, index=False) as writer:
        for payload in payloads:
            writer.write(payload)
        writer.write_example({"image_raw": jpeg(1), "slide": "other", "attention": 0.5})
    before = path.read_bytes()
    images = make_slide(tmp_path / "in/A", 3)
    assert _append(tmp_path / "in", tmp_path / "out") == 3
    assert path.read_bytes().startswith(before)
    with TFRecord(path) as tfr:
        assert len(tfr) == 7
        assert tfr.image(4) == images[0].read_bytes()
    with np.load(path.with_name("A.index.npz")) as index:
        assert len(index["arr_0"]) == 7
        assert index["locations"].shape == (0,)  # one has none, so that none is told


def _cut(data: bytes) -> bytes:
    return data[:-5]


def _flip_payload(data: bytes) -> bytes:
    return data[:100] + bytes([data[100] ^ 1]) + data[101:]


def _flip_length(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def _flip_length_crc(data: bytes) -> bytes:
    return data[:9] + bytes([data[9] ^ 1]) + data[10:]


def _more(data: bytes) -> bytes:
    return data + b"more"


def _text(data: bytes) -> bytes:
    return b"these are notes, and no records"


@pytest.mark.parametrize(
    "harm", [_cut, _flip_payload, _flip_length, _flip_length_crc, _more, _text, gzip.compress]
)
@pytest.mark.parametrize("index", [True, False])
def test_nothing_is_appended_to_a_file_that_is_not_whole(
    harm: Callable[[bytes], bytes], index: bool, source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out/A.tfrecords"
    harmed = harm(path.read_bytes())
    path.write_bytes(harmed)
    if not index:
        path.with_name("A.index.npz").unlink()
    make_slide(source / "A", 12)
    with pytest.raises(BuildError, match="Nothing is appended to it") as caught:
        _append(source, tmp_path / "out")
    assert caught.value.finding.file == str(path)
    assert caught.value.finding.remedy
    assert path.read_bytes() == harmed
    assert [name for name in files_in(tmp_path / "out") if name.startswith(".")] == []


def test_a_damaged_file_is_told_before_anything_is_written(source: Path, tmp_path: Path) -> None:
    make_slide(source / "B", 3)
    write_tfrecords_multi(source, tmp_path / "out", replace=True)
    path = tmp_path / "out/B.tfrecords"
    path.write_bytes(path.read_bytes()[:-5])
    make_slide(source / "A", 12)
    with pytest.raises(BuildError, match="Nothing is appended"):
        _append(source, tmp_path / "out")
    assert len(contents(tmp_path / "out/A.tfrecords")) == 5


def test_an_empty_file_is_appended_to(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/A.tfrecords").write_bytes(b"")
    assert _append(tmp_path / "in", tmp_path / "out") == 2
    assert len(contents(tmp_path / "out/A.tfrecords")) == 2


def test_a_cancel_while_old_records_are_read_leaves_the_old_file(
    source: Path, tmp_path: Path
) -> None:
    make_slide(source / "A", 12)
    before = (tmp_path / "out/A.tfrecords").read_bytes()
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        run(
            plan_folders(source, tmp_path / "out", APPEND),
            cancel=cancel,
            on_event=lambda event: cancel.cancel(),
        )
    assert (tmp_path / "out/A.tfrecords").read_bytes() == before
    assert files_in(tmp_path / "out") == ["A.index.npz", "A.tfrecords"]


def test_of_records_that_are_alike_the_first_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "A.tfrecords"
    with RecordWriter(path) as writer:
        for _ in range(3):
            writer.write_example({"image_raw": b"i", "slide": "A", "loc_x": 1, "loc_y": 2})
    from tfrviewer.build.running.making import record_key

    with OldRecords(path) as old:
        assert old.number_of(record_key(b"A", (1, 2), b"i")) == 0
        assert old.number_of(record_key(b"A", (2, 1), b"i")) is None
        assert old.number_of(record_key(b"B", (1, 2), b"i")) is None


def test_the_bytes_of_an_append_never_change(golden: Path, tmp_path: Path) -> None:
    # TensorFlow and Slideflow read a file with this hash.
    from tfrviewer import write_tfrecords_merge

    for part in ("slide-0", "slide-1", "slide-2"):
        source = tmp_path / part
        source.mkdir()
        (source / part).symlink_to(golden / "loose_images" / part)
        if part == "slide-0":
            write_tfrecords_merge(source, tmp_path / "out", "all.tfrecords")
            continue
        from tfrviewer.build.request.choices import Layout

        run(
            plan_folders(
                source,
                tmp_path / "out",
                APPEND,
                layout=Layout.MERGED,
                filename="all.tfrecords",
            )
        )
    data = (tmp_path / "out/all.tfrecords").read_bytes()
    write_tfrecords_merge(golden / "loose_images", tmp_path / "once", "all.tfrecords")
    assert data == (tmp_path / "once/all.tfrecords").read_bytes()
    assert hashlib.sha256(data).hexdigest() == (
        "e16162f72f3dc504d6c59c39db6c922d9b275cc59c8eb9ef83ce9f748980719a"
    )


def test_what_is_there_stays_where_it_is_to_be_skipped(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "out/A.tfrecords"
    path.write_bytes(b"mine")
    for image in (source / "A").iterdir():
        image.write_bytes(b"no image, and never read")
    make_slide(source / "B", 3)
    report = run(
        plan_folders(source, tmp_path / "out", Policies.checked(existing="skip"), validate=False)
    )
    assert report == 3
    assert path.read_bytes() == b"mine"
    assert [file.path for file in report.skipped] == [path]
    assert kinds(report.notes) == ["already-there"]
    assert "stays as it is; its 5 images were not read" in report.notes[0].message
    assert len(list(report.fates())) == 8
    assert report.to_json()["skipped"] == [str(path)]


def test_what_comes_while_building_is_not_replaced_where_it_is_to_be_skipped(
    source: Path, tmp_path: Path
) -> None:
    make_slide(source / "B", 3)
    make_slide(source / "C", 3)
    late = tmp_path / "out/C.tfrecords"

    def progress(done: int, total: int, text: str) -> None:
        if done == 8:  # A is there, B is written
            late.write_bytes(b"mine")

    report = run(
        plan_folders(source, tmp_path / "out", Policies.checked(existing="skip")),
        progress=progress,
    )
    assert report == 3
    assert late.read_bytes() == b"mine"
    assert kinds(left.finding for left in report.left_out) == ["target-exists"] * 3


@pytest.mark.parametrize("existing", ["replace", "append"])
def test_a_file_that_only_has_the_name_of_an_index_is_never_replaced(
    existing: str, source: Path, tmp_path: Path
) -> None:
    index = tmp_path / "out/A.index.npz"
    index.write_bytes(b"locations of a feature bag")
    with pytest.raises(TargetExistsError, match="is none"):
        _append(source, tmp_path / "out", Policies.checked(existing=existing))
    assert index.read_bytes() == b"locations of a feature bag"
