"""Colours of tiles by whether a number of each lies in a range; arithmetic alone."""

from dataclasses import dataclass

import numpy as np

from tfrviewer.tiles.colour_scheme import BoolArray, IntArray, TilePaint


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

    values: "np.ndarray[tuple[int], np.dtype[np.float32]]"
    low: float | None
    high: float | None
    among: BoolArray | None
    inside: int
    outside: int
    missing: int
    overlay: float = 0.55

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return the colour of each tile; a row not known yet has no number."""
        known = numbers < len(self.values)
        at = np.where(known, numbers, 0)
        values = self.values[at] if len(self.values) else np.zeros(len(at), np.float32)
        is_bare = ~known | np.isnan(values)
        is_in = ~is_bare
        if self.low is not None:
            is_in &= values >= np.float32(self.low)
        if self.high is not None:
            is_in &= values <= np.float32(self.high)
        if self.among is not None and len(self.among):
            is_in &= self.among[np.minimum(at, len(self.among) - 1)]
        pixels = np.where(is_in, np.uint32(self.inside), np.uint32(self.outside))
        pixels[is_bare] = self.missing
        return TilePaint(pixels, None, self.overlay, is_bare if is_bare.any() else None)
