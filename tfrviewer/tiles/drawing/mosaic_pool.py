"""Squares of one size, within a bound."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.drawing.raster import Pixels

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


class SquarePool:
    """The squares of tiles, all of one size; whoever uses it sees to its lock.

    Args:
        count: How many tiles there are.
        px: Side of the squares.
        most: How many of them are kept at most.
    """

    def __init__(self, count: int, px: int, most: int) -> None:
        self.px = px
        self.most = most
        self._count = count
        self._slots: NDArray[np.int32] | None = None  # of each tile, -1 for none
        self._owners = np.zeros(0, np.int64)  # tile of each slot, -1 for none
        self._squares = np.zeros((0, px, px), np.uint32)
        self._free: list[int] = []
        self._kept: BoolArray | None = None

    @property
    def nbytes(self) -> int:
        """How many bytes they take."""
        return self._squares.nbytes + (0 if self._slots is None else self._slots.nbytes)

    def has(self, tiles: IntArray) -> BoolArray:
        """Return which tiles have one, bool (n,)."""
        if self._slots is None:
            return np.zeros(len(tiles), np.bool_)
        found: BoolArray = self._slots[tiles] >= 0
        return found

    def get(self, tiles: IntArray) -> Pixels:
        """Return the squares of tiles that have one, (n, px, px)."""
        if self._slots is None:
            return self._squares[:0]
        return self._squares[self._slots[tiles]]

    def put(self, tiles: IntArray, squares: Pixels) -> None:
        """Keep the squares of tiles, (n, px, px), as far as there is room."""
        if self._slots is None:
            self._slots = np.full(self._count, -1, np.int32)
        new = self._slots[tiles] < 0
        slots = self._take(int(np.count_nonzero(new)))
        placed = np.flatnonzero(new)[: len(slots)]
        self._slots[tiles[placed]] = slots
        self._owners[slots] = tiles[placed]
        at = self._slots[tiles]
        self._squares[at[at >= 0]] = squares[at >= 0]

    def make_room(self, kept: IntArray) -> None:
        """Say which tiles keep their squares when others need the room."""
        self._kept = np.zeros(self._count, np.bool_)
        self._kept[kept] = True

    def _take(self, count: int) -> IntArray:
        """Return slots that are free, fewer than asked for where there are no more."""
        if len(self._free) < count and len(self._owners) < self.most:
            self._grow(count)
        if len(self._free) < count and self._kept is not None and self._slots is not None:
            gone = np.flatnonzero((self._owners >= 0) & ~self._kept[self._owners])
            self._slots[self._owners[gone]] = -1
            self._owners[gone] = -1
            self._free += gone.tolist()
        taken, self._free = self._free[:count], self._free[count:]
        return np.array(taken, np.int64)

    def _grow(self, count: int) -> None:
        before = len(self._owners)
        after = min(max(before + count, 2 * before, 256), self.most, self._count)
        squares = np.empty((after, self.px, self.px), np.uint32)
        squares[:before] = self._squares
        self._squares = squares
        self._owners = np.concatenate([self._owners, np.full(after - before, -1, np.int64)])
        self._free += range(before, after)
