"""Colours of tiles by whether a number of each lies in a range; arithmetic alone."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.drawing.colour_scheme import BoolArray, IntArray, TilePaint

ScalarT = TypeVar("ScalarT", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class RangeScheme:
    """One colour for the tiles in a range, another for those outside it.

    Attributes:
        values: The number of each row, float32 (N,), NaN where there is none; not to be changed.
        low: The least number in the range; None for any.
        high: The greatest; None for any.
        among: Whether each row may lie in it at all, bool (N,); None if all may.
        inside: Colour of what lies in the range, ARGB.
        outside: Colour of what does not.
        missing: Colour of what has no number.
        overlay: As in `TilePaint`.
    """

    values: NDArray[np.float32]
    low: float | None
    high: float | None
    among: BoolArray | None
    inside: int
    outside: int
    missing: int
    overlay: float = 0.55

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return the colour of each tile; a row not known yet has no number."""
        values = _of_rows(self.values, numbers, np.nan)
        is_bare = np.isnan(values)
        is_in = ~is_bare
        if self.low is not None:
            is_in &= values >= np.float32(self.low)
        if self.high is not None:
            is_in &= values <= np.float32(self.high)
        if self.among is not None:
            is_in &= _of_rows(self.among, numbers, np.False_)
        pixels = np.where(is_in, np.uint32(self.inside), np.uint32(self.outside))
        some_bare = bool(is_bare.any())
        if some_bare:
            pixels[is_bare] = self.missing
        return TilePaint(pixels, None, self.overlay, is_bare if some_bare else None)


def _of_rows(values: NDArray[ScalarT], numbers: IntArray, missing: object) -> NDArray[ScalarT]:
    """Return the values of rows, and `missing` for rows that came later than the values.

    Of the tiles of a slide, whose numbers mostly follow each other, nothing is copied.
    """
    if not len(numbers):
        return values[:0]
    first, last = int(numbers[0]), int(numbers[-1])
    if last < len(values) and last - first == len(numbers) - 1 and (np.diff(numbers) == 1).all():
        return values[first : last + 1]
    known = numbers < len(values)
    if known.all():
        return values[numbers]
    found = np.full(len(numbers), missing, values.dtype)
    found[known] = values[numbers[known]]
    return found
