"""What the session holds, as views read it; nothing here changes it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from tfrviewer.dataset.table.query import quoted
from tfrviewer.errors import Finding
from tfrviewer.gui.added_columns import OWN, AddedColumns
from tfrviewer.gui.choice import Choice
from tfrviewer.gui.findings_intake import FindingsIntake
from tfrviewer.gui.loading import FileInfo, empty_frame
from tfrviewer.gui.ordering import Ordering
from tfrviewer.gui.record_arrays import RecordArrays
from tfrviewer.gui.restriction import Restriction

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.mask import Mask
    from tfrviewer.tfrecord.file import TFRecord


class SessionState(QObject):
    """The records, their order, and what is selected and current, by row number.

    Attributes:
        ordering: The filter and the sorting.
        dataset: The open dataset, if there is one.
        paths: Its files.
        files: What is known of each, as far as they were read.
        frame: All records read so far, a row each.
        pending: Columns whose values are still to come.
        labels: The columns of the annotations, by the names that the annotations have for them.
        focus_file: Number of the file that one looks at, -1 for none.
        mask: What is shown in place of names; None unless the review is blinded.
    """

    ordering: Ordering

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._findings = FindingsIntake(self)
        self._forget()

    def _forget(self) -> None:
        """Hold nothing: there is another dataset, or none."""
        self.dataset: Dataset | None = None
        self.paths: tuple[Path, ...] = ()
        self.files: list[FileInfo] = []
        self.frame: pl.DataFrame = empty_frame()
        self.pending: frozenset[str] = frozenset()
        self.labels: Mapping[str, str] = {}
        self.focus_file = -1
        self._choice = Choice()
        self._arrays = RecordArrays()
        self._findings.begin((), self._arrays)
        self._added = AddedColumns()
        self.mask: Mask | None = None

    # ---------------------------------------------------------------- records

    @property
    def name(self) -> str:
        """What the dataset is called: its project and tiles, its folder, or its file."""
        if self.mask is not None:
            return self.tr("Blinded review")
        project = None if self.dataset is None else self.dataset.project
        if project is not None:
            return f"{project.name}, {project.size}"
        if len(self.paths) == 1:
            return self.paths[0].name
        root = None if self.dataset is None else self.dataset.root
        return root.name if root is not None else f"{len(self.paths)} TFRecords"

    @property
    def n_damaged(self) -> int:
        """How many records have something wrong."""
        return int(np.count_nonzero(self.is_damaged))

    @property
    def n_records(self) -> int:
        """How many records there are so far."""
        return len(self._arrays)

    @property
    def columns(self) -> list[str]:
        """Names of the columns of the frame, in their order."""
        return self.frame.columns

    @property
    def column_words(self) -> list[str]:
        """Names of the columns as a condition writes them."""
        return [quoted(name) for name in self.columns]

    @property
    def arrays(self) -> RecordArrays:
        """What an index holds, by row number; another object for another dataset."""
        return self._arrays

    @property
    def x(self) -> NDArray[np.int64]:
        """Location in level-0 pixels, int64 (n,); 0 where there is none."""
        return self._arrays.x

    @property
    def y(self) -> NDArray[np.int64]:
        """Location in level-0 pixels, int64 (n,); 0 where there is none."""
        return self._arrays.y

    @property
    def has_location(self) -> NDArray[np.bool_]:
        """Whether a record has a location, bool (n,)."""
        return self._arrays.has_location

    @property
    def file_number(self) -> NDArray[np.int32]:
        """Number of the file of each record, int32 (n,)."""
        return self._arrays.file_number

    @property
    def record(self) -> NDArray[np.int64]:
        """Number of each record within its file, int64 (n,)."""
        return self._arrays.record

    @property
    def is_damaged(self) -> NDArray[np.bool_]:
        """Whether something is wrong with a record, bool (n,)."""
        return self._arrays.is_damaged

    @property
    def shown_paths(self) -> "tuple[Path, ...]":
        """The files as people may see them: names alone while the review is blinded."""
        return self.paths if self.mask is None else self.mask.paths

    def values(self, column: str) -> pl.Series:
        """Return a column by row number, of length `n_records`.

        Raises:
            KeyError: When there is no such column.
        """
        if column not in self.frame.columns:
            raise KeyError(column)
        return self.frame[column]

    @property
    def added(self) -> Mapping[str, tuple[str, ...]]:
        """The columns that were added, by the name of what they came from."""
        return self._added.names

    @property
    def joined(self) -> list[str]:
        """The names of the tables whose columns were joined."""
        return [name for name in self._added.names if name not in OWN]

    def file_span(self, file_number: int) -> tuple[int, int]:
        """Return the first row number of a file and the one after its last; equal if none."""
        return self._arrays.span(file_number)

    def read_record(self, number: int) -> "tuple[TFRecord, int]":
        """Return the open TFRecord and the record's number within it; for worker threads.

        Raises:
            IndexError: When there is no such record, or no dataset, any more.
            TfrError: When the file cannot be opened.
        """
        dataset, arrays = self.dataset, self._arrays
        if dataset is None or not 0 <= number < len(arrays.record):
            msg = f"no record {number}"
            raise IndexError(msg)
        return dataset.open(int(arrays.file_number[number])), int(arrays.record[number])

    # ---------------------------------------------------------------- findings

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order they were made."""
        return self._findings.book.all

    def findings_of_file(self, file_number: int) -> list[Finding]:
        """Return the findings about a file and about its records."""
        return self._findings.book.of_file(file_number)

    def record_findings(self, number: int) -> list[Finding]:
        """Return the findings about a record."""
        return self._findings.book.of_record(number)

    def number_of(self, finding: Finding) -> int:
        """Return the row number that a finding is about, -1 if it is about no record."""
        return self._findings.book.number_of(finding)

    def number_beside(self, finding: Finding) -> int:
        """Return the row number a finding is about, else of the record that lies next to its byte.

        That is the first record from the byte on, or the last of the file; -1 if there is none.
        """
        number, file = self.number_of(finding), self.file_of(finding)
        if number >= 0 or finding.offset is None or finding.record is not None or file < 0:
            return number
        first, end = self.file_span(file)
        if first == end or str(self.shown_paths[file]) != finding.file:  # a byte of an index
            return -1
        behind = int(self.frame["offset"][first:end].search_sorted(finding.offset))
        return min(first + behind, end - 1)

    def file_of(self, finding: Finding) -> int:
        """Return the number of the file that a finding is about, -1 if it is none of these."""
        return self._findings.book.file_of(finding)

    # ---------------------------------------------------------------- filter and sorting

    @property
    def order(self) -> NDArray[np.uint32]:
        """Row numbers in the present order, uint32 (n_shown,)."""
        return self._choice.order

    @property
    def inverse(self) -> NDArray[np.int64]:
        """Position of each row number in the order, int64 (n,), -1 where filtered out."""
        return self._choice.inverse

    @property
    def filter_text(self) -> str:
        """The condition that holds; empty shows everything."""
        return self.ordering.condition

    @property
    def restriction(self) -> Restriction | None:
        """Records picked by hand that alone are shown, or are hidden; None where none are."""
        return self.ordering.among

    @property
    def is_narrowed(self) -> bool:
        """Whether a condition or a restriction decides what is shown."""
        return bool(self.filter_text) or self.restriction is not None

    @property
    def sort_keys(self) -> list[tuple[str, bool]]:
        """What is sorted by: a column and whether it descends, the first key first."""
        return self.ordering.keys

    @property
    def order_stale(self) -> bool:
        """Whether records stand where the sorting would not put them."""
        return self.ordering.stale

    @property
    def wanted_filter(self) -> str:
        """The condition asked for last, which may be about to be applied."""
        return self.ordering.wanted[0]

    # ---------------------------------------------------------------- selection and current

    @property
    def selection(self) -> NDArray[np.bool_]:
        """Whether each row number is selected, bool (n,); never changed in place."""
        return self._choice.selection

    @property
    def n_selected(self) -> int:
        """How many records are selected, shown or not."""
        return self._choice.n_selected

    @property
    def dims(self) -> bool:
        """Whether views dim what is not selected; see `Choice.dims`."""
        return self._choice.dims

    @property
    def current(self) -> int:
        """The current row number, -1 for none."""
        return self._choice.current
