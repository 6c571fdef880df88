"""Reading a dataset in the background: its index columns file by file, then all other columns.

Plain functions that run in a thread of the task runner; what they find goes to `each`.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.errors import Finding
from tfrviewer.gui.record_arrays import Records
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.dataset.columns import FileColumns
    from tfrviewer.dataset.dataset import Dataset

BATCH_SECONDS = 0.1
"""Records go to the views this often while files come in."""
JOIN_SECONDS = 0.5
"""Columns read go to the views no more often than this."""

LATE_COLUMNS: dict[str, pl.DataType] = {
    "slide": pl.String(),
    "format": pl.String(),
    "width": pl.Int32(),
    "height": pl.Int32(),
}
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
    """

    file_number: int
    path: Path
    name: str
    count: int
    size: int
    index_state: str
    compression: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a dataset are known."""

    dataset: "Dataset"
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some more files were loaded.

    Attributes:
        files: What they are, in order.
        records: Their index columns.
        frame: The same and the names of the files, as rows to append.
    """

    files: tuple[FileInfo, ...]
    records: Records
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Joined:
    """More columns were read.

    Attributes:
        frame: All records with all columns known so far.
        done: How many files are read.
        findings: What reading them found.
    """

    frame: pl.DataFrame
    done: int
    findings: tuple[Finding, ...] = ()


def empty_frame() -> pl.DataFrame:
    """Return the frame of no records."""
    return pl.DataFrame(
        schema={
            "number": pl.UInt32(),
            "tfrecord": pl.String(),
            "record": pl.UInt32(),
            "slide": pl.String(),
            "x": pl.Int64(),
            "y": pl.Int64(),
            "offset": pl.Int64(),
            "bytes": pl.Int64(),
            "format": pl.String(),
            "width": pl.Int32(),
            "height": pl.Int32(),
        }
    )


def join_batch(files: Sequence["FileColumns"], first: int) -> Batch:
    """Put the index columns of some files one after the other.

    Args:
        files: The files, in order.
        first: The row number of their first record.
    """
    counts = np.array([len(file.offset) for file in files], dtype=np.int64)
    total = int(counts.sum())

    def join(name: str, dtype: type[np.generic]) -> NDArray[Any]:
        parts = [np.asarray(getattr(file, name), dtype) for file in files]
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    records = Records(
        x=join("x", np.int64),
        y=join("y", np.int64),
        has_location=join("has_location", np.bool_),
        file_number=np.repeat(np.array([f.file_number for f in files], dtype=np.int32), counts),
        record=np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts),
    )
    has_location = pl.Series(records.has_location)
    frame = pl.DataFrame(
        {
            "number": np.arange(first, first + total, dtype=np.uint32),
            "tfrecord": pl.Series([f.name for f in files], dtype=pl.Categorical()).gather(
                np.repeat(np.arange(len(files), dtype=np.uint32), counts)
            ),
            "record": records.record.astype(np.uint32),
            "slide": pl.Series([None], dtype=pl.String()).new_from_index(0, total),
            "x": records.x,
            "y": records.y,
            "offset": join("offset", np.int64),
            "bytes": join("bytes", np.int64),
        }
    ).with_columns(
        pl.when(has_location).then("x").alias("x"),
        pl.when(has_location).then("y").alias("y"),
        pl.lit(None, pl.String()).alias("format"),
        pl.lit(None, pl.Int32()).alias("width"),
        pl.lit(None, pl.Int32()).alias("height"),
    )
    return Batch(tuple(map(_info, files)), records, frame)


def _info(file: "FileColumns") -> FileInfo:
    return FileInfo(
        file_number=file.file_number,
        path=Path(file.path),
        name=file.name,
        count=len(file.offset),
        size=file.size,
        index_state=file.index_state,
        compression=file.compression,
        findings=tuple(file.findings),
    )


def load_dataset(
    make: Callable[[], "Dataset"],
    cancel: CancelToken,
    each: Callable[[Opened | Batch], None],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Find the files of a dataset, then hand over their records in batches.

    Args:
        make: Makes the dataset; may take long and may raise.
        cancel: Looked at between files.
        each: Takes `Opened` once, then batches, the last of which may be of one file.
        clock: Seconds.
    """
    dataset = make()
    each(Opened(dataset, tuple(dataset.tfrecords())))
    waiting: list[FileColumns] = []
    first, sent = 0, clock()
    for file in dataset.load(cancel=cancel):
        waiting.append(file)
        # The first file goes at once: the sooner something can be seen the better.
        if first == 0 or clock() - sent >= BATCH_SECONDS:
            batch = join_batch(waiting, first)
            first += len(batch.records)
            waiting.clear()
            each(batch)
            sent = clock()
    if waiting:
        each(join_batch(waiting, first))


def read_columns(
    frame: pl.DataFrame,
    counts: Sequence[int],
    read: Iterable[pl.DataFrame],
    each: Callable[[Joined], None],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Join the columns of file after file to the frame of all records.

    Args:
        frame: All records with their index columns.
        counts: How many records each file has.
        read: The further columns of each file, in order, a row a record.
        each: Takes the frame as it grows wider, and at the end.
        clock: Seconds.
    """
    index_columns = [name for name in frame.columns if name not in LATE_COLUMNS]
    index = frame.select(index_columns)
    blank = frame.select(list(LATE_COLUMNS))
    known: pl.DataFrame | None = None
    waiting: list[pl.DataFrame] = []
    joined, cost = clock(), 0.0
    for done, columns in enumerate(read, 1):
        if columns.height != counts[done - 1]:
            msg = f"file {done - 1}: {columns.height} values for {counts[done - 1]} records"
            raise ValueError(msg)
        if columns.height:
            waiting.append(columns.select(pl.exclude(index_columns)))
        last = done == len(counts)
        if last or clock() - joined >= max(JOIN_SECONDS, 4 * cost):
            begun = clock()
            parts = waiting if known is None else [known, *waiting]
            known = pl.concat(parts, how="diagonal_relaxed") if parts else blank.clear()
            waiting = []
            tail = blank[known.height :]
            late = pl.concat([known, tail], how="diagonal_relaxed", rechunk=True)
            each(Joined(_in_order(index.hstack(late.get_columns())), done))
            joined = clock()
            cost = joined - begun


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the columns that every dataset has first."""
    first = [name for name in empty_frame().columns if name in frame.columns]
    return frame.select(first + [name for name in frame.columns if name not in first])
