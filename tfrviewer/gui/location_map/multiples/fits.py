"""The grids of all slides, each found once and kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.grid_fit import GridFit, fit_grid

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

IntArray = NDArray[np.int64]


class Fits:
    """Finds the grid of a slide when it is first asked for; to be asked in worker threads.

    Two threads that ask for the same one both find it, and the same.
    """

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

    def located(self, file: int) -> tuple[IntArray, IntArray, IntArray]:
        """Return row numbers, x and y of the records of a file that have a location.

        Where all are at (0, 0), which stands for none, there is none.
        """
        session = self._session
        first, end = session.file_span(file)
        has = session.has_location[first:end]
        x, y = session.x[first:end], session.y[first:end]
        numbers = np.arange(first, end)
        if not has.all():
            numbers, x, y = numbers[has], x[has], y[has]
        if not x.any() and not y.any():
            nothing = np.zeros(0, np.int64)
            return nothing, nothing, nothing
        return numbers, x, y

    def maker(self) -> Callable[[int], GridFit | None]:
        """Return what gives the grid of a file of the present records, in any thread."""
        known = self._known  # another dataset gets another one

        def fit_of(file: int) -> GridFit | None:
            if file not in known:
                _, x, y = self.located(file)
                known[file] = fit_grid(x, y)
            return known[file]

        return fit_of
