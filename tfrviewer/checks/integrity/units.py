"""One file in units of about half a second at most, for executors.

Where a record begins is known only at the front of a file. A unit that begins elsewhere looks for
the first header that holds, and follows from there; when all are done, each must begin where the
one before ended. Where one does not, or breaks off, the file is damaged (or made to mislead), and
its records are found as opening finds them: nothing is taken on trust.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tfrviewer.checks.integrity.examine import Examiner
from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.checks.integrity.file_check import (
    HEAD,
    check_file,
    check_files,
    judge,
    unreadable,
)
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.whole import Examined, examine_damaged
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import FileChangedError, Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.compression import detect_compression
from tfrviewer.tfrecord.headers import find_headers
from tfrviewer.tfrecord.source import FileIdentity, FileSource

UNIT_BYTES = 64 << 20
"""Bytes of a unit: read from a disk in half a second, out of memory in a thirtieth."""
DEEP_BYTES = 8 << 20
"""The same where images are decoded whole."""
_BUNDLE = 0.5
"""Units that are no more than this share of one are handed to a worker together."""
_MOST_UNITS = 32


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a file that is checked at once; picklable.

    Attributes:
        path: The file.
        start: The first byte where a record may begin that belongs to it.
        stop: The byte after the last one; None for a file that is checked as a whole.
        size: How many bytes that are, for a progress.
        deep: Whether every image is decoded whole.
    """

    path: str
    start: int
    stop: int | None
    size: int
    deep: bool


@dataclass(frozen=True, slots=True, eq=False)
class UnitReport:
    """What was found in a unit; picklable.

    Attributes:
        unit: The unit.
        whole: The report of the file, if the unit is all of it.
        problem: Why the file cannot be read.
        identity: Which file it was.
        begin: Where its first record begins; None if none does.
        end: Where its last one ends.
        is_broken: Whether the records could not be followed to the end of the unit.
        facts: What its records told.
    """

    unit: Unit
    whole: FileReport | None = None
    problem: Finding | None = None
    identity: FileIdentity | None = None
    begin: int | None = None
    end: int = 0
    is_broken: bool = False
    facts: Facts | None = None


def units_of(path: str | Path, *, deep: bool = False, size: int | None = None) -> list[Unit]:
    """Divide a file into units; at least one, also of a file that cannot be read.

    Args:
        path: The file.
        deep: Whether every image is to be decoded whole.
        size: Bytes of a unit; None for what takes about half a second at most. A compressed file
            is one unit, as it can be read from the front only.
    """
    size = (DEEP_BYTES if deep else UNIT_BYTES) if size is None else size
    if size < 1:
        raise ValueError(f"A unit has 1 byte at least, not {size}.")
    total = 0
    try:
        with closing(FileSource(Path(path))) as source:
            total = source.size
            if total > size and detect_compression(source.read_upto(0, HEAD)) is not None:
                size = total
    except (TfrError, OSError):
        size = total = 0  # the unit will tell
    if total <= size:
        return [Unit(str(path), 0, None, total, deep)]
    starts = range(0, total, size)
    return [
        Unit(str(path), start, min(start + size, total), min(size, total - start), deep)
        for start in starts
    ]


def check_unit(unit: Unit) -> UnitReport:
    """Check a unit; for worker processes. Whatever is wrong with the file is in the report."""
    path = Path(unit.path)
    if unit.stop is None:
        return UnitReport(unit, whole=check_file(path, deep=unit.deep))
    try:
        source = FileSource(path)
        try:
            begin = unit.start if unit.start == 0 else _first_header(source, unit)
            if begin is None:
                return UnitReport(unit, identity=source.identity)
            examiner = Examiner(source, deep=unit.deep)
            examiner.follow(begin, min(unit.stop, source.size))
            way = examiner.way()
            return UnitReport(
                unit,
                identity=source.identity,
                begin=begin,
                end=way.end,
                is_broken=way.is_broken,
                facts=examiner.facts(),
            )
        finally:
            source.close()
    except (TfrError, OSError) as error:
        return UnitReport(unit, problem=finding_of(error, path))


def bundled(units: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Yield units in bundles, in order: handing a small file to a worker costs as much as it.

    Args:
        units: Of `units_of`, of as many files as there are.
    """
    bundle: list[Unit] = []
    weight = 0.0
    for unit in units:
        part = unit.size / (DEEP_BYTES if unit.deep else UNIT_BYTES)
        if bundle and (weight + part > _BUNDLE or len(bundle) == _MOST_UNITS):
            yield tuple(bundle)
            bundle, weight = [], 0.0
        bundle.append(unit)
        weight += part
    if bundle:
        yield tuple(bundle)


def check_bundle(units: Sequence[Unit]) -> list[UnitReport]:
    """Check units as `check_unit` does each, whole files together; for worker processes."""
    reports: list[UnitReport] = []
    for (is_whole, deep), group in groupby(units, lambda unit: (unit.stop is None, unit.deep)):
        if is_whole:
            alike = list(group)
            files = check_files([unit.path for unit in alike], deep=deep)
            reports += (UnitReport(*one) for one in zip(alike, files, strict=True))
        else:
            reports += map(check_unit, group)
    return reports


def join_units(reports: Sequence[UnitReport], *, cancel: CancelToken | None = None) -> FileReport:
    """Make the report of a file from those of all of its units, in their order.

    A damaged file is read once more, as far as the units could not follow its records.

    Args:
        reports: Of `check_unit`, of all units that `units_of` made of the file.
        cancel: Ends reading a damaged file.

    Raises:
        ValueError: If there is no report.
        Cancelled: If `cancel` is raised.
    """
    if not reports:
        raise ValueError("There are no units to join.")
    first = reports[0]
    path = Path(first.unit.path)
    if first.whole is not None:
        return first.whole
    deep = first.unit.deep
    try:
        for report in reports:
            if report.problem is not None:
                raise TfrError(report.problem)
        source = FileSource(path)
        try:
            if any(report.identity != source.identity for report in reports):
                raise FileChangedError(_changed(path))
            parts, end = _chained(reports)
            if parts is not None and end == source.size:
                examined = Examined(Facts.joined(parts), [])
            else:
                known = [one.facts for one in reports if one.facts is not None]
                examined = examine_damaged(source, known, deep=deep, cancel=cancel)
            return judge(path, source, examined, [], deep=deep, cancel=cancel)
        finally:
            source.close()
    except (TfrError, OSError) as error:
        return unreadable(path, error, deep=deep)


def _first_header(source: FileSource, unit: Unit) -> int | None:
    """Return where the first record begins in a unit, as far as one can tell."""
    assert unit.stop is not None
    stop = min(unit.stop, source.size)
    return next(find_headers(source, unit.start, stop), None)


def _chained(reports: Sequence[UnitReport]) -> tuple[list[Facts] | None, int]:
    """Return the facts of all units if each begins where the one before ended, and the end."""
    parts: list[Facts] = []
    end = 0
    for report in reports:
        assert report.unit.stop is not None
        if end >= report.unit.stop:  # within one record; what was found there is of an image
            continue
        if report.begin != end or report.is_broken or report.facts is None:
            return None, end
        parts.append(report.facts)
        end = report.end
    return parts, end


def _changed(path: Path) -> Finding:
    return Finding(
        kind=FindingKind.CHANGED_FILE,
        severity=Severity.ERROR,
        file=str(path),
        message="The file was changed while it was checked.",
        remedy="Check it again once nobody writes to it.",
    )
