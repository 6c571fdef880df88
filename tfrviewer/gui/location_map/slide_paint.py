"""Colours the tiles of a slide as it is chosen, in a thread: of a million it takes a while."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.colouring.colouring import Colouring
    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken
    from tfrviewer.tiles.drawing.colour_scheme import TilePaint

_KEY = ("map", "paint")


class SlidePaint(QObject):
    """Keeps the colours of one slide those that are chosen.

    Signals:
        changed: Its tiles have other colours.
        settled: They have those that are chosen, or cannot have them.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, tasks: "TaskRunner", colouring: "Colouring", parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._colouring = colouring
        self._slide: Slide | None = None

    def is_settled(self) -> bool:
        """Whether nothing is being coloured."""
        return not self._tasks.is_running(_KEY)

    def show(self, slide: "Slide | None") -> None:
        """Take another slide, or none."""
        self._slide = slide
        if slide is None:
            self._tasks.cancel(_KEY)
        self.renew()

    def renew(self) -> None:
        """Have the tiles coloured as it is chosen, if they are not."""
        slide, scheme = self._slide, self._colouring.scheme
        if slide is None or slide.scheme is scheme or not self.is_settled():
            return  # what is under way goes on, or a limit that is dragged would show nothing

        def work(cancel: "CancelToken") -> "TilePaint":
            cancel.check()
            return slide.painted(scheme)

        def done(paint: "TilePaint") -> None:
            if slide is self._slide:
                slide.take_paint(paint, scheme)
                self.changed.emit()
            self.renew()  # there may be a newer one, or another slide
            self.settled.emit()

        self._tasks.submit(_KEY, work, done, failed=lambda _: self.settled.emit())
