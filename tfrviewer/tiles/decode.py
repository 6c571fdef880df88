"""The picture of a record, whole."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.codecs import opened, to_rgb
from tfrviewer.tiles.sniff import image_size, sniff_format


def decode_image(data: bytes) -> NDArray[np.uint8]:
    """Decode an encoded image to 8-bit RGB, as it is stored.

    An EXIF orientation is not applied: a tile is shown as it lies in the file, which is how a
    training loop sees it and how its location is meant. `tfrviewer.tiles.codecs.to_rgb` says how
    other modes become RGB. Of an animation or a multi-page file the first picture is taken.

    Args:
        data: JPEG, PNG, TIFF, BMP, WebP, GIF or JPEG 2000.

    Returns:
        uint8 (H, W, 3).

    Raises:
        ImageError: If it is none of these, larger than `MAX_PIXELS`, damaged or cut off. The
            finding names neither file nor record: the caller knows them.
    """
    with opened(data, sniff_format(data), image_size(data)) as image:
        return np.array(to_rgb(image), dtype=np.uint8)
