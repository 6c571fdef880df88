"""Whitespace and grayspace are what Slideflow computes, to the last pixel."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.unit.tiles.pictures import encoded
from tfrviewer.tiles.metrics import grayspace_fraction, measure, whitespace_fraction

Table = tuple[tuple[float, ...], ...]
TILE = 64
# By Slideflow 3.0.2 with libvips: WSI("picture.png", tile_px=64, tile_um=64)
# .build_generator(whitespace_fraction=0.9999, grayspace_fraction=0.9999), tile by tile.
LIBVIPS_WHITE = (
    (0.768310546875, 0.7646484375, 0.119384765625, 0.119873046875),
    (0.767333984375, 0.76708984375, 0.119140625, 0.119384765625),
    (0.766357421875, 0.767822265625, 0.11376953125, 0.117431640625),
    (0.767333984375, 0.767333984375, 0.1201171875, 0.113037109375),
)
LIBVIPS_GRAY = (
    (0.733154296875, 0.73388671875, 0.316650390625, 0.3125),
    (0.73486328125, 0.73486328125, 0.30908203125, 0.31396484375),
    (0.733642578125, 0.735595703125, 0.3173828125, 0.306396484375),
    (0.73193359375, 0.737548828125, 0.314697265625, 0.312744140625),
)
# By the expressions of its cuCIM reader, with scikit-image 0.26.
CUCIM_WHITE = (
    (0.3671875, 0.36962890625, 0.088134765625, 0.087890625),
    (0.367919921875, 0.364990234375, 0.08740234375, 0.088623046875),
    (0.365966796875, 0.370361328125, 0.082275390625, 0.087158203125),
    (0.3662109375, 0.367919921875, 0.087890625, 0.08349609375),
)
CUCIM_GRAY = (
    (0.71142578125, 0.71142578125, 0.3046875, 0.3037109375),
    (0.7119140625, 0.713623046875, 0.29833984375, 0.3037109375),
    (0.712646484375, 0.712890625, 0.303955078125, 0.297119140625),
    (0.7109375, 0.714599609375, 0.302490234375, 0.303466796875),
)


def picture() -> NDArray[np.uint8]:
    """Return 256 x 256 pixels: one half within a few levels of both thresholds, one of any."""
    y, x = np.indices((256, 256))
    base = np.where(x < 128, 221 + (x * 7 + y * 3) % 20, (x * 11 + y * 5) % 256)
    red, green = base + (x * y) % 5, base - (x + y) % 4 * (x % 9)
    blue = base + (y * 13 + x) % 3 * (y % 7) - 8
    pixels: NDArray[np.uint8] = np.stack([red, green, blue], axis=2).clip(0, 255).astype(np.uint8)
    return pixels


def tile(row: int, column: int) -> NDArray[np.uint8]:
    return picture()[row * TILE :, column * TILE :][:TILE, :TILE]


@pytest.mark.parametrize(
    ("reader", "white", "gray"),
    [("cucim", CUCIM_WHITE, CUCIM_GRAY), ("libvips", LIBVIPS_WHITE, LIBVIPS_GRAY)],
)
@pytest.mark.parametrize("row", range(4))
def test_that_whitespace_and_grayspace_are_those_of_slideflow(
    row: int, reader: str, white: Table, gray: Table
) -> None:
    tiles = [tile(row, column) for column in range(4)]
    assert tuple(whitespace_fraction(one, reader=reader) for one in tiles) == white[row]
    assert tuple(grayspace_fraction(one, reader=reader) for one in tiles) == gray[row]


def test_that_the_metrics_are_those_of_a_picture_whose_half_is_itself() -> None:
    doubled = tile(1, 2).repeat(2, axis=0).repeat(2, axis=1)
    values = measure(encoded(Image.fromarray(doubled), "PNG"))
    assert values["whitespace"] == pytest.approx(CUCIM_WHITE[1][2])
    # Pixels of a saturation of just 0.05 are the only ones that may differ.
    assert 0 <= CUCIM_GRAY[1][2] - values["grayspace"] < 0.002


def test_that_a_reader_that_does_not_exist_is_refused() -> None:
    for fraction in (whitespace_fraction, grayspace_fraction):
        with pytest.raises(ValueError, match="openslide"):
            fraction(tile(0, 0), reader="openslide")


@pytest.mark.parametrize(("level", "white"), [(230, 0.0), (231, 1.0)])
def test_that_a_pixel_is_white_above_the_threshold(level: int, white: float) -> None:
    assert whitespace_fraction(np.full((3, 5, 3), level, np.uint8)) == white
    assert whitespace_fraction(np.full((3, 5, 3), level, np.uint8), level - 1) == 1.0
    assert whitespace_fraction(np.full((3, 5, 3), level, np.uint8), level) == 0.0


def test_that_black_is_gray() -> None:
    assert grayspace_fraction(np.zeros((2, 2, 3), np.uint8)) == 1.0
    assert grayspace_fraction(np.full((2, 2, 3), (200, 100, 0), np.uint8)) == 0.0


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((0, 4, 3), np.uint8),
    ],
)
def test_that_pixels_of_another_kind_are_refused(pixels: NDArray[np.uint8]) -> None:
    for fraction in (whitespace_fraction, grayspace_fraction):
        with pytest.raises(ValueError, match=r"uint8 \(H, W, 3\)"):
            fraction(pixels)


def test_that_a_threshold_out_of_range_is_refused() -> None:
    pixels = np.zeros((4, 4, 3), np.uint8)
    with pytest.raises(ValueError, match="between 0 and 255"):
        whitespace_fraction(pixels, 256)
    with pytest.raises(ValueError, match="between 0 and 1"):
        grayspace_fraction(pixels, 5)
