"""Keeping what was said of records, in its order and in any thread; see `flags`."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tfrviewer.dataset.discovery import base_name
from tfrviewer.gui.flags.unread import Tiles, Unread
from tfrviewer.review.joining import Joined, Said, join_flags, said_of
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.gui.session import Session


@dataclass(eq=False, slots=True)
class FlagStep:
    """One gesture, to undo it.

    Attributes:
        first: The first row number it is about.
        number: Its number in the store, 0 until it is kept or if it changed nothing.
        note: The note that it wrote, None if it wrote none.
    """

    first: int
    number: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """A gesture that is to be kept.

    Attributes:
        keep: Keeps it, and returns its number in the store.
        step: Undoes it.
        told: What is told of it once it is kept, "" for nothing.
        is_shown: Whether it is shown already; else what was kept is.
        tiles: Whose images are to be read once it is kept; None for none.
    """

    keep: Callable[[RecordKeys], int]
    step: FlagStep
    told: str
    is_shown: bool
    tiles: Tiles | None = None


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

    def __init__(self, unread: Unread) -> None:
        """Make it.

        Args:
            unread: Takes the tiles whose images are to be read.
        """
        self._unread = unread
        self._deeds: deque[Deed] = deque()
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
        return any(deed.is_shown for deed in list(self._deeds))

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, and nothing is being kept."""
        return not self._deeds and not self._lock.locked()

    @property
    def next_step(self) -> FlagStep | None:
        """The gesture that waits longest; after a failure that which could not be kept."""
        return self._deeds[0].step if self._deeds else None

    def add(self, deed: Deed, keys: RecordKeys | None, make_keys: Callable[[], RecordKeys]) -> None:
        """Have something kept.

        Args:
            deed: Keeps it.
            keys: Of the records that it is about, if they are made.
            make_keys: Makes them.
        """
        self._deeds.append(deed)
        self._keys, self._make_keys = keys, make_keys

    def drain(
        self,
        keys: RecordKeys,
        seconds: float = math.inf,
        told: Callable[[str], None] | None = None,
    ) -> None:
        """Keep what waits.

        Args:
            keys: Of the records that it is about.
            seconds: What is not begun after so long waits on.
            told: Called after each gesture that is kept with what is to be told of it.

        Raises:
            ReviewError: If something cannot be kept; it and what comes after it still wait.
        """
        end = time.monotonic() + seconds
        with self._lock:
            while self._deeds:
                deed = self._deeds[0]
                if number := deed.keep(keys):
                    deed.step.number = number
                if deed.tiles is not None:
                    self._unread.add(deed.tiles, keys)
                self._deeds.popleft()
                if told is not None:
                    told(deed.told)
                if time.monotonic() >= end:
                    return

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
