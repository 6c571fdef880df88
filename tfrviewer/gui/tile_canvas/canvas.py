"""The picture itself: zoom about the pointer, pan, pixels as squares when they are large."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import error_colour, tile_background
from tfrviewer.gui.tile_canvas import transform as tf

_NOTCH: Final = 120


class PictureCanvas(QWidget):
    """Shows one picture, or says in words why there is none.

    Signals:
        changed: The picture lies differently in the view; the scale, the centre, or both.
        pointed: The pointer is on another pixel: x, y and colour, or -1, -1 and None.
    """

    changed = Signal()
    pointed = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("largePicture")
        self.setAccessibleName(self.tr("Tile"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image: QImage | None = None
        self._smaller: list[QImage] = []  # the picture halved, and halved again, as needed
        self._words = ""
        self._fits = True
        self._place = tf.Transform(1.0, 0.0, 0.0)
        self._grabbed: QPointF | None = None

    # ---------------------------------------------------------------- what is shown

    @property
    def image(self) -> QImage | None:
        """The picture shown."""
        return self._image

    @property
    def words(self) -> str:
        """What is said instead of a picture."""
        return self._words

    def show_image(self, image: QImage) -> None:
        """Show another picture, as large and as far panned as the one before."""
        same = self._image is not None and self._image.size() == image.size()
        self._image, self._words, self._smaller = image, "", []
        if self._fits:
            self.fit()
        else:
            place = self._place
            if not same:
                # Another size has no place in common with the old one but its middle.
                view = self._view()
                unit = place.scale / view.ratio
                wide, high = image.width() * unit, image.height() * unit
                x, y = (view.width - wide) / 2, (view.height - high) / 2
                place = tf.Transform(place.scale, x, y)
            self._move_to(place)

    def show_words(self, words: str) -> None:
        """Say something instead of showing a picture."""
        self._image, self._words, self._smaller = None, words, []
        self.update()
        self.changed.emit()

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
        """Where the picture lies; another canvas that is given the same shows the same."""
        return self._place

    def set_place(self, place: tf.Transform) -> None:
        """Show the picture at a place, as far as that fills the view."""
        self._fits = False
        self._move_to(place)

    def fit(self) -> None:
        """Show the whole picture."""
        self._fits = True
        self._move_to(tf.fitted(self._size(), self._view()))

    def show_pixels(self) -> None:
        """Show the picture 1:1: a pixel of it is a pixel of the screen."""
        self._scale_to(1.0, self._middle())

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom by notches of the wheel, about a point or the middle."""
        scale = tf.next_scale(self._place.scale, steps, self._size(), self._view())
        self._scale_to(scale, at if at is not None else self._middle())

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture, in logical pixels."""
        self.set_place(self._place.panned(dx, dy))

    def pixel_at(self, at: QPointF) -> QPoint:
        """Return the pixel of the picture at a point of the view; (-1, -1) beside it."""
        x, y = self._place.to_image(self._view(), at.x(), at.y())
        width, height = self._size()
        if self._image is None or not (0 <= x < width and 0 <= y < height):
            return QPoint(-1, -1)
        return QPoint(int(x), int(y))

    def _scale_to(self, scale: float, at: QPointF) -> None:
        if self._image is not None:
            self.set_place(self._place.scaled(scale, at.x(), at.y()))

    def _move_to(self, place: tf.Transform) -> None:
        self._place = place.settled(self._size(), self._view())
        self.update()
        self.changed.emit()

    def _size(self) -> tuple[int, int]:
        return (self._image.width(), self._image.height()) if self._image is not None else (1, 1)

    def _view(self) -> tf.View:
        return tf.View(self.width(), self.height(), self.devicePixelRatioF())

    def _middle(self) -> QPointF:
        return QRectF(self.rect()).center()

    # ---------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # The painter ends even when painting fails: one left open ends the process.
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), tile_background(self.palette()))
            if self._image is not None:
                self._paint_image(painter, self._image)
            elif self._words:
                self._paint_words(painter)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        ratio, scale = self.devicePixelRatioF(), self._place.scale
        # Edges on whole device pixels: at 1:1 every pixel of the picture is one of the screen.
        x, y = round(self._place.x * ratio) / ratio, round(self._place.y * ratio) / ratio
        unit = scale / ratio
        # Only the pixels in sight: a long picture at 64:1 would be too large to draw.
        width, height = self._size()
        left, top = max(0, int(-x / unit)), max(0, int(-y / unit))
        right = min(width, int((self.width() - x) / unit) + 1)
        bottom = min(height, int((self.height() - y) / unit) + 1)
        if right <= left or bottom <= top:
            return
        columns, rows = right - left, bottom - top
        target = QRectF(x + left * unit, y + top * unit, columns * unit, rows * unit)
        drawn, share = self._level(image, scale)
        source = QRectF(left * share, top * share, columns * share, rows * share)
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, scale <= tf.SMOOTH_UP_TO and scale != 1.0
        )
        painter.drawImage(target, drawn, source)
        if scale >= tf.GRID_FROM:
            self._paint_grid(painter, target, unit, columns, rows)

    def _level(self, image: QImage, scale: float) -> tuple[QImage, float]:
        """Return a picture halved until it is drawn at half its size at most, and its share."""
        level = 0
        while scale * 2**level < 0.5 and min(image.width(), image.height()) >> level > 2:
            level += 1
        while len(self._smaller) < level:
            before = self._smaller[-1] if self._smaller else image
            half = QSize(max(1, before.width() // 2), max(1, before.height() // 2))
            self._smaller.append(
                before.scaled(
                    half,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        if not level:
            return image, 1.0
        drawn = self._smaller[level - 1]
        return drawn, drawn.width() / image.width()

    def _paint_grid(
        self, painter: QPainter, target: QRectF, unit: float, columns: int, rows: int
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(QColor(128, 128, 128, 90))
        pen.setCosmetic(True)
        painter.setPen(pen)
        for i in range(1, columns):
            x = target.left() + i * unit
            painter.drawLine(QPointF(x, target.top()), QPointF(x, target.bottom()))
        for i in range(1, rows):
            y = target.top() + i * unit
            painter.drawLine(QPointF(target.left(), y), QPointF(target.right(), y))

    def _paint_words(self, painter: QPainter) -> None:
        """A cross, so that the state is told by shape, and below it why."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = self._middle() - QPointF(0, 40), 18.0
        pen = QPen(error_colour(self.palette()), 4, c=Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for dy in (-reach, reach):
            painter.drawLine(middle + QPointF(-reach, dy), middle + QPointF(reach, -dy))
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = QRectF(self.rect()).adjusted(24, 0, -24, -12)
        area.setTop(middle.y() + reach + 16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self._words)

    # ---------------------------------------------------------------- events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._refit()
        elif event.type() == QEvent.Type.Leave:
            self.pointed.emit(-1, -1, None)
        return bool(super().event(event))

    def _refit(self) -> None:
        if self._fits:
            self.fit()
        else:
            self._move_to(self._place)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = event.position() - self._grabbed
            self._grabbed = event.position()
            self._drag(moved)
        pixel = self.pixel_at(event.position())
        colour = self._image.pixelColor(pixel) if self._image and pixel.x() >= 0 else None
        self.pointed.emit(pixel.x(), pixel.y(), colour)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to 1:1 about the pointer, and back."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._fits:
            self._scale_to(1.0, event.position())
        else:
            self.fit()

    def _drag(self, moved: QPointF) -> None:
        fits = self._fits
        before = self._place
        self.pan(moved.x(), moved.y())
        if self._place == before:
            # There was nothing to pan: a whole picture stays a whole one.
            self._fits = fits
