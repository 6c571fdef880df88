"""The metrics of one TFRecord, kept in the user's cache, also those of a part of its records."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.table.cache import Cache, Cached
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tiles.metrics import METRICS, VERSION

GROUP = "metrics"
"""Of the columns in the cache; `tiles.metrics.VERSION` counts what is measured, and how."""
PHASH = "phash"
_PROBLEM = "problem"
_DONE = "done"


@dataclass(slots=True, eq=False)
class FileMetrics:
    """The metrics of the records of a file, as far as they are measured.

    Attributes:
        values: float32 (n, metrics), in the order of `METRICS`; NaN where there is none.
        hashes: uint64 (n,), the perceptual hashes; 0 where there is none.
        done: How many records are measured; they are measured in order.
        problems: What is wrong with records that could not be measured, by record.
    """

    values: NDArray[np.float32]
    hashes: NDArray[np.uint64]
    done: int = 0
    problems: dict[int, Finding] = field(default_factory=dict)

    @classmethod
    def blank(cls, count: int) -> "FileMetrics":
        """Return those of a file of which nothing is measured."""
        return cls(np.full((count, len(METRICS)), np.nan, np.float32), np.zeros(count, np.uint64))

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.hashes)

    @property
    def is_whole(self) -> bool:
        """Whether every record is measured."""
        return self.done == len(self)

    def take(
        self,
        first: int,
        values: NDArray[np.float32],
        hashes: NDArray[np.uint64],
        problems: Iterable[Finding] = (),
    ) -> None:
        """Take over the metrics of further records.

        Args:
            first: Number of the first of them.
            values: As the attribute, of these records.
            hashes: The same.
            problems: What is wrong with some of them.
        """
        last = first + len(hashes)
        self.values[first:last] = values
        self.hashes[first:last] = hashes
        self.done = max(self.done, last)
        self.problems.update((one.record, one) for one in problems if one.record is not None)


class Keeper:
    """Keeps the metrics of files in a cache, by what the files hold."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def key(self, tfrecord: TFRecord) -> str | None:
        """Return what the metrics of a file are kept under.

        None if it cannot be read, or is no longer the one that was opened.
        """
        try:
            tfrecord.close()  # to be opened again, and looked at whether it is the same
            tfrecord.read_bytes(0, min(tfrecord.size, 1))
            return self._cache.key(Path(tfrecord.path), tfrecord.index)
        except (TfrError, OSError):
            return None

    def is_empty(self) -> bool:
        """Return whether nothing is kept, of no file at all."""
        return not self._cache.has_any(GROUP, VERSION)

    def recall(self, key: str | None, tfrecord: TFRecord) -> FileMetrics | None:
        """Return what is kept of a file, None if nothing is.

        Args:
            key: From `key`.
            tfrecord: The file.
        """
        count = len(tfrecord)
        kept = None if key is None else self._cache.read(key, GROUP, VERSION, count)
        done = None if kept is None else kept.told.get(_DONE)
        if kept is None or not isinstance(done, int) or not 0 < done <= count:
            return None
        frame = kept.frame
        expected = dict.fromkeys(METRICS, pl.Float32()) | {
            PHASH: pl.UInt64(),
            _PROBLEM: pl.String(),
        }
        if dict(frame.schema) != expected or any(frame.drop(_PROBLEM).null_count().row(0)):
            return None
        values = np.empty((count, len(METRICS)), np.float32)
        for at, name in enumerate(METRICS):
            values[:, at] = frame[name].to_numpy()
        hashes = frame[PHASH].to_numpy().copy()
        return FileMetrics(values, hashes, done, _findings(frame[_PROBLEM], tfrecord))

    def keep(self, key: str | None, metrics: FileMetrics) -> None:
        """Keep the metrics of a file, if any are measured and the cache takes them."""
        if key is None or not metrics.done:
            return
        columns = [pl.Series(name, metrics.values[:, at].copy()) for at, name in enumerate(METRICS)]
        told: list[str | None] = [None] * len(metrics)
        for record, one in metrics.problems.items():
            told[record] = json.dumps([one.kind.value, one.message, one.remedy])
        problems = pl.Series(_PROBLEM, told, dtype=pl.String())
        frame = pl.DataFrame([*columns, pl.Series(PHASH, metrics.hashes), problems])
        self._cache.write(key, GROUP, VERSION, Cached(frame, {_DONE: metrics.done}))


def _findings(told: pl.Series, tfrecord: TFRecord) -> dict[int, Finding]:
    """Return what was wrong with records when they were measured, as findings of the file now."""
    found = {}
    for record in told.is_not_null().arg_true().to_list():
        kind, message, remedy = json.loads(told[record])
        found[record] = Finding(
            kind=FindingKind(kind),
            severity=Severity.ERROR,
            file=str(tfrecord.path),
            record=record,
            offset=int(tfrecord.index[record, 0]),
            message=message,
            remedy=remedy,
        )
    return found
