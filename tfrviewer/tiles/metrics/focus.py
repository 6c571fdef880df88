"""How sharp a tile is: the steepness of its steepest edges."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.scratch import Scratch
from tfrviewer.tiles.metrics.stack import counts

SHARE = 0.01
"""Share of the pixels that are steeper than what counts."""
NOISE = 4.0
"""Added to the range of light, so that the grain of an even tile is not taken for edges."""
FINEST = 32
"""Pixels on the shorter side of what is looked at, at least, once it is twice as many."""

Bytes = NDArray[np.uint8]


def sharpness(
    luma: Bytes, shape: tuple[int, int], span: NDArray[np.float64], scratch: Scratch
) -> NDArray[np.float64]:
    """Return the sharpness of tiles: their steepest edges against their range of light.

    The 99th percentile of |4 Y - Y_left - Y_right - Y_above - Y_below|, which counts up to 255,
    over (highlight - shadow + 4). A few sharp edges are enough, so it does not fall where there is
    little tissue, and the range takes out how light, strongly stained or faded a tile is. Tiles
    of 127 pixels and more are brought down to 32 to 63 a side first, a few micrometres a pixel
    whatever they are read at: finer than that, slides in focus have no edges either.

    Args:
        luma: uint8 (n, rows * columns).
        shape: (rows, columns).
        span: Highlight less shadow of each.
        scratch: Whose memory is used.

    Returns:
        (n,), from 0; 0 for a tile without an inner pixel.
    """
    edges = _steepness(_averaged(luma.reshape(-1, *shape)), scratch)
    return np.asarray(_exceeded_by(edges, SHARE, scratch) / (span + NOISE))


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


def _steepness(luma: Bytes, scratch: Scratch) -> Bytes:
    """Return the absolute Laplacian of the inner pixels of tiles (n, h, w), at most 255.

    Returns:
        (n, pixels).
    """
    count, rows, columns = luma.shape
    if rows < 3 or columns < 3:
        return np.zeros((count, 1), np.uint8)
    # Line after line in one piece, which is quicker; the ends of the lines are let go after.
    wide = scratch.copy("wide", luma.reshape(count, -1), np.int16)
    last = wide.shape[1] - columns
    edges = scratch.array("wider", (count, last - columns), np.int16)
    np.left_shift(wide[:, columns:last], 2, out=edges)
    edges -= wide[:, : last - columns]
    edges -= wide[:, 2 * columns :]
    edges -= wide[:, columns - 1 : last - 1]
    edges -= wide[:, columns + 1 : last + 1]
    np.abs(edges, out=edges)
    limit = scratch.array("wide", edges.shape, np.int16)
    limit.fill(255)
    np.minimum(edges, limit, out=edges)  # of two arrays it is quicker than with a number
    inner = edges.reshape(count, rows - 2, columns)[:, :, 1:-1]
    return scratch.copy("edges", inner, np.uint8).reshape(count, -1)


def _exceeded_by(values: Bytes, most: float, scratch: Scratch) -> Bytes:
    """Return the least number of each line that at most a share of its values exceed.

    Bit by bit from the highest: eight comparisons take less time than any sorting.
    """
    found = np.full(len(values), 255, np.uint8)
    above = scratch.array("above", values.shape, np.bool_)
    for bit in (128, 64, 32, 16, 8, 4, 2, 1):
        lower = found - np.uint8(bit)
        np.greater(values, lower[:, None], out=above)
        enough = counts(above) <= int(values.shape[1] * most)
        found[enough] = lower[enough]
    return found
