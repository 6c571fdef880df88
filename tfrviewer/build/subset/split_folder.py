"""The folder that a split is written to: its table, and what lies there of another one."""

import csv
import os
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import numpy as np

from tfrviewer.atomic import write_atomically
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.targets import CopyTarget
from tfrviewer.dataset.discovery import base_name, survey
from tfrviewer.dataset.words import listed, short
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.slides import read_slides

SPLIT = "split.csv"
_COLUMNS = ("part", "patient", "slide", "records", "tfrecord")


def refuse_other_split(
    folder: Path,
    parts: Sequence[str],
    gathered: Gathered,
    targets: Sequence[CopyTarget],
    existing: Existing,
    *,
    group_of: Callable[[str], str] | None,
) -> None:
    """Refuse a folder where records would be in two parts, since another split is in it.

    Args:
        folder: What parts are folders in.
        parts: Their names.
        gathered: The records to be written.
        targets: The TFRecords to be written.
        existing: What becomes of TFRecords that are there.
        group_of: Tells of a slide what is in one part only; None if slides may be in several.

    Raises:
        TargetExistsError: If a part has a TFRecord that is not one of the targets, or one that
            stays has a slide that is in another part now, or there is another `split.csv` that
            is none.
        TfrError, OSError: If a TFRecord that stays cannot be read.
    """
    table = folder / SPLIT
    if existing is Existing.SKIP and table.is_file() and not _is_table(table):
        raise _refused(table, f"It is no table of a split, and {SPLIT} would replace it.")
    wanted = {target.path.absolute() for target in targets}
    for part in parts:
        if not (folder / part).is_dir():
            continue
        there = survey([folder / part]).tfrecords
        if others := [path for path in there if path.absolute() not in wanted]:
            raise _refused(
                others[0],
                f"The part “{short(part)}” has TFRecords already that are not of this "
                f"split, so that records could be in two parts: "
                f"{listed(path.name for path in others)}.",
            )
    if existing is Existing.SKIP and group_of is not None:
        _refuse_divided(gathered, targets, group_of)


def write_split(
    folder: Path,
    gathered: Gathered,
    targets: Sequence[CopyTarget],
    report: SubsetReport,
    patient_of: Callable[[str], str],
) -> None:
    """Write which slide is in which part, and in which TFRecord.

    Of a TFRecord that was there and stayed, what would have been written: whether it has that is
    not known, and it belongs to the part all the same.
    """
    written = {file.path: dict(zip(file.slides, file.counts, strict=True)) for file in report.files}
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for target in targets:
        counts = written.get(target.path)
        if counts is None and target.path in report.kept:
            codes, numbers = np.unique(gathered.slide_of[target.rows], return_counts=True)
            pairs = zip(codes.tolist(), numbers.tolist(), strict=True)
            counts = {gathered.slides[code]: number for code, number in pairs}
        for slide, count in (counts or {}).items():
            path = target.path.relative_to(folder).as_posix()
            lines.writerow([target.part or "", patient_of(slide), slide, count, path])
    write_atomically(folder / SPLIT, text.getvalue().encode("utf-8", "backslashreplace"))


def _refuse_divided(
    gathered: Gathered, targets: Sequence[CopyTarget], group_of: Callable[[str], str]
) -> None:
    """Refuse that a TFRecord stays that has a slide which is in another part now."""
    part_of: dict[str, str | None] = {}
    for target in targets:
        for code in np.unique(gathered.slide_of[target.rows]).tolist():
            part_of[group_of(gathered.slides[code])] = target.part
    for target in targets:
        if target.part is None or not os.path.lexists(target.path):
            continue
        with TFRecord(target.path, create_index=False) as file:
            told = read_slides(file, np.arange(len(file)))
        names = {name or base_name(target.path) for name in told.names}
        if (told.codes < 0).any():
            names.add(base_name(target.path))
        elsewhere = [
            slide
            for slide in sorted(names)
            if part_of.get(group_of(slide), target.part) != target.part
        ]
        if elsewhere:
            raise _refused(
                target.path,
                f"It is there already and would stay, and has records of what is in another part "
                f"now: {listed(elsewhere)}.",
            )


def _is_table(path: Path) -> bool:
    """Tell whether a file is a table as `write_split` writes it."""
    header = (",".join(_COLUMNS) + "\n").encode()
    with open(path, "rb") as file:
        return file.read(len(header)) == header


def _refused(path: Path, message: str) -> TargetExistsError:
    return TargetExistsError(
        Finding(
            kind=FindingKind.TARGET_EXISTS,
            severity=Severity.ERROR,
            file=str(path),
            message=message,
            remedy="Choose another folder, or move away what is there.",
        )
    )
