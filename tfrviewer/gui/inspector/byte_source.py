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

    def find(self, wanted: bytes, start: int, cancel: CancelToken, *, forward: bool = True) -> int:
        """Return where some bytes are next, or were last, from `start` on and all round; or -1.

        Raises:
            Cancelled: Nobody waits for the answer any more.
        """
        size = len(self)
        if not wanted or len(wanted) > size:
            return -1
        start = start if 0 <= start < size else 0 if forward else size - 1
        for low, high in _stretches(start, size, forward=forward):
            cancel.check()  # and lets the window's thread on: a search does not
            piece = self.read(low, min(high + len(wanted) - 1, size))
            found = piece.find(wanted) if forward else piece.rfind(wanted)
            if found >= 0:
                return low + found
        return -1


def _stretches(start: int, size: int, *, forward: bool) -> Iterator[tuple[int, int]]:
    """Yield where a match may begin, from `start` on to all bytes, a stretch at a time."""
    if forward:
        for low, high in ((start, size), (0, start)):
            for at in range(low, high, _STEP):
                yield at, min(at + _STEP, high)
    else:
        for low, high in ((0, start + 1), (start + 1, size)):
            for at in range(high, low, -_STEP):
                yield max(at - _STEP, low), at
