"""Tiles of one slide as rectangles on the plane, and which of them lies where.

The plane is level-0 pixels, y downwards, seen from an `origin`. Differences of locations are
taken as int64 before anything becomes a float, so that even locations far from zero are exact.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_EXACT = 2**40
"""Up to here a float64 holds level-0 pixels and their four thousandth parts."""
_BUCKETS = 2**24
_ROUND = 10**9


class Direction(Enum):
    """Where to look for a neighbour, as (x, y)."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


@dataclass(frozen=True, slots=True)
class _Buckets:
    """The tiles in the order of places as large as a tile, row after row.

    Attributes:
        width: Of a place.
        height: Of a place.
        stride: How many places a row has.
        rows: How many rows there are.
        tiles: The tiles in order, int64 (N,).
        keys: The place of each of them, `row * stride + column`, int64 (N,).
    """

    width: float
    height: float
    stride: int
    rows: int
    tiles: IntArray
    keys: IntArray


class Placement:
    """Where the tiles of one slide lie.

    A tile is named by its index into the arrays given.

    Attributes:
        x: Level-0 x of each tile's centre, int64 (N,).
        y: Level-0 y.
        fit: What the locations say of the grid; None if there is no tile.
        origin: Location of the plane's zero: (0, 0), or a round number near the tiles.
        u: x of each tile's centre on the plane, float64 (N,).
        v: Its y.
        side_x: Width of a tile.
        side_y: Height of a tile.
        bounds: Left, top, right and bottom edge of all tiles on the plane.
    """

    def __init__(self, x: IntArray, y: IntArray) -> None:
        self.x = x
        self.y = y
        self.fit: GridFit | None = fit_grid(x, y)
        if self.fit is None:
            self.origin, self.side_x, self.side_y = (0, 0), 1.0, 1.0
            self.u, self.v = np.zeros(0), np.zeros(0)
            self.bounds = (0.0, 0.0, 1.0, 1.0)
        else:
            self.side_x, self.side_y = self.fit.side_x, self.fit.side_y
            self.origin = _origin(self.fit)
            self.u = _offsets(x, self.fit.left, self.fit.right, self.origin[0])
            self.v = _offsets(y, self.fit.top, self.fit.bottom, self.origin[1])
            self.bounds = (
                float(self.u.min()) - self.side_x / 2,
                float(self.v.min()) - self.side_y / 2,
                float(self.u.max()) + self.side_x / 2,
                float(self.v.max()) + self.side_y / 2,
            )

    def __len__(self) -> int:
        return len(self.x)

    @cached_property
    def _buckets(self) -> "_Buckets":
        # Not made at once: the tiles can be shown before anything asks which of them lies where.
        left, top, right, bottom = self.bounds
        width = max(self.side_x, (right - left) / _BUCKETS)
        height = max(self.side_y, (bottom - top) / _BUCKETS)
        column = np.floor((self.u - left) / width).astype(np.int64)
        row = np.floor((self.v - top) / height).astype(np.int64)
        stride = int(column.max(initial=0)) + 1
        key = row * stride + column
        tiles = _order_of(key)
        return _Buckets(width, height, stride, int(row.max(initial=0)) + 1, tiles, key[tiles])

    @property
    def by_row(self) -> IntArray:
        """The tiles row by row, from the top down, int64 (N,)."""
        return self._buckets.tiles

    def rows_between(self, top: float, bottom: float) -> tuple[int, int]:
        """Return which part of `by_row` holds all tiles whose centres lie between two heights."""
        at = self._buckets
        rows = [int((v - self.bounds[1]) // at.height) for v in (top, bottom)]
        first, last = (min(max(row, 0), at.rows) * at.stride for row in (rows[0], rows[1] + 1))
        return int(np.searchsorted(at.keys, first)), int(np.searchsorted(at.keys, last))

    def near(self, left: float, top: float, right: float, bottom: float) -> IntArray:
        """Return the tiles whose centres lie in a box or, at most a tile's size, beside it.

        The cost is that of the tiles found and of the rows of tiles that the box covers.
        """
        found = self._found(left, top, right, bottom)
        if found is None:
            across, along = self._buckets.width, self._buckets.height
            inside = self._inside(left - across, top - along, right + across, bottom + along)
            return np.flatnonzero(inside)
        return found

    def _found(self, left: float, top: float, right: float, bottom: float) -> IntArray | None:
        """Return `near` of a box by its rows; None where looking at every tile is faster."""
        buckets = self._buckets
        first_column = max(int((left - self.bounds[0]) // buckets.width), 0)
        last_column = min(int((right - self.bounds[0]) // buckets.width), buckets.stride - 1)
        first_row = max(int((top - self.bounds[1]) // buckets.height), 0)
        last_row = min(int((bottom - self.bounds[1]) // buckets.height), buckets.rows - 1)
        if first_column > last_column or first_row > last_row:
            return np.zeros(0, np.int64)
        if last_row - first_row > len(self) // 8:
            return None
        rows = np.arange(first_row, last_row + 1) * buckets.stride
        begin = np.searchsorted(buckets.keys, rows + first_column, "left")
        counts = np.searchsorted(buckets.keys, rows + last_column, "right") - begin
        if counts.sum() > len(self) // 16:
            return None
        at = np.arange(counts.sum()) + np.repeat(begin - np.cumsum(counts) + counts, counts)
        found: IntArray = buckets.tiles[at]
        return found

    def _inside(self, left: float, top: float, right: float, bottom: float) -> BoolArray:
        """Return whether each tile's centre lies in a box, edges included."""
        inside = (self.u >= left) & (self.u <= right)
        inside &= self.v >= top
        inside &= self.v <= bottom
        return inside

    def tile_at(self, u: float, v: float, *, reach: float, among: BoolArray | None) -> int:
        """Return the tile under a point of the plane.

        Args:
            u: x of the point.
            v: y of the point.
            reach: How far beside a tile the point may lie.
            among: Only tiles for which this is true, bool (N,); None for all.

        Returns:
            The tile that covers the point, the nearest centre first; else the nearest within
            reach; -1 if there is none. Of tiles in one place it is the last, which is drawn on top.
        """
        reach_x, reach_y = reach + self.side_x / 2, reach + self.side_y / 2
        found = self.near(u - reach_x, v - reach_y, u + reach_x, v + reach_y)
        if among is not None:
            found = found[among[found]]
        if len(found) == 0:
            return -1
        off_x, off_y = np.abs(self.u[found] - u), np.abs(self.v[found] - v)
        outside_x = np.maximum(off_x - self.side_x / 2, 0)
        outside_y = np.maximum(off_y - self.side_y / 2, 0)
        beside = np.hypot(outside_x, outside_y)
        best = np.lexsort((-found, np.hypot(off_x, off_y), beside))[0]
        return int(found[best]) if beside[best] <= reach else -1

    def tiles_in(self, left: float, top: float, right: float, bottom: float) -> IntArray:
        """Return the tiles whose centres lie in a box of the plane, edges included, in order."""
        found = self._found(left, top, right, bottom)
        if found is None:
            return np.flatnonzero(self._inside(left, top, right, bottom))
        u, v = self.u[found], self.v[found]
        inside = (u >= left) & (u <= right) & (v >= top) & (v <= bottom)
        return np.sort(found[inside])

    def count_in(
        self, left: float, top: float, right: float, bottom: float, among: BoolArray
    ) -> int:
        """Return how many tiles `tiles_in` finds among some, bool (N,); quick for many as well."""
        if self._found(left, top, right, bottom) is None:
            return int(np.count_nonzero(self._inside(left, top, right, bottom) & among))
        return int(np.count_nonzero(among[self.tiles_in(left, top, right, bottom)]))

    def in_place_of(self, tile: int) -> IntArray:
        """Return the tiles that have the location of `tile`, itself included, in order."""
        u, v = float(self.u[tile]), float(self.v[tile])
        found = self.near(u, v, u, v)
        return np.sort(found[(self.x[found] == self.x[tile]) & (self.y[found] == self.y[tile])])

    def neighbour(self, tile: int, direction: Direction, among: BoolArray | None = None) -> int:
        """Return the nearest tile in a direction, keeping to the line if it can; -1 if none.

        Args:
            tile: Where to start.
            direction: Where to look, within 45 degrees to both sides.
            among: Only tiles for which this is true, bool (N,); None for all.
        """
        toward_x, toward_y = direction.value
        ahead, aside = self.u - self.u[tile], self.v - self.v[tile]
        if toward_y:
            ahead, aside = aside, ahead
        if toward_x + toward_y < 0:
            ahead = -ahead
        np.abs(aside, out=aside)
        fits = (ahead > 0) & (aside <= ahead)
        if among is not None:
            fits &= among
        found = np.flatnonzero(fits)
        if len(found) == 0:
            return -1
        return int(found[np.argmin(ahead[found] + 4 * aside[found])])


def _order_of(keys: IntArray) -> IntArray:
    """Return what sorts keys, stably: numpy is five times as fast with numbers of 16 bits."""
    if (keys[1:] >= keys[:-1]).all():  # as tiles are often written, row after row
        return np.arange(len(keys))
    if len(keys) < 1 << 14 or int(keys.max()) >= 1 << 32:
        return np.argsort(keys, kind="stable")
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    high = (keys >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")]


def _origin(fit: GridFit) -> tuple[int, int]:
    return (
        0 if max(abs(fit.left), abs(fit.right)) < _EXACT else fit.left // _ROUND * _ROUND,
        0 if max(abs(fit.top), abs(fit.bottom)) < _EXACT else fit.top // _ROUND * _ROUND,
    )


def _offsets(values: IntArray, least: int, greatest: int, origin: int) -> FloatArray:
    if greatest - least < 2**62:
        return (values - least).astype(np.float64) + float(least - origin)
    return values.astype(np.float64) - float(origin)
