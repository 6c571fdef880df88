"""One limit of the colour bar, to be dragged or moved by keys."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

HANDLE_WIDTH = 13
"""Logical pixels."""
FOOT = 7
"""Of its height, so much lies below the scale."""
STEP = 0.01
"""Of the axis, by an arrow key."""

_FAR = 0.1  # the same with Shift

_Key = Qt.Key


class LimitHandle(QWidget):
    """One limit, to be dragged or moved by the arrow keys.

    Signals:
        dragged: To a place of the bar, in its pixels.
        released: The mouse let it go.
        stepped: By a part of the axis.
        sent: To the end of the axis: 0 or 1.
        reset: It was double-clicked.
    """

    dragged = Signal(float)
    released = Signal()
    stepped = Signal(float)
    sent = Signal(int)
    reset = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._held: float | None = None  # where in the handle it was taken
        self.colour = QColor()

    @property
    def is_held(self) -> bool:
        """Whether it is being dragged."""
        return self._held is not None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().x() - self.width() / 2

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._held is not None:
            self.dragged.emit(self.mapToParent(event.position()).x() - self._held)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._held is not None:
            self._held = None
            self.released.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.reset.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        match _Key(event.key()):
            case _Key.Key_Left | _Key.Key_Down:
                self.stepped.emit(-step)
            case _Key.Key_Right | _Key.Key_Up:
                self.stepped.emit(step)
            case _Key.Key_Home:
                self.sent.emit(0)
            case _Key.Key_End:
                self.sent.emit(1)
            case _Key.Key_Return | _Key.Key_Enter:
                self.reset.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line through the scale with a foot to take hold of."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, focused = self.palette(), self.hasFocus()
        middle, foot = self.width() / 2, self.height() - FOOT - 3.0
        path = QPainterPath()
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(middle, foot - 3),
                    QPointF(self.width() - 1.5, foot + 3),
                    QPointF(self.width() - 1.5, self.height() - 1.5),
                    QPointF(1.5, self.height() - 1.5),
                    QPointF(1.5, foot + 3),
                ]
            )
        )
        path.closeSubpath()
        line = palette.accent().color() if focused else palette.text().color()
        halo = palette.window().color()
        painter.setPen(QPen(halo, 3.5))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, foot))
        painter.setPen(QPen(line, 1.5))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, foot))
        painter.setPen(QPen(line, 2.0 if focused else 1.2))
        painter.setBrush(self.colour)
        painter.drawPath(path)
