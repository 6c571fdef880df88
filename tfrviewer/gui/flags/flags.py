"""What one reader says of the records of the session: shown at once, kept in the background.

A gesture is seen as soon as it is made, and written by a thread in the order of the gestures; it
is told when it is on the disk. If it cannot be kept, that is told and what was kept is shown
again. Images are read, to know them again, when nothing waits to be written. What other windows
say comes by itself.
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
    Deed,
    FlagStep,
    Found,
    Keeping,
    find_all,
    keys_maker,
    news_of,
)
from tfrviewer.gui.flags.table import FlagTable, Numbers
from tfrviewer.gui.flags.unread import Tiles, Unread, reader_of
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.names import check_name, check_note, default_reader
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.jobs import CancelToken

_JOIN, _WRITE, _WATCH = (("flags", what) for what in ("join", "write", "watch"))
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
        kept: A gesture is on the disk; what was to be told of it.
        refused: A gesture could not be kept, nor what came after it; its `FlagStep`, None if its
            records are gone, and the exception.
        failed: What was said could not be looked up; the exception.
        settled: What was said is kept, and the columns tell it.
    """

    changed = Signal()
    done = Signal(object)
    reloaded = Signal()
    earlier_changed = Signal()
    classes_changed = Signal()
    kept = Signal(str)
    refused = Signal(object, object)
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
        self._keeping = Keeping(self._hashes.unread)
        self._was_refused = False  # which told already what keeps the store from being used
        self._leaving: list[tuple[Keeping, Unread | None]] = []
        self._columns = FlagColumns(session, tasks, self._table)
        self._columns.shown.connect(self._tell_settled)
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(lambda: self._look())
        self._keys: RecordKeys | None = None
        self._forget()
        session.dataset_changed.connect(self._begin)
        session.loading_changed.connect(self._follow)

    def _forget(self, *, records: bool = False) -> None:
        """Hold nothing: another reads, or there are other records."""
        self._leave(self._hashes.leave() if records else None)
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
        self._watch.stop()
        for key in (_JOIN, _WRITE, _WATCH):
            self._tasks.cancel(key)

    def _leave(self, unread: Unread | None) -> None:
        """Have what still waits kept in a thread, for it may take seconds."""
        keeping, self._keeping = self._keeping, Keeping(self._hashes.unread)
        if keeping.is_idle and not unread:
            return
        leaving = keeping, unread
        self._leaving.append(leaving)

        def over(error: BaseException | None) -> None:
            if leaving in self._leaving:
                self._leaving.remove(leaving)
            if error is not None:
                self.refused.emit(None, error)
            self._hashes.follow()
            if unread:  # many: nobody waits for them
                key = ("flags", "unread", id(unread))
                self._tasks.submit(key, unread.read, lambda _: None, pool=Pool.LONG)
            self._tell_settled()

        key = ("flags", "leave", id(keeping))
        self._tasks.submit(key, lambda _: _finish(leaving), over, failed=over, pool=Pool.LONG)

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

    def flag(self, numbers: Numbers, name: str | None, *, told: str = "") -> None:
        """Flag records, or take their flags away.

        The flag they have already is kept once more: it is of the images there are now.

        Args:
            numbers: Row numbers.
            name: The flag, None for none.
            told: What `kept` brings once it is on the disk.

        Raises:
            ValueError: If the name cannot be one.
        """
        name = None if name is None else check_name(name, "A flag")
        if not len(numbers) or not self._has_room():
            return
        rows = np.asarray(numbers, np.int64)
        is_new = self._table.flag(rows, name)
        step, store, reader = FlagStep(int(rows[0])), self.store, self.reader
        tiles = None
        if name is not None:
            tiles = Tiles(rows, reader, reader_of(self._session), renews=True)

        def keep(keys: RecordKeys) -> int:
            return store.flag(keys.frame(rows), name, reader=reader).number

        self._say(Deed(keep, step, told, is_shown=True, tiles=tiles), is_new=is_new)

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
        rows, step = np.array([number]), FlagStep(number, note=text)
        store, reader = self.store, self.reader

        def keep(keys: RecordKeys) -> int:
            return store.note(keys.frame(rows), text, reader=reader).number

        tiles = Tiles(rows, reader, reader_of(self._session), renews=False)
        self._say(Deed(keep, step, "", is_shown=True, tiles=tiles), is_new=True)

    def undo(self, step: FlagStep, *, again: bool = False, told: str = "") -> None:
        """Take a gesture back, or do it again.

        Args:
            step: The gesture.
            again: Whether to do it again.
            told: What `kept` brings once that is on the disk.
        """
        store = self.store

        def keep(keys: RecordKeys) -> int:
            if step.number:
                (store.redo if again else store.undo)(step.number)
            return step.number

        self._goes_there = step.first < 0
        self._keep(Deed(keep, step, told, is_shown=False))
        self._write()
        if 0 <= step.first < self._session.n_records:
            self._session.set_current(step.first)

    def undo_earlier(self, *, again: bool = False, told: str = "") -> None:
        """Take back a gesture of an earlier session, the last one first; or do it again."""
        source, target = self.earlier, self.earlier_again
        if again:
            source, target = target, source
        if source:
            number = source.pop()
            target.append(number)
            self.undo(FlagStep(-1, number), again=again, told=told)
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
        self._forget(records=True)
        for leaving in self._leaving:
            try:
                _finish(leaving)
            except TfrError as error:
                self.refused.emit(None, error)
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
        self._forget(records=True)
        self._was_refused = False
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
            for keeping, _ in leaving:
                keeping.finish()
            return find_all(store, make_keys(), reader)

        def done(found: Found) -> None:
            if len(found.keys) != session.n_records:  # records were read anew meanwhile
                return
            self._joined_whole, self._was_refused = whole, False
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
            if not self._was_refused:
                self.failed.emit(error)
            self._tell_settled()

        self._tasks.submit(_JOIN, work, done, failed=failed, pool=Pool.LONG)

    # ---------------------------------------------------------------- keeping it

    def _keep(self, deed: Deed) -> None:
        self._was_stirred = True
        self._keeping.add(deed, self._keys, keys_maker(self._session))

    def _say(self, deed: Deed, *, is_new: bool) -> None:
        self._keep(deed)
        if is_new:
            self._made.append(deed.step)
            self.forget_earlier_again()
            self._tell()
        self._write()
        if is_new:
            self.done.emit(deed.step)

    def _write(self) -> None:
        """Write what is to be kept, in order."""
        if self._tasks.is_running(_WRITE) or self._keeping.is_empty:
            return
        known, store, drain = self._keys, self.store, self._keeping.drain
        make = keys_maker(self._session)
        reader, revision = self.reader, self._revision

        def work(cancel: "CancelToken", told: Callable[[str], None]) -> tuple[RecordKeys, Changed]:
            keys = make() if known is None else known
            drain(keys, _SHOW_SECONDS, told)
            return keys, news_of(store, keys, reader, revision)

        def done(result: tuple[RecordKeys, Changed]) -> None:
            keys, news = result
            self._keys = self._keys or keys  # those of a later look-up know more
            if not self._watch.isActive():
                self._watch.start()
            if not self._keeping.is_ahead:
                self._take(news)
            self._write()
            if self._keeping.is_empty:
                self._hashes.follow()
            self._tell_settled()

        def failed(error: BaseException) -> None:
            step = self._keeping.next_step
            self._keeping.clear()
            self._was_refused = True
            self.refused.emit(step, error)
            self.reload()

        self._tasks.stream(_WRITE, work, self.kept.emit, done, failed=failed, pool=Pool.SAYING)

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


def _finish(leaving: tuple[Keeping, Unread | None]) -> None:
    """Keep what waits, and read the last few images.

    Raises:
        ReviewError: If something cannot be kept.
    """
    keeping, unread = leaving
    keeping.finish()
    if unread is not None:
        unread.finish()
