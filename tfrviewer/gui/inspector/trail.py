"""What was looked at, in order, and the way back through it.

A record is remembered by its file and its number within that, so that the way back survives
filters, sorting and reading the dataset again.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

MOST: Final = 200
"""Records that are remembered."""
GLANCE: Final = 0.6
"""Seconds; what was seen for less was passed by, and is not remembered."""


class Seen(NamedTuple):
    """A record that was looked at."""

    path: Path
    record: int


class Trail(QObject):
    """The records that were current, with one of them being where we are.

    Signals:
        changed: The records, or where we are among them.
    """

    changed = Signal()

    def __init__(
        self,
        session: "Session",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self._seen: list[Seen] = []
        self._at = -1
        self._since = float("-inf")
        self._is_going = False
        self._mask = session.mask
        session.current_changed.connect(self._follow)
        session.dataset_changed.connect(self._prune)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What was looked at, the oldest first."""
        return tuple(self._seen)

    @property
    def at(self) -> int:
        """Where we are in `seen`, -1 before the first."""
        return self._at

    @property
    def can_go_back(self) -> bool:
        """Whether something was looked at before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether we went back before."""
        return self._at < len(self._seen) - 1

    @Slot()
    def back(self) -> None:
        """Go to what was looked at before."""
        self._step(-1)

    @Slot()
    def forward(self) -> None:
        """Undo a step back."""
        self._step(1)

    def go(self, at: int) -> bool:
        """Go to one of `seen`; return whether it is still there."""
        number = self.number(self._seen[at])
        if number < 0:
            return False
        self._at = at
        self._is_going = True
        self._session.set_current(number)
        self._is_going = False
        self._since = float("-inf")  # where one went on purpose was not passed by
        self.changed.emit()
        return True

    def number(self, seen: Seen) -> int:
        """Return the row number of a record, -1 where the dataset does not have it (yet)."""
        session = self._session
        if seen.path not in session.paths:
            return -1
        first, end = session.file_span(session.paths.index(seen.path))
        return first + seen.record if seen.record < end - first else -1

    def _step(self, step: int) -> None:
        at = self._at + step
        while 0 <= at < len(self._seen):
            if self.go(at):
                return
            at += step

    @Slot(int)
    def _follow(self, number: int) -> None:
        session = self._session
        if self._is_going or not 0 <= number < session.n_records:
            return
        file = int(session.file_number[number])
        seen = Seen(session.paths[file], int(session.record[number]))
        now = self._clock()
        glanced = now - self._since < GLANCE and self._at >= 0
        self._since = now
        if self._at >= 0 and self._seen[self._at] == seen:
            return
        # As in a browser: what lay ahead is given up by going another way.
        kept = self._seen[: self._at if glanced else self._at + 1]
        if not kept or kept[-1] != seen:
            kept.append(seen)
        self._seen = kept[-MOST:]
        self._at = len(self._seen) - 1
        self.changed.emit()

    @Slot()
    def _prune(self) -> None:
        """Forget the records of a dataset that is no longer open, or has other names now."""
        mask, self._mask = self._mask, self._session.mask
        if mask is not self._mask:  # to go back would tell which tile has which names
            self._seen, self._at = [], -1
        paths = set(self._session.paths)
        here = self._seen[: self._at + 1]
        self._at = sum(seen.path in paths for seen in here) - 1
        self._seen = [seen for seen in self._seen if seen.path in paths]
        self.changed.emit()
