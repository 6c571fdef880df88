"""Where a payload may begin, by what it must be: an Example says itself how long it is.

An Example is one field, its features: a tag, a length, and so many bytes. A SequenceExample is
one such field or two. Inside, the first thing is an entry, which begins likewise. So a place where
all of this fits is a likely beginning, of which there are few in any image, and tells its end.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import FOOTER
from tfrviewer.tfrecord.salvage_ends import LONGEST
from tfrviewer.tfrecord.source import FileSource

_FIRST, _MOST = 1 << 14, 1 << 20
_FEATURES, _LISTS = 0x0A, 0x12
_ENTRY = 0x0A
_NAMES = (0x0A, 0x12)
"""An entry begins with its name, as all writers have it, or with its values."""
_VARINT = 4
"""Bytes of a length at most: those of `LONGEST`."""
_LOOK = 3 * (1 + _VARINT)
_FIELDS = 8
"""Fields of a payload that are followed; a SequenceExample has two."""


def likely_starts(
    source: FileSource, start: int, stop: int, cancel: CancelToken | None = None
) -> Iterator[int]:
    """Yield where payloads may begin, in order: the beginning of an Example that fits the file.

    Args:
        source: The file.
        start: The first byte where one may begin.
        stop: The byte after the last one.
        cancel: Looked at with every block read, of at most 1 MiB.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    at, size = start, _FIRST
    while at < stop:
        if cancel is not None:
            cancel.check()
        count = min(size, stop - at)
        piece = source.read_upto(at, count + _LOOK)
        data = np.frombuffer(piece.ljust(count + _LOOK, b"\0"), np.uint8)
        yield from (at + _likely(data, count, source.size - at)).tolist()
        at += count
        size = min(2 * size, _MOST)


def _likely(data: npt.NDArray[np.uint8], count: int, room: int) -> npt.NDArray[np.int64]:
    """Return which of the first bytes may begin an Example of which all is there.

    Args:
        data: uint8, `_LOOK` bytes more than are asked about.
        count: How many are asked about.
        room: Bytes from the first one to the end of the file.
    """
    tags = data[:count]
    places = np.flatnonzero((tags == _FEATURES) | (tags == _LISTS))
    length, inside, fits = _lengths(data, places + 1)
    fits &= (length <= LONGEST) & (inside + length + FOOTER <= room)
    fits &= data[inside] == _ENTRY
    places, inside, length = places[fits], inside[fits], length[fits]
    entry, name, fits = _lengths(data, inside + 1)
    fits &= (name + entry <= inside + length) & np.isin(data[name], _NAMES)
    return places[fits]


def _lengths(
    data: npt.NDArray[np.uint8], at: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Read lengths as protobuf writes them.

    Args:
        data: uint8, the bytes.
        at: int64 (n,), where each begins, at least 4 bytes before the end of them.

    Returns:
        int64 (n,), the lengths; int64 (n,), where each ends; bool (n,), whether it is one.
    """
    length, after = np.zeros(len(at), np.int64), at.copy()
    goes_on = np.ones(len(at), np.bool_)
    for k in range(_VARINT):
        byte = data[at + k].astype(np.int64)
        length |= np.where(goes_on, (byte & 0x7F) << (7 * k), 0)
        after += goes_on
        goes_on &= byte >= 0x80
    return length, after, ~goes_on


def ends_told(source: FileSource, begin: int) -> Iterator[int]:
    """Yield where a payload that begins at a byte may end, by what its fields say.

    Args:
        source: The file.
        begin: Where it begins.
    """
    at = begin
    for _ in range(_FIELDS):
        head = source.read_upto(at, 1 + _VARINT)
        if len(head) < 1 + _VARINT or head[0] not in (_FEATURES, _LISTS):
            return
        length = size = 0
        for size, byte in enumerate(head[1:]):
            length |= (byte & 0x7F) << (7 * size)
            if byte < 0x80:
                break
        else:
            return
        at += 2 + size + length
        if at - begin > LONGEST or at + FOOTER > source.size:
            return
        yield at
