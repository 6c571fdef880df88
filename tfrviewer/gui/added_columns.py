"""Columns of a dataset that come from elsewhere than its records, such as a joined table."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

OWN = frozenset(("metrics", "review", "blinded"))
"""Names under which the window itself adds columns, beside those of tables that were joined."""


class AddedColumns:
    """What was added to the frame of all records, by name; kept while the frame is made anew."""

    def __init__(self) -> None:
        self._frames: dict[str, pl.DataFrame] = {}

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each name."""
        return MappingProxyType({name: tuple(x.columns) for name, x in self._frames.items()})

    def add(self, frame: pl.DataFrame, name: str, columns: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with columns added, in the place of those added under the same name.

        Args:
            frame: All records.
            name: Where the columns come from, such as a file's name.
            columns: A row a record, in the order of the row numbers.

        Raises:
            ValueError: When there is not a row a record, or another column has such a name.
        """
        if columns.height != frame.height:
            msg = f"{name} has {columns.height} rows for {frame.height} records"
            raise ValueError(msg)
        own = self._frames[name].columns if name in self._frames else []
        taken = sorted(set(columns.columns) & (set(frame.columns) - set(own)))
        if taken:
            msg = f"there are columns of these names already: {', '.join(taken)}"
            raise ValueError(msg)
        frame = self.remove(frame, name)
        self._frames[name] = columns
        return frame.hstack(columns)

    def remove(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """Return the frame without what was added under a name, if anything was."""
        gone = self._frames.pop(name, None)
        return frame if gone is None else frame.drop(gone.columns, strict=False)

    def onto(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame made anew with all that was added.

        Forgotten is a column that the frame has of its own by now, and what was added to another
        number of records, which belonged to others.
        """
        for name, columns in list(self._frames.items()):
            own = [column for column in columns.columns if column not in frame.columns]
            if columns.height != frame.height or not own:
                del self._frames[name]
            else:
                self._frames[name] = columns.select(own)
                frame = frame.hstack(self._frames[name])
        return frame
