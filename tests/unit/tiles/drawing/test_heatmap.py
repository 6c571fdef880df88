"""Values are drawn where tiles lie, at the right size, with a bar that has numbers."""

import numpy as np
import pytest

from tfrviewer.tiles.drawing.colour_scheme import NumberScheme, Span
from tfrviewer.tiles.drawing.heatmap import (
    draw_values,
    heatmap_view,
    lay_over,
    outline_missing,
    paste_picture,
    ticks_of,
    tile_box,
    with_colour_bar,
)
from tfrviewer.tiles.layout.placement import Placement

X = np.array([0, 100, 200, 0, 200])
Y = np.array([0, 0, 0, 100, 100])
VALUES = np.array([0.0, 0.5, 1.0, np.nan, 1.0])
SCHEME = NumberScheme(VALUES, Span(0, 1), 0xFF808080)
FIRST, LAST = [0x44, 0x01, 0x54, 255], [0xFD, 0xE7, 0x25, 255]


def test_that_the_view_holds_all_tiles_at_the_size_asked_for() -> None:
    view = heatmap_view(Placement(X, Y), 60)
    assert (view.width, view.height) == (60, 40)
    assert heatmap_view(Placement(X[:1], Y[:1]), 4000).width == 512
    with pytest.raises(ValueError, match="1 pixel"):
        heatmap_view(Placement(X, Y), 0)


@pytest.mark.parametrize("smooth", [False, True])
def test_that_values_are_drawn_where_their_tiles_lie_and_nothing_elsewhere(*, smooth: bool) -> None:
    tiles = Placement(X, Y)
    drawn = draw_values(tiles, VALUES, heatmap_view(tiles, 300), SCHEME, smooth=smooth)
    assert drawn.shape == (200, 300, 4)
    np.testing.assert_allclose(drawn[20, 20], FIRST, atol=3)
    np.testing.assert_allclose(drawn[180, 280], LAST, atol=3)
    assert (drawn[150, [50, 150], 3] == 0).all()  # without a value; without a tile


def test_that_smooth_values_pass_into_each_other_but_not_beyond_the_scale() -> None:
    tiles = Placement(X[:3], Y[:3])
    view = heatmap_view(tiles, 300)
    drawn = draw_values(tiles, VALUES[:3], view, SCHEME, smooth=True)
    table = SCHEME.scale.table().tolist()
    at = [table.index(colour) for colour in drawn[50, ::10, :3].tolist()]
    assert at == sorted(at)
    assert len(set(at)) > 15


def test_that_pictures_are_laid_side_by_side_and_cut_at_the_edge() -> None:
    tiles = Placement(X, Y)
    view = heatmap_view(tiles, 31)
    ground = np.full((view.height, view.width, 3), 255, np.uint8)
    for tile in range(5):
        picture = np.full((8, 8, 3), 10 * tile, np.uint8)
        paste_picture(ground, tiles, tile, view, picture)
    assert sorted(set(ground[:, :, 0].ravel().tolist())) == [0, 10, 20, 30, 40, 255]
    right, left = tile_box(tiles, 0, view)[2], tile_box(tiles, 1, view)[0]
    assert right == left


def test_that_colours_lie_over_a_ground_as_opaque_as_asked_for() -> None:
    ground = np.full((1, 2, 3), 100, np.uint8)
    colours = np.array([[[200, 0, 100, 255], [200, 0, 100, 0]]], np.uint8)
    assert lay_over(ground, colours, 0.5).tolist() == [[[150, 50, 100], [100, 100, 100]]]


def test_that_tiles_without_a_value_are_outlined() -> None:
    tiles = Placement(X, Y)
    view = heatmap_view(tiles, 300)
    ground = np.full((view.height, view.width, 3), 255, np.uint8)
    outline_missing(ground, tiles, np.isnan(VALUES), view)
    assert ground[100, 50].tolist() != [255] * 3
    assert ground[150, 50].tolist() == [255] * 3


@pytest.mark.parametrize(
    ("span", "ticks"),
    [
        (Span(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (Span(-3, 97), [-3, 20, 40, 60, 80, 97]),
        (Span(1, 1000, log=True), [1, 10, 100, 1000]),
        (Span(5, 5), [5]),
    ],
)
def test_that_a_scale_has_its_limits_and_round_numbers_between(
    span: Span, ticks: list[float]
) -> None:
    assert ticks_of(span) == pytest.approx(ticks)


@pytest.mark.parametrize("span", [Span(1e-300, 2e-300), Span(-1.7e308, 1.7e308)])
def test_that_a_bar_can_be_drawn_of_any_numbers_beside_any_map(span: Span) -> None:
    small = np.zeros((3, 5, 3), np.uint8)
    scheme = NumberScheme(np.zeros(0), span, 0)
    drawn = with_colour_bar(small, scheme, "score", ["3 without a value"])
    assert drawn.shape[0] > 100
    assert drawn.shape[1] > 60
