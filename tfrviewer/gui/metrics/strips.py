"""The tiles on either side of a line on a metric, those nearest to it next to the line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import border_colour, muted_text, tile_background

if TYPE_CHECKING:
    from tfrviewer.gui.thumbnails import ThumbnailLoader

ROWS: Final = 2
_TILE, _GAP, _MIDDLE = 58, 4, 18
_LEAST = 48  # of a tile: smaller ones before fewer
_CLIENT = "metrics"


class Side:
    """The tiles on one side of the line.

    Attributes:
        numbers: Their row numbers, the nearest to the line first.
        tips: What is said of each.
        caption: Which side it is, in words.
        picked: Whether the tiles of this side are picked out.
    """

    def __init__(
        self, numbers: Sequence[int], tips: Sequence[str], caption: str, *, picked: bool
    ) -> None:
        self.numbers = list(numbers)
        self.tips = list(tips)
        self.caption = caption
        self.picked = picked


_NONE = Side((), (), "", picked=False)


class SideStrips(QWidget):
    """Shows the tiles below the line at the left of it, those above at the right.

    Signals:
        chosen: A tile was clicked; its row number.
        open_requested: A tile is to be shown large.
    """

    chosen = Signal(int)
    open_requested = Signal(int)

    def __init__(self, thumbnails: "ThumbnailLoader", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metricSides")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._thumbnails = thumbnails
        self._sides = (_NONE, _NONE)
        self._at: tuple[int, int] | None = None  # side and place that the keys are at
        self._describe()
        thumbnails.arrived_many.connect(self._take_pictures)

    # ---------------------------------------------------------------- what is shown

    @property
    def sides(self) -> tuple[Side, Side]:
        """What is shown below the line, and above it."""
        return self._sides

    def room(self) -> int:
        """Return how many tiles there is room for on each side."""
        return ROWS * self._columns()

    def show_sides(self, below: Side | None, above: Side | None) -> None:
        """Show the tiles on either side; None for no line."""
        self._sides = (below or _NONE, above or _NONE)
        self._at = None
        self._describe()
        self._want()
        self.update()

    def wake(self, *, on: bool) -> None:
        """Have pictures read, or no more."""
        if on:
            self._want()
        else:
            self._thumbnails.want((), 1, client=_CLIENT)

    def _want(self) -> None:
        below, above = self._sides
        most = self.room()
        # By turns, so that what is nearest to the line comes first.
        pairs = [(s.numbers[i],) for i in range(most) for s in (below, above) if i < len(s.numbers)]
        self._thumbnails.want([number for (number,) in pairs], self._px(), client=_CLIENT)

    def _px(self) -> int:
        return round(self._side() * self.devicePixelRatioF())

    def _take_pictures(self, numbers: frozenset[int]) -> None:
        if any(number in numbers for side in self._sides for number in side.numbers):
            self.update()

    def _describe(self) -> None:
        below, above = self._sides
        self.setAccessibleName(self.tr("Tiles next to the line"))
        text = self.tr("{0} on the left: {1}. {2} on the right: {3}.")
        self.setAccessibleDescription(
            text.format(len(below.numbers), below.caption, len(above.numbers), above.caption)
        )

    # ---------------------------------------------------------------- where

    @override
    def sizeHint(self) -> QSize:
        # Of one height whatever the width: were it lower in a narrower panel, a scroll bar would
        # make itself superfluous, and come and go without end.
        return QSize(6 * (_TILE + _GAP) + _MIDDLE, self._head() + ROWS * (_TILE + _GAP))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(2 * (_TILE + _GAP) + _MIDDLE, self.sizeHint().height())

    def _head(self) -> int:
        return self.fontMetrics().height() + 6

    def _half(self) -> int:
        return (self.width() - _MIDDLE) // 2

    def _columns(self) -> int:
        return max(self._half() // (_LEAST + _GAP), 1)

    def _side(self) -> int:
        """Return the side of a tile."""
        return min(max(self._half() // self._columns() - _GAP, 24), _TILE)

    def _rect(self, side: int, place: int) -> QRect:
        """Return where a tile lies; places go down the column next to the line, then outwards."""
        column, row = divmod(place, ROWS)
        middle, size = self.width() // 2, self._side()
        step = column * max(self._half() // self._columns(), size + _GAP)
        left = middle + _MIDDLE // 2 + step if side else middle - _MIDDLE // 2 - step - size
        return QRect(left, self._head() + row * (size + _GAP), size, size)

    def _hit(self, x: int, y: int) -> tuple[int, int] | None:
        for side in (0, 1):
            for place in range(min(len(self._sides[side].numbers), self.room())):
                if self._rect(side, place).contains(x, y):
                    return side, place
        return None

    # ---------------------------------------------------------------- pointer and keys

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._hit(round(event.position().x()), round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._go(at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._hit(round(event.position().x()), round(event.position().y()))
        if at is not None:
            self.open_requested.emit(self._sides[at[0]].numbers[at[1]])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._hit(round(event.position().x()), round(event.position().y()))
        shape = Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            at = self._next(Qt.Key(event.key()))
            if at is not None:
                self._go(at)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at:
            self.open_requested.emit(self._sides[self._at[0]].numbers[self._at[1]])
        else:
            super().keyPressEvent(event)

    def _next(self, key: Qt.Key) -> tuple[int, int] | None:
        counts = [min(len(side.numbers), self.room()) for side in self._sides]
        if self._at is None:
            return next(((side, 0) for side in (1, 0) if counts[side]), None)
        side, place = self._at
        column, row = divmod(place, ROWS)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = 0 if key == Qt.Key.Key_Up else ROWS - 1
        else:
            outwards = (key == Qt.Key.Key_Right) == bool(side)
            column += 1 if outwards else -1
            if column < 0:
                side, column = 1 - side, 0
        place = column * ROWS + row
        if place >= counts[side] and column * ROWS < counts[side]:
            place = column * ROWS
        return (side, place) if place < counts[side] else self._at

    def _go(self, at: tuple[int, int]) -> None:
        self._at = at
        self.update()
        self.chosen.emit(self._sides[at[0]].numbers[at[1]])

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = self._hit(event.pos().x(), event.pos().y())
            text = "" if at is None else self._sides[at[0]].tips[at[1]]
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._want()

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        middle = self.width() / 2
        if any(side.numbers for side in self._sides):
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1.2))
            painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height() - _GAP))
        for at, side in enumerate(self._sides):
            self._paint_side(painter, at, side)
        painter.end()

    def _paint_side(self, painter: QPainter, at: int, side: Side) -> None:
        palette = self.palette()
        half = self.width() // 2 - _MIDDLE // 2
        area = QRect(self.width() - half if at else 0, 0, half, self._head() - 6)
        painter.setPen(palette.color(QPalette.ColorRole.Text) if side.picked
                       else muted_text(palette))  # fmt: skip
        text = QFontMetrics(self.font()).elidedText(side.caption, Qt.TextElideMode.ElideRight, half)
        align = Qt.AlignmentFlag.AlignLeft if at else Qt.AlignmentFlag.AlignRight
        painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), text)
        most = self.room()
        for place, number in enumerate(side.numbers[:most]):
            self._paint_tile(painter, self._rect(at, place), number, side)
            if self._at == (at, place) and self.hasFocus():
                painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
                painter.drawRect(QRectF(self._rect(at, place)).adjusted(-2, -2, 2, 2))

    def _paint_tile(self, painter: QPainter, rect: QRect, number: int, side: Side) -> None:
        palette = self.palette()
        painter.fillRect(rect, tile_background(palette))
        image = self._thumbnails.find(number, self._px())
        if image is not None:
            size = image.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(rect.center())
            painter.drawImage(target, image)
        else:
            broken = self._thumbnails.broken(number) is not None
            sign = icon("x" if broken else "hourglass", QPalette.ColorRole.PlaceholderText)
            spot = QRect(0, 0, 18, 18)
            spot.moveCenter(rect.center())
            sign.paint(painter, spot)
        if side.picked:  # by a bar as the histogram has, not by colour alone
            painter.fillRect(
                QRect(rect.left(), rect.bottom() - 2, rect.width(), 3),
                palette.color(QPalette.ColorRole.Accent),
            )
        painter.setPen(border_colour(palette))
        painter.drawRect(QRectF(rect).adjusted(0, 0, -1, -1))
