"""How wide a cell must be, and its tool tip."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

if TYPE_CHECKING:
    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.session import Session

PADDING: Final = 7
MARK_GAP: Final = 5
_ROLE = QPalette.ColorRole
_GROUP = QPalette.ColorGroup


def mark_side(metrics: QFontMetrics) -> int:
    """Return how wide and high the mark of a damaged record is."""
    return max(metrics.ascent(), 12)


class RecordDelegate(QStyledItemDelegate):
    """Measures cells and tells what does not fit into them; `painting.CellPainter` paints them.

    Attributes:
        mark_column: The column, as the model counts, that shows the mark of a record's findings.
    """

    def __init__(self, session: "Session", model: "RecordModel", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self.mark_column = 0

    def content_width(self, row: int, column: int, metrics: QFontMetrics) -> int:
        """Return how wide a cell must be to show all of its text."""
        text = self._model.text(row, column)
        return metrics.horizontalAdvance(text) + self.extra_width(column, metrics)

    def extra_width(self, column: int, metrics: QFontMetrics) -> int:
        """Return what a cell needs beside its text."""
        marked = column == self.mark_column
        return 2 * PADDING + 2 + (mark_side(metrics) + MARK_GAP if marked else 0)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row, column = index.row(), index.column()
        parts = [self._model.findings_text(self._model.number(row))]
        rect: QRect = option.rect
        if self.content_width(row, column, view.fontMetrics()) > rect.width():
            parts.insert(0, self._model.text(row, column))
        text = "\n\n".join(part for part in parts if part)
        QToolTip.showText(event.globalPos(), text, view, rect)
        return True
