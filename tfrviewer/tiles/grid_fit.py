"""The grid that tiles of one slide were cut on, inferred from their locations alone.

A slide is cut in steps: locations are `phase + k * pitch` on each axis. The pitch found here is
the largest step that explains nearly all locations, so a few stray tiles do not hide it. Releases
of Slideflow before 1.5 wrote locations divided by ten and cut off to whole numbers; their grids
have a fractional pitch, and their locations lie within a pixel of it. Locations of cells, or at
random, have no grid, and that is said rather than a pitch made up.

All coordinates are int64 level-0 pixels of any size and sign; work is done on exact offsets.
"""

from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.holes import TABLE_SIZE, count_holes, distinct

IntArray = NDArray[np.int64]

ON_GRID_SHARE = 0.9
"""A pitch is believed if this share of the tiles lies on it, on each axis."""

_MAX_SPAN = 2**53
"""Spans beyond this are no slide's, and no longer exact as float64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFit:
    """What the locations of one slide's tiles say about how it was cut (level-0 pixels).

    Attributes:
        n_tiles: How many locations were looked at.
        pitch_x: Step from column to column; None if there is no grid, or a single tile.
        pitch_y: Step from row to row.
        phase_x: What is left of the on-grid x after whole pitches, `0 <= phase_x < pitch_x`.
        phase_y: The same for y.
        is_exact: Whether on-grid tiles lie exactly on the grid; if not, within about a pixel.
        off_grid: Tiles that do not lie on the grid; 0 where there is none.
        duplicates: Tiles whose location an earlier tile has.
        columns: Columns of the grid from the first to the last on-grid tile; 0 without a grid.
        rows: Its rows.
        holes: Regions without tiles that tiles surround; None if not counted.
        missing: Tiles missing in those holes; None if not counted.
        left: The least x.
        top: The least y.
        right: The greatest x.
        bottom: The greatest y.
        side_x: The width to draw a tile with: the pitch, or without a grid a typical distance.
        side_y: The height to draw a tile with.
    """

    n_tiles: int
    pitch_x: float | None
    pitch_y: float | None
    phase_x: float
    phase_y: float
    is_exact: bool
    off_grid: int
    duplicates: int
    columns: int
    rows: int
    holes: int | None
    missing: int | None
    left: int
    top: int
    right: int
    bottom: int
    side_x: float
    side_y: float

    @property
    def has_grid(self) -> bool:
        """Whether a pitch was found."""
        return self.pitch_x is not None


@dataclass(frozen=True, slots=True)
class _Axis:
    """Distinct coordinates of one axis as offsets from the least, and how many tiles have each."""

    first: int
    last: int
    offsets: IntArray
    counts: IntArray
    inverse: IntArray


@dataclass(frozen=True, slots=True)
class _Steps:
    """A candidate grid of one axis, in offsets: `start + k * pitch`, within `tolerance`."""

    pitch: float
    start: float
    tolerance: float

    def columns_of(self, offsets: IntArray) -> tuple[IntArray, NDArray[np.bool_]]:
        """Return the nearest step of each offset, and whether it lies on that step."""
        if self.tolerance == 0:
            pitch, start = int(self.pitch), int(self.start)
            steps = (offsets - start + pitch // 2) // pitch
            return steps, steps * pitch + start == offsets
        steps = np.rint((offsets - self.start) / self.pitch).astype(np.int64)
        return steps, np.abs(offsets - (self.start + steps * self.pitch)) <= self.tolerance


def fit_grid(x: IntArray, y: IntArray) -> GridFit | None:
    """Infer the grid of tiles from their locations.

    Args:
        x: Level-0 x of each tile's centre, int64 (N,).
        y: Level-0 y of each tile's centre, int64 (N,).

    Returns:
        What was found; None if there is no tile.
    """
    n_tiles = len(x)
    if n_tiles == 0:
        return None
    across, along = _axis(x), _axis(y)
    places = distinct(across.inverse * len(along.offsets) + along.inverse)
    grid = _find_steps(across, along, n_tiles)
    common = {
        "n_tiles": n_tiles,
        "duplicates": n_tiles - len(places),
        "left": across.first,
        "top": along.first,
        "right": across.last,
        "bottom": along.last,
    }
    if grid is None:
        side = _typical_distance(across, along, n_tiles)
        return GridFit(
            **common,
            pitch_x=None,
            pitch_y=None,
            phase_x=0,
            phase_y=0,
            is_exact=False,
            off_grid=0,
            columns=0,
            rows=0,
            holes=None,
            missing=None,
            side_x=side,
            side_y=side,
        )
    steps_x, steps_y = grid
    column, on_x = steps_x.columns_of(across.offsets)
    row, on_y = steps_y.columns_of(along.offsets)
    place_x, place_y = np.divmod(places, len(along.offsets))
    on_grid = on_x[place_x] & on_y[place_y]
    columns, rows = column[place_x[on_grid]], row[place_y[on_grid]]
    holes = count_holes(columns, rows)
    return GridFit(
        **common,
        pitch_x=steps_x.pitch,
        pitch_y=steps_y.pitch,
        phase_x=_phase(across, steps_x),
        phase_y=_phase(along, steps_y),
        is_exact=steps_x.tolerance == 0 and steps_y.tolerance == 0,
        off_grid=n_tiles - int(np.count_nonzero(on_x[across.inverse] & on_y[along.inverse])),
        columns=int(np.ptp(columns)) + 1 if len(columns) else 0,
        rows=int(np.ptp(rows)) + 1 if len(rows) else 0,
        holes=None if holes is None else holes.regions,
        missing=None if holes is None else holes.cells,
        side_x=steps_x.pitch,
        side_y=steps_y.pitch,
    )


def _axis(values: IntArray) -> _Axis:
    first, last = int(values.min()), int(values.max())
    if last - first <= max(TABLE_SIZE, 4 * len(values)):
        # Counting into a table takes a tenth of the time of sorting, and slides are so small.
        table = np.bincount(values - first)
        offsets = np.flatnonzero(table)
        rank = np.zeros(len(table), np.int64)
        rank[offsets] = np.arange(len(offsets))
        return _Axis(first, last, offsets, table[offsets], rank[values - first])
    distinct, counts = np.unique(values, return_counts=True)
    # As unsigned numbers differences are right however far apart two int64 lie.
    unsigned = distinct.view(np.uint64) - distinct[:1].view(np.uint64)
    return _Axis(
        first=first,
        last=last,
        offsets=np.minimum(unsigned, np.uint64(2 * _MAX_SPAN)).astype(np.int64),
        counts=counts.astype(np.int64, copy=False),
        inverse=np.searchsorted(distinct, values).astype(np.int64, copy=False),
    )


def _find_steps(across: _Axis, along: _Axis, n_tiles: int) -> tuple[_Steps, _Steps] | None:
    """Return the grid of both axes, or None if the locations show none."""
    if across.offsets[-1] > _MAX_SPAN or along.offsets[-1] > _MAX_SPAN:
        return None
    steps_x, steps_y = _steps_of(across, n_tiles), _steps_of(along, n_tiles)
    # A single row or column of tiles shows the pitch of one axis; tiles are as wide as high.
    if len(across.offsets) == 1 and steps_y is not None:
        steps_x = _Steps(steps_y.pitch, 0, steps_y.tolerance)
    if len(along.offsets) == 1 and steps_x is not None:
        steps_y = _Steps(steps_x.pitch, 0, steps_x.tolerance)
    if steps_x is None or steps_y is None:
        return None
    steps_x = _refined(across, steps_x, steps_y)
    steps_y = _refined(along, steps_y, steps_x)
    finest = min(steps_x.pitch, steps_y.pitch)
    # That coordinates are multiples of a number is not enough: those of cells found on a scaled
    # picture are too. Tiles of a slide fill their grid; the centre of the extent is looked at,
    # as a few wild locations would make any grid look empty.
    enough = 0.0005 if finest >= 64 else 0.02
    return (steps_x, steps_y) if _fill(across, along, steps_x, steps_y) >= enough else None


def _steps_of(axis: _Axis, n_tiles: int) -> _Steps | None:
    """Return the largest pitch that explains nearly all coordinates of one axis, if any."""
    if len(axis.offsets) == 1:
        return None
    # Stray tiles add many coordinates of one tile each: judged by tiles, grid lines are heavy.
    by_count = np.sort(axis.counts)
    usual = by_count[np.searchsorted(np.cumsum(by_count), n_tiles / 2)]
    heavy = axis.counts >= 0.1 * usual
    offsets, counts = axis.offsets[heavy], axis.counts[heavy]
    if len(offsets) < 2:
        return None
    gaps = np.diff(offsets)
    divisor = int(np.gcd.reduce(gaps))
    usual_gap, is_even = _usual_gap(gaps, np.minimum(counts[1:], counts[:-1]))
    exact = _exact_steps(axis, divisor)
    if exact is not None and 4 * divisor >= usual_gap:
        return exact
    if is_even:
        steps = _exact_steps(axis, round(usual_gap))
        if steps is not None and _share(axis, steps) >= ON_GRID_SHARE:
            return steps
    steps = _uneven_steps(axis, offsets, counts, usual_gap)
    if steps is not None and _share(axis, steps) >= ON_GRID_SHARE:
        return steps
    return exact if exact is not None and _share(axis, exact) >= ON_GRID_SHARE else None


def _usual_gap(gaps: IntArray, weights: IntArray) -> tuple[float, bool]:
    """Return the commonest distance of neighbouring coordinates, and if it is always the same."""
    order = np.argsort(gaps, kind="stable")
    gaps, weights = gaps[order], weights[order]
    slack = np.maximum(1, gaps // 50)
    total = np.concatenate([[0], np.cumsum(weights)])
    low = np.searchsorted(gaps, gaps - slack, "left")
    high = np.searchsorted(gaps, gaps + slack, "right")
    best = int(np.argmax(total[high] - total[low]))
    window = slice(int(low[best]), int(high[best]))
    mean = float(np.average(gaps[window], weights=weights[window]))
    return mean, bool(gaps[window][0] == gaps[window][-1])


def _exact_steps(axis: _Axis, pitch: int) -> _Steps | None:
    """Return steps of a whole pitch, starting where most tiles say."""
    if pitch < 1:
        return None
    rest, index = np.unique(axis.offsets % pitch, return_inverse=True)
    votes = np.bincount(index, weights=axis.counts)
    return _Steps(pitch, int(rest[np.argmax(votes)]), 0)


def _uneven_steps(axis: _Axis, offsets: IntArray, counts: IntArray, pitch: float) -> _Steps | None:
    """Return steps of a fractional pitch through the heavy coordinates, by least squares."""
    tolerance = 1.0
    if pitch < 24 or len(offsets) < 4:  # else chance alone would pass
        return None
    middle = float(offsets[np.argmax(counts)])
    start = middle
    for _ in range(4):
        steps = np.rint((offsets - start) / pitch)
        good = np.abs(offsets - start - steps * pitch) <= max(4 * tolerance, 0.1 * pitch)
        if np.ptp(steps[good], axis=0) == 0 if good.any() else True:
            return None
        weights = np.sqrt(counts[good].astype(np.float64))
        pitch, start = (float(c) for c in np.polyfit(steps[good], offsets[good], 1, w=weights))
        if not pitch > 0:
            return None
    return _Steps(pitch, start, tolerance)


def _refined(axis: _Axis, steps: _Steps, other: _Steps) -> _Steps:
    """Return finer steps if so few coordinates were seen that the pitch is a multiple by chance."""
    if steps.tolerance or other.tolerance or len(axis.offsets) > 4:
        return steps
    if steps.pitch > other.pitch and int(steps.pitch) % int(other.pitch) == 0:
        return _Steps(other.pitch, int(steps.start) % int(other.pitch), 0)
    return steps


def _share(axis: _Axis, steps: _Steps) -> float:
    _, on_grid = steps.columns_of(axis.offsets)
    return float(axis.counts[on_grid].sum() / axis.counts.sum())


def _middle(axis: _Axis) -> tuple[int, int]:
    """Return the ranks of the coordinates between which nine tenths of the tiles lie."""
    below = np.cumsum(axis.counts)
    low, high = np.searchsorted(below, np.array([0.05, 0.95]) * below[-1])
    return int(low), min(int(high), len(below) - 1)


def _middle_box(across: _Axis, along: _Axis) -> tuple[int, int, int]:
    """Return width and height of the box that holds the middle of the tiles, and their number."""
    (left, right), (top, bottom) = _middle(across), _middle(along)
    inside = (across.inverse >= left) & (across.inverse <= right)
    inside &= (along.inverse >= top) & (along.inverse <= bottom)
    width = int(across.offsets[right] - across.offsets[left])
    height = int(along.offsets[bottom] - along.offsets[top])
    return width, height, int(np.count_nonzero(inside))


def _fill(across: _Axis, along: _Axis, steps_x: _Steps, steps_y: _Steps) -> float:
    """Return how much of the grid's places in the middle of the tiles' extent hold a tile."""
    width, height, inside = _middle_box(across, along)
    return inside / ((width / steps_x.pitch + 1) * (height / steps_y.pitch + 1))


def _typical_distance(across: _Axis, along: _Axis, n_tiles: int) -> float:
    """Return about the mean distance of a tile from its nearest, were they spread at random."""
    width, height, inside = _middle_box(across, along)
    if inside == 0 or n_tiles == 1:
        return 1.0
    if width == 0 or height == 0:
        return max(1.0, hypot(width, height) / inside)
    return max(1.0, 0.5 * sqrt(width) * sqrt(height) / sqrt(inside))


def _phase(axis: _Axis, steps: _Steps) -> float:
    if steps.tolerance == 0:
        return (axis.first + int(steps.start)) % int(steps.pitch)
    return (axis.first + steps.start) % steps.pitch
