"""The metrics of all records of a dataset as a frame."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from tfrviewer.dataset.metrics.keeping import PHASH, FileMetrics
from tfrviewer.dataset.metrics.reader import Part
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tiles.metrics import METRICS

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset


class MetricTable:
    """The metrics of the records of a dataset as they come in, by row number.

    Attributes:
        metrics: Of all records, file after file; `done` is not told.
        known: bool (N,), which records are measured.
    """

    def __init__(self, counts: Sequence[int]) -> None:
        """Make a table in which nothing is measured.

        Args:
            counts: How many records each file has.
        """
        self._starts: list[int] = [0, *np.cumsum(np.asarray(counts, np.int64)).tolist()]
        count = self._starts[-1]
        # A column lies in one piece, so that it is taken into a frame without a detour.
        self._values = np.full((len(METRICS), count), np.nan, np.float32)
        self._hashes = np.zeros(count, np.uint64)
        self.known = np.zeros(count, np.bool_)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.known)

    @property
    def n_known(self) -> int:
        """How many records are measured."""
        return int(np.count_nonzero(self.known))

    def is_whole(self, i: int) -> bool:
        """Return whether every record of a file is measured."""
        return bool(self.known[self._starts[i] : self._starts[i + 1]].all())

    def take(self, part: Part) -> int:
        """Take over the metrics of some records; return how many of them were not known.

        What does not fit the file is left out.
        """
        first = self._starts[part.i] + part.first
        done = min(part.metrics.done, self._starts[part.i + 1] - first)
        if done <= 0:
            return 0
        new = done - int(np.count_nonzero(self.known[first : first + done]))
        self._values[:, first : first + done] = part.metrics.values[:done].T
        self._hashes[first : first + done] = part.metrics.hashes[:done]
        self.known[first : first + done] = True
        return new

    def frame(self) -> pl.DataFrame:
        """Return the metrics as they are now: a Float32 column each, and `phash`, a UInt64.

        Null for what is not measured, and for a tile without a picture that can be decoded.
        """
        columns = [
            pl.Series(name, values).fill_nan(None)
            for name, values in zip(METRICS, self._values, strict=True)
        ]
        hashes = pl.Series(PHASH, self._hashes)
        # Every picture has a brightness or the like: a tile without any metric has no hash either.
        there = np.isfinite(self._values).any(axis=0) if len(self._values) else self.known
        return pl.DataFrame(columns).with_columns(
            pl.select(pl.when(pl.Series(there)).then(hashes)).to_series().alias(PHASH)
        )


def metrics_frame(
    dataset: "Dataset",
    *,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Measure every tile of a dataset; what was measured before is taken from the cache.

    Args:
        dataset: The dataset.
        executor: Where to measure; None does it here.
        cancel: Ends it; what is measured by then is kept, and the next call goes on from there.
        progress: Called with the records measured, of all records.

    Returns:
        A row a record, in the order of `Dataset.columns`: a Float32 column for each of `METRICS`,
        and `phash`, a UInt64. Null where a tile has no picture that can be decoded.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    reader = dataset.metric_reader
    numbers = range(len(dataset))
    table = MetricTable([reader.count(i) for i in numbers])
    names, done = dataset.names, 0
    for part in reader.measure(numbers, executor=executor, cancel=cancel):
        table.take(part)
        done += part.metrics.done
        if progress is not None:
            progress(done, len(table), names[part.i])
    return table.frame()


def blank_metrics() -> pl.DataFrame:
    """Return the columns of `metrics_frame` without a row, to try a condition on."""
    return MetricTable([0]).frame()


def kept_metrics(dataset: "Dataset", *, cancel: CancelToken | None = None) -> pl.DataFrame | None:
    """Return the metrics of a dataset that are kept, None if there are none; measures nothing.

    Args:
        dataset: The dataset.
        cancel: Ends it.

    Returns:
        As `metrics_frame`, null for what was not measured.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    reader = dataset.metric_reader
    numbers = range(len(dataset))
    table = MetricTable([reader.count(i) for i in numbers])
    take_all(table, reader.recall(numbers, cancel=cancel))
    return table.frame() if table.n_known else None


def take_all(table: MetricTable, parts: Iterable[Part]) -> None:
    """Take over the metrics of several files."""
    for part in parts:
        table.take(part)


__all__ = [
    "FileMetrics",
    "MetricTable",
    "blank_metrics",
    "kept_metrics",
    "metrics_frame",
    "take_all",
]
