"""What colours tiles have by what they are coloured by; arithmetic alone, safe in any thread."""

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.drawing.colour_scales import STEPS, VIRIDIS, ColourScale

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Codes = NDArray[np.int16]
Pixels = NDArray[np.uint32]

_OUTER = 0.05
"""The part of the numbers, at either end, that is not counted to most of them."""
_BEYOND = 0.25
"""Of the width of those, how far the limits may lie outside them."""


@dataclass(frozen=True, slots=True)
class TilePaint:
    """How some tiles look.

    Attributes:
        pixels: The colour of each, premultiplied ARGB, uint32 (n,); None for the plain colour.
        hidden: Whether each is of a class that is hidden, bool (n,); None if none is. Hidden
            ones are drawn as those that a filter hides, and cannot be hit.
        overlay: How opaque the colours lie over the pictures of the tiles, 0 to 1.
        bare: Whether each has no value, bool (n,), and so no colour over its picture; None if
            all have one.
    """

    pixels: Pixels | None = None
    hidden: BoolArray | None = None
    overlay: float = 0.0
    bare: BoolArray | None = None


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


@dataclass(frozen=True, slots=True)
class Span:
    """The part of the numbers that a scale is spread over.

    Attributes:
        low: Gets the first colour of the scale, as does what lies below.
        high: Gets the last one, as does what lies above.
        log: Whether equal ratios, not equal differences, lie equally far apart.
    """

    low: float
    high: float
    log: bool = False

    def place(self, value: float) -> float:
        """Return where a number lies: 0 at `low`, 1 at `high`, beyond them outside."""
        return float(self.places(np.array([value]))[0])

    def places(self, values: FloatArray) -> FloatArray:
        """Return where numbers lie; NaN for NaN, and at -inf what has no logarithm."""
        low, high = self.low, self.high
        if self.log:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.where(
                    values > 0, np.log(values), np.where(values <= 0, -np.inf, values)
                )
            low, high = math.log(low), math.log(high)
        if not high > low:  # a single number lies in the middle
            return np.where(np.isnan(values), np.nan, np.sign(values - low) + 0.5)
        # Halves, since the difference of the greatest numbers there are is none.
        with np.errstate(over="ignore", invalid="ignore"):
            placed: FloatArray = (values / 2 - low / 2) / (high / 2 - low / 2)
        return placed

    def value(self, place: float) -> float:
        """Return the number that lies at a place."""
        if self.log:
            low, high = math.log(self.low), math.log(self.high)
            return math.exp(low + (high - low) * place)
        return self.low * (1 - place) + self.high * place


def usual_span(values: FloatArray, *, log: bool = False) -> Span | None:
    """Return the limits where nobody chose any: all the numbers, unless a few lie far out.

    They reach from the least to the greatest number, but no farther than a quarter of the width
    that 90 of 100 numbers have beyond these. A percentile alone would be set by the outliers as
    soon as they are a few more than it leaves out, and would cut numbers off where none lies out.

    Args:
        values: Numbers, float64 (n,); what is not finite is left out.
        log: Take the logarithms, and so only what is above zero.

    Returns:
        The limits, `low` equal to `high` where all numbers are the same; None without numbers.
    """
    finite = values[np.isfinite(values)]
    if log:
        finite = finite[finite > 0]
    if not len(finite):
        return None
    least, greatest = float(finite.min()), float(finite.max())
    if log:
        finite = np.log(finite)
    outer = int(_OUTER * len(finite))
    at = [outer, len(finite) - 1 - outer]
    low, high = (float(value) for value in np.partition(finite, at)[at])
    if not low < high:
        return Span(least, greatest, log=log)
    beyond = high * _BEYOND - low * _BEYOND  # their difference may be more than a number can be
    low, high = low - beyond, high + beyond
    if log:
        with np.errstate(over="ignore"):
            low, high = float(np.exp(low)), float(np.exp(high))
    return Span(max(low, least), min(high, greatest), log=log)


@dataclass(frozen=True, slots=True)
class NumberScheme:
    """Colours of a scale by a number of each tile.

    Attributes:
        values: The number of each row, float64 (N,), NaN where there is none; not to be changed.
        span: What the scale is spread over.
        missing: Colour of what has no number, ARGB.
        scale: The colours.
        reverse: Whether the scale runs the other way.
        overlay: As in `TilePaint`.
    """

    values: FloatArray
    span: Span
    missing: int
    scale: ColourScale = VIRIDIS
    reverse: bool = False
    overlay: float = 0.5

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return the colour of each tile; a row not known yet has no number."""
        values = _taken(self.values, numbers, np.nan)
        bare = np.isnan(values)
        return TilePaint(self.pixels_of(values), None, self.overlay, bare if bare.any() else None)

    def pixels_of(self, values: FloatArray) -> Pixels:
        """Return the colours of numbers, ARGB, uint32 (n,)."""
        places = self.span.places(values)
        none = np.isnan(places)
        at = np.clip(np.where(none, 0, places), 0, 1) * STEPS
        table = self.scale.pixels(reverse=self.reverse)
        pixels: Pixels = table[np.minimum(at.astype(np.int64), STEPS - 1)]
        pixels[none] = self.missing
        return pixels


@dataclass(frozen=True, slots=True)
class ClassScheme:
    """A colour for each class.

    Attributes:
        codes: The class of each row, int16 (N,), a place in `colours`; not to be changed.
        colours: ARGB of each class, uint32 (K,).
        unknown: Class of the rows without a value, and of those not known yet.
        hidden: Classes that are hidden.
        overlay: As in `TilePaint`.
    """

    codes: Codes
    colours: Pixels
    unknown: int
    hidden: frozenset[int] = field(default=frozenset())
    overlay: float = 0.5

    def paint(self, numbers: IntArray) -> TilePaint:
        """Return the colour of each tile, and whether its class is hidden."""
        codes = _taken(self.codes, numbers, self.unknown)
        hides = np.zeros(len(self.colours), np.bool_)
        hides[list(self.hidden)] = True
        hidden = hides[codes] if self.hidden else None
        bare = codes == self.unknown
        return TilePaint(self.colours[codes], hidden, self.overlay, bare if bare.any() else None)


def _taken(values: NDArray, numbers: IntArray, missing: float) -> NDArray:  # type: ignore[type-arg]
    """Return the values of rows, and `missing` for rows that came later than the values."""
    if len(numbers) == 0 or int(numbers.max()) < len(values):
        return values[numbers]
    taken = np.full(len(numbers), missing, values.dtype)
    known = numbers < len(values)
    taken[known] = values[numbers[known]]
    return taken
