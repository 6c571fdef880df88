"""Running work: progress, cancellation, and one function over many files.

Library calls run in the calling process unless they are given an executor; only the front
ends make pools. A unit of work takes at most about half a second, so that cancelling means
that no more units are started, and progress means units done.
"""

import os
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import Protocol, TypeVar

_AHEAD = 2 * (os.cpu_count() or 2)
"""Units under way at once: each worker has one, and the next one is there when it is done."""

T = TypeVar("T")
R = TypeVar("R")


class Progress(Protocol):
    """Called after each unit of work."""

    def __call__(self, done: int, total: int, text: str) -> None:
        """Say that `done` of `total` units are done; `text` names the last one."""


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The work was cancelled; nothing half-made was left behind."""


class CancelToken:
    """A flag that one thread raises and the working one looks at between units."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next unit."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work was cancelled."""
        if self._event.is_set():
            raise Cancelled


def map_units(
    work: Callable[[T], R],
    units: Iterable[T],
    *,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    ahead: int = _AHEAD,
) -> Generator[R, None, None]:
    """Yield `work(unit)` for each unit, in the order of the units.

    Args:
        work: A function of one unit; with a process pool, picklable, as is its result.
        units: What to work on.
        executor: Where to run it; None runs it here, one unit at a time.
        cancel: Looked at before each unit.
        ahead: How many units may be under way at once; bounds what is lost by a cancel, and
            the results kept waiting for an earlier one.

    Raises:
        Cancelled: When `cancel` was raised; units not begun are never begun.
    """
    if executor is None:
        for unit in units:
            if cancel is not None:
                cancel.check()
            yield work(unit)
        return
    queue = iter(units)
    pending: list[Future[R]] = [executor.submit(work, unit) for unit in islice(queue, ahead)]
    try:
        while pending:
            while not pending[0].done():
                if cancel is not None:
                    cancel.check()
                wait(pending[:1], timeout=0.1, return_when=FIRST_COMPLETED)
            if cancel is not None:
                cancel.check()
            first = pending.pop(0)
            pending += [executor.submit(work, unit) for unit in islice(queue, 1)]
            yield first.result()
    finally:
        for future in pending:
            future.cancel()
