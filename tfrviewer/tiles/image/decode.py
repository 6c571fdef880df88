"""The picture of a record, whole."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.tiles.image.codecs import opened, to_rgb
from tfrviewer.tiles.image.sniff import image_size, sniff_format

_AT_ONCE = 1 << 20
"""Pixels that are taken over at once."""


def decode_image(data: bytes) -> NDArray[np.uint8]:
    """Decode an encoded image to 8-bit RGB, as it is stored.

    An EXIF orientation is not applied: a tile is shown as it lies in the file, which is how a
    training loop sees it and how its location is meant. `tfrviewer.tiles.image.codecs.to_rgb` says
    how other modes become RGB. Of an animation or a multi-page file the first picture is taken.

    Args:
        data: JPEG, PNG, TIFF, BMP, WebP, GIF or JPEG 2000.

    Returns:
        uint8 (H, W, 3).

    Raises:
        ImageError: If it is none of these, larger than `MAX_PIXELS`, damaged or cut off. The
            finding names neither file nor record: the caller knows them.
    """
    with opened(data, sniff_format(data), image_size(data)) as image:
        return _pixels(to_rgb(image))


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Return the pixels of an RGB image, strip by strip where it is large.

    To write it out as one Pillow joins all of its bytes once more, and while it does, no other
    thread goes on.
    """
    width, height = image.size
    if width * height <= _AT_ONCE:
        return np.array(image, dtype=np.uint8)
    pixels = np.empty((height, width, 3), np.uint8)
    lines = max(_AT_ONCE // width, 1)
    for top in range(0, height, lines):
        bottom = min(top + lines, height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, width, bottom)))
    return pixels
