"""Tiles of one size, channel by channel: what the arithmetic of the metrics runs over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.metrics.picture import Picture


@dataclass(frozen=True, slots=True)
class Stack:
    """Tiles of one size.

    Many small tiles measured at once take far less time than one after the other.

    Attributes:
        red, green, blue, luma: uint8 (n, pixels).
        shape: (rows, columns) of each.
        levels: float32 (n, 256): share of the pixels at each level of the luma.
    """

    red: NDArray[np.uint8]
    green: NDArray[np.uint8]
    blue: NDArray[np.uint8]
    luma: NDArray[np.uint8]
    shape: tuple[int, int]
    levels: NDArray[np.float32]

    @property
    def pixels(self) -> int:
        """Pixels of each tile."""
        return self.shape[0] * self.shape[1]

    def share(self, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the share of the pixels of each tile that a mask (n, pixels) picks."""
        return np.asarray(np.count_nonzero(mask, axis=1) / self.pixels, np.float64)


def stacked(pictures: Sequence[Picture]) -> Stack:
    """Lay tiles of one size side by side."""
    rows, columns = pictures[0].pixels.shape[:2]
    planes = np.empty((4, len(pictures), rows * columns), np.uint8)
    levels = np.empty((len(pictures), 256), np.float32)
    for place, picture in enumerate(pictures):
        channels = picture.pixels.reshape(-1, 4)
        for channel in range(3):
            planes[channel, place] = channels[:, channel]
        planes[3, place] = np.asarray(picture.luma, np.uint8).ravel()
        levels[place] = picture.luma.histogram()
    levels /= rows * columns
    red, green, blue, luma = planes
    return Stack(red, green, blue, luma, (rows, columns), levels)
