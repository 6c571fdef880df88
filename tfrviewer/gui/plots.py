"""Plots: the one module that knows pyqtgraph, which takes a third of a second to import.

`PlaneView` shows a part of the plane of level-0 pixels between two rulers: y downwards, aspect
true, moved and scaled by calls. What it shows is painted by who derives from it.
"""

# pyqtgraph declares no types; here and nowhere else its functions are called all the same.
# mypy: disable-error-code="no-untyped-call"

from math import ceil, floor
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import border_colour, muted_text
from tfrviewer.tiles.drawing.raster import RasterView

# Its own cleanup at exit walks through every object there is; Qt's is enough.
pg.setConfigOptions(exitCleanup=False, antialias=False, background=None)

MARGIN = 0.05
"""Of the view's size, left free on each side by `PlaneView.fit`."""

_RULERS_FROM = (240, 180)  # a smaller view has no room for rulers


def location_text(location: int) -> str:
    """Return a location as it is typed into the filter: a name, and no amount."""
    return str(location)


class LocationAxis(pg.AxisItem):
    """A ruler in whole level-0 pixels, counted from the plane's origin."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=4)
        self.origin = 0
        self.enableAutoSIPrefix(False)
        self.setStyle(tickTextOffset=3, maxTickLevel=1, autoExpandTextSpace=False)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the locations at the ticks."""
        return [location_text(round(value) + self.origin) for value in values]

    def tickSpacing(self, least: float, greatest: float, size: float) -> list[tuple[float, float]]:
        """Return the steps of the ticks; there are no parts of a level-0 pixel."""
        steps: list[tuple[float, float]] = super().tickSpacing(least, greatest, size)
        return [(step, start) for step, start in steps if step >= 1] or [(1.0, 0.0)]

    def wheelEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own type
        """Leave the wheel to the view."""
        event.ignore()


class _Ground(pg.GraphicsObject):
    """Fills the view box, and lets the view paint there."""

    def __init__(self, view: "PlaneView", box: pg.ViewBox) -> None:
        super().__init__()
        self._view = view
        self._box = box
        self.setParentItem(box)
        self.setZValue(-50)

    def boundingRect(self) -> QRectF:
        return QRectF(self._box.rect())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        # Items lie in the scene, and the scene in the viewport, by whole moves alone: painting
        # in coordinates of the viewport keeps the pixels of images on those of the screen.
        at = self.mapToScene(QPointF(0, 0))
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.translate(-at)
        self._view.paint_plane(painter)
        painter.restore()


class PlaneView(pg.GraphicsView):
    """A view of the plane of level-0 pixels, y downwards, aspect true, with subtle rulers.

    Coordinates on the plane are those of `Placement`: offsets from an origin.

    Signals:
        view_changed: Another part of the plane is seen, or in another size.
    """

    view_changed = Signal()

    _is_made = False  # pyqtgraph causes events while it is being made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._centre = (0.5, 0.5)
        self._scale = 1.0
        self._bounds = (0.0, 0.0, 1.0, 1.0)
        self._least_scale, self._greatest_scale, self._fitted_scale = 1e-300, 1e12, 1e12
        self._is_fitted = True
        layout = pg.GraphicsLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True)
        self._box.setDefaultPadding(0)
        self._x_axis, self._y_axis = LocationAxis("top"), LocationAxis("left")
        layout.addItem(self._y_axis, 1, 0)
        layout.addItem(self._x_axis, 0, 1)
        layout.addItem(self._box, 1, 1)
        for axis in (self._x_axis, self._y_axis):
            axis.linkToView(self._box)
        self.setCentralItem(layout)
        self._layout_item = layout
        self._ground = _Ground(self, self._box)
        self._box.sigResized.connect(self._take_size)
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag(0))
        self._is_made = True
        self._take_palette()

    # ---------------------------------------------------------------- what is seen

    @property
    def scale_factor(self) -> float:
        """Logical pixels per level-0 pixel."""
        return self._scale

    @property
    def centre(self) -> tuple[float, float]:
        """The point of the plane in the middle of the view."""
        return self._centre

    @property
    def is_fitted(self) -> bool:
        """Whether all is shown, and will be when the view is resized."""
        return self._is_fitted

    def set_plane(
        self,
        bounds: tuple[float, float, float, float],
        origin: tuple[int, int],
        *,
        greatest_scale: float,
        fitted_scale: float,
    ) -> None:
        """Say what there is on the plane, and show all of it.

        Args:
            bounds: Left, top, right and bottom edge of all there is.
            origin: Location of the plane's zero.
            greatest_scale: How many logical pixels a level-0 pixel may take at most.
            fitted_scale: The same when all is shown.
        """
        self._bounds = bounds
        self._greatest_scale, self._fitted_scale = greatest_scale, fitted_scale
        self._x_axis.origin, self._y_axis.origin = origin
        for axis in (self._x_axis, self._y_axis):
            axis.picture = None
        self._size_rulers()
        self.fit()

    def plot_rect(self) -> QRectF:
        """Return the part of the widget that shows the plane."""
        return QRectF(self._box.mapRectToScene(self._box.rect()))

    def to_plane(self, point: QPointF) -> tuple[float, float]:
        """Return the point of the plane that is seen at a point of the widget."""
        middle = self.plot_rect().center()
        return (
            self._centre[0] + (point.x() - middle.x()) / self._scale,
            self._centre[1] + (point.y() - middle.y()) / self._scale,
        )

    def to_widget(self, u: float, v: float) -> QPointF:
        """Return where in the widget a point of the plane is seen."""
        middle = self.plot_rect().center()
        return QPointF(
            middle.x() + (u - self._centre[0]) * self._scale,
            middle.y() + (v - self._centre[1]) * self._scale,
        )

    def raster_view(self, margin: float = 0.0) -> tuple[RasterView, int, int]:
        """Return what is seen, in device pixels.

        Args:
            margin: How much more to take in on each side, as a part of the size.

        Returns:
            The view, and the device pixel of the widget that its first pixel lies on: an image
            drawn there has its pixels on those of the screen.
        """
        rect, ratio = self.plot_rect(), self.devicePixelRatioF()
        left, top = floor(rect.left() * ratio), floor(rect.top() * ratio)
        right, bottom = ceil(rect.right() * ratio), ceil(rect.bottom() * ratio)
        more_x, more_y = round((right - left) * margin), round((bottom - top) * margin)
        left, right = left - more_x, right + more_x
        top, bottom = top - more_y, bottom + more_y
        u, v = self.to_plane(QPointF(left / ratio, top / ratio))
        width, height = max(right - left, 1), max(bottom - top, 1)
        return RasterView(u, v, self._scale * ratio, width, height), left, top

    # ---------------------------------------------------------------- moving and scaling

    def fit(self) -> None:
        """Show all there is."""
        self._is_fitted = True
        rect = self.plot_rect()
        left, top, right, bottom = self._bounds
        room = 1 - 2 * MARGIN
        scale = min(
            rect.width() * room / max(right - left, 1e-9),
            rect.height() * room / max(bottom - top, 1e-9),
        )
        scale = max(min(scale, self._fitted_scale), 1e-300)
        self._least_scale = scale / 4
        self._show(((left + right) / 2, (top + bottom) / 2), scale)

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by logical pixels, never quite out of sight."""
        self._is_fitted = False
        u, v = self._centre
        self._show((u - dx / self._scale, v - dy / self._scale), self._scale)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Scale about a point of the widget, its middle if none is given."""
        self._is_fitted = False
        at = self.plot_rect().center() if at is None else at
        u, v = self.to_plane(at)
        scale = min(max(self._scale * factor, self._least_scale), self._greatest_scale)
        middle = self.plot_rect().center()
        centre = (u - (at.x() - middle.x()) / scale, v - (at.y() - middle.y()) / scale)
        self._show(centre, scale)

    def centre_on(self, u: float, v: float) -> None:
        """Bring a point of the plane to the middle."""
        self._is_fitted = False
        self._show((u, v), self._scale)

    def reveal(self, u: float, v: float, side: float) -> None:
        """Move as little as needed to bring a square of the plane into sight."""
        rect = self.plot_rect()
        at, half = self.to_widget(u, v), min(side * self._scale / 2, rect.width() / 2)
        inner = rect.adjusted(half + 8, half + 8, -half - 8, -half - 8)
        if inner.width() <= 0 or inner.height() <= 0:
            self.centre_on(u, v)
            return
        dx = max(inner.left() - at.x(), 0) + min(inner.right() - at.x(), 0)
        dy = max(inner.top() - at.y(), 0) + min(inner.bottom() - at.y(), 0)
        if dx or dy:
            self.pan(dx, dy)

    def _show(self, centre: tuple[float, float], scale: float) -> None:
        left, top, right, bottom = self._bounds
        self._centre = (
            min(max(centre[0], left), right),
            min(max(centre[1], top), bottom),
        )
        self._scale = scale
        rect = self.plot_rect()
        half_x, half_y = rect.width() / 2 / scale, rect.height() / 2 / scale
        if half_x > 0 and half_y > 0:
            u, v = self._centre
            self._box.setRange(
                xRange=(u - half_x, u + half_x),
                yRange=(v - half_y, v + half_y),
                padding=0,
                disableAutoRange=True,
            )
        self.repaint_plane()
        self.view_changed.emit()

    def _take_size(self) -> None:
        if self._is_fitted:
            self.fit()
        else:
            self._show(self._centre, self._scale)

    # ---------------------------------------------------------------- painting

    def paint_plane(self, painter: QPainter) -> None:
        """Paint what lies on the plane, in coordinates of the widget."""

    def repaint_plane(self) -> None:
        """Have the plane painted soon."""
        self._ground.update()

    def _take_palette(self) -> None:
        palette = self.palette()
        self.setBackground(palette.color(QPalette.ColorRole.Base))
        font = QFont(self.font())
        font.setPointSizeF(max(self.font().pointSizeF() * 0.85, 6.5))
        for axis in (self._x_axis, self._y_axis):
            axis.setPen(border_colour(palette))
            axis.setTextPen(muted_text(palette))
            axis.setTickFont(font)
        self._tick_font = font
        self._size_rulers()

    def _size_rulers(self) -> None:
        """Give the rulers the room of their longest number, so that nothing moves later."""
        metrics = QFontMetricsF(self._tick_font)
        top, bottom = self._bounds[1], self._bounds[3]
        rows = (2 * top - bottom, 2 * bottom - top)  # about as far as can be seen
        texts = (location_text(round(row) + self._y_axis.origin) for row in rows)
        longest = max(texts, key=len)
        shown = self.width() >= _RULERS_FROM[0] and self.height() >= _RULERS_FROM[1]
        for axis in (self._x_axis, self._y_axis):
            axis.setVisible(shown)
        self._y_axis.setWidth(ceil(metrics.horizontalAdvance(longest)) + 12 if shown else 0)
        self._x_axis.setHeight(ceil(metrics.height()) + 6 if shown else 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changes = {QEvent.Type.PaletteChange, QEvent.Type.FontChange}
        if self._is_made and event.type() in changes:
            self._take_palette()

    @override
    def resizeEvent(self, event: Any) -> None:
        if self._is_made:
            self._size_rulers()
        super().resizeEvent(event)

    # Everything below keeps pyqtgraph's own handling of the mouse out of the way.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
