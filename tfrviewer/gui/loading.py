"""Reading a dataset in the background: its index columns file by file, then all other columns.

Plain functions that run in a thread of the task runner; what they find goes to `each`.
"""

import logging
import os
import shlex
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.sidecars.annotations import Annotations, annotate
from tfrviewer.dataset.table.columns import (
    INDEX_SCHEMA,
    PROBLEM,
    FileColumns,
    blank_columns,
    index_frame,
    join_columns,
)
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.choice import Numbering
from tfrviewer.gui.record_arrays import Records
from tfrviewer.jobs import CancelToken
from tfrviewer.workers import worker_pool

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.mask import Mask

Locations = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]

log = logging.getLogger(__name__)

BATCH_SECONDS = 0.1
"""Records go to the views this often while files come in."""
JOIN_SECONDS = 0.5
"""Columns read go to the views no more often than this."""

WORTH_PROCESSES = 5_000
"""With fewer records than this, they are read in a thread."""
MAX_PROCESSES = 4

LATE_COLUMNS = frozenset(("slide", "format", "width", "height", "problem"))
"""Columns that every dataset has and no index holds."""


@dataclass(frozen=True, slots=True)
class FileInfo:
    """One file of the dataset as it was loaded, without its records.

    Attributes:
        file_number: Its place in the dataset.
        path: Where it lies.
        name: Its unique name, as in the column `tfrecord`.
        count: How many records it has.
        size: Its bytes on disk.
        index_state: Where its index came from: found, built, cached, stale, given or none.
        compression: GZIP, ZLIB or None.
        findings: What is wrong with it and its records, as far as the index tells.
        locations_known: Whether the index tells the locations; else reading the records does.
    """

    file_number: int
    path: Path
    name: str
    count: int
    size: int
    index_state: str
    compression: str | None
    findings: tuple[Finding, ...]
    locations_known: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a dataset are known.

    Attributes:
        dataset: The dataset.
        paths: Its files.
        mask: What is shown in place of names; None unless the review is blinded.
    """

    dataset: "Dataset"
    paths: tuple[Path, ...]
    mask: "Mask | None" = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some more files were loaded.

    Attributes:
        files: What they are, in order.
        records: Their index columns.
        frame: All columns, of which those that come late hold nothing yet.
        numbered: Order and inverse of all records so far, shown as they are numbered.
    """

    files: tuple[FileInfo, ...]
    records: Records
    frame: pl.DataFrame
    numbered: tuple[NDArray[np.uint32], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Joined:
    """More columns were read.

    Attributes:
        frame: All records with all columns known so far.
        done: How many files are read.
        findings: What reading them found.
        locations: File number, x, y and whether there is a location, of files whose index tells
            no locations and that have some.
        labels: The columns of the annotations, by the names that the annotations have for them.
    """

    frame: pl.DataFrame
    done: int
    findings: tuple[Finding, ...] = ()
    locations: tuple[tuple[int, Locations], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def empty_frame() -> pl.DataFrame:
    """Return the frame of no records."""
    return join_columns(index_frame([]), [blank_columns(0)])


def join_batch(files: Sequence[FileColumns], first: int, numbering: Numbering) -> Batch:
    """Put the index columns of some files one after the other.

    Args:
        files: The files, in order.
        first: The row number of their first record.
        numbering: That of the dataset.
    """
    index = index_frame(files).with_columns((pl.col("number") + first).cast(pl.UInt32))

    def join(name: str, dtype: type[np.generic]) -> NDArray[Any]:
        parts = [np.asarray(getattr(file, name), dtype) for file in files]
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    records = Records(
        x=join("x", np.int64),
        y=join("y", np.int64),
        has_location=join("has_location", np.bool_),
        file_number=np.repeat(
            np.array([file.file_number for file in files], dtype=np.int32),
            [len(file.offset) for file in files],
        ),
        record=index["record"].to_numpy().astype(np.int64),
    )
    frame = join_columns(index, [blank_columns(len(records))])
    numbered = numbering.up_to(first + len(records))
    return Batch(tuple(map(_info, files)), records, frame, numbered)


def _info(file: FileColumns) -> FileInfo:
    return FileInfo(
        file_number=file.file_number,
        path=Path(file.path),
        name=file.name,
        count=len(file.offset),
        size=file.size,
        index_state=file.index_state,
        compression=file.compression,
        findings=tuple(file.findings),
        locations_known=file.locations_known,
    )


def load_dataset(
    make: Callable[[], "Dataset"],
    cancel: CancelToken,
    each: Callable[[Opened | Batch], None],
    *,
    is_free: Callable[[], bool] = lambda: True,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Find the files of a dataset, then hand over their records in batches.

    Args:
        make: Makes the dataset; may take long and may raise.
        cancel: Looked at between files.
        each: Takes `Opened` once, then batches, the last of which may be of one file.
        is_free: Whether the batch before was taken; while it was not, the next one grows.
        clock: Seconds.
    """
    dataset = make()
    paths = tuple(dataset.tfrecords())
    if not paths:
        raise TfrError(_nothing_there(dataset))
    each(Opened(dataset, paths))
    waiting: list[FileColumns] = []
    first, sent, numbering = 0, clock(), Numbering()
    for file in dataset.load(cancel=cancel):
        waiting.append(file)
        # The first file goes at once: the sooner something can be seen the better.
        if first == 0 or (clock() - sent >= BATCH_SECONDS and is_free()):
            batch = join_batch(waiting, first, numbering)
            first += len(batch.records)
            waiting.clear()
            each(batch)
            sent = clock()
    if waiting:
        each(join_batch(waiting, first, numbering))


def _nothing_there(dataset: "Dataset") -> Finding:
    where = str(dataset.root or "")
    message = "There is no TFRecord in this folder or below it."
    remedy = "Open a folder with files named *.tfrecords, *.tfrecord or *.tfrec."
    project = dataset.project
    if project is not None and project.size is not None:
        size, where = project.size, str(project.root)
        folders = ", ".join(map(str, project.folders()))
        message = f"There is no TFRecord of {size} in {folders}."
        asked = f"--tile-px {size.tile_px} --tile-um {size.tile_um}"
        remedy = f"tfrviewer info {shlex.quote(where)} {asked} says why, slide by slide."
    return Finding(
        kind=FindingKind.MISSING_FILE,
        severity=Severity.ERROR,
        file=where,
        message=message,
        remedy=remedy,
    )


def read_dataset(
    dataset: "Dataset", records: int, cancel: CancelToken
) -> Iterator[tuple[pl.DataFrame, Sequence[Finding]]]:
    """Yield the columns of each file that only reading its records tells; and what was found.

    Args:
        dataset: Where from.
        records: How many there are: worker processes take a second to start, and only many
            records are worth it.
        cancel: Looked at between units of work.
    """
    done = 0
    if records >= WORTH_PROCESSES:
        workers = min(max((os.cpu_count() or 2) - 1, 1), MAX_PROCESSES)
        try:
            with worker_pool(workers) as executor:
                for i, columns in dataset.load_columns(executor=executor, cancel=cancel):
                    done = i + 1
                    yield columns, dataset.findings_of(i)
            return
        except BrokenProcessPool:
            log.exception("the worker processes ended; going on without them")
    for i, columns in dataset.load_columns(cancel=cancel):
        if i >= done:
            yield columns, dataset.findings_of(i)


def read_columns(
    frame: pl.DataFrame,
    files: Sequence[FileInfo],
    read: Iterable[tuple[pl.DataFrame, Sequence[Finding]]],
    each: Callable[[Joined], None],
    *,
    annotations: pl.DataFrame | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Join the columns of file after file to the frame of all records.

    Args:
        frame: All records with their index columns.
        files: What the files are, in order.
        read: The further columns of each file, in order, a row a record; and what was found.
        each: Takes the frame as it grows wider, and at the end.
        annotations: Of the dataset; their columns are joined as well.
        clock: Seconds.
    """
    index = frame.select(list(INDEX_SCHEMA))
    known = blank_columns(0)
    waiting: list[pl.DataFrame] = []
    findings: list[Finding] = []
    locations: list[tuple[int, Locations]] = []
    joined, cost = clock(), 0.0
    for done, (columns, found) in enumerate(read, 1):
        file = files[done - 1]
        if columns.height != file.count:
            msg = f"{file.name}: {columns.height} values for {file.count} records"
            raise ValueError(msg)
        waiting.append(columns)
        findings += found
        if not file.locations_known and columns["x"].null_count() < file.count:
            locations.append((file.file_number, _locations(columns)))
        if done == len(files) or clock() - joined >= max(JOIN_SECONDS, 4 * cost):
            begun = clock()
            known = pl.concat([known, *waiting], how="diagonal_relaxed", rechunk=True)
            rest = blank_columns(index.height - known.height)
            whole = join_columns(index, [known, rest])
            labels: Mapping[str, str] = {}
            if annotations is not None:
                whole, labels = _annotated(whole, annotations, files)
            each(Joined(whole, done, tuple(findings), tuple(locations), labels))
            waiting, findings, locations = [], [], []
            joined = clock()
            cost = joined - begun


def _annotated(
    records: pl.DataFrame, annotations: pl.DataFrame, files: Sequence[FileInfo]
) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Return records with the columns of the annotations, as `Dataset.columns` does."""
    known = Annotations(annotations)
    joined = annotate(records, known, {file.name: base_name(file.path) for file in files}, PROBLEM)
    new = [name for name in joined.columns if name not in records.columns]
    return joined, dict(zip(known.labels, new, strict=True))


def _locations(columns: pl.DataFrame) -> Locations:
    there = columns["x"].is_not_null().to_numpy()
    x, y = (columns[name].fill_null(0).to_numpy() for name in ("x", "y"))
    return x, y, there
