"""Which TFRecords are made of which images."""

from pathlib import Path

import pytest

from tests.unit.build.made import jpeg, kinds, make_slide, plan_folders
from tfrviewer.build.planning.layouts import recognised_layout
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import make_plan, plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Naming, Policies
from tfrviewer.build.scan.scan import scan
from tfrviewer.errors import BuildError, FindingKind, Severity


def make(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(jpeg(number))


def names(plan: BuildPlan) -> dict[str, list[str]]:
    return {
        file.path.relative_to(plan.output).as_posix(): [image.name for image in file.images]
        for file in plan.files
    }


FLAT = tuple(f"{slide}-{x}-256.jpg" for slide in ("B", "A") for x in (256, 768, 1280))


def test_a_flat_folder_whose_names_tell_slides_is_a_tfrecord_each(tmp_path: Path) -> None:
    make(tmp_path / "in", *FLAT)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert plan.layout is Layout.NAMES
    assert names(plan) == {
        "A.tfrecords": ["A-256-256.jpg", "A-768-256.jpg", "A-1280-256.jpg"],
        "B.tfrecords": ["B-256-256.jpg", "B-768-256.jpg", "B-1280-256.jpg"],
    }
    assert [image.location for image in plan.files[0].images] == [
        (256, 256),
        (768, 256),
        (1280, 256),
    ]
    assert plan.findings == ()


@pytest.mark.parametrize(
    "more",
    [
        ("note.jpg",),  # one name tells no slide
        tuple(f"only{number}-256-256.jpg" for number in range(9)),  # as many slides as images
    ],
)
def test_names_that_do_not_all_tell_slides_make_one_and_it_is_said(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    make(tmp_path / "in", *FLAT, *more)
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert plan.layout is Layout.SINGLE
    told = [f for f in plan.findings if f.kind is FindingKind.OUTSIDE_LAYOUT]
    assert len(told) == (len(more) == 1)
    if told:
        assert "tell 2 slides (A, B)" in told[0].message


def test_names_of_one_slide_are_one_slide(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 10)
    assert recognised_layout(scan(tmp_path / "A")) is Layout.SINGLE
    make(tmp_path / "tiles", *(name for name in FLAT if name.startswith("A")))
    assert recognised_layout(scan(tmp_path / "tiles")) is Layout.SINGLE
    assert recognised_layout(scan(tmp_path / "tiles"), Naming(pattern="none")) is Layout.SINGLE


def test_an_image_whose_name_tells_no_slide_is_left_out_where_names_tell_it(
    tmp_path: Path,
) -> None:
    make(tmp_path / "in", *FLAT, "note.jpg")
    make(tmp_path / "in/more", "A-1792-256.jpg", "A-2304-256.jpg")
    plan = plan_folders(tmp_path / "in", tmp_path / "out", layout=Layout.NAMES)
    assert {name: len(images) for name, images in names(plan).items()} == {
        "A.tfrecords": 5,
        "B.tfrecords": 3,
    }
    assert [(left.path.name, left.finding.kind) for left in plan.left_out] == [
        ("note.jpg", FindingKind.OUTSIDE_LAYOUT)
    ]
    policies = Policies.checked(on_problem="raise")
    with pytest.raises(BuildError, match="tells no slide"):
        plan_folders(tmp_path / "in", tmp_path / "out", policies, layout=Layout.NAMES)


def test_a_template_tells_slides_too(tmp_path: Path) -> None:
    make(tmp_path / "in", *(f"tile_{n}_of_{s}.jpg" for s in "AB" for n in range(3)))
    request = BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        layout=Layout.NAMES,
        naming=Naming(pattern="tile_{*}_of_{slide}"),
    )
    assert {name: len(images) for name, images in names(plan_build(request)).items()} == {
        "A.tfrecords": 3,
        "B.tfrecords": 3,
    }


def test_of_a_pyramid_the_highest_level_is_the_slide(tmp_path: Path) -> None:
    for slide in ("in/S 1_files", "in/deep/S2_files"):
        for level, side in (("9", 1), ("10", 2), ("11", 4)):
            make(
                tmp_path / slide / level,
                *(f"{column}_{row}.jpeg" for column in range(side) for row in range(side)),
            )
        (tmp_path / slide).with_name("S.dzi").write_text("<Image/>")
    request = BuildRequest(
        source=tmp_path / "in", output=tmp_path / "out", naming=Naming(pitch=254)
    )
    plan = plan_build(request)
    assert {file.path.relative_to(plan.output).as_posix(): file.slides for file in plan.files} == {
        "S 1.tfrecords": ["S 1"],
        "deep/S2.tfrecords": ["S2"],
    }
    assert [len(file.images) for file in plan.files] == [16, 16]
    assert [image.location for image in plan.files[0].images[:2]] == [(127, 127), (127, 381)]
    assert plan.left_out == ()
    assert len(plan.passed_over) == 10 + 2
    assert str(tmp_path / "in/S 1_files/9/0_0.jpeg") in plan.passed_over
    assert [(found.severity, found.message) for found in plan.findings] == [
        (Severity.NOTE, "2 files are no images (.dzi) and passed over."),
        (
            Severity.NOTE,
            "10 images are of smaller levels of 2 slides, whose highest level is taken, and "
            "passed over.",
        ),
    ]
    # It is no fault, and so ends nothing; and the parts of one pyramid are its slide, too.
    policies = Policies.checked(on_problem="raise")
    alone = plan_folders(tmp_path / "in/S 1_files", tmp_path / "out", policies)
    assert list(names(alone)) == ["S 1.tfrecords"]
    one = plan_folders(tmp_path / "in/S 1_files/11", tmp_path / "out")
    assert list(names(one)) == ["S 1.tfrecords"]


def test_columns_and_lines_without_their_distance_are_told(tmp_path: Path) -> None:
    make(tmp_path / "S_files/11", *(f"{c}_{r}.jpeg" for c in range(4) for r in range(4)))
    plan = plan_folders(tmp_path / "S_files", tmp_path / "out")
    assert {image.location for image in plan.files[0].images} == {None}
    assert "16 names tell column and row" in " ".join(map(str, plan.findings))


def test_corners_without_an_extent_are_told(tmp_path: Path) -> None:
    make(tmp_path / "in/S", *(f"S_{x}_{y}.png" for x in (0, 512) for y in (1024, 2048)))
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    assert kinds(plan.findings) == ["corner-location"]
    request = BuildRequest(
        source=tmp_path / "in", output=tmp_path / "out", naming=Naming(extent=512)
    )
    told = plan_build(request)
    assert told.findings == ()
    assert told.files[0].images[0].location == (256, 1280)


def test_slides_are_renamed_and_what_is_no_slide_is_told(tmp_path: Path) -> None:
    for name in ("A", "B", "C"):
        make_slide(tmp_path / "in" / name, 2)
    request = BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        renamed={"A": "first", "B": "both", "C": "both", "D": "nothing"},
    )
    plan = plan_build(request)
    assert {file.path.name: (file.slides, len(file.images)) for file in plan.files} == {
        "first.tfrecords": (["first"], 2),
        "both.tfrecords": (["both"], 4),
    }
    # Names still begin with what the slide was called.
    assert all(image.location is not None for file in plan.files for image in file.images)
    assert kinds(plan.findings) == ["duplicate-location", "duplicate-slide", "bad-request"]
    assert plan.findings[1].severity is Severity.WARNING


def test_tiles_that_lie_on_no_grid_are_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 100)
    make(tmp_path / "A", "A-300-301.jpg")
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert kinds(plan.findings) == ["off-grid"]
    assert "100 of 101 tiles lie on a grid of 512 pixels" in plan.findings[0].message


def test_columns_and_rows_that_are_taken_for_pixels_are_told(tmp_path: Path) -> None:
    make(tmp_path / "A", *(f"A_x{column}_y{row}.jpg" for column in range(4) for row in range(4)))
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert kinds(plan.findings) == ["off-grid", "no-location"]
    assert "16 tiles lie 1 apart, in pixels" in plan.findings[0].message
    assert "{column} and {row}" in plan.findings[0].remedy
    naming = Naming(pattern="{slide}_x{column}_y{row}", pitch=256)
    request = BuildRequest(source=tmp_path / "A", output=tmp_path / "out", naming=naming)
    assert plan_build(request).findings == ()


def test_one_scan_gives_a_plan_for_every_choice(tmp_path: Path) -> None:
    for name in ("A", "B"):
        make_slide(tmp_path / "in" / name, 4)
    found = scan(tmp_path / "in")
    for layout, files in ((Layout.NESTED, 2), (Layout.MERGED, 1), (Layout.NAMES, 2)):
        request = BuildRequest.of(tmp_path / "in", tmp_path / "out", layout=layout)
        assert len(make_plan(request, found).files) == files
    silent = BuildRequest.of(tmp_path / "in", tmp_path / "out", pattern="none")
    assert make_plan(silent, found).slides[0].located == 0


def test_a_plan_wants_the_scan_that_it_needs(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    request = BuildRequest.of(tmp_path / "in", tmp_path / "out")
    with pytest.raises(ValueError, match="look=True"):
        make_plan(request, scan(tmp_path / "in", look=False))
    with pytest.raises(ValueError, match="pattern"):
        make_plan(
            BuildRequest.of(tmp_path / "in", tmp_path / "out", pattern="{"), scan(tmp_path / "in")
        )
