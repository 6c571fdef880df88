"""What one reader says of the records of the session: shown at once, kept in the background.

A gesture is seen as soon as it is made, and written by a thread in the order of the gestures. If
it cannot be kept, that is told and what was kept is shown again. What other windows say comes by
itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.errors import Finding, TfrError
from tfrviewer.gui.flags.classes import FlagClasses
from tfrviewer.gui.flags.columns import FlagColumns
from tfrviewer.gui.flags.hashes import FlagHashes
from tfrviewer.gui.flags.keeping import (
    Changed,
    FlagStep,
    Found,
    Keeping,
    Kept,
    find_all,
    hash_of,
    keys_maker,
    news_of,
    reader_of,
    shortened,
)
from tfrviewer.gui.flags.table import FlagTable, Numbers
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.names import check_name, check_note, default_reader
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken

_JOIN, _WRITE, _WATCH = (("flags", what) for what in ("join", "write", "watch"))
_AT_ONCE: Final = 64
"""Images of so many tiles are read before their flag is kept; of more, after it."""
_SHOW_SECONDS: Final = 0.25
"""What many steps back change is shown this often."""
_WATCH_MS: Final = 1000


class Flags(QObject):
    """The flags and notes of one reader.

    Attributes:
        reader: Who reads.
        store: Where it is kept.
        earlier: Gestures of earlier sessions that can be undone, the last one last.
        earlier_again: Those of them that can be done again.

    Signals:
        changed: Something else was said of some records.
        done: A gesture was made here, which can be undone; its `FlagStep`.
        reloaded: All that was said is looked up anew: each gesture there is is an earlier one now.
        earlier_changed: Other gestures of earlier sessions can be undone or done again.
        classes_changed: The classes have other names.
        failed: Something could not be kept; the exception.
        settled: What was said is kept, and the columns tell it.
    """

    changed = Signal()
    done = Signal(object)
    reloaded = Signal()
    earlier_changed = Signal()
    classes_changed = Signal()
    failed = Signal(object)
    settled = Signal()

    def __init__(self, session: "Session", tasks: TaskRunner, store: Store | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._tasks = tasks
        self.store = Store() if store is None else store
        self.reader = default_reader()
        self._classes = FlagClasses(self.store, tasks, self)
        self._classes.changed.connect(self.classes_changed)
        self._table = FlagTable()
        self._hashes = FlagHashes(session, tasks, self._table, self.store)
        self._keeping = Keeping()
        self._leaving: list[Keeping] = []  # of records that are gone
        self._columns = FlagColumns(session, tasks, self._table)
        self._columns.shown.connect(self._tell_settled)
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(lambda: self._look())
        self._keys: RecordKeys | None = None
        self._forget()
        session.dataset_changed.connect(self._begin)
        session.loading_changed.connect(self._follow)

    def _forget(self) -> None:
        """Hold nothing: there are other records, or another reads."""
        self._leave()
        self._table.clear()
        self.earlier: list[int] = []
        self.earlier_again: list[int] = []
        self._early: dict[int, str] = {}
        self._made: list[FlagStep] = []
        self._keys = None
        self._revision = self._version = 0
        self._is_listed = False
        self._joined_whole = self._was_stirred = self._goes_there = False
        self._columns.forget()
        self._hashes.forget()
        self._watch.stop()
        for key in (_JOIN, _WRITE, _WATCH):
            self._tasks.cancel(key)

    def _leave(self) -> None:
        """Have what still waits kept in a thread, for it may take seconds."""
        keeping, self._keeping = self._keeping, Keeping()
        if keeping.is_idle:
            return
        self._leaving.append(keeping)

        def over(error: BaseException | None) -> None:
            if keeping in self._leaving:
                self._leaving.remove(keeping)
            if error is not None:
                self.failed.emit(error)
            self._tell_settled()

        key = ("flags", "leave", id(keeping))
        self._tasks.submit(key, lambda _: keeping.finish(), over, failed=over, pool=Pool.LONG)

    # ---------------------------------------------------------------- what others ask

    def flag_of(self, number: int) -> str | None:
        """Return the flag of a record, None if it has none."""
        return self._table.flag_of(number)

    def note_of(self, number: int) -> str:
        """Return the note of a record, "" if there is none."""
        return self._early.get(number) or self._table.notes.get(number, "")

    @property
    def codes(self) -> NDArray[np.uint16]:
        """A number for each record's flag, uint16 (n,), 0 for none; empty if none has one."""
        return self._table.codes

    @property
    def column(self) -> str:
        """The column of the session that holds the flags, "" while there is none."""
        return self._columns.name

    def is_settled(self) -> bool:
        """Whether all that was said is kept, and the columns tell it."""
        busy = any(self._tasks.is_running(key) for key in (_JOIN, _WRITE)) or self._leaving
        return not busy and self._keeping.is_empty and self._columns.is_settled

    @property
    def classes(self) -> dict[int, str]:
        """The names of the classes, by key 1 to 9."""
        return self._classes.named

    def count(self, name: str | None) -> int:
        """Return how many records have a flag."""
        return self._table.count(name)

    # ---------------------------------------------------------------- saying something

    def flag(self, numbers: Numbers, name: str | None) -> None:
        """Flag records, or take their flags away.

        Args:
            numbers: Row numbers.
            name: The flag, None for none.

        Raises:
            ValueError: If the name cannot be one.
        """
        name = None if name is None else check_name(name, "A flag")
        if not len(numbers) or not self._has_room():
            return
        rows = np.asarray(numbers, np.int64)
        if not self._table.flag(rows, name):
            return
        step = FlagStep(int(rows[0]))
        reader, store, read = self.reader, self.store, reader_of(self._session)

        def keep(keys: RecordKeys) -> Kept:
            few = len(rows) <= _AT_ONCE
            images = [hash_of(read, int(row)) for row in rows] if few else None
            step.number = store.flag(keys.frame(rows), name, reader=reader, images=images).number
            return rows, None if images is None else shortened(images)

        self._say(keep, step)

    def note(self, number: int, text: str) -> None:
        """Write a note to a record in place of the one there was; "" takes it away.

        While records are still being listed it waits until they are.

        Raises:
            ValueError: If it is too long.
        """
        text = check_note(text)
        if not self._is_listed:
            self._early[number] = text
            return
        if not self._has_room() or not self._table.note(number, text):
            return
        rows, step = np.array([number], np.int64), FlagStep(number)
        reader, store, read = self.reader, self.store, reader_of(self._session)

        def keep(keys: RecordKeys) -> Kept:
            images = [hash_of(read, number)]
            step.number = store.note(keys.frame(rows), text, reader=reader, images=images).number
            return rows, shortened(images)

        self._say(keep, step)

    def undo(self, step: FlagStep, *, again: bool = False) -> None:
        """Take a gesture back, or do it again."""
        store = self.store

        def keep(keys: RecordKeys) -> Kept:
            if step.number:
                (store.redo if again else store.undo)(step.number)
            return np.zeros(0, np.int64), np.zeros(0, np.uint64)

        self._goes_there = step.first < 0
        self._keep(keep, is_shown=False)
        self._write()
        if 0 <= step.first < self._session.n_records:
            self._session.set_current(step.first)

    def undo_earlier(self, *, again: bool = False) -> None:
        """Take back a gesture of an earlier session, the last one first; or do it again."""
        source, target = self.earlier, self.earlier_again
        if again:
            source, target = target, source
        if source:
            number = source.pop()
            target.append(number)
            self.undo(FlagStep(-1, number), again=again)
            self.earlier_changed.emit()

    def forget_earlier_again(self) -> None:
        """Something else was done: what was undone cannot be done again."""
        if self.earlier_again:
            self.earlier_again = []
            self.earlier_changed.emit()

    def set_reader(self, name: str) -> None:
        """Say who reads from now on; their flags are shown.

        Raises:
            ValueError: If the name cannot be one.
        """
        name = check_name(name, "A reader")
        if name != self.reader:
            self._forget()  # what was said was said by the other
            self.reader = name
            self.reload()

    def set_classes(
        self, classes: dict[int, str], over: Callable[[Exception | None], None]
    ) -> None:
        """Name the classes anew; see `FlagClasses.name`."""
        self._classes.name(classes, over)

    def mismatch_of(self, number: int, image: bytes) -> Finding | None:
        """Return what is to be told if the image of a flagged record is not the one flagged.

        May be called in any thread.

        Args:
            number: The row number.
            image: The image as it is stored, which was read anyway.
        """
        return self._hashes.mismatch_of(number, image)

    def shutdown(self) -> None:
        """Keep what is to be kept, and close the file."""
        self._forget()
        for keeping in self._leaving:
            try:
                keeping.finish()
            except TfrError as error:
                self.failed.emit(error)
        self.store.close()

    def reload(self) -> None:
        """Look up anew what was said of all records."""
        self._forget()
        self.changed.emit()
        self.reloaded.emit()
        self.earlier_changed.emit()
        self._follow()

    # ---------------------------------------------------------------- finding what was said

    def _has_room(self) -> bool:
        """Make room for a flag a record, if all records are listed."""
        session = self._session
        if not self._is_listed:
            return False
        self._table.make_room(session.n_records)
        return True

    def _begin(self) -> None:
        self._forget()
        self.changed.emit()
        self.earlier_changed.emit()

    def _follow(self) -> None:
        """Look for flags once all records are listed, and again once all columns are read."""
        session = self._session
        if session.dataset is None or session.loading or not session.n_records:
            return
        self._is_listed = True
        early, self._early = self._early, {}
        for number, text in early.items():
            self.note(number, text)
        whole = not session.pending
        if (self._joined_whole and whole) or self._tasks.is_running(_JOIN):
            return
        if self._keys is not None and not whole:
            return
        if not self.store.path.exists() and not self._leaving:  # nothing was ever said
            self._watch.start()
            return
        self._join()

    def _join(self) -> None:
        session, store, reader = self._session, self.store, self.reader
        whole, make_keys = not session.pending, keys_maker(self._session)
        leaving, self._was_stirred = list(self._leaving), False

        def work(cancel: "CancelToken") -> Found:
            for keeping in leaving:
                keeping.finish()
            return find_all(store, make_keys(), reader)

        def done(found: Found) -> None:
            if len(found.keys) != session.n_records:  # records were read anew meanwhile
                return
            self._joined_whole = whole
            self._keys, self._revision, self._version = found.keys, found.revision, found.version
            self._table.take_all(found.joined)
            made = {step.number for step in self._made}  # which the history has
            self.earlier, self.earlier_again = (
                [number for number in numbers if number not in made] for numbers in found.earlier
            )
            self.earlier_changed.emit()
            self._watch.start()
            if self.column or not self._table.is_empty:
                self._tell()
            self._classes.look()
            if not whole and not session.pending:
                self._follow()
            elif self._was_stirred:  # what was said meanwhile may be newer than what was found
                self._look(anyway=True)
            self._tell_settled()

        def failed(error: BaseException) -> None:
            self.failed.emit(error)
            self._tell_settled()

        self._tasks.submit(_JOIN, work, done, failed=failed, pool=Pool.LONG)

    # ---------------------------------------------------------------- keeping it

    def _keep(self, keep: Callable[[RecordKeys], Kept], *, is_shown: bool) -> None:
        self._was_stirred = True
        make = keys_maker(self._session)
        self._keeping.add(keep, self._keys, make, is_shown=is_shown)

    def _say(self, keep: Callable[[RecordKeys], Kept], step: FlagStep) -> None:
        self._keep(keep, is_shown=True)
        self._made.append(step)
        self.forget_earlier_again()
        self._tell()
        self._write()
        self.done.emit(step)

    def _write(self) -> None:
        """Write what is to be kept, in order."""
        if self._tasks.is_running(_WRITE) or self._keeping.is_empty:
            return
        known, store, drain = self._keys, self.store, self._keeping.drain
        make = keys_maker(self._session)
        reader, revision = self.reader, self._revision

        def work(cancel: "CancelToken") -> tuple[RecordKeys, list[Kept], Changed]:
            keys = make() if known is None else known
            kept = drain(keys, _SHOW_SECONDS)
            return keys, kept, news_of(store, keys, reader, revision)

        def done(result: tuple[RecordKeys, list[Kept], Changed]) -> None:
            keys, kept, news = result
            self._keys = self._keys or keys  # those of a later look-up know more
            if not self._watch.isActive():
                self._watch.start()
            self._hashes.take(kept, keys, reader)
            if not self._keeping.is_ahead:
                self._take(news)
            self._write()
            self._tell_settled()

        def failed(error: BaseException) -> None:
            self._keeping.clear()
            self.failed.emit(error)
            self.reload()

        self._tasks.submit(_WRITE, work, done, failed=failed, pool=Pool.LONG)

    # ---------------------------------------------------------------- what others say

    def _look(self, *, anyway: bool = False) -> None:
        """Look whether another window changed something, or what was changed in any case."""
        keys, store, reader = self._keys, self.store, self.reader
        version, revision = self._version, self._revision
        busy = (_JOIN, _WRITE) if anyway else (_JOIN, _WRITE, _WATCH)
        if any(map(self._tasks.is_running, busy)):
            return
        if keys is None:  # nothing was ever said before
            self._follow()
            return

        def work(cancel: "CancelToken") -> tuple[int, Changed | None]:
            now = store.data_version
            return now, None if now == version and not anyway else news_of(
                store, keys, reader, revision
            )

        def done(found: tuple[int, Changed | None]) -> None:
            self._version, news = found
            if news is not None and not self._tasks.is_running(_WRITE):
                self._take(news)
                self._classes.look()

        self._tasks.submit(_WATCH, work, done, pool=Pool.LONG)

    def _take(self, news: Changed) -> None:
        """Show what was said, by whichever window."""
        self._revision = max(self._revision, news.revision)
        said = news.said
        if not len(said.rows) or not self._has_room():
            return
        if self._table.take(said):
            self._tell()
        if self._goes_there:
            self._goes_there = False
            self._session.set_current(int(said.rows.min()))

    # ---------------------------------------------------------------- telling it

    def _tell(self) -> None:
        self.changed.emit()
        self._columns.follow()

    def _tell_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()
