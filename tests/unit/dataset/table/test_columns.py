from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.unit.dataset.made import tile, write
from tfrviewer.dataset.table.columns import (
    FileColumns,
    blank_columns,
    index_frame,
    join_columns,
    scanned_frame,
)
from tfrviewer.dataset.table.scan import scan_columns
from tfrviewer.tfrecord.example import Value
from tfrviewer.tfrecord.file import TFRecord


def frame_of(tmp_path: Path, *records: dict[str, Value], cut: int | None = None) -> pl.DataFrame:
    path = write(tmp_path / "a.tfrecords", records)
    cuts = [(0, None)] if cut is None else [(0, cut), (cut, None)]
    return scanned_frame([scan_columns(path, *span) for span in cuts], len(records))


def columns_of(path: Path, number: int, name: str) -> FileColumns:
    with TFRecord(path, create_index=False) as tfrecord:
        return FileColumns.of(number, path, name, tfrecord, [])


def test_that_a_scan_becomes_a_frame_with_types(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, tile(score=0.5, label="a", count=2), tile("t", -3, 4))
    assert frame.schema == {
        "slide": pl.String(),
        "format": pl.String(),
        "width": pl.Int32(),
        "height": pl.Int32(),
        "x": pl.Int64(),
        "y": pl.Int64(),
        "count": pl.Int64(),
        "label": pl.String(),
        "score": pl.Float64(),
        "problem": pl.String(),
    }
    assert frame.rows() == [
        ("s", "jpeg", 32, 24, 256, 512, 2, "a", 0.5, None),
        ("t", "jpeg", 32, 24, -3, 4, None, None, None, None),
    ]


def test_that_what_is_not_there_is_missing(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, {"slide": "s"}, {"loc_x": 3})
    assert frame.rows() == [("s", *[None] * 6), tuple([None] * 7)]


def test_that_units_agree_on_the_type_of_a_field(tmp_path: Path) -> None:
    frame = frame_of(
        tmp_path,
        tile(level=1, odd=1, several=1, late="a"),
        tile(level=0.5, odd="text", several=[1, 2]),
        cut=1,
    )
    assert frame["level"].to_list() == [1.0, 0.5]
    assert frame["late"].to_list() == ["a", None]
    assert not {"odd", "several"} & set(frame.columns)


def test_that_a_field_named_like_another_column_gives_way(tmp_path: Path) -> None:
    clash: dict[str, Value] = {"x": 1, "format": "f", "x_field": 2, "problem": "p", "number": 4}
    frame = frame_of(tmp_path, tile(x=5, y=6) | clash)
    row = frame.row(0, named=True)
    assert (row["x"], row["x_field_field"], row["x_field"]) == (5, 1, 2)
    assert (row["format_field"], row["problem_field"], row["number_field"]) == ("f", "p", 4)
    assert not {"loc_x", "loc_y", "slide_field"} & set(frame.columns)


def test_that_problems_stand_beside_their_records(golden: Path) -> None:
    frame = scanned_frame([scan_columns(golden / "undecodable_images.tfrecords")], 7)
    problems = frame["problem"].to_list()
    assert [number for number, problem in enumerate(problems) if problem] == [2, 6]
    assert "cannot be decoded" in problems[2]


def test_that_blank_columns_have_the_same_types(golden: Path) -> None:
    blank = blank_columns(3, "gone")
    read = scanned_frame([scan_columns(golden / "slide-A.tfrecords")], 42)
    assert blank.schema == read.schema
    assert blank["problem"].to_list() == ["gone"] * 3
    assert blank["x"].null_count() == 3


def test_that_indices_become_one_frame_with_running_numbers(tmp_path: Path) -> None:
    first = write(tmp_path / "a.tfrecords", [tile("a", 1, 2), tile("a", 3, 4)])
    second = write(tmp_path / "b.tfrecords", [tile("b", 5, 6)])
    frame = index_frame([columns_of(first, 0, "a"), columns_of(second, 1, "b")])
    assert frame["number"].to_list() == [0, 1, 2]
    assert frame["number"].dtype == pl.UInt32
    assert frame["record"].to_list() == [0, 1, 0]
    assert frame["tfrecord"].cast(pl.String).to_list() == ["a", "a", "b"]
    assert frame["x"].to_list() == [1, 3, 5]
    assert frame["offset"].to_list()[1] == frame["bytes"].to_list()[0]
    assert frame["bytes"].sum() == first.stat().st_size + second.stat().st_size


def test_that_no_files_are_an_empty_frame_of_the_same_columns(tmp_path: Path) -> None:
    some = index_frame([columns_of(write(tmp_path / "a.tfrecords", [tile()]), 0, "a")])
    assert index_frame([]).schema == some.schema
    assert join_columns(index_frame([]), []).height == 0


def test_that_locations_unknown_to_the_index_come_with_the_scan(golden: Path) -> None:
    path = golden / "mixed_locations.tfrecords"
    read = scanned_frame([scan_columns(path)], 12)
    unknown = FileColumns(
        **{
            name: getattr(columns_of(path, 0, "m"), name)
            for name in FileColumns.__dataclass_fields__
        }
        | {"has_location": np.zeros(12, np.bool_), "locations_known": False}
    )
    joined = join_columns(index_frame([unknown]), [read])
    assert joined["x"].null_count() == 4
    assert joined["x"].to_list() == read["x"].to_list()


def test_that_fields_of_different_files_stand_side_by_side(tmp_path: Path) -> None:
    first = write(tmp_path / "a.tfrecords", [tile(label="l", odd=1)])
    second = write(tmp_path / "b.tfrecords", [tile(score=1, odd="text"), tile(score=0.5)])
    joined = join_columns(
        index_frame([columns_of(first, 0, "a"), columns_of(second, 1, "b")]),
        [scanned_frame([scan_columns(first)], 1), scanned_frame([scan_columns(second)], 2)],
    )
    assert joined.columns[:11] == [
        "number",
        "tfrecord",
        "record",
        "slide",
        "x",
        "y",
        "offset",
        "bytes",
        "format",
        "width",
        "height",
    ]
    assert joined.columns[-1] == "problem"
    assert joined["label"].to_list() == ["l", None, None]
    assert joined["score"].to_list() == [None, 1.0, 0.5]
    assert joined["odd"].to_list() == ["1", "text", None]


def test_a_file_that_cannot_be_opened_has_no_records(tmp_path: Path) -> None:
    columns = FileColumns.of(3, tmp_path / "gone.tfrecords", "gone", None, [])
    assert (len(columns), columns.index_state, columns.size) == (0, "none", 0)
    assert index_frame([columns]).height == 0


@pytest.mark.parametrize("name", ["", "tfrecord", "height"])
def test_that_no_name_of_a_field_is_taken_twice(tmp_path: Path, name: str) -> None:
    frame = frame_of(tmp_path, tile() | {name: 1})
    assert frame[f"{name}_field"].to_list() == [1]
