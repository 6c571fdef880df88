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

from tfrviewer.tiles.layout.grid_steps import (
    ON_GRID_SHARE,
    Axis,
    Steps,
    axis_of,
    find_steps,
    middle_box,
)
from tfrviewer.tiles.layout.holes import distinct, find_holes

__all__ = ["ON_GRID_SHARE", "GridFit", "fit_grid"]

IntArray = NDArray[np.int64]


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
    across, along = axis_of(x), axis_of(y)
    places = distinct(across.inverse * len(along.offsets) + along.inverse)
    grid = find_steps(across, along, n_tiles)
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
    off_grid = 0
    if not (on_x.all() and on_y.all()):  # of most slides every tile is on it
        off_grid = n_tiles - int(np.count_nonzero(on_x[across.inverse] & on_y[along.inverse]))
        on_grid = on_x[place_x] & on_y[place_y]
        place_x, place_y = place_x[on_grid], place_y[on_grid]
    columns, rows = column[place_x], row[place_y]
    found = find_holes(columns, rows)
    holes = None if found is None else found.count()
    return GridFit(
        **common,
        pitch_x=steps_x.pitch,
        pitch_y=steps_y.pitch,
        phase_x=_phase(across, steps_x),
        phase_y=_phase(along, steps_y),
        is_exact=steps_x.tolerance == 0 and steps_y.tolerance == 0,
        off_grid=off_grid,
        columns=int(np.ptp(columns)) + 1 if len(columns) else 0,
        rows=int(np.ptp(rows)) + 1 if len(rows) else 0,
        holes=None if holes is None else holes.regions,
        missing=None if holes is None else holes.cells,
        side_x=steps_x.pitch,
        side_y=steps_y.pitch,
    )


def _typical_distance(across: Axis, along: Axis, n_tiles: int) -> float:
    """Return about the mean distance of a tile from its nearest, were they spread at random."""
    width, height, inside = middle_box(across, along)
    if inside == 0 or n_tiles == 1:
        return 1.0
    if width == 0 or height == 0:
        return max(1.0, hypot(width, height) / inside)
    return max(1.0, 0.5 * sqrt(width) * sqrt(height) / sqrt(inside))


def _phase(axis: Axis, steps: Steps) -> float:
    if steps.tolerance == 0:
        return (axis.first + int(steps.start)) % int(steps.pitch)
    return (axis.first + steps.start) % steps.pitch
