"""The quality a JPEG was saved with, told by its quantisation tables."""

import math
from functools import lru_cache

import numpy as np
from PIL import Image

_LUMINANCE = np.array(
    (
        (16, 11, 10, 16, 24, 40, 51, 61),
        (12, 12, 14, 19, 26, 58, 60, 55),
        (14, 13, 16, 24, 40, 57, 69, 56),
        (14, 17, 22, 29, 51, 87, 80, 62),
        (18, 22, 37, 56, 68, 109, 103, 77),
        (24, 35, 55, 64, 81, 104, 113, 92),
        (49, 64, 78, 87, 103, 121, 120, 101),
        (72, 92, 95, 98, 112, 100, 103, 99),
    )
).ravel()
"""The example table for luminance of ITU-T T.81, annex K.1: quality 50."""
_QUALITIES = np.arange(1, 101)
_SCALES = np.where(_QUALITIES < 50, 5000 // _QUALITIES, 200 - 2 * _QUALITIES)
_TABLES = np.clip((_LUMINANCE[None, :] * _SCALES[:, None] + 50) // 100, 1, 255)
"""int64 (100, 64): the table of each quality, 1 to 100, as libjpeg makes it."""


def jpeg_quality(image: Image.Image, image_format: str | None) -> float:
    """Return the quality, 1 to 100, that libjpeg would have saved a JPEG of these tables with.

    The quality whose luminance table is nearest, by the sum of absolute differences of its 64
    divisors; exact for whatever was saved by libjpeg, OpenCV or Pillow with a plain quality, and
    an estimate for tables of another make.

    Args:
        image: Opened, not necessarily loaded.
        image_format: As `sniff_format` names it.

    Returns:
        NaN where the image is no JPEG.
    """
    tables = getattr(image, "quantization", None)
    if image_format != "jpeg" or not tables:
        return math.nan
    return _nearest(tuple(tables[min(tables)]))


@lru_cache(maxsize=256)
def _nearest(table: tuple[int, ...]) -> float:
    if len(table) != _TABLES.shape[1]:
        return math.nan
    away = np.abs(_TABLES - np.array(table)).sum(axis=1)
    # Qualities so low that every divisor is at its limit share a table: the highest is meant.
    return float(_QUALITIES[np.flatnonzero(away == away.min())[-1]])
