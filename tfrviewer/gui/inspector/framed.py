"""A record as it lies in its file: its framing and its payload, taken apart. No Qt."""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tfrviewer.gui.inspector.byte_source import ByteSource, Mark
from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD, RecordFraming
from tfrviewer.tfrecord.wire_spans import Part, Place, Wire

_LENGTH_BYTES: Final = 8
_INKS: Final = {
    Part.TAG: Ink.TAG,
    Part.LENGTH: Ink.LENGTH,
    Part.NAME: Ink.NAME,
    Part.VALUE: Ink.VALUE,
    Part.UNKNOWN: Ink.UNKNOWN,
    Part.BROKEN: Ink.BROKEN,
    Part.REST: Ink.PLAIN,
}


class Frame(StrEnum):
    """A part of a record's framing."""

    LENGTH = "length"
    LENGTH_CRC = "checksum of length"
    PAYLOAD = "payload"
    PAYLOAD_CRC = "checksum of payload"


@dataclass(frozen=True, slots=True, eq=False)
class FramedRecord:
    """A record with its framing; offsets count from the beginning of its length field.

    Attributes:
        framing: Where it lies, and its checksums.
        payload: Its payload.
        wire: The payload taken apart; None while it is not.
    """

    framing: RecordFraming
    payload: bytes
    wire: Wire | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes in the file."""
        return len(self.payload) + OVERHEAD

    def source(self) -> ByteSource:
        """Return its bytes; the payload is not copied."""
        framing = self.framing
        header = struct.pack("<QI", framing.length, framing.length_crc_stored)
        return ByteSource(header, self.payload, struct.pack("<I", framing.payload_crc_stored))

    def span(self, frame: Frame) -> tuple[int, int]:
        """Return where a part of the framing begins, and where it ends."""
        ends = (0, _LENGTH_BYTES, HEADER, self.size - FOOTER, self.size)
        at = list(Frame).index(frame)
        return ends[at], ends[at + 1]

    def frame_at(self, offset: int) -> Frame:
        """Return the part of the framing that a byte belongs to."""
        return next(frame for frame in Frame if offset < self.span(frame)[1])

    def place_at(self, offset: int) -> Place | None:
        """Return what a byte of the payload is, None for any other or while it is not known."""
        return None if self.wire is None else self.wire.at(offset - HEADER)

    def holds(self, frame: Frame) -> bool:
        """Whether a part of the framing is right: a checksum, or what it is of."""
        framing = self.framing
        if frame in (Frame.LENGTH, Frame.LENGTH_CRC):
            return framing.length_crc_stored == framing.length_crc_computed
        return framing.payload_crc_stored == framing.payload_crc_computed

    def marks(self, start: int, end: int) -> list[Mark]:
        """Return how the bytes from `start` up to `end` are written."""
        found = []
        for frame in Frame:
            low, high = self.span(frame)
            if low >= end or high <= start:
                continue
            if frame is Frame.PAYLOAD:
                found += self._payload_marks(max(start, low), min(end, high))
            elif frame is Frame.LENGTH:
                found.append(Mark(low, high, Ink.LENGTH))
            else:
                found.append(Mark(low, high, Ink.CHECKSUM if self.holds(frame) else Ink.BROKEN))
        return found

    def _payload_marks(self, start: int, end: int) -> list[Mark]:
        if self.wire is None:
            return []
        return [
            Mark(span.start + HEADER, span.end + HEADER, _INKS[span.part])
            for span in self.wire.between(start - HEADER, end - HEADER)
        ]
