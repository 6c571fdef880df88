"""Every file's fate as a table; each line is made when it is painted."""

from enum import IntEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tfrviewer.build.running.fates import Fates, Outcome
from tfrviewer.build.running.report import BuildReport
from tfrviewer.gui.figures import number

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    FILE = 0
    OUTCOME = 1
    WHERE = 2


class FateModel(QAbstractTableModel):
    """One line a file that was found, or those of them that were asked for."""

    def __init__(self, report: BuildReport, source: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fates = Fates(report)
        self._source = str(source)
        self._shown: NDArray[np.int64] | None = None

    def show_only(self, numbers: NDArray[np.int64] | None) -> None:
        """Show these files, by their numbers; None shows all."""
        self.beginResetModel()
        self._shown = numbers
        self.endResetModel()

    def outcome_text(self, outcome: Outcome) -> str:
        """Return what became of a file, in a word or two."""
        return {
            Outcome.WRITTEN: self.tr("written"),
            Outcome.THERE: self.tr("was in it already"),
            Outcome.SKIPPED: self.tr("TFRecord kept"),
            Outcome.LEFT_OUT: self.tr("left out"),
            Outcome.PASSED_OVER: self.tr("no image by its name"),
        }[outcome]

    def as_text(self, lines: list[int]) -> str:
        """Return lines parted by tabs, below their titles."""
        titles = [self.headerData(at, Qt.Orientation.Horizontal) for at in Column]
        told = ["\t".join(titles)]
        for line in lines:
            at = self._number(line)
            parts = (self.fates.file(at), self._text(at, Column.OUTCOME), self._where(at))
            told.append("\t".join(" ".join(part.split()) for part in parts))
        return "\n".join(told) + "\n"

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self.fates) if self._shown is None else len(self._shown)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at = self._number(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(at, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.fates.file(at)}\n{self._where(at)}".strip()
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("What became of it"), self.tr("Where, or why"))[
                section
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _number(self, line: int) -> int:
        return line if self._shown is None else int(self._shown[line])

    def _text(self, at: int, column: int) -> str:
        if column == Column.FILE:
            # As text: a Path takes longer to make than the line to paint.
            return self.fates.file(at).removeprefix(self._source).lstrip("/\\")
        if column == Column.OUTCOME:
            return self.outcome_text(self.fates.outcome(at))
        return self._where(at)

    def _where(self, at: int) -> str:
        fate = self.fates[at]
        if fate.finding is not None:
            return fate.finding.message
        if fate.tfrecord is not None and fate.record is not None:
            text = self.tr("{0}, record {1}")
            return text.format(fate.tfrecord.name, number(fate.record))
        return ""
