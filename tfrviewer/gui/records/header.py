"""The header of the table: sort keys in their order, what is filtered by, a way to the figures."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.records.delegate import PADDING
from tfrviewer.gui.records.frozen import paint_edge
from tfrviewer.gui.records.sort_sign import paint_sort_sign, sort_sign_width
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.records.frozen import FrozenColumns, Section
    from tfrviewer.gui.records.model import RecordModel
    from tfrviewer.gui.session import Session

_GAP: Final = 4
_SIGN: Final = 14
_LEAST_FOR_SIGN: Final = 44
_GRIP: Final = 4


class RecordHeader(QHeaderView):
    """Column names with the sort arrows; a click sorts, Shift+click adds a key.

    Under the pointer a section shows a sign that leads to the figures of its column.

    Signals:
        sort_asked: A column, as the model counts, and whether its key is to be added.
        figures_asked: A column, as the model counts, whose figures are wanted.
    """

    sort_asked = Signal(int, bool)
    figures_asked = Signal(int)

    def __init__(self, session: "Session", model: "RecordModel", parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._records = model
        self._frozen: FrozenColumns | None = None
        self._add = False
        self._hovered = -1
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pressed = False  # on the sign that leads to the figures
        self._resized: Section | None = None  # a frozen one, while its edge is dragged
        self._resized_by = 0
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Columns"))
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.sectionClicked.connect(lambda column: self.sort_asked.emit(column, self._add))

    def set_frozen(self, frozen: "FrozenColumns") -> None:
        """Say which sections stay at the left."""
        self._frozen = frozen

    def wanted_width(self, column: int) -> int:
        """Return how wide a section must be to show its name and all signs beside it."""
        name = self._records.columns[column]
        font = self.font()
        font.setBold(True)
        signs = sort_sign_width(self._session, name, self.font()) + _SIGN + _GAP
        return QFontMetrics(font).horizontalAdvance(name) + 2 * PADDING + signs + 2

    def section_rect(self, column: int) -> QRect:
        """Return where a section is seen, frozen ones at their own place."""
        section = None if self._frozen is None else self._frozen.find(column)
        left = self.sectionViewportPosition(column) if section is None else section.left
        return QRect(left, 0, self.sectionSize(column), self.viewport().height())

    def column_at(self, x: int) -> int:
        """Return the column seen at a pixel, -1 if there is none."""
        section = None if self._frozen is None else self._frozen.at(x)
        return self.logicalIndexAt(x) if section is None else section.column

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), self.fontMetrics().height() + 11)

    # ---------------------------------------------------------------- mouse

    def _in_frozen(self, x: float) -> bool:
        """Whether a pixel is one of the frozen sections, while they lie over others."""
        frozen = self._frozen
        return frozen is not None and frozen.covers and x < frozen.width + _GRIP

    def _frozen_edge(self, x: float) -> "Section | None":
        """Return the frozen section whose right edge is at a pixel."""
        if self._frozen is None or not self._in_frozen(x):
            return None
        return next((s for s in self._frozen.sections() if abs(s.end - x) <= _GRIP), None)

    def _shifted(self, event: QMouseEvent) -> QMouseEvent:
        """Return an event as Qt must see it: frozen sections are where they would be unscrolled."""
        if not self._in_frozen(event.position().x()):
            return event
        return QMouseEvent(
            event.type(),
            event.position() - QPointF(self.offset(), 0),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        column, edge = self.column_at(at.x()), self._frozen_edge(at.x())
        resizes = edge is not None or self.cursor().shape() == Qt.CursorShape.SplitHCursor
        left = event.button() == Qt.MouseButton.LeftButton
        if left and edge is not None:
            self._resized, self._resized_by = edge, at.x() - edge.end
        elif left and not resizes and column >= 0 and self._sign_rect(column).contains(at):
            self._pressed = True
            self.figures_asked.emit(column)
        else:
            super().mousePressEvent(self._shifted(event))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pressed:
            return
        if self._resized is not None:
            # Qt ignores moves left of its own zero, where frozen sections are for it.
            width = int(x) - self._resized_by - self._resized.left
            self.resizeSection(self._resized.column, max(width, self.minimumSectionSize()))
            return
        if event.buttons():
            super().mouseMoveEvent(self._shifted(event))
            return
        self._hover(self.column_at(int(x)))
        if not self._in_frozen(x):
            super().mouseMoveEvent(event)
        elif self._frozen_edge(x) is not None:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed or self._resized is not None:
            self._pressed, self._resized = False, None
            return
        self._add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(self._shifted(event))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        edge = self._frozen_edge(event.position().x())
        if edge is not None:
            self.sectionHandleDoubleClicked.emit(edge.column)
        else:
            super().mouseDoubleClickEvent(self._shifted(event))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._frozen is not None and self._frozen.covers:
            section = self._frozen.at(event.pos().x())
            if section is not None:
                at = event.pos() - QPoint(self.offset(), 0)
                event = QHelpEvent(event.type(), at, event.globalPos())
        return super().viewportEvent(event)

    def _hover(self, column: int) -> None:
        if column != self._hovered:
            self._hovered = column
            self.viewport().update()

    def _is_right(self, column: int) -> bool:
        return column < len(self._records.columns) and self._records.is_right(column)

    def _sign_rect(self, column: int) -> QRect:
        """Return where the sign that leads to the figures stands: where the name does not begin."""
        rect = self.section_rect(column)
        if rect.width() < _LEAST_FOR_SIGN or not 0 <= column < len(self._records.columns):
            return QRect()
        if self._is_right(column):
            left = rect.left() + 2
        else:
            signs = sort_sign_width(self._session, self._records.columns[column], self.font())
            left = rect.right() - signs - _SIGN - _GAP - 1
        return QRect(left, rect.top(), _SIGN + _GAP, rect.height())

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sections = [] if self._frozen is None else self._frozen.sections()
        if not sections:
            return
        painter = QPainter(self.viewport())
        over = self.offset() > 0
        if over:
            for section in sections:
                rect = QRect(section.left, 0, section.width, self.viewport().height())
                painter.setClipRect(rect)
                self.paintSection(painter, rect, section.column)
            painter.setClipping(False)
        paint_edge(painter, sections[-1].end, self.viewport().rect(), self.palette(), over=over)
        painter.end()

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
        if logicalIndex == self._hovered:
            option.state |= QStyle.StateFlag.State_MouseOver
        painter.save()
        # Only the ground: text and arrow of the style know one sort key and no order of keys.
        self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        painter.restore()

        name = self._records.columns[logicalIndex]
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        keyed = any(key == name for key, _ in self._session.sort_keys)
        painter.save()
        palette = self.palette()
        if keyed:
            inner.setRight(
                paint_sort_sign(painter, inner, self._session, name, self.font(), palette)
            )
        self._paint_sign(painter, rect, inner, logicalIndex)
        font = self.font()
        font.setBold(keyed)
        painter.setFont(font)
        colour = palette.color(QPalette.ColorRole.ButtonText)
        painter.setPen(muted_text(palette) if self._records.is_pending(logicalIndex) else colour)
        metrics = QFontMetrics(font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        right = self._is_right(logicalIndex)
        flags |= Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(inner.width(), 0))
        painter.drawText(inner, int(flags), text)
        painter.restore()

    def _paint_sign(self, painter: QPainter, rect: QRect, inner: QRect, column: int) -> None:
        """Paint what leads to the figures, or tells that the column is filtered by."""
        filtered = self._records.is_filtered(column)
        if column != self._hovered:  # the name goes before; the filter line tells it as well
            font = self.font()
            font.setBold(True)
            wide = QFontMetrics(font).horizontalAdvance(self._records.columns[column])
            beside = PADDING - 4 if self._is_right(column) else 0
            filtered = filtered and wide + _SIGN <= inner.width() + beside
        if rect.width() < _LEAST_FOR_SIGN or not (filtered or column == self._hovered):
            return
        palette = self.palette()
        colour = palette.color(QPalette.ColorRole.Link) if filtered else muted_text(palette)
        name = "filter" if filtered and column != self._hovered else "chart-histogram"
        top = rect.top() + (rect.height() - _SIGN) // 2
        if self._is_right(column):
            left = rect.left() + 3
            inner.setLeft(max(inner.left(), left + _SIGN + 1))
        else:
            left = inner.right() - _SIGN + 2
            inner.setRight(left - 2)
        key = name, colour.name()
        if key not in self._icons:  # drawn from an SVG: too slow for every paint
            self._icons[key] = icon(name, colour=colour.name())
        self._icons[key].paint(painter, QRect(left, top, _SIGN, _SIGN))
