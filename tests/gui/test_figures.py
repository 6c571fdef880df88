"""Numbers as people write them."""

import math

import pytest

from tfrviewer.gui.figures import decimal, number, typed_number, written_here
from tfrviewer.gui.grid.captions import as_text
from tfrviewer.gui.histogram import figure_text
from tfrviewer.gui.records.figure_words import share_text
from tfrviewer.gui.records.pages import cell_text
from tfrviewer.gui.sampling.words import name_of, percent, times
from tfrviewer.gui.tile_canvas.magnification import Magnification


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.5, 6, "0.5"),
        (1 / 3, 4, "0.3333"),
        (12345.5, 6, "12,345.5"),
        (3.0, 6, "3"),
        (-0.25, 6, "-0.25"),
        (1e300, 6, "1e+300"),
        (1234567, 6, "1,234,567"),
        (2**64, 6, "18,446,744,073,709,551,616"),
        (math.nan, 6, "not a number"),
        (math.inf, 6, "infinity"),
        (-math.inf, 6, "-infinity"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_number_is_written_in_few_digits(value: float, digits: int, text: str) -> None:
    assert decimal(value, digits) == text


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_in_german() -> None:
    assert [decimal(value) for value in (0.5, 12345.5, 1234567)] == ["0,5", "12.345,5", "1.234.567"]
    assert decimal(12345.5, grouped=False) == "12345,5"
    assert number(2**64) == "18.446.744.073.709.551.616"
    assert [written_here(text) for text in ("1.50", "1,200", "1.2e+07")] == [
        "1,50", "1.200", "1,2e+07",
    ]  # fmt: skip


@pytest.mark.usefixtures("german")
def test_every_view_writes_them_so() -> None:
    assert cell_text(12345.5) == "12345,5"
    assert as_text(0.123456) == "0,1235"
    assert [figure_text(value) for value in (0.5, 2e6)] == ["0,5", "2.000.000"]
    assert [share_text(part, 3) for part in (1, 3)] == ["33,3 %", "100 %"]
    assert Magnification(um=302).words(299) == "1,01 µm a pixel, about 9,9×"
    assert Magnification(um=20).words(299) == "0,0669 µm a pixel, about 150×"


@pytest.mark.usefixtures("german")
def test_shares_and_ratios_of_draws_are_written_so() -> None:
    assert [percent(share) for share in (0.5, 0.0123, 0.00001)] == [
        "50 %", "1,2 %", "less than 0.01 %",
    ]  # fmt: skip
    assert [times(*pair) for pair in ((0.3, 0.2), (0.1, 0.4), (0, 0.1), (0.1, 0))] == [
        "×1,5", "÷4,0", "never", "",
    ]  # fmt: skip
    assert name_of(None, "grade") == "tiles without “grade”"
    assert name_of("A", "slide") == "slide A"


@pytest.mark.usefixtures("english")
def test_that_a_typed_number_is_taken_with_a_point_or_a_comma() -> None:
    typed = ("5", " 0.25 ", "1,5", "0,727", "1.500", ".5", "-3", "1e2", "1,5e3")
    assert [typed_number(text) for text in typed] == [5, 0.25, 1.5, 0.727, 1.5, 0.5, -3, 100, 1500]
    none = ("", ".", "abc", "nan", "inf", "1e999", "1 2", "1,000.5", "1,500", "--1", "١")
    assert [typed_number(text) for text in none] == [None] * len(none)


@pytest.mark.usefixtures("german")
def test_that_a_typed_number_may_be_german() -> None:
    assert [typed_number(text) for text in ("1,500", "1.5", "1.500")] == [1.5, 1.5, None]
