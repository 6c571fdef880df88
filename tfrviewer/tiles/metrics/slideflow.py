"""Whitespace and grayspace, by which Slideflow decides which tiles of a slide to drop.

Slideflow says that a pixel is whitespace where the mean of red, green and blue exceeds 230, and
grayspace where its HSV saturation is below 0.05. So does it compute them where it reads slides by
cuCIM, and so do the metrics. Where it reads them by libvips, its default, two things differ: the
opaque alpha of the slide is averaged in as a fourth channel of 255, and both values are whole
numbers of 0 to 255. The same thresholds then mean a mean above 222 and a saturation below 0.051.
"""

import math
from enum import StrEnum

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


class Reader(StrEnum):
    """What Slideflow reads a slide by (`SF_SLIDE_BACKEND`)."""

    CUCIM = "cucim"
    LIBVIPS = "libvips"


def whitespace_fraction(
    pixels: Plane,
    threshold: float = WHITESPACE_THRESHOLD,
    *,
    reader: Reader | str = Reader.CUCIM,
) -> float:
    """Return the share of a tile that is whitespace to Slideflow, at the scale it is given in.

    Args:
        pixels: uint8 (H, W, 3), as `decode_image` returns it; at full scale what Slideflow sees.
        threshold: Slideflow's `whitespace_threshold`, 0 to 255.
        reader: Whose arithmetic is followed.

    Raises:
        ValueError: If the pixels have another shape or type, the threshold lies outside, or there
            is no such reader.
    """
    red, green, blue = _planes(pixels)
    _within("threshold", threshold, 255.0)
    if Reader(reader) is Reader.CUCIM:
        return float(np.mean(white_pixels(red, green, blue, Scratch(), threshold)))
    total = np.sum(pixels, axis=2, dtype=np.uint16)
    return float(np.mean((total + 255 + 2) // 4 > threshold))


def grayspace_fraction(
    pixels: Plane,
    threshold: float = GRAYSPACE_THRESHOLD,
    *,
    reader: Reader | str = Reader.CUCIM,
) -> float:
    """Return the share of a tile that is grayspace to Slideflow, at the scale it is given in.

    Args:
        pixels: As for `whitespace_fraction`.
        threshold: Slideflow's `grayspace_threshold`, 0 to 1.
        reader: Whose arithmetic is followed.

    Raises:
        ValueError: As `whitespace_fraction`.
    """
    planes = _planes(pixels)
    _within("threshold", threshold, 1.0)
    most, least = np.maximum.reduce(planes), np.minimum.reduce(planes)
    if Reader(reader) is Reader.LIBVIPS:
        span = (most - least).astype(np.int64)
        return float(np.mean(255 * span // np.maximum(most, 1) < 255 * threshold))
    # Fractions as cuCIM's are rounded: of a saturation of just 0.05 some fall below it.
    high, low = np.maximum(most, 1) * (1 / 255), least * (1 / 255)
    return float(np.mean(np.where(most == 0, 0.0, (high - low) / high) < threshold))


def white_pixels(
    red: Plane,
    green: Plane,
    blue: Plane,
    scratch: Scratch,
    threshold: float = WHITESPACE_THRESHOLD,
) -> Mask:
    """Say in which pixels the mean of red, green and blue exceeds a threshold.

    Args:
        red: A channel, as the others.
        green: Of the same shape.
        blue: Of the same shape.
        scratch: Whose memory is used.
        threshold: 0 to 255.
    """
    total = scratch.copy("wide", red, np.uint16)
    total += green
    total += blue
    white: Mask = scratch.array("white", red.shape, np.bool_)
    np.greater(total, math.floor(3 * threshold), out=white)
    return white


def gray_pixels(most: Plane, span: Plane, scratch: Scratch) -> Mask:
    """Say which pixels have an HSV saturation, (max - min) / max, below 0.05; black has 0.

    In whole numbers, so that none of just 0.05 has.

    Args:
        most: The greatest of red, green and blue.
        span: The greatest less the least.
        scratch: Whose memory is used.
    """
    twentyfold = scratch.copy("wide", span, np.uint16)
    twentyfold *= np.uint16(20)
    gray: Mask = scratch.array("gray", most.shape, np.bool_)
    np.less(twentyfold, above_zero(most, scratch), out=gray)
    return gray


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
