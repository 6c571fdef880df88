"""What the cells of the table say, looked up a page at a time.

A look-up of one cell in a frame costs as much as one of a hundred, and painting a window asks
for some five hundred cells: so a page of a column is taken at once, and kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.gui.figures import decimal

PAGE: Final = 128
KEPT: Final = 400
"""Pages of a column kept: some ten screens of forty columns."""
SAMPLE: Final = 64
LONGEST_TEXT: Final = 300

MISSING: Final = "–"
PENDING: Final = "…"

GROUPED: Final = frozenset(("bytes", "offset"))
"""Columns of large numbers that are compared by size; the digits of all others stand plain, as
they are typed into the filter: locations, numbers and sizes in pixels are names, not amounts."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one column: the values, None where missing, and what the cells say."""

    values: list[Any]
    texts: list[str]


class Pages:
    """The pages of a frame in an order; the ones used last are kept.

    Attributes:
        group: Writes a whole number with the locale's grouping of digits.
    """

    def __init__(self, group: Callable[[int], str] = "{:,}".format) -> None:
        self.group = group
        self._frame = pl.DataFrame()
        self._order: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._pending: frozenset[str] = frozenset()
        self._kept: OrderedDict[tuple[str, int], Page] = OrderedDict()

    def reset(
        self, frame: pl.DataFrame, order: NDArray[np.uint32], pending: frozenset[str]
    ) -> None:
        """Show another state; what was kept is forgotten."""
        self._frame, self._order, self._pending = frame, order, pending
        self._kept.clear()

    def value(self, position: int, column: str) -> Any:  # noqa: ANN401 - of the column's type
        """Return the value of a cell, None where it is missing."""
        return self.page(position // PAGE, column).values[position % PAGE]

    def text(self, position: int, column: str) -> str:
        """Return what a cell says."""
        return self.page(position // PAGE, column).texts[position % PAGE]

    def page(self, page: int, column: str) -> Page:
        """Return a page of a column."""
        key = column, page
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._make(page, column)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept

    def sample(self, column: str) -> list[str]:
        """Return what some cells of a column say, the longest numbers among them."""
        if column not in self._frame.columns:
            return []
        series = self._frame.get_column(column)
        if series.dtype.is_integer():
            values: list[Any] = [series.min(), series.max()]
        elif series.dtype.is_float():
            values = _widest_floats(series)
        else:
            step = max(len(series) // SAMPLE, 1)
            values = series.gather_every(step).head(SAMPLE).to_list()
        grouped = self.group if column in GROUPED else None
        return [cell_text(value, grouped) for value in values if value is not None]

    def _make(self, page: int, column: str) -> Page:
        numbers = self._order[page * PAGE : (page + 1) * PAGE]
        if column in self._frame.columns:
            values = self._frame.get_column(column).gather(numbers).to_list()
        else:  # named before the first of its values came
            values = [None] * len(numbers)
        missing = PENDING if column in self._pending else MISSING
        grouped = self.group if column in GROUPED else None
        texts = [missing if value is None else cell_text(value, grouped) for value in values]
        return Page(values, texts)


def _widest_floats(series: pl.Series) -> list[Any]:
    """Return numbers of which one is written as wide as any of a column."""
    least, most = series.min(), series.max()
    if least is None or (_is_short(least, most) and _is_whole(series)):
        return [least, most]
    sign = -1.0 if isinstance(least, float) and least < 0 else 1.0
    return [least, most, sign * 8.88888e-08]


def _is_whole(series: pl.Series) -> bool:
    some = series.head(SAMPLE)  # a few tell of most columns that they are not
    return bool((some == some.round(0)).all()) and bool((series == series.round(0)).all())


def _is_short(*values: object) -> bool:
    return all(isinstance(value, float) and abs(value) < 1e6 for value in values)


def cell_text(value: object, group: Callable[[int], str] | None = None) -> str:
    """Return a value in one line of bounded length."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if group is None else group(value)
        case float():
            return decimal(value, grouped=False)
        case str():
            text = value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "…"
            return text if text.isprintable() else "".join(map(_printable, text))
        case bytes():
            return value[: LONGEST_TEXT // 2].hex() + (
                "…" if len(value) > LONGEST_TEXT // 2 else ""
            )
    return str(value)[:LONGEST_TEXT]


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return "␤" if letter == "\n" else "␣" if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
