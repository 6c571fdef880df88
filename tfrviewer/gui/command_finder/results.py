"""The list of what was found: its model, and how a line of it is painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.command_finder.entry import Entry, Found
from tfrviewer.gui.theme import border_colour, muted_text

_SIDE, _PAD, _GAP = 18, 12, 10
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class Results(QAbstractListModel):
    """What was found, a line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Show something else."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def found(self, line: int) -> Found | None:
        """Return what a line shows."""
        return self._found[line] if 0 <= line < len(self._found) else None

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._found)

    @override
    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        found = self.found(index.row())
        if found is None:
            return None
        entry = found.entry
        if role == _Role.DisplayRole:
            return entry.title
        if role == _Role.AccessibleTextRole:
            return self.said(entry)
        if role == _Role.ToolTipRole:
            return entry.why_not or entry.more or None
        return None

    def said(self, entry: Entry) -> str:
        """Return a line as it is read aloud."""
        state = "" if entry.is_on is None else self.tr("on") if entry.is_on else self.tr("off")
        parts = (entry.title, state, entry.why_not, entry.keys, entry.place)
        return ", ".join(part for part in parts if part)


class ResultDelegate(QStyledItemDelegate):
    """Icon, title with the letters that were found, where it is, and its key."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 14)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        found = model.found(index.row()) if isinstance(model, Results) else None
        if found is None:
            return
        painter.save()
        rect: QRect = option.rect
        palette: QPalette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text, muted = palette.color(QPalette.ColorRole.Text), muted_text(palette)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 1, -4, -1), 5, 5)
            text = muted = palette.color(QPalette.ColorRole.HighlightedText)
        entry = found.entry
        left, right = rect.left() + _PAD, rect.right() - _PAD
        sign = "circle-check" if entry.is_on else entry.icon
        if sign:
            drawn: QIcon = icon(sign, colour=(muted if entry.why_not else text).name())
            drawn.paint(painter, QRect(left, rect.center().y() - _SIDE // 2, _SIDE, _SIDE))
        left += _SIDE + _GAP
        if entry.keys:
            right = self._paint_keys(painter, rect, right, entry.keys, palette) - _GAP
        aside = entry.why_not or entry.place
        if aside:
            font = QFont(option.font)
            font.setItalic(bool(entry.why_not))
            metrics = QFontMetrics(font)
            most = min(metrics.horizontalAdvance(aside) + 2, max((right - left) // 2, 0))
            shown = metrics.elidedText(aside, Qt.TextElideMode.ElideMiddle, most)
            painter.setFont(font)
            painter.setPen(muted)
            where = QRect(right - most, rect.top(), most, rect.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(where, flags, shown)
            right -= most + _GAP
        painter.setPen(muted if entry.why_not else text)
        room = QRect(left, rect.top(), max(right - left, 0), rect.height())
        _paint_title(painter, room, found, option.font)
        painter.restore()

    def _paint_keys(
        self, painter: QPainter, rect: QRect, right: int, keys: str, palette: QPalette
    ) -> int:
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(keys) + 12
        height = metrics.height() + 4
        cap = QRectF(right - width, rect.center().y() - height / 2 + 0.5, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border_colour(palette), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Button))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        return round(cap.left())


def _paint_title(painter: QPainter, rect: QRect, found: Found, font: QFont) -> None:
    """Paint a title, the letters that were found in bold."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    title, places = found.entry.title, set(found.places)
    at = rect.left()
    runs: list[tuple[str, bool]] = []
    for i, letter in enumerate(title):
        strong = i in places
        if runs and runs[-1][1] == strong:
            runs[-1] = runs[-1][0] + letter, strong
        else:
            runs.append((letter, strong))
    for text, strong in runs:
        used = bold if strong else font
        metrics = QFontMetrics(used)
        room = rect.right() - at
        if room <= 0:
            break
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(used)
        where = QRect(at, rect.top(), room, rect.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
        at += metrics.horizontalAdvance(text)
