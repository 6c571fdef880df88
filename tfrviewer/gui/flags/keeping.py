"""Keeping what was said of records, in its order and in any thread; see `flags`."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import base_name
from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.review.hashing import image_hash
from tfrviewer.review.joining import Joined, Said, join_flags, said_of, short_hash
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.gui.session import Session

_BATCH: Final = 500

Kept = tuple[NDArray[np.int64], NDArray[np.uint64] | None]
"""Row numbers that were flagged, and the `short_hash` of each image; None if not read yet."""
Deed = Callable[[RecordKeys], Kept]
Read = Callable[[int], bytes]
"""Returns the image of a record by row number."""


@dataclass(eq=False, slots=True)
class FlagStep:
    """One gesture, to undo it.

    Attributes:
        first: The first row number it is about.
        number: Its number in the store, 0 until it is kept or if it changed nothing.
    """

    first: int
    number: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """What was said of some records, by this window or another."""

    said: Said
    revision: int


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What was said of all records.

    Attributes:
        keys: Of the records.
        joined: What was said of each.
        revision: Of the store.
        version: The store's `data_version`.
        earlier: Gestures that can be undone, and those that can be done again.
    """

    keys: RecordKeys
    joined: Joined
    revision: int
    version: int
    earlier: tuple[list[int], list[int]]


class Keeping:
    """What is still to be kept. Its deeds are done one after the other, by whoever has time."""

    def __init__(self) -> None:
        self._deeds: deque[tuple[Deed, bool]] = deque()
        self._lock = threading.Lock()
        self._keys: RecordKeys | None = None
        self._make_keys: Callable[[], RecordKeys] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._deeds

    @property
    def is_ahead(self) -> bool:
        """Whether something waits that is shown already."""
        return any(is_shown for _, is_shown in list(self._deeds))

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, and nothing is being kept."""
        return not self._deeds and not self._lock.locked()

    def add(
        self,
        deed: Deed,
        keys: RecordKeys | None,
        make_keys: Callable[[], RecordKeys],
        *,
        is_shown: bool,
    ) -> None:
        """Have something kept.

        Args:
            deed: Keeps it.
            keys: Of the records that it is about, if they are made.
            make_keys: Makes them.
            is_shown: Whether it is shown already; else what was kept is.
        """
        self._deeds.append((deed, is_shown))
        self._keys, self._make_keys = keys, make_keys

    def drain(self, keys: RecordKeys, seconds: float = math.inf) -> list[Kept]:
        """Keep what waits.

        Args:
            keys: Of the records that it is about.
            seconds: What is not begun after so long waits on.

        Raises:
            ReviewError: If something cannot be kept; what comes after it still waits.
        """
        kept: list[Kept] = []
        end = time.monotonic() + seconds
        with self._lock:
            while self._deeds and (not kept or time.monotonic() < end):
                deed, _ = self._deeds.popleft()
                kept.append(deed(keys))
        return kept

    def finish(self) -> None:
        """Keep now all that waits, since the records are about to go.

        Raises:
            ReviewError: If something cannot be kept; the rest is given up.
        """
        with self._lock:  # what a thread is keeping
            pass
        if self._deeds and self._make_keys is not None:
            try:
                self.drain(self._make_keys() if self._keys is None else self._keys)
            finally:
                self.clear()

    def clear(self) -> None:
        """Give up what waits."""
        self._deeds.clear()


def news_of(store: Store, keys: RecordKeys, reader: str, since: int) -> Changed:
    """Return what was said since a revision of the records there are."""
    revision = store.revision
    flags = store.flags(reader=reader, since=since or -1)  # also what was taken back since
    return Changed(said_of(keys, flags), revision)


def reader_of(session: "Session") -> Read:
    """Return what reads the images of the records that the session holds now."""
    dataset, arrays = session.dataset, session.arrays

    def read(row: int) -> bytes:
        if dataset is None or not 0 <= row < len(arrays.record):
            raise IndexError(row)
        tfrecord = dataset.open(int(arrays.file_number[row]))
        return tfrecord.image(int(arrays.record[row]), check_crc=False)

    return read


def hash_of(read: Read, row: int) -> bytes | None:
    """Return the hash of a record's image, None where it has none that can be read."""
    try:
        return image_hash(read(row))
    except (TfrError, OSError, IndexError):
        return None


def keys_maker(session: "Session") -> Callable[[], RecordKeys]:
    """Return what makes the keys of the records that the session holds now, in any thread."""
    assert session.dataset is not None
    paths: list[Path] = list(session.dataset.tfrecords())
    arrays, frame, mask = session.arrays, session.frame, session.mask
    columns = arrays.file_number, arrays.x, arrays.y, arrays.has_location

    def make() -> RecordKeys:
        names = [base_name(path) for path in paths]
        slide = frame["slide"] if mask is None else mask.true_slides(frame["slide"])
        return RecordKeys.of(names, *columns, frame["bytes"].to_numpy(), slide)

    return make


def find_all(store: Store, keys: RecordKeys, reader: str) -> Found:
    """Return what a reader said of records.

    Raises:
        ReviewError: If the store cannot be read.
    """
    told = [] if keys.slide is None else keys.slide.unique().drop_nulls().to_list()
    slides = list({*keys.names, *told})
    version, revision = store.data_version, store.revision
    joined = join_flags(keys, store.flags(reader=reader, slides=slides))
    earlier = store.gestures(reader=reader, slides=slides)
    return Found(keys, joined, revision, version, earlier)


def take_images(
    store: Store,
    keys: RecordKeys,
    rows: NDArray[np.int64],
    read: Read,
    reader: str,
    cancel: CancelToken,
) -> list[Kept]:
    """Take the hashes of many images whose flags are kept already.

    Raises:
        Cancelled: If `cancel` was raised; what was taken is kept.
        ReviewError: If they cannot be kept.
    """
    found: list[Kept] = []
    for first in range(0, len(rows), _BATCH):
        part = rows[first : first + _BATCH]
        images: list[bytes | None] = []
        for row in part.tolist():
            cancel.check()
            images.append(hash_of(read, row))
        store.take_images(keys.frame(part), images, reader=reader)
        found.append((part, shortened(images)))
    return found


def shortened(images: Sequence[bytes | None]) -> NDArray[np.uint64]:
    """Return the `short_hash` of each, uint64 (n,)."""
    return np.array([short_hash(image) for image in images], np.uint64)
