"""What of the state of a dataset is kept while it is read again; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
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
    """

    condition: str
    keys: Sequence[tuple[str, bool]]
    current: tuple[Path, int] | None = None
    selection: Mapping[Path, NDArray[np.int64]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: "Session") -> "Kept":
        """Return the state of a session."""
        current = None
        if session.current >= 0:
            path = session.paths[int(session.file_number[session.current])]
            current = path, int(session.record[session.current])
        chosen = np.flatnonzero(session.selection)
        files, records = session.file_number[chosen], session.record[chosen]
        selection = {session.paths[i]: records[files == i] for i in np.unique(files)}
        return cls(session.filter_text, list(session.sort_keys), current, selection)

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
