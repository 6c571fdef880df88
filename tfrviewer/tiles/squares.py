"""The picture of a record as a small square, for laying a slide together."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.tiles.codecs import opened, to_rgb
from tfrviewer.tiles.sniff import image_size, sniff_format


def decode_square(data: bytes, px: int) -> NDArray[np.uint8]:
    """Decode an image to a square of a few pixels; safe in many threads at once.

    An image that is not square is brought to one: on the map it fills its place.

    Args:
        data: As for `decode_image`.
        px: Side of the square.

    Returns:
        uint8 (px, px, 3).

    Raises:
        ImageError: As `decode_image`.
        ValueError: If `px` is below 1.
    """
    if px < 1:
        raise ValueError(f"a square has at least 1 pixel a side, not {px}")
    size = image_size(data)
    with opened(data, sniff_format(data), size) as image:
        image.draft(None, (px, px))
        small = to_rgb(image)
        if small.size != (px, px):
            small = small.resize((px, px), Image.Resampling.BOX, reducing_gap=2.0)
        return np.array(small, dtype=np.uint8)
