"""What is worth telling of a copy of records, besides the records left out."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.subset.copying import Copier
from tfrviewer.build.subset.features import Missing, Remaker
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.build.subset.report import CopiedFile
from tfrviewer.build.subset.targets import CopyTarget
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.tfrecord.index import stem_of

if TYPE_CHECKING:
    from tfrviewer.build.subset.run import Copy


def notes(copy: "Copy", copier: Copier, remaker: Remaker) -> Iterator[Finding]:
    """Yield what is wrong with the files of chosen records, and odd about those written."""
    gathered = copy.gathered
    yield from gathered.notes
    yield from _of_sources(gathered, copier)
    yield from copier.notes
    written = {file.path: file for file in copier.files}
    for target in copy.targets:
        if target.path in written:
            yield from _of_file(gathered, target, written[target.path], joined=copy.joined)
    for name, missing in remaker.missing.items():
        if text := _without_value(name, missing):
            yield _note(FindingKind.MISSING_FIELD, copy.output, text)


def _without_value(name: str, missing: Missing) -> str:
    """Tell of the records that no value of a feature is given for; "" if there is none."""
    told = []
    if missing.filled:
        what = "NaN" if isinstance(missing.fill, float) else "empty text"
        are = "it" if missing.filled == 1 else "them"
        told.append(
            f"{counted(missing.filled, 'record')} got {what} as “{short(name)}”: no value is "
            f"given for {are}, and training stops at a record without the field."
        )
        if missing.floats:
            told.append("Whole numbers are stored as floats for that.")
            if missing.rounded:
                told.append("Some are too large to be exact.")
    if missing.kept:
        its = "its" if missing.kept == 1 else "their"
        keep = "keeps" if missing.kept == 1 else "keep"
        told.append(
            f"{counted(missing.kept, 'record')} {keep} {its} own “{short(name)}”: no value is "
            "given."
        )
    if missing.without:
        are = "it" if missing.without == 1 else "them"
        told.append(
            f"{counted(missing.without, 'record')} got no “{short(name)}”: no value is given for "
            f"{are}."
        )
    return " ".join(told)


def _of_sources(gathered: Gathered, copier: Copier) -> Iterator[Finding]:
    """Yield what is wrong with the TFRecords read, as far as it concerns chosen records."""
    told = {_what(left.finding) for left in copier.left_out}
    for number, file in enumerate(gathered.files):
        about = [finding for finding in file.findings if _what(finding) not in told]
        if not about:
            continue
        own = set(gathered.records[gathered.file_of == number].tolist())
        for finding in about:
            if finding.record is None or finding.record in own:
                yield finding


def _what(finding: Finding) -> tuple[FindingKind, str, int | None]:
    """Return what a finding is about, in whatever words."""
    return finding.kind, finding.file, finding.record


def _of_file(
    gathered: Gathered, target: CopyTarget, file: CopiedFile, *, joined: bool
) -> Iterator[Finding]:
    """Yield what is odd about a TFRecord of one slide."""
    if len(file.slides) != 1:
        return
    slide = file.slides[0]
    if stem_of(file.path) != slide and safe_name(slide) != slide:
        yield _note(
            FindingKind.RENAMED,
            file.path,
            f"The slide {short(slide)!r} could not be the name of a file everywhere; its "
            f"TFRecord is {file.path.name}.",
        )
    if len(file.sources) < 2:
        return
    names = listed(_told_apart(file.sources))
    again = _again(gathered, target)
    if again:
        yield _note(
            FindingKind.DUPLICATE_LOCATION,
            file.path,
            f"{counted(again, 'record')} of it {'has' if again == 1 else 'have'} the location of "
            f"another one; it was made of {names}.",
            "If these are tiles of two sizes, or the same tiles twice, do not join them.",
            Severity.WARNING,
        )
    elif not joined:
        yield _note(
            FindingKind.DUPLICATE_SLIDE,
            file.path,
            f"It was made of several TFRecords that all have records of this slide: {names}.",
        )


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """Return what TFRecords are called, with their folders where two have one name."""
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    absolute = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - keeps links
    try:
        above = os.path.commonpath([path.parent for path in absolute])
    except ValueError:  # on two drives
        return [str(path) for path in absolute]
    return [str(path.relative_to(above)) for path in absolute]


def _again(gathered: Gathered, target: CopyTarget) -> int:
    """Return how many records have the location of another one; (0, 0) stands for none."""
    xy = gathered.xy[target.rows[gathered.located[target.rows]]]
    xy = xy[(xy != 0).any(axis=1)]
    ordered = xy[np.lexsort((xy[:, 1], xy[:, 0]))]
    return int((ordered[1:] == ordered[:-1]).all(axis=1).sum())


def _note(
    kind: FindingKind,
    path: Path,
    message: str,
    remedy: str = "",
    severity: Severity = Severity.NOTE,
) -> Finding:
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)
