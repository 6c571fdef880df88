"""A histogram on which a range is drawn: its bars, two handles, and what is under the pointer."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from tfrviewer.dataset.table.statistics import Histogram
from tfrviewer.gui.figures import decimal, number
from tfrviewer.gui.range_handles import RangeHandles
from tfrviewer.gui.theme import border_colour, muted_text

_SIDE: Final = 8
_TOP: Final = 4
_FOOT: Final = 8


def number_text(value: float, *, whole: bool = False) -> str:
    """Return a number as it is typed into a condition, in few digits."""
    if whole or (float(value).is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.6g}"


def figure_text(value: float, *, whole: bool = False) -> str:
    """Return a number of a histogram as people read it, in few digits."""
    if whole or (float(value).is_integer() and abs(value) < 1e15):
        return number(int(value))
    return decimal(value)


class HistogramView(QWidget):
    """Shows a histogram; a drag draws a range, and its handles move it.

    The arrow keys move the active handle, with Ctrl farther; Up or Down changes to the other one;
    Backspace takes everything again.

    Attributes:
        handles: The range.

    Signals:
        range_changed: The range is another one.
    """

    range_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("histogram")
        self.setAccessibleName(self.tr("Histogram"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._shape: Histogram | None = None
        self._text = ""
        self.handles = RangeHandles(self)
        self.handles.moved.connect(self._moved)

    def show_histogram(self, shape: Histogram | None, *, keep: bool = False) -> None:
        """Show the distribution of some numbers.

        Args:
            shape: The histogram; None for one that is not known yet.
            keep: Keep the range that was drawn, where it still lies within.
        """
        low, high, was_all = self.handles.low, self.handles.high, self.handles.is_all
        self._shape = shape
        self._text = ""
        if shape is not None:
            end = float(shape.edges[-1])
            self.handles.set_span(shape.least, shape.most, whole=shape.whole, end=end)
            if keep and not was_all:
                self.handles.set_range(low, high)
        self._describe()
        self.update()

    def show_text(self, text: str) -> None:
        """Show a word in place of bars."""
        self._shape, self._text = None, text
        self.update()

    @property
    def shape(self) -> Histogram | None:
        """What is shown."""
        return self._shape

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 120)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    # ---------------------------------------------------------------- pointer and keys

    def _place(self) -> QRectF:
        """Return where the bars stand, and tell the handles."""
        below = _FOOT + self.fontMetrics().height() + 2
        rect = QRectF(_SIDE, _TOP, max(self.width() - 2 * _SIDE, 1), self.height() - _TOP - below)
        self.handles.set_track(rect.left(), rect.right())
        return rect

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._shape is not None:
            self._place()
            self.handles.press(event.position().x())
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._shape is None:
            return
        self._place()
        if self.handles.is_held:
            self.handles.drag(event.position().x())
        else:
            self.setCursor(self.handles.cursor_at(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.handles.release()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.handles.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        coarse = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self._shape is None:
            super().keyPressEvent(event)
        elif event.key() in steps:
            self.handles.step(steps[Qt.Key(event.key())], coarse=coarse)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.handles.switch()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.handles.clear()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._bin_text(event.pos().x()), self)
            return True
        return super().event(event)

    def _bin_text(self, x: float) -> str:
        shape, rect = self._shape, self._place()
        if shape is None or not rect.left() <= x < rect.right():
            return ""
        share, half = (x - rect.left()) / rect.width(), _half_width(shape)
        value = shape.least + share * half + share * half
        i = int((shape.edges <= value).sum()) - 1
        i = min(max(i, 0), len(shape.counts) - 1)
        low, high = shape.limits(i)
        count = number(int(shape.counts[i]))
        first, last = (figure_text(v, whole=shape.whole) for v in (low, high))
        if first == last:
            return self.tr("{0}: {1} records").format(first, count)
        return self.tr("{0} to {1}: {2} records").format(first, last, count)

    def _moved(self) -> None:
        self._describe()
        self.update()
        self.range_changed.emit()

    def _describe(self) -> None:
        if self._shape is None:
            self.setAccessibleDescription(self._text)
            return
        whole = self._shape.whole
        limits = (self._shape.least, self._shape.most, self.handles.low, self.handles.high)
        words = self.tr("From {0} to {1}; chosen from {2} to {3}")
        self.setAccessibleDescription(
            words.format(*(figure_text(value, whole=whole) for value in limits))
        )

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, rect = self.palette(), self._place()
        painter.fillRect(QRectF(0, rect.bottom(), self.width(), 1), border_colour(palette))
        if self._shape is None:
            painter.setPen(muted_text(palette))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._text)
            painter.end()
            return
        paint_bars(painter, rect, self._shape, palette, chosen=self.handles)
        self.handles.paint(painter, rect, palette, focused=self.hasFocus())
        self._paint_limits(painter, rect, palette)
        painter.end()

    def _paint_limits(self, painter: QPainter, rect: QRectF, palette: QPalette) -> None:
        shape = self._shape
        assert shape is not None
        painter.setPen(muted_text(palette))
        metrics = QFontMetrics(self.font())
        below = QRectF(rect.left(), rect.bottom() + _FOOT, rect.width(), metrics.height() + 2)
        low, high = (figure_text(v, whole=shape.whole) for v in (shape.least, shape.most))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), low)
        if high != low:
            painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), high)


def paint_bars(
    painter: QPainter,
    rect: QRectF,
    shape: Histogram,
    palette: QPalette,
    *,
    chosen: RangeHandles | None = None,
) -> None:
    """Paint the bars of a histogram; those outside the range chosen are pale.

    Args:
        painter: Paints in the pixels of `rect`.
        rect: What the bars fill.
        shape: The histogram.
        palette: Gives the colours.
        chosen: The range; None for all.
    """
    most = max(int(shape.counts.max()), 1)
    shares = (shape.edges / 2 - shape.least / 2) / _half_width(shape)
    lefts = (rect.left() + shares * rect.width()).tolist()
    gap = 1.0 if lefts[1] - lefts[0] >= 4 else 0.0
    strong = palette.color(QPalette.ColorRole.Accent)
    pale = palette.color(QPalette.ColorRole.Mid)
    for i, count in enumerate(shape.counts.tolist()):
        if not count:
            continue
        high = max(count / most * rect.height(), 1.5)
        right = lefts[i + 1]
        low_value, high_value = shape.limits(i)
        outside = chosen is not None and (high_value < chosen.low or low_value > chosen.high)
        bar = QRectF(lefts[i], rect.bottom() - high, max(right - lefts[i] - gap, 1.0), high)
        painter.fillRect(bar, pale if outside else strong)


def _half_width(shape: Histogram) -> float:
    """Return half of how wide the axis is: all of it may be more than a number can be."""
    return float(shape.edges[-1]) / 2 - shape.least / 2 or 0.5
