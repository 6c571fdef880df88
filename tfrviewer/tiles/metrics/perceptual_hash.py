"""A hash of how a tile looks: near copies differ in few of its 64 bits."""

import math

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.picture import HASHED

_KEPT = 8
_FREQUENCIES = np.arange(1, _KEPT + 1)[:, None]
_DCT = np.cos(math.pi / HASHED * (np.arange(HASHED) + 0.5) * _FREQUENCIES, dtype=np.float32)
"""float32 (8, 32): the lowest frequencies of the DCT-II above the constant."""


def perceptual_hashes(luma: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return the 64-bit DCT hashes of tiles.

    Of the luma of a tile averaged to 32 x 32, the 8 x 8 lowest frequencies of its discrete cosine
    transform, but those constant down or across, are compared with their median: one bit each.
    Neither brightness nor contrast changes it, and what JPEG takes away lies at higher
    frequencies. After Zauner 2010, "Implementation and benchmarking of perceptual image hash
    functions".

    Args:
        luma: uint8 (n, 32, 32).

    Returns:
        uint64 (n,).
    """
    waves = (_DCT @ luma.astype(np.float32) @ _DCT.T).reshape(len(luma), -1)
    bits = np.packbits(waves > np.median(waves, axis=1, keepdims=True), axis=1)
    return bits.view(">u8").ravel().astype(np.uint64)


def hash_distance(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return in how many of their 64 bits hashes differ, 0 to 64.

    Args:
        one: Hashes of tiles.
        other: Hashes of others, of a shape that broadcasts with it.
    """
    return np.bitwise_count(np.bitwise_xor(one, other))
