"""Many records as they are framed, read in blocks and checked there.

What copies records copies these very bytes. A block is filled in the order wanted, each stretch
of records that follow one another in their file by one read, and every checksum is compared in
place: no record is copied to be looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import records_hold

if TYPE_CHECKING:
    from tfrviewer.tfrecord.source import Lease

BLOCK = 2 << 20
"""Bytes of a block: few enough to stay in the processor's cache till they are written. One record
that is larger has a block of its own."""

Int64Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class FramedBlock:
    """Records one after the other.

    Attributes:
        first: The place of the first of them among all that were asked for.
        data: Their bytes with headers and footers; another block's as soon as one is asked for.
        starts: int64 (n + 1,), where in `data` each begins, and where the last ends.
        sound: bool (n,), whether length and both checksums of each are right.
    """

    first: int
    data: memoryview
    starts: Int64Array
    sound: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many records these are."""
        return len(self.sound)


def framed_blocks(
    files: Sequence[TFRecord], file_of: npt.NDArray[np.integer], records: Int64Array
) -> Iterator[FramedBlock]:
    """Yield records in the order given, block by block.

    Args:
        files: The TFRecords.
        file_of: int (n,), which of them each record is in.
        records: int64 (n,), its number there.

    Raises:
        FileChangedError: If a file no longer has what it had when it was opened.
    """
    places = _places(files, file_of, records)
    ends = np.cumsum(places[:, 1])
    buffer = np.empty(min(BLOCK, int(ends[-1]) if len(ends) else 0), np.uint8)
    first = 0
    while first < len(records):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + BLOCK, side="right")))
        starts = np.concatenate(([before], ends[first:last])) - before
        size = int(starts[-1])
        room = buffer if size <= len(buffer) else np.empty(size, np.uint8)
        view = room.data[:size]
        _fill(view, files, file_of[first:last], places[first:last, 0], starts)
        yield FramedBlock(first, view, starts, records_hold(room, starts))
        first = last


def _places(
    files: Sequence[TFRecord], file_of: npt.NDArray[np.integer], records: Int64Array
) -> Int64Array:
    """Return offset and framed size of each record, int64 (n, 2)."""
    places = np.empty((len(records), 2), np.int64)
    order = np.argsort(file_of, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(file_of[order])) + 1):
        if len(own):
            places[own] = files[int(file_of[own[0]])].index[records[own]]
    return places


def _fill(
    view: memoryview,
    files: Sequence[TFRecord],
    file_of: npt.NDArray[np.integer],
    offsets: Int64Array,
    starts: Int64Array,
) -> None:
    """Read records into their places, each stretch of a file at once."""
    follows = offsets[1:] - offsets[:-1] == np.diff(starts)[:-1]
    follows &= file_of[1:] == file_of[:-1]
    begins = np.concatenate(([0], np.flatnonzero(~follows) + 1))
    edges = [*starts[begins].tolist(), int(starts[-1])]
    leases: dict[int, Lease] = {}
    for number, offset, start, stop in zip(
        file_of[begins].tolist(), offsets[begins].tolist(), edges[:-1], edges[1:], strict=True
    ):
        source = files[number]._source
        lease = leases.get(number)
        if lease is None:
            lease = leases[number] = source.lease()
        got = lease.read_into(view[start:stop], offset)
        if got < stop - start:  # a signal, or a file cut short, which this tells
            view[start + got : stop] = source.read(offset + got, stop - start - got)
