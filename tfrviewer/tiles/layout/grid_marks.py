"""Which tiles of a slide are off its grid or in one place with another, and where its holes are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.grid_steps import Axis, Steps, axis_of, find_steps
from tfrviewer.tiles.layout.holes import find_holes

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GridMarks:
    """What `GridFit` counts, tile by tile and hole by hole.

    Attributes:
        off_grid: Whether a tile lies off the grid, bool (N,); False for all without a grid.
        duplicate: Whether another tile has its location, bool (N,); the first one as well.
        holes: Rectangles of level-0 pixels that make up the holes, float64 (k, 4): left, top,
            right, bottom; a stretch of places in a row each.
        region: Number of the hole that each rectangle is of, int64 (k,).
    """

    off_grid: BoolArray
    duplicate: BoolArray
    holes: FloatArray
    region: IntArray


def mark_tiles(x: IntArray, y: IntArray) -> GridMarks:
    """Find what lies off the grid of tiles, what lies in one place, and the holes.

    It takes about as long as `fit_grid`, which counts the same.

    Args:
        x: Level-0 x of each tile's centre, int64 (N,).
        y: Level-0 y of each tile's centre, int64 (N,).
    """
    n = len(x)
    nothing = GridMarks(
        np.zeros(n, np.bool_), np.zeros(n, np.bool_), np.zeros((0, 4)), np.zeros(0, np.int64)
    )
    if n == 0:
        return nothing
    across, along = axis_of(x), axis_of(y)
    place = across.inverse * len(along.offsets) + along.inverse
    _, index, count = np.unique(place, return_inverse=True, return_counts=True)
    duplicate = count[index] > 1
    grid = find_steps(across, along, n)
    if grid is None:
        return GridMarks(nothing.off_grid, duplicate, nothing.holes, nothing.region)
    steps_x, steps_y = grid
    column, on_x = steps_x.columns_of(across.offsets)
    row, on_y = steps_y.columns_of(along.offsets)
    on_grid = on_x[across.inverse] & on_y[along.inverse]
    found = find_holes(column[across.inverse[on_grid]], row[along.inverse[on_grid]])
    if found is None:
        return GridMarks(~on_grid, duplicate, nothing.holes, nothing.region)
    edges = (
        _at(across, steps_x, found.first - 0.5),
        _at(along, steps_y, found.row - 0.5),
        _at(across, steps_x, found.last + 0.5),
        _at(along, steps_y, found.row + 0.5),
    )
    return GridMarks(~on_grid, duplicate, np.stack(edges, axis=1), found.region)


def _at(axis: Axis, steps: Steps, step: NDArray[np.floating]) -> FloatArray:
    """Return the level-0 pixel of steps, halves of them being edges between two."""
    return np.float64(axis.first) + (steps.start + step.astype(np.float64) * steps.pitch)
