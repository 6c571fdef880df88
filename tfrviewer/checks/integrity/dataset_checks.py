"""What is wrong with a dataset as a whole: what no file tells by itself.

Reads the index of each file and its first tile, and what lies beside the files; that a file and
its records are sound is checked elsewhere.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tfrviewer.checks.integrity.dataset_checks_files import compare_files
from tfrviewer.checks.integrity.dataset_checks_look import FileLook
from tfrviewer.checks.integrity.dataset_checks_names import passed_over
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.dataset.comparing import Comparison, compare
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.project.absence import Absence, AbsentSlide
from tfrviewer.dataset.summary import FileSummary
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.opening import IndexState

_MOST_MARKERS = 20

_TOLD_OF_FILES = (Absence.UNREADABLE, Absence.EMPTY, Absence.UNFINISHED, Absence.FILTERED)
"""Absences that the finding of a file or marker tells, or that are meant."""

_ABSENCES: Final = {
    Absence.NAME_DIFFERS: (
        Severity.WARNING,
        "{0} no TFRecord, though one has nearly the name: {1}.",
        "Give slide and TFRecord one name.",
    ),
    Absence.NO_TFRECORD: (
        Severity.WARNING,
        "{0} no TFRecord: {1}.",
        "Extract their tiles, or take their lines out of the annotations.",
    ),
    Absence.NO_SLIDE_FILE: (
        Severity.WARNING,
        "{0} neither a TFRecord nor a slide file: {1}.",
        "Fetch the slides, or take their lines out of the annotations.",
    ),
    Absence.OTHER_SIZE: (
        Severity.NOTE,
        "{0} tiles of another size only: {1}.",
        "Extract tiles of this size if they are wanted.",
    ),
    Absence.OTHER_FOLDER: (
        Severity.NOTE,
        "{0} tiles in a folder below only, where Slideflow does not look: {1}.",
        "Move the TFRecords up if they belong to it.",
    ),
    Absence.OTHER_SOURCE: (
        Severity.NOTE,
        "{0} tiles in a source only that is not looked at: {1}.",
        "Take that source as well if they are wanted.",
    ),
    Absence.NOTHING_EXTRACTED: (
        Severity.NOTE,
        "{0} no tile left after extraction: {1}.",
        "Look at outlines, and at the filters for white and grey, if tiles were expected.",
    ),
    Absence.NOT_ANNOTATED: (
        Severity.NOTE,
        "{0} no line in the annotations, and so no tiles: {1}.",
        "Add lines for them if they are wanted.",
    ),
}


def check_dataset(
    dataset: Dataset,
    reports: Sequence[FileReport] | None = None,
    *,
    cancel: CancelToken | None = None,
) -> list[Finding]:
    """Return what is wrong with a dataset as a whole, and between its files.

    The same slide twice, the same tile in two files, several formats or sizes of tiles, slides
    of the annotations without tiles, slides not finished, manifests and extraction reports that
    disagree. Equal tiles of different slides are not looked for.

    Args:
        dataset: The dataset.
        reports: What was found in each file, in order: so no file is opened to count its records.
        cancel: Looked at before each file.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    looks: list[FileLook] = []
    for i, path in enumerate(dataset.tfrecords()):
        if cancel is not None:
            cancel.check()
        report = None if reports is None else reports[i]
        looks.append(_look(dataset, i, path, report, cancel))
    compared = compare(dataset, [_summary(one) for one in looks])
    return [
        *compared.findings,
        *compare_files(dataset, looks, cancel=cancel),
        *passed_over(dataset, cancel=cancel),
        *_unfinished(compared.unfinished, looks),
        *_absent(compared, _place(dataset)),
        *_unannotated(compared, _place(dataset)),
    ]


def _look(
    dataset: Dataset, i: int, path: Path, report: FileReport | None, cancel: CancelToken | None
) -> FileLook:
    seen = None
    if report is not None and report.records:
        seen = FileLook.glance(i, path, report.records)
    if seen is not None and report is not None:
        return replace(seen, slides=report.slides)
    try:
        look = FileLook.at(i, path, dataset.open(i, cancel=cancel))
        return look if report is None else replace(look, slides=report.slides)
    except (TfrError, OSError):  # the check of the file tells
        return FileLook(i, path)


def _summary(look: FileLook) -> FileSummary:
    slides = () if look.slide is None else (look.slide,)
    index = str(IndexState.GIVEN) if look.is_open else "none"
    return FileSummary(look.path, tiles=look.count, slides=slides, index=index)


def _place(dataset: Dataset) -> Path:
    """Return the folder that findings about all files are about."""
    if dataset.root is not None:
        return dataset.root
    paths = dataset.tfrecords()
    return paths[0].parent if paths else Path()


def _unfinished(markers: Sequence[Path], looks: Sequence[FileLook]) -> list[Finding]:
    """Return the markers of slides that have no TFRecord; with one, the file's check tells."""
    there = {(look.path.parent, base_name(look.path)) for look in looks}
    alone = [
        marker
        for marker in markers
        if (marker.parent, marker.name.removesuffix(".unfinished")) not in there
    ]
    remedy = "Slideflow extracts them again when tiles are extracted next."
    found = [
        Finding(
            kind=FindingKind.UNFINISHED_SLIDE,
            severity=Severity.WARNING,
            file=str(marker),
            message="The extraction of this slide was not finished, and there is no TFRecord.",
            remedy=remedy,
        )
        for marker in alone[:_MOST_MARKERS]
    ]
    if len(alone) > _MOST_MARKERS:
        more = alone[_MOST_MARKERS:]
        found.append(
            Finding(
                kind=FindingKind.MORE,
                severity=Severity.WARNING,
                file=str(more[0].parent),
                message=f"{counted(len(more), 'more extraction')} not finished: "
                f"{listed(marker.name for marker in more)}.",
                remedy=remedy,
            )
        )
    return found


def _absent(compared: Comparison, place: Path) -> list[Finding]:
    """Return the slides without tiles, those of one reason together."""
    by_reason: dict[Absence, list[AbsentSlide]] = {}
    for one in compared.absent:
        if one.reason not in _TOLD_OF_FILES:
            by_reason.setdefault(one.reason, []).append(one)
    file = str(compared.annotations or place)
    found = []
    for reason, slides in by_reason.items():
        severity, message, remedy = _ABSENCES[reason]
        if len(slides) == 1:
            told = f"The slide “{short(slides[0].slide)}” has no tiles. {slides[0].words}"
            found.append(_of_absence(severity, file, told, ""))
            continue
        names = listed(one.slide for one in slides)
        told = message.format(f"{counted(len(slides), 'slide')} have", names)
        found.append(_of_absence(severity, file, told, remedy))
    return found


def _of_absence(severity: Severity, file: str, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.ABSENT_SLIDE,
        severity=severity,
        file=file,
        message=message,
        remedy=remedy,
    )


def _unannotated(compared: Comparison, place: Path) -> list[Finding]:
    paths = compared.unannotated
    if not paths:
        return []
    names = listed(path.name for path in paths)
    lines = "has no line" if len(paths) == 1 else "have no line"
    return [
        Finding(
            kind=FindingKind.NOT_ANNOTATED,
            severity=Severity.NOTE,
            file=str(compared.annotations or place),
            message=f"{counted(len(paths), 'TFRecord')} {lines} in the annotations: {names}.",
            remedy="Slideflow leaves them out; add lines for them if they are wanted.",
        )
    ]
