"""What colours tiles have by what they are coloured by; arithmetic alone, safe in any thread."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Pixels = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class TilePaint:
    """How some tiles look.

    Attributes:
        pixels: The colour of each, premultiplied ARGB, uint32 (n,); None for the plain colour.
        hidden: Whether each is of a class that is hidden, bool (n,); None if none is. Hidden
            ones are drawn as those that a filter hides, and cannot be hit.
        overlay: How opaque the colours lie over the pictures of the tiles, 0 to 1.
    """

    pixels: Pixels | None = None
    hidden: BoolArray | None = None
    overlay: float = 0.0


class Scheme(Protocol):
    """Colours of tiles at one moment; never changed, so it may be handed to a worker."""

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return how tiles look.

        Args:
            numbers: Row numbers, int64 (n,).
        """


@dataclass(frozen=True, slots=True)
class PlainScheme:
    """One colour for all."""

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return that they are plain."""
        return TilePaint()
