"""Carrying out a plan: room, trial, manifest, verification, features."""

import hashlib
import json
import os
import shutil
import sys
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.unit.build.made import contents, files_in, jpeg, kinds, make_slide, plan_folders
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer import TFRecord
from tfrviewer.build.planning.plan import BuildPlan, PlannedImages
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.choices import Encoding
from tfrviewer.build.request.request import BuildRequest, Pictures, Policies
from tfrviewer.build.running.run import run
from tfrviewer.build.running.space import needed_bytes
from tfrviewer.build.running.trial import try_out
from tfrviewer.errors import BuildError, FindingKind
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.writer import RecordWriter

Usage = namedtuple("Usage", "total used free")


def _free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12 - free, free))


def _size(folder: Path) -> int:
    return sum((folder / name).stat().st_size for name in files_in(folder))


def _slides(folder: Path) -> Path:
    for number, slide in enumerate("ABC"):
        make_slide(folder / slide, 30, start=100 * number)
    return folder


# room


@pytest.mark.parametrize("validate", [True, False])
def test_as_much_is_needed_as_is_written_and_little_more(validate: bool, tmp_path: Path) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out", validate=validate)
    needed = needed_bytes(plan)
    run(plan)
    assert _size(tmp_path / "out") <= needed <= 1.1 * _size(tmp_path / "out") + 7000


def test_a_build_that_there_is_no_room_for_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    needed = needed_bytes(plan)
    _free(monkeypatch, needed - 1)
    with pytest.raises(BuildError, match=r"needs about .* kB, and .* kB are free") as caught:
        run(plan)
    assert caught.value.finding.kind is FindingKind.DISK_SPACE
    assert not (tmp_path / "out").exists()
    _free(monkeypatch, needed)
    assert run(plan) == 90


def test_what_is_replaced_needs_room_beside_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = _slides(tmp_path / "in"), tmp_path / "out"
    run(plan_folders(source, out))
    plan = plan_folders(source, out, Policies.checked(existing="replace"))
    # One slide after the other: the old one makes room for the next.
    assert _size(out) / 3 <= needed_bytes(plan) <= _size(out) / 2 + 7000
    _free(monkeypatch, needed_bytes(plan) - 1)
    before = {name: (out / name).read_bytes() for name in files_in(out)}
    with pytest.raises(BuildError, match="no room"):
        run(plan)
    assert {name: (out / name).read_bytes() for name in files_in(out)} == before


def test_what_is_appended_to_needs_room_for_old_and_new(tmp_path: Path) -> None:
    source, out = _slides(tmp_path / "in"), tmp_path / "out"
    run(plan_folders(source, out))
    plan = plan_folders(source, out, Policies.checked(existing="append"))
    assert needed_bytes(plan) >= 2 * (out / "A.tfrecords").stat().st_size


def test_what_is_skipped_or_done_needs_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = _slides(tmp_path / "in"), tmp_path / "out"
    run(plan_folders(source, out))
    plan = plan_folders(source, out, Policies.checked(existing="skip"))
    assert needed_bytes(plan) == 0
    _free(monkeypatch, 0)
    assert run(plan) == 0


@pytest.mark.parametrize("encoding", [Encoding.JPEG, Encoding.PNG])
def test_what_is_encoded_anew_is_estimated_by_its_pixels(
    encoding: Encoding, tmp_path: Path
) -> None:
    make_slide(tmp_path / "in/A", 10)
    pictures = Pictures(encoding=encoding, size=100)
    plan = plan_build(BuildRequest(source=tmp_path / "in", output=tmp_path, pictures=pictures))
    pixels = 10 * 100 * 100
    assert 0.2 * pixels < needed_bytes(plan) < 3 * pixels


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(PermissionError, match="out"):
        run(plan)


# trial


@pytest.mark.parametrize("threads", [0, 2])
def test_a_trial_tells_how_long_and_how_large_without_a_trace(threads: int, tmp_path: Path) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    if threads:
        with ThreadPoolExecutor(threads) as pool:
            trial = try_out(plan, executor=pool)
    else:
        trial = try_out(plan)
    assert trial.records_per_second > 0
    assert trial.seconds == pytest.approx(90 / trial.records_per_second)
    assert not (tmp_path / "out").exists()
    run(plan)
    written = sum((tmp_path / f"out/{slide}.tfrecords").stat().st_size for slide in "ABC")
    assert trial.bytes == pytest.approx(written, rel=0.1)


def test_a_trial_of_nothing_or_of_what_cannot_be_read_tells_so(tmp_path: Path) -> None:
    (tmp_path / "in/A").mkdir(parents=True)
    trial = try_out(plan_folders(tmp_path / "in", tmp_path / "out"))
    assert (trial.records_per_second, trial.seconds, trial.bytes) == (0, 0, 0)
    make_slide(tmp_path / "in/A", 3)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    shutil.rmtree(tmp_path / "in")
    assert try_out(plan).bytes > 0


def test_a_trial_hears_a_cancel(tmp_path: Path) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        try_out(plan, cancel=cancel)


# manifest

WITH_MANIFEST = Policies.checked(manifest=True)


def _manifest(out: Path) -> object:
    return json.loads((out / "manifest.json").read_bytes())


def test_a_manifest_counts_as_slideflow_does(tmp_path: Path) -> None:
    source = _slides(tmp_path / "in")
    (source / "B/B-256-256.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-300])
    run(plan_folders(source, tmp_path / "out", WITH_MANIFEST))
    assert (tmp_path / "out/manifest.json").read_text() == (
        '{\n "A.tfrecords": {\n  "total": 30\n },\n "B.tfrecords": {\n  "total": 29\n },\n'
        ' "C.tfrecords": {\n  "total": 30\n }\n}'
    )


def test_what_a_manifest_says_of_others_stays(tmp_path: Path) -> None:
    source, out = _slides(tmp_path / "in"), tmp_path / "out"
    out.mkdir()
    others = {"z.tfrecords": {"total": 5}, "B.tfrecords": {"total": 1, "more": 2}, "x": 3}
    (out / "manifest.json").write_text(json.dumps(others))
    run(plan_folders(source, out, WITH_MANIFEST))
    assert _manifest(out) == {
        **others,
        "A.tfrecords": {"total": 30},
        "B.tfrecords": {"total": 30, "more": 2},
        "C.tfrecords": {"total": 30},
    }


def test_a_name_written_on_windows_is_the_same_name(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/site/A", 3)
    make_slide(tmp_path / "in/other/B", 3)
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text(json.dumps({"site\\A.tfrecords": {"total": 99}}))
    run(plan_folders(tmp_path / "in", out, WITH_MANIFEST))
    assert _manifest(out) == {
        "site\\A.tfrecords": {"total": 3},
        "other/B.tfrecords": {"total": 3},
    }


@pytest.mark.parametrize("text", ["no json", "[1]", "[" * 100_000, "\xff"])
def test_a_manifest_that_cannot_be_read_is_left_alone(text: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_bytes(text.encode("latin-1"))
    report = run(plan_folders(_slides(tmp_path / "in"), out, WITH_MANIFEST))
    assert report == 90
    assert kinds(report.notes) == ["stale-manifest"]
    assert (out / "manifest.json").read_bytes() == text.encode("latin-1")


def test_a_manifest_that_counts_otherwise_is_told_where_none_is_written(tmp_path: Path) -> None:
    source, out = _slides(tmp_path / "in"), tmp_path / "out"
    run(plan_folders(source, out, WITH_MANIFEST))
    before = (out / "manifest.json").read_bytes()
    make_slide(source / "B", 35)
    report = run(plan_folders(source, out, Policies.checked(existing="replace")))
    assert [Path(note.file).name for note in report.notes] == ["B.tfrecords"]
    assert kinds(report.notes) == ["stale-manifest"]
    assert (out / "manifest.json").read_bytes() == before
    appended = Policies.checked(existing="append", manifest=True)
    make_slide(source / "A", 40)
    run(plan_folders(source, out, appended))
    manifest = _manifest(out)
    assert isinstance(manifest, dict)
    assert manifest["A.tfrecords"] == {"total": 40}


# verification


def _harm_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    write = RecordWriter.write_framed

    def harming(self: RecordWriter, data: list[bytes], *rest: object) -> None:
        last = data[-1]
        write(self, [*data[:-1], last[:-9] + bytes([last[-9] ^ 1]) + last[-8:]], *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(RecordWriter, "write_framed", harming)


def test_what_is_not_what_was_written_never_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    _harm_what_is_written(monkeypatch)
    with pytest.raises(BuildError, match="not what was written") as caught:
        run(plan)
    assert caught.value.finding.file == str(tmp_path / "out/A.tfrecords")
    assert files_in(tmp_path / "out") == []


def test_it_is_not_looked_at_where_that_was_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _slides(tmp_path / "in")
    plan = plan_folders(source, tmp_path / "out", Policies.checked(verify=False))
    _harm_what_is_written(monkeypatch)
    assert run(plan) == 90


# what is in the records


def _with_features(plan: BuildPlan) -> BuildPlan:
    (file,) = plan.files
    images = [
        replace(image, features=(("label", "Fälle µ"), ("score", at / 4), ("case", at)))
        for at, image in enumerate(file.images)
    ]
    return replace(plan, files=(replace(file, images=PlannedImages.of(images)),))


def test_further_features_are_in_every_record(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    run(_with_features(plan_folders(tmp_path / "in", tmp_path / "out")))
    with TFRecord(tmp_path / "out/A.tfrecords") as tfr:
        assert tfr.fields == ["case", "image_raw", "label", "loc_x", "loc_y", "score", "slide"]
        records = list(tfr)
        assert [record["case"] for record in records] == [0, 1, 2]
        np.testing.assert_allclose([record["score"] for record in records], [0, 0.25, 0.5])
        assert {bytes(record["label"]).decode() for record in records} == {"Fälle µ"}
        assert [record["loc_y"] for record in records] == [256, 768, 1280]


def test_the_bytes_with_features_never_change(golden: Path, tmp_path: Path) -> None:
    # TensorFlow and Slideflow read a file with this hash.
    plan = plan_folders(golden / "loose_images/slide-0", tmp_path / "out")
    run(_with_features(plan))
    (path,) = (tmp_path / "out").glob("*.tfrecords")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == (
        "7e2b3c1f460918399cbebe693776391aa0c3308e132c0bc7ee3b4514ee6fa5fd"
    )


def test_memory_holds_few_images_at_once(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 300)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    report = run(plan)
    # No image is made an object of its own: the report shares the columns of the plan.
    assert report.files[0].images is plan.files[0].images
    assert len(contents(report.files[0].path)) == 300
    assert jpeg(0) == contents(report.files[0].path)[0][1]


# one file finished beside the next


@pytest.mark.parametrize("validate", [True, False])
def test_with_workers_files_are_finished_beside_the_next_one(
    validate: bool, tmp_path: Path
) -> None:
    source = _slides(tmp_path / "in")
    (source / "B/x.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-300])
    alone = run(plan_folders(source, tmp_path / "alone", validate=validate))
    with ThreadPoolExecutor(2) as pool:
        plan = plan_folders(source, tmp_path / "many", validate=validate)
        report = run(plan, executor=pool)
    assert report == alone
    assert [file.path.name for file in report.files] == [file.path.name for file in alone.files]
    assert kinds(report.findings) == kinds(alone.findings)
    for name in files_in(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_a_file_that_cannot_be_finished_ends_the_build_with_workers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    _harm_what_is_written(monkeypatch)
    with (
        ThreadPoolExecutor(2) as pool,
        pytest.raises(BuildError, match="not what was written") as caught,
    ):
        run(plan, executor=pool)
    assert caught.value.finding.file == str(tmp_path / "out/A.tfrecords")
    assert vars(caught.value)["report"] == 0
    assert files_in(tmp_path / "out") == []


def test_a_cancel_waits_for_the_file_that_is_being_finished(tmp_path: Path) -> None:
    plan = plan_folders(_slides(tmp_path / "in"), tmp_path / "out")
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        if done > 30:  # the first file is whole, the second is begun
            cancel.cancel()

    with ThreadPoolExecutor(2) as pool, pytest.raises(Cancelled) as caught:
        run(plan, executor=pool, progress=progress, cancel=cancel)
    assert vars(caught.value)["report"] == 30
    assert len(contents(tmp_path / "out/A.tfrecords")) == 30
    assert [name for name in files_in(tmp_path / "out") if name.endswith(".tmp")] == []
    assert run(plan, resume=True) == 90


def test_names_that_differ_in_case_alone_wait_for_each_other(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 30)
    make_slide(tmp_path / "in/B", 30, start=100)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    one, other = plan.files
    with ThreadPoolExecutor(2) as pool:
        report = run(replace(plan, files=(one, replace(other, path=one.path))), executor=pool)
    assert report == 30
    assert kinds(left.finding for left in report.left_out) == ["target-exists"] * 30
