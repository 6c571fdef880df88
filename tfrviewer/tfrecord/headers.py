"""Looking for where a record may begin, byte by byte."""

from collections.abc import Iterator

import numpy as np

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD, headers_hold
from tfrviewer.tfrecord.source import FileSource

_MANY = 1 << 12
_LEAST, _MOST = 8 << 10, 1 << 20
"""Bytes that are looked through at once."""


def find_headers(
    source: FileSource,
    start: int,
    stop: int,
    cancel: CancelToken | None = None,
) -> Iterator[int]:
    """Yield where headers from `start` to `stop` lie that hold and whose record fits, in order.

    A length that fits has zeros in its high bytes, which few places in an image have; only
    there the CRC is computed.

    Args:
        source: The file.
        start: The first byte where one may begin.
        stop: The byte after the last one.
        cancel: Looked at before each block.

    Raises:
        FileChangedError: If the file changes meanwhile.
        Cancelled: If `cancel` is raised.
    """
    size = source.size
    zeros = 8 - (max(size.bit_length(), 1) + 7) // 8
    first, size_read = start, _LEAST
    while first < stop:
        if cancel is not None:
            cancel.check()
        # The next record is mostly near: what is read beyond it is for nothing.
        piece = source.read(first, min(size_read, stop - first))
        # Each block is read with what its last header needs from the next.
        data = np.frombuffer(piece + source.read_upto(first + len(piece), HEADER - 1), np.uint8)
        count = len(data) - HEADER + 1
        if count <= 0:
            return
        likely = np.ones(count, np.bool_)
        for column in range(8 - zeros, 8):
            likely &= data[column : column + count] == 0
        if np.count_nonzero(likely) > _MANY:
            # Mostly zeros, as a disk that was full leaves them; a header is not all zeros.
            seen = np.zeros(len(data) + 1, np.int32)
            np.cumsum(data != 0, out=seen[1:])
            likely &= seen[HEADER:] > seen[:-HEADER]
        places = np.flatnonzero(likely)
        for part in np.array_split(places, max(1, len(places) >> 16)):
            headers = data[part[:, None] + np.arange(HEADER)]
            held = part[headers_hold(headers)] if len(part) else part
            for place in held.tolist():
                length = int.from_bytes(data[place : place + 8].tobytes(), "little")
                if first + place + OVERHEAD + length <= size:
                    yield first + int(place)
        first += len(piece)
        size_read = min(2 * size_read, _MOST)
