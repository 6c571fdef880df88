"""A column of the records as what tiles are coloured by: numbers with limits, or a few classes."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import polars as pl

from tfrviewer.tiles.drawing.colour_scheme import (
    BoolArray,
    Codes,
    FloatArray,
    IntArray,
    Span,
    usual_span,
)

_FEW = 8
"""Whole numbers of at most so many values are taken for classes at first."""


class ColumnKind(Enum):
    """What a column says of tiles."""

    NUMBERS = "numbers"
    CLASSES = "classes"
    NEITHER = "neither"


def kind_of(dtype: pl.DataType) -> ColumnKind:
    """Return what tiles can be coloured by in a column of this type."""
    if dtype.is_numeric():
        return ColumnKind.NUMBERS
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Null):
        return ColumnKind.NEITHER
    return ColumnKind.CLASSES


def are_codes(column: pl.Series) -> bool:
    """Tell whether the numbers of a column look like names of classes: whole ones, and few."""
    return column.dtype.is_integer() and column.drop_nulls().n_unique() <= _FEW


@dataclass(frozen=True, slots=True, eq=False)
class NumberColumn:
    """A column of numbers.

    Attributes:
        values: float64 (n,), NaN where there is none.
        n_missing: How many have none.
        least: The least finite number; NaN if there is none.
        greatest: The greatest.
        least_positive: The least above zero; NaN if there is none.
        usual: The limits that `usual_span` gives; None if there is no finite number.
        usual_log: Those of a logarithmic scale; None if there is none above zero.
    """

    values: FloatArray
    n_missing: int
    least: float
    greatest: float
    least_positive: float
    usual: Span | None
    usual_log: Span | None

    @property
    def is_empty(self) -> bool:
        """Whether there is no finite number."""
        return self.least != self.least

    def span(self, *, whole: bool, log: bool) -> Span:
        """Return the limits that nobody chose.

        Args:
            whole: From the least to the greatest, not only the usual part.
            log: Whether the scale is logarithmic, and so cannot begin at or below zero.
        """
        usual = (self.usual_log if log else None) or self.usual
        if usual is None:
            return Span(0, 1)
        if not whole:
            return usual
        return Span(self.least_positive if usual.log else self.least, self.greatest, log=usual.log)


@dataclass(frozen=True, slots=True)
class ClassName:
    """One class.

    Attributes:
        name: The value; of `rest` and `missing` an empty text.
        count: How many records are of it.
        n_values: How many values it stands for: several where `rest`.
        is_rest: Whether it holds the classes that are too many to have a colour each.
        is_missing: Whether it holds the records that have no value.
    """

    name: str
    count: int
    n_values: int = 1
    is_rest: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ClassColumn:
    """A column of classes, the most frequent first; those that are numbers in their order.

    Attributes:
        codes: The place of each record's class in `classes`, int16 (n,).
        classes: Those with a name, then the rest of them if there is one, last the missing ones,
            which are always there.
    """

    codes: Codes
    classes: tuple[ClassName, ...]

    @property
    def n_named(self) -> int:
        """How many classes have a name, and so a colour."""
        return sum(not (one.is_rest or one.is_missing) for one in self.classes)


def read_numbers(column: pl.Series) -> NumberColumn:
    """Return a column of numbers as what tiles are coloured by."""
    values = column.cast(pl.Float64).to_numpy(writable=True)
    finite = values[np.isfinite(values)]
    missing = int(np.count_nonzero(np.isnan(values)))
    values.flags.writeable = False  # snapshots share it
    if not len(finite):
        return NumberColumn(values, missing, np.nan, np.nan, np.nan, None, None)
    positive = finite[finite > 0]
    least_positive = float(positive.min()) if len(positive) else np.nan
    return NumberColumn(
        values,
        missing,
        float(finite.min()),
        float(finite.max()),
        least_positive,
        usual_span(finite),
        usual_span(positive, log=True),
    )


def read_classes(column: pl.Series, most: int) -> ClassColumn:
    """Return a column as classes.

    Args:
        column: Of text, truth values, whole numbers or the like.
        most: How many classes have a colour; of more, the least frequent are one together.
    """
    text = column.cast(pl.String).alias("name").to_frame()
    counts = text.group_by("name").len("count").sort(["count", "name"], descending=[True, False])
    named = counts.filter(pl.col("name").is_not_null())
    kept, rest = _by_number(named.head(most)), named.slice(most)
    classes = [ClassName(name, count) for name, count in kept.iter_rows()]
    if rest.height:
        count = int(rest.get_column("count").sum())
        classes.append(ClassName("", count, rest.height, is_rest=True))
    missing = counts.filter(pl.col("name").is_null()).get_column("count").sum()
    classes.append(ClassName("", int(missing), is_missing=True))
    coded = kept.select("name").with_row_index("code")
    joined = text.join(coded, on="name", how="left", maintain_order="left")
    codes = joined.select(
        pl.when(pl.col("name").is_null())
        .then(len(classes) - 1)
        .otherwise(pl.col("code").fill_null(kept.height))
        .cast(pl.Int16)
    ).to_series()
    taken = codes.to_numpy(writable=True)
    taken.flags.writeable = False
    return ClassColumn(taken, tuple(classes))


def _by_number(named: pl.DataFrame) -> pl.DataFrame:
    """Return classes in the order of their names as numbers, or as they are if one is none."""
    numbers = named.get_column("name").str.strip_chars().cast(pl.Float64, strict=False)
    return named if numbers.null_count() else named[numbers.arg_sort()]


def histogram(column: NumberColumn, numbers: IntArray, span: Span, bins: int) -> IntArray:
    """Return how the numbers of some records are spread over the whole width of the column.

    Args:
        column: The numbers.
        numbers: Row numbers; those not in the column are left out.
        span: From where to where to count; what lies beyond is not counted.
        bins: Into how many parts.

    Returns:
        int64 (bins,).
    """
    values = column.values[numbers[numbers < len(column.values)]]
    places = span.places(values)
    with np.errstate(invalid="ignore"):
        inside = places[(places >= 0) & (places <= 1)]
    at = np.minimum((inside * bins).astype(np.int64), bins - 1)
    return np.bincount(at, minlength=bins)


def class_counts(column: ClassColumn, numbers: IntArray) -> IntArray:
    """Return how many of some records are of each class, int64 (K,)."""
    codes = column.codes[numbers[numbers < len(column.codes)]]
    return np.bincount(codes, minlength=len(column.classes))


def shown_of(inverse: IntArray, first: int, end: int) -> IntArray:
    """Return which records from one number to another are shown; -1 in `inverse` is hidden."""
    shown: BoolArray = inverse[first:end] >= 0
    return first + np.flatnonzero(shown)
