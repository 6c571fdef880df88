"""What kind of image some bytes are, and how large, without decoding them.

Nothing here raises, whatever the bytes: they come from files that may be damaged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tfrviewer.image_format import sniff_format
from tfrviewer.tiles.image import codecs

__all__ = ["image_size", "sniff_format"]

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
_WITHOUT_BODY = frozenset((0x01, *range(0xD0, 0xD9), _END_OF_IMAGE, _START_OF_SCAN, 0xFF))
_APP1 = 0xE1
_EXIF = b"Exif\0\0"


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return (width, height) of an encoded image in pixels, from its header alone.

    Returns:
        None where the bytes are no image known here, or its header is cut short or senseless.
    """
    if data.startswith(_JPEG):
        frame = jpeg_frame(data)
        size = None if frame is None else (frame.width, frame.height)
    elif data.startswith(_PNG):
        size = _png_size(data)
    else:
        size = codecs.header_size(data, sniff_format(data))
    return size if size is not None and size[0] > 0 and size[1] > 0 else None


class JpegFrame(NamedTuple):
    """What the frame header of a JPEG says.

    Attributes:
        marker: Second byte of the marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, and
            others that few decoders know.
        precision: Bits a channel.
        width: In pixels.
        height: The same.
        channels: 1 for grey, 3 for colour, 4 for CMYK; None if the bytes end before it.
    """

    marker: int
    precision: int
    width: int
    height: int
    channels: int | None


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the segments of a JPEG before its pixels; their lengths are not to be trusted.

    Each is (second byte of its marker, where its body begins, where it ends), the latter maybe
    beyond the data there is.
    """
    at, end = 2, len(data) - 4
    while at <= end and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _WITHOUT_BODY:
            if marker in (_START_OF_SCAN, _END_OF_IMAGE):
                return
            at += 1 if marker == 0xFF else 2  # a fill byte, or a marker alone
            continue
        stop = at + 2 + (data[at + 2] << 8 | data[at + 3])
        if stop < at + 4:
            return
        yield marker, at + 4, stop
        at = stop


def jpeg_header(data: bytes) -> tuple[JpegFrame | None, bytes | None]:
    """Return what the frame header of a JPEG says, and its EXIF block; None where there is none."""
    frame = exif = None
    for marker, start, stop in jpeg_segments(data):
        if marker in START_OF_FRAME:
            frame = frame or _frame(data, marker, start)
        elif marker == _APP1 and exif is None and data.startswith(_EXIF, start):
            exif = data[start:stop]
    return frame, exif


def jpeg_frame(data: bytes) -> JpegFrame | None:
    """Return what the frame header of a JPEG says; None if the bytes end before it."""
    for marker, start, _ in jpeg_segments(data):
        if marker in START_OF_FRAME:
            return _frame(data, marker, start)
    return None


def _frame(data: bytes, marker: int, at: int) -> JpegFrame | None:
    if at + 5 > len(data):
        return None
    return JpegFrame(
        marker,
        data[at],
        data[at + 3] << 8 | data[at + 4],
        data[at + 1] << 8 | data[at + 2],
        data[at + 5] if at + 5 < len(data) else None,
    )


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[8:16] != b"\0\0\0\x0dIHDR":
        return None
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return (width, height) if width < 1 << 31 and height < 1 << 31 else None
