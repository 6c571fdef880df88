"""Measuring the tiles of many files: what is kept is given back, the rest is measured and kept."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from tfrviewer.dataset.files import Files
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.dataset.metrics.keeping import FileMetrics, Keeper
from tfrviewer.dataset.metrics.measuring import (
    UNIT_BYTES,
    UNIT_RECORDS,
    Measured,
    measure_range,
    measure_unit,
)
from tfrviewer.dataset.table.cache import Cache
from tfrviewer.dataset.table.gather import Unit
from tfrviewer.dataset.table.scan import units_of
from tfrviewer.errors import Finding, TfrError
from tfrviewer.jobs import CancelToken, map_units

KEEP_SECONDS = 30.0
"""What is measured of a file that takes longer is kept this often: a crash loses no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The metrics of some records of a file.

    Attributes:
        i: Number of the file, in the order of the dataset.
        first: Number of the first record in the file.
        metrics: Of these records.
    """

    i: int
    first: int
    metrics: FileMetrics


@dataclass(slots=True)
class _Begun:
    """A file that is being measured."""

    i: int
    key: str
    metrics: FileMetrics
    kept: float
    is_new: bool = False
    is_gone: bool = False


class MetricReader:
    """Measures the tiles of the files of a dataset, each but once.

    What it finds wrong with records is noted of their files, also where that is kept of another
    time.
    """

    def __init__(
        self, files: Files, cache: Cache, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._files = files
        self._keeper = Keeper(cache)
        self._clock = clock

    def count(self, i: int) -> int:
        """Return how many records the i-th file has."""
        return self._files.count(i)

    def recall(
        self, numbers: Sequence[int], *, cancel: CancelToken | None = None
    ) -> Iterator[Part]:
        """Yield what is kept of files, in order, nothing for a file of which nothing is.

        Measures nothing. Records not measured yet have no metrics.

        Args:
            numbers: Of the files.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised; looked at before each file.
        """
        if self._keeper.is_empty():  # else every file would be looked at for nothing
            return
        for i in numbers:
            if cancel is not None:
                cancel.check()
            tfrecord = self._files.try_open(i, cancel=cancel)
            if tfrecord is None or len(tfrecord) != self.count(i):
                continue
            kept = self._keeper.recall(self._keeper.key(tfrecord), tfrecord)
            if kept is not None:
                self._files.note(i, kept.problems.values())
                yield Part(i, 0, kept)

    def measure(
        self,
        numbers: Sequence[int],
        *,
        executor: Executor | None = None,
        cancel: CancelToken | None = None,
    ) -> Iterator[Part]:
        """Yield the metrics of files by and by, in order; what is kept of them first.

        What is measured is kept, also if this ends before its time.

        Args:
            numbers: Of the files.
            executor: Where to measure; None does it here.
            cancel: Ends it.

        Raises:
            Cancelled: If `cancel` is raised.
        """
        begun: list[_Begun] = []
        here = executor is None
        work = partial(self._measure_here, cancel) if here else _measure_there
        measured = map_units(work, self._jobs(numbers, begun, cancel), executor=executor,
                             cancel=cancel)  # fmt: skip
        known = -1
        try:
            for i, told in measured:
                while begun[0].i != i:
                    self._keep(begun.pop(0))
                file = begun[0]
                if i != known:
                    known = i
                    if file.metrics.done:  # of another time
                        yield Part(i, 0, _head(file.metrics))
                if told is None or file.is_gone:
                    continue
                if isinstance(told, Finding):  # it changed, or is gone
                    self._files.note(i, [told])
                    file.is_gone = True
                    continue
                file.metrics.take(told.unit.first, told.values, told.hashes, told.problems)
                file.is_new = True
                if self._clock() - file.kept > KEEP_SECONDS:
                    self._keep(file)
                yield Part(i, told.unit.first, FileMetrics(told.values, told.hashes,
                                                           len(told.hashes)))  # fmt: skip
        finally:
            measured.close()
            for file in begun:
                self._keep(file)

    def _jobs(
        self, numbers: Sequence[int], begun: list[_Begun], cancel: CancelToken | None
    ) -> Iterator[tuple[int, Unit | None]]:
        """Yield the units to measure, None for a file that is measured already."""
        for i in numbers:
            tfrecord = self._files.try_open(i, cancel=cancel)
            if tfrecord is None:
                continue
            if len(tfrecord) != self.count(i):
                self._files.note_changed(i)
                continue
            key = self._keeper.key(tfrecord)
            if key is None:
                self._files.note_changed(i)
                continue
            kept = self._keeper.recall(key, tfrecord) or FileMetrics.blank(len(tfrecord))
            begun.append(_Begun(i, key, kept, self._clock()))
            if kept.is_whole:
                yield i, None
            units = units_of(
                tfrecord.path, tfrecord.index, first=kept.done, records=UNIT_RECORDS,
                size=UNIT_BYTES,
            )  # fmt: skip
            for unit in units:
                yield i, unit

    def _measure_here(
        self, cancel: CancelToken | None, job: tuple[int, Unit | None]
    ) -> tuple[int, Measured | Finding | None]:
        i, unit = job
        if unit is None:
            return i, None
        try:
            return i, measure_range(self._files.open(i, cancel=cancel), unit, cancel)
        except (TfrError, OSError) as error:
            return i, finding_of(error, unit.path)

    def _keep(self, file: _Begun) -> None:
        self._files.note(file.i, file.metrics.problems.values())
        if file.is_new and not file.is_gone:
            tfrecord = self._files.try_open(file.i)
            if tfrecord is not None and self._keeper.key(tfrecord) == file.key:
                self._keeper.keep(file.key, file.metrics)
            else:  # another one by now: what was measured may be of either
                self._files.note_changed(file.i)
                file.is_gone = True
            file.is_new = False
        file.kept = self._clock()


def _measure_there(job: tuple[int, Unit | None]) -> tuple[int, Measured | Finding | None]:
    """Measure a unit in a worker process."""
    i, unit = job
    return i, None if unit is None else measure_unit(unit)


def _head(metrics: FileMetrics) -> FileMetrics:
    """Return the metrics of the records measured so far; a copy."""
    done = metrics.done
    return FileMetrics(metrics.values[:done].copy(), metrics.hashes[:done].copy(), done)
