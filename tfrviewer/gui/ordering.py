"""The condition and the sorting that hold, and those asked for; the core answers in a worker."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.query import Ordered, Query, next_keys, reason_of, run_query
from tfrviewer.gui.restriction import Restriction
from tfrviewer.gui.tasks import Pool, TaskRunner

Keys = list[tuple[str, bool]]
_TASK = "query"


class Ordering(QObject):
    """Asks which records a condition shows, in the order that a sorting gives.

    What holds changes only when an answer has come; what is wanted may still be on its way.

    Attributes:
        condition: What is shown; empty shows everything.
        keys: What is sorted by: a column and whether it descends, the first key first.
        stale: Whether records stand where the sorting would not put them.
        meant: What a condition that shows nothing may have meant; see `Ordered`.
        wanted: Condition and keys asked for last.
        among: Which records may be shown at all; None for all.
        wanted_among: The same, as asked for last.
        base: What is sorted by where no keys are wanted.

    Signals:
        answered: There is an answer: an `Ordered`, and the frame that it is about.
        refused: What was asked for is wrong and given up: why, and the frame asked about.
    """

    answered = Signal(object, object)
    refused = Signal(str, object)

    def __init__(
        self,
        tasks: TaskRunner,
        records: Callable[[], tuple[pl.DataFrame, NDArray[np.uint32]]],
        awaits: Callable[[str], bool],
        parent: QObject,
    ) -> None:
        """Begin with everything shown, unsorted.

        Args:
            tasks: Runs the queries.
            records: Returns the frame of all records and the present order.
            awaits: Whether a condition that fails will be asked again by itself, once the columns
                it needs have come.
            parent: Who owns this.
        """
        super().__init__(parent)
        self._tasks = tasks
        self._records = records
        self._awaits = awaits
        self.reset()

    def reset(self, condition: str = "", keys: Sequence[tuple[str, bool]] = ()) -> None:
        """Show everything, unsorted; what is given is wanted as soon as it is asked for."""
        self._tasks.cancel(_TASK)
        self.condition = ""
        self.keys: Keys = []
        self.stale = False
        self.meant: tuple[str, str] | None = None
        self.wanted: tuple[str, Keys] = (condition, list(keys))
        self.among: Restriction | None = None
        self.wanted_among: Restriction | None = None
        self.base: Keys = []

    def set_base(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Show the records by other keys where none are wanted, and do so now."""
        self.base = list(keys)
        self.ask(resort=True)

    @property
    def is_drawn(self) -> bool:
        """Whether records stand in the order drawn by lot of a blinded review."""
        return bool(self.base) and not self.keys

    @property
    def is_running(self) -> bool:
        """Whether an answer is on its way."""
        return self._tasks.is_running(_TASK)

    @property
    def is_plain(self) -> bool:
        """Whether everything is shown in the order of the row numbers, and nothing else wanted."""
        narrowed = self.among is not None or self.wanted_among is not None
        return not (narrowed or any(self.wanted) or self.condition or self.keys or self.base)

    def filter_by(self, condition: str) -> None:
        """Want another condition; the one that holds and is wanted already is not asked anew."""
        condition = condition.strip()
        if condition != self.wanted[0] or condition != self.condition:
            self.wanted = (condition, self.wanted[1])
            self.ask(resort=True)

    def sort_by(self, column: str, *, add: bool) -> None:
        """Sort by a column: ascending, then descending, then not; out of date, sort anew."""
        condition, keys = self.wanted
        self.wanted = (condition, next_keys(keys, column, add=add, anew=self.stale))
        self.ask(resort=True)

    def want(
        self, condition: str, keys: Sequence[tuple[str, bool]], among: Restriction | None
    ) -> None:
        """Want all at once."""
        self.wanted = (condition.strip(), list(keys))
        self.wanted_among = among
        self.ask(resort=True)

    def ask(self, *, resort: bool) -> None:
        """Ask for what is wanted.

        Args:
            resort: Sort anew; else records shown already stay where they are.
        """
        condition, keys = self.wanted
        among = self.wanted_among
        frame, order = self._records()
        keep = order if keys == self.keys and not resort else None
        query = Query(frame, condition, tuple(keys or self.base), keep, among)
        stale = self.stale and keep is not None

        def done(ordered: Ordered) -> None:
            self.condition, self.keys, self.among = condition, keys, among
            self.meant = ordered.meant
            self.stale = bool(keys) and (stale or ordered.stale)
            self.answered.emit(ordered, frame)

        def failed(error: BaseException) -> None:
            if not self._awaits(condition):
                self.wanted, self.wanted_among = (self.condition, self.keys), self.among
                self.refused.emit(reason_of(error), frame)

        self._tasks.submit(
            _TASK, lambda cancel: run_query(query), done, failed=failed, pool=Pool.QUERY
        )
