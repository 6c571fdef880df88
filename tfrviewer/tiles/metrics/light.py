"""Metrics of the light of a tile, all told by the histogram of its luma."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.stack import Values

_LEVELS = np.arange(256, dtype=np.float64)
_ROUNDING = 1e-9
"""Shares are added up; what is short of a percentile by less than this is not short of it."""


def of_levels(shares: Values) -> dict[str, Values]:
    """Return brightness, contrast, entropy, highlight and shadow.

    Args:
        shares: (n, 256): share of the pixels of each tile at each level of the luma.
    """
    mean = shares @ _LEVELS
    variance = np.maximum(shares @ _LEVELS**2 - mean**2, 0.0)
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


def mean_saturation(span: NDArray[np.uint8], most: NDArray[np.uint8]) -> Values:
    """Return the mean of the HSV saturation of tiles, 0 to 1.

    Args:
        span: The greatest of red, green and blue less the least, (n, pixels).
        most: The greatest.
    """
    ratio = span.astype(np.float32)
    ratio /= np.maximum(most, 1).astype(np.float32)  # black has no saturation, and no span
    return np.asarray(ratio.mean(axis=1), np.float64)
