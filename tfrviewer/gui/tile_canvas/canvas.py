"""The picture itself: zoom about the pointer, pan, pixels as squares when they are large."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import tile_background
from tfrviewer.gui.tile_canvas import painting
from tfrviewer.gui.tile_canvas import transform as tf

_NOTCH: Final = 120
_NO_SIZE: Final = (256, 256)
"""What a tile is taken for as long as no picture was shown: a usual one."""


class Backdrop(Protocol):
    """What lies around the picture."""

    def paint(self, painter: QPainter, picture: QRectF, seen: QRectF) -> None:
        """Paint what is seen around the picture; the picture comes on top."""


class PictureCanvas(QWidget):
    """Shows one picture, or says in words why there is none.

    Attributes:
        backdrop: What lies around the picture, or None.

    Signals:
        changed: The picture lies differently in the view; the scale, the centre, or both.
        moved: Somebody moved or zoomed it: what was looked at before and now (two `Look`), and
            whether with Shift held.
        pointed: The pointer is on another pixel: x, y and colour, or -1, -1 and None.
        clicked: The left button was pressed and let go in one place.
    """

    changed = Signal()
    moved = Signal(object, object, bool)
    pointed = Signal(int, int, object)
    clicked = Signal(QPointF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("largePicture")
        self.setAccessibleName(self.tr("Tile"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.backdrop: Backdrop | None = None
        self._levels: painting.Levels | None = None
        self._words = ""
        self._image_size: tuple[int, int] | None = None
        self._fits = True
        self._leeway = tf.TIGHT
        self._place = tf.Transform(1.0, 0.0, 0.0)
        self._um_per_px: float | None = None
        self._grid = True
        self._mark: QPointF | None = None
        self._grabbed: QPointF | None = None
        self._pressed: QPointF | None = None
        self._pointer: QPointF | None = None
        self._by_tab = False

    # ---------------------------------------------------------------- what is shown

    @property
    def image(self) -> QImage | None:
        """The picture shown."""
        return self._levels.image if self._levels is not None else None

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the picture shown, or shown last, in pixels."""
        return self._size()

    @property
    def words(self) -> str:
        """What is said instead of a picture."""
        return self._words

    def show_image(self, image: QImage, levels: painting.Levels | None = None) -> None:
        """Show another picture, as large and as far panned as the one before.

        Args:
            image: The picture.
            levels: The same, halved in advance; a large one would take long to.
        """
        look, before = self.look, self._image_size
        size = image.width(), image.height()
        self._levels, self._words, self._image_size = levels or painting.Levels(image), "", size
        if self._fits:
            self.fit()
        elif before == size:
            self._move_to(self._place)
        elif before is None:
            self._move_to(look.place(size, self._view()))
        else:
            # Another size has no place in common with the old one but its middle.
            look = tf.Look(0.5, 0.5, self._place.scale * max(1, *size))
            self._move_to(look.place(size, self._view()))

    def show_words(self, words: str) -> None:
        """Say something instead of showing a picture."""
        self._levels, self._words = None, words
        self._refit()

    @property
    def um_per_px(self) -> float | None:
        """Micrometres in a pixel of the picture; None shows no scale bar."""
        return self._um_per_px

    @um_per_px.setter
    def um_per_px(self, value: float | None) -> None:
        self._um_per_px = value
        self.update()

    @property
    def scale_bar(self) -> tuple[float, str] | None:
        """How long the scale bar is in logical pixels, and what stands on it; None for none."""
        if self._levels is None or self._um_per_px is None:
            return None
        return painting.scale_bar(self._um_per_px, self._place, self._view())

    def set_grid(self, on: bool) -> None:
        """Draw lines between pixels once they are large, or not."""
        self._grid = on
        self.update()

    @property
    def mark(self) -> QPointF | None:
        """The point of the picture that is marked, in its pixels."""
        return self._mark

    def set_clickable(self, *, on: bool) -> None:
        """Show by the pointer that a click here does something."""
        if self._grabbed is None:
            self.setCursor(Qt.CursorShape.PointingHandCursor) if on else self.unsetCursor()

    def set_mark(self, at: QPointF | None) -> None:
        """Mark a point of the picture, in its pixels; None takes the mark away."""
        if at != self._mark:
            self._mark = at
            self.update()

    # ---------------------------------------------------------------- zoom and pan

    @property
    def scale(self) -> float:
        """Device pixels for a pixel of the picture."""
        return self._place.scale

    @property
    def fits(self) -> bool:
        """Whether the whole picture is shown, and stays so when the window changes."""
        return self._fits

    @property
    def place(self) -> tf.Transform:
        """Where the picture lies."""
        return self._place

    def set_place(self, place: tf.Transform) -> None:
        """Show the picture at a place, as far as it is not lost."""
        self._fits = False
        self._move_to(place)

    @property
    def look(self) -> tf.Look:
        """What is looked at; another canvas that is given the same shows the same."""
        return tf.Look.of(self._place, self._size(), self._view())

    def set_look(self, look: tf.Look) -> None:
        """Look at a point of the picture, in a size."""
        self.set_place(look.place(self._size(), self._view()))

    @property
    def leeway(self) -> tf.Leeway:
        """What the picture may be shown with besides itself."""
        return self._leeway

    @leeway.setter
    def leeway(self, leeway: tf.Leeway) -> None:
        self._leeway = leeway
        self._refit()

    def fit(self) -> None:
        """Show the whole picture."""
        self._fits = True
        self._move_to(tf.fitted(self._size(), self._view(), self._leeway))

    def show_pixels(self) -> None:
        """Show the picture 1:1: a pixel of it is a pixel of the screen."""
        self._scale_to(1.0, self.middle())

    def zoom(self, steps: float, at: QPointF | None = None, *, alone: bool = False) -> None:
        """Zoom by notches of the wheel, about a point or the middle."""
        to = tf.next_scale(self._place.scale, steps, self._size(), self._view(), self._leeway)
        if to == self._place.scale:
            return  # at an end, or hardly touched: a whole picture stays a whole one
        self._scale_to(to, at if at is not None else self.middle(), alone=alone)

    def pan(self, dx: float, dy: float, *, alone: bool = False) -> None:
        """Move the picture, in logical pixels."""
        if self._is_movable():
            before, fits, place = self.look, self._fits, self._place
            self.set_place(self._place.panned(dx, dy))
            if self._place == place:
                # There was nothing to pan: a whole picture stays a whole one.
                self._fits = fits
            self._tell_moved(before, alone=alone)

    def pixel_at(self, at: QPointF) -> QPoint:
        """Return the pixel of the picture at a point of the view; (-1, -1) beside it."""
        x, y = self._place.to_image(self._view(), at.x(), at.y())
        width, height = self._size()
        if self.image is None or not (0 <= x < width and 0 <= y < height):
            return QPoint(-1, -1)
        return QPoint(int(x), int(y))

    def picture_rect(self) -> QRectF:
        """Return where the whole picture is painted, its edges on device pixels."""
        ratio, (width, height) = self.devicePixelRatioF(), self._size()
        left, top = round(self._place.x * ratio), round(self._place.y * ratio)
        right, bottom = left + width * self._place.scale, top + height * self._place.scale
        corner = QPointF(left / ratio, top / ratio)
        return QRectF(corner, QPointF(round(right) / ratio, round(bottom) / ratio))

    def middle(self) -> QPointF:
        """Return the middle of the view."""
        return QRectF(self.rect()).center()

    def point_at_middle(self) -> None:
        """Say which pixel is in the middle, for who has no pointer."""
        self._point(self.middle())

    @property
    def pointer(self) -> QPointF | None:
        """Where in the view the pointer is, None while it is elsewhere."""
        return self._pointer

    def point_again(self) -> None:
        """Say which pixel is under the pointer now that another picture is shown, if it is here."""
        if self._pointer is not None:
            self._point(self._pointer)

    def _scale_to(self, scale: float, at: QPointF, *, alone: bool = False) -> None:
        if self._is_movable():
            before = self.look
            self.set_place(self._place.scaled(scale, at.x(), at.y()))
            self._tell_moved(before, alone=alone)

    def _is_movable(self) -> bool:
        return self.image is not None or self.backdrop is not None

    def _tell_moved(self, before: tf.Look, *, alone: bool) -> None:
        now = self.look
        if now != before:
            self.moved.emit(before, now, alone)
            self.point_again()

    def _move_to(self, place: tf.Transform) -> None:
        self._place = place.settled(self._size(), self._view(), self._leeway)
        self.update()
        self.changed.emit()

    def _size(self) -> tuple[int, int]:
        # Where no picture can be shown, it would lie as the one before does.
        return self._image_size if self._image_size is not None else _NO_SIZE

    def _view(self) -> tf.View:
        return tf.View(self.width(), self.height(), self.devicePixelRatioF())

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        area, palette = QRectF(self.rect()), self.palette()
        # The painter ends even when painting fails: one left open ends the process.
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), tile_background(palette))
            if self._levels is not None:
                if self.backdrop is not None:
                    self.backdrop.paint(painter, self.picture_rect(), area)
                view = self._view()
                painting.paint_picture(painter, self._levels, self._place, view, grid=self._grid)
                if self._mark is not None:
                    x, y = self._place.to_view(view, self._mark.x(), self._mark.y())
                    painting.paint_cross(painter, QPointF(x, y))
                bar = self.scale_bar
                if bar is not None:
                    painting.paint_scale_bar(painter, area, *bar, palette)
            elif self._words:
                if self.backdrop is not None:  # it shows what should have been seen
                    self.backdrop.paint(painter, self.picture_rect(), area)
                    area = self.picture_rect().intersected(area)
                    painter.fillRect(area, tile_background(palette))
                    painter.setClipRect(area)
                painting.paint_words(painter, area, self._words, palette)
                painter.setClipping(False)
            if self._by_tab:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setPen(QPen(palette.highlight().color(), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    # ---------------------------------------------------------------- events

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # One who clicks knows where the focus is; to one who tabs it is shown.
        reasons = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self._by_tab = event.reason() in reasons
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._by_tab = False
        super().focusOutEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        old = event.oldSize()
        if not self._fits and old.isValid():  # what is in the middle stays there
            grown = self.size() - old
            self._place = self._place.panned(grown.width() / 2, grown.height() / 2)
        self._refit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._refit()
        elif event.type() == QEvent.Type.Leave:
            self._pointer = None
            self.pointed.emit(-1, -1, None)
        elif (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(event.value() * 4, event.position(), alone=_is_alone(event))
            return True
        return bool(super().event(event))

    def _refit(self) -> None:
        if self._fits:
            self.fit()
        else:
            self._move_to(self._place)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        # With a key held some systems turn the wheel sideways.
        steps = (turned.y() or turned.x()) / _NOTCH
        self._pointer = event.position()
        self.zoom(steps, event.position(), alone=_is_alone(event))
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._grabbed = event.position()
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = event.position() if is_left else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._grabbed is not None:
            moved = event.position() - self._grabbed
            started = self._pressed
            if started is not None:
                gone = event.position() - started
                if gone.manhattanLength() < QApplication.startDragDistance():
                    return
                self._pressed = None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._grabbed = event.position()
            self.pan(moved.x(), moved.y(), alone=_is_alone(event))
        self._point(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(pressed)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to 1:1 about the pointer, and back."""
        if event.button() != Qt.MouseButton.LeftButton or self.pixel_at(event.position()).x() < 0:
            return
        if self._fits:
            self._scale_to(1.0, event.position())
        else:
            before = self.look
            self.fit()
            self._tell_moved(before, alone=False)

    def _point(self, at: QPointF) -> None:
        pixel, image = self.pixel_at(at), self.image
        colour = image.pixelColor(pixel) if image is not None and pixel.x() >= 0 else None
        self.pointed.emit(pixel.x(), pixel.y(), colour)


def _is_alone(event: QWheelEvent | QMouseEvent | QNativeGestureEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
