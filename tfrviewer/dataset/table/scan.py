"""Reading every record of a TFRecord once, for the columns that its index cannot hold.

This runs in worker processes as well, so it imports `tfrecord` and `tiles` and no polars: a
scan is plain arrays and lists, which the asking process makes into a frame.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.indexing import finding_of
from tfrviewer.dataset.table.gather import ColumnScan, Gathered, Unit
from tfrviewer.errors import CrcError, Finding, FindingKind, RecordError, TfrError
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import NO_EXAMPLE_REMEDY
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.values import read_values

UNIT_RECORDS = 16_384
UNIT_BYTES = 64 << 20
"""A unit of work ends at either: at most about half a second."""

_CHECK_EVERY = 256


def units_of(
    path: Path,
    index: NDArray[np.int64],
    *,
    first: int = 0,
    records: int = UNIT_RECORDS,
    size: int = UNIT_BYTES,
) -> list[Unit]:
    """Divide the records of a file into units of work.

    Args:
        path: The TFRecord.
        index: int64 (N, 2), offset and framed size of each record.
        first: Number of the record to begin with.
        records: How many a unit has at most.
        size: How many bytes it has at most, unless a record alone has more.
    """
    units = []
    ends = np.cumsum(index[:, 1])
    while first < len(index):
        before = int(ends[first - 1]) if first else 0
        last = int(np.searchsorted(ends, before + size, side="right"))
        last = max(first + 1, min(last, first + records))
        units.append(Unit(str(path), first, last))
        first = last
    return units


def scan_columns(path: str | Path, first: int = 0, last: int | None = None) -> ColumnScan:
    """Read records `first` to `last` of a file once, in order. For worker processes.

    Raises:
        TfrError: If the file cannot be read as a TFRecord.
        OSError: If it cannot be opened.
    """
    tfrecord = open_latest(Path(path))
    last = len(tfrecord) if last is None else min(last, len(tfrecord))
    return scan_range(tfrecord, Unit(str(path), first, last))


def scan_unit(unit: Unit) -> ColumnScan | Finding:
    """`scan_columns` of a unit, or why it cannot be had; picklable, for an executor."""
    try:
        return scan_columns(unit.path, unit.first, unit.last)
    except (TfrError, OSError) as error:
        return finding_of(error, unit.path)


def scan_range(tfrecord: TFRecord, unit: Unit, cancel: CancelToken | None = None) -> ColumnScan:
    """Read a unit of records of an open file.

    A record that cannot be read has no values and a problem; one whose CRC alone is wrong has
    both.

    Raises:
        FileChangedError: If the file is no longer the one that was opened.
        Cancelled: If `cancel` is raised.
    """
    gathered = Gathered(unit)
    for record in range(unit.first, unit.last):
        if cancel is not None and not record % _CHECK_EVERY:
            cancel.check()
        try:
            payload = tfrecord.payload(record, check_crc=True)
        except CrcError as error:
            gathered.problems[record] = error.finding
            payload = tfrecord.payload(record, check_crc=False)
        except RecordError as error:
            gathered.problems[record] = error.finding
            continue
        try:
            values = read_values(payload)
        except ValueError as reason:
            gathered.note(
                tfrecord,
                record,
                FindingKind.NOT_AN_EXAMPLE,
                f"The record is not a tf.train.Example: {reason}.",
                NO_EXAMPLE_REMEDY,
            )
            continue
        image = gathered.take(record - unit.first, values)
        if image is not None and not gathered.measure(record - unit.first, image):
            known = sniff_format(image) is not None
            cause = "its header is damaged" if known else "it does not begin as any image known"
            gathered.note(
                tfrecord,
                record,
                FindingKind.UNDECODABLE_IMAGE,
                f"The image ({len(image):,} bytes) cannot be decoded: {cause}.",
                "The other records are not affected; extract this tile again if it is needed.",
            )
    for finding in tfrecord.findings:  # lengths whose CRC is wrong
        if finding.record is not None and unit.first <= finding.record < unit.last:
            gathered.problems.setdefault(finding.record, finding)
    return gathered.finish()


_latest: tuple[object, TFRecord] | None = None


def open_latest(path: Path) -> TFRecord:
    """Open a file, or take the one opened last: a worker gets its units one after another."""
    global _latest
    status = path.stat()
    key = (str(path), status.st_ino, status.st_size, status.st_mtime_ns)
    latest = _latest
    if latest is not None and latest[0] == key:
        return latest[1]
    tfrecord = TFRecord(path, create_index=False)
    _latest = (key, tfrecord)
    return tfrecord
