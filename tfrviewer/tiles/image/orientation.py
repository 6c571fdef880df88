"""Which way up an image is, by its EXIF tag: cameras turn pictures by a number, not by pixels.

Nothing here raises, whatever the bytes: they come from files that may be damaged.
"""

import struct
from collections.abc import Callable

from PIL import Image

from tfrviewer.tiles.image.png import chunks
from tfrviewer.tiles.image.sniff import jpeg_header

UPRIGHT = 1
_TAG = 0x0112
_SHORT, _LONG = 3, 4
_PREFIX = b"Exif\0\0"
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation_of(data: bytes, image_format: str) -> int:
    """Return the EXIF orientation of a JPEG, PNG or WebP: 1 is upright, 2 to 8 are turned.

    1 where it says nothing, or nothing that is known, and for other formats: of a TIFF Pillow
    applies the tag itself. An orientation in XMP is not looked at, as by most who read images.
    """
    find = _BLOCKS.get(image_format)
    return orientation_in(None if find is None else find(data))


def orientation_in(block: bytes | None) -> int:
    """Return the orientation that an EXIF block tells; 1 if there is none."""
    return UPRIGHT if block is None else _of_block(block.removeprefix(_PREFIX))


def sideways(orientation: int) -> bool:
    """Tell whether width and height of the upright image are those of the stored one, swapped."""
    return orientation > 4


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return an image turned upright; itself if it is."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _of_block(block: bytes) -> int:
    """Read the tag of an EXIF block, which is a TIFF without pixels."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None:
        return UPRIGHT
    try:
        (at,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, values = struct.unpack_from(order + "HHI", block, entry)
            if tag == _TAG and kind in (_SHORT, _LONG) and values == 1:
                form = "H" if kind == _SHORT else "I"
                (value,) = struct.unpack_from(order + form, block, entry + 8)
                return value if value in _TURNS else UPRIGHT
    except struct.error:  # it ends before what it promises
        pass
    return UPRIGHT


def _in_jpeg(data: bytes) -> bytes | None:
    return jpeg_header(data)[1]


def _in_png(data: bytes) -> bytes | None:
    for kind, start, stop in chunks(data):
        if kind == b"eXIf":
            return data[start:stop]
    return None


def _in_webp(data: bytes) -> bytes | None:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"EXIF":
            return data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return None


_BLOCKS: dict[str, Callable[[bytes], bytes | None]] = {
    "jpeg": _in_jpeg,
    "png": _in_png,
    "webp": _in_webp,
}
