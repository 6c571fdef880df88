"""Places the tiles of a slide in the background, or says why it has no map."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.location_map import words
from tfrviewer.gui.location_map.lack import Lack, lack_of
from tfrviewer.gui.location_map.slide import Located, Slide
from tfrviewer.tiles.layout.placement import Placement

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.colouring.colouring import Colouring
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_PLACE, _ROWS, _LACK = ("map", "place"), ("map", "rows"), ("map", "lack")


class Placing(QObject):
    """Makes slides for the map.

    Signals:
        placed: The tiles of a slide were placed; the Slide.
        explained: A slide has no map; the words that say why.
    """

    placed = Signal(object)
    explained = Signal(object)

    def __init__(
        self, session: "Session", tasks: "TaskRunner", colouring: "Colouring", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._colouring = colouring

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being placed or looked for."""
        return not any(self._tasks.is_running(key) for key in (_PLACE, _LACK))

    def stop(self) -> None:
        """Forget what was asked for."""
        for key in (_PLACE, _LACK):
            self._tasks.cancel(key)

    def place(self, located: Located) -> None:
        """Have the tiles of a slide placed."""
        self.stop()  # of the slide before, which would come in place of this one
        name, scheme = self._session.files[located.file].name, self._colouring.scheme

        def work(cancel: "CancelToken") -> Slide:
            cancel.check()
            slide = Slide(located, Placement(located.x, located.y))
            cancel.check()
            slide.take_paint(slide.painted(scheme), scheme)
            return slide

        def failed(error: BaseException) -> None:
            self.explained.emit(words.not_placed(name, error))

        self._tasks.submit(_PLACE, work, self.placed.emit, failed=failed)

    def ask_what_is_lacking(self, located: Located) -> None:
        """Have a record looked at, to say what a slide lacks that has no locations."""
        info = self._session.files[located.file]

        def done(lack: Lack) -> None:
            self.explained.emit(words.no_locations(info.name, located.n_records, lack))

        self._tasks.submit(_LACK, lambda _: lack_of(info.path), done)

    def sort_rows(self, slide: Slide) -> None:
        """Sort the tiles while nobody points at them: of a million that would halt the window."""
        self._tasks.submit(_ROWS, lambda _: slide.tiles.by_row, lambda _: None)
