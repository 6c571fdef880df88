"""The hashes of the images that were flagged: taken, and compared."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject

from tfrviewer.gui.flags.keeping import Kept, reader_of, take_images
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.hashing import image_hash, mismatch
from tfrviewer.review.joining import short_hash

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfrviewer.errors import Finding
    from tfrviewer.gui.flags.table import FlagTable
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken
    from tfrviewer.review.keys import RecordKeys
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
        self._unread: list[NDArray[np.int64]] = []

    def forget(self) -> None:
        """The records are about to go."""
        self._unread = []
        self._tasks.cancel(_HASH)

    def take(self, kept: Iterable[Kept], keys: "RecordKeys", reader: str) -> None:
        """Note the hashes of what was kept, and read the images of which there is none yet."""
        for rows, images in kept:
            if images is None:
                self._unread.append(rows)
            else:
                self._table.images[rows] = images
        if self._unread and not self._tasks.is_running(_HASH):
            self._read(keys, reader)

    def _read(self, keys: "RecordKeys", reader: str) -> None:
        rows, self._unread = np.concatenate(self._unread), []
        store, read = self._store, reader_of(self._session)

        def work(cancel: "CancelToken") -> list[Kept]:
            return take_images(store, keys, rows, read, reader, cancel)

        self._tasks.submit(
            _HASH, work, lambda found: self.take(found, keys, reader), pool=Pool.LONG
        )

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
        return mismatch(path, int(session.record[number]), self._table.flag_of(number))
