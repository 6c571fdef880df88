"""What of the state of a dataset is kept while it is read again; no Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.gui.record_arrays import RecordArrays

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session


@dataclass(frozen=True, slots=True)
class Kept:
    """The state of a session, by file and record: row numbers may be others after reading again.

    Attributes:
        condition: The filter.
        keys: What is sorted by.
        current: File and number of the current record.
        selection: Numbers of the selected records of each file that has some.
        added: Columns that were added, by the name of what they came from.
        rows: The row numbers that each file had: the first, and the one after the last.
        arrays: The records that `added` and `rows` are of.
    """

    condition: str
    keys: Sequence[tuple[str, bool]]
    current: tuple[Path, int] | None = None
    selection: Mapping[Path, NDArray[np.int64]] = field(default_factory=dict)
    added: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rows: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    arrays: RecordArrays = field(default_factory=RecordArrays)

    @classmethod
    def of(cls, session: "Session") -> "Kept":
        """Return the state of a session."""
        current = None
        if session.current >= 0:
            path = session.paths[int(session.file_number[session.current])]
            current = path, int(session.record[session.current])
        chosen = np.flatnonzero(session.selection)
        # Row numbers go file after file: to look for each file in a million takes too long.
        files, starts = np.unique(session.file_number[chosen], return_index=True)
        parts = np.split(session.record[chosen], starts[1:])
        selection = {session.paths[i]: part for i, part in zip(files, parts, strict=False)}
        added = {
            name: session.frame.select(column for column in columns if column in session.columns)
            for name, columns in session.added.items()
        }
        rows = {path: session.file_span(i) for i, path in enumerate(session.paths)} if added else {}
        keys = list(session.sort_keys)
        return cls(session.filter_text, keys, current, selection, added, rows, session.arrays)

    def find_current(self, paths: Sequence[Path], arrays: RecordArrays) -> int:
        """Return the row number of the current record, -1 if it is not there."""
        if self.current is None or self.current[0] not in paths:
            return -1
        return arrays.number_of(paths.index(self.current[0]), self.current[1])

    def find_selection(self, paths: Sequence[Path], arrays: RecordArrays) -> NDArray[np.int64]:
        """Return the row numbers of the selected records that are still there."""
        found = [np.zeros(0, np.int64)]
        for i, path in enumerate(paths):
            records = self.selection.get(path)
            if records is not None:
                first, end = arrays.span(i)
                found.append(first + records[records < end - first])
        return np.concatenate(found)

    def find_added(
        self, paths: Sequence[Path], arrays: RecordArrays
    ) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield the columns that were added, null for the records of a file that is another now.

        A file is the same as long as it has as many records at the same locations: what was joined
        to other tiles must not be taken for theirs.
        """
        if not self.added:
            return
        numbers = np.full(len(arrays), -1, np.int64)
        for i, path in enumerate(paths):
            first, end = arrays.span(i)
            old, old_end = self.rows.get(path, (0, 0))
            now, before = slice(first, end), slice(old, old_end)
            if end - first == old_end - old and all(
                np.array_equal(one[now], other[before])
                for one, other in ((arrays.x, self.arrays.x), (arrays.y, self.arrays.y))
            ):
                numbers[now] = np.arange(old, old_end)
        if (numbers < 0).all():
            return
        taken = pl.Series(numbers).replace(-1, None)
        for name, columns in self.added.items():
            yield name, columns[taken]
