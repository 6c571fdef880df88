"""Lists of numbers: what is said of them, and how many are drawn where there is little room.

No Qt; whatever takes a walk through all of them is done once, in a worker where they are many.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar

Numbers = NDArray[np.generic]

MANY: Final = 100_000
"""From so many numbers on they are looked at in a worker."""
_PIECE: Final = 65_536
_BLOCK: Final = 256


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
            return _gathered(feature.values, np.dtype(np.float32))
        case FeatureKind.INT64:
            return _gathered(feature.values, np.dtype(np.int64))
    values = [value for value in feature.values if isinstance(value, bytes)]
    data = values[0] if len(values) == 1 else b"".join(values)
    size = kind.dtype.itemsize
    return np.frombuffer(data, kind.dtype, len(data) // size)


def _gathered(values: tuple[Scalar, ...], dtype: np.dtype[Any]) -> Numbers:
    """Return numbers as an array; piece by piece, since numpy lets no other thread on meanwhile."""
    numbers = np.empty(len(values), dtype)
    for at in range(0, len(values), _PIECE):
        numbers[at : at + _PIECE] = values[at : at + _PIECE]
    return numbers


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


class Series:
    """Numbers to be drawn, with the least and the greatest of each block of many."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self._low = self._high = np.zeros(0)
        if len(numbers) > MANY:
            step = _PIECE * _BLOCK // 64
            parts = [
                _extremes(numbers[at : at + step], _BLOCK) for at in range(0, len(numbers), step)
            ]
            self._low = np.concatenate([low for low, _ in parts])
            self._high = np.concatenate([high for _, high in parts])

    def __len__(self) -> int:
        return len(self.numbers)

    def drawn(self, start: int, end: int, columns: int) -> Drawn:
        """Return what is drawn of the numbers from `start` up to `end` in so many columns.

        The least and the greatest of each column are kept, so that no peak is lost.
        """
        start, end = max(start, 0), min(end, len(self.numbers))
        step = max(-(-(end - start) // max(columns, 1)), 1)
        if len(self._low) and step >= _BLOCK:
            step += -step % _BLOCK
        start -= start % step  # the same columns however far it is moved: nothing flickers
        first = np.arange(start, end, step).astype(np.float64)
        if len(self._low) and step >= _BLOCK:
            blocks = slice(start // _BLOCK, -(-end // _BLOCK))
            edges = np.arange(0, blocks.stop - blocks.start, step // _BLOCK)
            low = np.fmin.reduceat(self._low[blocks], edges)
            return Drawn(first, low, np.fmax.reduceat(self._high[blocks], edges), step)
        return Drawn(first, *_extremes(self.numbers[start:end], step), step)


def _extremes(numbers: Numbers, step: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and the greatest of each `step` numbers that are finite, else NaN."""
    values = numbers.astype(np.float64)
    if numbers.dtype.kind == "f":
        values[~np.isfinite(values)] = np.nan
    if step == 1:
        return values, values
    edges = np.arange(0, len(values), step)
    return np.fmin.reduceat(values, edges), np.fmax.reduceat(values, edges)


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
