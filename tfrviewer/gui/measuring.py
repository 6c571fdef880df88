"""Measures the tiles of the open dataset in the background; their metrics become columns."""

import logging
import os
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.metrics.frame import MetricTable, take_all
from tfrviewer.dataset.metrics.keeping import PHASH
from tfrviewer.errors import Finding
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.metric_words import SUFFIX
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tiles.metrics import METRICS
from tfrviewer.workers import worker_pool

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.metrics.reader import MetricReader, Part

log = logging.getLogger(__name__)

ADDED = "metrics"
"""What the session calls the columns."""

WORTH_PROCESSES = 1_000
"""Tiles; fewer are measured in a thread before processes would have begun."""
_PERIOD = 1.0  # seconds between two hand-overs; all views look at columns anew
_RECALL, _MEASURE = "metrics recall", "metrics measure"


@dataclass(frozen=True, slots=True)
class News:
    """What is measured by now.

    Attributes:
        frame: The metrics of all records, null for those not measured; None if none are.
        known: How many records are measured.
        findings: What is known of the files, once none are being measured: damaged images are
            among it.
    """

    frame: pl.DataFrame | None
    known: int
    findings: tuple[Finding, ...] = ()


class Measuring(QObject):
    """Recalls the metrics that are kept as soon as a dataset is there, and measures the others.

    Attributes:
        frame: The metrics of all records and their perceptual hashes, as `metrics_frame` gives
            them; None while none are known.
        n_known: How many records are measured.
        columns: The column of the session that holds each metric, by its name.

    Signals:
        changed: More is known, or measuring began or ended.
        failed: It ended before its time; the exception.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    changed = Signal()
    failed = Signal(object)
    settled = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._jobs = session, tasks, jobs
        self._job = 0
        self._forget()
        session.dataset_changed.connect(self._restart)
        session.loading_changed.connect(self._follow)

    def _forget(self) -> None:
        self.frame: pl.DataFrame | None = None
        self._put_frame: pl.DataFrame | None = None  # that the session has the columns of
        self.n_known = 0
        self.columns: dict[str, str] = {}
        self._recalled = False
        self._wanted = False

    # ---------------------------------------------------------------- what others ask

    @property
    def is_running(self) -> bool:
        """Whether tiles are being measured, or will be once all records are listed."""
        return self._wanted or self._tasks.is_running(_MEASURE)

    @property
    def is_whole(self) -> bool:
        """Whether every record is measured."""
        return self.n_known == self._session.n_records and not self._session.loading

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not any(map(self._tasks.is_running, (_RECALL, _MEASURE)))

    def start(self) -> None:
        """Measure all tiles that are not measured, as soon as all records are listed."""
        if self.is_running or self._session.dataset is None:
            return
        if not self._recalled:
            self._wanted = True
            self.changed.emit()
            return
        self._measure()

    def stop(self) -> None:
        """Measure no more; what is measured stays, and is kept."""
        self._jobs.cancel(self._job)
        if self._wanted:
            self._wanted = False
            self.changed.emit()

    # ---------------------------------------------------------------- what the session says

    def _restart(self) -> None:
        self._jobs.cancel(self._job)
        for key in (_RECALL, _MEASURE):
            self._tasks.cancel(key)
        self._jobs.close(self._job)
        self._forget()
        self.changed.emit()

    def _follow(self) -> None:
        session, dataset = self._session, self._session.dataset
        if dataset is None or session.loading:
            return
        if self._recalled:
            self._put()  # reading the records may have brought columns of these names
            return
        counts = [file.count for file in session.files]
        self._recalled = True

        def take(news: News) -> None:
            self._take(news)
            go_on()

        def failed(error: BaseException) -> None:  # it is logged; all can be measured anew
            go_on()
            self.changed.emit()

        def go_on() -> None:
            wanted, self._wanted = self._wanted, False
            if wanted:
                self._measure()
            self.settled.emit()

        self._tasks.submit(
            _RECALL,
            lambda cancel: recall(dataset, counts, cancel),
            take,
            failed=failed,
            pool=Pool.LONG,
        )

    # ---------------------------------------------------------------- measuring

    def _measure(self) -> None:
        session, dataset = self._session, self._session.dataset
        if dataset is None or self.is_whole:
            return
        counts = [file.count for file in session.files]
        job = self._jobs.open(self.tr("Measuring tiles"))
        self._job = job.id

        def work(cancel: CancelToken, each: Callable[[News | tuple[int, int, str]], None]) -> News:
            return measure(dataset, counts, job.cancel, each)

        def take(news: News | tuple[int, int, str]) -> None:
            if isinstance(news, News):
                self._take(news)
            else:
                self._jobs.report(job.id, *news)

        def done(news: News) -> None:
            self._jobs.close(job.id)
            self._take(news)
            self.settled.emit()

        def broke(error: BaseException) -> None:
            self._jobs.close(job.id)
            self.failed.emit(error)
            self.changed.emit()
            self.settled.emit()

        self._tasks.stream(_MEASURE, work, take, done, failed=broke, pool=Pool.LONG)
        self.changed.emit()

    def _take(self, news: News) -> None:
        frame = news.frame
        if frame is not None and frame.height == self._session.n_records:
            self.frame, self.n_known = frame, news.known
        self._session.add_findings(news.findings)
        self._put()
        self.changed.emit()

    def _put(self) -> None:
        """Have the metrics among the columns of the session, under names that are free."""
        session = self._session
        if session.loading:
            return
        own = session.added.get(ADDED, ())
        if self.frame is None:
            if own:  # of a file that was another one before it was read again
                session.remove_columns(ADDED)
            return
        taken = set(session.columns) - set(own)
        self.columns = {name: _free(name, taken) for name in METRICS}
        columns = self.frame.drop(PHASH).rename(self.columns)
        if self._put_frame is self.frame and list(own) == columns.columns:
            return
        self._put_frame = self.frame
        session.add_columns(ADDED, columns)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += SUFFIX
    return name


def recall(dataset: "Dataset", counts: list[int], cancel: CancelToken) -> News:
    """Return the metrics that are kept of a dataset; measures nothing.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    reader = getattr(dataset, "metric_reader", None)
    if reader is None:
        return News(None, 0)
    table = MetricTable(counts)
    take_all(table, reader.recall(range(len(counts)), cancel=cancel))
    return _news(table, dataset.findings)


def measure(
    dataset: "Dataset",
    counts: list[int],
    cancel: CancelToken,
    each: Callable[[News | tuple[int, int, str]], None],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> News:
    """Measure what is not measured, and return what is known at the end, also after a cancel.

    Args:
        dataset: The dataset.
        counts: How many records each file has.
        cancel: Ends it.
        each: Takes what is known by and by, and how far it is.
        clock: Seconds.
    """
    reader = dataset.metric_reader
    table = MetricTable(counts)
    told = clock()
    names = dataset.names
    cost = 0.0
    try:
        take_all(table, reader.recall(range(len(counts)), cancel=cancel))
        done, total = table.n_known, len(table)
        numbers = [i for i in range(len(counts)) if not table.is_whole(i)]
        each((done, total, ""))
        with closing(_parts(reader, numbers, total - done, cancel)) as parts:
            for part in parts:
                done += table.take(part)
                each((done, total, names[part.i]))
                if clock() - told >= max(_PERIOD, 10 * cost):
                    begun = clock()
                    each(_news(table))
                    told = clock()
                    cost = told - begun
    except Cancelled:
        if not cancel.cancelled:
            raise  # nobody waits for it any more
    return _news(table, dataset.findings)


def _parts(
    reader: "MetricReader", numbers: list[int], count: int, cancel: CancelToken
) -> "Generator[Part, None, None]":
    """Measure in worker processes where there is enough to do, else here."""
    if count >= WORTH_PROCESSES:
        try:
            with worker_pool(os.cpu_count() or 1, gives_way=True) as executor:
                yield from reader.measure(numbers, executor=executor, cancel=cancel)
            return
        except BrokenProcessPool:
            log.exception("the worker processes ended; going on without them")
    yield from reader.measure(numbers, cancel=cancel)


def _news(table: MetricTable, findings: Iterable[Finding] = ()) -> News:
    known = table.n_known
    return News(table.frame() if known else None, known, tuple(findings))
