"""Shows which tile the pointer rests on: after a moment, and only when it is another one."""

from PySide6.QtCore import QObject, QPointF, QRect, QTimer

from tfrviewer.gui.hover_card import HoverCard
from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.drawing import pixels_of
from tfrviewer.gui.location_map.gestures import Gestures

DWELL_MS = 125


class Hover(QObject):
    """Watches the pointer over a canvas, has it emit `hovered`, and shows the card.

    Args:
        canvas: What is watched.
        gestures: Knows which tile lies at a point.
        card: Shows the tile.

    Attributes:
        number: Row number of the tile that the pointer rests on, -1 for none.
    """

    def __init__(self, canvas: MapCanvas, gestures: Gestures, card: HoverCard) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._gestures = gestures
        self._card = card
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

    def _hit(self, at: QPointF) -> tuple[int, QRect]:
        """Return the tile at a point of the viewport, -1 for none, and where it is seen."""
        number, slide = self._gestures.number_at(at), self._gestures.slide
        if slide is None or number < 0:
            return -1, QRect()
        ratio = self._canvas.devicePixelRatioF()
        seen, left, top = self._canvas.raster_view()
        tile = pixels_of(slide.tiles, slide.tile_of(number), seen).translated(left, top)
        return number, QRect(
            round(tile.x() / ratio),
            round(tile.y() / ratio),
            max(round(tile.width() / ratio), 1),
            max(round(tile.height() / ratio), 1),
        )

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
            self._card.show_tile(number, tile)
            self._canvas.hovered.emit(number, tile)
            self._canvas.repaint_plane()
