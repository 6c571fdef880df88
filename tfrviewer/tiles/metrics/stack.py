"""Tiles of one size, channel by channel: what the arithmetic of the metrics runs over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.picture import Picture
from tfrviewer.tiles.metrics.scratch import Scratch

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Values = NDArray[np.float64]


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


def stacked(pictures: Sequence[Picture], scratch: Scratch) -> Stack:
    """Lay tiles of one size side by side."""
    first = pictures[0]
    shape = 3, len(pictures), first.channels.shape[1]
    red, green, blue = channels = scratch.array("channels", shape, np.uint8)
    np.stack([picture.channels for picture in pictures], axis=1, out=channels)
    cells = np.stack([picture.cells for picture in pictures], axis=1)
    luma = luma_of(red, green, blue, scratch, "luma")
    shade = luma_of(cells[0], cells[1], cells[2], scratch, "shade")
    return Stack(red, green, blue, luma, cells, shade, first.shape, first.square, scratch)


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


def share(mask: Mask) -> Values:
    """Return the share of each line of a mask (n, …) that is true."""
    # Along an axis numpy adds numbers up; whole arrays of bool it counts, ten times as fast.
    size = max(mask[0].size, 1)
    return np.array([np.count_nonzero(line) / size for line in mask])


def above_zero(channel: Bytes, scratch: Scratch) -> Bytes:
    """Return the values with 0 taken as 1, in a tenth of the time that `np.maximum` takes."""
    zero = scratch.array("zero", channel.shape, np.bool_)
    np.equal(channel, 0, out=zero)
    values: Bytes = scratch.array("above zero", channel.shape, np.uint8)
    np.add(channel, zero.view(np.uint8), out=values)
    return values
