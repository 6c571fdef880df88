"""Tells which tile the pointer rests on: after a moment, and only when it is another one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QTimer

from tfrviewer.gui.location_map.canvas import MapCanvas

DWELL_MS = 125

Hit = tuple[int, QRect]


class Hover(QObject):
    """Watches the pointer over a canvas, and has it emit `hovered`.

    Args:
        canvas: What is watched.
        hit: Returns the row number of the tile at a point of the viewport, -1 for none, and where
            that tile is seen.
    """

    def __init__(self, canvas: MapCanvas, hit: Callable[[QPointF], Hit]) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._hit = hit
        self._at = QPointF()
        self.number = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DWELL_MS)
        self._timer.timeout.connect(self._rest)
        canvas.pointed.connect(self._point)
        canvas.pointer_gone.connect(self.leave)
        canvas.view_changed.connect(self.leave)

    def leave(self) -> None:
        """Take it that the pointer is over nothing."""
        self._timer.stop()
        self._tell(-1, QRect())

    def _point(self, at: QPointF) -> None:
        self._at = at
        if self.number >= 0 and self._hit(at)[0] != self.number:
            self._tell(-1, QRect())
        if self.number < 0:
            self._timer.start()

    def _rest(self) -> None:
        self._tell(*self._hit(self._at))

    def _tell(self, number: int, tile: QRect) -> None:
        if number != self.number:
            self.number = number
            self._canvas.hovered.emit(number, tile)
