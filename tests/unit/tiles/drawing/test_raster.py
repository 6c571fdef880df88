import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tiles.drawing.raster import (
    RasterView,
    blend,
    draw_tiles,
    lay_over,
    spread_out,
    tiles_in_view,
)

L_SHAPE = np.array([[256, 256], [256, 768], [256, 1280], [768, 1280]], float)


def drawn(
    places: np.ndarray,
    view: RasterView,
    side: float,
    colours: np.ndarray | int = 1,
    *,
    gap: int = 0,
    least: int = 1,
    outline: int = 0,
) -> np.ndarray:
    image = view.new_image()
    x, y = places.T
    draw_tiles(image, view, x, y, side, side, colours, gap=gap, least=least, outline=outline)
    return image


def picture(text: str) -> np.ndarray:
    return np.array([[int(c) if c != "." else 0 for c in line] for line in text.split()])


def test_that_an_l_of_tiles_is_an_l_of_pixels_with_y_downwards() -> None:
    image = drawn(L_SHAPE, RasterView(0, 0, 1 / 512, 4, 4), 512)
    assert image.dtype == np.uint32
    assert image.tolist() == picture("1... 1... 11.. ....").tolist()


def test_that_each_tile_is_a_square_of_its_own_colour() -> None:
    image = drawn(L_SHAPE, RasterView(0, 0, 3 / 512, 7, 9), 512, np.arange(1, 5, dtype=np.uint32))
    expected = """
    111.... 111.... 111....
    222.... 222.... 222....
    333444. 333444. 333444."""
    assert image.tolist() == picture(expected).tolist()


def test_that_a_gap_is_left_between_tiles_that_are_large_enough() -> None:
    image = drawn(L_SHAPE[2:], RasterView(0, 1024, 5 / 512, 10, 5), 512, gap=1)
    assert image.tolist() == picture(("1111.1111. " * 4) + "..........").tolist()
    image = drawn(L_SHAPE[2:], RasterView(0, 1024, 4 / 512, 8, 4), 512, gap=1)
    assert (image == 1).all()


def test_that_an_outline_leaves_the_middle_free() -> None:
    image = drawn(L_SHAPE[:1], RasterView(0, 0, 6 / 512, 6, 6), 512, outline=1)
    assert image.tolist() == picture("111111" + " 1....1" * 4 + " 111111").tolist()


def test_that_a_tile_smaller_than_a_pixel_is_seen_as_one_or_as_the_least() -> None:
    view = RasterView(0, 0, 1 / 512, 7, 7)
    far = np.array([[3.5 * 512, 3.5 * 512]])
    assert np.argwhere(drawn(far, view, 1)).tolist() == [[3, 3]]
    assert np.count_nonzero(drawn(far, view, 1, least=3)) == 9
    assert drawn(far, view, 1, least=3)[2:5, 2:5].all()


def test_that_tiles_on_the_edges_of_the_view_are_cut_there() -> None:
    for pixels in (8, 50):
        view = RasterView(256, 256, pixels / 512, pixels, pixels)
        image = drawn(L_SHAPE, view, 512, np.arange(1, 5, dtype=np.uint32))
        half = pixels // 2
        assert (image[:half, :half] == 1).all()
        assert (image[half:, :half] == 2).all()
        assert (image[:, half:] == 0).all()


def test_that_of_tiles_in_one_place_the_last_is_seen() -> None:
    twice = np.array([[256.0, 256.0], [256.0, 256.0]])
    for pixels in (1, 6, 40):
        view = RasterView(0, 0, pixels / 512, pixels, pixels)
        assert (drawn(twice, view, 512, np.array([7, 9], np.uint32)) == 9).all()


def test_that_nothing_in_view_leaves_the_image_as_it_was() -> None:
    view = RasterView(10_000, 0, 1 / 512, 4, 4)
    assert not drawn(L_SHAPE, view, 512).any()
    assert not drawn(np.zeros((0, 2)), view, 512).any()


def test_that_drawing_ends_when_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    view = RasterView(0, 0, 1 / 512, 4, 4)
    with pytest.raises(Cancelled):
        draw_tiles(view.new_image(), view, L_SHAPE[:, 0], L_SHAPE[:, 1], 512, 512, 1, cancel=cancel)


@given(
    seed=st.integers(0, 2**32 - 1),
    pixels=st.one_of(st.floats(0.2, 30), st.sampled_from([1.0, 2.0, 24.0])),
    at=st.tuples(st.floats(-3, 9), st.floats(-3, 9)),
    width=st.integers(1, 60),
    height=st.integers(1, 60),
    gap=st.integers(0, 2),
)
def test_that_tiles_all_at_once_look_as_drawn_one_by_one(
    seed: int, pixels: float, at: tuple[float, float], width: int, height: int, gap: int
) -> None:
    random = np.random.default_rng(seed)
    places = np.argwhere(random.random((9, 9)) < 0.7) * 604.0 + 302
    random.shuffle(places)
    colours = random.integers(1, 2**32, len(places), dtype=np.uint32)
    view = RasterView(at[0] * 604, at[1] * 604, pixels / 604, width, height)
    expected = view.new_image()
    gap_drawn = gap if pixels >= 5 * gap else 0

    def edge(place: float, start: float) -> int:
        return int(np.rint((place - start) * view.scale))

    for (x, y), colour in zip(places, colours, strict=True):
        if pixels <= 1:
            left, top = (
                int(np.floor((c - s) * view.scale)) for c, s in ((x, view.left), (y, view.top))
            )
            right, bottom = left + 1, top + 1
        else:
            left, top = edge(x, view.left + 302), edge(y, view.top + 302)
            right = edge(x, view.left - 302) - gap_drawn
            bottom = edge(y, view.top - 302) - gap_drawn
        expected[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = colour
    assert np.array_equal(drawn(places, view, 604, colours, gap=gap), expected)


@given(pixels=st.floats(0.3, 40), at=st.tuples(st.floats(0, 5), st.floats(0, 5)))
def test_that_tiles_of_a_full_grid_leave_no_seam(pixels: float, at: tuple[float, float]) -> None:
    places = np.stack(np.meshgrid(np.arange(300), np.arange(300)), -1).reshape(-1, 2) * 604.0
    view = RasterView(at[0] * 604, at[1] * 604, pixels / 604, 50, 50)
    assert drawn(places, view, 604).all()


def test_that_only_tiles_that_meet_the_view_are_listed() -> None:
    places = np.arange(0, 5120, 512, dtype=np.float64)
    view = RasterView(1024, -100, 1 / 64, 16, 16)
    assert tiles_in_view(places, np.zeros(10), 512, 512, view).tolist() == [2, 3, 4]


def test_that_marks_spread_out_do_not_pile_up() -> None:
    places = np.arange(0, 1000, 10, dtype=np.float64)
    x, y = np.tile(places, 100), np.repeat(places, 100)
    view = RasterView(0, 0, 0.1, 100, 100)
    marked = spread_out(x, y, view, 10)
    assert len(marked) == 100
    assert len({(a // 100, b // 100) for a, b in zip(x[marked], y[marked], strict=True)}) == 100


def test_that_an_image_is_laid_over_another_by_its_alpha() -> None:
    image = np.array([[0xFF000000, 0xFF0000FF, 0xFF00FF00, 0]], np.uint32)
    above = np.array([[0xFFFF0000, 0, 0x80800000, 0x40000040]], np.uint32)
    lay_over(image, above)
    assert [hex(pixel) for pixel in image[0, :2].tolist()] == ["0xffff0000", "0xff0000ff"]
    mixed = int(image[0, 2])
    assert mixed >> 24 >= 0xFE
    assert abs((mixed >> 16 & 255) - 128) <= 1
    assert abs((mixed >> 8 & 255) - 127) <= 1
    assert int(image[0, 3]) == 0x40000040


@pytest.mark.parametrize(("opacity", "red"), [(0.0, 0), (0.5, 127), (1.0, 255)])
def test_that_an_image_is_blended_as_opaque_as_asked(opacity: float, red: int) -> None:
    image = np.array([[0xFF000000, 0xFF00FF00]], np.uint32)
    blend(image, np.array([[0xFFFF0000, 0]], np.uint32), opacity)
    assert abs((int(image[0, 0]) >> 16 & 255) - red) <= 1
    assert int(image[0, 1]) == 0xFF00FF00
