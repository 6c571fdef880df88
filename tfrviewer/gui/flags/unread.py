"""Tiles that were flagged and whose images are still to be read, to know them again by a hash."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.review.hashing import image_hash
from tfrviewer.review.joining import short_hash
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

FEW: Final = 64
"""So many images are still read when the window closes; of more the rest stays unknown."""
_BATCH: Final = 500

Read = Callable[[int], bytes]
"""Returns the image of a record by row number."""


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """Some records that one reader flagged or noted.

    Attributes:
        rows: Their row numbers.
        reader: Who said it.
        read: Reads their images.
        renews: Whether a hash that is known gives way: a flag is of the image that is there now,
            and a note says nothing of it.
    """

    rows: NDArray[np.int64]
    reader: str
    read: Read
    renews: bool


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What was read.

    Attributes:
        reader: Who flagged it.
        rows: Row numbers.
        images: The `short_hash` of each image, uint64 (n,), 0 where it cannot be read.
    """

    reader: str
    rows: NDArray[np.int64]
    images: NDArray[np.uint64]


class Unread:
    """A queue of tiles. They leave it when their hashes are kept, so that a stop loses none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: deque[tuple[Tiles, RecordKeys]] = deque()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many tiles wait."""
        return sum(len(tiles.rows) for tiles, _ in list(self._waiting))

    def add(self, tiles: Tiles, keys: RecordKeys) -> None:
        """Have images read; in any thread."""
        if len(tiles.rows):
            self._waiting.append((tiles, keys))

    def read(self, cancel: CancelToken) -> list[Taken]:
        """Read what waits, and keep the hashes.

        Raises:
            Cancelled: If `cancel` was raised; what was taken is kept, and the rest waits on.
            ReviewError: If they cannot be kept.
        """
        found: list[Taken] = []
        with self._lock:
            while self._waiting:
                tiles, keys = self._waiting[0]
                part, rest = tiles.rows[:_BATCH], tiles.rows[_BATCH:]
                images: list[bytes | None] = []
                for row in part.tolist():
                    cancel.check()
                    images.append(_hash_of(tiles.read, row))
                self._store.take_images(
                    keys.frame(part), images, reader=tiles.reader, renew=tiles.renews
                )
                found.append(Taken(tiles.reader, part, _shortened(images)))
                if len(rest):
                    self._waiting[0] = replace(tiles, rows=rest), keys
                else:
                    self._waiting.popleft()
        return found

    def finish(self) -> None:
        """Read what waits if it is few, since the records are about to go.

        Raises:
            ReviewError: If their hashes cannot be kept.
        """
        if len(self) <= FEW:
            self.read(CancelToken())


def reader_of(session: "Session") -> Read:
    """Return what reads the images of the records that the session holds now."""
    dataset, arrays = session.dataset, session.arrays

    def read(row: int) -> bytes:
        if dataset is None or not 0 <= row < len(arrays.record):
            raise IndexError(row)
        tfrecord = dataset.open(int(arrays.file_number[row]))
        return tfrecord.image(int(arrays.record[row]), check_crc=False)

    return read


def _hash_of(read: Read, row: int) -> bytes | None:
    """Return the hash of a record's image, None where it has none that can be read."""
    try:
        return image_hash(read(row))
    except (TfrError, OSError, IndexError):
        return None


def _shortened(images: Sequence[bytes | None]) -> NDArray[np.uint64]:
    return np.array([short_hash(image) for image in images], np.uint64)
