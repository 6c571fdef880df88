"""The hashes of the images that were flagged: taken, and compared."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from tfrviewer.errors import TfrError
from tfrviewer.gui.flags.unread import Taken, Unread
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.hashing import image_hash, mismatch
from tfrviewer.review.joining import short_hash

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.gui.flags.table import FlagTable
    from tfrviewer.gui.session import Session
    from tfrviewer.review.store import Store

_HASH: Final = ("flags", "hash")


class FlagHashes(QObject):
    """Reads the images of what was flagged in great number, and notes the hashes of all."""

    def __init__(
        self, session: "Session", tasks: TaskRunner, table: "FlagTable", store: "Store"
    ) -> None:
        super().__init__(session)
        self._session = session
        self._tasks = tasks
        self._table = table
        self._store = store
        self.unread = Unread(store)

    def leave(self) -> Unread:
        """Stop, since the records are about to go; return what is still to be read of them."""
        self._tasks.cancel(_HASH)
        unread, self.unread = self.unread, Unread(self._store)
        return unread

    def follow(self) -> None:
        """Read what waits to be read."""
        unread = self.unread
        if not len(unread) or self._tasks.is_running(_HASH):
            return

        def done(found: list[Taken]) -> None:
            session, table = self._session, self._table
            for taken in found:
                if taken.reader == session.flags.reader and len(table.images) == session.n_records:
                    table.images[taken.rows] = taken.images
            self.follow()

        self._tasks.submit(_HASH, unread.read, done, pool=Pool.LONG)

    def mismatch_of(self, number: int, image: bytes) -> "Finding | None":
        """Return what is to be told if the image of a flagged record is not the one flagged.

        May be called in any thread.

        Args:
            number: The row number.
            image: The image as it is stored, which was read anyway.
        """
        images, session = self._table.images, self._session
        if not 0 <= number < len(images) or not images[number]:
            return None
        if int(images[number]) == short_hash(image_hash(image)):
            return None
        path = str(session.paths[int(session.file_number[number])])
        flag = self._table.flag_of(number)
        try:
            tfrecord, record = session.read_record(number)
        except (TfrError, OSError):  # it was there when the image was read
            return mismatch(path, int(session.record[number]), None, flag)
        return mismatch(path, record, int(tfrecord.index[record, 0]), flag)
