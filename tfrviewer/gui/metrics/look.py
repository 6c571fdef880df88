"""What a metric says of the tiles shown: worked out in a thread, so that a drag only looks up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.dataset.metrics.counting import count_picked
from tfrviewer.dataset.metrics.thresholds import Ranked, Threshold, renamed_condition
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.dataset.table.statistics import Histogram, histogram
from tfrviewer.tiles.metrics import PRESETS

if TYPE_CHECKING:
    from tfrviewer.gui.measuring import Measuring
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_LOOK, _COUNT = "metrics look", "metrics presets"


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What one metric says.

    Attributes:
        metric: Its name.
        rest: The further condition on the tiles, over the names of metrics.
        ranked: The tiles shown that fulfil it.
        shape: Their histogram; None where none has the metric.
        values: The metric of all records, float32 (N,), NaN where there is none.
        among: Whether each record fulfils the further condition, bool (N,); None if all do.
        n_shown: How many tiles are shown.
        n_measured: How many of them have metrics.
    """

    metric: str
    rest: str
    ranked: Ranked
    shape: Histogram | None
    values: NDArray[np.float32]
    among: NDArray[np.bool_] | None
    n_shown: int
    n_measured: int


def look_at(
    frame: pl.DataFrame,
    order: NDArray[np.uint32],
    threshold: Threshold,
    columns: Mapping[str, str],
    cancel: "CancelToken",
) -> Look:
    """Return what a metric says of the tiles shown; of a million it takes some 200 ms.

    Args:
        frame: All records, a row each.
        order: Row numbers of those shown.
        threshold: Names the metric and the further condition.
        columns: The column of each metric.
        cancel: Looked at between steps.
    """
    values = frame[columns[threshold.metric]].to_numpy().astype(np.float32, copy=False)
    among = None
    numbers = None if len(order) == frame.height else np.sort(order)
    cancel.check()
    if threshold.rest:
        among = np.zeros(frame.height, np.bool_)
        among[filter_numbers(frame, renamed_condition(threshold.rest, columns))] = True
        numbers = np.flatnonzero(among).astype(np.uint32) if numbers is None else numbers[
            among[numbers]
        ]  # fmt: skip
    cancel.check()
    ranked = Ranked(values, numbers)
    cancel.check()
    finite = ranked.values[np.isfinite(ranked.values)]
    shape = histogram(pl.Series(finite)) if len(finite) else None
    # Of every picture that can be decoded it is known how bright it is.
    there = frame[columns["brightness"]].is_not_null()
    measured = int((there if numbers is None and among is None else there.gather(order)).sum())
    return Look(
        threshold.metric, threshold.rest, ranked, shape, values, among, len(order), measured
    )


class LookSource(QObject):
    """Keeps what is known of a metric that of the tiles shown now.

    Signals:
        arrived: What a metric says; a `Look`.
        counted: How many tiles each preset picks out, by its name.
    """

    arrived = Signal(object)
    counted = Signal(object)

    def __init__(
        self, session: "Session", measuring: "Measuring", tasks: "TaskRunner", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._measuring, self._tasks = session, measuring, tasks
        self._threshold: Threshold | None = None
        self._awake = False
        self._seen: tuple[object, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._work_out)
        session.dataset_changed.connect(self._forget)
        session.order_changed.connect(self._follow)
        session.records_changed.connect(self._follow)
        measuring.changed.connect(self._follow)

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        busy = self._timer.isActive()
        return not busy and not any(map(self._tasks.is_running, (_LOOK, _COUNT)))

    def ask(self, threshold: Threshold) -> None:
        """Have a metric looked at."""
        self._threshold = threshold
        self._seen = ()
        self._timer.start()

    def wake(self, *, on: bool) -> None:
        """Look at metrics, or rest while nobody sees what they say."""
        self._awake = on
        if on:
            self._follow()

    def _forget(self) -> None:
        """Drop what is on its way: its row numbers are those of another dataset."""
        self._tasks.cancel(_LOOK)
        self._tasks.cancel(_COUNT)
        self._seen = ()

    def _follow(self) -> None:
        if self._awake:
            self._timer.start()

    def _work_out(self) -> None:
        session, threshold = self._session, self._threshold
        columns = self._measuring.columns
        frame, order = session.frame, session.order
        metrics = self._measuring.frame
        if threshold is None or not self._awake or session.loading or metrics is None:
            return
        if columns[threshold.metric] not in frame.columns:
            return
        seen = (metrics, order, threshold.metric, threshold.rest)
        if len(seen) == len(self._seen) and all(map(_same, seen, self._seen)):
            return
        self._seen = seen
        self._tasks.submit(
            _LOOK,
            lambda cancel: look_at(frame, order, threshold, columns, cancel),
            self.arrived.emit,
        )
        conditions = {
            name: renamed_condition(preset.condition, columns) for name, preset in PRESETS.items()
        }
        self._tasks.submit(
            _COUNT, lambda cancel: count_picked(frame, conditions, order, cancel), self.counted.emit
        )


def _same(one: object, other: object) -> bool:
    return one == other if isinstance(one, str) else one is other
