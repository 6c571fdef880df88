"""The map of one slide drawn small: all of its tiles in one picture, in one go."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.colour_scheme import TilePaint
from tfrviewer.tiles.drawing.raster import Pixels, RasterView, draw_tiles
from tfrviewer.tiles.layout.grid_fit import GridFit

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

_GAP_FROM = 8  # pixels: between smaller tiles a gap would be most of what is seen
_DIMMED = 2  # what is not selected has 1/2 of its colour


@dataclass(frozen=True, slots=True)
class SmallColours:
    """The colours of a small map, premultiplied ARGB.

    Attributes:
        tile: Of a tile that has no colour of its own.
        ghost: Of one that is not shown.
        selected: Of one that is selected.
    """

    tile: int
    ghost: int
    selected: int


@dataclass(frozen=True, slots=True)
class SmallTiles:
    """The tiles of one slide.

    Attributes:
        x: Level-0 x of each tile's centre, int64 (N,).
        y: Its y.
        shown: Whether it is shown, bool (N,).
        selected: Whether it is selected, bool (N,).
        paint: What colours they have.
        dims: Whether those that are not selected are dimmed.
    """

    x: IntArray
    y: IntArray
    shown: BoolArray
    selected: BoolArray
    paint: TilePaint
    dims: bool


def extent_of(fit: GridFit) -> tuple[float, float]:
    """Return the width and height in level-0 pixels that the tiles of a slide take."""
    return float(fit.right - fit.left) + fit.side_x, float(fit.bottom - fit.top) + fit.side_y


def draw_small_map(
    tiles: SmallTiles,
    fit: GridFit,
    colours: SmallColours,
    size: tuple[int, int],
    *,
    scale: float | None = None,
    greatest_tile: float = np.inf,
    cancel: CancelToken | None = None,
) -> Pixels:
    """Draw the tiles of a slide in the middle of a picture.

    Args:
        tiles: The tiles.
        fit: What is known of their grid.
        colours: What is drawn in which colour.
        size: Width and height of the picture in pixels.
        scale: Pixels per level-0 pixel; None makes them as large as fits.
        greatest_tile: A tile is no larger than so many pixels.
        cancel: Looked at now and then.

    Returns:
        Premultiplied ARGB, uint32 (height, width); transparent where no tile is.

    Raises:
        Cancelled: When `cancel` was raised.
    """
    width, height = size
    across, along = extent_of(fit)
    fitted = min(width / across, height / along)
    scale = min(fitted if scale is None else scale, greatest_tile / max(fit.side_x, fit.side_y))
    u = _offsets(tiles.x, fit.left, fit.right)
    v = _offsets(tiles.y, fit.top, fit.bottom)
    centre_u, centre_v = float(fit.right - fit.left) / 2, float(fit.bottom - fit.top) / 2
    view = RasterView(
        centre_u - width / 2 / scale, centre_v - height / 2 / scale, scale, width, height
    )
    image = view.new_image()
    sides = fit.side_x, fit.side_y
    gap = 1 if min(sides) * scale >= _GAP_FROM else 0
    shown = tiles.shown if tiles.paint.hidden is None else tiles.shown & ~tiles.paint.hidden
    if not shown.all():
        draw_tiles(image, view, u[~shown], v[~shown], *sides, colours.ghost, gap=gap, cancel=cancel)
    pixels = tiles.paint.pixels
    draw_tiles(
        image, view, u[shown], v[shown], *sides,
        colours.tile if pixels is None else pixels[shown], gap=gap, cancel=cancel,
    )  # fmt: skip
    if tiles.dims:
        parts = image.view(np.uint8)
        parts //= _DIMMED
    chosen = tiles.selected & shown
    draw_tiles(image, view, u[chosen], v[chosen], *sides, colours.selected, gap=gap, cancel=cancel)
    return image


def _offsets(values: IntArray, least: int, greatest: int) -> NDArray[np.float64]:
    """Return how far values lie from the least: exact, unless they lie too far apart for it."""
    if greatest - least < 2**62:
        return (values - least).astype(np.float64)
    return values.astype(np.float64) - float(least)
