"""What can still be seen of an image that is cut off or damaged: for the eye, never for data."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import ImageError
from tfrviewer.tiles.image.codecs import MAX_PIXELS
from tfrviewer.tiles.image.decode import decode_image
from tfrviewer.tiles.image.png import SIGNATURE, chunks
from tfrviewer.tiles.image.sniff import sniff_format

_END_OF_JPEG = b"\xff\xd9"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_HEADER = struct.Struct(">IIBBBBB")


def decode_partly(data: bytes) -> NDArray[np.uint8] | None:
    """Decode what there is of an image that `decode_image` refuses.

    Of a JPEG whose end is missing the rows that are there are right, and those below are of one
    colour, or coarse if it is progressive. Of a PNG the rows below are black.

    Args:
        data: The encoded image, as much as there is of it.

    Returns:
        uint8 (H, W, 3); None if nothing can be seen of it.
    """
    image_format = sniff_format(data)
    ended: bytes | None = None
    if image_format == "jpeg":
        ended = data + _END_OF_JPEG  # the decoder makes up what it misses before the end
    elif image_format == "png":
        ended = _ended_png(data)
    if ended is None:
        return None
    try:
        return decode_image(ended)
    except ImageError:
        return None


def _ended_png(data: bytes) -> bytes | None:
    """Return a whole PNG with the pixels that are there, None if there are none."""
    packed, kept = bytearray(), []
    header = None
    for kind, start, stop in chunks(data):
        body = data[start:stop]
        if kind == b"IHDR" and len(body) == _HEADER.size:
            header = _HEADER.unpack(body)
        if kind == b"IDAT":
            packed += body
        elif kind in (b"IHDR", b"PLTE", b"tRNS"):
            kept.append((kind, body))
    if header is None:
        return None
    width, height, depth, colour, _, _, interlaced = header
    if interlaced or colour not in _CHANNELS or not 0 < width * height <= MAX_PIXELS:
        return None
    whole = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    pixels = _unpacked(bytes(packed), whole)
    if not pixels:
        return None
    body = zlib.compress(pixels.ljust(whole, b"\0"), 1)
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (*kept, (b"IDAT", body), (b"IEND", b""))
    )


def _unpacked(packed: bytes, most: int) -> bytes:
    """Unpack as far as the bytes are sound, and no further than `most`."""
    stream, found = zlib.decompressobj(), bytearray()
    for at in range(0, len(packed), 4096):
        try:
            found += stream.decompress(packed[at : at + 4096], max(most - len(found), 1))
        except zlib.error:
            break
        if len(found) >= most:
            break
    return bytes(found[:most])
