"""The files of the dataset as a table that knows how to sort itself."""

import functools
import re
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QIcon
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.dataset_panel.state import ICONS, FileState, colour_for, state_of, word_for
from tfrviewer.gui.dataset_panel.words import NOTHING, file_tip, size_text
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts

if TYPE_CHECKING:
    from tfrviewer.errors import Finding

_Index = QModelIndex | QPersistentModelIndex
_NUMBER = re.compile(r"(\d{1,18})", re.ASCII)
_DISPLAY, _DECORATION = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.DecorationRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_role = Qt.ItemDataRole
_UNTOLD = frozenset(
    map(int, (_role.FontRole, _role.BackgroundRole, _role.ForegroundRole, _role.CheckStateRole))
)
"""Asked for with every cell that is painted, thousands of times while a dataset loads."""


class Column(IntEnum):
    """The columns that every dataset has, in their order; those of its annotations follow."""

    NAME = 0
    TILES = 1
    STATE = 2
    SIZE = 3


class FileModel(QAbstractTableModel):
    """One line a file, loaded or not; a line's file number is in `FILE_ROLE`.

    Attributes:
        labels: The columns of the annotations, behind those of `Column`.
    """

    FILE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, session: Session, facts: SlideFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts = facts
        self.labels: tuple[str, ...] = ()
        self._order: list[int] = []
        self._names: list[str] = []
        self._states: list[FileState] = []
        self._seen: dict[int, tuple[list[Finding], int]] = {}  # findings that the states are of
        self._waits = True  # whether files were still loading when all states were looked at
        self._present: set[FileState] = set()
        self._n_loaded = 0
        self._most_tiles = 0
        self._words = True
        self._sorted: tuple[int, Qt.SortOrder] = (Column.NAME, Qt.SortOrder.AscendingOrder)
        self._natural = True
        session.dataset_changed.connect(self._start)
        session.records_changed.connect(self._take_files)
        session.findings_changed.connect(self._refresh)
        session.loading_changed.connect(self._refresh)
        facts.changed.connect(self._take_facts)
        self._start()

    def file_number(self, index: _Index) -> int:
        """Return the number of the file at an index."""
        return self._order[index.row()] if index.isValid() else -1

    def index_of(self, file_number: int) -> QModelIndex:
        """Return where a file stands, an invalid index if nowhere."""
        if not 0 <= file_number < len(self._order):
            return QModelIndex()
        line = file_number if self._natural else self._order.index(file_number)
        return self.index(line, 0)

    def state(self, file_number: int) -> FileState:
        """Return the state of a file."""
        return self._states[file_number]

    def label(self, column: int) -> str:
        """Return the column of the annotations that a column shows, "" if it shows none."""
        return self.labels[column - len(Column)] if column >= len(Column) else ""

    def label_value(self, file_number: int, column: int) -> str:
        """Return what the annotations say of a file's slide in a column; "" if nothing."""
        facts = self._facts.of_file(file_number)
        if facts is None or facts.line is None:
            return ""
        return facts.line.get(self.label(column), "").strip()

    def show_words(self, *, on: bool) -> None:
        """Show the states by word and sign, or where there is no room for words by sign alone."""
        if on == self._words:
            return
        self._words = on
        if self._order:
            last = self.index(len(self._order) - 1, Column.STATE)
            self.dataChanged.emit(self.index(0, Column.STATE), last)

    def names(self) -> list[str]:
        """Return the names of all files."""
        return self._names.copy()

    def widest(self, column: int) -> str:
        """Return a text as long as any in a column."""
        if column >= len(Column):
            values = (self.label_value(i, column) for i in range(len(self._session.files)))
            return max(values, key=len, default="")
        if column == Column.NAME:
            return max(self._names, key=len, default="")
        if column == Column.STATE:
            return max(map(word_for, self._present), key=len, default="")
        if column == Column.TILES:
            return QLocale().toString(self._most_tiles)
        return size_text(999_900_000)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column) + len(self.labels)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in _UNTOLD or not index.isValid():
            return None
        number, column = self._order[index.row()], index.column()
        if role == _DISPLAY:
            return self._text(number, column)
        if role == _DECORATION:
            if column != Column.STATE:
                return None
            return _sign(self._states[number], QGuiApplication.palette().cacheKey())
        if role == _ALIGNMENT:
            return _RIGHT if column in (Column.TILES, Column.SIZE) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = file_tip(self._session, self._facts, number)
            return f"{word_for(self._states[number])}\n{tip}" if column == Column.STATE else tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names[number]}, {word_for(self._states[number])}"
        if role == self.FILE_ROLE:
            return number
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            known = (self.tr("TFRecord"), self.tr("Tiles"), self.tr("State"), self.tr("Size"))
            return (*known, *self.labels)[section]
        if role == Qt.ItemDataRole.ToolTipRole and section >= len(Column):
            return self.tr("“{0}” of the annotations").format(self.label(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in (Column.TILES, Column.SIZE)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (max(column, 0), order)
        self._sort()

    def _sort(self) -> None:
        column, order = self._sorted
        files = self._session.files
        down = order == Qt.SortOrder.DescendingOrder
        number_of_files = len(self._session.paths)
        known = list(range(len(files)))
        if column == Column.TILES:
            known.sort(key=lambda i: files[i].count, reverse=down)
        elif column == Column.SIZE:
            known.sort(key=lambda i: files[i].size, reverse=down)
        elif column == Column.STATE:
            known.sort(key=lambda i: self._states[i], reverse=down)
        elif column >= len(Column):
            known.sort(key=lambda i: _by_text(self.label_value(i, column)), reverse=down)
            known.sort(key=lambda i: not self.label_value(i, column))
        unknown = list(range(len(files), number_of_files))
        new = known + unknown
        if column == Column.NAME and down:
            new.reverse()
        self.layoutAboutToBeChanged.emit()
        old_indexes = self.persistentIndexList()
        place = {file: line for line, file in enumerate(new)}
        moved = [self.index(place[self._order[i.row()]], i.column()) for i in old_indexes]
        self._order = new
        self._natural = column == Column.NAME and not down
        self.changePersistentIndexList(old_indexes, moved)
        self.layoutChanged.emit()

    def _start(self) -> None:
        self.beginResetModel()
        self._order = list(range(len(self._session.paths)))
        self._natural = True
        self._names = [path.stem for path in self._session.shown_paths]
        self._n_loaded = self._most_tiles = 0
        self._know_files()
        self._set_labels(self._facts.labels)
        self._states = self._all_states()
        self._present = set(self._states)
        self.endResetModel()
        if self._sorted != (Column.NAME, Qt.SortOrder.AscendingOrder):
            self._sort()

    def _set_labels(self, labels: tuple[str, ...]) -> None:
        # What is sorted by may be gone, or be another label.
        if labels != self.labels and self._sorted[0] >= len(Column):
            self._sorted = (Column.NAME, Qt.SortOrder.AscendingOrder)
        self.labels = labels

    def _take_facts(self) -> None:
        # Columns come and go by themselves: a reset would lose what is selected and scrolled to.
        labels = self._facts.labels
        if labels != self.labels:
            if self.labels:
                self.beginRemoveColumns(QModelIndex(), len(Column), self.columnCount() - 1)
                self._set_labels(())
                self.endRemoveColumns()
            if labels:
                count = len(Column) + len(labels)
                self.beginInsertColumns(QModelIndex(), len(Column), count - 1)
                self._set_labels(labels)
                self.endInsertColumns()
        if self._sorted[0] >= len(Column):
            self._sort()
        if labels:  # nothing else that cells show comes from there
            self._tell(range(len(self._order)))

    def _know_files(self) -> range:
        """Take what is known of the files that were loaded since; return their numbers."""
        files = self._session.files
        new = range(self._n_loaded, len(files))
        for number in new:
            self._names[number] = files[number].name
            self._most_tiles = max(self._most_tiles, files[number].count)
        self._n_loaded = len(files)
        return new

    def _take_files(self) -> None:
        # Files come dozens of times while thousands load: only what is new is looked at.
        new = self._know_files()
        for number in new:
            self._states[number] = self._state_of(number, FileState.OK)
            self._present.add(self._states[number])
        self._tell(new)

    def _all_states(self) -> list[FileState]:
        session = self._session
        waiting = FileState.LOADING if session.loading else FileState.UNREADABLE
        self._seen.clear()
        states = [self._state_of(i, FileState.OK) for i in range(len(session.files))]
        return states + [waiting] * (len(session.paths) - len(states))

    def _state_of(self, number: int, known: FileState) -> FileState:
        """Return the state of a file, of which all findings looked at before gave this one."""
        findings = self._session.findings_of_file(number)
        seen, count = self._seen.get(number, (findings, 0))
        self._seen[number] = findings, len(findings)
        if seen is not findings:
            return state_of(findings)
        return max(known, state_of(findings[count:]))  # they come a hundred thousand at a time

    def _refresh(self) -> None:
        session, before = self._session, self._states
        if session.loading or len(before) != len(session.paths) or self._waits:
            self._states = self._all_states()
            self._waits = session.loading
        else:
            self._states = [
                self._state_of(i, state) if i < len(session.files) else state
                for i, state in enumerate(before)
            ]
        self._present = set(self._states)
        states = enumerate(zip(before, self._states, strict=True))
        self._tell([number for number, (old, new) in states if old is not new])

    def _tell(self, numbers: Iterable[int]) -> None:
        """Say that something of files changed: views paint again what they show of them."""
        lines = list(numbers)
        if not self._natural and lines:
            wanted = set(lines)
            lines = [line for line, number in enumerate(self._order) if number in wanted]
        if lines:
            last = self.index(max(lines), self.columnCount() - 1)
            self.dataChanged.emit(self.index(min(lines), 0), last)

    def _text(self, number: int, column: int) -> str:
        if column == Column.NAME:
            return self._names[number]
        if column == Column.STATE:
            return word_for(self._states[number]) if self._words else ""
        if column >= len(Column):
            return self.label_value(number, column) or NOTHING
        if number >= len(self._session.files):
            return "…"
        file = self._session.files[number]
        if column == Column.TILES:
            return QLocale().toString(file.count)
        return size_text(file.size)


def _by_text(text: str) -> tuple[tuple[str | int, ...], ...]:
    """Return a key that sorts numbers in texts by their value."""
    parts = _NUMBER.split(text.casefold())
    return tuple((1, int(part)) if i % 2 else (0, part) for i, part in enumerate(parts))


@functools.lru_cache(maxsize=64)
def _sign(state: FileState, palette_key: int) -> QIcon:
    """Return the sign of a state; the key of the palette makes it anew with each theme."""
    return icon(ICONS[state], colour=colour_for(state, QGuiApplication.palette()).name())
