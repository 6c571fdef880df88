"""Reading a file back that was just written: is it what was meant to be written?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import BuildError, Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD, headers_hold, payload_holds

_BLOCK = 4 << 20
"""Bytes read at once; a longer record is read alone."""


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
    ends = np.cumsum(sizes)
    with open(path, "rb", buffering=0) as file:
        for first, last in _blocks(ends):
            if cancel is not None:
                cancel.check()
            start = int(ends[first - 1]) if first else 0
            # Read at once: what has been read no write can change any more.
            data = file.read(int(ends[last - 1]) - start)
            offsets = ends[first:last] - sizes[first:last] - start
            wrong = _first_wrong(data, offsets, sizes[first:last])
            if wrong is not None:
                raise _differs(told, first + wrong, start + int(offsets[wrong]))
        if file.read(1):
            raise _differs(told, len(sizes), int(ends[-1]) if len(ends) else 0)


def _blocks(ends: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the records, as (first, after the last), that are read at once."""
    first = start = 0
    while first < len(ends):
        last = max(first + 1, int(np.searchsorted(ends, start + _BLOCK, "right")))
        yield first, last
        first, start = last, int(ends[last - 1])


def _first_wrong(
    data: bytes, offsets: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]
) -> int | None:
    """Return which of some records is not framed as it was, or does not hold its checksums."""
    whole = int(np.searchsorted(offsets + sizes, len(data), "right"))
    if whole:
        places = offsets[:whole, None] + np.arange(HEADER)
        headers = np.frombuffer(data, np.uint8)[places]
        lengths = np.ascontiguousarray(headers[:, :8]).view("<u8")[:, 0]
        sound = headers_hold(headers) & (lengths == (sizes[:whole] - OVERHEAD).view(np.uint64))
        if not sound.all():
            whole = int(np.argmin(sound))
    for at in range(whole):
        begin = int(offsets[at])
        if not payload_holds(data[begin + HEADER : begin + int(sizes[at])]):
            return at
    return whole if whole < len(sizes) else None


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
