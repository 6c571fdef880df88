"""The plane of the map with what the mouse and the keys do on it.

Left drag draws a box or a lasso, or moves the plane in pan mode and while Space is held; right and
middle drag move it always; a right click asks for the menu; the wheel and two fingers scale about
the pointer. What is under the pointer is asked of the map by signals.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.plots import PlaneView
from tfrviewer.tiles.drawing.raster import RasterView
from tfrviewer.tiles.layout.placement import Direction

ZOOM_STEP = 1.25

_LASSO_STEP = 3  # logical pixels from point to point of a lasso
_PINCH = 2.0  # as much as two fingers scale from one event to the next

_Button = Qt.MouseButton
_Modifier = Qt.KeyboardModifier
_Key = Qt.Key

_DIRECTIONS = {
    _Key.Key_Left: Direction.LEFT,
    _Key.Key_Right: Direction.RIGHT,
    _Key.Key_Up: Direction.UP,
    _Key.Key_Down: Direction.DOWN,
}


class MouseMode(Enum):
    """What dragging with the left button does."""

    SELECT = "select"
    LASSO = "lasso"
    PAN = "pan"


def select_mode(modifiers: Qt.KeyboardModifier) -> SelectMode:
    """Return how a box joins the selection: Alt takes away, Shift or Ctrl adds."""
    if modifiers & _Modifier.AltModifier:
        return SelectMode.REMOVE
    if modifiers & (_Modifier.ShiftModifier | _Modifier.ControlModifier):
        return SelectMode.ADD
    return SelectMode.REPLACE


class MapCanvas(PlaneView):
    """Turns mouse and keys into intents on the plane; who owns it paints.

    Signals:
        clicked: A point was clicked: its place in the widget, and the modifiers.
        opened: A point was double-clicked; its place in the widget.
        boxed: A box was drawn: two corners on the plane as (u, v, u, v), and a `SelectMode`.
        box_changed: The box under way is another one.
        lasso_begun: A lasso begins; its first point on the plane as (u, v).
        lasso_grown: The lasso under way got a point (u, v).
        lasso_ended: It is done, with its `SelectMode`; or given up, with None.
        hovered: The pointer rests on another tile: its row number, -1 for none, and where it is in
            the viewport.
        pointed: The pointer moved over the plane with no button down; where in the viewport.
        pointer_gone: The pointer left, or something else is done with it.
        stepped: An arrow key: a `Direction`, and whether Shift was held.
        paged: Page Up or Page Down: -1 or 1.
        open_current: The current tile is to be shown large.
        centre_current: The current tile is to be brought to the middle.
        mode_changed: Dragging does something else; the `MouseMode`.
        menu_asked: The menu is to be shown: where in the viewport, and whether a key asked for it.
    """

    clicked = Signal(QPointF, object)
    opened = Signal(QPointF)
    boxed = Signal(object, object)
    box_changed = Signal()
    lasso_begun = Signal(object)
    lasso_grown = Signal(object)
    lasso_ended = Signal(object)
    hovered = Signal(int, QRect)
    pointed = Signal(QPointF)
    pointer_gone = Signal()
    stepped = Signal(object, bool)
    paged = Signal(int)
    open_current = Signal()
    centre_current = Signal()
    mode_changed = Signal(object)
    menu_asked = Signal(QPoint, bool)

    def __init__(self, paint: Callable[[QPainter], None], parent: QWidget | None = None) -> None:
        self._paint = paint
        self._mode = MouseMode.SELECT
        self._pressed: QPointF | None = None
        self._at = QPointF()
        self._corner = (0.0, 0.0)  # where the box began, on the plane
        self._box_mode = SelectMode.REPLACE
        self._boxing = False
        self._panning: _Button | None = None
        self._lasso: list[QPointF] = []  # on the plane
        self._lasso_last = QPointF()  # in the widget
        self._space = False  # held
        self._space_moved = False
        super().__init__(parent)
        self.setObjectName("locationMapCanvas")
        self.setMinimumSize(80, 60)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._show_cursor()

    # ---------------------------------------------------------------- modes and the box

    @property
    def mode(self) -> MouseMode:
        """What dragging with the left button does."""
        return self._mode

    def set_mode(self, mode: MouseMode) -> None:
        """Choose what dragging with the left button does."""
        if mode is not self._mode:
            self._mode = mode
            self.give_up()
            self._show_cursor()
            self.mode_changed.emit(mode)

    def box(self) -> tuple[float, float, float, float] | None:
        """Return the box under way as left, top, right, bottom on the plane; None if none is."""
        if not self._boxing:
            return None
        u, v = self.to_plane(self._at)
        (left, right), (top, bottom) = sorted((self._corner[0], u)), sorted((self._corner[1], v))
        return left, top, right, bottom

    def box_rect(self) -> QRectF:
        """Return the box under way in the widget."""
        box = self.box() or (0.0, 0.0, 0.0, 0.0)
        return QRectF(self.to_widget(*box[:2]), self.to_widget(*box[2:]))

    def view_of(self, width: int, height: int = 0) -> RasterView:
        """Return what is seen at another size; see `LocationMap.snapshot`.

        Raises:
            ValueError: If the size is none, or nothing is seen.
        """
        if width < 1 or height < 0:
            raise ValueError(f"an image has at least 1 x 1 pixels, not {width} x {height}")
        rect = self.plot_rect()
        if rect.isEmpty():
            raise ValueError("the map is not seen")
        height = height or max(round(width * rect.height() / rect.width()), 1)
        scale = self.scale_factor * min(width / rect.width(), height / rect.height())
        u, v = self.centre
        return RasterView(u - width / 2 / scale, v - height / 2 / scale, scale, width, height)

    def give_up(self) -> bool:
        """End the gesture under way without effect; return whether there was one."""
        was = self._boxing or self._panning is not None or bool(self._lasso)
        self._pressed = self._panning = None
        self._end_box()
        if self._lasso:
            self._lasso = []
            self.lasso_ended.emit(None)
        self._show_cursor()
        return was

    def lasso(self) -> list[QPointF]:
        """Return the lasso under way in the widget; empty if none is."""
        return [self.to_widget(point.x(), point.y()) for point in self._lasso]

    def _grow_lasso(self) -> None:
        """Take the pointer into the lasso, once it went far enough to tell."""
        if (self._at - self._lasso_last).manhattanLength() < _LASSO_STEP:
            return
        self._lasso_last = self._at
        u, v = self.to_plane(self._at)
        self._lasso.append(QPointF(u, v))
        self.lasso_grown.emit((u, v))

    def _end_box(self) -> None:
        if self._boxing:
            self._boxing = False
            self.box_changed.emit()

    def _show_cursor(self) -> None:
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._mode is MouseMode.PAN or self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._mode is MouseMode.LASSO:
            shape = Qt.CursorShape.CrossCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    # ---------------------------------------------------------------- events

    @override
    def paint_plane(self, painter: QPainter) -> None:
        self._paint(painter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._pressed is not None:
            return  # one gesture at a time
        self.pointer_gone.emit()
        self._pressed = self._at = event.position()
        button = event.button()
        pans = button in (_Button.RightButton, _Button.MiddleButton)
        moves = self._mode is MouseMode.PAN or self._space
        if pans or (button == _Button.LeftButton and moves):
            self._panning = button
        elif button == _Button.LeftButton:
            self._corner = self.to_plane(self._at)
            self._box_mode = select_mode(event.modifiers())
        else:
            self._pressed = None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._pressed is None:
            self.pointed.emit(event.position())
            return
        before, self._at = self._at, event.position()
        if self._panning is not None:
            if self.viewport().cursor().shape() != Qt.CursorShape.ClosedHandCursor:
                self._show_cursor()
            moved = self._at - before
            self._space_moved = self._space
            self.pan(moved.x(), moved.y())
            return
        far = (self._at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._lasso:
            self._grow_lasso()
        elif far and self._mode is MouseMode.LASSO:
            self._lasso = [QPointF(*self._corner)]
            self._lasso_last = self._pressed
            self.lasso_begun.emit(self._corner)
            self._grow_lasso()
        elif self._boxing or far:
            self._boxing = True
            self.box_changed.emit()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        self._at = event.position()
        if self._panning is not None:
            moved = (self._at - pressed).manhattanLength() >= QApplication.startDragDistance()
            button, self._panning = self._panning, None
            self._show_cursor()
            if button == _Button.LeftButton and not moved:
                self.clicked.emit(pressed, event.modifiers())
            elif button == _Button.RightButton and not moved:
                self.menu_asked.emit(pressed.toPoint(), False)
            return
        if self._lasso:
            self._grow_lasso()
            self._lasso = []
            self.lasso_ended.emit(self._box_mode)
            return
        box = self.box()
        if box is None:
            self.clicked.emit(pressed, event.modifiers())
            return
        self._end_box()
        self.boxed.emit(box, self._box_mode)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == _Button.LeftButton:
            self.opened.emit(event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu by key; by mouse it comes once the button, which moves, is let go."""
        event.accept()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.give_up()
            self.menu_asked.emit(self.plot_rect().center().toPoint(), True)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self.pointer_gone.emit()
            self.zoom(ZOOM_STEP ** (turned / 120), event.position())
            if self._boxing:
                self.box_changed.emit()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointer_gone.emit()
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._pinch(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self._pinch(pinch.scaleFactor(), QPointF(at))
                event.accept(pinch)
                return True
        return bool(super().viewportEvent(event))

    def _pinch(self, factor: float, at: QPointF) -> None:
        """Scale by what two fingers say, which may be nonsense as they touch."""
        if factor > 0:
            self.pointer_gone.emit()
            self.zoom(min(max(factor, 1 / _PINCH), _PINCH), at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & (_Modifier.ControlModifier | _Modifier.AltModifier):
            event.ignore()
            return
        event.accept()
        key = _Key(event.key())
        match key:
            case _Key.Key_Left | _Key.Key_Right | _Key.Key_Up | _Key.Key_Down:
                extend = bool(event.modifiers() & _Modifier.ShiftModifier)
                self.stepped.emit(_DIRECTIONS[key], extend)
            case _Key.Key_PageUp:
                self.paged.emit(-1)
            case _Key.Key_PageDown:
                self.paged.emit(1)
            case _Key.Key_Plus | _Key.Key_Equal:
                self.zoom(ZOOM_STEP)
            case _Key.Key_Minus:
                self.zoom(1 / ZOOM_STEP)
            case _Key.Key_0:
                self.fit()
            case _Key.Key_C:
                self.centre_current.emit()
            case _Key.Key_G:
                self.set_mode(MouseMode.PAN)
            case _Key.Key_S:
                self.set_mode(MouseMode.SELECT)
            case _Key.Key_L:
                self.set_mode(MouseMode.LASSO)
            case _Key.Key_Space:
                if not event.isAutoRepeat():
                    self._space, self._space_moved = True, False
                    self._show_cursor()
            case _Key.Key_Return | _Key.Key_Enter:
                self.open_current.emit()
            case _Key.Key_Escape if self.give_up():
                pass
            case _:
                event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != _Key.Key_Space or not self._space:
            event.ignore()
            return
        event.accept()
        if not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
            if not self._space_moved and self._pressed is None:
                self.open_current.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.repaint_plane()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self._show_cursor()
        self.repaint_plane()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        event.accept()
        self.pointer_gone.emit()
