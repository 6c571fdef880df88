"""Bytes to be looked at, of which only those that are seen are read. No Qt."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.jobs import CancelToken

_STEP: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Mark:
    """Bytes from `start` up to `end` are written in a colour."""

    start: int
    end: int
    ink: Ink


class ByteSource:
    """Pieces of bytes, one after the other, without a copy of the whole."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces
        self._ends = tuple(accumulate(map(len, pieces)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to `end`, fewer where there are no more."""
        start, found = max(start, 0), []
        at = bisect_right(self._ends, start)
        while at < len(self._ends) and start < end:
            begin = self._ends[at - 1] if at else 0
            found.append(self._pieces[at][start - begin : end - begin])
            start = self._ends[at]
            at += 1
        return found[0] if len(found) == 1 else b"".join(found)

    def find(self, wanted: bytes, start: int, cancel: CancelToken) -> int:
        """Return where some bytes are next, from `start` on and round by the beginning; or -1.

        Raises:
            Cancelled: Nobody waits for the answer any more.
        """
        size = len(self)
        if not wanted or len(wanted) > size:
            return -1
        for at in self._steps(start, size):
            cancel.check()  # and lets the window's thread on: a search does not
            piece = self.read(at, min(at + _STEP, size) + len(wanted) - 1)
            found = piece.find(wanted)
            if found >= 0:
                return at + found
        return -1

    @staticmethod
    def _steps(start: int, size: int) -> Iterator[int]:
        start = start if 0 <= start < size else 0
        yield from range(start, size, _STEP)
        if start:
            yield from range(0, start, _STEP)
