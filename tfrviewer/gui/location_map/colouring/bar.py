"""The colour bar: the scale between its limits, and above it how many tiles have which number."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.location_map.colouring.handle import FOOT, HANDLE_WIDTH, STEP, LimitHandle
from tfrviewer.gui.location_map.colouring.words import number_text
from tfrviewer.gui.theme import border_colour, is_dark
from tfrviewer.tiles.drawing.colour_scales import VIRIDIS, ColourScale
from tfrviewer.tiles.drawing.colour_scheme import Span

BINS = 96
"""Into how many parts the numbers are counted."""

_COUNTS, _BAND = 24, 12  # heights of the counts and of the scale
_STOPS = 24


class ColourBar(QWidget):
    """Shows a scale over an axis of numbers, with its two limits.

    Signals:
        limits_changed: Other limits are wanted; the lower and the upper one.
        reset: The limits that nobody chose are wanted.
    """

    limits_changed = Signal(float, float)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._span, self._axis = Span(0, 1), Span(0, 1)
        self._scale: ColourScale = VIRIDIS
        self._reverse = False
        self._counts: Sequence[int] = ()
        self._low = LimitHandle("colourLow", self)
        self._high = LimitHandle("colourHigh", self)
        for handle, name in (
            (self._low, self.tr("Lower limit of the colours")),
            (self._high, self.tr("Upper limit of the colours")),
        ):
            handle.setAccessibleName(name)
            handle.setToolTip(
                self.tr("{0}: drag it, or move it with the arrow keys").format(name)
                + "\n"
                + self.tr("A double click fits the limits to the numbers")
            )
            handle.dragged.connect(partial(self._drag, handle))
            handle.stepped.connect(partial(self._step, handle))
            handle.sent.connect(partial(self._send, handle))
            handle.released.connect(self._place)
            handle.reset.connect(self.reset)

    @property
    def span(self) -> Span:
        """The limits."""
        return self._span

    @property
    def axis(self) -> Span:
        """From where to where the bar goes."""
        return self._axis

    @property
    def is_dragging(self) -> bool:
        """Whether a limit is held by the mouse."""
        return self._low.is_held or self._high.is_held

    def show_scale(self, scale: ColourScale, span: Span, axis: Span, *, reverse: bool) -> None:
        """Show a scale.

        Args:
            scale: Its colours.
            span: Its limits.
            axis: From where to where the bar goes; taken when no limit is being dragged.
            reverse: Whether the scale runs the other way.
        """
        self._scale, self._span, self._reverse = scale, span, reverse
        if not self.is_dragging:
            self._axis = axis
        self._place()

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many tiles lie in each of equal parts of the axis."""
        self._counts = counts
        self.update()

    # ---------------------------------------------------------------- limits

    def _drag(self, handle: LimitHandle, x: float) -> None:
        room = self._room()
        self._move(handle, (x - room.left()) / max(room.width(), 1))

    def _step(self, handle: LimitHandle, by: float) -> None:
        now = self._span.low if handle is self._low else self._span.high
        self._move(handle, self._axis.place(now) + by)

    def _send(self, handle: LimitHandle, end: int) -> None:
        self._move(handle, float(end))

    def _move(self, handle: LimitHandle, place: float) -> None:
        """Move a limit to a place of the axis; it stops a step before the other one."""
        low, high = (self._axis.place(value) for value in (self._span.low, self._span.high))
        if handle is self._low:
            low = min(max(place, 0.0), high - STEP / 2)
        else:
            high = max(min(place, 1.0), low + STEP / 2)
        values = self._axis.value(low), self._axis.value(high)
        if handle is self._low:
            values = values[0], self._span.high
        else:
            values = self._span.low, values[1]
        if values[0] < values[1]:
            self.limits_changed.emit(*values)

    # ---------------------------------------------------------------- painting

    def _room(self) -> QRectF:
        """Return where the axis lies."""
        side = HANDLE_WIDTH / 2
        return QRectF(side, 0, max(self.width() - HANDLE_WIDTH, 1), _COUNTS + _BAND)

    def _at(self, value: float) -> float:
        room = self._room()
        return room.left() + min(max(self._axis.place(value), 0.0), 1.0) * room.width()

    def _place(self) -> None:
        """Put the handles where the limits are."""
        colours = self._scale.table(reverse=self._reverse)
        for handle, value, at in (
            (self._low, self._span.low, 0),
            (self._high, self._span.high, -1),
        ):
            handle.colour = QColor(*(int(part) for part in colours[at]))
            top = _COUNTS - 3
            x = round(self._at(value) - HANDLE_WIDTH / 2)
            handle.setGeometry(x, top, HANDLE_WIDTH, self.height() - top)
            text = number_text(value)
            if text != handle.accessibleDescription():
                handle.setAccessibleDescription(text)
                if handle.hasFocus():  # a screen reader says where it is now
                    event = QAccessibleEvent(handle, QAccessible.Event.DescriptionChanged)
                    QAccessible.updateAccessibility(event)
            handle.update()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.reset.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, _COUNTS + _BAND + FOOT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(90, _COUNTS + _BAND + FOOT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self._room()
        self._paint_counts(painter, room)
        band = QRectF(room.left(), _COUNTS, room.width(), _BAND)
        low, high = self._at(self._span.low), self._at(self._span.high)
        colours = self._scale.table(reverse=self._reverse)
        gradient = QLinearGradient(low, 0, max(high, low + 1), 0)
        for stop in range(_STOPS + 1):
            colour = colours[round(stop / _STOPS * (len(colours) - 1))]
            gradient.setColorAt(stop / _STOPS, QColor(*(int(part) for part in colour)))
        painter.fillRect(band, gradient)
        painter.setPen(QPen(border_colour(self.palette()), 1))
        painter.drawRect(band.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_counts(self, painter: QPainter, room: QRectF) -> None:
        greatest = max(self._counts, default=0)
        if not greatest:
            return
        inside = QColor("#8b949d" if is_dark(self.palette()) else "#868e96")
        outside = QColor(inside)
        outside.setAlphaF(0.45)  # what lies beyond the limits has no colour of its own
        low, high = self._axis.place(self._span.low), self._axis.place(self._span.high)
        n = len(self._counts)
        for at, count in enumerate(self._counts):
            if not count:
                continue
            # Roots: single tiles beside many are seen as well.
            height = max((count / greatest) ** 0.5 * (_COUNTS - 5), 1.0)
            left = room.left() + at / n * room.width()
            middle = (at + 0.5) / n
            colour = inside if low <= middle <= high else outside
            width = room.width() / n
            painter.fillRect(QRectF(left, _COUNTS - 2 - height, width, height), colour)
