"""What is known of slides besides their tiles: annotations, extraction, and why some have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.discovery import MANIFEST, REPORT, base_name
from tfrviewer.dataset.project.absence import AbsentSlide
from tfrviewer.dataset.sidecars.annotations import SLIDE
from tfrviewer.dataset.sidecars.extraction_report import Extraction, read_report
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.loading import FileInfo
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

_KEY = "slide facts"
_LISTED = 5
_NOTED = (
    FindingKind.PROJECT,
    FindingKind.ANNOTATIONS,
    FindingKind.STALE_MANIFEST,
    FindingKind.EXTRACTION_REPORT,
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of the slide of one TFRecord.

    Attributes:
        slide: The slide that its first record names, else its name without extension.
        line: All columns of its line of the annotations; None if it has none.
        extraction: How it was extracted; None if nothing tells.
    """

    slide: str
    line: Mapping[str, str] | None
    extraction: Extraction | None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What looking for slides without tiles told."""

    absent: tuple[AbsentSlide, ...]
    findings: tuple[Finding, ...]


class SlideFacts(QObject):
    """Finds it out in the background, first of the slides that are there, then of the others.

    Attributes:
        labels: The columns of the annotations but `slide`.
        absent: The slides without tiles, what needs looking after first.

    Signals:
        changed: More is known. Another dataset, of which nothing is known, is no change.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._jobs = jobs
        self._job = 0
        self._forget()
        session.dataset_changed.connect(self._restart)
        session.loading_changed.connect(self._follow)

    def _forget(self) -> None:
        self.labels: tuple[str, ...] = ()
        self.absent: tuple[AbsentSlide, ...] = ()
        self._files: tuple[FileFacts, ...] = ()
        self.has_extractions = False

    def of_file(self, file_number: int) -> FileFacts | None:
        """Return what is known of the slide of a file; None before anything is."""
        return self._files[file_number] if 0 <= file_number < len(self._files) else None

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not self._tasks.is_running(_KEY) and self._jobs.get(self._job) is None

    def _restart(self) -> None:
        self._tasks.cancel(_KEY)
        self._jobs.cancel(self._job)
        self._forget()

    def _follow(self) -> None:
        session = self._session
        dataset = session.dataset
        if dataset is None or session.loading or session.mask is not None:
            return
        frame, files = session.frame, tuple(session.files)
        whole = len(files) == len(session.paths) and not session.pending

        def take(told: tuple[FileFacts, ...]) -> None:
            self._files = told
            self.labels = () if dataset.annotations is None else _labels(dataset.annotations)
            self.has_extractions = any(file.extraction is not None for file in told)
            self.changed.emit()
            if whole:
                self._inquire(dataset)
            else:
                self.settled.emit()

        def look(cancel: CancelToken) -> tuple[FileFacts, ...]:
            return look_at_files(dataset, frame, files, cancel)

        self._tasks.submit(_KEY, look, take, pool=Pool.LONG)

    def _inquire(self, dataset: "Dataset") -> None:
        def done(inquiry: Inquiry | None) -> None:
            if self._session.dataset is dataset and inquiry is not None:
                self.absent = inquiry.absent
                self._session.add_findings(inquiry.findings)
                self.changed.emit()
            self.settled.emit()

        self._jobs.cancel(self._job)
        self._job = self._jobs.start(
            self.tr("Looking for slides without tiles"),
            lambda progress, cancel: inquire(dataset, progress, cancel),
            done,
            failed=lambda _: self.settled.emit(),
            cancelled=self.settled.emit,
        )


def look_at_files(
    dataset: "Dataset", records: pl.DataFrame, files: Sequence[FileInfo], cancel: CancelToken
) -> tuple[FileFacts, ...]:
    """Return what is known of the slide of each file.

    Args:
        dataset: The dataset.
        records: All records of these files, with their slides as far as they were read.
        files: The files, in order.
        cancel: Looked at between folders.
    """
    counts = np.array([file.count for file in files], np.int64)
    starts = np.where(counts > 0, np.cumsum(counts) - counts, -1)
    named = records["slide"].gather(np.maximum(starts, 0)).to_list() if records.height else []
    reports: dict[Path, Mapping[str, Extraction]] = {}
    told = []
    for i, file in enumerate(files):
        slide = base_name(file.path)
        if named and starts[i] >= 0 and named[i]:
            slide = named[i]
        folder = file.path.parent
        if folder not in reports:
            cancel.check()
            report = folder / REPORT
            reports[folder] = read_report(report).extractions if _is_there(report) else {}
        line = None
        if dataset.annotations is not None:
            line = dataset.annotation_of(slide) or dataset.annotation_of(base_name(file.path))
        told.append(FileFacts(slide, line, reports[folder].get(base_name(file.path))))
    return tuple(told)


def inquire(dataset: "Dataset", progress: Progress, cancel: CancelToken) -> Inquiry | None:
    """Return which slides are without tiles and what is odd; None if nothing can tell of that.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    if dataset.annotations is None and dataset.project is None and not _has_notes(dataset):
        return None
    summary = dataset.summary(progress=progress, cancel=cancel)
    findings = [finding for finding in summary.findings if finding.kind in _NOTED]
    if summary.unannotated:
        findings.append(_unannotated(summary.unannotated, summary.annotations, len(dataset)))
    return Inquiry(summary.absent, tuple(findings))


def _has_notes(dataset: "Dataset") -> bool:
    """Whether Slideflow kept counts or parameters beside the TFRecords."""
    folders = {path.parent for path in dataset.tfrecords()}
    folders |= set() if dataset.root is None else {dataset.root}
    return any(_is_there(folder / name) for folder in folders for name in (MANIFEST, REPORT))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _labels(annotations: pl.DataFrame) -> tuple[str, ...]:
    return tuple(name for name in annotations.columns if name != SLIDE)


def _unannotated(paths: Sequence[Path], annotations: Path | None, among: int) -> Finding:
    none = len(paths) == among
    names = ", ".join(path.name for path in paths[:_LISTED])
    more = f" and {len(paths) - _LISTED:,} more" if len(paths) > _LISTED else ""
    which = "1 TFRecord has" if len(paths) == 1 else f"{len(paths):,} TFRecords have"
    return Finding(
        kind=FindingKind.ANNOTATIONS,
        severity=Severity.WARNING if none else Severity.NOTE,
        file=str(annotations or ""),
        message=f"{which} no line in it: {names}{more}.",
        remedy="Is it about other slides? Its column “slide” should have their names."
        if none
        else "Their tiles have no patient and no labels, and Slideflow leaves them out.",
    )
