"""A hash of how a tile looks: near copies differ in few of its 64 bits."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE = 32
_KEPT = 8
_FREQUENCIES = np.arange(1, _KEPT + 1)[:, None]
_DCT = np.cos(math.pi / _SIDE * (np.arange(_SIDE)[None, :] + 0.5) * _FREQUENCIES).astype(np.float32)
"""float32 (8, 32): the lowest frequencies of the DCT-II but the constant one."""


def perceptual_hash(luma: Image.Image) -> int:
    """Return the 64-bit DCT hash of a picture.

    The luma is averaged down to 32 x 32, whose 8 x 8 lowest frequencies but the constant ones
    are compared with their median: one bit each. Neither brightness nor contrast changes it, and
    what JPEG takes away lies at higher frequencies. After Zauner 2010, "Implementation and
    benchmarking of perceptual image hash functions".

    Args:
        luma: Mode L.
    """
    small = np.asarray(luma.resize((_SIDE, _SIDE), Image.Resampling.BOX), np.float32)
    waves = (_DCT @ small @ _DCT.T).ravel()
    return int.from_bytes(np.packbits(waves > np.median(waves)).tobytes(), "big")


def hash_distance(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return in how many of their 64 bits hashes differ, 0 to 64.

    Args:
        one: Hashes of tiles.
        other: Hashes of others, of a shape that broadcasts with it.
    """
    return np.bitwise_count(np.bitwise_xor(one, other))
