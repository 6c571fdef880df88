"""Flags as files."""

from pathlib import Path

import polars as pl
import pytest

from tests.unit.review.test_joining import made
from tests.unit.review.test_store import keys
from tfrviewer.errors import ReviewError
from tfrviewer.review import Store, export_flags, import_flags
from tfrviewer.review.keys import KEY_SCHEMA


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "review.sqlite")
    kept.flag(keys(1, 2), "reject", reader="anna", images=[b"\x01" * 16, None])
    kept.note(keys(2), 'a "fold",\nand pen', reader="anna")
    kept.flag(keys(2, slide="012"), "keep", reader="bert")
    unplaced = pl.DataFrame([("s", None, None, 5, 1)], schema=KEY_SCHEMA, orient="row")
    kept.flag(unplaced, "täglich", reader="bert")
    return kept


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_that_what_was_exported_comes_back_whole(store: Store, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"flags.{form}"
    assert export_flags(store, file) == 4
    other = Store(tmp_path / "other.sqlite")
    taken = import_flags(other, file, new_classes=True)
    assert sorted(gesture.count for gesture in taken.gestures) == [2, 2]
    assert taken.findings == ()
    sort = ["reader", "slide", "x"]
    columns = ["reader", *KEY_SCHEMA, "flag", "note", "image"]
    assert other.flags().select(columns).sort(sort).equals(store.flags().select(columns).sort(sort))
    assert import_flags(other, file).changed == 0
    assert export_flags(store, file, reader="bert") == 2
    other.close()


def test_that_flags_of_a_file_can_become_those_of_another_reader(
    store: Store, tmp_path: Path
) -> None:
    table = tmp_path / "by hand.csv"
    table.write_text("slide,x,y,bytes,flag\na,1,7,100,keep\na,9,7,100,\n")
    (gesture,) = import_flags(store, table, reader="carl").gestures
    assert gesture.count == 1
    assert store.flags(reader="carl")["flag"].to_list() == ["keep"]
    assert store.undo(gesture.number) == 1


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "slide,x,bytes,flag\na,1,2,keep\n", "no column “y”"),
        ("a.csv", "slide,x,y,flag\na,1,2,keep,more\n", "no table of flags"),
        ("a.csv", "\n", "is empty"),
        ("a.csv", "\ufeff\n", "no table of flags"),
        ("a.csv", "slide,x,y,bytes,flag\na,1,2,3,rejct\n", r"“rejct” \(1 row; “reject”\?\)"),
        ("a.csv", f"slide,x,y,bytes,flag\na,1,2,3,{'x' * 99}\n", "60 characters"),
        ("a.json", "[1, 2]", "no list of objects"),
        ("a.json", "{", "no table of flags"),
        ("a.parquet", "nothing", "no table of flags"),
        ("a.txt", "", "says no form"),
    ],
)
def test_that_a_file_of_something_else_is_refused_and_nothing_taken(
    store: Store, tmp_path: Path, name: str, text: str, why: str
) -> None:
    before = store.flags()
    (tmp_path / name).write_text(text)
    with pytest.raises(ReviewError, match=why):
        import_flags(store, tmp_path / name)
    assert store.flags().equals(before)


@pytest.mark.parametrize(
    "data",
    [
        b"slide,x,y,bytes,flag\na,1,7,100,keep\n",
        b"\xef\xbb\xbfSlide; loc_x ;loc_y;bytes;Flag\na;1.0; 7;100;keep\n",
        "slide\tx\ty\tbytes\tflag\na\t1\t7\t100\tkeep\n".encode("utf-16"),
        b'[{"slide": "a", "x": 1.0, "y": "7", "bytes": 100, "flag": "keep", "note": null}]',
    ],
)
def test_that_a_table_is_taken_as_other_programs_write_it(
    store: Store, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / ("a.json" if data.startswith(b"[") else "a.csv")
    path.write_bytes(data)
    assert import_flags(store, path, reader="carl").changed == 1
    (flag,) = store.flags(reader="carl").iter_rows(named=True)
    assert [flag[name] for name in (*KEY_SCHEMA, "flag")] == ["a", 1, 7, 100, 0, "keep"]


def test_that_rows_that_tell_no_tile_are_left_out_and_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "a,1,7,100,keep,k",
        "a,one,7,100,keep,",
        "a,1,,100,keep,",
        "a,2,7,,keep,",
        "z,1,7,9,keep,",
    ]
    path.write_text("\n".join(["slide,x,y,bytes,flag,colour", *rows]))
    records = made([1, 2, 3, 3], size=[100, 100, 8, 9], y=7)
    taken = import_flags(store, path, reader="carl", keys=records)
    assert (taken.count, taken.left_out, taken.unclear) == (2, 1, 2)
    assert store.flags(reader="carl")["x"].to_list() == [1, 2]
    other, unclear, column = (finding.message for finding in taken.findings)
    assert other == "1 row is of no tile here."
    assert unclear == "2 rows do not tell of which tile; the first is row 2: its x is “one”."
    assert column == "Not taken: the column colour."


def test_that_a_place_is_enough_where_one_tile_lies(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    places = pl.DataFrame({"slide": ["a"] * 3, "x": [1.0, 3.0, 4.0], "y": 7, "flag": "keep"})
    places.write_parquet(path)
    records = made([1, 3, 3], size=[100, 8, 9], y=7)
    taken = import_flags(store, path, reader="carl", keys=records)
    assert (taken.count, taken.left_out, taken.unclear) == (1, 1, 1)
    assert "several tiles lie there" in taken.findings[1].message
    assert import_flags(store, path, reader="carl").unclear == 3
