"""How strongly tissue is stained: colour deconvolution after Ruifrok and Johnston (2001)."""

import math

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.scratch import Scratch
from tfrviewer.tiles.metrics.stack import above_zero, counts

_STAINS = np.array(((0.65, 0.70, 0.29), (0.07, 0.99, 0.11), (0.27, 0.57, 0.78)))
"""Optical density of hematoxylin, eosin and a third stain in red, green and blue."""
_UNMIX = np.linalg.inv(_STAINS / np.linalg.norm(_STAINS, axis=1, keepdims=True))
_HALVINGS = 3
_GROUP = 1 << _HALVINGS
"""Values that are multiplied before one logarithm is taken: 255 ** 8 fits a float32."""


def stain_strengths(
    channels: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]],
    tissue: NDArray[np.bool_],
    scratch: Scratch,
) -> NDArray[np.float64]:
    """Return the mean amounts of hematoxylin and eosin over the tissue of tiles.

    With the optical densities D = -log10(I / 255) of a pixel (0 taken as 1) and M the matrix of
    the stains' densities brought to length 1, the amounts are D M^-1. That is linear, so the
    mean amount is the mean density unmixed.

    Args:
        channels: Red, green and blue, each (n, pixels).
        tissue: Which pixels count, (n, pixels).
        scratch: Whose memory is used.

    Returns:
        (2, n): hematoxylin and eosin, not below 0; 0 where there is no tissue.
    """
    # Where there is no tissue all light passes, and the density is 0.
    outside = scratch.array("outside", tissue.shape, np.uint8)
    np.subtract(tissue.view(np.uint8), np.uint8(1), out=outside)
    density = np.empty((len(tissue), 3))
    for place, channel in enumerate(channels):
        light = scratch.array("through", tissue.shape, np.uint8)
        density[:, place] = _total_density(np.bitwise_or(channel, outside, out=light), scratch)
    pixels = counts(tissue)[:, None]
    # What rounding leaves of nothing is nothing.
    density = np.where(pixels, density / np.maximum(pixels, 1), 0.0)
    return np.maximum(density @ _UNMIX[:, :2], 0.0).T


def _total_density(channel: NDArray[np.uint8], scratch: Scratch) -> NDArray[np.float64]:
    """Return the sum of -log10(I / 255) over each tile.

    The logarithm of a product is taken, not the sum of logarithms: there are fewer.
    """
    count = channel.shape[1]
    light = scratch.copy("light", above_zero(channel, scratch), np.float32)
    whole = count // _GROUP * _GROUP
    product, rest = light[:, :whole], light[:, whole:]
    for _ in range(_HALVINGS):
        half = product.shape[1] // 2
        product, other = product[:, :half], product[:, half:]
        product *= other
    # numpy has the natural logarithm in vectors, and no other.
    logs = np.log(product, out=product).sum(axis=1) + np.log(rest).sum(axis=1)
    return np.asarray((count * math.log(255.0) - logs.astype(np.float64)) / math.log(10.0))
