"""Which tiles a line drawn by hand encloses, told as it is drawn."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.placement import Placement

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Lasso:
    """A polygon that grows by a point at a time, and the tiles whose centres lie in it.

    By the rule of even and odd: where the line crosses itself, what is enclosed twice lies
    outside. A point costs what the tiles beside its two new edges do, since a tile changes
    sides with each edge to the right of it: a million tiles answer within milliseconds.

    Args:
        tiles: Where the tiles lie.
        u: x of the first point on the plane.
        v: Its y.
        among: Only tiles for which this is true, bool (N,); None for all.
    """

    def __init__(
        self, tiles: Placement, u: float, v: float, *, among: BoolArray | None = None
    ) -> None:
        self._placement, self._tiles = tiles, tiles.by_row
        self._u, self._v = tiles.u[self._tiles], tiles.v[self._tiles]
        self._among = None if among is None else among[self._tiles]
        self._inside: BoolArray = np.zeros(len(self._tiles), np.bool_)
        self._first = self._last = (u, v)

    def add(self, u: float, v: float) -> None:
        """Go on to a point of the plane; the polygon is closed from there to its first point."""
        self._cross(self._last, self._first)
        self._cross(self._last, (u, v))
        self._cross((u, v), self._first)
        self._last = (u, v)

    @property
    def count(self) -> int:
        """How many tiles lie in it."""
        inside = self._inside
        return int(np.count_nonzero(inside if self._among is None else inside & self._among))

    def tiles(self) -> IntArray:
        """Return the tiles that lie in it, in order."""
        inside = self._inside if self._among is None else self._inside & self._among
        return np.sort(self._tiles[inside])

    def _cross(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Let the tiles to the left of an edge, within its height, change sides."""
        (u0, v0), (u1, v1) = (start, end) if start[1] <= end[1] else (end, start)
        if v0 == v1:
            return
        begin, stop = self._placement.rows_between(v0, v1)
        if begin >= stop:
            return
        v = self._v[begin:stop]
        crosses = (v - v0) * ((u1 - u0) / (v1 - v0)) + u0 > self._u[begin:stop]
        crosses &= v >= v0
        crosses &= v < v1
        self._inside[begin:stop] ^= crosses
