"""Whitespace and grayspace, as Slideflow decides by them which tiles to drop."""

import math

import numpy as np
from numpy.typing import NDArray

WHITESPACE_THRESHOLD = 230.0
"""Slideflow's `whitespace_threshold`: mean of red, green and blue."""
GRAYSPACE_THRESHOLD = 0.05
"""Slideflow's `grayspace_threshold`: HSV saturation."""

Plane = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def white_pixels(
    red: Plane, green: Plane, blue: Plane, threshold: float = WHITESPACE_THRESHOLD
) -> Mask:
    """Say which pixels are whitespace to Slideflow.

    libvips rounds the mean of the three channels to a whole number before it is compared.

    Args:
        red: A channel, as the others.
        green: Of the same shape.
        blue: Of the same shape.
        threshold: Mean above which a pixel is white.
    """
    total = red.astype(np.uint16)
    total += green
    total += blue
    return np.asarray(total >= 3 * (math.floor(threshold) + 1) - 1)


def gray_pixels(most: Plane, span: Plane, threshold: float = GRAYSPACE_THRESHOLD) -> Mask:
    """Say which pixels are grayspace to Slideflow.

    libvips has HSV saturation as a whole number, floor(255 (max - min) / max), 0 for black; it
    is compared with 255 times the threshold.

    Args:
        most: The greatest of red, green and blue.
        span: The greatest less the least.
        threshold: Saturation, 0 to 1, below which a pixel is gray.
    """
    limit = math.ceil(255 * threshold)  # floor(s) < t is s < ceil(t)
    least = np.maximum(most, 1).astype(np.uint16)
    least *= np.uint16(limit)
    saturation = span.astype(np.uint16)
    saturation *= np.uint16(255)
    return np.asarray(saturation < least)
