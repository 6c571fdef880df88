"""Format and size of many images by their first bytes, with numpy.

The JPEGs of one file were written by one encoder with one setting: up to the size they are alike,
byte for byte where segments begin. So one of them is read as `tiles.image.sniff` does it, and all
others that have the same segments are read at the same places.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import FORMATS
from tfrviewer.image_format import sniff_format
from tfrviewer.tiles.image.sniff import START_OF_FRAME, jpeg_segments

Int64Array = npt.NDArray[np.int64]

_KINDS = 8
"""So many different beginnings are looked for in a batch; what is left is read one by one."""
_LEAST = 24


@dataclass(frozen=True, slots=True)
class _Beginning:
    """How an image begins.

    Attributes:
        format: Place in `FORMATS`.
        columns: int64, the bytes by which others like it are told.
        values: uint8, what these are.
        width: The bytes of the width, the highest first.
        height: The same of the height.
        need: So many bytes are looked at.
    """

    format: int
    columns: Int64Array
    values: npt.NDArray[np.uint8]
    width: tuple[int, ...]
    height: tuple[int, ...]
    need: int


def read_heads(
    data: npt.NDArray[np.uint8], places: Int64Array, sizes: Int64Array
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32]]:
    """Read format and size of images.

    Args:
        data: uint8, where the images lie.
        places: int64 (n,), where in it each begins.
        sizes: int64 (n,), how many bytes of it are there.

    Returns:
        uint8 (n,) places in `FORMATS`, 0 for those to be read one by one; int32 (n, 2) pixels.
    """
    formats = np.zeros(len(places), np.uint8)
    pixels = np.zeros((len(places), 2), np.int32)
    left = np.flatnonzero(sizes >= _LEAST)
    for _ in range(_KINDS):
        if not len(left):
            break
        first, size = int(places[left[0]]), int(sizes[left[0]])
        beginning = _beginning(data[first : first + size].tobytes())
        if beginning is None:
            left = left[1:]
            continue
        alike = sizes[left] >= beginning.need
        at = places[left[alike]]
        alike[alike] = (data[at[:, None] + beginning.columns] == beginning.values).all(axis=1)
        which = left[alike]
        at = places[which]
        width, height = _number(data, at, beginning.width), _number(data, at, beginning.height)
        sound = (width > 0) & (height > 0) & (width < 1 << 31) & (height < 1 << 31)
        formats[which[sound]] = beginning.format
        pixels[which[sound], 0] = width[sound]
        pixels[which[sound], 1] = height[sound]
        left = left[~alike]
    return formats, pixels


def _beginning(head: bytes) -> _Beginning | None:
    """Return how an image begins; None for what is read one by one."""
    kind = sniff_format(head)
    if kind == "png":
        return _made(head, "png", list(range(16)), 16, 20, 4)
    if kind != "jpeg":
        return None
    columns, at = [0, 1], 2
    for marker, start, stop in jpeg_segments(head):
        columns += range(at, start)  # what tells that a segment is here, and how long it is
        if marker in START_OF_FRAME:
            return _made(head, "jpeg", columns, start + 3, start + 1, 2)
        at = stop
    return None


def _made(
    head: bytes, kind: str, columns: list[int], width: int, height: int, count: int
) -> _Beginning | None:
    need = max(width, height) + count
    if len(head) < need:
        return None
    return _Beginning(
        FORMATS.index(kind),
        np.array(columns, np.int64),
        np.frombuffer(head, np.uint8)[columns],
        tuple(range(width, width + count)),
        tuple(range(height, height + count)),
        need,
    )


def _number(data: npt.NDArray[np.uint8], at: Int64Array, columns: tuple[int, ...]) -> Int64Array:
    number = np.zeros(len(at), np.int64)
    for column in columns:
        number = number << 8 | data[at + column]
    return number
