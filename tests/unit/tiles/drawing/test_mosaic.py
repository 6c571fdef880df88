"""A slide laid together from the small pictures of its tiles."""

import tracemalloc

import numpy as np
import pytest

from tfrviewer.tiles.drawing.mosaic import LEVELS, Mosaic, level_for
from tfrviewer.tiles.drawing.raster import Pixels, RasterView
from tfrviewer.tiles.layout.placement import Placement

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def grid(columns: int, rows: int, pitch: int = 64) -> Placement:
    half = pitch // 2
    x, y = np.meshgrid(np.arange(columns) * pitch + half, np.arange(rows) * pitch + half)
    return Placement(x.ravel().astype(np.int64), y.ravel().astype(np.int64))


def plain(colours: list[tuple[int, int, int]], px: int) -> np.ndarray:
    """Pictures of one colour each."""
    return np.broadcast_to(
        np.array(colours, np.uint8)[:, None, None, :], (len(colours), px, px, 3)
    ).copy()


def drawn(mosaic: Mosaic, view: RasterView, among: np.ndarray | None = None) -> Pixels:
    image = view.new_image()
    mosaic.draw(image, view, np.ones(len(mosaic), bool) if among is None else among)
    return image


def rgb(pixel: int) -> tuple[int, int, int]:
    return pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255


def whole(scale: float, columns: int = 4, rows: int = 4) -> RasterView:
    """A view of a grid of tiles of 64 px and nothing else."""
    return RasterView(0, 0, scale, round(columns * 64 * scale), round(rows * 64 * scale))


@pytest.mark.parametrize("size", [0.3, 1, 3, 6, 13, 27, 50, 64, 90])
def test_that_tiles_join_without_a_gap_at_every_scale(size: float) -> None:
    mosaic = Mosaic(grid(20, 20))
    mosaic.put(np.arange(400), plain([RED] * 400, 64))
    image = drawn(mosaic, whole(size / 64, 20, 20))
    assert (image[2:-2, 2:-2] == 0xFFFF0000).all(), "all but the edge of the slide"


def test_that_each_picture_lies_in_its_place() -> None:
    mosaic = Mosaic(grid(3, 2))
    colours = [(40 * i, 255 - 40 * i, 7) for i in range(6)]
    mosaic.put(np.arange(6), plain(colours, 16))
    image = drawn(mosaic, whole(16 / 64, 3, 2))
    seen = [
        rgb(int(image[16 * row + 8, 16 * column + 8])) for row in (0, 1) for column in (0, 1, 2)
    ]
    assert seen == colours


def test_that_pictures_keep_what_they_show_upright() -> None:
    mosaic = Mosaic(grid(2, 2))
    picture = np.zeros((1, 16, 16, 3), np.uint8)
    picture[0, :8, :8] = RED
    picture[0, 8:, :8] = GREEN
    picture[0, :8, 8:] = BLUE
    mosaic.put(np.array([0]), picture)
    image = drawn(mosaic, RasterView(0, 0, 16 / 64, 16, 16))
    assert [rgb(int(image[at])) for at in ((2, 2), (13, 2), (2, 13))] == [RED, GREEN, BLUE]


def test_that_colours_around_stand_in_for_pictures_still_to_come() -> None:
    mosaic = Mosaic(grid(8, 8))
    among = np.ones(64, bool)
    among[10] = False
    mosaic.put(np.array([0]), plain([RED], 8))
    image = drawn(mosaic, whole(8 / 64, 8, 8), among)
    assert rgb(int(image[60, 60])) == RED
    assert image[12, 20] == 0, "a tile that is hidden is not drawn"


def test_that_a_broken_tile_is_left_out() -> None:
    mosaic = Mosaic(grid(2, 1))
    mosaic.put(np.array([0]), plain([RED], 8))
    mosaic.put_broken(np.array([1]))
    image = drawn(mosaic, whole(8 / 64, 2, 1))
    assert rgb(int(image[4, 3])) == RED
    assert image[4, 13] == 0
    assert mosaic.is_broken(1)
    assert mosaic.missing(whole(8 / 64, 2, 1), np.ones(2, bool))[0].tolist() == []


def test_that_tiles_beside_the_grid_lie_where_they_are() -> None:
    x = np.array([32, 96, 160, 224, 288, 352, 416, 480, 544, 608, 672, 1000])
    tiles = Placement(x, np.full(12, 32))
    mosaic = Mosaic(tiles)
    mosaic.put(np.arange(12), plain([RED] * 11 + [GREEN], 16))
    assert tiles.side_x == 64
    image = drawn(mosaic, RasterView(0, 0, 16 / 64, 260, 16))
    green = np.flatnonzero(image[8] == 0xFF00FF00)
    assert green.tolist() == list(range(242, 258))


def test_that_those_that_lie_far_apart_are_read_first() -> None:
    mosaic = Mosaic(grid(16, 16))
    tiles, px = mosaic.missing(whole(8 / 64, 16, 16), np.ones(256, bool))
    assert px == 8
    assert sorted(tiles.tolist()) == list(range(256))
    first = tiles[:4]
    assert set((first % 16 % 8).tolist()) == {0}
    assert set((first // 16 % 8).tolist()) == {0}


def test_that_of_tiny_tiles_only_some_are_read() -> None:
    mosaic = Mosaic(grid(64, 64))
    tiles, px = mosaic.missing(whole(0.5 / 64, 64, 64), np.ones(64 * 64, bool))
    assert (len(tiles), px) == (16 * 16, 1)


def test_that_what_is_seen_pushes_out_what_is_not() -> None:
    mosaic = Mosaic(grid(20, 1), budget=4 * 16 * 16 * 6)  # room for six squares of 16 px
    assert mosaic.room(16) == 6
    left, right = RasterView(0, 0, 0.25, 80, 16), RasterView(960, 0, 0.25, 80, 16)
    for view, kept in ((left, range(6)), (right, range(15, 20))):
        tiles, px = mosaic.missing(view, np.ones(20, bool))
        mosaic.keep(np.array(kept), px)
        mosaic.put(tiles, plain([RED] * len(tiles), px))
    assert mosaic.missing(right, np.ones(20, bool))[0].tolist() == []
    assert mosaic.known >= 10, "their colours are still known"
    assert rgb(int(drawn(mosaic, left)[8, 8])) == RED


def test_that_what_is_stored_makes_the_same_mosaic() -> None:
    mosaic, again = Mosaic(grid(3, 3)), Mosaic(grid(3, 3))
    rng = np.random.default_rng(3)
    mosaic.put(np.array([1, 4]), rng.integers(0, 255, (2, 16, 16, 3)).astype(np.uint8))
    again.put(*mosaic.stored(16))
    view = whole(16 / 64, 3, 3)
    assert np.array_equal(drawn(mosaic, view), drawn(again, view))
    tiles, colours = mosaic.stored(1)
    assert (tiles.tolist(), colours.shape) == ([1, 4], (2, 3))


def test_that_squares_are_seen_near_their_own_size() -> None:
    assert [level_for(size) for size in (0.1, 1.4, 3, 6, 12, 40, 64, 500)] == [
        1, 1, 4, 8, 16, 32, 64, 64,
    ]  # fmt: skip


def test_that_pictures_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match=str(LEVELS[0])):
        Mosaic(grid(1, 1)).put(np.array([0]), plain([RED], 5))


@pytest.mark.parametrize("places", [[(-(2**62), 0), (2**62, 9)], [(5, 5)], [(0, 0), (3, 1)]])
def test_that_any_places_can_be_drawn(places: list[tuple[int, int]]) -> None:
    x, y = np.array(places, np.int64).T
    tiles = Placement(x.copy(), y.copy())
    mosaic = Mosaic(tiles)
    mosaic.put(np.array([0]), plain([RED], 4))
    left, top, right, bottom = tiles.bounds
    for scale, corner in (
        (30 / (right - left), (left, top)),
        (4000 / (right - left), (left, top)),
        (20 / tiles.side_x, (right - tiles.side_x, bottom - tiles.side_y)),
    ):
        view = RasterView(*corner, scale, 40, 40)
        drawn(mosaic, view)
        mosaic.missing(view, np.ones(len(places), bool))


@pytest.mark.parametrize("far", [2**42, 2**50])
def test_that_a_tile_far_out_is_drawn_where_it_lies(far: int) -> None:
    x, y = np.array([*((64 * i, 0) for i in range(30)), (far, 64)], np.int64).T
    tiles = Placement(x.copy(), y.copy())
    mosaic = Mosaic(tiles)
    mosaic.put(np.arange(31), plain([BLUE] * 30 + [RED], 8))
    at = tiles.u[30] - tiles.side_x * 2, tiles.v[30] - tiles.side_y * 2
    image = drawn(mosaic, RasterView(*at, 8 / tiles.side_x, 32, 32))
    assert rgb(int(image[16, 16])) == RED
    assert image[2, 2] == 0


def test_that_a_vast_screen_shows_the_slide_in_bounded_memory() -> None:
    near = np.arange(400)
    x, y = (np.append(at * 64, 5000 * 64) for at in (near % 20, near // 20))
    mosaic = Mosaic(Placement(x, y))
    mosaic.put(np.arange(401), plain([RED] * 401, 4))
    tracemalloc.start()
    image = drawn(mosaic, RasterView(-32, -32, 1.5 / 64, 3000, 2000))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rgb(int(image[9, 9])) == RED
    assert most < 150 << 20
