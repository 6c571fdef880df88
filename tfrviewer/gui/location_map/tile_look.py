"""Has a few tiles of the slide on the map looked at, for what their pictures tell."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.gui.tasks import Pool
from tfrviewer.gui.tile_look import TileLook, look_at
from tfrviewer.tiles.layout.overlap import neighbours

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

__all__ = ["TileLook", "TileLooks"]

_KEY = ("map", "look")
_PAIRS = 12


class TileLooks(QObject):
    """Looks at a few tiles of the slide on the map, in the background and once a slide.

    Signals:
        changed: More is known of a slide; the number of its file.
    """

    changed = Signal(int)

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._known: dict[int, TileLook] = {}
        session.dataset_changed.connect(self._forget)

    def of(self, file: int) -> TileLook:
        """Return what is known of the slide of a file."""
        return self._known.get(file, TileLook())

    def is_settled(self) -> bool:
        """Whether nothing is being looked at."""
        return not self._tasks.is_running(_KEY)

    def ask(self, slide: "Slide") -> None:
        """Have a slide looked at, unless it was; one that is still waited for is given up."""
        self._tasks.cancel(_KEY)
        file, fit = slide.located.file, slide.tiles.fit
        if file in self._known or fit is None or fit.pitch_x is None:
            return
        session, located, tiles, pitch = self._session, slide.located, slide.tiles, fit.pitch_x

        def look(cancel: "CancelToken") -> TileLook:
            pairs = neighbours(tiles.x, tiles.y, pitch, _PAIRS)
            numbers = [(int(located.numbers[a]), int(located.numbers[b])) for a, b in pairs]
            return look_at(session, numbers, cancel)

        size = TileSize.of(session.paths[file])
        microns = None if size is None else size.microns

        def done(found: TileLook) -> None:
            self._known[file] = replace(found, microns=microns)
            self.changed.emit(file)

        self._tasks.submit(_KEY, look, done, failed=lambda _: done(TileLook()), pool=Pool.LONG)

    def _forget(self) -> None:
        self._tasks.cancel(_KEY)
        self._known.clear()
