"""How sharp a tile is: the steepness of its steepest edges."""

import numpy as np
from numpy.typing import NDArray

SHARE = 0.01
"""Share of the pixels that are steeper than what counts."""
NOISE = 4.0
"""Added to the range of light, so that the grain of an even tile is not taken for edges."""
FINEST = 128
"""Pixels on the shorter side of what is looked at, at least, once it is twice as many."""

Bytes = NDArray[np.uint8]


def sharpness(
    luma: Bytes, shape: tuple[int, int], span: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the sharpness of tiles: their steepest edges against their range of light.

    The 99th percentile of |4 Y - Y_left - Y_right - Y_above - Y_below|, counted up to 255,
    over (highlight - shadow + 4). A few sharp edges are enough, so it does not fall where there
    is little tissue, and the range takes out how light, strongly stained or faded a tile is.
    Tiles of 512 pixels and more are brought down to 128 to 255 a side first: finer than that,
    slides in focus have no edges either.

    Args:
        luma: uint8 (n, rows * columns).
        shape: (rows, columns).
        span: Highlight less shadow of each.

    Returns:
        (n,), from 0; 0 for a tile without an inner pixel.
    """
    edges = _steepness(_averaged(luma.reshape(-1, *shape)))
    return np.asarray(_exceeded_by(edges, SHARE) / (span + NOISE))


def _averaged(luma: Bytes) -> Bytes:
    """Return squares of 2, 4, 8 … pixels averaged; what is left over at the edges is let go."""
    square = 1 << max((min(luma.shape[1:]) // FINEST).bit_length() - 1, 0)
    if square == 1:
        return luma
    rows, columns = (length // square for length in luma.shape[1:])
    whole = luma[:, : rows * square, : columns * square]
    total = np.zeros((len(luma), rows, columns), np.uint32)
    for down in range(square):
        for across in range(square):
            total += whole[:, down::square, across::square]
    total //= square * square
    return total.astype(np.uint8)


def _steepness(luma: Bytes) -> Bytes:
    """Return the absolute Laplacian of the inner pixels, (n, pixels), at most 255."""
    wide = luma.astype(np.int16)
    edges = wide[:, 1:-1, 1:-1] << 2
    edges -= wide[:, :-2, 1:-1]
    edges -= wide[:, 2:, 1:-1]
    edges -= wide[:, 1:-1, :-2]
    edges -= wide[:, 1:-1, 2:]
    np.abs(edges, out=edges)
    np.minimum(edges, 255, out=edges)
    return edges.reshape(len(luma), -1).astype(np.uint8)


def _exceeded_by(values: Bytes, most: float) -> Bytes:
    """Return the least number of each line that at most a share of its values exceed.

    Bit by bit from the highest: eight comparisons take less time than any sorting.
    """
    count = int(values.shape[1] * most)
    found = np.empty(len(values), np.uint8)
    for place, line in enumerate(values):
        least = 255
        for bit in (128, 64, 32, 16, 8, 4, 2, 1):
            if np.count_nonzero(line > np.uint8(least - bit)) <= count:
                least -= bit
        found[place] = least
    return found
