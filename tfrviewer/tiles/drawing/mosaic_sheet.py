"""Laying squares side by side: the slide at a whole number of pixels a tile."""

from math import ceil, floor, log2

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.tiles.drawing.raster import Pixels, RasterView
from tfrviewer.tiles.layout.placement import Placement

BoolArray = NDArray[np.bool_]
Cells = NDArray[np.signedinteger]
Picture = NDArray[np.uint8]

SPREAD = 6
"""Halvings of the grid over which colours stand in for pictures still to come."""

_SMALL = 8  # squares up to this side are laid pixel by pixel, larger ones tile by tile


class Sheet:
    """The slide at a whole number of pixels a tile, as far as it is seen.

    Args:
        tiles: Where the tiles lie.
        view: What is seen.
        px: Pixels a tile.
        halvings: How often the grid is halved, where tiles are smaller than a pixel.
    """

    def __init__(self, tiles: Placement, view: RasterView, px: int, halvings: int) -> None:
        self._view, self._px, self._halvings = view, px, halvings
        many = 2.0**halvings
        self._width, self._height = tiles.side_x * many, tiles.side_y * many
        right, bottom = view.left + view.width / view.scale, view.top + view.height / view.scale
        left, top = tiles.bounds[:2]
        # Of the view no more than where tiles are, and a tile more on each side.
        self._column = floor((max(view.left, left) - left) / self._width) - 1
        self._row = floor((max(view.top, top) - top) / self._height) - 1
        last_column = ceil((min(right, tiles.bounds[2]) - left) / self._width) + 1
        last_row = ceil((min(bottom, tiles.bounds[3]) - top) / self._height) + 1
        self._columns, self._rows = last_column - self._column, last_row - self._row
        self._left = left + self._column * self._width
        self._top = top + self._row * self._height
        self._half = tiles.side_x / 2, tiles.side_y / 2
        self._canvas = np.zeros((self._rows * px, self._columns * px), np.uint32)

    def places(self, columns: Cells, rows: Cells) -> tuple[Cells, Cells]:
        """Return column and row on the sheet for those on the whole grid."""
        columns = (columns >> self._halvings) - self._column
        rows = (rows >> self._halvings) - self._row
        np.clip(columns, 0, self._columns - 1, out=columns)
        np.clip(rows, 0, self._rows - 1, out=rows)
        return columns, rows

    def lay_colours(self, columns: Cells, rows: Cells, colours: Pixels) -> None:
        """Give places of a single pixel their colours."""
        self._canvas[rows, columns] = colours

    def fill(self, columns: Cells, rows: Cells, colours: Pixels) -> None:
        """Give places of a single pixel the colours that a whole sheet has there, if none yet."""
        awaited = np.zeros(self._canvas.shape, np.bool_)
        awaited[rows, columns] = True
        awaited &= self._canvas == 0
        np.copyto(self._canvas, colours, where=awaited)

    def spread(self, columns: Cells, rows: Cells, colours: Pixels, awaited: int) -> Pixels:
        """Return a colour for every place near those that have one, (rows, columns), else 0.

        Args:
            columns: Of the places that have one.
            rows: The same.
            colours: Theirs.
            awaited: How many places have none: the fewer have one, the coarser is the result.
        """
        coarser = int(log2((len(colours) + awaited) / max(len(colours), 1)) / 2)
        size = (self._rows >> coarser) + 1, (self._columns >> coarser) + 1
        grid = np.zeros((*size, 4), np.float32)
        grid[rows >> coarser, columns >> coarser, :3] = unpacked(colours)
        grid[rows >> coarser, columns >> coarser, 3] = 1
        _fill(grid, max(SPREAD - coarser, 0))
        filled = packed(np.clip(np.rint(grid[..., :3]), 0, 255).astype(np.uint8))
        filled[grid[..., 3] <= 0] = 0
        if coarser:
            filled = filled.repeat(1 << coarser, axis=0).repeat(1 << coarser, axis=1)
        return filled[: self._rows, : self._columns]

    def lay(
        self,
        columns: Cells,
        rows: Cells,
        beside: BoolArray,
        u: NDArray[np.float64],
        v: NDArray[np.float64],
        squares: Pixels,
    ) -> None:
        """Lay squares down, (n, px, px) or (n, 1, 1) for plain ones."""
        px, canvas = self._px, self._canvas
        if not beside.all():
            on = np.flatnonzero(~beside) if beside.any() else slice(None)
            places = canvas.reshape(self._rows, px, self._columns, px).transpose(0, 2, 1, 3)
            places[rows[on], columns[on]] = squares[on]
        if not beside.any():
            return
        off = np.flatnonzero(beside)
        x = np.rint((u[off] - self._half[0] - self._left) / self._width * px).astype(np.int64)
        y = np.rint((v[off] - self._half[1] - self._top) / self._height * px).astype(np.int64)
        inside = (x >= 0) & (y >= 0) & (x <= canvas.shape[1] - px) & (y <= canvas.shape[0] - px)
        x, y, squares = x[inside], y[inside], squares[off[inside]]
        if px <= _SMALL:
            flat, first = canvas.reshape(-1), y * canvas.shape[1] + x
            for row in range(px):
                for column in range(px):
                    pixel = squares[:, row % squares.shape[1], column % squares.shape[2]]
                    flat[first + (row * canvas.shape[1] + column)] = pixel
        else:
            for left, top, square in zip(x.tolist(), y.tolist(), squares, strict=True):
                canvas[top : top + px, left : left + px] = square

    def scaled(self) -> Pixels:
        """Return the sheet as the view shows it, uint32 (height, width)."""
        view, px = self._view, self._px
        across, along = px / self._width, px / self._height
        height, width = self._canvas.shape
        # The part of the view that the sheet covers, in whole pixels of the view.
        left = max(ceil((self._left - view.left) * view.scale), 0)
        top = max(ceil((self._top - view.top) * view.scale), 0)
        right = floor((self._left + width / across - view.left) * view.scale)
        bottom = floor((self._top + height / along - view.top) * view.scale)
        right, bottom = min(right, view.width), min(bottom, view.height)
        result = view.new_image()
        if right <= left or bottom <= top:
            return result
        box = (
            max((view.left + left / view.scale - self._left) * across, 0.0),
            max((view.top + top / view.scale - self._top) * along, 0.0),
            min((view.left + right / view.scale - self._left) * across, float(width)),
            min((view.top + bottom / view.scale - self._top) * along, float(height)),
        )
        # Four bands that Pillow treats alike; the values are multiplied by their alpha already.
        sheet = Image.frombuffer("CMYK", (width, height), self._canvas, "raw", "CMYK", 0, 1)
        size = (right - left, bottom - top)
        scaled = sheet.resize(size, Image.Resampling.BILINEAR, box=box)
        pixels = np.frombuffer(scaled.tobytes(), np.uint32).reshape(size[1], size[0])
        result[top:bottom, left:right] = pixels
        return result


def _fill(grid: NDArray[np.float32], halvings: int) -> None:
    """Give places without a colour that of their surroundings; the last band is the weight."""
    rows, columns = grid.shape[:2]
    empty = grid[..., 3] <= 0
    if halvings == 0 or min(rows, columns) < 2 or not empty.any():
        return
    even = np.zeros((rows + rows % 2, columns + columns % 2, 4), np.float32)
    even[:rows, :columns] = grid
    even[..., :3] *= even[..., 3:]
    half = even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2]
    weight = half[..., 3]
    half[..., :3] /= np.maximum(weight, 1e-9)[..., None]
    half[..., 3] = weight > 0
    _fill(half, halvings - 1)
    coarse = half.repeat(2, axis=0).repeat(2, axis=1)[:rows, :columns]
    np.copyto(grid, coarse, where=empty[..., None])


def packed(rgb: Picture) -> Pixels:
    """Return opaque pixels of colours, uint8 (..., 3)."""
    wide = rgb.astype(np.uint32)
    value = wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2] | np.uint32(0xFF000000)
    return value.astype(np.uint32, copy=False)


def unpacked(pixels: Pixels) -> Picture:
    """Return the colours of opaque pixels, uint8 (..., 3)."""
    rgb = np.stack([pixels >> 16, pixels >> 8, pixels], axis=-1)
    return (rgb & 0xFF).astype(np.uint8)
