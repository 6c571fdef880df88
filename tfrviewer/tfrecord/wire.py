"""Locations and feature names of many Examples at once, read off the wire format with numpy.

Protocol buffers put a map's entries in any order, and in another one in each record. So every
record of a batch is walked entry by entry, all records one step at a time: 64 bytes at each
record's present position are gathered into an array, and tags, lengths, names and numbers are
taken from its columns. What this reading does not understand, or did not find in the windows
that were read, is left to protobuf: it is never guessed.

The layout (protobuf encoding, `feature.proto`): Example {1: Features {1: entry*}}; entry {1: name,
2: Feature}; Feature {1: bytes, 2: floats, 3: Int64List {1: packed varints}}.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


class Rows(Protocol):
    """Where the bytes of the payloads of a batch lie, as far as they were read."""

    @property
    def buffer(self) -> bytearray:
        """All that was read, and 64 bytes more."""

    def positions(
        self, records: Int64Array, lengths: Int64Array, at: Int64Array, need: int
    ) -> tuple[Int64Array, BoolArray]:
        """Say where in the buffer a byte of each payload lies; see `Windows.positions`."""


_SPAN = 64
_LONGEST_NAME = 32
_LEN = 0x02  # wire type of what has a length
_MOST_FEATURES = 64
_X, _Y = b"loc_x", b"loc_y"


@dataclass(slots=True)
class Locations:
    """What a batch of records told.

    Attributes:
        xy: int64 (n, 2), the location of each record that has one, else 0.
        has_x: bool (n,), whether loc_x was there.
        has_y: bool (n,), the same of loc_y.
        names: The names of all features seen.
        unread: bool (n,), records that protobuf must read instead.
    """

    xy: Int64Array
    has_x: BoolArray
    has_y: BoolArray
    names: set[str]
    unread: BoolArray


def read_locations(windows: Rows, lengths: Int64Array) -> Locations:
    """Walk the Examples in the windows.

    Args:
        windows: Their head and tail bytes, rows assigned.
        lengths: int64 (n,), the payloads' lengths.
    """
    return Walk(windows, lengths).run()


class Walk:
    """Walks the Examples of a batch, entry by entry."""

    def __init__(self, windows: Rows, lengths: Int64Array) -> None:
        count = len(lengths)
        self.windows = windows
        self.lengths = lengths
        self.spans = np.ndarray(
            (len(windows.buffer) - _SPAN + 1,), f"V{_SPAN}", windows.buffer, strides=(1,)
        )
        self.result = Locations(
            np.zeros((count, 2), np.int64),
            np.zeros(count, np.bool_),
            np.zeros(count, np.bool_),
            set(),
            np.zeros(count, np.bool_),
        )

    def run(self) -> Locations:
        """Walk all records to the end of their features."""
        records = np.flatnonzero(self.lengths > 0)  # an empty payload is an Example without any
        at = np.zeros(len(records), np.int64)
        span, ok = self._gather(records, at)
        size, width, fine = _varint(span, 1)
        ok &= fine & (span[:, 0] == (1 << 3 | _LEN))
        at = 1 + width
        # Features that end before the payload are followed by something: leave it to protobuf.
        ok &= at + size == self.lengths[records]
        self._give_up(records[~ok])
        records, at = records[ok], at[ok]
        for _ in range(_MOST_FEATURES):
            more = at < self.lengths[records]
            records, at = records[more], at[more]
            if not len(records):
                return self.result
            records, at = self._step(records, at)
        self._give_up(records)
        return self.result

    def _step(self, records: Int64Array, at: Int64Array) -> tuple[Int64Array, Int64Array]:
        """Read one entry of each record; return the records to go on with, and where."""
        span, ok = self._gather(records, at)
        lengths = self.lengths[records]
        size, width, fine = _varint(span, 1)
        body = 1 + width
        after = at + body + size
        ok &= fine & (span[:, 0] == (1 << 3 | _LEN)) & (after <= lengths)
        rows = np.arange(len(records))
        name_size = span[rows, body + 1].astype(np.int64)
        ok &= span[rows, body] == (1 << 3 | _LEN)
        ok &= (name_size <= _LONGEST_NAME) & (body + 2 + name_size <= body + size)
        self._give_up(records[~ok])
        keep = np.flatnonzero(ok)
        self._take_names(records, span, at, body, size, name_size, keep)
        return records[keep], after[keep]

    def _take_names(
        self,
        records: Int64Array,
        span: npt.NDArray[np.uint8],
        at: Int64Array,
        body: Int64Array,
        size: Int64Array,
        name_size: Int64Array,
        keep: Int64Array,
    ) -> None:
        """Note each entry's name; where it is a coordinate, its number."""
        while len(keep):
            first = int(keep[0])
            start, length = int(body[first]) + 2, int(name_size[first])
            alike = (name_size[keep] == length) & (body[keep] == start - 2)
            names = span[keep, start : start + length]
            alike &= (names == names[0]).all(axis=1)
            name = names[0].tobytes()
            same, keep = keep[alike], keep[~alike]
            try:
                self.result.names.add(name.decode())
            except UnicodeDecodeError:
                self._give_up(records[same])
            if name in (_X, _Y):
                value, ok = int64_value(span[same], start + length, size[same] + body[same])
                target = records[same]
                self.result.xy[target[ok], 0 if name == _X else 1] = value[ok]
                (self.result.has_x if name == _X else self.result.has_y)[target[ok]] = True
                self._give_up(target[~ok])

    def _gather(
        self, records: Int64Array, at: Int64Array
    ) -> tuple[npt.NDArray[np.uint8], BoolArray]:
        """Return uint8 (n, 64) from each record's position, and whether they were read."""
        position, known = self.windows.positions(records, self.lengths[records], at, _SPAN)
        position = np.where(known, position, 0)
        return self.spans[position].view(np.uint8).reshape(len(records), _SPAN), known

    def _give_up(self, records: Int64Array) -> None:
        self.result.unread[records] = True


def int64_value(
    span: npt.NDArray[np.uint8], at: int, end: Int64Array
) -> tuple[Int64Array, BoolArray]:
    """Read the one number of a Feature with an Int64List.

    Args:
        span: uint8 (n, 64), each with an entry of the same name at the same place.
        at: Where the name ends.
        end: int64 (n,), where each entry ends.
    """
    # Feature, Int64List and packed numbers are so short that each length is one byte; each
    # must end where the entry ends, or there is more than one number.
    ok = end <= _SPAN
    for tag in (2 << 3 | _LEN, 3 << 3 | _LEN, 1 << 3 | _LEN):
        ok &= (span[:, at] == tag) & (at + 2 + span[:, at + 1].astype(np.int64) == end)
        at += 2
    value, width, fine = _varint(span, at, most=10)
    return value, ok & fine & (at + width == end)


def _varint(
    span: npt.NDArray[np.uint8], at: int, *, most: int = 5
) -> tuple[Int64Array, Int64Array, BoolArray]:
    """Read a varint at a column of each row.

    Returns:
        int64 (n,) values (10 bytes give negative ones), int64 (n,) bytes taken, and bool (n,):
        whether it ended within `most` bytes.
    """
    if len(span) and at + 4 <= span.shape[1]:
        # Four bytes as one number tell nearly all at once.
        word = np.ndarray((len(span),), "<u4", span, at, (span.shape[1],))
        on = word & 0x808080
        if not on.any():
            ends = np.ones(len(span), np.bool_)
            return (word & 0x7F).astype(np.int64), ends.astype(np.int64), ends
        if not (on == 0x808080).any():
            two, three = (on & 0x80) != 0, (on & 0x8080) == 0x8080
            low = word & 0x7F
            low += np.where(two, (word >> 1) & 0x3F80, 0)
            low += np.where(three, (word >> 2) & 0x1FC000, 0)
            return low.astype(np.int64), 1 + two.astype(np.int64) + three, on != 0x808080
    first = span[:, at]
    value = (first & 0x7F).astype(np.uint64)
    width = np.ones(len(span), np.int64)
    going = first >= 0x80
    for k in range(1, most):
        if not going.any():
            break
        byte = span[:, at + k]
        value |= np.where(going, byte & 0x7F, 0).astype(np.uint64) << np.uint64(7 * k)
        width += going
        going = going & (byte >= 0x80)
    return value.view(np.int64), width, ~going
