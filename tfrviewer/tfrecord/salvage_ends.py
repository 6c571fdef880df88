"""Where a payload may end whose beginning is known: so that its own checksum follows.

Each byte after the beginning is asked: would the payload, if it ended here, match the four bytes
that follow? One in four thousand million does by chance; who asks parses what was found.
"""

from collections.abc import Iterator

import google_crc32c
import numpy as np
import numpy.typing as npt

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import FOOTER, masks
from tfrviewer.tfrecord.source import FileSource

LONGEST = 64 << 20
"""Bytes of a payload that is looked for; a tile has some thousands."""

_FIRST, _MOST = 1 << 14, 1 << 20
_STEPS = 256
_POLYNOMIAL = 0x82F63B78


def payload_ends(
    source: FileSource, start: int, stop: int, cancel: CancelToken | None = None
) -> Iterator[int]:
    """Yield where a payload may end that begins at a byte, so that its checksum follows.

    Args:
        source: The file.
        start: Where the payload begins.
        stop: Where its checksum ends at the latest.
        cancel: Looked at with every block read, of at most 1 MiB.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    stop = min(stop, start + LONGEST)
    crc, at, size = 0, start, _FIRST
    while at + FOOTER < stop:
        if cancel is not None:
            cancel.check()
        count = min(size, stop - FOOTER - at)
        data = np.frombuffer(source.read(at, count + FOOTER), np.uint8)
        crcs = _running(data[:count], crc)
        stored = sum(data[k + 1 : k + 1 + count].astype(np.uint32) << np.uint32(8 * k) for k in _4)
        for place in np.flatnonzero(masks(crcs) == stored).tolist():
            yield at + place + 1
        crc = int(crcs[-1])
        at += count
        size = min(2 * size, _MOST)


_4 = range(FOOTER)


def _running(data: npt.NDArray[np.uint8], crc: int) -> npt.NDArray[np.uint32]:
    """Return the CRC-32C after each byte, uint32 (n,), going on from that of what was before.

    One byte follows from the one before. So stretches of 256 bytes go on side by side, each from
    the CRC before it.
    """
    count = len(data)
    rows = -(-count // _STEPS)
    padded = np.zeros(rows * _STEPS, np.uint8)
    padded[:count] = data
    begins = np.empty(rows, np.uint32)
    for row in range(rows):
        begins[row] = crc
        crc = google_crc32c.extend(crc, padded[row * _STEPS : (row + 1) * _STEPS].tobytes())
    state = begins ^ np.uint32(0xFFFFFFFF)
    columns = np.ascontiguousarray(padded.reshape(rows, _STEPS).T)
    result = np.empty((_STEPS, rows), np.uint32)
    for step in range(_STEPS):
        state = _TABLE[(state ^ columns[step]) & np.uint32(0xFF)] ^ (state >> np.uint32(8))
        result[step] = state
    found: npt.NDArray[np.uint32] = ~result.T.ravel()[:count]
    return found


def _make_table() -> npt.NDArray[np.uint32]:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        odd = (table & np.uint32(1)).astype(bool)
        table = (table >> np.uint32(1)) ^ np.where(odd, np.uint32(_POLYNOMIAL), np.uint32(0))
    return table


_TABLE = _make_table()
