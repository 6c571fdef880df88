"""Small pictures of the tiles of one slide, and the slide re-assembled from them.

Of each tile there is one colour, and squares of 4 to 64 pixels as far as they were asked for and
there is room. The slide is laid together from squares of one size, tile beside tile with no pixel
between them, and then brought to the scale it is seen at: so neighbours join, and nothing
flickers while the view moves. Where a tile's picture is still to come, the colours of those around
it stand in: a slide is first seen blurred, and then sharpens.
"""

import threading
from math import ceil, floor, log2

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.placement import Placement
from tfrviewer.tiles.raster import Pixels, RasterView, lay_over, tiles_in_view

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Picture = NDArray[np.uint8]

LEVELS = (4, 8, 16, 32, 64)
"""Sides of the squares that are kept, in pixels."""
BUDGET = 32 << 20
"""Bytes of the squares of one size; of the smallest there is room for a million all the same."""

_MOST_SMALLEST = 1 << 20
_STRETCH = 1.42
"""A square is shown at up to so many times its size before the next one is asked for."""
_COARSE = 2.0  # device pixels; of smaller tiles only one in so many pixels is read
_SPREAD = 6  # halvings of the grid over which colours stand in for pictures still to come
_UNKNOWN, _KNOWN, _BROKEN = 0, 1, 2
_SMALL = 8  # squares up to this side are laid pixel by pixel, larger ones tile by tile


def level_for(pixels: float) -> int:
    """Return the side of the squares for tiles seen at a size in pixels; 1 is their colour."""
    return next((px for px in (1, *LEVELS) if pixels <= px * _STRETCH), LEVELS[-1])


class Mosaic:
    """The small pictures of the tiles of one slide; all methods may be called by any thread.

    Tiles are named by their index into the placement.

    Args:
        tiles: Where they lie.
        budget: Bytes that squares of each size may take.
    """

    def __init__(self, tiles: Placement, *, budget: int = BUDGET) -> None:
        self.tiles = tiles
        n = len(tiles)
        self._lock = threading.RLock()
        self._state = np.zeros(n, np.uint8)
        self._colours = np.zeros(n, np.uint32)
        self._pools = {
            px: _Pool(n, px, max(budget // (4 * px * px), _MOST_SMALLEST if px == LEVELS[0] else 1))
            for px in LEVELS
        }
        self._ranks = _ranks(tiles)

    def __len__(self) -> int:
        return len(self._state)

    @property
    def known(self) -> int:
        """How many tiles have a picture."""
        return int(np.count_nonzero(self._state == _KNOWN))

    @property
    def nbytes(self) -> int:
        """How many bytes the pictures take."""
        return sum(pool.nbytes for pool in self._pools.values())

    def is_broken(self, tile: int) -> bool:
        """Whether a tile is known to have no picture."""
        return bool(self._state[tile] == _BROKEN)

    # ---------------------------------------------------------------- what there is

    def put(self, tiles: IntArray, pictures: Picture) -> None:
        """Keep pictures, in their size and all smaller ones.

        Args:
            tiles: Whose, int64 (n,).
            pictures: uint8 (n, px, px, 3), `px` one of `LEVELS`.
        """
        px = pictures.shape[1]
        if px not in LEVELS:
            raise ValueError(f"pictures of a mosaic have a side of {LEVELS} pixels, not {px}")
        sizes = [size for size in LEVELS if size <= px]
        with self._lock:
            for size in reversed(sizes):
                if size < pictures.shape[1]:
                    pictures = _halved(pictures)
                self._pools[size].put(tiles, _packed(pictures))
            colours = pictures.reshape(len(tiles), -1, 3).mean(axis=1).round().astype(np.uint8)
            self._colours[tiles] = _packed(colours)
            self._state[tiles] = _KNOWN

    def put_broken(self, tiles: IntArray) -> None:
        """Remember that some tiles have no picture."""
        with self._lock:
            self._state[tiles] = _BROKEN

    def stored(self, px: int) -> tuple[IntArray, Picture]:
        """Return the tiles that have squares of a size, and these; 1 asks for their colours."""
        with self._lock:
            known = np.flatnonzero(self._state == _KNOWN)
            if px == 1:
                return known, _unpacked(self._colours[known])
            tiles = known[self._pools[px].has(known)]
            return tiles, _unpacked(self._pools[px].get(tiles))

    def put_colours(self, tiles: IntArray, colours: Picture) -> None:
        """Keep the colours of tiles, uint8 (n, 3), without pictures."""
        with self._lock:
            self._colours[tiles] = _packed(colours)
            self._state[tiles] = _KNOWN

    def room(self, px: int) -> int:
        """Return how many tiles may have squares of a size at once."""
        return self._pools[px].most if px in self._pools else len(self)

    # ---------------------------------------------------------------- what is missing

    def missing(self, view: RasterView, among: BoolArray) -> tuple[IntArray, int]:
        """Return what is still to be read for a view, and in which size.

        Args:
            view: What is seen.
            among: Tiles that are shown, bool (N,).

        Returns:
            Tiles, those first that lie far apart, such that a few of them tell how the whole looks;
            and the side of the squares wanted.
        """
        tiles = self.tiles
        size = min(tiles.side_x, tiles.side_y) * view.scale
        px = level_for(size)
        seen = tiles_in_view(tiles.u, tiles.v, tiles.side_x, tiles.side_y, view)
        seen = seen[among[seen]]
        with self._lock:
            lacks = self._state[seen] != _BROKEN
            lacks &= ~self._pools[px].has(seen) if px > 1 else self._state[seen] == _UNKNOWN
        ranks = self._ranks[seen]
        # As many as can be kept, else they would push each other out while they are shown.
        if px > 1 and np.count_nonzero(lacks) and len(seen) > self.room(px):
            middle = _nearest_to_middle(tiles, seen, view, self.room(px))
            lacks &= middle
        if size < _COARSE:
            lacks &= ranks >= min(ceil(log2(_COARSE / max(size, 1e-12))), _SPREAD)
        found = seen[lacks]
        return found[np.argsort(-ranks[lacks].astype(np.int8), kind="stable")], px

    def keep(self, tiles: IntArray, px: int) -> None:
        """Make room for squares of a size: those of other tiles than these may go."""
        if px in self._pools:
            with self._lock:
                self._pools[px].make_room(tiles)

    # ---------------------------------------------------------------- the slide

    def draw(
        self,
        image: Pixels,
        view: RasterView,
        among: BoolArray,
        *,
        cancel: CancelToken | None = None,
    ) -> None:
        """Lay the slide over an image, where there are pictures.

        Args:
            image: What to draw over, premultiplied ARGB, uint32 (height, width) of `view`.
            view: What the image shows.
            among: Tiles to draw, bool (N,).
            cancel: Looked at now and then.

        Raises:
            Cancelled: When `cancel` was raised; nothing is drawn then.
        """
        tiles = self.tiles
        seen = tiles_in_view(tiles.u, tiles.v, tiles.side_x, tiles.side_y, view)
        seen = seen[among[seen]]
        if not len(seen) or not self._state.any():
            return
        size = min(tiles.side_x, tiles.side_y) * view.scale
        px = level_for(size)
        many = 2.0 ** max(ceil(log2(0.7 / max(size, 1e-12))), 0)  # tiles a pixel where tiny
        sheet = _Sheet(tiles, view, px, many)
        columns, rows, beside = sheet.places(tiles.u[seen], tiles.v[seen])
        with self._lock:
            state = self._state[seen]
            best = np.where(state == _KNOWN, 1, 0).astype(np.int16)
            for level in LEVELS:
                if level <= px:
                    best[self._pools[level].has(seen) & (best > 0)] = level
            colours = self._colours[seen]
            groups = [
                (at, self._pools[level].get(seen[at]))
                for level in LEVELS
                if level <= px and len(at := np.flatnonzero(best == level))
            ]
        if cancel is not None:
            cancel.check()
        awaited = state == _UNKNOWN
        if awaited.any():
            known = best > 0
            stand_in = sheet.spread(columns[known], rows[known], colours[known])
            colours[awaited] = stand_in[rows[awaited], columns[awaited]]
        plain = np.flatnonzero((best == 1) | (awaited & (colours != 0)))
        groups.insert(0, (plain, colours[plain, None, None]))
        for at, squares in groups:
            if cancel is not None:
                cancel.check()
            times = px // squares.shape[1]
            if times > 1 and squares.shape[1] > 1:
                squares = squares.repeat(times, axis=1).repeat(times, axis=2)
            sheet.lay(
                columns[at], rows[at], beside[at], tiles.u[seen[at]], tiles.v[seen[at]], squares
            )
        lay_over(image, sheet.scaled())


class _Pool:
    """Squares of one size."""

    def __init__(self, count: int, px: int, most: int) -> None:
        self.px = px
        self.most = most
        self._count = count
        self._slots: NDArray[np.int32] | None = None  # of each tile, -1 for none
        self._owners = np.zeros(0, np.int64)  # tile of each slot, -1 for none
        self._squares = np.zeros((0, px, px), np.uint32)
        self._free: list[int] = []
        self._kept: BoolArray | None = None

    @property
    def nbytes(self) -> int:
        return self._squares.nbytes + (0 if self._slots is None else self._slots.nbytes)

    def has(self, tiles: IntArray) -> BoolArray:
        if self._slots is None:
            return np.zeros(len(tiles), np.bool_)
        found: BoolArray = self._slots[tiles] >= 0
        return found

    def get(self, tiles: IntArray) -> Pixels:
        """Return the squares of tiles that have one, (n, px, px)."""
        if self._slots is None:
            return self._squares[:0]
        return self._squares[self._slots[tiles]]

    def put(self, tiles: IntArray, squares: Pixels) -> None:
        if self._slots is None:
            self._slots = np.full(self._count, -1, np.int32)
        new = self._slots[tiles] < 0
        slots = self._take(int(np.count_nonzero(new)))
        placed = np.flatnonzero(new)[: len(slots)]
        self._slots[tiles[placed]] = slots
        self._owners[slots] = tiles[placed]
        at = self._slots[tiles]
        self._squares[at[at >= 0]] = squares[at >= 0]

    def make_room(self, kept: IntArray) -> None:
        """Say which tiles keep their squares when others need the room."""
        self._kept = np.zeros(self._count, np.bool_)
        self._kept[kept] = True

    def _take(self, count: int) -> IntArray:
        """Return slots that are free, fewer than asked for where there are no more."""
        if len(self._free) < count and len(self._owners) < self.most:
            self._grow(count)
        if len(self._free) < count and self._kept is not None and self._slots is not None:
            gone = np.flatnonzero((self._owners >= 0) & ~self._kept[self._owners])
            self._slots[self._owners[gone]] = -1
            self._owners[gone] = -1
            self._free += gone.tolist()
        taken, self._free = self._free[:count], self._free[count:]
        return np.array(taken, np.int64)

    def _grow(self, count: int) -> None:
        before = len(self._owners)
        after = min(max(before + count, 2 * before, 256), self.most, self._count)
        squares = np.empty((after, self.px, self.px), np.uint32)
        squares[:before] = self._squares
        self._squares = squares
        self._owners = np.concatenate([self._owners, np.full(after - before, -1, np.int64)])
        self._free += range(before, after)


class _Sheet:
    """The slide at a whole number of pixels a tile, as far as it is seen."""

    def __init__(self, tiles: Placement, view: RasterView, px: int, many: float) -> None:
        self._view, self._px = view, px
        self._width, self._height = tiles.side_x * many, tiles.side_y * many
        right, bottom = view.left + view.width / view.scale, view.top + view.height / view.scale
        left, top = tiles.bounds[:2]
        # Of the view no more than where tiles are, and a tile more on each side.
        first_column = floor((max(view.left, left) - left) / self._width) - 1
        first_row = floor((max(view.top, top) - top) / self._height) - 1
        last_column = ceil((min(right, tiles.bounds[2]) - left) / self._width) + 1
        last_row = ceil((min(bottom, tiles.bounds[3]) - top) / self._height) + 1
        self._columns, self._rows = last_column - first_column, last_row - first_row
        self._left = left + first_column * self._width
        self._top = top + first_row * self._height
        self._half = tiles.side_x / 2, tiles.side_y / 2
        self._canvas = np.zeros((self._rows * px, self._columns * px), np.uint32)

    def places(
        self, u: NDArray[np.float64], v: NDArray[np.float64]
    ) -> tuple[IntArray, IntArray, BoolArray]:
        """Return column and row of tiles, and whether they lie beside the grid."""
        x = (u - self._half[0] - self._left) / self._width
        y = (v - self._half[1] - self._top) / self._height
        columns, rows = np.rint(x).astype(np.int64), np.rint(y).astype(np.int64)
        far = 0.5 / self._px
        beside = (
            (np.abs(x - columns) > far) | (np.abs(y - rows) > far) if self._px > 1 else columns < 0
        )
        np.clip(columns, 0, self._columns - 1, out=columns)
        np.clip(rows, 0, self._rows - 1, out=rows)
        return columns, rows, beside

    def spread(self, columns: IntArray, rows: IntArray, colours: Pixels) -> Pixels:
        """Return a colour for every place near those that have one, (rows, columns), else 0."""
        grid = np.zeros((self._rows, self._columns, 4), np.float32)
        grid[rows, columns, :3] = _unpacked(colours)
        grid[rows, columns, 3] = 1
        _fill(grid, _SPREAD)
        filled = _packed(np.clip(np.rint(grid[..., :3]), 0, 255).astype(np.uint8))
        filled[grid[..., 3] <= 0] = 0
        return filled

    def lay(
        self,
        columns: IntArray,
        rows: IntArray,
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
    grid[empty] = coarse[empty]


def _ranks(tiles: Placement) -> NDArray[np.uint8]:
    """Return how early each tile is read: those on a coarse grid have a high rank."""
    left, top = tiles.bounds[:2]
    columns = np.rint((tiles.u - left) / tiles.side_x - 0.5).astype(np.int64)
    rows = np.rint((tiles.v - top) / tiles.side_y - 0.5).astype(np.int64)
    both = columns | rows | (1 << _SPREAD)
    lowest = both & -both
    return np.log2(lowest.astype(np.float64)).astype(np.uint8)


def _nearest_to_middle(tiles: Placement, seen: IntArray, view: RasterView, count: int) -> BoolArray:
    """Return which of the tiles seen are the `count` nearest to the middle of a view."""
    u = view.left + view.width / view.scale / 2
    v = view.top + view.height / view.scale / 2
    far = np.maximum(np.abs(tiles.u[seen] - u), np.abs(tiles.v[seen] - v))
    nearest = np.zeros(len(seen), np.bool_)
    nearest[np.argpartition(far, count - 1)[:count]] = True
    return nearest


def _halved(pictures: Picture) -> Picture:
    n, px = pictures.shape[:2]
    parts = pictures.reshape(n, px // 2, 2, px // 2, 2, 3).astype(np.uint16)
    halved: Picture = ((parts.sum(axis=(2, 4)) + 2) // 4).astype(np.uint8)
    return halved


def _packed(rgb: Picture) -> Pixels:
    wide = rgb.astype(np.uint32)
    packed = wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2] | np.uint32(0xFF000000)
    return packed.astype(np.uint32, copy=False)


def _unpacked(pixels: Pixels) -> Picture:
    rgb = np.stack([pixels >> 16, pixels >> 8, pixels], axis=-1)
    return (rgb & 0xFF).astype(np.uint8)
