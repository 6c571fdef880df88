"""Lists of numbers: what is said of them, and how many are drawn where there is little room.

No Qt; whatever takes a walk through all of them is done once, in a worker where they are many.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tfrecord.example import Feature, FeatureKind

Numbers = NDArray[np.generic]

MANY: Final = 100_000
"""From so many numbers on they are looked at in a worker."""


class ByteKind(StrEnum):
    """What the bytes of a field are taken for, little-endian."""

    UINT8 = "uint8"
    INT16 = "int16"
    UINT16 = "uint16"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT16 = "float16"
    FLOAT32 = "float32"
    FLOAT64 = "float64"

    @property
    def dtype(self) -> np.dtype[Any]:
        """Its type in numpy."""
        return np.dtype(self.value).newbyteorder("<")


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is said of a list of numbers.

    Attributes:
        count: How many there are.
        finite: How many of them are finite; the figures below are of these.
        low: The least.
        high: The greatest.
        mean: Their mean.
        median: Their median.
        deviation: Their standard deviation, of the numbers as a whole.
        zeros: How many are 0.
    """

    count: int
    finite: int
    low: float | int = 0
    high: float | int = 0
    mean: float = 0.0
    median: float = 0.0
    deviation: float = 0.0
    zeros: int = 0


def as_numbers(feature: Feature, kind: ByteKind = ByteKind.UINT8) -> Numbers:
    """Return the values of a feature as an array: float32, int64, or what its bytes are taken for.

    Bytes left over at the end are left out.
    """
    match feature.kind:
        case FeatureKind.FLOAT:
            return np.fromiter(feature.values, np.float32, len(feature.values))
        case FeatureKind.INT64:
            return np.fromiter(feature.values, np.int64, len(feature.values))
    values = [value for value in feature.values if isinstance(value, bytes)]
    data = values[0] if len(values) == 1 else b"".join(values)
    size = kind.dtype.itemsize
    return np.frombuffer(data, kind.dtype, len(data) // size)


def statistics(numbers: Numbers) -> Statistics:
    """Return what is said of a list of numbers."""
    count = len(numbers)
    values: NDArray[Any] = numbers
    if numbers.dtype.kind == "f":
        finite = np.isfinite(numbers)
        if not finite.all():
            values = numbers[finite]
    if not len(values):
        return Statistics(count, 0)
    mean = float(values.mean(dtype=np.float64))
    return Statistics(
        count=count,
        finite=len(values),
        low=values.min().item(),
        high=values.max().item(),
        mean=mean,
        median=float(np.median(values)),
        deviation=_deviation(values, mean),
        zeros=count - int(np.count_nonzero(numbers)),
    )


def _deviation(values: NDArray[Any], mean: float) -> float:
    """Return the standard deviation without a copy of all values in a wider type."""
    parts = (values[at : at + MANY] for at in range(0, len(values), MANY))
    squares = sum(float(np.square(part.astype(np.float64) - mean).sum()) for part in parts)
    return math.sqrt(squares / len(values))


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A stretch of numbers as it is drawn: a column each for so many of them.

    Attributes:
        first: Place of the first number of each column, float64 (m,).
        low: The least of each column, float64 (m,); NaN where none is finite.
        high: The greatest, the same.
        step: How many numbers a column stands for.
    """

    first: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    step: int


def drawn(numbers: Numbers, start: int, end: int, columns: int) -> Drawn:
    """Return what is drawn of the numbers from `start` up to `end` in so many columns.

    The least and the greatest of each column are kept, so that no peak is lost.
    """
    start, end = max(start, 0), min(end, len(numbers))
    step = max(-(-(end - start) // max(columns, 1)), 1)
    start -= start % step  # the same columns however far it is moved: nothing flickers
    at = np.arange(start, end, step)
    values = numbers[start:end].astype(np.float64)
    values[~np.isfinite(values)] = np.nan
    if step == 1:
        return Drawn(at.astype(np.float64), values, values, 1)
    edges = at - start
    return Drawn(
        at.astype(np.float64),
        np.fmin.reduceat(values, edges),
        np.fmax.reduceat(values, edges),
        step,
    )


def as_table(numbers: Numbers, start: int, end: int, columns: int) -> str:
    """Write out numbers in columns, each line begun with the place of its first.

    Args:
        numbers: All of them.
        start: Place of the first to write out.
        end: The place after the last.
        columns: Letters that fit in a line.
    """
    texts = [str(value) for value in numbers[start:end]]
    if len(numbers) == 1:
        return texts[0]
    width = max(map(len, texts), default=1)
    digits = len(str(max(len(numbers) - 1, 0)))
    room = max((columns - digits - 2) // (width + 2), 1)
    per_line = next((n for n in (16, 10, 8, 5, 4, 2) if n <= room), 1)
    return "\n".join(
        f"{start + at:>{digits}}: "
        + "  ".join(f"{text:>{width}}" for text in texts[at : at + per_line])
        for at in range(0, len(texts), per_line)
    )
