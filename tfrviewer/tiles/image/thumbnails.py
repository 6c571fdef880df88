"""The picture of a record, small."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.tiles.image.codecs import opened, to_rgb
from tfrviewer.tiles.image.pixel_memory import rgbx_pixels
from tfrviewer.tiles.image.sniff import image_size, sniff_format


def decode_thumbnail(data: bytes, px: int, *, slack: float = 1.0) -> NDArray[np.uint8]:
    """Decode an image no larger than asked for; safe in many threads at once.

    A JPEG is decoded at 1/2, 1/4 or 1/8 where that is still large enough, then brought to size
    with a filter that averages, so that thin structures do not flicker as the size changes.

    Args:
        data: As for `decode_image`.
        px: The longest side wanted, in pixels; a smaller image keeps its size.
        slack: A picture that comes out of the decoder at up to so many times the size is left
            as it is, for a caller that scales it anyway: bringing it to size costs as much as
            half of decoding it.

    Returns:
        uint8 (h, w, 3) with the aspect of the image, not to be written to.

    Raises:
        ImageError: As `decode_image`.
        ValueError: If `px` is below 1.
    """
    with _small(data, px, slack) as image:
        return np.asarray(image, dtype=np.uint8)


def decode_thumbnail_rgbx(data: bytes, px: int, *, slack: float = 1.0) -> NDArray[np.uint8]:
    """Decode an image as `decode_thumbnail` does, for a caller that copies the pixels at once.

    That is quicker: the array is the decoder's own memory.

    Returns:
        uint8 (h, w, 4), contiguous, not to be written to: red, green, blue, and a byte of no
        meaning.
    """
    with _small(data, px, slack) as image:
        return rgbx_pixels(image)


@contextmanager
def _small(data: bytes, px: int, slack: float) -> Iterator[Image.Image]:
    if px < 1:
        raise ValueError(f"a thumbnail has at least 1 pixel a side, not {px}")
    size = image_size(data)
    with opened(data, sniff_format(data), size) as image:
        target = fitted(image.size, px)
        image.draft(None, target)
        small = to_rgb(image)
        small.load()
        near = slack > 1.0 and max(small.size) <= slack * px
        if small.size != target and not near:
            small = small.resize(target, Image.Resampling.BILINEAR, reducing_gap=2.0)
        yield small


def fitted(size: tuple[int, int], px: int) -> tuple[int, int]:
    """Return a (width, height) shrunk, never grown, to a longest side of `px`."""
    longest = max(size)
    if longest <= px:
        return size
    width, height = (max(1, round(side * px / longest)) for side in size)
    return width, height
