"""Two handles on an axis of numbers: the limits of a range, to drag and to move by keys.

They have no widget of their own. Who shows an axis says where it lies, hands over presses and
moves as pixels along it, and paints what `RangeHandles.paint` paints; a histogram does, and a
colour bar may.
"""

import math
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

REACH: Final = 6.0
"""Pixels around a handle that take hold of it."""
_FOOT: Final = 5.0


class Grip(Enum):
    """What is held."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"
    MIDDLE = "middle"
    """The range between the handles, moved with its width kept."""
    NEW = "new"
    """A range drawn anew."""


class RangeHandles(QObject):
    """A range within the span of an axis.

    Whole numbers take a place one wide: the range from 3 to 3 is as wide as a number.

    Signals:
        moved: The range is another one; while it is dragged, too.
        released: A drag or a key has ended.
    """

    moved = Signal()
    released = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._least, self._most, self._last = 0.0, 1.0, 1.0
        self._whole = False
        self._start, self._end = 0.0, 1.0
        self._range: tuple[float, float] | None = None
        self._grip = Grip.NONE
        self._from = 0.0
        self._before: tuple[float, float] = (0.0, 1.0)
        self.active = Grip.LOW

    # ---------------------------------------------------------------- the axis

    def set_span(
        self, least: float, most: float, *, whole: bool = False, end: float | None = None
    ) -> None:
        """Say which numbers there are; the range is then all of them.

        Args:
            least: The least number.
            most: The greatest.
            whole: Whether they are whole numbers.
            end: Where the axis ends, if farther than the greatest number takes it: the last bar
                of a histogram may reach beyond.

        Raises:
            ValueError: If they are no finite numbers, or `least` is greater than `most`.
        """
        if not (math.isfinite(least) and math.isfinite(most) and least <= most):
            raise ValueError(f"least={least}, most={most}: a span goes from one to another number.")
        self._least, self._most, self._whole = least, most, whole
        last = most + self._unit
        self._last = last if end is None else max(end, last)
        self._range = None
        self._grip = Grip.NONE

    def set_track(self, start: float, end: float) -> None:
        """Say between which pixels the span lies; upwards if `end` is the lesser one."""
        self._start, self._end = start, end

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest number there may be."""
        return self._least, self._most

    @property
    def _unit(self) -> float:
        return 1.0 if self._whole else 0.0

    def pixel(self, value: float) -> float:
        """Return where a number lies."""
        # Halves: from the least to the greatest number there is, is farther than either.
        width = self._last / 2 - self._least / 2
        share = (value / 2 - self._least / 2) / width if width > 0 else 0.0
        return self._start + share * (self._end - self._start)

    def value(self, pixel: float) -> float:
        """Return the number that lies at a pixel, no more exact than the pixel is."""
        length = self._end - self._start
        share = min(max((pixel - self._start) / length if length else 0.0, 0.0), 1.0)
        half = self._last / 2 - self._least / 2
        value = self._least + share * half + share * half
        if self._whole:
            return float(round(value))
        step = half / max(abs(length), 1.0) * 2
        if share in (0.0, 1.0) or step <= 0:
            return self._most if share else self._least
        return round(value, max(-math.floor(math.log10(step)), 0))

    # ---------------------------------------------------------------- the range

    @property
    def low(self) -> float:
        """The least number of the range."""
        return self._least if self._range is None else self._range[0]

    @property
    def high(self) -> float:
        """The greatest number of the range."""
        return self._most if self._range is None else self._range[1]

    @property
    def is_all(self) -> bool:
        """Whether the range is all there is."""
        return self.low <= self._least and self.high >= self._most

    def set_range(self, low: float, high: float) -> None:
        """Take other limits, in either order; what lies outside the span is drawn to its edge."""
        low, high = sorted((low, high))
        low, high = (min(max(v, self._least), self._most) for v in (low, high))
        if self._whole:
            low, high = float(round(low)), float(round(high))
        if (low, high) != (self.low, self.high):
            self._range = (low, high)
            self.moved.emit()

    def clear(self) -> None:
        """Take the whole span."""
        if self._range is not None:
            self._range = None
            self.moved.emit()

    # ---------------------------------------------------------------- pointer and keys

    def grip_at(self, pixel: float) -> Grip:
        """Return what a press at a pixel would hold."""
        low, high = self._places()
        to_low, to_high = abs(pixel - low), abs(pixel - high)
        if min(to_low, to_high) <= REACH:
            if to_low == to_high:  # both at one place: the one that can still move
                return Grip.HIGH if self.high < self._most else Grip.LOW
            return Grip.LOW if to_low < to_high else Grip.HIGH
        inside = min(low, high) < pixel < max(low, high)
        return Grip.MIDDLE if inside and not self.is_all else Grip.NEW

    def cursor_at(self, pixel: float, *, upright: bool = False) -> Qt.CursorShape:
        """Return the pointer that tells what a press would hold."""
        along = Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.SizeHorCursor
        return {
            Grip.LOW: along,
            Grip.HIGH: along,
            Grip.MIDDLE: Qt.CursorShape.OpenHandCursor,
        }.get(self.grip_at(pixel), Qt.CursorShape.CrossCursor)

    def _places(self) -> tuple[float, float]:
        """Return where the handles are; at the greatest number, at the end of the axis."""
        high = self._last if self.high >= self._most else self.high + self._unit
        return self.pixel(self.low), self.pixel(high)

    @property
    def is_held(self) -> bool:
        """Whether a drag is under way."""
        return self._grip is not Grip.NONE

    def press(self, pixel: float) -> None:
        """Take hold of what is at a pixel."""
        self._grip = self.grip_at(pixel)
        self._from, self._before = pixel, (self.low, self.high)
        if self._grip in (Grip.LOW, Grip.HIGH):
            self.active = self._grip

    def drag(self, pixel: float) -> None:
        """Move what is held to a pixel."""
        low, high = self._before
        if self._grip is Grip.LOW:
            self.set_range(min(self._edge(pixel, first=True), high), high)
        elif self._grip is Grip.HIGH:
            self.set_range(low, max(self._edge(pixel, first=False), low))
        elif self._grip is Grip.NEW:
            first, last = sorted((self._from, pixel), key=self._along)
            a, b = self._edge(first, first=True), self._edge(last, first=False)
            self.set_range(min(a, b), max(a, b))
        elif self._grip is Grip.MIDDLE:
            by = self.value(pixel) - self.value(self._from)
            by = min(max(by, self._least - low), self._most - high)
            self.set_range(low + by, high + by)

    def release(self) -> None:
        """Let go."""
        if self._grip is not Grip.NONE:
            self._grip = Grip.NONE
            self.released.emit()

    def step(self, steps: int, *, coarse: bool = False) -> None:
        """Move the active handle by keys: by a hundredth of the span, or by a tenth."""
        parts = 10 if coarse else 100
        by = self._most / parts - self._least / parts
        if self._whole:
            by = max(round(by), 1)
        low, high = self.low, self.high
        if self.active is Grip.HIGH:
            self.set_range(low, max(high + steps * by, low))
        else:
            self.set_range(min(low + steps * by, high), high)
        self.released.emit()

    def switch(self) -> None:
        """Make the other handle the one that the keys move."""
        self.active = Grip.LOW if self.active is Grip.HIGH else Grip.HIGH
        self.moved.emit()

    def _along(self, pixel: float) -> float:
        return pixel if self._end >= self._start else -pixel

    def _edge(self, pixel: float, *, first: bool) -> float:
        """Return the number that a limit at a pixel takes in."""
        value = self.value(pixel)
        return value - 1.0 if self._whole and not first else value

    # ---------------------------------------------------------------- painting

    def paint(
        self, painter: QPainter, rect: QRectF, palette: QPalette, *, focused: bool = False
    ) -> None:
        """Paint both handles across a rectangle; the axis runs from left to right.

        Args:
            painter: Paints in the pixels of `set_track`.
            rect: From the top of the handles to their feet.
            palette: Gives the colours.
            focused: Whether the active handle shows that keys move it.
        """
        line = palette.color(QPalette.ColorRole.Text)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for grip, x in zip((Grip.LOW, Grip.HIGH), self._places(), strict=True):
            lit = focused and grip is self.active
            colour = palette.color(QPalette.ColorRole.Highlight) if lit else line
            top, foot = QPointF(x, rect.top()), QPointF(x, rect.bottom())
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 4))  # seen on any ground
            painter.drawLine(top, foot)
            painter.setPen(QPen(colour, 2.0 if lit else 1.2))
            painter.drawLine(top, foot)
            painter.setPen(QPen(QColor(palette.color(QPalette.ColorRole.Base)), 1))
            painter.setBrush(colour)
            shape = [(0, -_FOOT), (_FOOT, 0), (_FOOT, _FOOT), (-_FOOT, _FOOT), (-_FOOT, 0)]
            painter.drawPolygon(QPolygonF([foot + QPointF(dx, dy) for dx, dy in shape]))
        painter.restore()
