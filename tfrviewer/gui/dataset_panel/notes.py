"""Notes to read: what it is about, what is to be said, and more, one below the other."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import Severity
from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import error_colour, muted_text, warning_colour

_Index = QModelIndex | QPersistentModelIndex
_MARGIN, _SIGN, _GAP = 8, 16, 8
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SIGNS = {
    Severity.ERROR: "alert-circle",
    Severity.WARNING: "alert-triangle",
    Severity.NOTE: "info-circle",
}

NOTE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Note:
    """A note.

    Attributes:
        severity: How much it matters; its sign.
        title: What it is about.
        text: What is to be said.
        more: What follows from that, or belongs to it.
        heading: What stands above it, for it and those that follow.
    """

    severity: Severity
    title: str
    text: str
    more: str = ""
    heading: str = ""


class NoteDelegate(QStyledItemDelegate):
    """Paints the `Note` in the role `NOTE_ROLE`, as high as its text needs."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 200
        lines = sum(height for height, _, _ in self._lines(option, index, width))
        return QSize(width, self._heading_height(option, index) + lines + 2 * _MARGIN)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        note: Note = index.data(NOTE_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if note.heading:
            rect = self._paint_heading(painter, option, index)
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        text, muted = palette.color(role), muted_text(palette)
        colours = {
            Severity.ERROR: error_colour(palette),
            Severity.WARNING: warning_colour(palette),
            Severity.NOTE: muted,
        }
        sign = text if selected else colours[note.severity]
        top = rect.top() + _MARGIN
        at = QRect(rect.left() + _MARGIN, top, _SIGN, _SIGN)
        icon(_SIGNS[note.severity], colour=sign.name()).paint(painter, at)
        left = at.right() + _GAP
        for i, (height, font, line) in enumerate(self._lines(option, index, rect.width())):
            painter.setFont(font)
            painter.setPen(text if selected or i < 2 else muted)
            painter.drawText(
                QRect(left, top, rect.right() - _MARGIN - left, height), int(_WRAP), line
            )
            top += height
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> QRect:
        """Paint what stands above a note, and return what is left for the note."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        height = self._heading_height(option, index)
        band = QRect(rect.left(), rect.top(), rect.width(), height)
        painter.fillRect(band, palette.color(QPalette.ColorRole.Button))
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        inside = band.adjusted(_MARGIN, 0, -_MARGIN, 0)
        text = option.fontMetrics.elidedText(
            index.data(NOTE_ROLE).heading, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), text)
        return rect.adjusted(0, height, 0, 0)

    def _heading_height(self, option: QStyleOptionViewItem, index: _Index) -> int:
        note: Note = index.data(NOTE_ROLE)
        return QFontMetrics(option.font).height() + _MARGIN if note.heading else 0

    def _lines(
        self, option: QStyleOptionViewItem, index: _Index, width: int
    ) -> list[tuple[int, QFont, str]]:
        note: Note = index.data(NOTE_ROLE)
        plain = QFont(option.font)
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        room = QRect(0, 0, max(width - 2 * _MARGIN - _SIGN - _GAP, 40), 10_000)
        lines = []
        for font, text in ((bold, note.title), (plain, note.text), (plain, note.more)):
            if text:
                height = QFontMetrics(font).boundingRect(room, int(_WRAP), text).height()
                lines.append((height, font, text))
        return lines


class NoteList(QListView):
    """A list of notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(NoteDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # else another width, as with a scroll bar, changes no height
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
