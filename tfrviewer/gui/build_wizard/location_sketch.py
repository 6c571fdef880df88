"""A small map of one slide's locations: squares where its tiles lie, all in sight."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.plots import PlaneView
from tfrviewer.gui.theme import is_dark
from tfrviewer.tiles.drawing.raster import Pixels, RasterView, draw_tiles
from tfrviewer.tiles.layout.placement import Placement

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_KEY = ("build wizard", "sketch")
_LARGEST_TILE = 40  # logical pixels: a few tiles shall look few


class LocationSketch(PlaneView):
    """Draws tiles in a worker; it takes no keys and no mouse."""

    def __init__(self, tasks: "TaskRunner", parent: QWidget | None = None) -> None:
        self._tasks = tasks
        self._placement: Placement | None = None
        self._image = QImage()
        self._drawn: RasterView | None = None
        self._pixels: Pixels | None = None
        super().__init__(parent)
        self.setObjectName("buildSketch")
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(120, 90)
        self.view_changed.connect(self._want)

    def is_settled(self) -> bool:
        """Whether what is to be seen is drawn."""
        return not self._tasks.is_running(_KEY)

    def show_tiles(self, placement: Placement | None, word: str) -> None:
        """Show tiles, or nothing; `word` says what."""
        self._placement = placement
        self._drawn, self._image = None, QImage()
        self.setAccessibleName(word)
        if placement is not None:
            side = max(placement.side_x, placement.side_y)
            scale = _LARGEST_TILE / side
            self.set_plane(
                placement.bounds, placement.origin, greatest_scale=scale, fitted_scale=scale
            )
        self._want()
        self.repaint_plane()

    def _colour(self) -> int:
        return QColor("#6f8fb3" if is_dark(self.palette()) else "#5f83ab").rgba()

    def _want(self) -> None:
        placement = self._placement
        if placement is None or not self.isVisible() or self.plot_rect().isEmpty():
            return
        view, _, _ = self.raster_view()
        if view == self._drawn:
            return
        self._drawn = view
        colour, line = self._colour(), max(round(self.devicePixelRatioF()), 1)

        def work(cancel: "CancelToken") -> Pixels:
            image = view.new_image()
            sides = placement.side_x, placement.side_y
            draw_tiles(
                image, view, placement.u, placement.v, *sides, colour,
                gap=line, least=2 * line, cancel=cancel,
            )  # fmt: skip
            return image

        def done(pixels: Pixels) -> None:
            height, width = pixels.shape
            self._pixels = np.ascontiguousarray(pixels)  # the image shares its memory
            form = QImage.Format.Format_ARGB32_Premultiplied
            self._image = QImage(self._pixels.data, width, height, 4 * width, form)
            self.repaint_plane()

        self._tasks.submit(_KEY, work, done)

    @override
    def paint_plane(self, painter: QPainter) -> None:
        if self._placement is None or self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        _, left, top = self.raster_view()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawImage(QPoint(left, top), self._image)
        painter.restore()

    @override
    def showEvent(self, event: "QShowEvent") -> None:
        super().showEvent(event)
        self._want()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_made:
            self._drawn = None
            self._want()
