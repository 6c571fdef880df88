"""Whitespace and grayspace, as Slideflow decides by them which tiles to drop.

Slideflow reads slides by libvips unless told otherwise, which computes both in whole numbers, and
so is it done here. Of a tile read by cuCIM, whose arithmetic has fractions, some 0.3 % of the
pixels lie on the other side of a threshold, all of them within one level of it.
"""

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


def whitespace_fraction(pixels: Plane, threshold: float = WHITESPACE_THRESHOLD) -> float:
    """Return the share of a tile that is whitespace to Slideflow, at the scale it is given in.

    Args:
        pixels: uint8 (H, W, 3), as `decode_image` returns it; at full scale what Slideflow sees.
        threshold: Slideflow's `whitespace_threshold`, 0 to 255.

    Raises:
        ValueError: If the pixels have another shape or type, or the threshold lies outside.
    """
    red, green, blue = _planes(pixels)
    _within("threshold", threshold, 255.0)
    return float(np.mean(white_pixels(red, green, blue, Scratch(), threshold)))


def grayspace_fraction(pixels: Plane, threshold: float = GRAYSPACE_THRESHOLD) -> float:
    """Return the share of a tile that is grayspace to Slideflow, at the scale it is given in.

    Args:
        pixels: As for `whitespace_fraction`.
        threshold: Slideflow's `grayspace_threshold`, 0 to 1.

    Raises:
        ValueError: If the pixels have another shape or type, or the threshold lies outside.
    """
    planes = _planes(pixels)
    _within("threshold", threshold, 1.0)
    most, least = np.maximum.reduce(planes), np.minimum.reduce(planes)
    return float(np.mean(gray_pixels(most, most - least, Scratch(), threshold)))


def _planes(pixels: Plane) -> tuple[Plane, Plane, Plane]:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise ValueError(
            f"pixels must be uint8 (H, W, 3) with at least one pixel, not {pixels.dtype} "
            f"{pixels.shape}"
        )
    return pixels[..., 0], pixels[..., 1], pixels[..., 2]


def _within(name: str, value: float, high: float) -> None:
    if not 0.0 <= value <= high:
        raise ValueError(f"{name} must lie between 0 and {high:g}, not {value!r}")


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
