"""The header of the table: several sort keys with their order, and a sign when out of date."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget
from typing_extensions import override

from tfrviewer.gui.records.delegate import PADDING
from tfrviewer.gui.theme import muted_text, warning_colour

if TYPE_CHECKING:
    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.session import Session

_ARROW: Final = 9
_GAP: Final = 3


class RecordHeader(QHeaderView):
    """Column names with the sort arrows; a click sorts, Shift+click adds a key.

    Signals:
        sort_asked: A column, as the model counts, and whether its key is to be added.
    """

    sort_asked = Signal(int, bool)

    def __init__(self, session: "Session", model: "RecordModel", parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._records = model
        self._add = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Columns"))
        self.sectionClicked.connect(lambda column: self.sort_asked.emit(column, self._add))

    def wanted_width(self, column: int) -> int:
        """Return how wide a section must be to show its name and the signs of a sort key."""
        name = self._records.columns[column]
        metrics = self.fontMetrics()
        signs = _ARROW + _GAP
        if any(key == name for key, _ in self._session.sort_keys):
            signs += metrics.horizontalAdvance("!2") + _GAP
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(name) + 2 * PADDING + signs + 2

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), self.fontMetrics().height() + 11)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or not 0 <= logicalIndex < len(self._records.columns):
            return
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.rect = rect
        option.section = logicalIndex
        option.text = ""
        if self.isEnabled():
            option.state |= QStyle.StateFlag.State_Enabled
        painter.save()
        # Only the ground: text and arrow of the style know one sort key and no order of keys.
        self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        painter.restore()

        name = self._records.columns[logicalIndex]
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        keys = self._session.sort_keys
        place = next((i for i, (key, _) in enumerate(keys) if key == name), None)
        painter.save()
        palette = self.palette()
        if place is not None:
            inner.setRight(self._paint_key(painter, inner, place, palette))
        font = self.font()
        font.setBold(place is not None)
        painter.setFont(font)
        role = QPalette.ColorRole.ButtonText
        colour = palette.color(role)
        painter.setPen(muted_text(palette) if self._records.is_pending(logicalIndex) else colour)
        metrics = QFontMetrics(font)
        right = self._records.is_right(logicalIndex)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        flags |= Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(inner.width(), 0))
        painter.drawText(inner, int(flags), text)
        painter.restore()

    def _paint_key(self, painter: QPainter, rect: QRect, place: int, palette: QPalette) -> int:
        """Paint arrow, number of the key and the sign of staleness; return where they begin."""
        stale = self._session.order_stale
        descending = self._session.sort_keys[place][1]
        colour = warning_colour(palette) if stale else palette.color(QPalette.ColorRole.ButtonText)
        right, middle = rect.right() + 1.0, rect.center().y() + 0.5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._session.sort_keys) > 1:
            font = self.font()
            font.setPixelSize(max(QFontMetrics(font).ascent() - 2, 8))
            painter.setFont(font)
            painter.setPen(colour)
            text = str(place + 1)
            width = QFontMetrics(font).horizontalAdvance(text)
            area = QRect(int(right) - width, rect.top(), width + 1, rect.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
            right -= width + 2
        half, up = _ARROW / 2, -1.0 if descending else 1.0
        x = right - half
        points = [(-half, 2.4), (half, 2.4), (0.0, -2.6)]
        arrow = QPolygonF([QPointF(x + dx, middle + up * dy) for dx, dy in points])
        # Hollow and with a stroke through it: out of date by shape as well as by colour.
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if stale else colour)
        painter.drawPolygon(arrow)
        right -= _ARROW + _GAP
        if stale:
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            width = QFontMetrics(font).horizontalAdvance("!") + 1
            area = QRect(int(right) - width, rect.top(), width, rect.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), "!")
            right -= width + _GAP
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        return int(right) - 1
