"""How the panes look at their tiles together: moved as one, and one pointer for all of them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QColor

from tfrviewer.gui.light_table.linking import LinkedLooks
from tfrviewer.gui.light_table.pane import Pane
from tfrviewer.gui.light_table.panes import Panes
from tfrviewer.gui.tile_canvas.transform import Look


class Looking(QObject):
    """Lets what is done to one pane be done to the others.

    Attributes:
        linked: Whether the tiles pan and zoom as one.
    """

    def __init__(self, panes: Panes) -> None:
        super().__init__(panes)
        self.linked = True
        self._panes = panes
        self._linked = LinkedLooks()

    def take(self, pane: Pane) -> None:
        """Take a pane that was added last; it looks where the active one does."""
        panes, canvas = self._panes, pane.canvas
        active = panes[panes.active].canvas
        if active is not canvas and not active.fits:
            canvas.set_look(active.look)
        self._linked.looks.append(canvas.look)
        canvas.moved.connect(partial(self._take_move, pane))
        canvas.pointed.connect(partial(self._take_pointer, pane))

    def drop(self, place: int) -> None:
        """Forget a pane that goes."""
        del self._linked.looks[place]

    def renew(self, place: int) -> None:
        """Take what a whole picture is looked at by: it may be of another size than the last."""
        if self._panes[place].canvas.fits:
            self._linked.looks[place] = self._panes[place].canvas.look

    def swap(self, one: int, other: int) -> None:
        """Let two panes look where the other did."""
        looks = self._linked.looks
        looks[one], looks[other] = looks[other], looks[one]
        if not (self._panes[one].canvas.fits and self._panes[other].canvas.fits):
            self._apply((one, other))

    def fit(self) -> None:
        """Show all tiles whole, none apart from the others."""
        for pane in self._panes:
            pane.canvas.fit()
        self._linked = LinkedLooks([pane.canvas.look for pane in self._panes])

    def align(self) -> None:
        """Let all look at the same place as the active tile."""
        if len(self._panes):
            active = self._panes.active
            self._linked.looks[active] = self._panes[active].canvas.look
            self._linked.align(active)
            self._apply(range(len(self._panes)))

    def _take_move(self, pane: Pane, before: Look, now: Look, alone: bool) -> None:
        alone = alone or not self.linked
        if not alone and pane.canvas.fits:
            self.fit()
            return
        place = self._panes.place(pane)
        for other in range(len(self._panes)):
            if other != place:
                self.renew(other)  # the window may be of another size by now
        self._apply(self._linked.move(place, before, now, alone=alone))

    def _apply(self, places: Sequence[int]) -> None:
        for place in places:
            self._panes[place].canvas.set_look(self._linked.looks[place])

    def _take_pointer(self, pane: Pane, x: int, y: int, colour: QColor | None) -> None:
        """Tell the pixel here, and in the other panes that which lies in the same place."""
        pane.tell_pixel(x, y, colour)
        pane.canvas.set_mark(None)
        for other in self._panes:
            canvas, image = other.canvas, other.canvas.image
            if other is pane:
                continue
            if colour is None or image is None:
                canvas.set_mark(None)
                other.tell_pixel(-1, -1, None)
                continue
            at = _same_place(pane, QPointF(x + 0.5, y + 0.5), other)
            canvas.set_mark(at)
            inside = 0 <= at.x() < image.width() and 0 <= at.y() < image.height()
            column, row = int(at.x()), int(at.y())
            other.tell_pixel(column, row, image.pixelColor(column, row) if inside else None)


def _same_place(pane: Pane, at: QPointF, other: Pane) -> QPointF:
    """Return which point of another tile is as far from the middle of its pane."""
    (width, height), (other_width, other_height) = pane.canvas.size_px, other.canvas.size_px
    look, there = pane.canvas.look, other.canvas.look
    ratio = pane.canvas.scale / other.canvas.scale
    return QPointF(
        there.x * other_width + (at.x() - look.x * width) * ratio,
        there.y * other_height + (at.y() - look.y * height) * ratio,
    )
