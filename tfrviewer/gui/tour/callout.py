"""What points at a part of the window: a bubble with words and buttons, and a ring."""

from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

_WIDTH, _ARROW, _RADIUS, _EDGE = 320, 11, 9, 10


class Side(Enum):
    """Where the bubble lies beside what it points at."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"
    ABOVE = "above"
    INSIDE = "inside"


def place(target: QRect, bubble: QSize, room: QRect) -> tuple[QPoint, Side]:
    """Return where a bubble goes and which side of its target that is.

    Args:
        target: What it points at.
        bubble: Its size, arrow included.
        room: Where it has to stay.
    """
    middle = target.center()
    wide, high = bubble.width(), bubble.height()
    x = min(max(middle.x() - wide // 2, room.left()), room.right() - wide)
    y = min(max(middle.y() - high // 2, room.top()), room.bottom() - high)
    for side, at in (
        (Side.RIGHT, QPoint(target.right() + 2, y)),
        (Side.LEFT, QPoint(target.left() - wide - 1, y)),
        (Side.BELOW, QPoint(x, target.bottom() + 2)),
        (Side.ABOVE, QPoint(x, target.top() - high - 1)),
    ):
        if room.contains(QRect(at, bubble)):
            return at, side
    return QPoint(x, y), Side.INSIDE


class Ring(QWidget):
    """A line round a part of the window; takes no mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Two lines, so that it is seen on light and on dark pictures.
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), 4))
        painter.drawRoundedRect(ring, 5, 5)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.drawRoundedRect(ring, 5, 5)
        painter.end()


class Callout(QWidget):
    """A bubble: heading, text, which step of how many, and buttons.

    Signals:
        back: Go to the step before.
        onward: Go to the next step, or end after the last.
        ended: End the tour.
    """

    back = Signal()
    onward = Signal()
    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tourCallout")
        self._side = Side.INSIDE
        self._target = QRect()
        self._title = QLabel()
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._text = QLabel()
        self._text.setObjectName("tourText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.skip = self._button(self.tr("&Skip"), self.ended)
        self.earlier = self._button(self.tr("&Back"), self.back)
        self.later = self._button(self.tr("&Next"), self.onward)
        self.later.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._count)
        line.addStretch()
        for button in (self.skip, self.earlier, self.later):
            line.addWidget(button)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(8)
        self._box.addWidget(self._title)
        self._box.addWidget(self._text)
        self._box.addSpacing(4)
        self._box.addLayout(line)

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button

    def tell(self, title: str, text: str, step: int, steps: int) -> None:
        """Show a step; the keyboard goes to the button that leads on."""
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(self.tr("{0} of {1}").format(step, steps))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.earlier.setEnabled(step > 1)
        last = step == steps
        self.later.setText(self.tr("&Done") if last else self.tr("&Next"))
        # It is what a screen reader reads when the keyboard comes here.
        self.later.setAccessibleDescription(f"{title}. {text}")
        self.skip.setVisible(not last)

    def point_at(self, target: QRect, room: QRect) -> None:
        """Go beside a part of the window."""
        margin = 16
        # The arrow needs its room at whatever side it will be.
        self._box.setContentsMargins(*[margin + _ARROW] * 4)
        buttons = self._box.minimumSize().width()  # in some languages they are wider
        width = min(max(_WIDTH + 2 * _ARROW, buttons), room.width())
        self.setFixedWidth(width)
        height = self._box.heightForWidth(width) if self._box.hasHeightForWidth() else 0
        size = QSize(width, max(height, self._box.minimumSize().height()))
        at, self._side = place(target, size, room)
        self._target = target
        self.setGeometry(QRect(at, size))
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        body = QRectF(self.rect()).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
        shape = QPainterPath()
        shape.addRoundedRect(body, _RADIUS, _RADIUS)
        arrow = self._arrow(body)
        if arrow is not None:
            head = QPainterPath()
            head.addPolygon(arrow)
            head.closeSubpath()
            shape = shape.united(head)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.5))
        painter.setBrush(palette.color(QPalette.ColorRole.ToolTipBase))
        painter.drawPath(shape)
        painter.end()

    def _arrow(self, body: QRectF) -> QPolygonF | None:
        aim = QPointF(self._target.center() - self.pos())
        half = _ARROW
        x = min(max(aim.x(), body.left() + 2 * half), body.right() - 2 * half)
        y = min(max(aim.y(), body.top() + 2 * half), body.bottom() - 2 * half)
        match self._side:
            case Side.RIGHT:
                tip, base, along = QPointF(1, y), QPointF(body.left() + 1, y), QPointF(0, half)
            case Side.LEFT:
                tip, base = QPointF(self.width() - 1, y), QPointF(body.right() - 1, y)
                along = QPointF(0, half)
            case Side.BELOW:
                tip, base, along = QPointF(x, 1), QPointF(x, body.top() + 1), QPointF(half, 0)
            case Side.ABOVE:
                tip, base = QPointF(x, self.height() - 1), QPointF(x, body.bottom() - 1)
                along = QPointF(half, 0)
            case _:
                return None
        return QPolygonF([base - along, tip, base + along])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.ended.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Right:
                self.onward.emit()
            case Qt.Key.Key_Left | Qt.Key.Key_Backspace:
                self.back.emit()
            case _:
                super().keyPressEvent(event)
