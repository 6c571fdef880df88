"""Framing the Example of a tile without copying its image.

`example.make_example` and `framing.frame` copy an image three times. Where many are stored as
they are, memory for these copies takes longer than all else that is done for a record. What comes
out here is the same bytes, in pieces; the image is one of them.
"""

import struct
from collections.abc import Mapping
from typing import TypeAlias

import google_crc32c

from tfrviewer.tfrecord.example import Value, make_example
from tfrviewer.tfrecord.framing import frame, mask, masked_crc

IMAGE = "image_raw"
Pieces: TypeAlias = tuple[bytes, ...]

_length = struct.Struct("<Q")
_crc = struct.Struct("<I")
_FIRST, _SECOND = b"\x0a", b"\x12"
"""Tags of the first and the second field of a message, of bytes that follow their length."""


def framed_tile(image: bytes, features: Mapping[str, Value]) -> Pieces:
    """Return the framed record of a tile, in pieces.

    Joined, it is `frame(make_example({"image_raw": image, **features}))`.

    Args:
        image: Its encoded image.
        features: What it has besides.

    Raises:
        TypeError, ValueError: As `make_example`.
    """
    if any(name.startswith(IMAGE) or IMAGE.startswith(name) for name in features):
        # Which of two names is first where one begins with the other, only protobuf knows.
        return (frame(make_example({**features, IMAGE: image})),)
    # An Example lists its features by name; protobuf writes those before and those behind.
    before = _entries({name: value for name, value in features.items() if name < IMAGE})
    after = _entries({name: value for name, value in features.items() if name > IMAGE})
    size = len(image)
    values = _FIRST + _varint(size)
    feature = _FIRST + _varint(len(values) + size) + values
    entry = _NAME + _SECOND + _varint(len(feature) + size) + feature
    entries = before + _FIRST + _varint(len(entry) + size) + entry
    head = _FIRST + _varint(len(entries) + size + len(after)) + entries
    length = _length.pack(len(head) + size + len(after))
    crc = google_crc32c.extend(google_crc32c.value(head), image)
    if after:
        crc = google_crc32c.extend(crc, after)
    framing = length + _crc.pack(masked_crc(length))
    return framing + head, image, after + _crc.pack(mask(crc))


def _entries(features: Mapping[str, Value]) -> bytes:
    """Return features as an Example holds them, without what is around all of them."""
    if not features:
        return b""
    payload = make_example(features)
    at = 1
    while payload[at] & 0x80:
        at += 1
    return payload[at + 1 :]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


_NAME = _FIRST + _varint(len(IMAGE)) + IMAGE.encode()
