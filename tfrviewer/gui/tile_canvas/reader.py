"""Reads the pictures that a view shows, and those it is likely to show next."""

import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.gui.tile_canvas.painting import Levels
from tfrviewer.gui.tile_pictures import Picture, read_picture
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.image.partial import decode_partly

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

log = logging.getLogger(__name__)

_BUDGET: Final = 96 * 1024 * 1024


def read_whole(session: "Session", number: int) -> Picture:
    """Read a record's picture, or what can be decoded of it; safe to call in a thread.

    Raises:
        IndexError: When there is no such record any more.
        OSError: When the file cannot be read.
    """
    picture = read_picture(session, number)
    if picture.image is None and picture.data:
        pixels = decode_partly(picture.data)
        if pixels is not None:
            return dataclasses.replace(picture, image=rgb_image(pixels))
    return picture


def is_partial(picture: Picture) -> bool:
    """Whether a picture is what could be decoded of a damaged image."""
    finding = picture.finding
    damaged = finding is not None and finding.kind is FindingKind.UNDECODABLE_IMAGE
    return damaged and picture.image is not None


def findings_beside(picture: Picture, known: Sequence[Finding]) -> list[Finding]:
    """Return what is to be said of a record beside its picture.

    Why there is no picture stands in its place, and is not said twice; nor is what was found of
    the image before, in other words.

    Args:
        picture: The picture of the record.
        known: All findings of the record.
    """
    finding = picture.finding
    if finding is None:
        return list(known)
    others = [other for other in known if other.kind is not finding.kind]
    return others if picture.image is None else [finding, *others]


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    """A picture with what painting it needs."""

    picture: Picture
    levels: Levels | None

    @property
    def nbytes(self) -> int:
        image = self.picture.image
        # Halves, and halves of them, are a third of the whole.
        return len(self.picture.data) + (image.sizeInBytes() * 4 // 3 if image is not None else 0)


class PictureReader(QObject):
    """Reads pictures in threads and keeps the last ones, within a budget of bytes.

    What is wanted comes first; what may be wanted next is read one after the other when all of
    that is there. A picture that is there already is found at once, so that a step to the next
    tile shows it without any wait.

    Signals:
        arrived: A picture that is wanted is there.
        failed: One that is wanted cannot be read; its number and the exception.
    """

    arrived = Signal(object)
    failed = Signal(int, object)

    def __init__(
        self, session: "Session", tasks: "TaskRunner", name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._name = name
        self._wanted: tuple[int, ...] = ()
        self._ahead: list[int] = []  # what is left of it: each is tried once
        self._reading: set[int] = set()
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._used = 0
        session.dataset_changed.connect(self.forget)

    def find(self, number: int) -> Picture | None:
        """Return the picture of a record if it is there."""
        kept = self._kept.get(number)
        if kept is None:
            return None
        self._kept.move_to_end(number)
        return kept.picture

    def levels(self, number: int) -> Levels | None:
        """Return the picture of a record halved as far as painting needs, if it is there."""
        kept = self._kept.get(number)
        return None if kept is None else kept.levels

    def want(self, numbers: Sequence[int], ahead: Sequence[int] = ()) -> None:
        """Have pictures read; what was asked for before, and is no more, is dropped.

        Args:
            numbers: What is to be shown; those that are not there yet will arrive.
            ahead: What may be wanted next, the likeliest first.
        """
        self._wanted, self._ahead = tuple(numbers), list(ahead)
        for number in self._reading.difference(numbers, ahead):
            self._tasks.cancel(self._key(number))
            self._reading.discard(number)
        for number in numbers:
            if number not in self._kept:
                self._read(number)
        self._read_ahead()

    def is_settled(self) -> bool:
        """Whether all that is wanted is there, or cannot be had."""
        return not self._reading.intersection(self._wanted)

    def forget(self) -> None:
        """Keep nothing: another dataset has other pictures."""
        self.want(())
        self._kept.clear()
        self._used = 0

    def _key(self, number: int) -> tuple[str, int]:
        return self._name, number

    def _read(self, number: int) -> None:
        if number in self._reading:
            return  # it was begun ahead of its turn
        session = self._session

        def work(cancel: CancelToken) -> _Kept | BaseException:
            cancel.check()
            try:
                picture = read_whole(session, number)
                image = picture.image
                return _Kept(picture, None if image is None else Levels.prepared(image))
            except (IndexError, OSError) as error:  # the file went away: told by who shows it
                log.info("record %d cannot be read: %s", number, error)
                return error

        def done(result: _Kept | BaseException) -> None:
            self._reading.discard(number)
            wanted = number in self._wanted
            if isinstance(result, _Kept):
                self._keep(number, result)
                if wanted:
                    self.arrived.emit(result.picture)
            elif wanted:
                self.failed.emit(number, result)
            self._read_ahead()

        def failed(error: BaseException) -> None:
            done(error)

        self._reading.add(number)
        self._tasks.submit(self._key(number), work, done, failed=failed)

    def _read_ahead(self) -> None:
        # What there is no room for beside what is shown would be dropped as soon as it is read.
        while self._ahead and not self._reading and self._used <= _BUDGET:
            number = self._ahead.pop(0)
            if number not in self._kept:
                self._read(number)

    def _keep(self, number: int, kept: _Kept) -> None:
        old = self._kept.pop(number, None)
        self._used += kept.nbytes - (old.nbytes if old is not None else 0)
        self._kept[number] = kept
        for other in list(self._kept):
            if self._used <= _BUDGET or len(self._kept) <= len(self._wanted):
                return
            if other not in self._wanted:
                self._used -= self._kept.pop(other).nbytes
