"""Colours by a range: inside, outside, and without a number."""

import numpy as np

from tfrviewer.tiles.drawing.range_scheme import RangeScheme

IN, OUT, NONE = 0xFF000001, 0xFF000002, 0xFF000003
VALUES = np.array([0.1, 0.5, np.nan, 0.9], np.float32)


def scheme(low: float | None, high: float | None, among: list[bool] | None = None) -> RangeScheme:
    may = None if among is None else np.array(among)
    return RangeScheme(VALUES, low, high, may, IN, OUT, NONE)


def test_that_tiles_are_coloured_by_where_their_number_lies() -> None:
    paint = scheme(0.1, 0.5).paint(np.arange(5))
    assert paint.pixels is not None
    assert paint.bare is not None
    assert paint.pixels.tolist() == [IN, IN, NONE, OUT, NONE]
    assert paint.bare.tolist() == [False, False, True, False, True], "of a row not known yet"


def test_that_a_limit_is_as_exact_as_the_numbers_are() -> None:
    pixels = scheme(None, 0.1).paint(np.arange(1)).pixels
    assert pixels is not None
    assert pixels.tolist() == [IN]


def test_that_only_some_may_lie_in_it() -> None:
    pixels = scheme(0.4, None, [True, False, True, True]).paint(np.array([1, 3])).pixels
    assert pixels is not None
    assert pixels.tolist() == [OUT, IN]
