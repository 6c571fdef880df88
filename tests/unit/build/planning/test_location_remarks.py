"""What is said of the locations of images, and of what tells them."""

from pathlib import Path

import pytest

from tests.unit.build.made import jpeg, kinds, make_slide, plan_folders
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.request import BuildRequest, Naming, Policies, Sheet
from tfrviewer.build.running.run import run
from tfrviewer.errors import Severity


def make(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (folder / name).write_bytes(jpeg(number))
    return folder


def with_sheet(folder: Path, *lines: str) -> BuildPlan:
    (folder / "tiles.csv").write_text("\n".join(("image,slide,loc_x,loc_y", *lines, "")))
    sheet = Sheet(path=folder / "tiles.csv")
    return plan_build(BuildRequest(source=folder / "in", output=folder / "out", sheet=sheet))


@pytest.mark.parametrize("pattern", ["{slide}_{x}_{y}", "qupath"])
def test_a_pattern_that_fits_no_name_is_told_with_a_name(pattern: str, tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    make_slide(tmp_path / "in/B", 2)
    plan = plan_folders(tmp_path / "in", tmp_path / "out", pattern=pattern)
    assert kinds(plan.findings) == ["no-location"] * 3
    *files, whole = plan.findings
    assert whole.severity is Severity.WARNING
    assert whole.message == (
        f"None of 5 names fits the pattern “{pattern}”; “A-256-256.jpg” does not."
    )
    assert not any("<slide>-<x>-<y>" in str(finding) for finding in files)


def test_a_pattern_that_fits_only_some_names_is_told_with_another(tmp_path: Path) -> None:
    make(tmp_path / "A", "A-256-256.jpg", "A-256-768.jpg", "odd one.jpg")
    plan = plan_folders(tmp_path / "A", tmp_path / "out", pattern="{slide}-{x}-{y}")
    assert plan.findings[-1].severity is Severity.WARNING
    assert "2 of 3 names fit the pattern “{slide}-{x}-{y}”; “odd one.jpg” does not." in str(
        plan.findings[-1]
    )


def test_a_pattern_that_fits_all_names_is_not_told(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 3)
    assert plan_folders(tmp_path / "A", tmp_path / "out", pattern="slideflow").findings == ()


def test_names_without_a_location_are_named(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 3)
    make(tmp_path / "A", *(f"tile{number}.jpg" for number in range(5)))
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert "5 of 8 names tell no location (tile0.jpg, tile1.jpg, tile2.jpg and 2 more)" in str(
        plan.findings[0]
    )
    without = [str(tmp_path / f"A/tile{number}.jpg") for number in range(5)]
    for value in (plan.to_json(), run(plan).to_json()):
        assert value["tfrecords"][0]["located"] == 3
        assert value["tfrecords"][0]["unlocated"] == without


def test_a_location_that_is_read_as_none_is_told_and_counts_as_none(tmp_path: Path) -> None:
    make(tmp_path / "A", "A-0-0.jpg", "A-0-512.jpg", "A-512-0.jpg")
    plan = plan_folders(tmp_path / "A", tmp_path / "out")
    assert kinds(plan.findings) == ["no-location"]
    assert plan.findings[0].severity is Severity.NOTE
    assert "1 name tells the location (0, 0)" in plan.findings[0].message
    assert "--anchor corner" in plan.findings[0].remedy
    assert plan.slides[0].located == 2
    assert plan.to_json()["tfrecords"][0]["unlocated"] == [str(tmp_path / "A/A-0-0.jpg")]
    request = BuildRequest(
        source=tmp_path / "A",
        output=tmp_path / "out",
        naming=Naming(anchor="corner", extent=512),  # type: ignore[arg-type]
    )
    assert plan_build(request).findings == ()


def test_of_a_sheet_without_locations_the_names_are_not_blamed(tmp_path: Path) -> None:
    make_slide(tmp_path / "in", 4)
    plan = with_sheet(
        tmp_path,
        "in-256-256.jpg,A,0,0",
        "in-256-768.jpg,A,1024,1024",
        "in-256-1280.jpg,A,1024,1024",
        "in-256-1792.jpg,A,,",
    )
    told = [finding.message for finding in plan.findings]
    assert told == [
        "The sheet tells no location of 1 of 4 images (in-256-1792.jpg); its record has (0, 0), "
        "which readers take for none.",
        "The sheet gives 1 of 4 images a location that an image before has.",
        "1 line of the sheet tells the location (0, 0), which readers take for none: its record "
        "has none for them.",
    ]
    assert not any("name" in finding.remedy for finding in plan.findings)


def test_the_grid_is_that_of_the_images_that_were_written(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 30)
    make(tmp_path / "A", "A-300-301.jpg")
    (tmp_path / "A/A-300-301.jpg").write_bytes(b"no image")
    policies = Policies()
    plan = plan_folders(tmp_path / "A", tmp_path / "out", policies, validate=False)
    assert kinds(plan.findings) == ["off-grid"]
    report = run(plan)
    assert len(report.left_out) == 1
    assert report.notes == ()
