"""One slide as the map shows it: its tiles placed, and what is shown, selected and damaged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.gui.location_map.layer import Drawn
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.placement import Placement
from tfrviewer.tiles.raster import RasterView, draw_tiles, spread_out

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Located:
    """The records of one TFRecord that have a location.

    Attributes:
        file: Number of the file.
        n_records: How many records it has.
        numbers: Row numbers of those with a location, int64 (n,), ascending.
        x: Their level-0 x, int64 (n,).
        y: Their level-0 y.
    """

    file: int
    n_records: int
    numbers: IntArray
    x: IntArray
    y: IntArray

    @classmethod
    def of(cls, session: "Session", file: int) -> "Located":
        """Return what the session knows of a file's locations."""
        first, end = session.file_span(file)
        has_location = session.has_location[first:end]
        if has_location.all():  # by far the most, and the quickest to take
            numbers = np.arange(first, end)
            return cls(file, end - first, numbers, session.x[first:end], session.y[first:end])
        at = first + np.flatnonzero(has_location)
        return cls(file, end - first, at, session.x[at], session.y[at])

    @property
    def is_zero(self) -> bool:
        """Whether every location is (0, 0), which stands for none."""
        return len(self.x) > 0 and not self.x.any() and not self.y.any()


class Slide:
    """The tiles of one TFRecord on the plane, with what the session says of them.

    Tiles are named by their index into the located records.

    Attributes:
        located: The records.
        tiles: Where they lie.
        shown: Whether the filter shows a tile, bool (n,).
        selected: Whether it is selected.
        damaged: Whether something is wrong with its record.
    """

    def __init__(self, located: Located, tiles: Placement) -> None:
        self.located = located
        self.tiles = tiles
        n = len(located.numbers)
        self.shown: BoolArray = np.ones(n, np.bool_)
        self.selected: BoolArray = np.zeros(n, np.bool_)
        self.damaged: BoolArray = np.zeros(n, np.bool_)

    def tile_of(self, number: int) -> int:
        """Return the tile of a row number, -1 if it is not on this slide or has no location."""
        numbers = self.located.numbers
        at = int(np.searchsorted(numbers, number))
        return at if at < len(numbers) and numbers[at] == number else -1

    def take_filter(self, session: "Session") -> bool:
        """Take over what is shown; return whether that changed."""
        shown = session.inverse[self.located.numbers] >= 0
        changed = not np.array_equal(shown, self.shown)
        self.shown = shown
        return changed

    def take_selection(self, session: "Session") -> bool:
        """Take over what is selected; return whether that changed."""
        selected = session.selection[self.located.numbers]
        changed = not np.array_equal(selected, self.selected)
        self.selected = selected
        return changed

    def take_damage(self, session: "Session") -> bool:
        """Take over what is damaged; return whether that changed."""
        damaged = session.is_damaged[self.located.numbers]
        changed = not np.array_equal(damaged, self.damaged)
        self.damaged = damaged
        return changed

    def draw_all(
        self, view: RasterView, tile: int, ghost: int, ratio: float, mark: float
    ) -> Callable[[CancelToken], Drawn]:
        """Return work that draws every tile, those that the filter hides as an outline.

        Args:
            view: What to draw.
            tile: Pixel value of a tile.
            ghost: That of a hidden one.
            ratio: Device pixels per logical pixel.
            mark: Side of the sign of a damaged record, in device pixels.
        """
        tiles, shown, damaged = self.tiles, self.shown, self.damaged
        line = max(round(ratio), 1)

        def work(cancel: CancelToken) -> Drawn:
            image = view.new_image()
            sides = tiles.side_x, tiles.side_y
            u, v = tiles.u, tiles.v
            if not shown.all():
                hidden = ~shown
                draw_tiles(
                    image, view, u[hidden], v[hidden], *sides, ghost,
                    gap=line, outline=line, cancel=cancel,
                )  # fmt: skip
                u, v = u[shown], v[shown]
            draw_tiles(image, view, u, v, *sides, tile, gap=line, cancel=cancel)
            wrong = np.flatnonzero(damaged & shown)
            marked = wrong[spread_out(tiles.u[wrong], tiles.v[wrong], view, round(mark * 1.2))]
            return Drawn(view, image, marked)

        return work

    def draw_selected(
        self, view: RasterView, colour: int, ratio: float
    ) -> Callable[[CancelToken], Drawn]:
        """Return work that draws the tiles that are selected and shown."""
        tiles, selected, shown = self.tiles, self.selected, self.shown
        line = max(round(ratio), 1)

        def work(cancel: CancelToken) -> Drawn:
            image = view.new_image()
            at = np.flatnonzero(selected & shown)
            draw_tiles(
                image, view, tiles.u[at], tiles.v[at], tiles.side_x, tiles.side_y, colour,
                gap=line, least=2 * line, cancel=cancel,
            )  # fmt: skip
            return Drawn(view, image, np.zeros(0, np.int64))

        return work
