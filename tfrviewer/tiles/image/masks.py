"""Pictures that are no photographs: masks and label images, whose values are few and low."""

import numpy as np
from numpy.typing import NDArray

_DARKEST = 48
"""A grey picture no brighter than this shows next to nothing on a screen."""


def brightened(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], int] | None:
    """Spread the values of a dark grey picture over all there are, so that they can be seen.

    Args:
        pixels: uint8 (h, w, 3).

    Returns:
        The picture and its greatest value as it was; None where it is coloured, black, or can be
        seen as it is.
    """
    if not pixels.size:
        return None
    greatest = int(pixels.max())
    if not 0 < greatest <= _DARKEST:
        return None
    grey = pixels[..., 0]
    if not (np.array_equal(grey, pixels[..., 1]) and np.array_equal(grey, pixels[..., 2])):
        return None
    table = (np.arange(256) * 255 // greatest).clip(0, 255).astype(np.uint8)
    return table[pixels], greatest
