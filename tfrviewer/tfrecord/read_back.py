"""Reading a file back that was just written: is it what was meant to be written?"""

from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import BuildError, Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import records_hold

_BLOCK = 1 << 20
"""Bytes read at once, so few that they stay in the processor's cache; a longer record is read
alone."""


def read_back(
    path: Path, sizes: npt.NDArray[np.int64], *, told: Path, cancel: CancelToken | None = None
) -> None:
    """Compare a file with the records that were written to it.

    The framing and every checksum are looked at, and that there are so many records and no byte
    after them.

    Args:
        path: The file.
        sizes: int64 (N,): the framed size of each record.
        told: The file that a finding is about; nobody knows a temporary one.
        cancel: Looked at between blocks.

    Raises:
        Cancelled: If `cancel` was raised.
        BuildError: If the file is another than what was written.
        OSError: If it cannot be read.
    """
    starts = np.concatenate(([0], np.cumsum(sizes)))
    buffer = np.empty(min(_BLOCK, int(starts[-1])), np.uint8)
    with open(path, "rb", buffering=0) as file:
        for first, last in _blocks(starts):
            if cancel is not None:
                cancel.check()
            within = starts[first : last + 1] - starts[first]
            size = int(within[-1])
            if size > len(buffer):
                buffer = np.empty(size, np.uint8)
            got = _fill(file, buffer[:size])
            whole = int(np.searchsorted(within, got, "right"))  # starts that were reached
            sound = records_hold(buffer, within[:whole])
            wrong = int(np.argmin(sound)) if not sound.all() else whole - 1
            if wrong < last - first:
                raise _differs(told, first + wrong, int(starts[first + wrong]))
        if file.read(1):
            raise _differs(told, len(sizes), int(starts[-1]))


def _blocks(starts: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the records, as (first, after the last), that are read at once."""
    first, count = 0, len(starts) - 1
    while first < count:
        reach = int(np.searchsorted(starts, starts[first] + _BLOCK, "right")) - 1
        last = max(first + 1, reach)
        yield first, last
        first = last


def _fill(file: FileIO, room: npt.NDArray[np.uint8]) -> int:
    """Read until there is no more room or no more file; return how many bytes were read."""
    view = room.data
    filled = 0
    while filled < len(view):
        got = file.readinto(view[filled:])
        if not got:
            break
        filled += got
    return filled


def _differs(told: Path, record: int, offset: int) -> BuildError:
    return BuildError(
        Finding(
            kind=FindingKind.NOT_AS_WRITTEN,
            severity=Severity.ERROR,
            file=str(told),
            record=record,
            offset=offset,
            message="Read back, it is not what was written; it did not take its name.",
            remedy="Write it again. If this comes back, the disk, its cable or the memory fails.",
        )
    )
