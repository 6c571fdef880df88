"""The first and last bytes of many records, side by side in one array.

What a scan wants of a record is its length, its small features and the names of all of them.
Beside the image they are a few dozen bytes, before it or after it. So of each record only the
head and the tail are read. The tail of one record and the head of the next lie together in the
file: one read a record fetches both, into one row.

    row i:  | tail of record i-1, with its CRC | length, CRC | head of the payload of record i |
              TAIL bytes                         12 bytes      HEAD bytes
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from tfrviewer.tfrecord.framing import FOOTER, HEADER
from tfrviewer.tfrecord.source import FileSource, Lease

HEAD = 244
TAIL = 256
ROW = TAIL + HEADER + HEAD


class Windows:
    """Rows of head and tail bytes of consecutive records.

    Attributes:
        rows: uint8 (capacity, ROW), what was read.
        head_row: int64 (N,), the row with the head of each record.
        tail_row: int64 (N,), the row with its tail.
    """

    def __init__(self, capacity: int) -> None:
        self.buffer = bytearray(capacity * ROW + 64)
        self.rows = np.frombuffer(self.buffer, np.uint8, capacity * ROW).reshape(capacity, ROW)
        view = memoryview(self.buffer)
        self.views = [view[i * ROW : (i + 1) * ROW] for i in range(capacity)]
        self.head_row = np.empty(0, np.int64)
        self.tail_row = np.empty(0, np.int64)

    def read_row(self, lease: Lease, row: int, boundary: int) -> int:
        """Fill a row with the bytes around a boundary between records.

        Returns:
            The bytes read after the boundary; fewer than HEADER + HEAD only at the file's end.
        """
        if boundary >= TAIL:
            return lease.read_into(self.views[row], boundary - TAIL) - TAIL
        return lease.read_into(self.views[row][TAIL - boundary :], 0) - boundary

    def headers(self, count: int) -> npt.NDArray[np.uint8]:
        """Return the headers in the first `count` rows, uint8 (count, 12)."""
        return self.rows[:count, TAIL : TAIL + HEADER]

    def positions(
        self,
        records: npt.NDArray[np.int64],
        lengths: npt.NDArray[np.int64],
        at: npt.NDArray[np.int64],
        need: int,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Say where in the buffer a byte of each record's payload lies.

        Args:
            records: int64 (n,), which records.
            lengths: int64 (n,), their payloads' lengths.
            at: int64 (n,), positions in the payloads.
            need: How many bytes from there are wanted, as far as the payload has them.

        Returns:
            int64 (n,) positions in `buffer`, and bool (n,): whether the bytes were read.
        """
        stop = np.minimum(at + need, lengths)
        in_head = stop <= HEAD
        tail_start = lengths - (TAIL - FOOTER)
        in_tail = at >= tail_start
        head_position = self.head_row[records] * ROW + (TAIL + HEADER) + at
        tail_position = self.tail_row[records] * ROW + (at - tail_start)
        position = np.where(in_head, head_position, tail_position)
        return position, (in_head | in_tail) & (at < lengths)


_spare = threading.local()


@contextmanager
def borrowed_windows(capacity: int) -> Iterator[Windows]:
    """Give windows of at least this many rows, the ones this thread used last if it can.

    Making them costs as much as scanning a few hundred records, which is all of a small file.
    """
    windows: Windows | None = getattr(_spare, "windows", None)
    _spare.windows = None
    if windows is None or len(windows.views) < capacity:
        windows = Windows(capacity)
    try:
        yield windows
    finally:
        _spare.windows = windows


def read_windows(
    source: FileSource,
    offsets: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    windows: Windows,
) -> None:
    """Read the windows of records whose places are known, contiguous or not."""
    count = len(offsets)
    # A record's tail lies in the row of the next one only where that begins as it ends.
    joined = np.zeros(count, np.bool_)
    joined[:-1] = ends[:-1] == offsets[1:]
    rows_before = np.concatenate(([0], np.cumsum(~joined)[:-1])) + np.arange(count)
    windows.head_row = rows_before.astype(np.int64)
    windows.tail_row = windows.head_row + 1
    lease = source.lease()
    for row, offset, end, is_joined in zip(
        windows.head_row.tolist(), offsets.tolist(), ends.tolist(), joined.tolist(), strict=True
    ):
        windows.read_row(lease, row, offset)
        if not is_joined:
            windows.read_row(lease, row + 1, end)
