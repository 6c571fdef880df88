"""The item model over the session's frame in its present order; it only looks up."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from typing_extensions import override

from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.gui.metric_words import explanation_of
from tfrviewer.gui.records.columns import MEANINGS, is_right_aligned
from tfrviewer.gui.records.pages import MISSING, PAGE, PENDING, Pages

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from tfrviewer.errors import Finding
    from tfrviewer.gui.session import Session

Index = QModelIndex | QPersistentModelIndex

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FEW: Final = 3


class Role(IntEnum):
    """What the model tells beyond Qt's own roles."""

    VALUE = Qt.ItemDataRole.UserRole + 1
    """The value of a cell as it is, None where it is missing."""
    NUMBER = Qt.ItemDataRole.UserRole + 2
    """The record's row number."""


class RecordModel(QAbstractTableModel):
    """Records by position in the present order; columns by name, in the frame's order."""

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        locale = QLocale()
        self._pages = Pages(locale.toString)
        self._order: NDArray[np.uint32] = session.order
        self._columns: list[str] = []
        self._right: list[bool] = []
        self._pending: frozenset[str] = frozenset()
        self._filter = ""
        self._filtered: frozenset[str] = frozenset()
        self._take_columns()
        self._refresh()
        session.dataset_changed.connect(self._replace)
        session.order_changed.connect(self._replace)
        session.records_changed.connect(self._grow)
        session.loading_changed.connect(self._grow)
        session.findings_changed.connect(self._touch)

    # ---------------------------------------------------------------- what views ask for

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in the frame's order."""
        return self._columns

    def number(self, position: int) -> int:
        """Return the row number of the record at a position."""
        return int(self._order[position])

    def text(self, position: int, column: int) -> str:
        """Return what a cell says."""
        return self._pages.text(position, self._columns[column])

    def texts(self, first: int, last: int, column: int) -> list[str]:
        """Return what the cells of the positions from `first` to `last` say."""
        name = self._columns[column]
        found: list[str] = []
        for page in range(first // PAGE, last // PAGE + 1):
            start = max(first - page * PAGE, 0)
            found += self._pages.page(page, name).texts[start : last - page * PAGE + 1]
        return found

    def value(self, position: int, column: int) -> Any:  # noqa: ANN401 - of the column's type
        """Return the value of a cell, None where it is missing."""
        return self._pages.value(position, self._columns[column])

    def sample(self, column: int) -> list[str]:
        """Return what some cells of a column say, all over the dataset."""
        return self._pages.sample(self._columns[column])

    def dtype(self, column: int) -> "pl.DataType":
        """Return the type of a column."""
        return self._session.frame.schema[self._columns[column]]

    def is_right(self, column: int) -> bool:
        """Whether a column is aligned to the right."""
        return self._right[column]

    @property
    def is_growing(self) -> bool:
        """Whether records are still to come."""
        return self._session.loading

    @property
    def is_complete(self) -> bool:
        """Whether all records are there with all that is told of them."""
        return not (self._session.loading or self._session.pending)

    def is_pending(self, column: int) -> bool:
        """Whether values of a column are still being read."""
        return self._columns[column] in self._pending

    def is_filtered(self, column: int) -> bool:
        """Whether the filter that holds asks for a column."""
        return self._columns[column] in self._filtered

    def awaits(self, first: int, last: int) -> bool:
        """Whether a value of the positions from `first` to `last` is still being read."""
        for column in self._pending.intersection(self._columns):
            for page in range(first // PAGE, last // PAGE + 1):
                start = max(first - page * PAGE, 0)
                texts = self._pages.page(page, column).texts[start : last - page * PAGE + 1]
                if PENDING in texts:
                    return True
        return False

    def findings_text(self, number: int) -> str:
        """Return the findings about a record in words, empty if there are none."""
        findings = self._session.record_findings(number)
        lines = [_words(finding) for finding in findings[:_FEW]]
        if len(findings) > _FEW:
            lines.append(self.tr("and {0} more").format(len(findings) - _FEW))
        return "\n\n".join(lines)

    # ---------------------------------------------------------------- QAbstractTableModel

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._right[column] else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return self.findings_text(self.number(row)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Role.VALUE:
                return self.value(row, column)
            case Role.NUMBER:
                return self.number(row)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._columns[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._right[section] else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return self._explained(section)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken_header(section)
        return None

    def _spoken_header(self, column: int) -> str:
        name = self._columns[column]
        words = [name]
        for i, (key, descends) in enumerate(self._session.sort_keys):
            if key == name:
                descending, ascending = (
                    self.tr("sort key {0}, descending"),
                    self.tr("sort key {0}, ascending"),
                )
                words.append((descending if descends else ascending).format(i + 1))
                if self._session.order_stale:
                    words.append(self.tr("out of date"))
        if name in self._filtered:
            words.append(self.tr("filtered"))
        return ", ".join(words)

    def _spoken(self, row: int, column: int) -> str:
        text = self.text(row, column)
        if text == PENDING:
            text = self.tr("still being read")
        elif text == MISSING:
            text = self.tr("missing")
        number = self.number(row)
        words = [f"{self._columns[column]} {text}"]
        if self._session.selection[number]:
            words.append(self.tr("selected"))
        if self._session.is_damaged[number]:
            words.append(self.tr("has findings"))
        return ", ".join(words)

    def _explained(self, column: int) -> str:
        name = self._columns[column]
        labels = {shown: label for label, shown in self._session.labels.items()}
        if name in MEANINGS:
            lines = [self.tr(MEANINGS[name])]
        elif name in labels:
            lines = [self.tr("“{0}” of the annotations").format(labels[name])]
        elif name in self._session.added.get("metrics", ()):
            lines = explanation_of(name).split("\n")
        else:
            lines = [self.tr("Field “{0}”").format(name)]
        lines[0] += f" ({self.dtype(column)})"
        keys = [key for key, _ in self._session.sort_keys]
        if name in keys and self._session.order_stale:
            lines.append(
                self.tr("The order is out of date: values came in after it was made.")
                + " "
                + self.tr("Click to sort again.")
            )
        elif name not in keys and keys:
            lines.append(self.tr("Click to sort, Shift+click to sort by it next."))
        else:
            lines.append(self.tr("Click to sort."))
        if name in self._filtered:
            lines.append(self.tr("The filter asks for it."))
        if name in self._pending:
            lines.append(self.tr("Its values are still being read."))
        return "\n".join(lines)

    # ---------------------------------------------------------------- following the session

    def _refresh(self) -> None:
        self._order = self._session.order
        self._pending = self._session.pending
        if self._session.filter_text != self._filter:
            self._filter = self._session.filter_text
            self._filtered = condition_columns(self._filter)
        self._pages.reset(self._session.frame, self._order, self._pending)

    def _take_columns(self) -> None:
        self._columns = list(self._session.columns)
        schema = self._session.frame.schema
        self._right = [name in schema and is_right_aligned(schema[name]) for name in self._columns]

    @Slot()
    def _replace(self) -> None:
        """Other records, or another order."""
        self._grow_columns()
        self.beginResetModel()
        self._refresh()
        self.endResetModel()

    @Slot()
    def _grow(self) -> None:
        """Records came at the end, columns came, or values did."""
        self._grow_columns()
        order, shown = self._session.order, len(self._order)
        if len(order) < shown or not np.array_equal(order[:shown], self._order):
            self._replace()
            return
        if len(order) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(order) - 1)
            self._refresh()
            self.endInsertRows()
        self._refresh()
        self._touch()

    def _grow_columns(self) -> None:
        new = list(self._session.columns)
        if set(new) == set(self._columns) and new == self._columns:
            self._take_columns()  # their types may have become known
            return
        kept = [name for name in new if name in set(self._columns)]
        if kept != self._columns:  # some are gone, or in another order: a different dataset
            self.beginResetModel()
            self._take_columns()
            self._refresh()
            self.endResetModel()
            return
        for i, name in enumerate(new):
            if i == len(self._columns) or self._columns[i] != name:
                self.beginInsertColumns(QModelIndex(), i, i)
                self._columns.insert(i, name)
                self._right.insert(i, False)
                self.endInsertColumns()
        self._take_columns()

    @Slot()
    def _touch(self) -> None:
        """Any cell may say something else, in the place where it is."""
        if len(self._order) and self._columns:
            last = self.index(len(self._order) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)


def _words(finding: "Finding") -> str:
    return f"{finding.message} {finding.remedy}".strip()
