"""What only reading the records tells: from the cache, or by reading each record once."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import polars as pl

from tfrviewer.dataset.files import MOST_FINDINGS, Files
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.dataset.table.cache import Cache, Cached
from tfrviewer.dataset.table.columns import blank_columns, scanned_frame
from tfrviewer.dataset.table.gather import ColumnScan, Unit
from tfrviewer.dataset.table.scan import scan_range, scan_unit, units_of
from tfrviewer.errors import Finding, TfrError, renamed
from tfrviewer.jobs import CancelToken, map_units
from tfrviewer.tfrecord.file import TFRecord

GROUP, VERSION = "fields", 1
"""Of the columns read here in the cache; a change of what a scan tells needs another version."""

_RUN = 32  # files whose units are given to an executor together


@dataclass(frozen=True, slots=True)
class _Unread:
    """A file that has to be read, and where its columns are to be kept."""

    i: int
    tfrecord: TFRecord
    key: str | None


class ColumnReader:
    """Reads the columns of files that their indices do not hold."""

    def __init__(self, files: Files, cache: Cache) -> None:
        self._files = files
        self._cache = cache

    def read(
        self,
        numbers: Iterable[int],
        *,
        executor: Executor | None = None,
        cancel: CancelToken | None = None,
    ) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield (file number, columns) of some files in order; see `Dataset.load_columns`."""
        run: list[_Unread] = []
        longest = 1 if executor is None else _RUN
        for i in numbers:
            if cancel is not None:
                cancel.check()
            found = self._recall(i, cancel)
            if isinstance(found, _Unread):
                run.append(found)
            if run and (not isinstance(found, _Unread) or len(run) == longest):
                yield from self._read_run(run, executor, cancel)
                run = []
            if not isinstance(found, _Unread):
                yield i, found
        yield from self._read_run(run, executor, cancel)

    def known(self, tfrecord: TFRecord) -> Cached | None:
        """Return the columns of a file if they are in the cache."""
        key = self._key(tfrecord)
        return None if key is None else self._cache.read(key, GROUP, VERSION, len(tfrecord))

    def _key(self, tfrecord: TFRecord) -> str | None:
        try:
            return self._cache.key(tfrecord.path, tfrecord.index)
        except (TfrError, OSError):
            return None

    def _recall(self, i: int, cancel: CancelToken | None) -> pl.DataFrame | _Unread:
        """Return the columns of a file from the cache, or that it has to be read."""
        tfrecord = self._files.try_open(i, cancel=cancel)
        count = self._files.count(i)
        if tfrecord is None:
            return blank_columns(count, self._files.findings_of(i)[-1].message)
        if len(tfrecord) != count:
            return blank_columns(count, self._files.note_changed(i).message)
        key = self._key(tfrecord)
        cached = None if key is None else self._cache.read(key, GROUP, VERSION, count)
        if cached is None:
            return _Unread(i, tfrecord, key)
        told = map(Finding.from_json, cached.told.get("findings", ()))
        self._files.note(i, renamed(told, tfrecord.path))
        return cached.frame

    def _read_run(
        self, run: list[_Unread], executor: Executor | None, cancel: CancelToken | None
    ) -> Iterator[tuple[int, pl.DataFrame]]:
        """Read the records of some files."""
        listed = [units_of(file.tfrecord.path, file.tfrecord.index) for file in run]
        scans: Iterator[ColumnScan | Finding]
        if executor is None:
            jobs = (
                (file.i, unit) for file, units in zip(run, listed, strict=True) for unit in units
            )
            scans = map_units(partial(self._scan_here, cancel), jobs, cancel=cancel)
        else:
            flat = (unit for units in listed for unit in units)
            scans = map_units(scan_unit, flat, executor=executor, cancel=cancel)
        for file, units in zip(run, listed, strict=True):
            yield file.i, self._frame(file, [next(scans) for _ in units])

    def _scan_here(self, cancel: CancelToken | None, job: tuple[int, Unit]) -> ColumnScan | Finding:
        try:
            return scan_range(self._files.open(job[0], cancel=cancel), job[1], cancel)
        except (TfrError, OSError) as error:
            return finding_of(error, job[1].path)

    def _frame(self, file: _Unread, parts: list[ColumnScan | Finding]) -> pl.DataFrame:
        """Return the columns of a file, keep them, and note what is wrong with its records."""
        scans: list[ColumnScan] = []
        for part in parts:
            if isinstance(part, Finding):  # it changed, or is gone
                self._files.note(file.i, [part])
                return blank_columns(len(file.tfrecord), part.message)
            scans.append(part)
        frame = scanned_frame(scans, len(file.tfrecord))
        findings = [finding for scan in scans for finding in scan.problems]
        self._files.note(file.i, findings)
        if file.key is not None:
            told = {
                "fields": sorted({name for scan in scans for name in scan.names}),
                "findings": [finding.to_json() for finding in findings[:MOST_FINDINGS]],
            }
            self._cache.write(file.key, GROUP, VERSION, Cached(frame, told))
        return frame
