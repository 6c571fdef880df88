"""The pixels that metrics are measured on: a tile decoded once, at half its size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.image.codecs import opened, to_rgb
from tfrviewer.tiles.image.pixel_memory import rgbx_pixels
from tfrviewer.tiles.image.sniff import image_size, sniff_format
from tfrviewer.tiles.metrics.jpeg_quality import jpeg_quality

CELLS = 32
"""Cells on the shorter side of a tile, at least; fewer than twice as many."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A tile decoded for measuring.

    Attributes:
        pixels: uint8 (rows, columns, 4): red, green, blue and a byte of no meaning; the decoder's
            own memory, not to be written to.
        cells: The same, averaged over squares of pixels to a few dozen cells a side.
        square: Pixels on the side of a cell.
        jpeg_quality: From the tables of a JPEG, NaN for any other format.
    """

    pixels: NDArray[np.uint8]
    cells: NDArray[np.uint8]
    square: int
    jpeg_quality: float


def picture_of(data: bytes) -> Picture:
    """Decode an encoded tile at half its size, rounded up.

    A JPEG is decoded at half scale by its decoder (a 4 x 4 inverse DCT of each block of 8 x 8);
    what has no such decoder is decoded whole, and each 2 x 2 pixels are averaged.

    Raises:
        ImageError: As `decode_image`.
    """
    with opened(data, image_format := sniff_format(data), image_size(data)) as image:
        width, height = image.size
        half = (width + 1) // 2, (height + 1) // 2
        quality = jpeg_quality(image, image_format)
        # The decoder takes the scale at which neither side is smaller than asked for.
        image.draft(None, (max(width // 2, 1), max(height // 2, 1)))
        picture = to_rgb(image)
        picture.load()
        if picture.size != half:
            picture = picture.reduce(2)
        square = max(min(half) // CELLS, 1)
        pixels = rgbx_pixels(picture)
        cells = rgbx_pixels(picture.reduce(square)) if square > 1 else pixels
        return Picture(pixels, cells, square, quality)
