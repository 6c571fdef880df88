"""The framing of a TFRecord file, as TensorFlow's `record_writer.h` defines it.

A record is: length of the payload (8 bytes, little-endian, unsigned) · masked CRC-32C of those
8 bytes (4) · payload · masked CRC-32C of the payload (4). The mask rotates the CRC right by 15
bits and adds a constant, since a CRC of data that holds CRCs is weak.
"""

import struct
from dataclasses import dataclass

import google_crc32c
import numpy as np
import numpy.typing as npt

HEADER = 12
"""Bytes before a payload: its length and the length's CRC."""
FOOTER = 4
"""Bytes after a payload: its CRC."""
OVERHEAD = HEADER + FOOTER

_MASK_DELTA = 0xA282EAD8
_header = struct.Struct("<QI")


def masked_crc(data: bytes) -> int:
    """Return the masked CRC-32C of some bytes: 0xC78AB0E5 for b"123456789"."""
    return mask(google_crc32c.value(data))


def mask(crc: int) -> int:
    """Return a CRC-32C as it is stored."""
    return (((crc >> 15) | (crc << 17)) + _MASK_DELTA) & 0xFFFFFFFF


def payload_holds(data: bytes) -> bool:
    """Tell whether a payload matches its stored CRC, which is the last 4 bytes given.

    Without a copy of the payload: the CRC of all the bytes is that of the last four, begun
    with the CRC that they say the payload has.
    """
    stored = data[-FOOTER:]
    rotated = (int.from_bytes(stored, "little") - _MASK_DELTA) & 0xFFFFFFFF
    said = (rotated << 15 | rotated >> 17) & 0xFFFFFFFF
    holds: bool = google_crc32c.value(data) == google_crc32c.extend(said, stored)
    return holds


def frame(payload: bytes) -> bytes:
    """Return a payload framed as a record."""
    length = struct.pack("<Q", len(payload))
    return b"".join(
        (
            length,
            struct.pack("<I", masked_crc(length)),
            payload,
            struct.pack("<I", masked_crc(payload)),
        )
    )


def read_header(data: bytes) -> tuple[int, bool]:
    """Return (payload length, whether its CRC holds) of the 12 bytes of a header."""
    length, crc = _header.unpack_from(data)
    return length, crc == masked_crc(data[:8])


def headers_hold(headers: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell which of many 12-byte headers, uint8 (N, 12), hold their length's CRC.

    A CRC is linear over GF(2): that of 8 bytes is that of 8 zeros, changed by one table look-up
    a byte, which numpy does for all headers at once.
    """
    crc = np.full(len(headers), _ZERO_CRC, np.uint32)
    for column in range(8):
        crc ^= _TABLES[column][headers[:, column]]
    masked = masks(crc)
    stored = np.ascontiguousarray(headers[:, 8:12]).view("<u4")[:, 0]
    holds: npt.NDArray[np.bool_] = masked == stored
    return holds


def masks(crcs: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return CRC-32Cs as they are stored, uint32 (N,)."""
    return (((crcs >> 15) | (crcs << 17)) + np.uint32(_MASK_DELTA)).astype(np.uint32, copy=False)


def records_hold(
    data: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Tell of which framed records length and both checksums are right; none is copied.

    Args:
        data: uint8, the records one after the other, and maybe more.
        starts: int64 (N + 1,), where each begins, and where the last ends; each has room for
            its framing at least.
    """
    begins, ends = starts[:-1], starts[1:]
    headers = data[begins[:, None] + np.arange(HEADER)]
    lengths = np.ascontiguousarray(headers[:, :8]).view("<u8")[:, 0]
    sound: npt.NDArray[np.bool_] = lengths == (ends - begins - OVERHEAD).astype(np.uint64)
    sound &= headers_hold(headers)
    stored = data[ends[:, None] + np.arange(-FOOTER, 0)].view("<u4")[:, 0]
    sound &= masks(payload_crcs(data, starts)) == stored
    return sound


def payload_crcs(
    data: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint32]:
    """Return the CRC-32Cs of the payloads of framed records; arguments of `records_hold`."""
    value = google_crc32c.value
    begins, ends = (starts[:-1] + HEADER).tolist(), (starts[1:] - FOOTER).tolist()
    # An array is taken as it is, unlike a memoryview.
    crcs = [value(data[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    return np.array(crcs, np.uint32)


@dataclass(frozen=True, slots=True)
class RecordFraming:
    """How one record is framed.

    Attributes:
        offset: Byte in the file where its length field begins.
        length: Bytes of its payload.
        length_crc_stored: Masked CRC-32C of the length, as stored.
        length_crc_computed: The same, computed from the length stored.
        payload_crc_stored: Masked CRC-32C of the payload, as stored.
        payload_crc_computed: The same, computed from the payload.
    """

    offset: int
    length: int
    length_crc_stored: int
    length_crc_computed: int
    payload_crc_stored: int
    payload_crc_computed: int

    @property
    def is_sound(self) -> bool:
        """Whether both CRCs hold."""
        return (
            self.length_crc_stored == self.length_crc_computed
            and self.payload_crc_stored == self.payload_crc_computed
        )


def _crc_tables() -> tuple[npt.NDArray[np.uint32], int]:
    zero = google_crc32c.value(bytes(8))
    tables = np.empty((8, 256), np.uint32)
    for column in range(8):
        for value in range(256):
            message = bytes(column) + bytes((value,)) + bytes(7 - column)
            tables[column, value] = google_crc32c.value(message) ^ zero
    return tables, zero


_TABLES, _ZERO_CRC = _crc_tables()
