"""Verifying many TFRecords: each by itself, then all together; kept, and taken up again."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from tfrviewer.checks.integrity.dataset_checks import check_dataset
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.keeping import Keeping
from tfrviewer.checks.integrity.keeping_parts import KeptParts
from tfrviewer.checks.integrity.slideflow_deletion import deletion_finding
from tfrviewer.checks.integrity.units import (
    Unit,
    UnitReport,
    bundled,
    check_bundle,
    join_units,
    units_of,
)
from tfrviewer.checks.integrity.verification import Verification
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import Paths
from tfrviewer.jobs import CancelToken, Progress, map_units

WORTH_BYTES, WORTH_BYTES_DEEP = 256 << 20, 16 << 20
"""Bytes of TFRecords from which worker processes are worth their start."""

_MB = 1_000_000


def verify(
    what: Dataset | Paths,
    *,
    deep: bool = False,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
    keep: bool = True,
    fresh: bool = False,
    each: Callable[[FileReport], None] | None = None,
) -> Verification:
    """Check every record of TFRecords, the files with each other, and what lies beside them.

    Goes on past every fault. What a file's check found is kept in the user's cache folder until
    the file changes: a run that was cancelled goes on where it stopped. Nothing is written beside
    the data.

    Args:
        what: A dataset, or the paths of one.
        deep: Whether every image is decoded whole; else by its first bytes alone.
        executor: Where files are read, in units of half a second at most; None reads them here.
        cancel: Looked at before each unit; the files finished by then are kept.
        progress: Called after each unit with the megabytes done and those in all.
        keep: Whether what was found is kept, and what is kept is taken.
        fresh: Whether files are checked again that were checked and are unchanged.
        each: Called with each file's report as it is there: first those kept, then the others in
            the order of the dataset.

    Raises:
        Cancelled: If `cancel` is raised.
        PathNotFoundError: If a path is not there.
        TfrError: If a path is an index without a TFRecord, or cannot be looked at.
    """
    dataset = what if isinstance(what, Dataset) else Dataset(what)
    paths = dataset.tfrecords()
    told = _Told(paths, progress)
    reports: dict[int, FileReport] = {}

    def take(i: int, report: FileReport) -> None:
        reports[i] = report = _with_deletion(report, cancel)
        if each is not None:
            each(report)

    keeping = Keeping() if keep else None
    if keeping is not None and not fresh:
        for i, report in _recalled(paths, keeping, deep=deep, cancel=cancel):
            take(i, report)
            told.advance(i, 1.0)
    recalled = len(reports)
    keys: dict[int, str | None] = {}

    def files_to_check() -> Iterator[_File]:
        for i, path in enumerate(paths):
            if i not in reports:
                units = units_of(path, deep=deep)
                parts = None
                if keeping is not None:
                    keys[i] = keeping.key(path)
                    parts = keeping.parts(keys[i], units)
                file = _File(i, units, parts)
                if parts is not None and not fresh:
                    file.done += parts.recall(units)
                    told.advance(i, len(file.done) / len(units))
                yield file

    for i, report in _checked(files_to_check(), told, executor=executor, cancel=cancel):
        if keeping is not None:
            keeping.keep(keys[i], report)
        take(i, report)
    files = [reports[i] for i in range(len(paths))]
    return Verification(
        root=_root(dataset),
        files=tuple(files),
        findings=tuple(check_dataset(dataset, files, cancel=cancel)),
        recalled=recalled,
        deep=deep,
    )


def recall(dataset: Dataset, *, cancel: CancelToken | None = None) -> Verification:
    """Return what earlier checks of a dataset found, of the files that are as they were then.

    Its `findings` are those of the dataset as a whole only if every file was checked.

    Args:
        dataset: The dataset.
        cancel: Looked at before each file.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    paths = dataset.tfrecords()
    known = [report for _, report in _recalled(paths, Keeping(), deep=False, cancel=cancel)]
    whole = bool(known) and len(known) == len(paths)
    return Verification(
        root=_root(dataset),
        files=tuple(_with_deletion(report, cancel) for report in known),
        findings=tuple(check_dataset(dataset, known, cancel=cancel)) if whole else (),
        recalled=len(known),
        unchecked=len(paths) - len(known),
        deep=bool(known) and all(report.deep for report in known),
    )


def is_worth_processes(dataset: Dataset, *, deep: bool) -> bool:
    """Tell whether a dataset is large enough for worker processes to be worth their start."""
    return sum(map(_size, dataset.tfrecords())) >= (WORTH_BYTES_DEEP if deep else WORTH_BYTES)


def _recalled(
    paths: Sequence[Path], keeping: Keeping, *, deep: bool, cancel: CancelToken | None
) -> Iterator[tuple[int, FileReport]]:
    for i, path in enumerate(paths):
        if cancel is not None:
            cancel.check()
        report = keeping.recall(path, keeping.key(path), deep=deep)
        if report is not None:
            yield i, report


@dataclass(slots=True, eq=False)
class _File:
    """A file that is checked.

    Attributes:
        place: Which of the files it is.
        units: All of its units.
        parts: Where what they told is kept, if it is.
        done: What those told that are done, in any order.
    """

    place: int
    units: list[Unit]
    parts: KeptParts | None
    done: list[UnitReport] = field(default_factory=list)


def _checked(
    files: Iterable[_File],
    told: "_Told",
    *,
    executor: Executor | None,
    cancel: CancelToken | None,
) -> Iterator[tuple[int, FileReport]]:
    """Yield the report of each file, in order, as soon as its last unit is done."""
    begun: deque[_File] = deque()  # those whose units are under way

    def units() -> Iterator[Unit]:
        for file in files:
            begun.append(file)
            known = {report.unit for report in file.done}
            yield from (unit for unit in file.units if unit not in known)

    # Only what goes to a worker is worth a bundle: a cancel is looked at between two of them.
    work = bundled(units()) if executor is not None else ((unit,) for unit in units())
    for reports in map_units(check_bundle, work, executor=executor, cancel=cancel):
        for report in reports:
            file = begun[0]
            file.done.append(report)
            told.advance(file.place, 1 / len(file.units))
            if file.parts is not None:
                file.parts.keep(report)
            if len(file.done) == len(file.units):
                begun.popleft()
                in_order = sorted(file.done, key=lambda report: report.unit.start)
                yield file.place, join_units(in_order, cancel=cancel)
                if file.parts is not None:
                    file.parts.drop(file.units)
            if cancel is not None:
                cancel.check()


class _Told:
    """How far it is, in megabytes of TFRecords."""

    def __init__(self, paths: Sequence[Path], progress: Progress | None) -> None:
        self._paths = paths
        self._progress = progress
        self._sizes = list(map(_size, paths))
        self._total = sum(self._sizes)
        self._done = 0.0

    def advance(self, i: int, share: float) -> None:
        """Take a share of a file as done."""
        self._done += self._sizes[i] * share
        if self._progress is not None:
            total = max(1, -(-self._total // _MB))
            done = min(total, round(total * self._done / self._total)) if self._total else total
            self._progress(done, total, self._paths[i].name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _with_deletion(report: FileReport, cancel: CancelToken | None) -> FileReport:
    """Return a report with what Slideflow would do to the file; not kept, as it is of others."""
    finding = deletion_finding(report.path, report.records, report.findings, cancel=cancel)
    return report if finding is None else replace(report, findings=(*report.findings, finding))


def _root(dataset: Dataset) -> Path:
    if dataset.root is not None:
        return dataset.root
    folders = [path.absolute().parent for path in dataset.tfrecords()]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # none, or on several drives
        return folders[0] if folders else Path()
