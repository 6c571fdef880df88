"""The grids of all slides, each found once and kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

IntArray = NDArray[np.int64]

_NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The locations of all slides at one moment, safe in any thread: never those of two datasets.

    Two threads that ask for the grid of a slide both find it, and the same.

    Attributes:
        spans: Row number of the first record of each file, and the one after its last.
        x: Location by row number, int64 (n,).
        y: The same.
        has_location: Whether there is one, bool (n,).
        known: The grids that were found.
    """

    spans: tuple[tuple[int, int], ...]
    x: IntArray
    y: IntArray
    has_location: NDArray[np.bool_]
    known: dict[int, GridFit | None]

    def of(self, file: int) -> tuple[IntArray, IntArray, IntArray]:
        """Return row numbers, x and y of the records of a file that have a location.

        Where all are at (0, 0), which stands for none, there is none.
        """
        first, end = self.spans[file]
        has = self.has_location[first:end]
        x, y = self.x[first:end], self.y[first:end]
        numbers = np.arange(first, end)
        if not has.all():
            numbers, x, y = numbers[has], x[has], y[has]
        return (numbers, x, y) if x.any() or y.any() else (_NOTHING, _NOTHING, _NOTHING)

    def fit(self, file: int) -> GridFit | None:
        """Return the grid of a file."""
        if file not in self.known:
            _, x, y = self.of(file)
            self.known[file] = fit_grid(x, y)
        return self.known[file]


class Fits:
    """Keeps the grids of slides while their locations stay."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._known: dict[int, GridFit | None] = {}
        self._looked_at = (0, 0)  # how many records there were, and how many with a location

    def forget(self) -> None:
        """There are other records."""
        self._known = {}
        self._looked_at = (0, 0)

    def refresh(self) -> None:
        """There are further records, which change nothing, or locations that came late."""
        has = self._session.has_location
        n, located = self._looked_at
        if np.count_nonzero(has[:n]) != located:
            self._known = {}
        self._looked_at = len(has), int(np.count_nonzero(has))

    def known(self, file: int) -> GridFit | None:
        """Return the grid of a file if it was found already."""
        return self._known.get(file)

    def places(self) -> Places:
        """Return the locations there are now, for a worker."""
        session = self._session
        spans = tuple(session.file_span(file) for file in range(len(session.files)))
        return Places(spans, session.x, session.y, session.has_location, self._known)
