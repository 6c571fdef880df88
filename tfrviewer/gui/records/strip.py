"""A strip below the table: the figures of the current column, always in sight."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.histogram import paint_bars
from tfrviewer.gui.records.figure_words import scope_text, strip_parts
from tfrviewer.gui.theme import border_colour, muted_text

if TYPE_CHECKING:
    from tfrviewer.dataset.table.statistics import Statistics

_PADDING: Final = 8
_GAP: Final = 14
_BARS: Final = 132
_LEAST_WITH_BARS: Final = 460


class FiguresStrip(QWidget):
    """One line of figures and a small histogram; a click opens all of it.

    Signals:
        asked: All figures of the column are wanted.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnStrip")
        self.setAccessibleName(self.tr("Figures of the current column"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Figures of the current column; click for all of them (Alt+Down)"))
        self._column = ""
        self._figures: Statistics | None = None
        self._selected = False
        self._hovered = False

    def show_waiting(self, column: str) -> None:
        """Show a column whose figures are on their way; those of the same one stay so long."""
        if column != self._column:
            self._column, self._figures = column, None
        self.update()

    def show_figures(self, figures: "Statistics", *, selected: bool) -> None:
        """Show figures, of the selected or of all records shown."""
        self._column, self._figures, self._selected = figures.column, figures, selected
        words = [scope_text(figures.count, selected=selected)]
        words += [f"{name} {value}" for name, value in strip_parts(figures)]
        self.setAccessibleDescription(", ".join([figures.column, *words]))
        self.update()

    @property
    def figures(self) -> "Statistics | None":
        """What is shown."""
        return self._figures

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 10)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._column and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        role = QPalette.ColorRole.Midlight if self._hovered else QPalette.ColorRole.Window
        painter.fillRect(self.rect(), palette.color(role))
        painter.fillRect(0, 0, self.width(), 1, border_colour(palette))
        if self._column:
            inner = self.rect().adjusted(_PADDING, 1, -_PADDING, 0)
            shape = None if self._figures is None else self._figures.histogram
            if shape is not None and self.width() >= _LEAST_WITH_BARS:
                bars = QRectF(inner.right() - _BARS, 4, _BARS, self.height() - 7)
                paint_bars(painter, bars, shape, palette)
                inner.setRight(inner.right() - _BARS - _GAP)
            self._paint_words(painter, inner, palette)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        muted, plain = muted_text(palette), palette.color(QPalette.ColorRole.WindowText)
        figures = self._figures
        name = QFontMetrics(bold).elidedText(
            self._column, Qt.TextElideMode.ElideMiddle, max(rect.width() // 3, 40)
        )
        left = self._word(painter, rect, rect.left(), name, bold, plain)
        left = left if left is not None else rect.right()
        if figures is None:
            self._word(painter, rect, left + _GAP, "…", self.font(), muted)
            return
        scope = scope_text(figures.count, selected=self._selected)
        at = self._word(painter, rect, left + _GAP, scope, self.font(), muted)
        metrics = self.fontMetrics()
        for label, value in strip_parts(figures):
            short = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, 160)
            width = metrics.horizontalAdvance(f"{short} {value}")
            if at is None or at + _GAP + width > rect.right():
                return  # what has no room is in the figures that a click opens
            at = self._word(painter, rect, at + _GAP, short, self.font(), muted)
            if at is not None:
                space = metrics.horizontalAdvance(" ")
                at = self._word(painter, rect, at + space, value, self.font(), plain)

    def _word(
        self, painter: QPainter, rect: QRect, left: int, text: str, font: QFont, colour: QColor
    ) -> int | None:
        """Paint a word; return where it ends, None if it has no room."""
        width = QFontMetrics(font).horizontalAdvance(text)
        if left + width > rect.right() + 1:
            return None
        painter.setFont(font)
        painter.setPen(colour)
        area = QRect(left, rect.top(), width + 1, rect.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
        return left + width
