"""What the pictures of some tiles tell of how a slide was cut: their width, and their overlap."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.errors import TfrError
from tfrviewer.gui.tasks import Pool
from tfrviewer.tiles.overlap import measure_overlap, neighbours
from tfrviewer.tiles.sniff import image_size
from tfrviewer.tiles.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfrviewer.gui.location_map.slide import Slide
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken
    from tfrviewer.tiles.overlap import Picture

_KEY = ("map", "look")
_PAIRS = 12
_PX = 64  # of the pictures that are compared


@dataclass(frozen=True, slots=True)
class TileLook:
    """What pictures of a slide told.

    Attributes:
        width: Width of a tile in its own pixels; None while that is not known.
        ratio: How many times as wide as the pitch tiles are, 1 where they do not overlap; None
            while or where that is not known.
    """

    width: int | None = None
    ratio: float | None = None


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

        def done(found: TileLook) -> None:
            self._known[file] = found
            self.changed.emit(file)

        self._tasks.submit(_KEY, look, done, pool=Pool.LONG)

    def _forget(self) -> None:
        self._tasks.cancel(_KEY)
        self._known.clear()


def look_at(
    session: "Session", pairs: "Sequence[tuple[int, int]]", cancel: "CancelToken"
) -> TileLook:
    """Return what pairs of neighbours tell; called in a thread.

    Tiles that cannot be read tell nothing: that they are broken is found and said elsewhere.
    """
    width: int | None = None
    pictures: list[tuple[Picture, Picture]] = []
    for pair in pairs:
        cancel.check()
        try:
            both = []
            for number in pair:
                tfrecord, record = session.read_record(number)
                data = tfrecord.image(record, check_crc=False)
                size = image_size(data)
                width = width or (None if size is None else size[0])
                both.append(decode_thumbnail(data, _PX))
        except (TfrError, IndexError, OSError):
            continue
        pictures.append((both[0], both[1]))
    return TileLook(width, measure_overlap(pictures))
