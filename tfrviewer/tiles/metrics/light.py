"""Metrics of the light of a tile, all told by the histogram of its luma."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.scratch import Scratch
from tfrviewer.tiles.metrics.stack import LONG, Values, above_zero

_LEVELS = np.arange(256, dtype=np.float64)
_ROUNDING = 1e-9
"""Shares are added up; what is short of a percentile by less than this is not short of it."""


def of_levels(shares: Values) -> dict[str, Values]:
    """Return brightness, contrast, entropy, highlight and shadow.

    Args:
        shares: (n, 256): share of the pixels of each tile at each level of the luma.
    """
    mean = shares @ _LEVELS
    variance = np.einsum("ij,ij->i", shares, (_LEVELS - mean[:, None]) ** 2)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    below = np.cumsum(shares, axis=1)
    return {
        "brightness": mean,
        "contrast": np.sqrt(variance),
        "entropy": np.abs(np.einsum("ij,ij->i", shares, logs)),
        "highlight": _percentile(below, 0.99),
        "shadow": _percentile(below, 0.01),
    }


def _percentile(below: Values, share: float) -> Values:
    return np.asarray(np.argmax(below >= share - _ROUNDING, axis=1), np.float64)


def levels_of(luma: NDArray[np.uint8], scratch: Scratch) -> Values:
    """Return the share of the pixels of each tile at each level of its luma, (n, 256).

    Args:
        luma: (n, pixels).
        scratch: Whose memory is used.
    """
    count, pixels = luma.shape
    if pixels >= LONG:  # one by one they stay near the processor
        lines = [np.bincount(scratch.copy("places", line, np.intp), minlength=256) for line in luma]
        return np.stack(lines) / np.float64(pixels)
    places = scratch.array("places", luma.shape, np.intp)
    np.add(luma, np.arange(0, 256 * count, 256)[:, None], out=places)
    found = np.bincount(places.ravel(), minlength=256 * count).reshape(count, 256)
    return found / np.float64(max(pixels, 1))


def mean_saturation(span: NDArray[np.uint8], most: NDArray[np.uint8], scratch: Scratch) -> Values:
    """Return the mean of the HSV saturation of tiles, 0 to 1.

    Args:
        span: The greatest of red, green and blue less the least, (n, pixels).
        most: The greatest.
        scratch: Whose memory is used.
    """
    ratio = scratch.copy("ratio", span, np.float32)
    # Black has no saturation, and no span.
    ratio /= scratch.copy("light", above_zero(most, scratch), np.float32)
    return np.asarray(ratio.sum(axis=1) / np.float64(ratio.shape[1]))
