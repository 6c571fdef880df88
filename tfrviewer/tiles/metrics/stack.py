"""Tiles of one size, channel by channel: what the arithmetic of the metrics runs over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.picture import Picture

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stack:
    """Tiles of one size.

    Many small tiles measured at once take far less time than one after the other.

    Attributes:
        red, green, blue: uint8 (n, pixels).
        luma: The same; the weights of ITU-R BT.601 in 256ths.
        cells: uint8 (n, rows, columns, 4).
        shade: uint8 (n, rows, columns), their luma.
        shape: (rows, columns) of the pixels of each.
        square: Pixels on the side of a cell.
    """

    red: Bytes
    green: Bytes
    blue: Bytes
    luma: Bytes
    cells: Bytes
    shade: Bytes
    shape: tuple[int, int]
    square: int

    def levels(self) -> Values:
        """Return the share of the pixels of each tile at each level of the luma, (n, 256)."""
        counts = [np.bincount(line, minlength=256) for line in self.luma]
        return np.stack(counts) / np.float64(self.luma.shape[1])


def stacked(pictures: Sequence[Picture]) -> Stack:
    """Lay tiles of one size side by side."""
    rows, columns = pictures[0].pixels.shape[:2]
    red, green, blue = channels = np.empty((3, len(pictures), rows * columns), np.uint8)
    for place, picture in enumerate(pictures):
        pixels = picture.pixels.reshape(-1, 4)
        for channel in range(3):
            channels[channel, place] = pixels[:, channel]
    cells = np.stack([picture.cells for picture in pictures])
    return Stack(
        red,
        green,
        blue,
        luma_of(red, green, blue),
        cells,
        luma_of(cells[..., 0], cells[..., 1], cells[..., 2]),
        (rows, columns),
        pictures[0].square,
    )


def luma_of(red: Bytes, green: Bytes, blue: Bytes) -> Bytes:
    """Return (77 R + 150 G + 29 B) / 256, rounded."""
    total = red.astype(np.uint16)
    total *= 77
    part = green.astype(np.uint16)
    part *= 150
    total += part
    np.copyto(part, blue)
    part *= 29
    total += part
    total += 128  # 65,408 at most
    total >>= 8
    return total.astype(np.uint8)


def share(mask: Mask) -> Values:
    """Return the share of each line of a mask (n, …) that is true."""
    # Along an axis numpy adds numbers up; whole arrays of bool it counts, ten times as fast.
    size = max(mask[0].size, 1)
    return np.array([np.count_nonzero(line) / size for line in mask])
