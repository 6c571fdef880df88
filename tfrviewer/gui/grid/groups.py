"""Which tiles belong together in the present order: those of a slide, or of any other word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

MOST: Final = 5000
"""With more groups than this, headings would be most of what is seen."""

_WORDS: Final = (pl.String, pl.Categorical, pl.Enum, pl.Boolean)


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """Stretches of the present order.

    Attributes:
        column: What they have in common.
        starts: Position of the first tile of each, int64 (k,).
        names: What to call them; None where the records have no value.
    """

    column: str
    starts: npt.NDArray[np.int64]
    names: list[str | None]


class Grouping:
    """Finds the groups, and remembers what it takes long to find."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._of: tuple[object, ...] = ()
        self._found: Groups | None = None

    def column(self) -> str:
        """Return what the present order brings together; "" if nothing that has words."""
        session = self._session
        if session.ordering.is_drawn:
            return ""
        if not session.sort_keys:
            return "tfrecord" if len(session.paths) > 1 else ""
        column = session.sort_keys[0][0]
        known = column in session.frame.columns
        return column if known and isinstance(session.frame.schema[column], _WORDS) else ""

    def find(self) -> Groups | None:
        """Return the groups, or None where there are none, or too many."""
        session = self._session
        column = self.column()
        if not column or not len(session.order):
            return None
        series = session.frame.get_column(column)
        by_file = column == "tfrecord"
        of = (session.order, column, session.file_number if by_file else session.frame)
        if len(self._of) == len(of) and all(a is b for a, b in zip(self._of, of, strict=True)):
            return self._found
        if by_file:  # a number for each name: quicker to compare
            ordered = session.file_number[session.order]
        else:
            ordered = series.gather(pl.Series(session.order)).rle_id().to_numpy()
        starts = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
        found = None
        if len(starts) < MOST:
            starts = np.concatenate([[0], starts]).astype(np.int64)
            firsts = pl.Series(session.order[starts], dtype=pl.UInt32)
            found = Groups(column, starts, series.gather(firsts).cast(pl.String).to_list())
        self._of, self._found = of, found
        return found
