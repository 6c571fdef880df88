"""The picture of a record as a small square, for laying a slide together."""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.tiles.image.codecs import opened, to_rgb
from tfrviewer.tiles.image.sniff import image_size, sniff_format


def decode_square(data: bytes, px: int, *, part: float = 1.0) -> NDArray[np.uint8]:
    """Decode an image to a square of a few pixels; safe in many threads at once.

    An image that is not square is brought to one: on the map it fills its place.

    Args:
        data: As for `decode_image`.
        px: Side of the square.
        part: How much of the width and the height is taken, from the middle: of tiles that overlap
            what lies between its neighbours.

    Returns:
        uint8 (px, px, 3).

    Raises:
        ImageError: As `decode_image`.
        ValueError: If `px` is below 1, or `part` not above 0 and at most 1.
    """
    if px < 1:
        raise ValueError(f"a square has at least 1 pixel a side, not {px}")
    if not 0 < part <= 1:
        raise ValueError(f"a part is above 0 and at most 1, not {part}")
    size = image_size(data)
    with opened(data, sniff_format(data), size) as image:
        whole = ceil(px / part)
        image.draft(None, (whole, whole))
        small = to_rgb(image)
        if part < 1 or small.size != (px, px):
            aside = (1 - part) / 2
            width, height = small.size
            box = (width * aside, height * aside, width * (1 - aside), height * (1 - aside))
            small = small.resize((px, px), Image.Resampling.BOX, box=box, reducing_gap=2.0)
        return np.array(small, dtype=np.uint8)
