"""Paints a cell: selection and current record from the session, findings as a mark."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from tfrviewer.errors import Severity
from tfrviewer.gui.marks import paint_mark, severity_colour, worst
from tfrviewer.gui.records.pages import MISSING, PENDING
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.session import Session

PADDING: Final = 7
_MARK_GAP: Final = 5
_ROLE = QPalette.ColorRole
_GROUP = QPalette.ColorGroup


class RecordDelegate(QStyledItemDelegate):
    """Paints straight from the model's pages: one look-up a cell, where Qt's own asks eight times.

    Attributes:
        mark_column: The column, as the model counts, that shows the mark of a record's findings.
    """

    def __init__(self, session: "Session", model: "RecordModel", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self.mark_column = 0

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        number = self._model.number(row)
        session = self._session
        selected = bool(session.selection[number])
        rect: QRect = option.rect
        palette: QPalette = option.palette
        active = bool(option.state & QStyle.StateFlag.State_Active)
        group = _GROUP.Active if active else _GROUP.Inactive
        ground = palette.color(group, _ROLE.Highlight if selected else _ROLE.Base)
        if selected:
            painter.fillRect(rect, ground)
        text_rect = rect.adjusted(PADDING, 0, -PADDING, 0)
        if column == self.mark_column and session.is_damaged[number]:
            side = self._mark_side(option.fontMetrics)
            severity = worst(session.record_findings(number)) or Severity.WARNING
            colour = (
                palette.color(group, _ROLE.HighlightedText)
                if selected
                else severity_colour(severity, palette)
            )
            top = rect.top() + (rect.height() - side) / 2
            paint_mark(painter, QRectF(text_rect.left(), top, side, side), severity, colour, ground)
            text_rect.setLeft(text_rect.left() + side + _MARK_GAP)
        text = self._model.text(row, column)
        painter.setPen(self._text_colour(palette, group, text, selected=selected))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if self._model.is_right(column):
            flags |= Qt.AlignmentFlag.AlignRight
        shown = option.fontMetrics.elidedText(
            text, Qt.TextElideMode.ElideRight, max(text_rect.width(), 0)
        )
        painter.setFont(option.font)
        painter.drawText(text_rect, int(flags), shown)
        if number == session.current:
            self._frame_current(painter, option, column, palette, group, selected=selected)

    def _text_colour(
        self, palette: QPalette, group: QPalette.ColorGroup, text: str, *, selected: bool
    ) -> QColor:
        if selected:
            return palette.color(group, _ROLE.HighlightedText)
        if text in (MISSING, PENDING):
            return muted_text(palette)
        return palette.color(group, _ROLE.Text)

    def _frame_current(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        column: int,
        palette: QPalette,
        group: QPalette.ColorGroup,
        *,
        selected: bool,
    ) -> None:
        """Frame the current record from edge to edge, and its current cell once more."""
        view = option.widget
        rect: QRect = option.rect
        painter.save()
        focused = view is not None and view.hasFocus()
        role = _ROLE.HighlightedText if selected else _ROLE.Highlight
        colour = palette.color(group, role)
        painter.setPen(Qt.PenStyle.NoPen)
        thick = 2 if focused else 1
        edge = palette.color(group, _ROLE.Text) if selected else colour
        for top in (rect.top(), rect.bottom() - thick + 1):
            painter.fillRect(rect.left(), top, rect.width(), thick, edge)
        if (
            focused
            and isinstance(view, QAbstractItemView)
            and view.currentIndex().column() == column
        ):
            pen = QPen(colour, 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(2, thick + 1, -3, -thick - 2))
        painter.restore()

    def content_width(self, row: int, column: int, metrics: QFontMetrics) -> int:
        """Return how wide a cell must be to show all of its text."""
        text = self._model.text(row, column)
        return metrics.horizontalAdvance(text) + self.extra_width(column, metrics)

    def extra_width(self, column: int, metrics: QFontMetrics) -> int:
        """Return what a cell needs beside its text."""
        marked = column == self.mark_column
        return 2 * PADDING + 2 + (self._mark_side(metrics) + _MARK_GAP if marked else 0)

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

    def _mark_side(self, metrics: QFontMetrics) -> int:
        return max(metrics.ascent(), 12)
