"""Whether locations that were read form a grid, as tiles do that were cut from one slide."""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

IntArray = NDArray[np.int64]

_CLOSEST = 4
"""Tiles lie at least so far apart, in level-0 slide pixels, however small; columns do not."""


@dataclass(frozen=True, slots=True)
class GridCheck:
    """What the locations of one slide's tiles look like.

    Attributes:
        tiles: How many locations were looked at.
        pitch: Steps from column to column and from row to row, in level-0 slide pixels; None if
            there is no grid, or a single tile.
        phase: Where the grid begins: what is left of x and y after whole steps.
        aligned: How many lie on the grid.
        off_grid: How many do not.
        duplicates: How many have the location of one before.
        holes: Tiles missing in holes that tiles surround; None if not counted.
        is_close: Whether the steps are shorter than any from tile to tile, as where the numbers are
            columns and rows.
        ok: Whether they look as locations do: on a grid, or too few to tell, each once.
        message: What was found, for people.
    """

    tiles: int
    pitch: tuple[float, float] | None
    phase: tuple[float, float] | None
    aligned: int
    off_grid: int
    duplicates: int
    holes: int | None
    is_close: bool
    ok: bool
    message: str


def check_grid(locations: IntArray) -> GridCheck:
    """Look whether locations of one slide lie on a grid.

    Args:
        locations: Level-0 x and y, int64 (N, 2); those that are known, and no others.
    """
    fit = _fit(locations)
    if fit is None:
        return GridCheck(0, None, None, 0, 0, 0, None, False, True, "No location is known.")
    pitch = phase = None
    if fit.pitch_x is not None and fit.pitch_y is not None:
        pitch, phase = (fit.pitch_x, fit.pitch_y), (fit.phase_x, fit.phase_y)
    is_close = pitch is not None and max(pitch) < _CLOSEST
    aligned = fit.n_tiles - fit.off_grid if pitch is not None else 0
    return GridCheck(
        tiles=fit.n_tiles,
        pitch=pitch,
        phase=phase,
        aligned=aligned,
        off_grid=fit.off_grid,
        duplicates=fit.duplicates,
        holes=fit.missing,
        is_close=is_close,
        ok=not (fit.duplicates or fit.off_grid or is_close)
        and (pitch is not None or fit.n_tiles == 1),
        message=_message(fit, is_close=is_close),
    )


def suggested_extent(locations: IntArray) -> int | None:
    """Return the pitch that locations of one slide have, None if they have none, or two.

    It is the extent of a tile on the slide where tiles lie side by side; where they overlap, the
    extent is larger.

    Args:
        locations: Level-0 x and y, int64 (N, 2); those that are known.
    """
    fit = _fit(locations)
    if fit is None or not fit.is_exact or fit.pitch_x is None or fit.pitch_y is None:
        return None
    across, along = int(fit.pitch_x), int(fit.pitch_y)
    # Of few tiles one axis may show a multiple only.
    side = gcd(across, along)
    return side if side in (across, along) and side > 1 else None


def _fit(locations: IntArray) -> GridFit | None:
    array = np.asarray(locations)
    if array.ndim != 2 or array.shape[1] != 2 or array.dtype != np.int64:
        raise ValueError(
            f"locations are int64 (N, 2), not {array.dtype} of the shape {array.shape}."
        )
    return fit_grid(np.ascontiguousarray(array[:, 0]), np.ascontiguousarray(array[:, 1]))


def _message(fit: GridFit, *, is_close: bool) -> str:
    """Return what was found, for people."""
    if fit.n_tiles == 1:
        return "One tile: no grid to be seen."
    lies = "1 lies" if fit.duplicates == 1 else f"{fit.duplicates:,} lie"
    twice = f" {lies} where another one does." if fit.duplicates else ""
    if fit.pitch_x is None or fit.pitch_y is None:
        return f"{fit.n_tiles:,} tiles lie on no grid.{twice}"
    steps = _number(fit.pitch_x)
    if _number(fit.pitch_y) != steps:
        steps += f" x {_number(fit.pitch_y)}"
    if fit.off_grid:
        lie = f"{fit.n_tiles - fit.off_grid:,} of {fit.n_tiles:,} tiles lie"
    else:
        lie = f"{fit.n_tiles:,} tiles lie"
    are = "1 is" if fit.missing == 1 else f"{fit.missing:,} are"
    holes = f" {are} missing among them." if fit.missing else ""
    if is_close:
        return f"{lie} {steps} apart, in pixels: closer than tiles are cut.{twice}"
    return f"{lie} on a grid of {steps} pixels.{holes}{twice}"


def _number(value: float) -> str:
    """Return a length in pixels; a fit has it to a tenth at best, as slides are scanned."""
    text = f"{value:,.1f}"
    return text.removesuffix(".0")
