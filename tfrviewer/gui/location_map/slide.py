"""One slide as the map shows it: its tiles placed, and what is shown, selected and damaged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.drawing.colour_scheme import Scheme, TilePaint
from tfrviewer.tiles.layout.placement import Placement

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
ScalarT = TypeVar("ScalarT", bound=np.generic)


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

    @staticmethod
    def count(session: "Session", file: int) -> int:
        """Return how many records of a file have a location as far as the session knows."""
        first, end = session.file_span(file)
        return int(np.count_nonzero(session.has_location[first:end]))

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
        version: Another number whenever anything of the following is another.
        paint: What colours the tiles have, and which are hidden with their class.
        scheme: What says so; None while it is not asked.
        shown: Whether the filter shows a tile, bool (n,).
        visible: Whether it is shown and its class is not hidden: only such tiles can be hit.
        selected: Whether it is selected.
        damaged: Whether something is wrong with its record.
    """

    def __init__(self, located: Located, tiles: Placement) -> None:
        self.located = located
        self.tiles = tiles
        numbers = located.numbers
        n = len(numbers)
        whole = n > 0 and int(numbers[-1]) - int(numbers[0]) == n - 1
        # Of a million tiles a slice takes a tenth of the time of picking them by number.
        self._rows = slice(int(numbers[0]), int(numbers[-1]) + 1) if whole else numbers
        self.version = 0
        self.paint = TilePaint()
        self.scheme: Scheme | None = None
        self.visible: BoolArray = np.ones(n, np.bool_)
        self.shown: BoolArray = np.ones(n, np.bool_)
        self.selected: BoolArray = np.zeros(n, np.bool_)
        self.damaged: BoolArray = np.zeros(n, np.bool_)

    def tile_of(self, number: int) -> int:
        """Return the tile of a row number, -1 if it is not on this slide or has no location."""
        numbers = self.located.numbers
        at = int(np.searchsorted(numbers, number))
        return at if at < len(numbers) and numbers[at] == number else -1

    def of_tiles(self, values: NDArray[ScalarT]) -> NDArray[ScalarT]:
        """Return what an array by row number holds for each tile; a copy."""
        found: NDArray[ScalarT] = values[self._rows]
        return found.copy() if isinstance(self._rows, slice) else found

    def take_filter(self, session: "Session") -> bool:
        """Take over what is shown; return whether that changed."""
        shown = session.inverse[self._rows] >= 0
        changed = not np.array_equal(shown, self.shown)
        self.shown = shown
        self._take_visible()
        return changed

    def painted(self, scheme: Scheme) -> TilePaint:
        """Return what a scheme says of the tiles; of a million it takes some milliseconds."""
        return scheme.paint(self.located.numbers)

    def take_paint(self, paint: TilePaint, scheme: Scheme) -> None:
        """Take over colours and hidden classes, and what scheme says so."""
        self.paint, self.scheme = paint, scheme
        self._take_visible()

    def _take_visible(self) -> None:
        self.version += 1
        hidden = self.paint.hidden
        self.visible = self.shown if hidden is None else self.shown & ~hidden

    def take_selection(self, session: "Session") -> bool:
        """Take over what is selected; return whether that changed."""
        selected = self.of_tiles(session.selection)
        changed = not np.array_equal(selected, self.selected)
        self.selected = selected
        self.version += changed
        return changed

    def take_damage(self, session: "Session") -> bool:
        """Take over what is damaged; return whether that changed."""
        damaged = self.of_tiles(session.is_damaged)
        changed = not np.array_equal(damaged, self.damaged)
        self.damaged = damaged
        self.version += changed
        return changed
