"""Handing work over to workers only where that pays.

Threads run Python one at a time: what is little more than Python takes longer in two of them than
in one. What waits for files that are far away does not. Which it is shows when it is tried.
"""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor
from itertools import islice
from time import perf_counter
from typing import TypeVar

from tfrviewer.jobs import CancelToken, map_units

_TRIED = 2
"""Units that tell how long an image takes."""
_SOON = 0.0003
"""Seconds that an image takes at most where nothing is handed over."""

T = TypeVar("T")
R = TypeVar("R")


def map_near(
    work: Callable[[T], R],
    units: Iterable[T],
    count: Callable[[T], int],
    *,
    executor: Executor | None,
    cancel: CancelToken | None,
    ahead: int | None = None,
) -> Generator[R, None, None]:
    """Yield `work(unit)` for each unit, as `jobs.map_units`; here, if that is quick.

    Args:
        work: A function of one unit, mostly Python and reading.
        units: What to work on.
        count: How many images a unit is of.
        executor: Where it is done if it is slow here.
        cancel: Looked at before each unit.
        ahead: How many units may be under way at once; None leaves that to `map_units`.

    Raises:
        Cancelled: When `cancel` was raised.
    """
    queue = iter(units)
    if executor is not None:
        took, images = 0.0, 0
        for unit in islice(queue, _TRIED):
            if cancel is not None:
                cancel.check()
            start = perf_counter()
            result = work(unit)
            took += perf_counter() - start
            images += count(unit)
            yield result
        if took <= _SOON * images:
            executor = None
    more = {} if ahead is None else {"ahead": ahead}
    yield from map_units(work, queue, executor=executor, cancel=cancel, **more)
