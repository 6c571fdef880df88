"""A scale bar is as long as there is room for, and a round number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.tiles.drawing.scale_bar import bar_length, micrometres
from tfrviewer.tiles.optical_density import optical_density


@given(st.floats(1e-6, 1e9))
def test_that_a_bar_is_round_and_takes_over_a_third_of_its_room(most: float) -> None:
    length = bar_length(most)
    assert 0.39 * most < length <= most * (1 + 1e-9)
    digits = length / 10.0 ** math.floor(math.log10(length * 1.0000001))
    assert min(abs(digits - step) for step in (1, 2, 5)) < 1e-6


def test_that_no_bar_is_made_for_no_room() -> None:
    for most in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="above 0"):
            bar_length(most)


@pytest.mark.parametrize(
    ("length", "told"),
    [(0.5, ("500", "nm")), (50, ("50", "µm")), (2000, ("2", "mm")), (10_000, ("1", "cm"))],
)
def test_that_a_length_is_written_in_a_unit_that_suits(length: float, told: object) -> None:
    assert micrometres(length) == told


def test_that_white_has_no_density_and_black_a_finite_one() -> None:
    assert str(optical_density(255)) == "0.0"
    assert optical_density(25) == pytest.approx(1.009, abs=1e-3)
    assert optical_density(0) == optical_density(1) == pytest.approx(2.407, abs=1e-3)
