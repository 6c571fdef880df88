"""The map of a slide as SVG: a square a tile, as vectors, with its legend below."""

from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.map_legend import UNITS, MapLegend, begin_svg

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Pixels = NDArray[np.uint32]

MOST_SQUARES = 200_000
"""Tiles that a drawing holds at most: programs that draw take minutes to open one of more."""

_GAP = 0.06  # of a tile, left free between neighbours
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class SvgTiles:
    """Tiles to be drawn.

    Attributes:
        x: Centres on the plane, float64 (N,).
        y: The same.
        side_x: Width of every tile on the plane.
        side_y: Height of every tile.
        pixels: Colour of each, ARGB, uint32 (N,).
        ghost: Whether each is hidden, and drawn as an outline, bool (N,).
        selected: Whether each is selected, and gets a frame, bool (N,).
        ghost_colour: Colour of outlines, as #rrggbb.
        selected_colour: Colour of frames.
    """

    x: FloatArray
    y: FloatArray
    side_x: float
    side_y: float
    pixels: Pixels
    ghost: BoolArray
    selected: BoolArray
    ghost_colour: str
    selected_colour: str

    def __len__(self) -> int:
        """Return how many tiles there are."""
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is drawn.

    Attributes:
        left: x of its left edge.
        top: y of its top edge.
        width: Its width.
        height: Its height.
    """

    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Units of the drawing per unit of the plane."""
        return UNITS / self.width

    @property
    def drawn_height(self) -> float:
        """Its height in units of the drawing."""
        return self.height * self.scale


def in_window(tiles: SvgTiles, window: Window) -> NDArray[np.intp]:
    """Return which tiles a window shows, at least in part."""
    half_x, half_y = tiles.side_x / 2, tiles.side_y / 2
    seen = (tiles.x + half_x >= window.left) & (tiles.x - half_x <= window.left + window.width)
    seen &= (tiles.y + half_y >= window.top) & (tiles.y - half_y <= window.top + window.height)
    return np.flatnonzero(seen)


def write_map_svg(
    file: BinaryIO,
    tiles: SvgTiles,
    window: Window,
    legend: MapLegend | None,
    *,
    ground: str,
    title: str,
    cancel: CancelToken | None = None,
) -> int:
    """Write a map as SVG.

    Args:
        file: Where to.
        tiles: What is drawn.
        window: The part of the plane.
        legend: What stands below it; None for nothing.
        ground: Colour behind the tiles, as #rrggbb.
        title: Name of the drawing.
        cancel: Looked at now and then.

    Returns:
        How many tiles were drawn.

    Raises:
        ValueError: If there are more than `MOST_SQUARES` in the window.
        Cancelled: When `cancel` was raised.
    """
    seen = in_window(tiles, window)
    if len(seen) > MOST_SQUARES:
        raise ValueError(f"a drawing holds {MOST_SQUARES} tiles at most, not {len(seen)}")
    map_height = window.drawn_height
    height = map_height + (legend.height if legend is not None else 0.0)
    file.write(begin_svg(height, ground, title).encode())
    # What lies over the edges is cut off by the drawing's own, and below by the legend's ground:
    # not every program that draws knows a clipping path.
    file.write(b"<g>\n")
    scale = window.scale
    width, high = tiles.side_x * scale * (1 - _GAP), tiles.side_y * scale * (1 - _GAP)
    left = (tiles.x[seen] - window.left) * scale - width / 2
    top = (tiles.y[seen] - window.top) * scale - high / 2
    ghost, chosen = tiles.ghost[seen], tiles.selected[seen] & ~tiles.ghost[seen]
    line = max(min(width, high) * 0.06, 0.1)
    _write_squares(
        file, left[ghost], top[ghost], (width, high),
        f'fill="none" stroke={quoteattr(tiles.ghost_colour)} stroke-width="{line:.3f}"', cancel,
    )  # fmt: skip
    pixels = tiles.pixels[seen]
    for pixel in np.unique(pixels[~ghost]).tolist():
        of = ~ghost & (pixels == pixel)
        attributes = f'fill="#{pixel & 0xFFFFFF:06x}"'
        _write_squares(file, left[of], top[of], (width, high), attributes, cancel)
    _write_squares(
        file, left[chosen], top[chosen], (width, high),
        f'fill="none" stroke={quoteattr(tiles.selected_colour)} stroke-width="{2 * line:.3f}"',
        cancel,
    )  # fmt: skip
    file.write(b"</g>\n")
    if legend is not None:
        file.write(legend.svg(map_height).encode())
    file.write(b"\n</svg>\n")
    return len(seen)


def _write_squares(
    file: BinaryIO,
    left: FloatArray,
    top: FloatArray,
    size: tuple[float, float],
    attributes: str,
    cancel: CancelToken | None,
) -> None:
    """Write squares of one look as paths."""
    width, height = (f"{length:.2f}" for length in size)
    square = f"h{width}v{height}h-{width}z"
    for first in range(0, len(left), _BATCH):
        if cancel is not None:
            cancel.check()
        places = zip(
            left[first : first + _BATCH].tolist(), top[first : first + _BATCH].tolist(), strict=True
        )
        path = "".join(f"M{x:.2f} {y:.2f}{square}" for x, y in places)
        file.write(f'<path d="{path}" {attributes}/>\n'.encode())
