"""What of the state of a dataset is kept while it is read again; no Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.gui.record_arrays import RecordArrays
from tfrviewer.gui.restriction import Restriction

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
        restriction: Records picked by hand, as their numbers in each file, and whether they are
            hidden.
    """

    condition: str
    keys: Sequence[tuple[str, bool]]
    current: tuple[Path, int] | None = None
    selection: Mapping[Path, NDArray[np.int64]] = field(default_factory=dict)
    added: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rows: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    arrays: RecordArrays = field(default_factory=RecordArrays)
    restriction: tuple[Mapping[Path, NDArray[np.int64]], bool] | None = None

    @classmethod
    def of(cls, session: "Session") -> "Kept":
        """Return the state of a session."""
        current = None
        if session.current >= 0:
            path = session.paths[int(session.file_number[session.current])]
            current = path, int(session.record[session.current])
        selection = _by_file(session, np.flatnonzero(session.selection))
        among = session.restriction
        picked = None if among is None else (_by_file(session, among.numbers), among.hides)
        added = {
            name: session.frame.select(column for column in columns if column in session.columns)
            for name, columns in session.added.items()
        }
        rows = {path: session.file_span(i) for i, path in enumerate(session.paths)} if added else {}
        keys = list(session.sort_keys)
        text, arrays = session.filter_text, session.arrays
        return cls(text, keys, current, selection, added, rows, arrays, picked)

    def find_current(self, paths: Sequence[Path], arrays: RecordArrays) -> int:
        """Return the row number of the current record, -1 if it is not there."""
        if self.current is None or self.current[0] not in paths:
            return -1
        return arrays.number_of(paths.index(self.current[0]), self.current[1])

    def find_selection(self, paths: Sequence[Path], arrays: RecordArrays) -> NDArray[np.int64]:
        """Return the row numbers of the selected records that are still there."""
        return _found(self.selection, paths, arrays)

    def find_restriction(self, paths: Sequence[Path], arrays: RecordArrays) -> Restriction | None:
        """Return the restriction to those records that are still there, None if none are."""
        if self.restriction is None:
            return None
        picked, hides = self.restriction
        numbers = _found(picked, paths, arrays)
        return Restriction(numbers.astype(np.uint32), hides) if len(numbers) else None

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


def _by_file(session: "Session", chosen: NDArray[np.integer]) -> dict[Path, NDArray[np.int64]]:
    """Return the numbers within their files of some records, by row number."""
    # Row numbers go file after file: to look for each file in a million takes too long.
    files, starts = np.unique(session.file_number[chosen], return_index=True)
    parts = np.split(session.record[chosen], starts[1:])
    return {session.paths[i]: part for i, part in zip(files, parts, strict=False)}


def _found(
    chosen: Mapping[Path, NDArray[np.int64]], paths: Sequence[Path], arrays: RecordArrays
) -> NDArray[np.int64]:
    """Return the row numbers of records, by file and number in it, that are still there."""
    found = [np.zeros(0, np.int64)]
    for i, path in enumerate(paths):
        records = chosen.get(path)
        if records is not None:
            first, end = arrays.span(i)
            found.append(first + records[records < end - first])
    return np.concatenate(found)
