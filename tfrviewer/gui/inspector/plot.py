"""Numbers as a line over their places: a hundred thousand or more, drawn in a few milliseconds."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.figures import decimal, number
from tfrviewer.gui.inspector.numbers import Drawn, Series, Statistics
from tfrviewer.gui.theme import border_colour, muted_text

_TOP, _RIGHT, _LEFT_GAP, _TICK_GAP = 10, 12, 6, 4
_POINTS_FROM: Final = 7.0
"""With so many pixels a number and more, each is a point on the line."""
_LEAST_SEEN: Final = 8


class NumberPlot(QWidget):
    """A line through numbers; wheel and keys look closer, the pointer reads a number off.

    Signals:
        read_off: What is under the pointer or the cursor, in words; empty for nothing.
    """

    read_off = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("valuePlot")
        self.setAccessibleName(self.tr("Plot of the numbers"))
        self.setToolTip(self.tr("Wheel: look closer · drag: move · double click: all"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 90)
        self._series = Series(np.zeros(0, np.float32))
        self._statistics = Statistics(0, 0)
        self._start, self._end = 0.0, 1.0
        self._at = -1
        self._pressed: QPointF | None = None
        self._drawn: tuple[tuple[float, float, int], Drawn] | None = None

    def show_numbers(self, series: Series, told: Statistics) -> None:
        """Draw other numbers, all of them."""
        self._series, self._statistics = series, told
        self._at = -1
        self.show_all()

    def show_all(self) -> None:
        """Draw all numbers."""
        self._see(0.0, float(max(len(self._series), 1)))

    @property
    def seen(self) -> tuple[int, int]:
        """The places that are seen: the first, and the one after the last."""
        return math.floor(self._start), min(math.ceil(self._end), len(self._series))

    @property
    def read(self) -> str:
        """What is read off, in words."""
        if not 0 <= self._at < len(self._series):
            return ""
        return self.tr("[{0}] = {1}").format(
            number(self._at), decimal(self._series.numbers[self._at].item(), 9)
        )

    def zoom(self, factor: float, at: float) -> None:
        """Look closer, or less, about a place."""
        size = self._end - self._start
        count = float(max(len(self._series), 1))
        new = min(max(size / factor, min(_LEAST_SEEN, count)), count)
        start = at - (at - self._start) * new / size
        self._see(start, start + new)

    def _see(self, start: float, end: float) -> None:
        count, size = float(max(len(self._series), 1)), end - start
        start = min(max(start, 0.0), count - size)
        self._start, self._end = start, start + size
        self._drawn = None
        self.update()

    # ---------------------------------------------------------------- painting

    def _area(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        low, high = self._range()
        labels = (decimal(value, 4) for value in (low, (low + high) / 2, high))
        left = max(metrics.horizontalAdvance(label) for label in labels) + _LEFT_GAP + _TICK_GAP
        bottom = metrics.height() + 6
        return QRectF(left, _TOP, self.width() - left - _RIGHT, self.height() - _TOP - bottom)

    def _range(self) -> tuple[float, float]:
        low, high = float(self._statistics.low), float(self._statistics.high)
        return (low, high) if high > low else (low - 1, high + 1)

    def _place_at(self, x: float) -> float:
        area = self._area()
        return self._start + (x - area.left()) / max(area.width(), 1) * (self._end - self._start)

    def _look_up(self, columns: int) -> Drawn:
        key = (self._start, self._end, columns)
        if self._drawn is None or self._drawn[0] != key:
            # One more at each side, so that the line goes on to the edges.
            first, last = self.seen
            self._drawn = (key, self._series.drawn(first - 1, last + 1, columns))
        return self._drawn[1]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        area = self._area()
        if area.width() > 10 and area.height() > 10 and self._statistics.finite:
            self._paint_frame(painter, area)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.setClipRect(area.adjusted(-3, -4, 3, 4))
            self._paint_line(painter, area)
            painter.restore()
        elif not self._statistics.finite:
            painter.setPen(muted_text(self.palette()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_words())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _empty_words(self) -> str:
        if self._statistics.count:
            return self.tr("None of the numbers is finite.")
        return self.tr("There are no numbers to draw.")

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        palette, metrics = self.palette(), QFontMetricsF(self.font())
        low, high = self._range()
        line = QPen(border_colour(palette), 1)
        for share, value in ((0.0, high), (0.5, (low + high) / 2), (1.0, low)):
            y = round(area.top() + share * area.height()) + 0.5
            painter.setPen(line)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if area.height() < 3 * metrics.height() and share == 0.5:
                continue
            painter.setPen(muted_text(palette))
            box = QRectF(0, y - metrics.height() / 2, area.left() - _TICK_GAP, metrics.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags), decimal(value, 4))
        if low < 0 < high:
            painter.setPen(QPen(muted_text(palette), 1, Qt.PenStyle.DotLine))
            y = round(self._y(0.0, area)) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        first, last = self.seen
        painter.setPen(muted_text(palette))
        below = QRectF(area.left(), area.bottom() + 4, area.width(), metrics.height())
        many = QLocale().toString
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(below, int(left), many(first))
        painter.drawText(below, int(right), many(max(last - 1, first)))
        read = self.read
        if read:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), read)

    def _y(self, value: float, area: QRectF) -> float:
        low, high = self._range()
        return area.bottom() - (value - low) / (high - low) * area.height()

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        seen = self._look_up(max(int(area.width()), 1))
        scale = area.width() / (self._end - self._start)
        x = area.left() + (seen.first + 0.5 * seen.step - self._start) * scale
        low, high = self._range()
        factor = area.height() / (high - low)
        top = area.bottom() - (seen.high - low) * factor
        bottom = area.bottom() - (seen.low - low) * factor
        colour = self.palette().color(QPalette.ColorRole.Accent)
        if seen.step > 1:
            # Upright and sharp: a smooth outline through thousands of turns takes half a second.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(colour, max(scale * seen.step, 1.0)))
            painter.drawLines(_bars(x, top, bottom))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        else:
            painter.setPen(QPen(colour, 1.3))
            for run in _runs(np.isfinite(seen.high)):
                pairs = zip(x[run].tolist(), top[run].tolist(), strict=True)
                points = [QPointF(a, b) for a, b in pairs]
                painter.drawPolyline(QPolygonF(points))
                if scale >= _POINTS_FROM or len(points) == 1:
                    self._paint_points(painter, points, colour)
        self._paint_read(painter, area, scale, colour)

    def _paint_points(self, painter: QPainter, points: list[QPointF], colour: QColor) -> None:
        painter.save()
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            painter.drawEllipse(point, 2.2, 2.2)
        painter.restore()

    def _paint_read(self, painter: QPainter, area: QRectF, scale: float, colour: QColor) -> None:
        if not 0 <= self._at < len(self._series):
            return
        x = area.left() + (self._at + 0.5 - self._start) * scale
        painter.setPen(QPen(muted_text(self.palette()), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        value = float(self._series.numbers[self._at])
        if math.isfinite(value):
            painter.setPen(QPen(colour, 2))
            painter.setBrush(self.palette().base())
            painter.drawEllipse(QPointF(x, self._y(value, area)), 3.5, 3.5)

    # ---------------------------------------------------------------- pointer and keys

    def read_at(self, place: int) -> None:
        """Read a number off; -1 for none."""
        count = len(self._series)
        place = min(max(place, -1), count - 1)
        if place != self._at:
            self._at = place
            if place >= 0 and not self._start <= place < self._end:
                size = self._end - self._start
                self._see(place - size / 2, place + size / 2)
            self.setAccessibleDescription(self.read)
            self.read_off.emit(self.read)
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None:
            moved = self._place_at(self._pressed.x()) - self._place_at(at.x())
            self._pressed = at
            self._see(self._start + moved, self._end + moved)
        self.read_at(math.floor(self._place_at(at.x())) if self._area().contains(at) else -1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        else:
            event.ignore()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_all()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.read_at(-1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        self.zoom(1.25 ** (turned / 120), self._place_at(event.position().x()))
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        first, last = self.seen
        at = self._at if self._at >= 0 else (first + last) // 2
        far = max((last - first) // 10, 1)
        steps = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_PageUp: at - far,
            Qt.Key.Key_PageDown: at + far,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._series) - 1,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.read_at(max(steps[key], 0))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Up):
            self.zoom(1.5, at)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Down):
            self.zoom(1 / 1.5, at)
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 160)


def _runs(there: NDArray[np.bool_]) -> list[slice]:
    """Return the stretches without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]])))
    pairs = edges.reshape(-1, 2).tolist()
    return [slice(first, end) for first, end in pairs]


def _bars(
    x: NDArray[np.float64], top: NDArray[np.float64], bottom: NDArray[np.float64]
) -> list[QLineF]:
    """Return a line upright for each column; each reaches to the one before, without gaps."""
    there = np.isfinite(top)
    top, bottom = top.copy(), bottom.copy()
    joined = np.flatnonzero(there[1:] & there[:-1]) + 1
    reach_up, reach_down = bottom[joined - 1], top[joined - 1]
    top[joined] = np.minimum(top[joined], reach_up)
    bottom[joined] = np.maximum(bottom[joined], reach_down)
    columns = zip(x[there].tolist(), top[there].tolist(), bottom[there].tolist(), strict=True)
    return [QLineF(at, a, at, max(b, a + 1)) for at, a, b in columns]
