"""Columns of files that become features of chosen records."""

from pathlib import Path

import polars as pl
import pytest

from tests.unit.cli.copies import make_folder
from tfrviewer import Dataset
from tfrviewer.build.subset.added import read_added
from tfrviewer.errors import BuildError


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset(make_folder(tmp_path / "in", A=3, B=2))


def told(folder: Path, text: str) -> Path:
    path = folder / "added.csv"
    path.write_text(text)
    return path


def test_that_lines_are_of_slides(dataset: Dataset, tmp_path: Path) -> None:
    path = told(tmp_path, "slide,stage,grade\nA,2,high\nB,,\n")
    assert read_added(path, dataset) == {
        "stage": {"A": 2.0, "B": None},
        "grade": {"A": "high", "B": None},
    }


@pytest.mark.parametrize("names", ["loc_x,loc_y", "x,y"])
def test_that_lines_are_of_tiles(names: str, dataset: Dataset, tmp_path: Path) -> None:
    path = told(tmp_path, f"slide,{names},score,bytes\nA,256,256,0.5,7\nA,768,256,0.25,7\n")
    assert read_added(path, dataset) == {
        "score": {("A", 256, 256): 0.5, ("A", 768, 256): 0.25},
    }


def test_that_lines_are_of_records_as_tables_name_them(dataset: Dataset, tmp_path: Path) -> None:
    table = dataset.columns().with_columns(cluster=pl.col("number") % 2)
    table.write_parquet(tmp_path / "t.parquet")
    added = read_added(tmp_path / "t.parquet", dataset)
    paths = dataset.tfrecords()
    expected = {
        (paths[number // 3], number if number < 3 else number - 3): number % 2
        for number in range(5)
    }
    assert added == {"cluster": expected}


def test_that_columns_are_taken_as_asked(dataset: Dataset, tmp_path: Path) -> None:
    path = told(tmp_path, "slide,a,b\nA,1,2\nB,3,4\n")
    assert read_added(path, dataset, ["b"]) == {"b": {"A": 2, "B": 4}}


@pytest.mark.parametrize(
    ("text", "columns", "reason"),
    [
        ("a,b\n1,2\n", None, "slide"),
        ("slide,x,y,bytes\nA,1,2,3\n", None, "has no column to add"),
        ("slide,a\nA,1\n", ["b"], "“b”, which is to be added"),
        ("slide,a\nA,1\n", ["slide"], "“slide” says what a tile is, .* Rename slides"),
        ("slide,loc_x,loc_y\nA,1,2\n", ["loc_x"], "“loc_x” says what a tile is, and is not added"),
        ("slide,a\nA,1\nA,2\n", None, "lines 2 and 3 the same is meant: A"),
        ("slide,x,y,a\nA,1,2,3\nA,1,2,4\n", None, "the same is meant: A, 1, 2"),
        ("slide,x,y,a\nA,left,2,3\n", None, "“x” says what a line is of"),
        ("slide,x,y,a\nA,1.5,2,3\n", None, "no whole number"),
        ("slide,x,y,a\nA,,2,3\nA,1,2,3\n", None, "no whole number"),
        ("tfrecord,record,a\nC.tfrecords,0,1\n", None, "line 2 there is the TFRecord “C"),
    ],
)
def test_that_what_cannot_be_added_is_told(
    text: str, columns: list[str] | None, reason: str, dataset: Dataset, tmp_path: Path
) -> None:
    path = told(tmp_path, text)
    with pytest.raises(BuildError, match=reason) as caught:
        read_added(path, dataset, columns)
    assert caught.value.finding.file == str(path)


def test_that_a_file_that_is_not_there_is_told(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"none\.csv"):
        read_added(tmp_path / "none.csv", dataset)


def test_that_a_column_of_lists_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    frame = pl.DataFrame({"slide": ["A"], "a": [[1, 2]]})
    frame.write_parquet(tmp_path / "t.parquet")
    with pytest.raises(BuildError, match="neither numbers nor text"):
        read_added(tmp_path / "t.parquet", dataset)
