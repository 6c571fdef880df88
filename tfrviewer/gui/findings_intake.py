"""Takes findings as they are made, and tells of those of a burst together."""

import time
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.errors import Finding
from tfrviewer.gui.findings_book import FindingsBook, Key
from tfrviewer.gui.record_arrays import RecordArrays

_WAIT_MS = 100
_AT_ONCE = 1000
_FORGOTTEN_AT_ONCE = 5000
_REST = 4  # times as long as telling took: what is told costs the more the more there is


class FindingsIntake(QObject):
    """Puts findings into the book of a dataset.

    Attributes:
        book: The findings taken so far.

    Signals:
        told: Further findings are in the book.
    """

    told = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._tell)
        self._work = QTimer(self, singleShot=True, interval=0)
        self._work.timeout.connect(self._take_some)
        self.begin((), RecordArrays())

    def begin(self, paths: Sequence[Path], arrays: RecordArrays) -> None:
        """Forget all findings: there is another dataset."""
        self._timer.stop()
        self._timer.setInterval(_WAIT_MS)
        self._work.stop()
        self.book = FindingsBook(paths, arrays)
        self._gone: dict[Key, Finding] = {}
        self._new: deque[tuple[Iterator[Finding], Hashable | None]] = deque()

    def is_waiting(self) -> bool:
        """Whether there are findings that nobody was told of."""
        return self._timer.isActive() or self.is_taking()

    def is_taking(self) -> bool:
        """Whether there are findings still to be put into the book."""
        return bool(self._new or self._gone)

    def take(self, findings: Iterable[Finding], *, teller: Hashable | None = None) -> None:
        """Take findings; those known already are not taken again.

        Args:
            findings: The findings; they are gone through some at a time, so that what makes them
                anew, as hiding names does, does not hold up the window.
            teller: Who tells them, if it is all it knows now: what it told before, and does not
                tell again, is forgotten.
        """
        findings = iter(findings)
        first = next(findings, None)
        if first is not None:
            findings = chain((first,), findings)
        elif teller is None:
            return
        self._new.append((findings, teller))
        self._work.start()
        self._tell_soon()

    def take_of(self, number: int | None, finding: Finding) -> None:
        """Take a finding about the record of a row number, or about none."""
        if self.book.add(finding, number=number):
            self._tell_soon()

    def take_records(self) -> None:
        """Join findings made before their file was loaded to its records."""
        if self.book.take_records():
            self._tell_soon()

    def _take_some(self) -> None:
        # Some at a time: a bad disk makes hundreds of thousands of them.
        if self._gone:  # before others are taken: they may be the same
            some_gone = dict(islice(self._gone.items(), _FORGOTTEN_AT_ONCE))
            for key in some_gone:
                del self._gone[key]
            self.book.forget(some_gone)
            self._work.start()
            return
        taken = 0
        while self._new and taken < _AT_ONCE:
            findings, teller = self._new[0]
            some = list(islice(findings, _AT_ONCE - taken))
            for finding in some:
                self.book.add(finding, teller=teller)
            taken += len(some)
            if taken < _AT_ONCE:
                self._new.popleft()
                if teller is not None and (gone := self.book.end_of(teller)):
                    self._gone = gone
                    break
        if self.is_taking():
            self._work.start()

    def _tell_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        began = time.perf_counter()
        if self.is_taking():
            self._timer.start()
        self.told.emit()
        took = 1000 * (time.perf_counter() - began)
        self._timer.setInterval(max(_WAIT_MS, round(_REST * took)))
