"""The records of a dataset as a polars frame: a row a record, its running number as the key.

The index gives the first columns at once; what only reading the records tells comes later, a
frame a file, and is joined. Columns that are made above this layer (metrics, flags, findings)
come through a `ColumnProvider`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.table.gather import ColumnScan, ScannedNumbers, ScannedText
from tfrviewer.dataset.table.query import filter_numbers, quoted, sort_numbers
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.tfrecord.file import TFRecord

__all__ = [
    "ColumnProvider",
    "FileColumns",
    "blank_columns",
    "filter_numbers",
    "index_frame",
    "join_columns",
    "quoted",
    "scanned_frame",
    "sort_numbers",
]

INDEX_SCHEMA: dict[str, pl.DataType] = {
    "number": pl.UInt32(),
    "tfrecord": pl.Categorical(),
    "record": pl.UInt32(),
    "x": pl.Int64(),
    "y": pl.Int64(),
    "offset": pl.Int64(),
    "bytes": pl.Int64(),
}
READ_SCHEMA: dict[str, pl.DataType] = {
    "slide": pl.String(),
    "format": pl.String(),
    "width": pl.Int32(),
    "height": pl.Int32(),
    "x": pl.Int64(),
    "y": pl.Int64(),
}
PROBLEM = "problem"
_ORDER = (
    "number",
    "tfrecord",
    "record",
    "slide",
    "x",
    "y",
    "offset",
    "bytes",
    "format",
    "width",
    "height",
)
_TAKEN = frozenset((*_ORDER, PROBLEM, ""))
_SUFFIX = "_field"
# Without the numbers of each record: a writer may have left all checksums out.
_SHORT = {
    FindingKind.PAYLOAD_CRC: "The checksum of its payload does not match.",
    FindingKind.LENGTH_CRC: "The checksum of its length does not match.",
}


class ColumnProvider(Protocol):
    """Columns that something above this layer computes: metrics, flags, findings."""

    @property
    def schema(self) -> Mapping[str, pl.DataType]:
        """Names and types of the columns; no name twice in a dataset."""

    def compute(self, numbers: NDArray[np.uint32]) -> pl.DataFrame:
        """Return the columns for some records, a row for each number, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class FileColumns:
    """What the index of one file tells, aligned with its records.

    Attributes:
        file_number: Its place in the dataset.
        path: Where it lies.
        name: Its name in the column `tfrecord`; no two files have the same.
        offset: int64 (n,), byte where each record's length field begins.
        bytes: int64 (n,), framed size of each record.
        x: int64 (n,), the tile's centre in level-0 slide pixels; 0 where there is none.
        y: The same.
        has_location: bool (n,), whether there is one; False where not known yet.
        locations_known: Whether `has_location` says so for good. Where the index holds no
            locations, only reading the records tells.
        findings: What is wrong with the file; a file that cannot be opened has no records.
        index_state: Where the index came from; "none" if the file cannot be opened.
        size: Bytes of the file as it lies on the disk.
        compression: "GZIP", "ZLIB" or None.
    """

    file_number: int
    path: Path
    name: str
    offset: NDArray[np.int64]
    bytes: NDArray[np.int64]
    x: NDArray[np.int64]
    y: NDArray[np.int64]
    has_location: NDArray[np.bool_]
    locations_known: bool
    findings: tuple[Finding, ...]
    index_state: str
    size: int
    compression: str | None

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.offset)

    @classmethod
    def of(
        cls,
        file_number: int,
        path: Path,
        name: str,
        tfrecord: TFRecord | None,
        findings: Iterable[Finding],
    ) -> Self:
        """Return the columns of a file, None for one that cannot be opened. Reads no record."""
        known = tfrecord is None or tfrecord.locations_known
        index = np.empty((0, 2), np.int64) if tfrecord is None else tfrecord.index
        if tfrecord is not None and known:
            xy, has_location = tfrecord.xy, tfrecord.has_location
        else:
            xy, has_location = np.zeros_like(index), np.zeros(len(index), np.bool_)
        return cls(
            file_number=file_number,
            path=path,
            name=name,
            offset=np.ascontiguousarray(index[:, 0]),
            bytes=np.ascontiguousarray(index[:, 1]),
            x=np.ascontiguousarray(xy[:, 0]),
            y=np.ascontiguousarray(xy[:, 1]),
            has_location=has_location,
            locations_known=known,
            findings=tuple(findings),
            index_state="none" if tfrecord is None else str(tfrecord.index_state),
            size=_size(path) if tfrecord is None else tfrecord.size,
            compression=None if tfrecord is None else tfrecord.compression,
        )


def index_frame(files: Sequence[FileColumns]) -> pl.DataFrame:
    """Return what the indices tell as one frame, with the columns of `INDEX_SCHEMA`.

    Args:
        files: All files of a dataset, in order.
    """
    if not files:
        return pl.DataFrame(schema=INDEX_SCHEMA)
    counts = np.array([len(file) for file in files], np.int64)
    starts = np.cumsum(counts) - counts
    numbers = np.arange(counts.sum(), dtype=np.uint32)
    file_of = np.repeat(np.arange(len(files), dtype=np.uint32), counts)
    there = pl.Series(np.concatenate([file.has_location for file in files]))
    frame = pl.DataFrame(
        {
            "number": numbers,
            "tfrecord": pl.Series(
                [file.name for file in files], dtype=INDEX_SCHEMA["tfrecord"]
            ).gather(file_of),
            "record": (numbers - np.repeat(starts, counts)).astype(np.uint32),
            "x": np.concatenate([file.x for file in files]),
            "y": np.concatenate([file.y for file in files]),
            "offset": np.concatenate([file.offset for file in files]),
            "bytes": np.concatenate([file.bytes for file in files]),
        }
    )
    return frame.with_columns(pl.when(there).then(pl.col("x", "y")))


def scanned_frame(scans: Sequence[ColumnScan], count: int) -> pl.DataFrame:
    """Return what reading the records of one file told: a row a record.

    Columns: those of `READ_SCHEMA`, one for each feature that has one value in every record
    that has it (int64 as Int64, float as Float64, short UTF-8 bytes as String), and `problem`,
    what is wrong with the record. A feature with the name of another column gets `_field`
    appended; `slide`, `loc_x` and `loc_y` are the columns slide, x and y.

    Args:
        scans: Of all units of the file, in order.
        count: Number of records of the file.
    """
    if not scans:
        return blank_columns(count)
    there = pl.Series(np.concatenate([scan.has_location for scan in scans]))
    xy = np.concatenate([scan.xy for scan in scans])
    width = pl.Series(np.concatenate([scan.width for scan in scans]))
    height = pl.Series(np.concatenate([scan.height for scan in scans]))
    columns = {
        "slide": _text([scan.slide for scan in scans]),
        "format": _text([scan.format for scan in scans]),
        "width": _masked(width, width > 0),
        "height": _masked(height, height > 0),
        "x": _masked(pl.Series(xy[:, 0]), there),
        "y": _masked(pl.Series(xy[:, 1]), there),
    }
    not_scalar = {name for scan in scans for name in scan.not_scalar}
    names = sorted({name for scan in scans for name in scan.fields} - not_scalar)
    for name in names:
        column = _field(scans, name)
        if column is not None:
            columns[_free_name(name, names)] = column
    columns[PROBLEM] = _problems([finding for scan in scans for finding in scan.problems], count)
    return pl.DataFrame(columns)


def blank_columns(count: int, problem: str | None = None) -> pl.DataFrame:
    """Return the columns of `scanned_frame` for records of which nothing is known."""
    nulls = {name: _nulls(count, dtype) for name, dtype in READ_SCHEMA.items()}
    nulls[PROBLEM] = pl.Series([problem], dtype=pl.String()).new_from_index(0, count)
    return pl.DataFrame(nulls)


def join_columns(index: pl.DataFrame, files: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Join what was read of each file to what the indices tell.

    Args:
        index: From `index_frame`.
        files: From `scanned_frame`, one a file in order; together they have as many rows.

    Returns:
        number, tfrecord, record, slide, x, y, offset, bytes, format, width, height, the fields
        of all files (missing where a file has none), problem.
    """
    read = list(files)
    late = pl.concat(read, how="diagonal_relaxed", rechunk=True) if read else blank_columns(0)
    frame = index.with_columns(
        x=_first_known(index["x"], late["x"]), y=_first_known(index["y"], late["y"])
    ).hstack(late.drop("x", "y"))
    fields = [name for name in late.columns if name not in (*READ_SCHEMA, PROBLEM)]
    return frame.select(*_ORDER, *fields, PROBLEM)


def _first_known(first: pl.Series, second: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(first, second)).to_series() if first.null_count() else first


def _text(parts: Sequence[ScannedText]) -> pl.Series:
    """Return text of each record as one column."""
    columns = []
    for part in parts:
        nothing = len(part.texts)
        codes = np.where(part.codes < 0, nothing, part.codes).astype(np.uint32)
        columns.append(pl.Series([*part.texts, None], dtype=pl.String()).gather(codes))
    return pl.concat(columns)


def _field(scans: Sequence[ColumnScan], name: str) -> pl.Series | None:
    """Return a feature as one column, None if its kind is not the same everywhere."""
    parts = [(scan, scan.fields.get(name)) for scan in scans]
    if all(part is None or isinstance(part, ScannedText) for _, part in parts):
        texts = [
            part
            if isinstance(part, ScannedText)
            else ScannedText(np.full(len(scan.width), -1, np.int32), [])
            for scan, part in parts
        ]
        return _text(texts)
    if any(isinstance(part, ScannedText) for _, part in parts):
        return None
    numbers = [
        part
        if isinstance(part, ScannedNumbers)
        else ScannedNumbers(
            np.zeros(len(scan.width), np.int64), np.zeros(len(scan.width), np.bool_)
        )
        for scan, part in parts
    ]
    values = pl.Series(np.concatenate([part.values for part in numbers]))
    return _masked(values, pl.Series(np.concatenate([part.there for part in numbers])))


def problem_text(finding: Finding) -> str:
    """Return what the column `problem` says of a finding."""
    return _SHORT.get(finding.kind, finding.message)


def _problems(findings: Sequence[Finding], count: int) -> pl.Series:
    texts: dict[str, int] = {}
    places = np.full(count, -1, np.int32)
    for finding in findings:
        if finding.record is not None:
            text = problem_text(finding)
            places[finding.record] = texts.setdefault(text, len(texts))
    return _text([ScannedText(places, list(texts))])


def _free_name(name: str, names: Sequence[str]) -> str:
    """Return a name for the column of a feature that no other column has."""
    free = name
    while free in _TAKEN or (free != name and free in names):
        free += _SUFFIX
    return free


def _masked(values: pl.Series, there: pl.Series) -> pl.Series:
    return pl.select(pl.when(there).then(values)).to_series()


def _nulls(count: int, dtype: pl.DataType) -> pl.Series:
    return pl.Series([None], dtype=dtype).new_from_index(0, count)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
