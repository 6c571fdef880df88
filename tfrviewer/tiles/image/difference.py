"""How two tiles differ, pixel by pixel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Difference:
    """How one image differs from another of its size.

    Attributes:
        pixels: The absolute difference of each channel, uint8 (H, W, 3): black where alike.
        mean: Its mean, 0 to 255.
        largest: Its greatest, 0 to 255.
    """

    pixels: NDArray[np.uint8]
    mean: float
    largest: int


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> Difference:
    """Return how two images differ.

    Args:
        one: RGB, uint8 (H, W, 3).
        other: The same size.

    Raises:
        ValueError: If they are not of one size.
    """
    if one.shape != other.shape:
        msg = f"Images of one size can be told apart, not of {one.shape} and {other.shape}."
        raise ValueError(msg)
    # The greater less the smaller: no wider type is needed, and none of its memory.
    pixels = np.maximum(one, other)
    pixels -= np.minimum(one, other)
    mean = float(pixels.mean()) if pixels.size else 0.0
    return Difference(pixels, mean, int(pixels.max(initial=0)))
