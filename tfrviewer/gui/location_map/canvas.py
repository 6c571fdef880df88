"""The plane of the map with what the mouse and the keys do on it.

Left drag draws a box, or moves the plane in pan mode; right and middle drag move it always; the
wheel scales about the pointer. What is under the pointer is asked of the map by signals.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.plots import PlaneView
from tfrviewer.tiles.placement import Direction

ZOOM_STEP = 1.25

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
        stepped: An arrow key: a `Direction`, and whether Shift was held.
        paged: Page Up or Page Down: -1 or 1.
        open_current: The current tile is to be shown large.
        centre_current: The current tile is to be brought to the middle.
        mode_changed: Dragging does something else; the `MouseMode`.
    """

    clicked = Signal(QPointF, object)
    opened = Signal(QPointF)
    boxed = Signal(object, object)
    box_changed = Signal()
    stepped = Signal(object, bool)
    paged = Signal(int)
    open_current = Signal()
    centre_current = Signal()
    mode_changed = Signal(object)

    def __init__(self, paint: Callable[[QPainter], None], parent: QWidget | None = None) -> None:
        self._paint = paint
        self._mode = MouseMode.SELECT
        self._pressed: QPointF | None = None
        self._at = QPointF()
        self._corner = (0.0, 0.0)  # where the box began, on the plane
        self._box_mode = SelectMode.REPLACE
        self._boxing = False
        self._panning: _Button | None = None
        super().__init__(parent)
        self.setObjectName("locationMapCanvas")
        self.setMinimumSize(80, 60)
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

    def give_up(self) -> bool:
        """End the gesture under way without effect; return whether there was one."""
        was = self._boxing or self._panning is not None
        self._pressed = self._panning = None
        self._end_box()
        self._show_cursor()
        return was

    def _end_box(self) -> None:
        if self._boxing:
            self._boxing = False
            self.box_changed.emit()

    def _show_cursor(self) -> None:
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._mode is MouseMode.PAN:
            shape = Qt.CursorShape.OpenHandCursor
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
        self._pressed = self._at = event.position()
        button = event.button()
        pans = button in (_Button.RightButton, _Button.MiddleButton)
        if pans or (button == _Button.LeftButton and self._mode is MouseMode.PAN):
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
            return
        before, self._at = self._at, event.position()
        if self._panning is not None:
            if self.viewport().cursor().shape() != Qt.CursorShape.ClosedHandCursor:
                self._show_cursor()
            moved = self._at - before
            self.pan(moved.x(), moved.y())
            return
        far = (self._at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._boxing or far:
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
            click = self._panning == _Button.LeftButton and not moved
            self._panning = None
            self._show_cursor()
            if click:
                self.clicked.emit(pressed, event.modifiers())
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
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self.zoom(ZOOM_STEP ** (turned / 120), event.position())
            if self._boxing:
                self.box_changed.emit()

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
            case _Key.Key_Space | _Key.Key_Return | _Key.Key_Enter:
                self.open_current.emit()
            case _Key.Key_Escape if self.give_up():
                pass
            case _:
                event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.repaint_plane()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.repaint_plane()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        event.accept()
