"""Zoom and pan keep what is under the pointer, and never lose the picture."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tfrviewer.gui.tile_canvas.transform import (
    LARGEST,
    SMOOTH_UP_TO,
    Transform,
    View,
    fit_scale,
    fitted,
    limits,
    next_scale,
)

views = st.builds(View, st.floats(50, 4000), st.floats(50, 4000), st.sampled_from([1.0, 1.5, 2.0]))
sizes = st.tuples(st.integers(1, 5000), st.integers(1, 5000))
places = st.builds(Transform, st.floats(0.05, 64), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))


@given(places, views, st.floats(0.05, 64), st.floats(0, 4000), st.floats(0, 4000))
def test_that_what_is_under_the_pointer_stays_there(
    place: Transform, view: View, scale: float, x: float, y: float
) -> None:
    zoomed = place.scaled(scale, x, y)
    before, after = place.to_image(view, x, y), zoomed.to_image(view, x, y)
    assert after == pytest.approx(before, rel=1e-6, abs=1e-3)


@given(places, sizes, views)
def test_that_the_picture_fills_the_view_or_lies_in_its_middle(
    place: Transform, size: tuple[int, int], view: View
) -> None:
    settled = place.settled(size, view)
    for start, length, room in (
        (settled.x, size[0] * settled.scale / view.ratio, view.width),
        (settled.y, size[1] * settled.scale / view.ratio, view.height),
    ):
        if length <= room:
            assert start == pytest.approx((room - length) / 2, abs=1e-6)
        else:
            assert start <= 0
            assert start + length >= room - 1e-6
    assert settled.settled(size, view) == settled


@given(sizes, views)
def test_that_a_fitted_picture_is_seen_whole(size: tuple[int, int], view: View) -> None:
    place = fitted(size, view)
    assert place.scale <= SMOOTH_UP_TO
    assert place.x >= -1e-6
    assert place.y >= -1e-6
    assert size[0] * place.scale / view.ratio <= view.width + 1e-6
    assert size[1] * place.scale / view.ratio <= view.height + 1e-6


@given(st.floats(0.05, 64), st.floats(-20, 20), sizes, views)
def test_that_one_to_one_is_never_passed_over(
    scale: float, steps: float, size: tuple[int, int], view: View
) -> None:
    assume(abs(scale - 1) > 1e-6)
    to = next_scale(scale, steps, size, view)
    assert (scale < 1) == (to < 1) or to == 1
    low, high = limits(size, view)
    assert min(low, scale) <= to <= max(high, scale)


def test_that_the_limits_reach_from_half_of_what_fits_to_single_pixels() -> None:
    assert limits((4000, 4000), View(800, 800)) == (fit_scale((4000, 4000), View(800, 800)) / 2, 64)
    assert limits((64, 64), View(800, 800)) == (0.5, LARGEST)
