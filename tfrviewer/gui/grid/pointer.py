"""What the pointer does to the grid: clicks, the rubber band, hovering."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.headings import SIGN_WIDTH
from tfrviewer.gui.grid.layout import Positions

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid

_EDGE: Final = 28  # this near to an edge, or beyond it, the rubber band scrolls
_TICK_MS: Final = 25

_Modifier = Qt.KeyboardModifier


class Pointer(QObject):
    """Turns mouse events into intents; what is under way is painted by the grid.

    A tile is clicked when the button is let go, so that a press may also begin a rubber band,
    and one gesture changes the selection once.

    Attributes:
        hovered: Position of the tile under the pointer, -1 for none.
        hovered_heading: The group whose heading is under the pointer, -1 for none.
        mode: How the rubber band joins the selection.
    """

    def __init__(self, grid: "TileGrid") -> None:
        super().__init__(grid)
        self.hovered = -1
        self.hovered_heading = -1
        self.mode = SelectMode.REPLACE
        self._grid = grid
        self._pressed: QPoint | None = None  # in the viewport
        self._origin = (0, 0)  # the same in the content
        self._at = QPoint()
        self._banding = False
        self._takes_out = -1  # the record that is dragged out of the window if the pointer moves
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._drag_scroll)

    @property
    def is_banding(self) -> bool:
        """Whether a rubber band is being drawn."""
        return self._banding

    def band(self) -> tuple[int, int, int, int]:
        """Return the rubber band as x0, y0, x1, y1 in the content, in order."""
        x, y = self._grid.to_content(self._at)
        (x0, x1), (y0, y1) = sorted((self._origin[0], x)), sorted((self._origin[1], y))
        return x0, y0, x1, y1

    def band_rect(self) -> QRect:
        """Return what is seen of the rubber band, in the viewport."""
        x0, y0, x1, y1 = self.band()
        top, height = self._grid.offset, self._grid.viewport().height()
        y0, y1 = max(y0 - top, -2), min(y1 - top, height + 2)
        return QRect(QPoint(x0, y0), QPoint(x1, y1))

    def preview(
        self, positions: Positions, selected: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.bool_]:
        """Return what would be selected among some positions if the band ended now."""
        if not self._banding:
            return selected
        x0, y0, x1, y1 = self.band()
        top, height = self._grid.offset, self._grid.viewport().height()
        y0, y1 = max(y0, top - height), min(y1, top + 2 * height)
        inside = np.zeros(len(positions), np.bool_)
        if y0 <= y1:
            inside = np.isin(positions, self._grid.tiles.positions_in(x0, y0, x1, y1))
        match self.mode:
            case SelectMode.ADD:
                return selected | inside
            case SelectMode.REMOVE:
                return selected & ~inside
            case _:
                return inside

    def press(self, event: QMouseEvent) -> None:
        """Begin a click, a rubber band, or to drag what is selected out of the window."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        self.mode = _mode_of(event.modifiers())
        section = self._grid.heading_at(at)
        if section >= 0:
            self._press_heading(section, at)
            return
        self._pressed = self._at = at
        self._origin = self._grid.to_content(at)
        number = self._grid.number_at(at)
        drags = number >= 0 and event.modifiers() == _Modifier.NoModifier
        self._takes_out = number if drags and self._grid.can_take_out(number) else -1

    def _press_heading(self, section: int, at: QPoint) -> None:
        if at.x() < SIGN_WIDTH:
            self._grid.fold(section, folded=not self._grid.is_folded(section))
        else:
            self._grid.select_group(section, self.mode)

    def move(self, event: QMouseEvent) -> None:
        """Draw the rubber band on, or hover."""
        at = event.position().toPoint()
        if self._pressed is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self.cancel()  # the button was let go over a menu or a dialog that came between
        if self._pressed is None:
            self.hover(at)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._banding and far and self._takes_out >= 0:
            self._pressed = None
            self._grid.take_out(self._takes_out)
            return
        if not self._banding and far:
            self._banding = True
            self.hover(None)
        if self._banding:
            self._at = at
            self._grid.viewport().update()
            if self._push() and not self._timer.isActive():
                self._timer.start()

    def release(self, event: QMouseEvent) -> None:
        """End the rubber band, or click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if self._banding:
            self._at = event.position().toPoint()
            positions = self._grid.tiles.positions_in(*self.band())
            self._end_band()
            self._grid.select_positions(positions, self.mode)
            return
        modifiers = event.modifiers()
        self._grid.click(
            pressed,
            ctrl=bool(modifiers & _Modifier.ControlModifier),
            shift=bool(modifiers & _Modifier.ShiftModifier),
        )

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size about the pointer."""
        if not event.modifiers() & _Modifier.ControlModifier:
            self._grid.scroll_by_wheel(event)
            return
        if turn := event.angleDelta().y():
            self._grid.zoom(1 if turn > 0 else -1, event.position().toPoint())
        event.accept()

    def cancel(self) -> bool:
        """Give up the gesture under way; return whether there was a rubber band."""
        self._pressed = None
        was = self._banding
        self._end_band()
        return was

    def hover(self, at: QPoint | None) -> None:
        """Mark the tile under a point of the viewport, or none."""
        section = -1 if at is None else self._grid.heading_at(at)
        if section != self.hovered_heading:
            self.hovered_heading = section
            self._grid.viewport().update()
        position = -1 if at is None else self._grid.position_at(at)
        if position != self.hovered:
            old, self.hovered = self.hovered, position
            self._grid.update_positions((old, position))

    def rehover(self) -> None:
        """The content moved under a pointer that did not."""
        viewport = self._grid.viewport()
        if viewport.underMouse() and not self._banding:
            self.hover(viewport.mapFromGlobal(viewport.cursor().pos()))
        else:
            self.hovered = self.hovered_heading = -1

    def _end_band(self) -> None:
        self._timer.stop()
        if self._banding:
            self._banding = False
            self._grid.viewport().update()

    def _push(self) -> int:
        """Return how far the band scrolls in a tick: faster, the further out the pointer is."""
        y, height = self._at.y(), self._grid.viewport().height()
        if y < _EDGE:
            return -max(4, (_EDGE - y) // 2)
        if y >= height - _EDGE:
            return max(4, (y - height + _EDGE) // 2)
        return 0

    @Slot()
    def _drag_scroll(self) -> None:
        push = self._push()
        if not push or not self._banding:
            self._timer.stop()
            return
        self._grid.scroll_to(self._grid.offset + push)
        self._grid.viewport().update()


def _mode_of(modifiers: Qt.KeyboardModifier) -> SelectMode:
    """Return how a gesture joins the selection: Shift or Ctrl adds, Alt takes away."""
    if modifiers & _Modifier.AltModifier:
        return SelectMode.REMOVE
    if modifiers & (_Modifier.ControlModifier | _Modifier.ShiftModifier):
        return SelectMode.ADD
    return SelectMode.REPLACE
