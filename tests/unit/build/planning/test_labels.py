"""Further features of records: folders and what a sheet says of slides."""

import math
from pathlib import Path

import polars as pl
import pytest

from tests.unit.build.made import make_slide
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.request import BuildRequest, Labels, Sheet
from tfrviewer.errors import BuildError, Severity


@pytest.fixture
def source(tmp_path: Path) -> Path:
    make_slide(tmp_path / "in/tumour/A", 2)
    make_slide(tmp_path / "in/normal/B", 1)
    return tmp_path / "in"


def plan(source: Path, **labels: object) -> BuildPlan:
    request = BuildRequest(
        source=source,
        output=source.parent / "out",
        labels=Labels(**labels),  # type: ignore[arg-type]
    )
    return plan_build(request)


def told(found: BuildPlan) -> dict[str, tuple[tuple[str, object], ...]]:
    return {file.slides[0]: file.images[-1].features for file in found.files}


def test_the_topmost_folder_becomes_a_feature(source: Path) -> None:
    assert told(plan(source, folder="class")) == {
        "B": (("class", "normal"),),
        "A": (("class", "tumour"),),
    }
    assert told(plan(source / "tumour", folder="class")) == {"A": (("class", "A"),)}
    assert told(plan(source / "tumour/A", folder="class")) == {"A": (("class", "A"),)}


def test_a_sheet_tells_of_slides(source: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "labels.csv"
    sheet.write_text("patient,slide,grade,age\np1,A,low,61\np2,B,high,\np3,C,low,50\n")
    found = plan(source, sheet=sheet)
    assert told(found)["A"] == (("patient", "p1"), ("grade", "low"), ("age", 61.0))
    assert found.features == ("patient", "grade", "age")
    age = dict(told(found)["B"])["age"]
    assert isinstance(age, float)
    assert math.isnan(age)
    chosen = plan(source, sheet=sheet, columns=("grade",), folder="site")
    assert told(chosen)["B"] == (("site", "normal"), ("grade", "high"))


def test_a_slide_without_a_line_has_the_features_all_the_same(source: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "labels.parquet"
    pl.DataFrame({"slide": ["A"], "grade": ["low"], "age": [61]}).write_parquet(sheet)
    found = plan(source, sheet=sheet)
    assert told(found)["A"] == (("grade", "low"), ("age", 61.0))
    assert told(found)["B"][0] == ("grade", "")
    assert "It does not name B; their features are empty." in found.findings[0].message


def test_patients_are_matched_as_slideflow_does(tmp_path: Path) -> None:
    barcode = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"
    make_slide(tmp_path / "in" / barcode, 1)
    make_slide(tmp_path / "in/p2", 1)
    sheet = tmp_path / "labels.csv"
    sheet.write_text("patient,grade\nTCGA-05-4244,low\np2,high\n")
    assert {
        slide: dict(f)["grade"] for slide, f in told(plan(tmp_path / "in", sheet=sheet)).items()
    } == {
        barcode: "low",
        "p2": "high",
    }


@pytest.mark.parametrize(
    ("text", "columns", "reason"),
    [
        ("case,grade\nA,low\n", None, "No column is called “slide”"),
        ("slide,grade\nA,low\nA,high\n", None, "Lines 2 and 3 are both about the slide “A”"),
        ("slide,grade\nA,low\n", ("age",), "No column is called “age”"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused(
    text: str, columns: tuple[str, ...] | None, reason: str, source: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "labels.csv"
    sheet.write_text(text)
    with pytest.raises(BuildError, match=reason):
        plan(source, sheet=sheet, columns=columns)


def test_features_of_one_name_are_refused(source: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "labels.csv"
    sheet.write_text("slide,grade\nA,low\n")
    with pytest.raises(ValueError, match="Two features would be called 'grade'"):
        plan(source, sheet=sheet, folder="grade")
    with pytest.raises(ValueError, match="Every record has a feature 'slide'"):
        plan(source, folder="slide")


def test_features_of_images_and_of_slides_come_together(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/tumour/A", 2)
    images, slides = tmp_path / "images.csv", tmp_path / "slides.csv"
    images.write_text("image,slide,score\ntumour/A/A-256-256.jpg,S,0.5\n")
    slides.write_text("slide,age\nfirst,61\n")
    request = BuildRequest(
        source=tmp_path / "in",
        output=tmp_path / "out",
        sheet=Sheet(path=images),
        labels=Labels(folder="class", sheet=slides),
        renamed={"S": "first"},
    )
    assert told(plan_build(request)) == {
        "first": (("score", 0.5), ("class", "tumour"), ("age", 61))
    }


def test_a_folder_that_is_the_slides_own_is_told(source: Path) -> None:
    assert plan(source, folder="class").findings == ()
    flat = plan(source / "tumour", folder="class")
    assert [finding.message for finding in flat.findings] == [
        "The feature “class” of A is the slide's own name: no other folder lies above."
    ]
    assert [finding.severity for finding in flat.findings] == [Severity.WARNING]
    make_slide(source / "C", 1)
    assert "“class” of C is" in plan(source, folder="class").findings[0].message
    alone = plan(source / "tumour/A", folder="class")
    assert "“class” of A is" in alone.findings[0].message


def test_a_column_that_each_record_has_is_told(source: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "labels.csv"
    sheet.write_text("slide,grade,loc_x\nA,low,1\nB,high,2\n")
    found = plan(source, sheet=sheet)
    assert found.features == ("grade",)
    assert [finding.message for finding in found.findings] == [
        "The column “loc_x” has the name of a feature that each record has; it becomes none."
    ]
