import numpy as np
import polars as pl
import pytest

from tfrviewer.gui.records.columns import Layout
from tfrviewer.gui.records.pages import KEPT, MISSING, PAGE, PENDING, Pages, cell_text
from tfrviewer.gui.records.tsv import as_tsv


def pages_of(frame: pl.DataFrame, order: list[int], *pending: str) -> Pages:
    pages = Pages()
    pages.reset(frame, np.array(order, np.uint32), frozenset(pending))
    return pages


def test_a_cell_is_looked_up_by_its_position_in_the_order() -> None:
    pages = pages_of(pl.DataFrame({"x": [10, 20, 30]}), [2, 0])
    assert [pages.text(i, "x") for i in range(2)] == ["30", "10"]


def test_a_missing_value_and_one_still_read_say_different_things() -> None:
    frame = pl.DataFrame({"x": [None, 1], "width": [None, 64]})
    pages = pages_of(frame, [0, 1], "width")
    assert (pages.text(0, "x"), pages.text(0, "width"), pages.text(1, "width")) == (
        MISSING,
        PENDING,
        "64",
    )


def test_amounts_of_bytes_are_grouped_and_locations_are_not() -> None:
    pages = pages_of(pl.DataFrame({"bytes": [1234567], "x": [1234567]}), [0])
    assert (pages.text(0, "bytes"), pages.text(0, "x")) == ("1,234,567", "1234567")


def test_no_more_pages_are_kept_than_the_limit() -> None:
    count = (KEPT + 5) * PAGE
    pages = pages_of(pl.DataFrame({"x": np.arange(count)}), list(range(count)))
    for page in range(KEPT + 5):
        assert pages.value(page * PAGE, "x") == page * PAGE
    assert len(pages._kept) == KEPT


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (0.1, "0.1"),
        (float("nan"), "not a number"),
        ("two\nlines\tand\0", "two␤lines␣and\N{REPLACEMENT CHARACTER}"),
        (b"\x01\xff", "01ff"),
        ("a" * 1000, "a" * 300 + "…"),
    ],
)
def test_a_value_is_written_in_one_bounded_line(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_tsv_keeps_columns_order_and_plain_numbers() -> None:
    frame = pl.DataFrame({"number": [0, 1], "bytes": [1234567, None], "slide": ["a\tb", 'q"']})
    text = as_tsv(frame, ["slide", "bytes", "gone"], np.array([1, 0]))
    assert text == 'slide\tbytes\n"q""",\n'.replace(",", "\t") + '"a\tb"\t1234567\n'


def test_a_layout_keeps_a_new_column_behind_its_neighbour() -> None:
    layout = Layout(order=["y", "x", "gone"])
    assert layout.arranged(["x", "width", "y"]) == ["y", "x", "width"]


def test_a_layout_remembers_the_place_of_a_column_that_is_away() -> None:
    layout = Layout(order=["a", "gone", "b"])
    layout.take_order(["b", "a"])
    assert layout.order == ["b", "a", "gone"]


@pytest.mark.parametrize("value", [None, [], {"version": 2}, {"version": 1, "order": 3}])
def test_a_layout_refuses_what_is_none(value: object) -> None:
    with pytest.raises(ValueError, match="table layout"):
        Layout.from_json(value)
