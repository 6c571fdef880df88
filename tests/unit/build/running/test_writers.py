"""TFRecords from folders of images, under Slideflow's names for the calls."""

import copy
import hashlib
import json
import pickle
import random
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, kinds, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer import (
    TFRecord,
    write_tfrecords_merge,
    write_tfrecords_multi,
    write_tfrecords_single,
)
from tfrviewer.build.running.journal import NAME
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.errors import (
    BuildError,
    FindingKind,
    ImageError,
    PathNotFoundError,
    TargetExistsError,
)
from tfrviewer.jobs import Cancelled, CancelToken

FIELDS = ["image_raw", "loc_x", "loc_y", "slide"]


def test_loose_images_come_back_with_their_locations(golden: Path, tmp_path: Path) -> None:
    report = write_tfrecords_multi(golden / "loose_images", tmp_path)
    assert report == 9
    assert report.findings == []
    for slide in ("slide-0", "slide-1", "slide-2"):
        expected = []
        for path in (golden / "loose_images" / slide).iterdir():
            x, y = path.stem.split("-")[2:]
            expected.append((slide, path.read_bytes(), (int(x), int(y))))
        built = tmp_path / f"{slide}.tfrecords"
        assert sorted(contents(built)) == sorted(expected)
        with TFRecord(built) as tfr:
            assert tfr.index_state == "found"
            assert tfr.fields == FIELDS
            assert tfr.locations == [location for _, _, location in contents(built)]


def test_the_same_images_are_stored_as_slideflow_stores(golden: Path, tmp_path: Path) -> None:
    write_tfrecords_multi(golden / "loose_images", tmp_path, locations="none")
    for theirs in (golden / "slideflow_written").glob("*.tfrecords"):
        with TFRecord(theirs, create_index=False) as tfr:
            payloads = sorted(tfr.payload(i) for i in range(len(tfr)))
            examples = [tfr.example(i) for i in range(len(tfr))]
        with TFRecord(tmp_path / theirs.name) as tfr:
            assert sorted(tfr.example(i).features["image_raw"].values for i in range(3)) == sorted(
                example.features["image_raw"].values for example in examples
            )
            assert [tfr.example(i).slide for i in range(3)] == [e.slide for e in examples]
            assert [tfr.example(i).location for i in range(3)] == [(0, 0)] * 3
            assert sorted(map(len, payloads)) == sorted(len(tfr.payload(i)) for i in range(3))


@pytest.mark.parametrize(
    ("order", "sha256"),
    [
        ({}, "e16162f72f3dc504d6c59c39db6c922d9b275cc59c8eb9ef83ce9f748980719a"),
        ({"seed": 3}, "93c2bd723cd78a64adfdec96aee7b92b3a3356320a557f4170a9b925367b3fe5"),
    ],
)
def test_the_bytes_never_change(
    order: dict[str, int], sha256: str, golden: Path, tmp_path: Path
) -> None:
    # TensorFlow and Slideflow read files with these hashes.
    write_tfrecords_merge(golden / "loose_images", tmp_path, "all.tfrecords", **order)  # type: ignore[arg-type]
    assert hashlib.sha256((tmp_path / "all.tfrecords").read_bytes()).hexdigest() == sha256


def test_one_folder_becomes_one_tfrecord_of_the_name_given(tmp_path: Path) -> None:
    images = make_slide(tmp_path / "in", 3)
    report = write_tfrecords_single(tmp_path / "in", tmp_path / "out", "S.tfrecords", "Fälle µ/1")
    assert isinstance(report, int)
    assert report == 3
    assert report.records == 3
    assert [file.path for file in report.files] == [tmp_path / "out" / "S.tfrecords"]
    assert files_in(tmp_path / "out") == ["S.index.npz", "S.tfrecords"]
    assert contents(report.files[0].path) == [
        ("Fälle µ/1", path.read_bytes(), (256, 256 + 512 * i)) for i, path in enumerate(images)
    ]


def test_folders_are_merged_slide_by_slide(tmp_path: Path) -> None:
    make_slide(tmp_path / "in" / "B", 2)
    make_slide(tmp_path / "in" / "A", 3, start=10)
    report = write_tfrecords_merge(tmp_path / "in", tmp_path, "all.tfrecords")
    assert [slide for slide, _, _ in contents(tmp_path / "all.tfrecords")] == [*"AAABB"]
    assert report.files[0].slides == ["A", "B"]
    write_tfrecords_merge(tmp_path / "in", tmp_path, "mixed.tfrecords", seed=5)
    mixed = contents(tmp_path / "mixed.tfrecords")
    assert mixed != contents(tmp_path / "all.tfrecords")
    assert sorted(mixed) == sorted(contents(tmp_path / "all.tfrecords"))


def test_the_same_seed_gives_identical_bytes(tmp_path: Path) -> None:
    make_slide(tmp_path / "in" / "A", 40)
    shutil.copytree(tmp_path / "in", tmp_path / "copy")
    written = []
    for number, (source, seed) in enumerate((("in", 7), ("copy", 7), ("in", 8))):
        out = tmp_path / f"out{number}"
        write_tfrecords_multi(tmp_path / source, out, seed=seed)
        written.append([(out / name).read_bytes() for name in ("A.tfrecords", "A.index.npz")])
    assert written[0] == written[1]
    assert written[0][0] != written[2][0]


def test_the_work_of_threads_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ABC":
        make_slide(tmp_path / "in" / name, 45)
    alone = write_tfrecords_multi(tmp_path / "in", tmp_path / "alone", seed=1)
    with ThreadPoolExecutor(3) as pool:
        many = write_tfrecords_multi(tmp_path / "in", tmp_path / "many", seed=1, executor=pool)
    assert alone == many == 135
    for name in files_in(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_the_work_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    make_slide(tmp_path / "in" / "A", 45)
    (tmp_path / "in/A/x.png").write_bytes(b"")
    (tmp_path / "in/A/cut.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-200])
    write_tfrecords_multi(tmp_path / "in", tmp_path / "alone")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        report = write_tfrecords_multi(tmp_path / "in", tmp_path / "many", executor=pool)
    assert report == 45
    assert len(report.left_out) == 2
    for name in files_in(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def test_what_workers_import_is_light() -> None:
    code = "import sys, tfrviewer.build.pictures.pictures; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"polars", "PySide6", "rich", "typer"} & set(told.stdout.split())


def _nested_with_faults(root: Path) -> tuple[dict[str, str], dict[Path, list[Path]]]:
    """300 images in 6 slides of which 6 are wrong; return their kinds, and the right ones."""
    good = {root / f"case {n} µ": make_slide(root / f"case {n} µ", 50) for n in range(6)}
    broken = encoded(tissue(32, 32), "JPEG")
    faults: dict[str, tuple[bytes, str]] = {
        "case 0 µ/case 0 µ-256-256.jpg": (broken[:-300], "undecodable-image"),
        "case 1 µ/case 1 µ-768-256.jpg": (b"", "not-an-image"),
        "case 1 µ/case 1 µ-1280-256.jpg": (broken[:40], "undecodable-image"),
        "case 3 µ/case 3 µ-256-256.jpg": (jpeg(1, (32, 31)), "odd-size"),
        "case 3 µ/case 3 µ-768-256.jpg": (jpeg(1, (64, 64)), "odd-size"),
        "case 5 µ/notes.png": (b"these are notes", "not-an-image"),
    }
    for name, (data, _) in faults.items():
        path = root / name
        path.write_bytes(data)
        good[path.parent] = [other for other in good[path.parent] if other != path]
    return {name: kind for name, (_, kind) in faults.items()}, good


def test_of_many_images_the_wrong_ones_are_named_and_the_others_right(tmp_path: Path) -> None:
    root = tmp_path / "in"
    faults, good = _nested_with_faults(root)
    before = {name: (root / name).read_bytes() for name in files_in(root)}
    report = write_tfrecords_multi(root, tmp_path / "out")
    assert report == 295
    assert {
        left.path.relative_to(root).as_posix(): left.finding.kind.value for left in report.left_out
    } == faults
    for folder, paths in good.items():
        records = contents(tmp_path / "out" / f"{folder.name}.tfrecords")
        assert [image for _, image, _ in records] == [path.read_bytes() for path in paths]
        assert {slide for slide, _, _ in records} == {folder.name}
        assert [path.stem for path in paths] == [f"{s}-{x}-{y}" for s, _, (x, y) in records]
    assert {name: (root / name).read_bytes() for name in files_in(root)} == before


def test_every_file_has_a_fate(tmp_path: Path) -> None:
    root = tmp_path / "in"
    faults, _ = _nested_with_faults(root)
    (root / ".DS_Store").write_bytes(b"x")
    (root / "case 0 µ" / "readme.txt").write_bytes(b"x")
    report = write_tfrecords_multi(root, tmp_path / "out")
    fates = {str(fate.path.relative_to(root)): fate for fate in report.fates()}
    assert sorted(fates) == files_in(root)
    for name, fate in fates.items():
        if Path(name).as_posix() in faults:
            assert fate.finding is not None
            assert fate.tfrecord is None
        elif fate.tfrecord is not None:
            assert fate.record is not None
            with TFRecord(fate.tfrecord) as tfr:
                assert tfr.image(fate.record) == fate.path.read_bytes()
        else:
            assert name in (".DS_Store", str(Path("case 0 µ", "readme.txt")))


@pytest.mark.parametrize("fault", ["case 0 µ", "case 1 µ", "case 3 µ", "case 5 µ"])
def test_the_first_wrong_image_ends_it_where_that_was_chosen(fault: str, tmp_path: Path) -> None:
    _nested_with_faults(tmp_path / "in")
    for folder in (tmp_path / "in").iterdir():
        if folder.name != fault:
            shutil.rmtree(folder)
    with pytest.raises((ImageError, BuildError)) as caught:
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out", on_problem="raise")
    assert fault in caught.value.finding.file
    assert not (tmp_path / "out").exists() or files_in(tmp_path / "out") == []


def test_without_validation_all_that_begins_as_an_image_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "in"
    _nested_with_faults(root)
    report = write_tfrecords_multi(root, tmp_path / "out", validate=False)
    assert report == 298
    assert kinds(left.finding for left in report.left_out) == [
        "not-an-image",
        "undecodable-image",
        "not-an-image",
    ]


def test_a_folder_without_images_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "in/A").mkdir(parents=True)
    for report in (
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out"),
        write_tfrecords_merge(tmp_path / "in", tmp_path / "out", "x.tfrecords"),
        write_tfrecords_single(tmp_path / "in/A", tmp_path / "out", "x.tfrecords", "A"),
    ):
        assert report == 0
        assert report.files == ()
        assert "empty-folder" in kinds(report.findings)
    assert not (tmp_path / "out").exists()


def test_a_slide_of_which_no_image_decodes_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "in/A").mkdir(parents=True)
    (tmp_path / "in/A/1-2.jpg").write_bytes(encoded(tissue(300, 300), "JPEG")[:3000])
    make_slide(tmp_path / "in/B", 1)
    report = write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    assert files_in(tmp_path / "out") == ["B.index.npz", "B.tfrecords"]
    assert [note.kind for note in report.notes] == [FindingKind.ODD_SIZE, FindingKind.EMPTY_FOLDER]


def test_notes_count_the_records_that_were_written(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    cut = encoded(tissue(32, 32), "JPEG")[:-300]
    (tmp_path / "in/A/a.jpg").write_bytes(cut)
    (tmp_path / "in/A/b.jpg").write_bytes(jpeg(1))
    (tmp_path / "in/B").mkdir()
    (tmp_path / "in/B/c.jpg").write_bytes(cut)
    report = write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    assert kinds(report.notes) == ["no-location", "empty-folder"]
    assert "1 of 4 names" in report.notes[0].message


@pytest.mark.parametrize("there", ["B.tfrecords", "B.index.npz", "B.index", "B.index.npy"])
def test_what_is_there_is_not_replaced_unless_asked(there: str, tmp_path: Path) -> None:
    for name in "AB":
        make_slide(tmp_path / "in" / name, 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / there).write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match="there already") as caught:
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    assert isinstance(caught.value, FileExistsError)
    assert files_in(tmp_path / "out") == [there]
    assert (tmp_path / "out" / there).read_bytes() == b"mine"


def test_what_is_there_is_replaced_when_asked(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    first = write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    make_slide(tmp_path / "in/A", 5)
    second = write_tfrecords_multi(tmp_path / "in", tmp_path / "out", replace=True)
    assert (first, second) == (2, 5)
    assert len(contents(tmp_path / "out/A.tfrecords")) == 5
    assert TFRecord(tmp_path / "out/A.tfrecords").index_state == "found"


def test_a_folder_with_the_name_of_a_tfrecord_is_not_written_over(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    (tmp_path / "out/A.tfrecords").mkdir(parents=True)
    with pytest.raises(TargetExistsError, match="This is a folder"):
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out", replace=True)


def test_a_target_that_comes_while_building_is_not_replaced(tmp_path: Path) -> None:
    for name in "AB":
        make_slide(tmp_path / "in" / name, 40)
    late = tmp_path / "out/B.tfrecords"

    def progress(done: int, total: int, text: str) -> None:
        if done == 40:
            late.write_bytes(b"mine")

    with pytest.raises(TargetExistsError):
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out", progress=progress)
    assert late.read_bytes() == b"mine"
    assert files_in(tmp_path / "out") == [NAME, "A.index.npz", "A.tfrecords", "B.tfrecords"]


def test_no_index_is_written_where_none_is_wanted(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    write_tfrecords_multi(tmp_path / "in", tmp_path / "out", index=False)
    assert files_in(tmp_path / "out") == ["A.tfrecords"]


@pytest.mark.skipif(sys.platform != "linux", reason="the names are one elsewhere")
def test_folders_that_differ_in_case_alone_are_two_slides(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/Slide", 2)
    make_slide(tmp_path / "in/slide", 3)
    assert write_tfrecords_multi(tmp_path / "in", tmp_path / "out") == 5
    assert len(contents(tmp_path / "out/Slide.tfrecords")) == 2
    assert len(contents(tmp_path / "out/slide.tfrecords")) == 3


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_of_this_build_is_never_replaced_by_another_of_it(
    replace: bool, tmp_path: Path
) -> None:
    # As on a file system that does not tell "Slide" from "slide".
    from dataclasses import replace as changed

    from tests.unit.build.made import plan_folders
    from tfrviewer.build.request.request import Policies

    for name in "AB":
        make_slide(tmp_path / "in" / name, 2)
    plan = plan_folders(
        tmp_path / "in",
        tmp_path / "out",
        Policies.checked(existing="replace" if replace else "refuse"),
    )
    one, other = plan.files
    report = run(changed(plan, files=(one, changed(other, path=one.path))))
    assert report == 2
    assert {slide for slide, _, _ in contents(one.path)} == {"A"}
    assert kinds(left.finding for left in report.left_out) == ["target-exists"] * 2
    assert "does not tell their names apart" in str(report.left_out[0].finding)


def test_a_cancel_leaves_nothing_half_made(tmp_path: Path) -> None:
    for name in "AB":
        make_slide(tmp_path / "in" / name, 40)
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        assert total == 80
        if done >= 60:
            cancel.cancel()

    with pytest.raises(Cancelled) as caught:
        write_tfrecords_multi(tmp_path / "in", tmp_path / "out", progress=progress, cancel=cancel)
    assert vars(caught.value)["report"] == 40
    assert files_in(tmp_path / "out") == [NAME, "A.index.npz", "A.tfrecords"]
    assert len(contents(tmp_path / "out/A.tfrecords")) == 40


_BUILD_ON_A_SMALL_DISK = """
import resource, signal, sys
from tfrviewer import write_tfrecords_multi
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    write_tfrecords_multi(sys.argv[1], sys.argv[2])
except OSError as error:
    print(error.filename, error.report)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to files")
def test_a_full_disk_leaves_nothing_half_made_and_what_was_done(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 10)
    for number in range(200):
        (tmp_path / "in/B").mkdir(exist_ok=True)
        (tmp_path / f"in/B/{number}.jpg").write_bytes(encoded(tissue(64, 64), "JPEG"))
    arguments = [str(tmp_path / "in"), str(tmp_path / "out"), "100000"]
    command = [sys.executable, "-c", _BUILD_ON_A_SMALL_DISK, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.split() == [str(tmp_path / "out" / "B.tfrecords"), "10"]
    assert files_in(tmp_path / "out") == [NAME, "A.index.npz", "A.tfrecords"]
    assert len(contents(tmp_path / "out/A.tfrecords")) == 10


def test_a_file_whose_first_image_slideflow_cannot_name_is_told(tmp_path: Path) -> None:
    data = jpeg()
    (tmp_path / "in").mkdir()
    (tmp_path / "in/A-1-1.jpg").write_bytes(
        data[:2] + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01" + data[20:]
    )
    report = write_tfrecords_single(tmp_path / "in", tmp_path / "out", "A.tfrecords", "A")
    assert report == 1
    assert kinds(report.findings) == ["unnamed-format"]


@pytest.mark.parametrize(
    "call",
    [
        lambda folder: write_tfrecords_single(folder / "no", folder, "a.tfrecords", "a"),
        lambda folder: write_tfrecords_multi(folder / "no", folder),
        lambda folder: write_tfrecords_merge(folder / "no", folder, "a.tfrecords"),
    ],
)
def test_a_folder_that_is_not_there_is_told(call: object, tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match="no such folder"):
        call(tmp_path)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"filename": "../evil.tfrecords"}, ValueError),
        ({"filename": "/evil.tfrecords"}, ValueError),
        ({"filename": ""}, ValueError),
        ({"filename": 3}, TypeError),
        ({"slide": ""}, ValueError),
        ({"slide": None}, TypeError),
        ({"order": "random"}, ValueError),
        ({"order": "location", "seed": 1}, ValueError),
        ({"seed": "1"}, TypeError),
        ({"locations": True}, ValueError),
        ({"on_problem": "ignore"}, ValueError),
    ],
)
def test_a_wrong_argument_is_told_at_once(
    changes: dict[str, object], error: type[Exception], tmp_path: Path
) -> None:
    arguments = {"filename": "a.tfrecords", "slide": "a", **changes}
    with pytest.raises(error):
        write_tfrecords_single(tmp_path / "not there", tmp_path, **arguments)  # type: ignore[arg-type]


def test_a_report_is_a_number_and_survives_copies(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    (tmp_path / "in/A/x.png").write_bytes(b"")
    report = write_tfrecords_multi(tmp_path / "in", tmp_path / "out")
    assert f"{report} {report:03d}" == "2 002"
    assert str(report) == json.dumps(report) == "2"
    assert report + 1 == 3
    assert repr(report) == "BuildReport(2 records in 1 TFRecords, 1 images left out)"
    for other in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
        assert type(other) is BuildReport
        assert other == report
        assert (other.files, other.left_out) == (report.files, report.left_out)
    told = report.to_json()
    assert (told["num_records"], told["left_out"]) == (2, 1)
    assert [finding["kind"] for finding in told["findings"]] == ["not-an-image"]


def test_random_state_of_others_is_left_alone(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 5)
    random.seed(1)
    state = random.getstate()
    write_tfrecords_multi(tmp_path / "in", tmp_path / "out", seed=9)
    assert random.getstate() == state
