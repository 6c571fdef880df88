"""One layer of the map: an image drawn in a thread, shown moved and scaled until the next comes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.raster import IntArray, Pixels, RasterView


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a layer's work brings.

    Attributes:
        view: What the image shows.
        pixels: The image, premultiplied ARGB, uint32 (height, width).
        marked: Tiles to be marked by a sign, such that the signs do not pile up.
    """

    view: RasterView
    pixels: Pixels
    marked: IntArray


Draw = Callable[[RasterView], Callable[[CancelToken], Drawn]]


class Layer(QObject):
    """Keeps the image of one layer up to date with what is seen.

    A request under way is never given up for a newer view: while the view moves all the time,
    none would ever end. The newest view is drawn next.

    Signals:
        changed: There is a new image, or none any more.
        settled: Nothing is on its way any more.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, tasks: TaskRunner, key: Hashable, draw: Draw, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key = key
        self._draw = draw
        self._drawn: Drawn | None = None
        self._image = QImage()
        self._version = 0
        self._drawn_version = -1
        self._seen: RasterView | None = None
        self._wide: RasterView | None = None
        self._running = False

    @property
    def marked(self) -> IntArray:
        """Tiles to be marked by a sign."""
        return np.zeros(0, np.int64) if self._drawn is None else self._drawn.marked

    def is_settled(self) -> bool:
        """Whether the image is that of what is seen."""
        return not self._running and (self._seen is None or self._is_fresh())

    def clear(self) -> None:
        """Show nothing until something is wanted again."""
        self._tasks.cancel(self._key)
        self._running = False
        self._drawn, self._image = None, QImage()
        self._seen = self._wide = None
        self.changed.emit()

    def invalidate(self) -> None:
        """Say that what is drawn would look different now; `want` draws it."""
        self._version += 1

    def want(self, seen: RasterView, wide: RasterView) -> None:
        """Have the layer drawn, if its image does not show this already.

        Args:
            seen: What is seen.
            wide: The same and some more around it, to be drawn.
        """
        self._seen, self._wide = seen, wide
        self._draw_if_needed()

    def paint(self, painter: QPainter, seen: RasterView, left: int, top: int) -> None:
        """Paint the image in device pixels.

        Args:
            painter: Scaled to device pixels.
            seen: What is seen.
            left: Device pixel of the first pixel of what is seen.
            top: The same.
        """
        if self._drawn is None:
            return
        view = self._drawn.view
        ratio = seen.scale / view.scale
        x, y = (view.left - seen.left) * seen.scale, (view.top - seen.top) * seen.scale
        if abs(ratio - 1) < 1e-9:
            painter.drawImage(QPoint(left + round(x), top + round(y)), self._image)
            return
        # Only what is seen of the image: a target far larger than the screen is slow to clip.
        visible = QRectF(-x / ratio, -y / ratio, seen.width / ratio, seen.height / ratio)
        source = visible.intersected(QRectF(self._image.rect()))
        if source.isEmpty():
            return
        target = QRectF(
            left + x + source.x() * ratio,
            top + y + source.y() * ratio,
            source.width() * ratio,
            source.height() * ratio,
        )
        painter.drawImage(target, self._image, source)

    def _is_fresh(self) -> bool:
        if self._drawn is None or self._seen is None or self._drawn_version != self._version:
            return False
        view, seen = self._drawn.view, self._seen
        if abs(seen.scale / view.scale - 1) > 1e-9:
            return False
        x, y = (seen.left - view.left) * view.scale, (seen.top - view.top) * view.scale
        slack = 0.01
        return (
            x >= -slack
            and y >= -slack
            and x + seen.width <= view.width + slack
            and y + seen.height <= view.height + slack
            and abs(x - round(x)) <= slack
            and abs(y - round(y)) <= slack
        )

    def _draw_if_needed(self) -> None:
        if self._running or self._wide is None or self._is_fresh():
            return
        version = self._version
        self._running = True

        def done(drawn: Drawn) -> None:
            self._running = False
            self._drawn, self._drawn_version = drawn, version
            height, width = drawn.pixels.shape
            # The image shares the array's memory; `_drawn` keeps it alive.
            self._image = QImage(
                drawn.pixels.data,
                width,
                height,
                4 * width,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            self.changed.emit()
            self._draw_if_needed()
            if not self._running:
                self.settled.emit()

        def failed(_: BaseException) -> None:
            self._running = False
            self._seen = self._wide = None
            self.settled.emit()

        self._tasks.submit(self._key, self._draw(self._wide), done, failed=failed)
