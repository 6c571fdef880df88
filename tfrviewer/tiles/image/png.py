"""The chunks of a PNG, walked without decoding: what lies before its pixels, and where it ends."""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHUNK_HEAD = 8
"""Bytes before the body of a chunk: its length and its kind."""

_head = struct.Struct(">I4s")
_crc = struct.Struct(">I")


class Chunk(NamedTuple):
    """One chunk.

    Attributes:
        kind: Its type, of four bytes: IHDR, IDAT, …
        start: Byte where its body begins.
        stop: Byte after its body, where its CRC is; may lie beyond the data there is.
    """

    kind: bytes
    start: int
    stop: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a PNG, or of the beginning of one, up to and with IEND."""
    at = len(SIGNATURE)
    while at + _head.size <= len(data):
        length, kind = _head.unpack_from(data, at)
        chunk = Chunk(kind, at + _head.size, at + _head.size + length)
        yield chunk
        if kind == b"IEND":
            return
        at = chunk.stop + _crc.size


def kinds_before_pixels(data: bytes) -> list[bytes] | None:
    """Return the kinds of the chunks before the first IDAT; None if no IDAT is reached."""
    kinds: list[bytes] = []
    for chunk in chunks(data):
        if chunk.kind == b"IDAT":
            return kinds
        kinds.append(chunk.kind)
    return None


def flaw(data: bytes) -> str | None:
    """Return what is wrong with the chunks of a whole PNG, None if all of them hold their CRC.

    Pillow takes a PNG whose end is missing once it has the pixels; TensorFlow does not.
    """
    view = memoryview(data)
    kind = b""
    for kind, start, stop in chunks(data):
        if stop + _crc.size > len(data):
            break
        if zlib.crc32(view[start - 4 : stop]) != _crc.unpack_from(data, stop)[0]:
            return f"this PNG is damaged (the checksum of its chunk {kind!r} does not hold)"
    else:
        if kind == b"IEND":
            return None
    return "this PNG is cut off before its end"
