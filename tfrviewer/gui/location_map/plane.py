"""Paints what the map shows: the scene, the scale bar, and the selection under way."""

from PySide6.QtGui import QPainter

from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.gestures import Gestures
from tfrviewer.gui.location_map.hover import Hover
from tfrviewer.gui.location_map.map_scale import MapScale
from tfrviewer.gui.location_map.painting import paint_box, paint_lasso
from tfrviewer.gui.location_map.scale_bar import paint_scale_bar
from tfrviewer.gui.location_map.scene import Scene


class Plane:
    """Puts together what the parts of the map know, whenever the canvas is painted."""

    def __init__(
        self, canvas: MapCanvas, scene: Scene, gestures: Gestures, hover: Hover, scale: MapScale
    ) -> None:
        self._canvas = canvas
        self._scene = scene
        self._gestures = gestures
        self._hover = hover
        self._scale = scale

    def paint(self, painter: QPainter) -> None:
        """Paint all there is, in coordinates of the canvas."""
        slide, canvas = self._gestures.slide, self._canvas
        if slide is None:
            return
        ratio = canvas.devicePixelRatioF()
        seen, left, top = canvas.raster_view()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        self._scene.paint(
            painter,
            seen,
            left,
            top,
            current=self._gestures.current_tile(),
            hovered=slide.tile_of(self._hover.number),
            focused=canvas.hasFocus(),
        )
        painter.restore()
        text, within, colours = self._gestures.box_text, canvas.plot_rect(), self._scene.colours
        um_per_px = self._scale.um_per_px
        if um_per_px is not None:
            paint_scale_bar(painter, within, um_per_px, canvas.scale_factor, colours)
        if canvas.box() is not None:
            paint_box(painter, canvas.box_rect(), text, within, colours)
        elif lasso := canvas.lasso():
            paint_lasso(painter, lasso, text, within, colours)
