"""The list of records that were left out of a save, each with its reason, to read and to copy."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.figures import counted
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.saving.running import LeftOut

_Index = QModelIndex | QPersistentModelIndex
_SIZE = (720, 420)
_MOST_COPIED = 100_000
_FILE, _RECORD, _REASON = range(3)


class LeftOutModel(QAbstractTableModel):
    """A line a record or remark: its file, its number, why."""

    def __init__(self, lines: Sequence[LeftOut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    def texts(self, line: int) -> tuple[str, str, str]:
        """Return file, record and reason of a line."""
        one = self._lines[line]
        file = "" if one.path is None else one.path.name
        return file, "" if one.record is None else str(one.record), one.finding.message

    def in_full(self, line: int) -> str:
        """Return all there is to say of a line."""
        one = self._lines[line]
        said = f"{one.finding.message} {one.finding.remedy}".strip()
        return said if one.path is None else f"{one.path}\n{said}"

    def as_text(self, lines: Iterable[int]) -> str:
        """Return lines as a header and a line each, parted by tabs."""
        told = [("file", "record", "why")]
        for line in lines:
            path = self._lines[line].path
            told.append(("" if path is None else str(path), *self.texts(line)[1:]))
        return "".join("\t".join(" ".join(text.split()) for text in parts) + "\n" for parts in told)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Record"), self.tr("Why"))[section]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _RECORD:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.in_full(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(index.row())[index.column()]
        return None


class LeftOutDialog(QDialog):
    """The list, with a button that copies it."""

    def __init__(
        self, lines: Sequence[LeftOut], left_out: int, parent: QWidget | None = None
    ) -> None:
        """Show a list.

        Args:
            lines: What was left out, and what is worth knowing besides.
            left_out: How many records were left out.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("saveLeftOut")
        self.setWindowTitle(self.tr("What Was Left Out"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.model = LeftOutModel(lines, self)
        called = self.tr("Records left out, and why")
        self.table = LinesTable("saveLeftOutTable", called, self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_FILE, 200)
        header.resizeSection(_RECORD, 80)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, self.copy)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._full = QLabel()
        self._full.setObjectName("saveLeftOutFull")
        self._full.setWordWrap(True)
        self._full.setTextFormat(Qt.TextFormat.PlainText)
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._full.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.table.selectionModel().currentRowChanged.connect(
            lambda current: self._full.setText(self.model.in_full(current.row()))
        )
        self._told = QLabel(
            counted(
                left_out,
                self.tr("1 record was left out."),
                self.tr("{0} records were left out."),
            )
        )
        self._told.setObjectName("saveLeftOutTold")
        copy = QPushButton(self.tr("&Copy"))
        copy.setObjectName("saveLeftOutCopy")
        copy.setToolTip(self.tr("Copy the lines selected, or all"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._told, 1)
        foot.addWidget(copy)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(10)
        box.addWidget(self.table, 1)
        box.addWidget(self._full)
        box.addLayout(foot)
        self.resize(*_SIZE)
        self.table.setFocus()
        if lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.clearSelection()

    def copy(self) -> None:
        """Put the lines selected on the clipboard, or all if none is."""
        chosen = self.table.selectionModel().selection()
        lines = range(self.model.rowCount())
        if not chosen.isEmpty():
            part = chosen.at(0)
            lines = range(part.top(), part.bottom() + 1)
        QGuiApplication.clipboard().setText(self.model.as_text(lines[:_MOST_COPIED]))
        self._told.setText(
            counted(
                len(lines[:_MOST_COPIED]), self.tr("1 line copied."), self.tr("{0} lines copied.")
            )
        )
