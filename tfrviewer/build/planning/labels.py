"""Further features of records: the folder an image lies in, and what a sheet says of its slide.

The sheet has a column `slide`, or `patient` as in the annotations of Slideflow; then a slide is
the patient's if it bears his name or, of TCGA, begins with it. A slide that the sheet does not
name has the features all the same, as `table_file` describes: empty text, or NaN.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming.owners import owners_of
from tfrviewer.build.planning.filenames import RESERVED
from tfrviewer.build.planning.planned import FeatureColumn
from tfrviewer.build.planning.pyramids import PYRAMID
from tfrviewer.build.request.request import BuildRequest, Labels
from tfrviewer.build.scan.packed import Packed
from tfrviewer.build.scan.scan import Scan
from tfrviewer.build.scan.table_file import TableFile, no_column, read_table, wrong
from tfrviewer.dataset.words import listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

_KEYS = ("slide", "patient")
_EXACT = 1 << 53


@dataclass(frozen=True, slots=True)
class SlideLabels:
    """What a sheet says of slides.

    Attributes:
        line: Of each slide, which value of the columns is its own.
        columns: Names and values of the features; the last value is of slides without a line.
        findings: What is odd about the sheet, and what it lacks.
    """

    line: Mapping[str, int]
    columns: tuple[tuple[str, FeatureColumn], ...]
    findings: tuple[Finding, ...] = ()


def read_labels(labels: Labels, slides: Sequence[str]) -> SlideLabels:
    """Read what a sheet says of slides.

    Args:
        labels: What is asked for.
        slides: The slides of the build.

    Raises:
        BuildError: If the sheet cannot be read, lacks a column, or names a slide twice.
    """
    if labels.sheet is None:
        return SlideLabels({}, ())
    table = read_table(labels.sheet, _KEYS[0])
    key = next((key for key in _KEYS if key in table.header), None)
    if key is None:
        raise no_column(table, _KEYS[0], "names the slides")
    lines = _lines(table, key)
    found = {slide: lines[name] for slide in slides if (name := _named(slide, key, lines)) != ""}
    missing = [slide for slide in slides if slide not in found]
    findings = list(table.findings)
    if missing:
        findings.append(
            _finding(
                table,
                f"It does not name {listed(missing)}; their features are empty.",
                Severity.WARNING,
                "Add a line for each.",
            )
        )
    columns = tuple(_columns(labels, table, key, findings, with_gap=bool(missing)))
    last = len(table.numbers)
    return SlideLabels({s: found.get(s, last) for s in slides}, columns, tuple(findings))


def folder_labels(scan: Scan, at: NDArray[np.int64]) -> Packed:
    """Return the name of the topmost folder, from the source on, that each image lies in."""
    source = os.path.abspath(scan.source)  # noqa: PTH100 - links stay
    folders = scan.columns.folders
    return Packed.of(_topmost(source, folder) for folder in folders).picked(scan.columns.folder[at])


def own_names(request: BuildRequest, parts: Iterable[tuple[str, Path]]) -> list[Finding]:
    """Return whether the folders that are to be labels are those of the slides themselves.

    Args:
        request: What is asked for.
        parts: Slide and folder of all images.
    """
    if request.labels.folder is None:
        return []
    source = os.path.abspath(request.source)  # noqa: PTH100 - links stay
    own = dict.fromkeys(
        slide for slide, folder in parts if _slide_of(_topmost(source, str(folder))) == slide
    )
    if not own:
        return []
    are = "is the slide's own name" if len(own) == 1 else "are the slides' own names"
    return [
        Finding(
            kind=FindingKind.BAD_REQUEST,
            severity=Severity.WARNING,
            file=str(request.source),
            message=f"The feature “{short(request.labels.folder)}” of {listed(own, 3)} {are}: no "
            "other folder lies above.",
            remedy="Put the folders of slides into folders called as the labels, or leave it out.",
        )
    ]


def _slide_of(label: str) -> str:
    return label.removesuffix(PYRAMID)


def _topmost(source: str, folder: str) -> str:
    folder = os.path.abspath(folder)  # noqa: PTH100
    below = Path(folder).parts[len(Path(source).parts) :]
    inside = os.path.normcase(folder).startswith(os.path.join(os.path.normcase(source), ""))  # noqa: PTH118
    name = below[0] if inside and below else Path(folder).name
    return name.encode("utf-8", "backslashreplace").decode()


def _lines(table: TableFile, key: str) -> dict[str, int]:
    """Return the place of each name's line.

    Raises:
        BuildError: If a name has two.
    """
    found: dict[str, int] = {}
    for at, name in enumerate(table.texts(key)):
        if name and found.setdefault(name, at) != at:
            first, second = table.numbers[found[name]], table.numbers[at]
            raise wrong(
                table.path,
                f"{table.line.capitalize()}s {first:,} and {second:,} are both about the {key} "
                f"“{short(name)}”.",
                "Delete one of them, or correct its name.",
            )
    return found


def _named(slide: str, key: str, lines: Mapping[str, int]) -> str:
    """Return by which name a slide has a line; "" if it has none."""
    names = (slide,) if key == _KEYS[0] else owners_of(slide, slide)
    return next((name for name in names if name in lines), "")


def _columns(
    labels: Labels, table: TableFile, key: str, findings: list[Finding], *, with_gap: bool
) -> Iterator[tuple[str, FeatureColumn]]:
    given = labels.columns
    for name in table.header if given is None else given:
        if name not in table.header:
            raise no_column(table, name, "becomes a feature")
        if given is None and name == key:
            continue
        if given is None and name in RESERVED:
            reason = f"The column “{name}” has the name of a feature that each record has"
            findings.append(_finding(table, f"{reason}; it becomes none."))
            continue
        found = table.values(name)
        if found is None:
            reason = f"The column “{short(name)}” holds neither numbers nor text"
            if given is not None:
                raise wrong(table.path, f"{reason}.", "Name other columns.")
            findings.append(_finding(table, f"{reason}; it becomes no feature."))
            continue
        if found.missing:
            message = (
                f"{found.missing:,} of {len(table.numbers):,} {table.line}s have nothing in the "
                f"column “{short(name)}”."
            )
            findings.append(_finding(table, message))
        yield name, _with_gap(found.values) if with_gap else found.values


def _with_gap(column: FeatureColumn) -> FeatureColumn:
    """Return a column with one value more, of what is missing."""
    if isinstance(column, Packed):
        return Packed.joined((column, Packed.of([""])))
    if column.dtype == np.int64 and len(column) and np.abs(column).max() > _EXACT:
        return Packed.of((*map(str, column.tolist()), ""))
    return np.append(column.astype(np.float64), np.nan)


def _finding(
    table: TableFile, message: str, severity: Severity = Severity.NOTE, remedy: str = ""
) -> Finding:
    return Finding(
        kind=FindingKind.SHEET,
        severity=severity,
        file=str(table.path),
        message=message,
        remedy=remedy,
    )
