"""Shows in the other panes how their tiles differ from the first, made in a thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QImage

from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.gui.tile_canvas.painting import Levels
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.image.difference import difference

if TYPE_CHECKING:
    from tfrviewer.gui.light_table.pane import Pane
    from tfrviewer.gui.tasks import TaskRunner

_KEY = "light-table-difference"


class Differences(QObject):
    """Makes the difference of each tile to the first, while it is on.

    Signals:
        made: A difference is there: the row number that it is of, its picture (`Levels`), and how
            large it is in words; no picture where there is nothing to differ from.
    """

    made = Signal(int, object, str)

    def __init__(self, tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: list[tuple[str, int]] = []

    def stop(self) -> None:
        """Make none any more."""
        for key in self._running:
            self._tasks.cancel(key)
        self._running.clear()

    def is_settled(self) -> bool:
        """Whether none is on its way."""
        return not any(self._tasks.is_running(key) for key in self._running)

    def make(self, panes: Sequence["Pane"]) -> None:
        """Make the differences of the pictures there are to that of the first pane."""
        self.stop()
        first = panes[0].picture if panes else None
        if first is None:
            return  # it is being read
        for place, pane in enumerate(panes[1:], 1):
            picture = pane.picture
            if picture is None or picture.image is None:
                continue
            if first.image is None:
                self.made.emit(pane.number, None, self.tr("A has no picture"))
            elif picture.image.size() != first.image.size():
                self.made.emit(pane.number, None, self.tr("not of the size of A"))
            else:
                self._make(place, pane.number, first.image, picture.image)

    def _make(self, place: int, number: int, one: QImage, other: QImage) -> None:
        def work(cancel: CancelToken) -> tuple[Levels, float, int]:
            cancel.check()
            found = difference(_pixels(one), _pixels(other))
            return Levels.prepared(rgb_image(found.pixels)), found.mean, found.largest

        def done(result: tuple[Levels, float, int]) -> None:
            levels, mean, largest = result
            told = self.tr("difference from A: mean {0}, largest {1}")
            words = told.format(QLocale().toString(mean, "f", 1), largest)
            self.made.emit(number, levels, words)

        key = (_KEY, place)
        self._running.append(key)
        self._tasks.submit(key, work, done)


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """Return the pixels of an image in 32 bits, uint8 (H, W, 3)."""
    shape = image.height(), image.bytesPerLine() // 4, 4
    # Blue lies first where the machine is little-endian, as all of ours are.
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[:, : image.width(), 2::-1]
