"""Sheets that name images."""

import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.unit.build.made import jpeg, kinds, make_slide
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Naming, Policies, Sheet
from tfrviewer.build.scan.sheet import SheetTable, read_sheet
from tfrviewer.errors import BuildError, FindingKind


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def read(path: Path, text: str, **columns: object) -> SheetTable:
    return read_sheet(Sheet(path=written(path, text), **columns), path.parent)  # type: ignore[arg-type]


def plan(folder: Path, text: str, policies: Policies | None = None, **more: object) -> BuildPlan:
    sheet = Sheet(path=written(folder / "tiles.csv", text))
    request = BuildRequest(
        source=folder / "in",
        output=folder / "out",
        sheet=sheet,
        policies=policies or Policies(),
        **more,  # type: ignore[arg-type]
    )
    return plan_build(request)


def features(table: SheetTable) -> dict[str, list[int | float | str]]:
    return {
        name: list(column) if not isinstance(column, np.ndarray) else column.tolist()
        for name, column in table.features
    }


def test_a_sheet_tells_slide_location_and_features(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "b/10.jpg", "a/1.jpg"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(jpeg())
    found = plan(
        tmp_path,
        "image,slide,loc_x,loc_y,grade,stain\n"
        "b/10.jpg,S,512,256,3,H&E\n"
        "a/1.jpg,T,1.0,2,1,\n"
        "b/2.jpg,S,256,256,2,IHC\n",
    )
    assert found.layout is Layout.SHEET
    assert {
        file.path.name: [(i.name, i.slide, i.location, i.features) for i in file.images]
        for file in found.files
    } == {
        "T.tfrecords": [("1.jpg", "T", (1, 2), (("grade", 1), ("stain", "")))],
        "S.tfrecords": [
            ("2.jpg", "S", (256, 256), (("grade", 2), ("stain", "IHC"))),
            ("10.jpg", "S", (512, 256), (("grade", 3), ("stain", "H&E"))),
        ],
    }
    assert found.features == ("grade", "stain")
    assert [str(finding.message) for finding in found.findings] == [
        "1 of 3 lines have nothing in the column “stain”; the feature is empty text there."
    ]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 6)
    (tmp_path / "in/A/text.png").write_bytes(b"I am a text")
    found = plan(
        tmp_path,
        "image,slide,loc_x,loc_y\n"
        "A/A-256-256.jpg,S,256,256\n"
        "A/A-256-768.jpg,S,here,768\n"
        "A/A-256-256.jpg,S,256,256\n"
        "A/gone.jpg,S,1,1\n"
        ",S,1,1\n"
        "A/A-256-1280.jpg,,256,1280\n"
        "A/A-256-1792.jpg,S,256,\n"
        "A/text.png,S,1,1\n"
        "A/../A/A-256-2304.jpg,S,,\n"
        "A//A-256-2304.jpg,S,,\n",
    )
    assert [image.name for image in found.files[0].images] == [
        "A-256-256.jpg",
        "A-256-768.jpg",
        "A-256-1792.jpg",
        "A-256-2304.jpg",
    ]
    told = [(left.path.name, left.finding.message) for left in found.left_out]
    assert told == [
        ("gone.jpg", "Line 5 of tiles.csv names it, and it is not there."),
        (
            "text.png",
            "Line 9 of tiles.csv names it. This is no image: it begins with the text "
            "“I am a text”.",
        ),
        ("A-256-2816.jpg", "tiles.csv does not name it."),
        ("A-256-256.jpg", "Line 4 of tiles.csv names it again; line 2 names it first."),
        ("A-256-1280.jpg", "Line 7 of tiles.csv names it, and no slide."),
        ("A-256-2304.jpg", "Line 11 of tiles.csv names it again; line 10 names it first."),
    ]
    assert [finding.message for finding in found.findings if finding.kind is FindingKind.SHEET] == [
        "Line 6 of tiles.csv names no image.",
        "Line 3 of tiles.csv tells no location: loc_x is “here”, which is no number.",
        "Line 8 of tiles.csv tells no location: loc_y is missing.",
    ]
    assert [i.location for i in found.files[0].images] == [(256, 256), None, None, None]


def test_a_fault_ends_it_where_that_was_chosen_but_not_an_image_without_a_line(
    tmp_path: Path,
) -> None:
    make_slide(tmp_path / "in/A", 2)
    policies = Policies(on_problem="raise")  # type: ignore[arg-type]
    assert plan(tmp_path, "image,slide\nA/A-256-256.jpg,S\n", policies).records == 1
    with pytest.raises(BuildError, match="names it again"):
        plan(tmp_path, "image,slide\n" + "A/A-256-256.jpg,S\n" * 2, policies)


def test_columns_by_default_may_be_missing(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    make_slide(tmp_path / "in/B", 1)
    found = plan(tmp_path, "image\nA/A-256-256.jpg\nB/B-256-256.jpg\nA/A-256-768.jpg\n")
    assert {file.path.name: len(file.images) for file in found.files} == {
        "A.tfrecords": 2,
        "B.tfrecords": 1,
    }
    assert [i.location for i in found.files[0].images] == [(256, 256), (256, 768)]
    silent = plan(tmp_path, "image\nA/A-256-256.jpg\n", naming=Naming(pattern="none"))
    assert silent.files[0].images[0].location is None


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"image": "file"}, "No column is called “file”, which names the images; there are: image"),
        ({"slide": "case"}, "“case”, which names the slides"),
        ({"x": "X"}, "“X”, which tells x"),
        ({"features": ("grade",)}, "No columns are called grade"),
        ({"features": ("slide",)}, "the name of a feature that each record has"),
    ],
)
def test_a_column_that_is_named_must_be_there(
    columns: dict[str, object], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BuildError, match=reason):
        read(tmp_path / "s.csv", "image,slide,loc_x,loc_y\na.jpg,S,1,2\n", **columns)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", "0"], [1, -2, 0]),
        (["1", "2.5", "-1e3"], [1.0, 2.5, -1000.0]),
        (["007", "8", "9"], ["007", "8", "9"]),
        (["1", "x", "3"], ["1", "x", "3"]),
        (["True", "False", "True"], ["True", "False", "True"]),
        (["99999999999999999999", "1", "2"], ["99999999999999999999", "1", "2"]),
        (["9223372036854775807", "1", "2"], [9223372036854775807, 1, 2]),
        (["1e999", "1", "2"], ["1e999", "1", "2"]),
    ],
)
def test_a_feature_is_of_one_kind(
    cells: list[str], values: list[int | float | str], tmp_path: Path
) -> None:
    lines = "".join(f"{at}.jpg,S,{cell}\n" for at, cell in enumerate(cells))
    table = read(tmp_path / "s.csv", "image,slide,value\n" + lines)
    assert features(table) == {"value": values}
    assert [type(value) for value in features(table)["value"]] == list(map(type, values))


def test_what_is_missing_has_a_value_of_the_same_kind(tmp_path: Path) -> None:
    table = read(tmp_path / "s.csv", "image,count,text,none\n1.jpg,3,a,\n2.jpg,NA,,\n3.jpg,4,b,\n")
    found = features(table)
    assert np.array_equal(found["count"], [3.0, np.nan, 4.0], equal_nan=True)
    assert found["text"] == ["a", "", "b"]
    assert found["none"] == ["", "", ""]
    assert "the feature is NaN there" in table.findings[0].message


def test_columns_that_cannot_be_features_are_told_and_passed_over(tmp_path: Path) -> None:
    table = read(
        tmp_path / "s.csv",
        ",image,slide,x,y,loc_x,a\n0,1.jpg,S,1,2,9,b\n",
        x="x",
        y="y",
    )
    assert features(table) == {"a": ["b"]}
    assert [finding.message for finding in table.findings] == [
        "The column “loc_x” has the name of a feature that each record has; it becomes none."
    ]


def test_fractions_of_pixels_are_rounded_and_told(tmp_path: Path) -> None:
    table = read(tmp_path / "s.csv", "image,loc_x,loc_y\n1.jpg,10,20\n2.jpg,10.4,-20.6\n")
    assert table.locations is not None
    assert table.locations.tolist() == [[10, 20], [10, -21]]
    assert "1 locations are no whole numbers, line 3 first" in table.findings[0].message


@pytest.mark.parametrize("number", ["nan", "inf", "1e300", "9" * 5000, "--1"])
def test_a_number_that_is_no_place_is_none(number: str, tmp_path: Path) -> None:
    table = read(tmp_path / "s.csv", f"image,loc_x,loc_y\n1.jpg,{number},2\n")
    assert not table.known.any()
    assert table.findings


def test_a_parquet_file_has_rows(tmp_path: Path) -> None:
    path = tmp_path / "tiles.pq"
    pl.DataFrame(
        {
            "image": ["1.jpg", "2.jpg", "1.jpg", None],
            "slide": ["S", "S", "S", "S"],
            "loc_x": [1, 2, 3, 4],
            "loc_y": [1.0, 2.0, 3.0, 4.0],
            "tumour": [True, False, True, True],
            "score": [0.5, None, 0.25, 1.0],
            "boxes": [[1], [2], [3], [4]],
        }
    ).write_parquet(path)
    table = read_sheet(Sheet(path=path), tmp_path)
    assert len(table) == 2
    assert table.locations is not None
    assert table.locations.tolist() == [[1, 1], [2, 2]]
    found = features(table)
    assert found["tumour"] == [1, 0]
    assert np.array_equal(found["score"], [0.5, np.nan], equal_nan=True)
    assert set(found) == {"tumour", "score"}
    told = [f.message for f in table.findings] + [f.message for _, f in table.left_out]
    assert "Row 4 of tiles.pq names no image." in told
    assert "Row 3 of tiles.pq names it again; row 1 names it first." in told
    assert "The column “boxes” holds neither numbers nor text; it becomes no feature." in told
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BuildError, match="cannot be read as Parquet"):
        read_sheet(Sheet(path=path), tmp_path)


def test_a_sheet_parted_by_tabs_is_read(tmp_path: Path) -> None:
    table = read(tmp_path / "s.tsv", "image\tslide\tloc_x\tloc_y\n1.jpg\tS\t3\t4\n")
    assert table.known.all()


@pytest.mark.skipif(os.sep == "\\", reason="such paths are at home there")
def test_paths_of_windows_are_taken_elsewhere(tmp_path: Path) -> None:
    table = read(tmp_path / "s.csv", "image\nA\\1.jpg\n")
    assert (table.folders, list(table.names)) == ((str(tmp_path / "A"),), ["1.jpg"])


def test_a_sheet_that_is_not_there_or_names_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(BuildError, match="not there"):
        read_sheet(Sheet(path=tmp_path / "none.csv"), tmp_path)
    found = plan(tmp_path, "image,slide\n")
    assert kinds(found.findings) == ["sheet"]
    assert "names no image that can be taken" in found.findings[0].message


def test_a_sheet_may_be_merged_but_has_no_use_elsewhere(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    text = "image,slide\nA/A-256-256.jpg,S\nA/A-256-768.jpg,T\n"
    merged = plan(tmp_path, text, layout=Layout.MERGED, filename="all.tfrecords")
    assert [(file.path.name, file.slides) for file in merged.files] == [
        ("all.tfrecords", ["S", "T"])
    ]
    with pytest.raises(ValueError, match="in the layout 'nested' it does not"):
        plan(tmp_path, text, layout=Layout.NESTED)
    with pytest.raises(ValueError, match="needs a sheet"):
        plan_build(BuildRequest.of(tmp_path / "in", tmp_path / "out", layout=Layout.SHEET))


def test_an_image_that_cannot_be_taken_counts_once(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    found = plan(tmp_path, "image,slide\nA/A-256-256.jpg,S\nA/A-256-768.jpg,\n")
    assert [(left.path.name, left.finding.message) for left in found.left_out] == [
        ("A-256-768.jpg", "Line 3 of tiles.csv names it, and no slide.")
    ]


@pytest.mark.parametrize("cell", ["9223372036854775808", "-1e30", "inf", "9" * 5000])
def test_a_number_too_large_is_told_as_such(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path / "tiles.csv", f"image,loc_x,loc_y\na.png,1,{cell}\n")
    assert not found.known.any()
    assert "which is too large" in found.findings[0].message
