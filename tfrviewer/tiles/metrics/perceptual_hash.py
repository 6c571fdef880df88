"""A hash of how a tile looks: near copies differ in few of its 64 bits."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_KEPT = 8
_SIDE = 32


def perceptual_hashes(luma: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return the 64-bit DCT hashes of tiles.

    Of the luma of a tile averaged to 32 x 32, the 8 x 8 lowest frequencies of its discrete cosine
    transform, but those constant down or across, are compared with their median: one bit each.
    Neither brightness nor contrast changes it, and what JPEG takes away lies at higher
    frequencies. After Zauner 2010, "Implementation and benchmarking of perceptual image hash
    functions".

    Args:
        luma: uint8 (n, rows, columns), of any size.

    Returns:
        uint64 (n,).
    """
    down, across = (_waves(length) for length in luma.shape[1:])
    waves = (down @ luma.astype(np.float32) @ across.T).reshape(len(luma), -1)
    middle = np.sort(waves, axis=1)[:, waves.shape[1] // 2 - 1, None]
    bits = np.packbits(waves > middle, axis=1)
    return bits.view(">u8").ravel().astype(np.uint64)


@lru_cache(maxsize=64)
def _waves(length: int) -> NDArray[np.float32]:
    """Return float32 (8, length): what averages a line to 32 values and takes 8 waves of them."""
    frequencies = np.arange(1, _KEPT + 1)[:, None]
    waves = np.cos(math.pi / _SIDE * (np.arange(_SIDE) + 0.5) * frequencies)
    edges = np.arange(_SIDE + 1)[:, None] * (length / _SIDE) - np.arange(length)
    covered = np.diff(np.clip(edges, 0.0, 1.0), axis=0)  # how much of each pixel lies in each
    return np.asarray(waves @ covered * (_SIDE / length), np.float32)


def hash_distance(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return in how many of their 64 bits hashes differ, 0 to 64.

    Args:
        one: Hashes of tiles.
        other: Hashes of others, of a shape that broadcasts with it.
    """
    return np.bitwise_count(np.bitwise_xor(one, other))
