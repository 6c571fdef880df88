"""Small pictures of the tiles of one slide, and the slide re-assembled from them.

Of each tile there is one colour, and squares of 4 to 64 pixels as far as they were asked for and
there is room. The slide is laid together from squares of one size, tile beside tile with no pixel
between them, and then brought to the scale it is seen at: so neighbours join, and nothing
flickers while the view moves. Where a tile's picture is still to come, the colours of those around
it stand in: a slide is first seen blurred, and then sharpens.
"""

import threading
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.mosaic_pool import SquarePool
from tfrviewer.tiles.drawing.mosaic_sheet import SPREAD, Cells, Picture, Sheet, packed, unpacked
from tfrviewer.tiles.drawing.raster import Pixels, RasterView, lay_over, tiles_in_view
from tfrviewer.tiles.layout.placement import Placement

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

LEVELS = (4, 8, 16, 32, 64)
"""Sides of the squares that are kept, in pixels."""
BUDGET = 32 << 20
"""Bytes of the squares of one size; of the smallest there is room for a million all the same."""

_MOST_SMALLEST = 1 << 20
_STRETCH = 1.42
"""A square is shown at up to so many times its size before the next one is asked for."""
_COARSE = 2.0  # device pixels; of smaller tiles only one in so many pixels is read
_MOST_PIXELS = 24 << 20  # of the slide laid together, 96 MB; on a vast screen as many as it has
_UNKNOWN, _KNOWN, _BROKEN = 0, 1, 2


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
        self._pools = {px: SquarePool(n, px, _room(px, budget)) for px in LEVELS}
        self._columns, self._rows, self._beside = _cells(tiles)
        self._ranks = _ranks(self._columns, self._rows)

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
                self._pools[size].put(tiles, packed(pictures))
            colours = pictures.reshape(len(tiles), -1, 3).mean(axis=1).round().astype(np.uint8)
            self._colours[tiles] = packed(colours)
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
                return known, unpacked(self._colours[known])
            tiles = known[self._pools[px].has(known)]
            return tiles, unpacked(self._pools[px].get(tiles))

    def put_colours(self, tiles: IntArray, colours: Picture) -> None:
        """Keep the colours of tiles, uint8 (n, 3), without pictures."""
        with self._lock:
            self._colours[tiles] = packed(colours)
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
            lacks &= ranks >= min(ceil(log2(_COARSE / max(size, 1e-12))), SPREAD)
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
        if not self._state.any():
            return
        seen = tiles_in_view(tiles.u, tiles.v, tiles.side_x, tiles.side_y, view)
        if not among.all():
            seen = seen[among[seen]]
        if not len(seen):
            return
        size = min(tiles.side_x, tiles.side_y) * view.scale
        px = level_for(size)
        most = max(_MOST_PIXELS, 2.1 * view.width * view.height)  # twice is needed to be sharp
        while px > 1 and _area(tiles, view) * px * px > most:
            px = LEVELS[LEVELS.index(px) - 1] if px > LEVELS[0] else 1
        halvings = max(ceil(log2(0.7 / max(size, 1e-12))), 0)  # of the grid where tiles are tiny
        sheet = Sheet(tiles, view, px, halvings)
        if px == 1:
            self._draw_colours(sheet, seen, cancel)
        else:
            self._draw_squares(sheet, seen, px, cancel)
        lay_over(image, sheet.scaled())

    def _draw_colours(self, sheet: Sheet, seen: IntArray, cancel: CancelToken | None) -> None:
        """Lay tiles down that are about a pixel large, or less."""
        columns, rows = sheet.places(self._columns[seen], self._rows[seen])
        with self._lock:
            state = self._state[seen]
            known = np.flatnonzero(state == _KNOWN)
            colours = self._colours[seen[known]]
        if cancel is not None:
            cancel.check()
        sheet.lay_colours(columns[known], rows[known], colours)
        awaited = np.flatnonzero(state == _UNKNOWN)
        if len(awaited):
            stand_in = sheet.spread(columns[known], rows[known], colours, len(awaited))
            sheet.fill(columns[awaited], rows[awaited], stand_in)

    def _draw_squares(
        self, sheet: Sheet, seen: IntArray, px: int, cancel: CancelToken | None
    ) -> None:
        tiles = self.tiles
        columns, rows = sheet.places(self._columns[seen], self._rows[seen])
        beside = self._beside[seen]
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
            waiting = int(np.count_nonzero(awaited))
            stand_in = sheet.spread(columns[known], rows[known], colours[known], waiting)
            colours[awaited] = stand_in[rows[awaited], columns[awaited]]
        plain = np.flatnonzero((best == 1) | (awaited & (colours != 0)))
        groups.insert(0, (plain, colours[plain, None, None]))
        for at, squares in groups:
            if cancel is not None:
                cancel.check()
            times = px // squares.shape[1]
            if times > 1 and squares.shape[1] > 1:
                squares = squares.repeat(times, axis=1).repeat(times, axis=2)
            u, v = tiles.u[seen[at]], tiles.v[seen[at]]
            sheet.lay(columns[at], rows[at], beside[at], u, v, squares)


def _room(px: int, budget: int) -> int:
    """Return how many squares of a size are kept at most."""
    return max(budget // (4 * px * px), _MOST_SMALLEST if px == LEVELS[0] else 1)


def _cells(tiles: Placement) -> tuple[Cells, Cells, BoolArray]:
    """Return column and row of each tile on a grid of its size, and whether it lies beside it."""
    x = (tiles.u - tiles.bounds[0]) / tiles.side_x - 0.5
    y = (tiles.v - tiles.bounds[1]) / tiles.side_y - 0.5
    columns, rows = np.rint(x), np.rint(y)
    far = 0.5 / LEVELS[-1]
    beside = (np.abs(x - columns) > far) | (np.abs(y - rows) > far)
    greatest = max(columns.max(initial=0), rows.max(initial=0))
    # A location may be any number; half the memory is enough for those of slides.
    whole: type[np.signedinteger] = np.int32 if greatest < np.iinfo(np.int32).max // 2 else np.int64
    return columns.astype(whole), rows.astype(whole), beside


def _area(tiles: Placement, view: RasterView) -> float:
    """Return how many places of the grid a view shows."""
    left, top, right, bottom = tiles.bounds
    wide = min(view.width / view.scale, right - left) / tiles.side_x
    high = min(view.height / view.scale, bottom - top) / tiles.side_y
    return (wide + 3) * (high + 3)


def _ranks(columns: Cells, rows: Cells) -> NDArray[np.uint8]:
    """Return how early each tile is read: those on a coarse grid have a high rank."""
    both = columns | rows
    ranks = np.zeros(len(columns), np.uint8)
    for halving in range(1, SPREAD + 1):
        ranks += both & ((1 << halving) - 1) == 0
    return ranks


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
