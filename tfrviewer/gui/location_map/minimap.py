"""The whole slide, small, in a corner of the map: where what is seen lies, and a way there."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.raster import RasterView

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner

LARGEST = (150, 120)
"""Width and height in logical pixels, at most."""

_AWAY = 10  # from the corner
_MARGIN = 5  # of the frame around the tiles
_PART = 4  # of the map's width and height it takes at most one in so many
_LEAST = 48  # smaller it tells nothing
_KEY = ("map", "minimap")

Draw = Callable[[RasterView, float], Callable[[CancelToken], QImage]]


class Minimap(QWidget):
    """Shows the whole slide while the map shows a part of it; a press or a drag moves the map.

    Args:
        canvas: The map; this lies in the lower right corner of what it shows.
        tasks: What draws in the background.
        draw: Returns work that draws a view of the slide, with device pixels per logical pixel.
    """

    settled = Signal()

    def __init__(self, canvas: MapCanvas, tasks: "TaskRunner", draw: Draw) -> None:
        super().__init__(canvas.viewport())
        self.setObjectName("locationMapMinimap")
        self.setAccessibleName(self.tr("Whole slide"))
        self.setAccessibleDescription(
            self.tr("Where the part that the map shows lies; press or drag to go elsewhere")
        )
        self.setToolTip(self.tr("Press or drag to move the map"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas = canvas
        self._tasks = tasks
        self._draw = draw
        self._image = QImage()
        self._look: Hashable = None  # what the image shows
        self._wanted: Hashable = None
        self._bounds = (0.0, 0.0, 1.0, 1.0)
        self._colours: MapColours | None = None
        self._has_slide = False
        self.hide()
        canvas.view_changed.connect(self.follow)

    def is_settled(self) -> bool:
        """Whether it shows what it should, or is not seen."""
        return not self.isVisible() or not self._tasks.is_running(_KEY)

    def show_slide(
        self, bounds: tuple[float, float, float, float] | None, colours: MapColours
    ) -> None:
        """Show another slide, by left, top, right and bottom edge on the plane; None for none."""
        self._tasks.cancel(_KEY)
        self._image, self._look, self._wanted = QImage(), None, None
        self._colours = colours
        self._has_slide = bounds is not None
        if bounds is not None:
            self._bounds = bounds
        self.follow()

    def take_colours(self, colours: MapColours) -> None:
        """Be painted in other colours."""
        self._colours = colours
        self.update()

    def want(self, look: Hashable) -> None:
        """Have the slide drawn, unless it looks the same as when it was drawn last.

        Args:
            look: Equal to that of another moment if it looked the same then.
        """
        self._wanted = look
        self._draw_if_needed()

    def follow(self) -> None:
        """Take another part of the slide that is seen, or another size of the map."""
        rect, canvas = self.canvas_rect(), self._canvas
        left, top, right, bottom = self._bounds
        wide, high = max(right - left, 1e-9), max(bottom - top, 1e-9)
        room_x = min(LARGEST[0], rect.width() / _PART) - 2 * _MARGIN
        room_y = min(LARGEST[1], rect.height() / _PART) - 2 * _MARGIN
        scale = min(room_x / wide, room_y / high)
        width, height = max(wide * scale, 12), max(high * scale, 12)
        seen = self._seen()
        all_seen = seen.contains(QRectF(left, top, wide, high))
        if not self._has_slide or all_seen or max(room_x, room_y) < _LEAST or canvas.is_fitted:
            self.hide()
            return
        size = round(width) + 2 * _MARGIN, round(height) + 2 * _MARGIN
        place = QRect(
            round(rect.right()) - _AWAY - size[0], round(rect.bottom()) - _AWAY - size[1], *size
        )
        if place != self.geometry():
            self.setGeometry(place)
        if self.isHidden():
            self.show()
            self.raise_()
        self._draw_if_needed()
        self.update()

    def canvas_rect(self) -> QRectF:
        """Return the part of the viewport that shows the plane."""
        return self._canvas.plot_rect()

    # ---------------------------------------------------------------- drawing

    def _inner(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _scale(self) -> float:
        left, top, right, bottom = self._bounds
        inner = self._inner()
        return min(
            inner.width() / max(right - left, 1e-9), inner.height() / max(bottom - top, 1e-9)
        )

    def _origin(self) -> QPointF:
        """Return where the upper left corner of the slide lies in the widget."""
        left, top, right, bottom = self._bounds
        inner, scale = self._inner(), self._scale()
        return QPointF(
            inner.center().x() - (right - left) * scale / 2,
            inner.center().y() - (bottom - top) * scale / 2,
        )

    def _seen(self) -> QRectF:
        """Return what the map shows, on the plane."""
        rect, scale = self.canvas_rect(), self._canvas.scale_factor
        u, v = self._canvas.centre
        wide, high = rect.width() / scale, rect.height() / scale
        return QRectF(u - wide / 2, v - high / 2, wide, high)

    def _draw_if_needed(self) -> None:
        ratio = self.devicePixelRatioF()
        look = (self._wanted, self.width(), self.height(), ratio)
        if self.isHidden() or self._wanted is None or look == self._look:
            return
        if self._tasks.is_running(_KEY):
            return  # when it is done the newest is looked at
        origin, scale = self._origin(), self._scale()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        view = RasterView(
            self._bounds[0] - origin.x() / scale,
            self._bounds[1] - origin.y() / scale,
            scale * ratio,
            width,
            height,
        )

        def done(image: QImage) -> None:
            image.setDevicePixelRatio(ratio)
            self._image, self._look = image, look
            self.update()
            self._draw_if_needed()
            self.settled.emit()

        work = self._draw(view, ratio)
        self._tasks.submit(_KEY, work, done, failed=lambda _: self.settled.emit())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._colours
        if colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), colours.ground)
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image)
        origin, scale, seen = self._origin(), self._scale(), self._seen()
        box = QRectF(
            origin.x() + (seen.left() - self._bounds[0]) * scale,
            origin.y() + (seen.top() - self._bounds[1]) * scale,
            max(seen.width() * scale, 5),
            max(seen.height() * scale, 5),
        )
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        box = box.intersected(inside)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.ground, 4))
        painter.drawRect(box)
        painter.setPen(QPen(colours.selected, 2))
        painter.drawRect(box)
        frame = QColor(colours.text)
        frame.setAlphaF(0.45)
        painter.setPen(QPen(frame, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    # ---------------------------------------------------------------- the mouse

    def _go(self, at: QPointF) -> None:
        origin, scale = self._origin(), self._scale()
        self._canvas.centre_on(
            self._bounds[0] + (at.x() - origin.x()) / scale,
            self._bounds[1] + (at.y() - origin.y()) / scale,
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self._canvas.pointer_gone.emit()
            self._go(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scale the map about its middle: the pointer is not over what is seen."""
        event.accept()
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self._canvas.zoom(1.25 ** (turned / 120))
