"""Which slides of a dataset are looked at: by their annotations, and by how many tiles they have.

Slides are a frame with a row each and the columns of the annotations, all of them text.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self, TypeAlias

import numpy as np
import polars as pl

from tfrviewer.dataset.refusals import as_list, as_number, refusal, unknown_column, unknown_value
from tfrviewer.dataset.words import listed

Value: TypeAlias = str | int | float | np.generic


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a dataset. All of them must be fulfilled.

    Attributes:
        values: The values wanted in each column.
        filled: Columns that must not be blank.
        min_tiles: The least number of records of a TFRecord.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    min_tiles: int = 0

    def narrowed(
        self,
        slides: pl.DataFrame,
        values: Mapping[str, Value | Iterable[Value]],
        filled: str | Sequence[str] = (),
        min_tiles: int = 0,
    ) -> Self:
        """Return these filters and some more, as `Dataset.filter` takes them.

        Raises:
            DatasetError: If there is no such column or value, or none that an earlier filter of
                the same column lets through.
            TypeError: If it is not what a filter is made of.
            ValueError: If `min_tiles` is less than 0.
        """
        if not isinstance(values, Mapping):
            raise TypeError(f"filters is a dict {{column: value or list}}, not {values!r}.")
        min_tiles = as_number(min_tiles, "min_tiles")
        if min_tiles < 0:
            raise ValueError(f"min_tiles is {min_tiles}; there are no fewer than 0 tiles.")
        wanted = dict(self.values)
        for header, asked in values.items():
            let_through = _values(slides, header, asked)
            if header in wanted:
                earlier = set(wanted[header])
                both = tuple(value for value in let_through if value in earlier)
                if let_through and not both:
                    raise refusal(
                        f"The filter on “{header}” already lets only "
                        f"{listed(wanted[header])} through.",
                        "A further filter makes a dataset smaller: remove the first one before, "
                        f"remove_filter(filters={header!r}).",
                    )
                let_through = both
            wanted[header] = let_through
        headers = as_list(filled, "filter_blank")
        for header in headers:
            if header not in slides.columns:
                raise unknown_column(header, slides.columns)
        return replace(
            self,
            values=wanted,
            filled=tuple(dict.fromkeys((*self.filled, *headers))),
            min_tiles=max(self.min_tiles, min_tiles),
        )

    def widened(
        self, values: str | Sequence[str], filled: str | Sequence[str], *, min_tiles: bool
    ) -> Self:
        """Return these filters without some, as `Dataset.remove_filter` takes them.

        Raises:
            DatasetError: If one of them is not set.
            TypeError: If they are not names of columns.
        """
        headers, blank = as_list(values, "filters"), as_list(filled, "filter_blank")
        for kind, asked, known in (
            ("filter", headers, tuple(self.values)),
            ("filter_blank", blank, self.filled),
        ):
            for header in asked:
                if header not in known:
                    raise refusal(
                        f"There is no {kind} on “{header}”.", f"There are: {listed(known)}."
                    )
        if min_tiles and not self.min_tiles:
            raise refusal("No min_tiles is set.")
        return replace(
            self,
            values={key: value for key, value in self.values.items() if key not in headers},
            filled=tuple(header for header in self.filled if header not in blank),
            min_tiles=0 if min_tiles else self.min_tiles,
        )

    def passing(self, slides: pl.DataFrame) -> pl.DataFrame:
        """Return the slides that pass, however many tiles they have."""
        for header, values in self.values.items():
            slides = slides.filter(_plain(slides[header]).is_in(list(values)))
        for header in self.filled:
            slides = slides.filter(~is_blank(slides[header]))
        return slides

    def __str__(self) -> str:
        told = [f"{header} = {listed(values)}" for header, values in self.values.items()]
        told += [f"{header} is not blank" for header in self.filled]
        told += [f"at least {self.min_tiles} tiles"] if self.min_tiles else []
        return "; ".join(told) or "none"


def is_blank(column: pl.Series) -> pl.Series:
    """Tell of each value whether it is nothing but space."""
    return _plain(column).str.strip_chars() == ""


def _plain(column: pl.Series) -> pl.Series:
    """Return a column under a name that polars does not take for a pattern, as it would "*"."""
    return column.alias("value")


def _values(slides: pl.DataFrame, header: str, asked: Value | Iterable[Value]) -> tuple[str, ...]:
    """Return values as the annotations have them, all of which some slide has."""
    if header not in slides.columns:
        raise unknown_column(header, slides.columns)
    several: list[object]
    if isinstance(asked, str | int | float | np.generic):
        several = [asked]
    elif isinstance(asked, Iterable):
        several = list(asked)
    else:
        raise TypeError(f"The filter on “{header}” is a value or a list of them, not {asked!r}.")
    for value in several:
        if not isinstance(value, str | int | float | np.generic):
            raise TypeError(f"The filter on “{header}” wants {value!r}, which is no value.")
    known = set(slides[header].to_list())
    numbers: dict[object, list[str]] | None = None
    wanted: list[str] = []
    for value in several:
        alike: list[str] = []
        if not isinstance(value, str | bool | np.bool):
            numbers = _by_number(known) if numbers is None else numbers
            alike = numbers.get(value.item() if isinstance(value, np.generic) else value, [])
        exactly = [str(value)] if str(value) in known else []
        if not exactly and not alike:
            there = sorted(one for one in known if one.strip())
            raise unknown_value(str(value), header, there)
        wanted += [*exactly, *alike]
    return tuple(dict.fromkeys(wanted))


def number_of(text: str) -> int | float | None:
    """Return the number that a text is, None if it is none, or not a finite one.

    “1_2” is a name, though Python reads it as 12.
    """
    try:
        number = float(text)
    except ValueError:
        return None
    if "_" in text or not math.isfinite(number):
        return None
    try:
        return int(text)  # exactly, however long it is
    except ValueError:
        return number


def _by_number(values: Iterable[str]) -> dict[object, list[str]]:
    """Return the values that are numbers, by what they are: “1”, “1.0” and “01” are 1."""
    numbers: dict[object, list[str]] = {}
    for value in sorted(values):
        number = number_of(value)
        if number is not None:
            numbers.setdefault(number, []).append(value)
    return numbers
