"""Flags as files."""

from pathlib import Path

import polars as pl
import pytest

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
    assert sorted(gesture.count for gesture in import_flags(other, file).gestures) == [2, 2]
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
        ("a.csv", "slide,x,y,flag\na,1,2,keep\n", "no column “bytes”"),
        ("a.csv", "slide,x,y,bytes,flag\na,one,2,3,keep\n", "no table of flags"),
        ("a.csv", "slide,x,y,bytes,flag\n,1,2,3,keep\n", "Row 1 names no slide"),
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
