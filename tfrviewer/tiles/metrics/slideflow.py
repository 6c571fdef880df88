"""Whitespace and grayspace, as Slideflow decides by them which tiles to drop."""

import math

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.scratch import Scratch
from tfrviewer.tiles.metrics.stack import above_zero

WHITESPACE_THRESHOLD = 230.0
"""Slideflow's `whitespace_threshold`: mean of red, green and blue."""
GRAYSPACE_THRESHOLD = 0.05
"""Slideflow's `grayspace_threshold`: HSV saturation."""

Plane = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def white_pixels(
    red: Plane,
    green: Plane,
    blue: Plane,
    scratch: Scratch,
    threshold: float = WHITESPACE_THRESHOLD,
) -> Mask:
    """Say which pixels are whitespace to Slideflow.

    libvips rounds the mean of the three channels to a whole number before it is compared.

    Args:
        red: A channel, as the others.
        green: Of the same shape.
        blue: Of the same shape.
        scratch: Whose memory is used.
        threshold: Mean above which a pixel is white.
    """
    total = scratch.copy("wide", red, np.uint16)
    total += green
    total += blue
    white: Mask = scratch.array("white", red.shape, np.bool_)
    np.greater_equal(total, 3 * (math.floor(threshold) + 1) - 1, out=white)
    return white


def gray_pixels(
    most: Plane, span: Plane, scratch: Scratch, threshold: float = GRAYSPACE_THRESHOLD
) -> Mask:
    """Say which pixels are grayspace to Slideflow.

    libvips has HSV saturation as a whole number, floor(255 (max - min) / max), 0 for black; it
    is compared with 255 times the threshold.

    Args:
        most: The greatest of red, green and blue.
        span: The greatest less the least.
        scratch: Whose memory is used.
        threshold: Saturation, 0 to 1, below which a pixel is gray.
    """
    limit = math.ceil(255 * threshold)  # floor(s) < t is s < ceil(t)
    least = scratch.copy("wide", above_zero(most, scratch), np.uint16)
    least *= np.uint16(limit)
    saturation = scratch.copy("wider", span, np.uint16)
    saturation *= np.uint16(255)
    gray: Mask = scratch.array("gray", most.shape, np.bool_)
    np.less(saturation, least, out=gray)
    return gray
