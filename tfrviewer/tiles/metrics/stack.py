"""Tiles of one size, channel by channel: what the arithmetic of the metrics runs over."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.picture import Picture
from tfrviewer.tiles.metrics.scratch import Scratch

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Values = NDArray[np.float64]

LONG = 8192
"""Pixels from which on the tiles of a stack are better taken one by one where that can be."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Tiles of one size; over memory that the next stack of the thread takes.

    Many small tiles measured at once take far less time than one after the other.

    Attributes:
        red, green, blue: uint8 (n, pixels).
        luma: The same; the weights of ITU-R BT.601 in 256ths.
        cells: uint8 (3, n, rows, columns): red, green and blue.
        shade: uint8 (n, rows, columns), their luma.
        shape: (rows, columns) of the pixels of each.
        square: Pixels on the side of a cell.
        scratch: Memory for what is computed of it.
    """

    red: Bytes
    green: Bytes
    blue: Bytes
    luma: Bytes
    cells: Bytes
    shade: Bytes
    shape: tuple[int, int]
    square: int
    scratch: Scratch


class Pile:
    """Tiles of one size laid side by side one after the other, until they are a stack.

    Each is copied as soon as it is decoded, while it is near the processor, and its own memory
    is free for the next.
    """

    def __init__(self, scratch: Scratch, most: int) -> None:
        """Begin with none.

        Args:
            scratch: Whose memory is used.
            most: Pixels that all together are to have at most; one tile may have more.
        """
        self._scratch = scratch
        self._most = most
        self._first: Picture | None = None
        self._size = self._place = 0

    def takes(self, picture: Picture) -> bool:
        """Say whether a tile can be laid beside those that are there."""
        return self._first is None or (
            self._place < self._size and picture.pixels.shape == self._first.pixels.shape
        )

    def add(self, picture: Picture) -> None:
        """Lay a tile beside those that are there."""
        if self._first is None:
            self._first = picture
            pixels = picture.pixels.shape[0] * picture.pixels.shape[1]
            self._size = max(self._most // pixels, 1)
            self._channels = self._lend("channels", pixels)
            self._cells = self._lend("cells", picture.cells.shape[0] * picture.cells.shape[1])
        _copy(picture.pixels, self._channels[:, self._place])
        if picture.square > 1:
            _copy(picture.cells, self._cells[:, self._place])
        self._place += 1

    def take(self) -> Stack:
        """Return what was laid, and begin anew; the stack is gone when the next tile is added."""
        first, scratch = self._first, self._scratch
        if first is None:
            raise ValueError("there is no tile in the pile")
        rows, columns = first.pixels.shape[:2]
        red, green, blue = self._channels[:, : self._place]
        cells = (self._cells if first.square > 1 else self._channels)[:, : self._place]
        cells = cells.reshape(3, self._place, *first.cells.shape[:2])
        luma = luma_of(red, green, blue, scratch, "luma")
        shade = luma_of(cells[0], cells[1], cells[2], scratch, "shade")
        self._first, self._place = None, 0
        return Stack(red, green, blue, luma, cells, shade, (rows, columns), first.square, scratch)

    def _lend(self, name: str, pixels: int) -> Bytes:
        lent: Bytes = self._scratch.array(name, (3, self._size, pixels), np.uint8)
        return lent


def _copy(pixels: Bytes, to: Bytes) -> None:
    """Copy red, green and blue (rows, columns, 4), each to a line of its own."""
    flat = pixels.reshape(-1, 4)
    for channel in range(3):
        to[channel] = flat[:, channel]


def luma_of(red: Bytes, green: Bytes, blue: Bytes, scratch: Scratch, name: str) -> Bytes:
    """Return (77 R + 150 G + 29 B) / 256, rounded, over memory lent under a name."""
    total = scratch.copy("wide", red, np.uint16)
    total *= np.uint16(77)
    for channel, weight in ((green, 150), (blue, 29)):
        part = scratch.copy("wider", channel, np.uint16)
        part *= np.uint16(weight)
        total += part
    total += np.uint16(128)  # 65,408 at most
    total >>= np.uint16(8)
    return scratch.copy(name, total, np.uint8)


def counts(mask: Mask) -> NDArray[np.intp]:
    """Return how many of each line of a mask (n, pixels) are true."""
    # One line as bool is counted ten times as fast as it is added up, but one at a time.
    if mask.shape[1] >= LONG:
        return np.array([np.count_nonzero(line) for line in mask])
    found = np.add.reduce(mask.view(np.uint8), axis=1, dtype=np.uint32)
    return np.asarray(found, np.intp)


def share(mask: Mask) -> Values:
    """Return the share of each line of a mask (n, …) that is true."""
    flat = mask.reshape(len(mask), -1)
    return np.asarray(counts(flat) / max(flat.shape[1], 1))


def above_zero(channel: Bytes, scratch: Scratch) -> Bytes:
    """Return the values with 0 taken as 1, in a tenth of the time that `np.maximum` takes."""
    zero = scratch.array("zero", channel.shape, np.bool_)
    np.equal(channel, 0, out=zero)
    values: Bytes = scratch.array("above zero", channel.shape, np.uint8)
    np.add(channel, zero.view(np.uint8), out=values)
    return values
