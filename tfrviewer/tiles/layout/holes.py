"""Holes in the tiling of a slide: places without a tile that tiles surround."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

TABLE_SIZE = 2**20
"""A table of so many places is small: counting into it takes a tenth of the time of sorting."""


@dataclass(frozen=True, slots=True)
class Holes:
    """How many holes there are, and how many tiles would fill them.

    Attributes:
        regions: Connected regions of empty places, corners not counting as a connection.
        cells: Places in them.
    """

    regions: int
    cells: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """The places of holes, a stretch of neighbours in a row each; in the order of their rows.

    Attributes:
        row: Row of each stretch, int64 (k,).
        first: Column of its first place.
        last: Column of its last place.
        region: A number for each hole, the same for its stretches.
    """

    row: IntArray
    first: IntArray
    last: IntArray
    region: IntArray

    def count(self) -> Holes:
        """Return how many holes these are, and their places."""
        cells = int((self.last - self.first + 1).sum())
        return Holes(regions=len(distinct(self.region)), cells=cells)


_NONE = Stretches(*(np.zeros(0, np.int64) for _ in range(4)))


def find_holes(columns: IntArray, rows: IntArray) -> Stretches | None:
    """Find the empty places that no way leads out of, along rows and columns.

    Only stretches between two tiles of one row are looked at, so the cost is that of the tiles,
    however far they lie apart.

    Args:
        columns: Column of each tile, int64 (N,), any sign.
        rows: Its row.

    Returns:
        The holes; None if the grid is too vast to count in.
    """
    if len(columns) == 0:
        return _NONE
    left, top = columns.min(), rows.min()
    column = columns - left
    line = rows - top
    lines = distinct(line)  # the rows that hold tiles
    line = np.searchsorted(lines, line) if len(lines) <= line.max() else line
    width = int(column.max()) + 3
    if width * (len(lines) + 2) >= 2**62:
        return None
    line, column = np.divmod(distinct(line * width + column), width)
    same = np.flatnonzero((line[1:] == line[:-1]) & (column[1:] - column[:-1] > 1))
    gap_line, first, last = line[same], column[same] + 1, column[same + 1] - 1
    if len(same) == 0:
        return _NONE
    # The place before a row's first tile and the one behind its last lie outside.
    begins = np.searchsorted(line, np.arange(len(lines)), "left")
    ends = np.searchsorted(line, np.arange(len(lines)), "right") - 1
    low, high = column[begins], column[ends]
    is_open = np.zeros(len(same), bool)
    for step in (-1, 1):
        beside = gap_line + step
        inside = (beside >= 0) & (beside < len(lines))
        near = np.clip(beside, 0, len(lines) - 1)
        is_next = inside & (lines[near] == lines[gap_line] + step)
        is_open |= ~is_next | (first < low[near]) | (last > high[near])
    # A stretch meets those of the next row that overlap it.
    is_next = (gap_line + 1 < len(lines)) & (
        lines[np.minimum(gap_line + 1, len(lines) - 1)] == lines[gap_line] + 1
    )
    begin = np.searchsorted(gap_line * width + last, (gap_line + 1) * width + first, "left")
    end = np.searchsorted(gap_line * width + first, (gap_line + 1) * width + last, "right")
    n_met = np.where(is_next, np.maximum(end - begin, 0), 0)
    upper = np.repeat(np.arange(len(same)), n_met)
    lower = np.arange(len(upper)) - np.repeat(np.cumsum(n_met) - n_met, n_met)
    lower += np.repeat(begin, n_met)
    region = _connected(len(same), upper, lower)
    is_hole = ~np.isin(region, region[is_open])
    return Stretches(
        row=lines[gap_line[is_hole]] + top,
        first=first[is_hole] + left,
        last=last[is_hole] + left,
        region=region[is_hole],
    )


def distinct(keys: IntArray) -> IntArray:
    """Return the distinct ones of some keys, none of them negative, in order."""
    if len(keys) and keys.max() <= max(TABLE_SIZE, 4 * len(keys)):
        is_there = np.zeros(int(keys.max()) + 1, bool)
        is_there[keys] = True
        return np.flatnonzero(is_there)
    # np.unique hashes first, which takes ten times as long for a million keys.
    keys = np.sort(keys)
    is_first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    return keys[is_first]


def _connected(n: int, a: IntArray, b: IntArray) -> IntArray:
    """Return for each of `n` nodes the least node it is connected with by the edges `a`-`b`."""
    label = np.arange(n)
    while True:
        least = np.minimum(label[a], label[b])
        before = label.copy()
        # Hook the roots together, then let every node point at its root.
        np.minimum.at(label, before[a], least)
        np.minimum.at(label, before[b], least)
        while True:
            root = label[label]
            if np.array_equal(root, label):
                break
            label = root
        if np.array_equal(label, before):
            return label
