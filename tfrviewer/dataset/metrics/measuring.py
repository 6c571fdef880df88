"""Measuring the tiles of a unit of records.

This runs in worker processes as well, so it imports `tfrecord` and `tiles` and no polars.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.indexing import finding_of
from tfrviewer.dataset.table.gather import Unit, image_of
from tfrviewer.dataset.table.scan import open_latest
from tfrviewer.errors import Finding, FindingKind, ImageError, RecordError, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tiles.metrics import measure, measure_hashed

UNIT_RECORDS, UNIT_BYTES = 512, 6 << 20
"""A unit of work ends at either: at most about half a second, of tiles of 512 pixels as well."""

_CHECK_EVERY = 32


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The metrics of some records of a file, aligned with them. Picklable.

    Attributes:
        unit: The records.
        values: float32 (n, metrics), in the order of `METRICS`; NaN where a tile has no picture
            that can be decoded.
        hashes: uint64 (n,), the perceptual hash of each; 0 where there is none.
        problems: What is wrong with those that cannot be read, or whose image cannot be decoded.
    """

    unit: Unit
    values: NDArray[np.float32]
    hashes: NDArray[np.uint64]
    problems: tuple[Finding, ...] = ()


def measure_unit(unit: Unit) -> Measured | Finding:
    """Measure a unit, or say why the file cannot be read; picklable, for an executor."""
    try:
        tfrecord = open_latest(Path(unit.path))
        if unit.last > len(tfrecord):
            return _changed(unit)
        return measure_range(tfrecord, unit)
    except (TfrError, OSError) as error:
        return finding_of(error, unit.path)


def measure_range(tfrecord: TFRecord, unit: Unit, cancel: CancelToken | None = None) -> Measured:
    """Measure a unit of records of an open file.

    A record that cannot be read, or has no picture that can be decoded, has no metrics; one whose
    checksum alone is wrong has them.

    Raises:
        FileChangedError: If the file is no longer the one that was opened.
        Cancelled: If `cancel` is raised.
    """
    values, hashes = [], []
    problems: list[Finding] = []
    for first in range(unit.first, unit.last, _CHECK_EVERY):
        if cancel is not None:
            cancel.check()
        last = min(first + _CHECK_EVERY, unit.last)
        images = [_image(tfrecord, record, problems) for record in range(first, last)]
        some, hashed = measure_hashed([image or b"" for image in images])
        values.append(some)
        hashes.append(hashed)
        for at in np.flatnonzero(np.isnan(some).all(axis=1)).tolist():
            if (image := images[at]) is not None:
                problems += _undecodable(tfrecord, first + at, image)
    problems.sort(key=lambda finding: finding.record or 0)
    return Measured(unit, np.concatenate(values), np.concatenate(hashes), tuple(problems))


def _changed(unit: Unit) -> Finding:
    return Finding(
        kind=FindingKind.CHANGED_FILE,
        severity=Severity.ERROR,
        file=unit.path,
        message="The file has fewer records than when it was opened.",
        remedy="Open the dataset again to see it as it is now.",
    )


def _image(tfrecord: TFRecord, record: int, problems: list[Finding]) -> bytes | None:
    """Return the encoded image of a record, None if it has none or cannot be read."""
    try:
        return image_of(tfrecord.stored_values(record, check_crc=False))[1]
    except RecordError as error:
        problems.append(_cause(tfrecord, record, error.finding))
        return None


def _undecodable(tfrecord: TFRecord, record: int, image: bytes) -> list[Finding]:
    """Say why an image has no metrics: it is decoded once more, as few are."""
    try:
        measure(image)
    except ImageError as error:
        offset = int(tfrecord.index[record, 0])
        told = replace(error.finding, file=str(tfrecord.path), record=record, offset=offset)
        return [_cause(tfrecord, record, told)]
    return []


def _cause(tfrecord: TFRecord, record: int, told: Finding) -> Finding:
    """Return why a record cannot be measured: its checksum, if that tells that it was changed."""
    try:
        tfrecord.payload(record, check_crc=True)
    except RecordError as error:
        return error.finding
    return told
