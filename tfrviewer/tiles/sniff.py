"""What kind of image some bytes are, and how large, without decoding them.

Nothing here raises, whatever the bytes: they come from files that may be damaged.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tfrviewer.image_format import sniff_format
from tfrviewer.tiles import codecs

__all__ = ["image_size", "sniff_format"]

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA


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


class Segment(NamedTuple):
    """One segment of a JPEG that has a length.

    Attributes:
        marker: Second byte of its marker.
        start: Byte where its body begins, after the length.
        stop: Byte after its body; may lie beyond the data there is.
    """

    marker: int
    start: int
    stop: int


def jpeg_segments(data: bytes) -> Iterator[Segment]:
    """Yield the segments of a JPEG before its pixels; their lengths are not to be trusted."""
    at, end = 2, len(data)
    while at + 4 <= end:
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in (_START_OF_SCAN, _END_OF_IMAGE):
            return
        else:
            length = data[at + 2] << 8 | data[at + 3]
            if length < 2:
                return
            yield Segment(marker, at + 4, at + 2 + length)
            at += 2 + length


def jpeg_frame(data: bytes) -> JpegFrame | None:
    """Return what the frame header of a JPEG says; None if the bytes end before it."""
    end = len(data)
    for marker, at, _ in jpeg_segments(data):
        if marker in _START_OF_FRAME:
            if at + 5 > end:
                return None
            return JpegFrame(
                marker,
                data[at],
                data[at + 3] << 8 | data[at + 4],
                data[at + 1] << 8 | data[at + 2],
                data[at + 5] if at + 5 < end else None,
            )
    return None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[8:16] != b"\0\0\0\x0dIHDR":
        return None
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return (width, height) if width < 1 << 31 and height < 1 << 31 else None
