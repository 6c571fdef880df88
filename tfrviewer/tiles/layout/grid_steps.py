"""The steps that coordinates of tiles were cut in, axis by axis.

The largest step is looked for that explains nearly all coordinates: a few stray tiles neither
hide, halve nor bend it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.holes import TABLE_SIZE

IntArray = NDArray[np.int64]

ON_GRID_SHARE = 0.9
"""A pitch is believed if this share of the tiles lies on it, on each axis."""

_MAX_SPAN = 2**53
"""Spans beyond this are no slide's, and no longer exact as float64."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Distinct coordinates of one axis as offsets from the least, and how many tiles have each."""

    first: int
    last: int
    offsets: IntArray
    counts: IntArray
    inverse: IntArray


@dataclass(frozen=True, slots=True)
class Steps:
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


def axis_of(values: IntArray) -> Axis:
    """Return the distinct ones of some coordinates, at least one."""
    first, last = int(values.min()), int(values.max())
    if last - first <= max(min(16 * len(values), TABLE_SIZE), 4 * len(values)):
        # Slides are so small, and marking in a table takes a tenth of the time of sorting. The
        # ranks are counted, not the offsets, as their table is small enough to stay at hand.
        away = values - first
        is_there = np.zeros(last - first + 1, np.bool_)
        is_there[away] = True
        offsets = np.flatnonzero(is_there)
        rank = np.empty(len(is_there), np.int32)  # half as much to be fetched from afar as of int64
        rank[offsets] = np.arange(len(offsets))
        inverse = rank[away].astype(np.int64)
        return Axis(first, last, offsets, np.bincount(inverse), inverse)
    distinct, counts = np.unique(values, return_counts=True)
    # As unsigned numbers differences are right however far apart two int64 lie.
    unsigned = distinct.view(np.uint64) - distinct[:1].view(np.uint64)
    return Axis(
        first=first,
        last=last,
        offsets=np.minimum(unsigned, np.uint64(2 * _MAX_SPAN)).astype(np.int64),
        counts=counts.astype(np.int64, copy=False),
        inverse=np.searchsorted(distinct, values).astype(np.int64, copy=False),
    )


def find_steps(across: Axis, along: Axis, n_tiles: int) -> tuple[Steps, Steps] | None:
    """Return the grid of both axes, or None if the locations show none."""
    if across.offsets[-1] > _MAX_SPAN or along.offsets[-1] > _MAX_SPAN:
        return None
    steps_x, steps_y = _steps_of(across, n_tiles), _steps_of(along, n_tiles)
    # A single row or column of tiles shows the pitch of one axis; tiles are as wide as high.
    if len(across.offsets) == 1 and steps_y is not None:
        steps_x = Steps(steps_y.pitch, 0, steps_y.tolerance)
    if len(along.offsets) == 1 and steps_x is not None:
        steps_y = Steps(steps_x.pitch, 0, steps_x.tolerance)
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


def _steps_of(axis: Axis, n_tiles: int) -> Steps | None:
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
    gaps, weights = np.diff(offsets), np.minimum(counts[1:], counts[:-1])
    divisor = int(np.gcd.reduce(gaps))
    usual_gap = _usual_gap(gaps, weights)
    whole = _exact_steps(axis, _commonest(gaps, weights))
    if whole is not None and _share(axis, whole) < ON_GRID_SHARE:
        whole = None
    # A stray tile is alone on its line. One that is halfway between two would halve the pitch,
    # and one beside a line of few tiles would bend it.
    if whole is not None and _only_strays_off(axis, whole, usual):
        return whole
    exact = _exact_steps(axis, divisor)
    if exact is not None and 4 * divisor >= usual_gap:
        return exact
    uneven = _uneven_steps(axis, offsets, counts, usual_gap)
    if uneven is not None and _share(axis, uneven) < ON_GRID_SHARE:
        uneven = None
    if whole is not None and (uneven is None or not _fits_better(axis, uneven, whole)):
        return whole
    if uneven is not None:
        return uneven
    return exact if exact is not None and _share(axis, exact) >= ON_GRID_SHARE else None


def _usual_gap(gaps: IntArray, weights: IntArray) -> float:
    """Return the distance that most neighbouring coordinates have, within a fiftieth."""
    order = np.argsort(gaps, kind="stable")
    gaps, weights = gaps[order], weights[order]
    slack = np.maximum(1, gaps // 50)
    total = np.concatenate([[0], np.cumsum(weights)])
    low = np.searchsorted(gaps, gaps - slack, "left")
    high = np.searchsorted(gaps, gaps + slack, "right")
    best = int(np.argmax(total[high] - total[low]))
    window = slice(int(low[best]), int(high[best]))
    return float(np.average(gaps[window], weights=weights[window]))


def _commonest(gaps: IntArray, weights: IntArray) -> int:
    """Return the distance that more neighbouring coordinates have than any other."""
    kinds, index = np.unique(gaps, return_inverse=True)
    return int(kinds[np.argmax(np.bincount(index, weights=weights))])


def _only_strays_off(axis: Axis, steps: Steps, usual: int) -> bool:
    """Whether the lines that lie off the steps have few tiles each, and some line is off."""
    _, on_grid = steps.columns_of(axis.offsets)
    off = axis.counts[~on_grid]
    return len(off) > 0 and bool((off <= max(0.5 * usual, 1)).all()) and usual > 1


def _fits_better(axis: Axis, uneven: Steps, whole: Steps) -> bool:
    """Whether uneven steps are those of cut-off numbers, and explain more than whole ones do."""
    steps, on_grid = uneven.columns_of(axis.offsets)
    if _share(axis, uneven) <= _share(axis, whole):
        return False
    rest = axis.offsets[on_grid] - (uneven.start + steps[on_grid] * uneven.pitch)
    # Cutting off moves each by less than a pixel, and never makes two lines of one.
    return len(np.unique(steps[on_grid])) == len(rest) and float(np.ptp(rest)) <= 1.2


def _exact_steps(axis: Axis, pitch: int) -> Steps | None:
    """Return steps of a whole pitch, starting where most tiles say."""
    if pitch < 1:
        return None
    rest, index = np.unique(axis.offsets % pitch, return_inverse=True)
    votes = np.bincount(index, weights=axis.counts)
    return Steps(pitch, int(rest[np.argmax(votes)]), 0)


def _uneven_steps(axis: Axis, offsets: IntArray, counts: IntArray, pitch: float) -> Steps | None:
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
    return Steps(pitch, start, tolerance)


def _refined(axis: Axis, steps: Steps, other: Steps) -> Steps:
    """Return finer steps if so few coordinates were seen that the pitch is a multiple by chance."""
    if steps.tolerance or other.tolerance or len(axis.offsets) > 4:
        return steps
    if steps.pitch > other.pitch and int(steps.pitch) % int(other.pitch) == 0:
        return Steps(other.pitch, int(steps.start) % int(other.pitch), 0)
    return steps


def _share(axis: Axis, steps: Steps) -> float:
    _, on_grid = steps.columns_of(axis.offsets)
    return float(axis.counts[on_grid].sum() / axis.counts.sum())


def _middle(axis: Axis) -> tuple[int, int]:
    """Return the ranks of the coordinates between which nine tenths of the tiles lie."""
    below = np.cumsum(axis.counts)
    low, high = np.searchsorted(below, np.array([0.05, 0.95]) * below[-1])
    return int(low), min(int(high), len(below) - 1)


def middle_box(across: Axis, along: Axis) -> tuple[int, int, int]:
    """Return width and height of the box that holds the middle of the tiles, and their number."""
    (left, right), (top, bottom) = _middle(across), _middle(along)
    inside = (across.inverse >= left) & (across.inverse <= right)
    inside &= (along.inverse >= top) & (along.inverse <= bottom)
    width = int(across.offsets[right] - across.offsets[left])
    height = int(along.offsets[bottom] - along.offsets[top])
    return width, height, int(np.count_nonzero(inside))


def _fill(across: Axis, along: Axis, steps_x: Steps, steps_y: Steps) -> float:
    """Return how much of the grid's places in the middle of the tiles' extent hold a tile."""
    width, height, inside = middle_box(across, along)
    return inside / ((width / steps_x.pitch + 1) * (height / steps_y.pitch + 1))
