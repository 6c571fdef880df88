"""The first lines of a table."""

from typing import Any

import polars as pl
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.dataset.words import short

_LINES = 6
_LONGEST = 40
_Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """The first lines of a frame as text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = pl.DataFrame()

    def show(self, frame: pl.DataFrame) -> None:
        """Show a frame."""
        self.beginResetModel()
        self._frame = frame.head(_LINES)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._frame.height

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._frame.width

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        value = self._frame[index.row(), index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            # Of a number in binary, the digits that nobody wrote are left out.
            text = f"{value:.10g}" if isinstance(value, float) else str(value)
            return "" if value is None else short(text, _LONGEST)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        is_number = self._frame.dtypes[column].is_numeric()
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return short(self._frame.columns[section], _LONGEST)
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
