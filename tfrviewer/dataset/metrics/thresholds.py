"""Thresholds on metrics: which tiles they pick out, what lies next to the line, and as filters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.table.conditions import quote_name
from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.tiles.metrics import METRICS, Preset

_COMPARED = re.compile(r"(?P<name>\w+) (?P<sign><|<=|>|>=) (?P<number>-?[0-9.]+)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A range of a metric: the tiles in it are picked out.

    Attributes:
        metric: Name of the metric.
        low: The least number in the range; None for any.
        high: The greatest; None for any.
        rest: A further condition that tiles fulfil, over the names of metrics; "" for none.
        title: What it is called; "" if it has no name.
        text: The condition where it says it in better words than the numbers, as that of a preset.
    """

    metric: str
    low: float | None = None
    high: float | None = None
    rest: str = ""
    title: str = ""
    text: str = ""

    @classmethod
    def of_preset(cls, preset: Preset) -> Self:
        """Return the threshold of a preset: its metric's range, and what else it asks for."""
        parts = preset.condition.split(" AND ")
        own = [part for part in parts if part.split(" ")[0] == preset.metric]
        rest = " AND ".join(part for part in parts if part not in own)
        limits: dict[str, float | None] = {"low": preset.low, "high": preset.high}
        for match in filter(None, map(_COMPARED.fullmatch, own)):
            side = "high" if match["sign"][0] == "<" else "low"
            number = np.float32(match["number"])
            if len(match["sign"]) == 1:  # without the number itself: as near to it as can be
                number = np.nextafter(number, np.float32(-np.inf if side == "high" else np.inf))
            limits[side] = float(number)
        return cls(preset.metric, limits["low"], limits["high"], rest, preset.title,
                   preset.condition)  # fmt: skip

    @property
    def is_all(self) -> bool:
        """Whether it picks nothing out: it asks for nothing."""
        return self.low is None and self.high is None and not self.rest

    def between(self, low: float | None, high: float | None) -> Self:
        """Return it with other limits; it is then no longer what its name said."""
        if (low, high) == (self.low, self.high):
            return self
        return replace(self, low=low, high=high, title="", text="")

    def condition(self, columns: Mapping[str, str] | None = None) -> str:
        """Return it as a filter, "" if it asks for nothing.

        Args:
            columns: The column of each metric, where that is called otherwise.
        """
        columns = columns or {}
        if self.text:
            return renamed_condition(self.text, columns)
        name = quote_name(columns.get(self.metric, self.metric))
        # Not BETWEEN: it compares with more digits than the column has.
        parts = [f"{name} >= {_plain(self.low)}"] if self.low is not None else []
        parts += [f"{name} <= {_plain(self.high)}"] if self.high is not None else []
        parts += [renamed_condition(self.rest, columns)] if self.rest else []
        return " AND ".join(parts)

    def opposite(self, columns: Mapping[str, str] | None = None) -> str:
        """Return the filter for all other tiles, also those that have no metrics."""
        return f"NOT COALESCE({self.condition(columns)}, false)"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return what `to_json` gave.

        Raises:
            ValueError: If it is anything else.
        """
        if not isinstance(value, dict) or set(value) != set(cls.__slots__):
            raise ValueError(f"no threshold: {value!r}")
        limits = (value["low"], value["high"])
        texts = (value[name] for name in ("metric", "rest", "title", "text"))
        if not all(isinstance(text, str) for text in texts) or not all(
            limit is None or (isinstance(limit, int | float) and np.isfinite(limit))
            for limit in limits
        ):
            raise ValueError(f"no threshold: {value!r}")
        return cls(**value)


class Ranked:
    """Tiles in the order of a metric, to tell at once which lie in a range, and next to it.

    Attributes:
        numbers: Row numbers of the tiles that have the metric, by its value, uint32 (n,).
        values: The values, float32 (n,), ascending.
        count: How many tiles were looked at, also those without the metric.
    """

    def __init__(
        self, values: NDArray[np.float32], numbers: NDArray[np.uint32] | None = None
    ) -> None:
        """Sort tiles; of a million it takes some 100 ms.

        Args:
            values: The metric of each row, float32 (N,), NaN where there is none.
            numbers: The rows to look at; None looks at all.
        """
        if numbers is None:
            numbers = np.arange(len(values), dtype=np.uint32)
        some = values[numbers]
        self.count = len(numbers)
        there = ~np.isnan(some)
        if not there.all():
            numbers, some = numbers[there], some[there]
        order = np.argsort(some, kind="stable")
        self.numbers: NDArray[np.uint32] = np.asarray(numbers, np.uint32)[order]
        self.values: NDArray[np.float32] = some[order]

    def span(self, low: float | None, high: float | None) -> tuple[int, int]:
        """Return the place of the first tile in a range, and the one after the last."""
        first = 0 if low is None else int(self.values.searchsorted(np.float32(low), "left"))
        end = len(self.values)
        if high is not None:
            end = int(self.values.searchsorted(np.float32(high), "right"))
        return first, max(end, first)

    def beside(self, place: int, most: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the tiles below and above a place, the nearest first.

        Args:
            place: The line lies before the tile of this place.
            most: How many at most on each side.
        """
        below = self.numbers[max(place - most, 0) : place][::-1]
        return below, self.numbers[place : place + most]

    def value_of(self, place: int) -> float | None:
        """Return the value at a place, None beyond the ends."""
        return float(self.values[place]) if 0 <= place < len(self.values) else None


def renamed_condition(condition: str, columns: Mapping[str, str]) -> str:
    """Return a condition over metrics as one over the columns that hold them."""

    def column(match: re.Match[str]) -> str:
        return quote_name(columns.get(match[0], match[0]))

    names = [name for name in METRICS if columns.get(name, name) != name]
    if not names or not set(names) & condition_columns(condition):
        return condition
    return re.sub(rf"\b({'|'.join(names)})\b", column, condition)


def _plain(number: float | None) -> str:
    assert number is not None
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number)
