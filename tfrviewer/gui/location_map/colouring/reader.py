"""Reading the column that gives the colours, and counting its values on the map, in workers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.table.colour_column import (
    ClassColumn,
    ColumnKind,
    NumberColumn,
    are_codes,
    class_counts,
    histogram,
    kind_of,
    read_classes,
    read_numbers,
    shown_of,
)
from tfrviewer.gui.location_map.colouring.bar import BINS
from tfrviewer.gui.tasks import Pool
from tfrviewer.tiles.drawing.colour_scales import CLASS_COLOURS
from tfrviewer.tiles.drawing.colour_scheme import IntArray, Span

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_READ, _COUNT = ("colours", "read"), ("colours", "count")

Column = NumberColumn | ClassColumn
Wish = tuple[str, bool | None]
"""The name of a column, and whether its numbers are classes; None leaves that to its values."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many tiles on the map have which number, or are of which class.

    Attributes:
        column: Whose values were counted.
        axis: From where to where the numbers were.
        counts: For each part of the axis, or for each class, int64.
        n_missing: How many tiles have no number.
    """

    column: Column
    axis: Span
    counts: IntArray
    n_missing: int


class ColumnReader(QObject):
    """Reads and counts; what is under way goes on, and what is wanted then comes after it.

    Records come in all the time while a dataset is read: to begin anew each time would never end.

    Signals:
        read: The column was read, and holds something else than before; None if it cannot be.
        counted: The tiles on the map were counted; `Counts`.
        settled: Nothing is on its way any more.
    """

    read = Signal(object)
    counted = Signal(object)
    settled = Signal()

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._wish: Wish = ("", None)
        self._column: Column | None = None
        self._axis = Span(0, 1)
        self._read_again = self._count_again = False

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not (self._tasks.is_running(_READ) or self._tasks.is_running(_COUNT))

    def stop(self) -> None:
        """Want nothing any more."""
        self._tasks.cancel(_READ)
        self._tasks.cancel(_COUNT)
        self._read_again = self._count_again = False
        self._wish, self._column = ("", None), None

    # ---------------------------------------------------------------- the column

    def want(self, wish: Wish) -> None:
        """Have a column read; one of that name must be there."""
        if wish != self._wish:
            self._wish, self._column = wish, None
        if self._tasks.is_running(_READ):
            self._read_again = True
            return
        self._read_again = False
        series, by_class = self._session.values(wish[0]), wish[1]
        is_number = kind_of(series.dtype) is ColumnKind.NUMBERS
        before = self._column

        def work(cancel: "CancelToken") -> Column:
            cancel.check()
            classes = are_codes(series) if by_class is None and is_number else by_class
            if is_number and not classes:
                column: Column = read_numbers(series)
            else:
                column = read_classes(series, len(CLASS_COLOURS))
            return before if before is not None and _are_same(before, column) else column

        def done(column: Column) -> None:
            if wish == self._wish and column is not self._column:
                self._column = column
                self.read.emit(column)
            self._go_on_reading()

        def failed(_: BaseException) -> None:
            if wish == self._wish:
                self._column = None
                self.read.emit(None)
            self._go_on_reading()

        self._tasks.submit(_READ, work, done, failed=failed, pool=Pool.QUERY)

    def _go_on_reading(self) -> None:
        if self._read_again and self._wish[0] in self._session.frame.columns:
            self.want(self._wish)
        self._tell_settled()

    # ---------------------------------------------------------------- the tiles on the map

    def count(self, axis: Span) -> None:
        """Have the tiles on the map counted that are shown.

        Args:
            axis: From where to where numbers are counted.
        """
        self._axis = axis
        column, session = self._column, self._session
        if column is None:
            return
        if self._tasks.is_running(_COUNT):
            self._count_again = True
            return
        self._count_again = False
        first, end = session.file_span(session.focus_file)
        inverse = session.inverse

        def work(cancel: "CancelToken") -> Counts:
            shown = shown_of(inverse, first, end)
            cancel.check()
            if isinstance(column, ClassColumn):
                return Counts(column, axis, class_counts(column, shown), 0)
            values = column.values[shown[shown < len(column.values)]]
            missing = int(np.count_nonzero(np.isnan(values)))
            return Counts(column, axis, histogram(column, shown, axis, BINS), missing)

        def done(counts: Counts) -> None:
            if counts.column is self._column:
                self.counted.emit(counts)
            if self._count_again:
                self.count(self._axis)
            self._tell_settled()

        self._tasks.submit(_COUNT, work, done)

    def _tell_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()


def _are_same(one: Column, other: Column) -> bool:
    if isinstance(one, NumberColumn) and isinstance(other, NumberColumn):
        return np.array_equal(one.values, other.values, equal_nan=True)
    if isinstance(one, ClassColumn) and isinstance(other, ClassColumn):
        return one.classes == other.classes and np.array_equal(one.codes, other.codes)
    return False
