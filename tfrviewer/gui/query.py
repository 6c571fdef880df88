"""One filter and one sorting applied to the frame of all records; runs off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.table.query import filter_numbers, sort_numbers
from tfrviewer.dataset.table.query_hints import other_case
from tfrviewer.errors import TfrError
from tfrviewer.gui.choice import invert_order
from tfrviewer.gui.restriction import Restriction

SortKeys = tuple[tuple[str, bool], ...]
"""Column and whether it descends, the first key first."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to show and how to order it.

    Attributes:
        frame: The records, a row each, with their row number in `number`.
        condition: What to show; empty shows everything.
        keys: What to sort by; none leaves them in the order of their row numbers.
        keep: The order so far, when records shown already must not move: what is new goes to
            the end of it.
        among: Which records may be shown at all; None allows all.
    """

    frame: pl.DataFrame
    condition: str
    keys: SortKeys
    keep: NDArray[np.uint32] | None = None
    among: Restriction | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The answer to a query.

    Attributes:
        order: Row numbers shown, in their order, uint32 (n_shown,).
        inverse: Position of each row number, int64 (n,), -1 where it is not shown.
        stale: Records stand at the end that sorting would put elsewhere.
        meant: Where the condition shows nothing: a text in it, and the one in other letters that
            records have.
    """

    order: NDArray[np.uint32]
    inverse: NDArray[np.int64]
    stale: bool = False
    meant: tuple[str, str] | None = None


def run_query(query: Query) -> Ordered:
    """Filter and sort.

    Raises:
        QueryError: When the condition or a key is wrong.
    """
    count = query.frame.height
    if query.condition.strip():
        numbers = filter_numbers(query.frame, query.condition)
    else:
        numbers = np.arange(count, dtype=np.uint32)
    meant = None if len(numbers) else other_case(query.frame, query.condition)
    if query.among is not None:
        numbers = query.among.applied(numbers, count)
    stale = False
    if not query.keys:
        order = numbers
    elif query.keep is None:
        order = sort_numbers(query.frame, numbers, query.keys)
    else:
        shown = np.zeros(count, dtype=np.bool_)
        shown[numbers] = True
        kept = query.keep[shown[query.keep]]
        shown[kept] = False
        new = np.flatnonzero(shown).astype(np.uint32)
        stale = len(new) > 0
        order = np.concatenate([kept, new])
    return Ordered(order, invert_order(order, count), stale, meant)


def next_keys(
    keys: Sequence[tuple[str, bool]], column: str, *, add: bool, anew: bool
) -> list[tuple[str, bool]]:
    """Return what to sort by after a click on a column: ascending, then descending, then not.

    Args:
        keys: What is sorted by now.
        column: The column.
        add: Keep the other keys, and sort by this one within them.
        anew: The sorting is out of date, and the click is to renew it.
    """
    descends = dict(keys).get(column)
    others = [key for key in keys if key[0] != column] if add else []
    if descends is None:
        return [*others, (column, False)]
    if anew:
        return list(keys)
    if descends:
        return others
    return [(name, name == column or d) for name, d in keys] if add else [(column, True)]


def reason_of(error: BaseException) -> str:
    """Return what is wrong with a condition and what to do, without a file's name."""
    if isinstance(error, TfrError):
        return f"{error.finding.message} {error.finding.remedy}".strip()
    return str(error) or type(error).__name__
