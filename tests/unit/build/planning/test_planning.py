"""Plans made of folders, before anything is written."""

import os
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.unit.build.made import files_in, jpeg, kinds, make_slide, plan_folders
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planned import ImageColumns
from tfrviewer.build.planning.planning import make_plan, plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Policies
from tfrviewer.build.scan.packed import Packed
from tfrviewer.build.scan.scan import Scan, ScannedFolder
from tfrviewer.errors import BuildError, FindingKind, ImageError, Severity
from tfrviewer.jobs import Cancelled, CancelToken


def names(plan: BuildPlan) -> dict[str, list[str]]:
    """The images planned for each TFRecord, by its path below the output."""
    return {
        file.path.relative_to(plan.output).as_posix(): [image.name for image in file.images]
        for file in plan.files
    }


def test_planning_writes_nothing(tmp_path: Path) -> None:
    make_slide(tmp_path / "in" / "A", 3)
    before = files_in(tmp_path)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert plan.records == 3
    assert files_in(tmp_path) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("folders", "layout"),
    [
        ({".": 2}, Layout.SINGLE),
        ({"A": 2, "B": 1}, Layout.NESTED),
        ({"A/deep": 2}, Layout.NESTED),
        ({".": 1, "A": 2}, Layout.NESTED),
        ({}, Layout.SINGLE),
    ],
)
def test_a_layout_is_recognised(folders: dict[str, int], layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, count in folders.items():
        make_slide(tmp_path / "in" / name, count)
    assert plan_folders(tmp_path / "in", tmp_path / "out").layout is layout


def test_one_folder_is_one_slide_named_after_it(tmp_path: Path) -> None:
    make_slide(tmp_path / "S 1", 2)
    plan = plan_folders(tmp_path / "S 1", tmp_path / "out")
    assert list(names(plan)) == ["S 1.tfrecords"]
    assert plan.files[0].slides == ["S 1"]
    named = plan_folders(tmp_path / "S 1", tmp_path / "out", slide="../x", layout=Layout.SINGLE)
    assert list(names(named)) == ["%2E.%2Fx.tfrecords"]
    assert named.files[0].slides == ["../x"]
    assert kinds(named.findings) == ["renamed"]


def test_folders_at_any_depth_are_slides_under_their_folders(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/cohort 1/A", 1)
    make_slide(tmp_path / "in/cohort 2/A", 2)
    make_slide(tmp_path / "in/B", 1)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert {name: len(images) for name, images in names(plan).items()} == {
        "B.tfrecords": 1,
        "cohort 1/A.tfrecords": 1,
        "cohort 2/A.tfrecords": 2,
    }


def test_images_where_the_layout_has_none_are_told_one_by_one(tmp_path: Path) -> None:
    make_slide(tmp_path / "in", 2)
    make_slide(tmp_path / "in/A", 3)
    nested = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.NESTED)
    assert nested.records == 3
    assert kinds(left.finding for left in nested.left_out) == ["outside-layout"] * 2
    single = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.SINGLE)
    assert single.records == 2
    assert {left.path.parent.name for left in single.left_out} == {"A"}


@pytest.mark.parametrize("layout", [Layout.NESTED, Layout.SINGLE, Layout.MERGED])
def test_an_image_outside_the_layout_ends_it_where_that_was_chosen(
    layout: Layout, tmp_path: Path
) -> None:
    make_slide(tmp_path / "in", 2)
    make_slide(tmp_path / "in/A", 3)
    policies = Policies.checked(on_problem="raise")
    with pytest.raises(BuildError) as caught:
        plan_folders(tmp_path / "in", tmp_path / "out", policies, layout=layout)
    assert caught.value.finding.kind is FindingKind.OUTSIDE_LAYOUT


def test_of_one_slide_no_folder_below_the_next_is_looked_into(tmp_path: Path) -> None:
    make_slide(tmp_path / "in", 2)
    make_slide(tmp_path / "in/A", 1)
    make_slide(tmp_path / "in/A/deeper", 3)
    plan = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.SINGLE)
    assert {left.path.parent.name for left in plan.left_out} == {"A"}


def test_slides_whose_tfrecords_are_one_name_elsewhere_are_told(tmp_path: Path) -> None:
    folder = make_slide(tmp_path / "x/S", 2)[0].parent
    renamed = {"A": "upper", "B": "UPPER"}
    for name in renamed:
        make_slide(tmp_path / "in" / name, 2)
    request = BuildRequest(source=tmp_path / "in", output=tmp_path / "out", renamed=renamed)
    (finding,) = plan_build(request).findings
    assert finding.severity is Severity.WARNING
    assert "upper.tfrecords and UPPER.tfrecords are one name" in finding.message
    assert plan_folders(folder, tmp_path / "out").findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_out_of_reach_in_a_folder_that_was_not_asked_for_ends_nothing(
    tmp_path: Path,
) -> None:
    make_slide(tmp_path / "in", 2)
    (tmp_path / "in/A").mkdir()
    (tmp_path / "in/A/lost.jpg").symlink_to(tmp_path / "nowhere")
    policies = Policies.checked(on_problem="raise")
    plan = plan_folders(tmp_path / "in", tmp_path / "out", policies, layout=Layout.SINGLE)
    assert kinds(left.finding for left in plan.left_out) == ["unreadable-file"]
    assert plan.records == 2


def test_a_folder_that_cannot_be_read_is_not_called_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in/closed").mkdir(parents=True)
    scandir = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    plan = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.NESTED)
    assert kinds(plan.all_findings) == ["unreadable-file"]
    make_slide(tmp_path / "in/A", 1)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert kinds(plan.findings) == ["unreadable-file"]
    assert plan.left_out == ()  # nobody knows how many images are in it, and it is none
    assert "This folder cannot be looked into: Permission denied." in str(plan.findings[0])
    with pytest.raises(BuildError, match="Permission denied"):
        plan_folders(tmp_path / "in", tmp_path / "out", Policies.checked(on_problem="raise"))


@pytest.mark.parametrize(
    ("layout", "severity"), [(Layout.NESTED, "note"), (Layout.MERGED, "warning")]
)
def test_two_folders_of_one_name_are_told(layout: Layout, severity: str, tmp_path: Path) -> None:
    for number, folder in enumerate(("a/S", "b/S", "b/T")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / f"{number}-2.jpg").write_bytes(jpeg(number))
    plan = plan_folders(tmp_path / "in", tmp_path / "out", layout=layout)
    told = [f for f in plan.findings if f.kind is FindingKind.DUPLICATE_SLIDE]
    assert [(f.severity.value, f.file) for f in told] == [(severity, str(tmp_path / "in/b/S"))]


def test_locations_after_another_name_than_the_slide_are_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 3)
    (tmp_path / "A/scan-3-17.jpg").write_bytes(jpeg(7))
    (tmp_path / "A/scan_2024-11-17.jpg").write_bytes(jpeg(8))
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert kinds(plan.findings) == ["no-location", "guessed-location"]
    assert "1 of 5 locations" in plan.findings[1].message


def test_paths_of_bytes_and_numbers_of_numpy_are_taken(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 3)
    policies = Policies.checked(seed=np.int64(3))  # type: ignore[arg-type]
    assert type(policies.seed) is int
    plan = plan_folders(bytes(tmp_path / "A"), bytes(tmp_path / "out"), policies)  # type: ignore[arg-type]
    assert plan.files[0].path == tmp_path / "out/A.tfrecords"


def test_empty_folders_and_other_files_are_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 1)
    (tmp_path / "in/empty").mkdir()
    (tmp_path / "in/texts").mkdir()
    (tmp_path / "in/texts/notes.txt").write_text("x")
    (tmp_path / "in/A/Thumbs.db").write_text("x")
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert kinds(plan.findings) == ["empty-folder", "empty-folder", "passed-over"]
    assert "1 file is no image by its name (.txt)" in str(plan.findings[2])
    assert len(plan.passed_over) == 2
    nothing = plan_folders(tmp_path / "in/empty", tmp_path / "out")
    assert (nothing.records, kinds(nothing.findings)) == (0, ["empty-folder"])


def test_a_folder_written_to_before_is_no_empty_slide(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 1)
    (tmp_path / "in/out").mkdir()
    (tmp_path / "in/out/A.tfrecords").write_bytes(b"")
    plan = plan_folders(tmp_path / "in", tmp_path / "in/out")
    assert kinds(plan.findings) == ["passed-over"]
    assert plan.files[0].existing() == [tmp_path / "in/out/A.tfrecords"]


def test_odd_images_are_left_out_by_what_most_are(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 5)
    for name, data in {
        "odd.jpg": jpeg(9, (31, 32)),
        "other.png": encoded(tissue(32, 32), "PNG"),
        "grey.jpg": encoded(tissue(32, 32).convert("L"), "JPEG"),
        "text.png": b"I am a text",
        "empty.tif": b"",
    }.items():
        (tmp_path / "A" / name).write_bytes(data)
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert plan.records == 5
    assert {left.path.name: left.finding.kind for left in plan.left_out} == {
        "odd.jpg": FindingKind.ODD_SIZE,
        "other.png": FindingKind.MIXED_FORMATS,
        "grey.jpg": FindingKind.MIXED_FORMATS,
        "text.png": FindingKind.NOT_AN_IMAGE,
        "empty.tif": FindingKind.NOT_AN_IMAGE,
    }
    assert all(left.finding.file == str(left.path) for left in plan.left_out)
    unchecked = plan_folders(tmp_path / "A", tmp_path / "out", validate=False)
    assert unchecked.records == 10


def test_a_folder_of_which_nothing_can_be_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    (tmp_path / "A/1.jpg").write_bytes(b"no")
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert plan.files == ()
    assert "none of its 1 images" in str(plan.findings[0])


def test_slides_of_another_size_or_format_than_most_are_told(tmp_path: Path) -> None:
    for name in "ABC":
        make_slide(tmp_path / "in" / name, 2)
    (tmp_path / "in/D").mkdir()
    (tmp_path / "in/D/1.jpg").write_bytes(jpeg(1, (40, 40)))
    (tmp_path / "in/E").mkdir()
    (tmp_path / "in/E/1.png").write_bytes(encoded(tissue(32, 32), "PNG"))
    plan = plan_folders(tmp_path / "in", tmp_path / "out", pattern="none")
    assert kinds(plan.findings) == ["odd-size", "mixed-formats"]
    assert [Path(finding.file).name for finding in plan.findings] == ["D.tfrecords", "E.tfrecords"]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [("a.jpg", b"text", ImageError), ("a.jpg", jpeg(9, (31, 32)), BuildError)],
)
def test_the_first_problem_ends_it_where_that_was_chosen(
    name: str, data: bytes, error: type[Exception], tmp_path: Path
) -> None:
    make_slide(tmp_path / "A", 5)
    (tmp_path / "A" / name).write_bytes(data)
    with pytest.raises(error, match=r"a\.jpg"):
        plan_folders(tmp_path / "A", tmp_path / "out", Policies.checked(on_problem="raise"))


def test_records_are_ordered_by_name_by_location_or_by_seed(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    for x, y in ((1000, 20), (20, 1000), (3, 20), (20, 3)):
        (tmp_path / f"A/A-{x}-{y}.jpg").write_bytes(jpeg())
    (tmp_path / "A/none.jpg").write_bytes(jpeg())

    def order(**choices: object) -> list[str]:
        policies = Policies.checked(**choices)  # type: ignore[arg-type]
        plan = plan_folders(tmp_path / "A", tmp_path / "out", policies)
        return [name.removesuffix(".jpg") for name in names(plan)["A.tfrecords"]]

    by_name = ["A-3-20", "A-20-3", "A-20-1000", "A-1000-20", "none"]
    assert order() == by_name
    assert order(order="location") == ["A-20-3", "A-3-20", "A-1000-20", "A-20-1000", "none"]
    assert order(seed=1) == order(order="seed", seed=1)
    assert sorted(order(seed=1)) == sorted(by_name)
    assert len({tuple(order(seed=seed)) for seed in range(10)}) > 5
    # Whatever the machine and the release of Python.
    assert order(seed=1) == ["A-20-3", "A-20-1000", "A-3-20", "none", "A-1000-20"]


def test_a_folder_more_does_not_shuffle_the_others_anew(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/B", 20)
    policies = Policies.checked(seed=4)
    before = names(plan_folders(tmp_path / "in", tmp_path / "out", policies))
    make_slide(tmp_path / "in/A", 20)
    after = names(plan_folders(tmp_path / "in", tmp_path / "out", policies))
    assert after["B.tfrecords"] == before["B.tfrecords"]
    assert after["A.tfrecords"] != [n.replace("B", "A") for n in after["B.tfrecords"]]


def test_what_names_say_of_locations_is_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 3)
    (tmp_path / "A/tile7.jpg").write_bytes(jpeg(7))
    (tmp_path / "A/A-256-256-record9.jpg").write_bytes(jpeg(9))
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert kinds(plan.findings) == ["no-location", "duplicate-location"]
    assert "1 of 5 names tells no location (tile7.jpg); its record" in str(plan.findings[0])
    assert plan.to_json()["tfrecords"][0]["unlocated"] == [str(tmp_path / "A/tile7.jpg")]
    silent = plan_folders(tmp_path / "A", tmp_path / "out", pattern="none")
    assert silent.findings == ()
    assert {image.location for image in silent.files[0].images} == {None}


def test_a_slide_whose_name_is_too_long_keeps_it_in_its_records(tmp_path: Path) -> None:
    name = "s" * 255
    (tmp_path / "in" / name).mkdir(parents=True)
    (tmp_path / "in" / name / "x1_y2.jpg").write_bytes(jpeg())
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert len(plan.files[0].path.name) < 255
    assert plan.files[0].slides == [name]
    assert kinds(plan.findings) == ["renamed"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_folder_whose_name_is_no_text_becomes_a_slide(tmp_path: Path) -> None:
    folder = tmp_path / "in" / b"F\xe4lle".decode("utf-8", "surrogateescape")
    folder.mkdir(parents=True)
    (folder / "1-2.jpg").write_bytes(jpeg())
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert plan.files[0].slides == ["F\\udce4lle"]
    assert plan.files[0].path.name == "F%5Cudce4lle.tfrecords"
    assert plan.files[0].images[0].path.read_bytes() == jpeg()


def test_an_old_index_in_text_form_is_told_where_the_file_is_replaced(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/A.index").write_text("0 100\n")
    plan = plan_folders(tmp_path / "A", tmp_path / "out", Policies.checked(existing="replace"))
    assert kinds(plan.findings) == ["stale-index"]


@pytest.mark.parametrize(
    ("choices", "reason"),
    [
        ({"order": "size"}, "order='size' is not known; there are 'name', 'location', 'seed'"),
        ({"order": "seed"}, "needs a seed"),
        ({"order": "name", "seed": 3}, "contradicts order='name'"),
        ({"existing": "ask"}, "'refuse', 'skip', 'replace', 'append'"),
        ({"on_problem": "ask"}, "'skip', 'raise'"),
    ],
)
def test_policies_that_make_no_sense_are_refused(choices: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Policies.checked(**choices)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", ["1", 1.5, True])
def test_a_seed_that_is_no_whole_number_is_refused(seed: object) -> None:
    with pytest.raises(TypeError, match="whole number"):
        Policies.checked(seed=seed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("layout", "given"),
    [
        (Layout.NESTED, {"filename": "a.tfrecords"}),
        (Layout.NESTED, {"slide": "A"}),
        (Layout.MERGED, {"slide": "A"}),
        (Layout.SINGLE, {"slide": ""}),
        (Layout.SINGLE, {"slide": "\udce4"}),
        (Layout.MERGED, {"filename": "../a.tfrecords"}),
        (Layout.SINGLE, {"filename": ".."}),
        (Layout.SINGLE, {"filename": ""}),
        (Layout.SINGLE, {"filename": "a\\b"}),
    ],
)
def test_names_that_are_none_are_refused(
    layout: Layout, given: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"slide|filename"):
        plan_folders(tmp_path, tmp_path / "out", layout=layout, **given)  # type: ignore[arg-type]


def test_looking_tells_its_progress_and_can_be_cancelled(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 200)
    told: list[tuple[int, int]] = []
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        told.append((done, total))
        if total:
            cancel.cancel()

    with pytest.raises(Cancelled):
        plan_folders(tmp_path / "A", tmp_path / "out", progress=progress, cancel=cancel)
    assert told[0] == (200, 0)  # found, and none looked at
    assert told[1][1] == 200
    assert 0 < told[1][0] < 100
    assert len(told) == 2


def test_a_plan_is_told_as_json(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 2)
    value = plan_folders(tmp_path / "A", tmp_path / "out").to_json()
    assert value["tfrecords"] == [
        {
            "path": str(tmp_path / "out/A.tfrecords"),
            "slides": ["A"],
            "num_records": 2,
            "located": 2,
            "unlocated": [],
        }
    ]
    assert value["layout"] == "single"


def test_of_five_thousand_images_in_nested_folders_the_six_that_are_wrong_are_named(
    tmp_path: Path,
) -> None:
    data = jpeg(1, (8, 8))
    for number in range(50):
        folder = tmp_path / f"in/site {number % 3}/S{number}"
        folder.mkdir(parents=True)
        for x in range(10):
            for y in range(10):
                (folder / f"S{number}-{8 * x}-{8 * y}.jpg").write_bytes(data)
    wrong = {
        "site 0/S0/S0-0-0.jpg": (data[:100], FindingKind.UNDECODABLE_IMAGE),
        "site 1/S1/S1-8-8.jpg": (b"", FindingKind.NOT_AN_IMAGE),
        "site 2/S2/S2-8-8.jpg": (bytes(500), FindingKind.NOT_AN_IMAGE),
        "site 0/S3/S3-0-0.jpg": (jpeg(2, (8, 9)), FindingKind.ODD_SIZE),
        "site 1/S49/S49-72-72.jpg": (jpeg(2, (9, 8)), FindingKind.ODD_SIZE),
    }
    for name, (content, _) in wrong.items():
        (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in/site 2/S5/S5-0-0.jpg").unlink()
    (tmp_path / "in/site 2/S5/S5-0-0.png").write_text("I am a text")
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert {
        left.path.relative_to(tmp_path / "in").as_posix(): left.finding.kind
        for left in plan.left_out
    } == {name: kind for name, (_, kind) in wrong.items()} | {
        "site 2/S5/S5-0-0.png": FindingKind.NOT_AN_IMAGE
    }
    assert plan.records == 4994
    assert len(plan.files) == 50
    assert kinds(plan.findings) == ["no-location"]
    assert "47 names tell the location (0, 0)" in plan.findings[0].message
    assert sum(slide.left_out for slide in plan.slides) == 6


def test_each_slide_is_told_in_numbers(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    (tmp_path / "in/A/note.jpg").write_bytes(jpeg(9))
    (tmp_path / "in/A/text.jpg").write_bytes(b"no")
    (tmp_path / "in/B").mkdir()
    (tmp_path / "in/B/1.jpg").write_bytes(b"no")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/A.tfrecords").write_bytes(b"")
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    first, second = plan.slides
    assert (first.slide, first.images, first.left_out, first.located) == ("A", 4, 1, 3)
    assert first.pattern == "slideflow"
    assert first.there
    assert plan.files[0].there == (tmp_path / "out/A.tfrecords",)
    assert first.size_bytes == plan.files[0].images.size_bytes
    assert (second.slide, second.files, second.images, second.left_out) == ("B", 0, 0, 1)
    assert second.path == tmp_path / "out/B.tfrecords"
    assert plan.to_json()["slides"][0] == first.to_json()
    merged = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.MERGED)
    assert [(s.slide, s.images) for s in merged.slides] == [("A", 4), ("B", 0)]


def test_a_plan_of_many_images_takes_little_memory() -> None:
    count = 20_000
    names = Packed.of(f"S-{512 * (at % 200)}-{512 * (at // 200)}.jpg" for at in range(count))
    known = np.full(count, 1000, dtype=np.int64)
    kinds_of = np.zeros(count, dtype=np.int32)
    picture = Picture((256, 256), "jpeg")
    found = Scan(
        source=Path("S"),
        folders=(ScannedFolder(Path("S"), Path(), 0, count, Packed.of(())),),
        columns=ImageColumns(("S",), kinds_of, names, known, known, kinds_of, (picture,)),
    )
    request = BuildRequest.of("S", "out", Policies.checked(seed=1), layout=Layout.SINGLE)
    make_plan(request, found)
    tracemalloc.start()
    try:
        plan = make_plan(request, found)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert plan.records == count
    assert kept / count < 40
    assert most / count < 250
