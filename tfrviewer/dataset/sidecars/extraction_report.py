"""extraction_report.csv: how Slideflow cut each slide, the only record of it beside TFRecords.

A line a slide: slide, num_tiles, tile_px, tile_um, and with which stride, filters, normaliser,
version and so on. It may have several lines of one slide; the newest tells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tfrviewer.dataset.discovery import REPORT, base_name
from tfrviewer.dataset.project.project_paths import is_plain
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.dataset.sidecars.csv_file import read_csv
from tfrviewer.dataset.words import listed
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError

_SLIDE, _TILES, _DATE = "slide", "num_tiles", "date"
_OWN = frozenset((_SLIDE, _TILES, _DATE, "rois"))
"""Columns that differ from slide to slide; the others are the parameters of an extraction."""
_UNKNOWN = "How slides were extracted is not known"


@dataclass(frozen=True, slots=True)
class Extraction:
    """How one slide was cut into tiles, as Slideflow noted it.

    Attributes:
        slide: The slide.
        num_tiles: How many tiles were cut; None where that is not told.
        date: When, as it was written.
        parameters: The other columns: tile_px, tile_um, stride, slideflow_version and so on.
        file: Where it is told.
        line: In which line of the file, from 1.
    """

    slide: str
    num_tiles: int | None
    date: str
    parameters: Mapping[str, str]
    file: Path
    line: int

    @property
    def common(self) -> tuple[tuple[str, str], ...]:
        """The parameters that slides cut together have in common, without blank ones."""
        told = self.parameters.items()
        return tuple((name, text) for name, text in told if text and name not in _OWN)

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "slide": self.slide,
            "num_tiles": self.num_tiles,
            "date": self.date,
            "parameters": dict(self.parameters),
            "file": str(self.file),
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What a report tells.

    Attributes:
        path: The file.
        extractions: The newest line of each slide, by its name.
        findings: What is wrong with the file itself.
    """

    path: Path
    extractions: Mapping[str, Extraction]
    findings: tuple[Finding, ...] = ()


def read_report(path: Path) -> ExtractionReport:
    """Read a report; one that cannot be read tells nothing and is a finding."""
    if not is_plain(path):
        why = f"{_UNKNOWN}. It cannot be read: it is no file but a folder, a pipe or a device."
        return ExtractionReport(path, {}, (_finding(path, why, "Slideflow writes a CSV file."),))
    try:
        table = read_csv(path, FindingKind.EXTRACTION_REPORT, _SLIDE)
    except TfrError as error:
        why = f"{_UNKNOWN}. {error.finding.message}"
        return ExtractionReport(path, {}, (_finding(path, why, error.finding.remedy),))
    if _SLIDE not in table.header:
        why = f"{_UNKNOWN}: no column is called “slide”, but {listed(table.header, 10)}."
        return ExtractionReport(path, {}, (_finding(path, why, "Slideflow wrote another file."),))
    newest: dict[str, Extraction] = {}
    cut = set(table.cut)
    for cells, line in zip(table.lines, table.numbers, strict=True):
        if line in cut:  # its last cell may be a part of what it was
            continue
        told = dict(zip(table.header, cells, strict=True))
        slide, date = told.pop(_SLIDE), told.pop(_DATE, "")
        tiles = _number(told.pop(_TILES, ""))
        known = newest.get(slide)
        # The lines of a run come before those of earlier runs.
        if slide and (known is None or _when(date) > _when(known.date)):
            newest[slide] = Extraction(slide, tiles, date, told, path, line)
    return ExtractionReport(path, newest, tuple(table.findings))


def extraction_of(tfrecord: Path) -> Extraction | None:
    """Return how a TFRecord was made, if a report beside it tells."""
    path = tfrecord.with_name(REPORT)
    return read_report(path).extractions.get(base_name(tfrecord)) if path.exists() else None


def compare_extraction(extraction: Extraction, tfrecord: Path, count: int | None) -> list[Finding]:
    """Return where a TFRecord is not what its extraction is said to have made.

    Args:
        extraction: What the report says of its slide.
        tfrecord: The TFRecord.
        count: How many records it has; None if it cannot be read.
    """
    findings = []
    said = extraction.num_tiles
    where = f"{extraction.file.name}, line {extraction.line:,}"
    if said is not None and count is not None and said != count:
        findings.append(
            _finding(
                tfrecord,
                f"It has {count:,} tiles, and {said:,} were extracted ({where}).",
                "Was it copied whole, or changed since? If not, extract the slide again.",
            )
        )
    size, folder = _size(extraction.parameters), TileSize.of(tfrecord)
    if size is not None and folder is not None and not size.same_as(folder):
        findings.append(
            _finding(
                tfrecord,
                f"Its tiles are of {size} ({where}), and the folder says {folder}.",
                f"Do they belong into a folder {size.label}?",
            )
        )
    return findings


def together(extractions: Iterable[Extraction]) -> list[tuple[str, Sequence[Extraction]]]:
    """Return extractions by what they have in common, in words, most first."""
    groups: dict[tuple[tuple[str, str], ...], list[Extraction]] = {}
    for extraction in extractions:
        groups.setdefault(extraction.common, []).append(extraction)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [(f"{_days(of)}{', '.join(map(' '.join, key))}", of) for key, of in ordered]


def _days(extractions: Iterable[Extraction]) -> str:
    """Return when slides were extracted, in words that come before others."""
    dates = sorted({_when(one.date).date() for one in extractions} - {datetime.min.date()})
    if not dates:
        return ""
    return f"{dates[0]}: " if len(dates) == 1 else f"{dates[0]} to {dates[-1]}: "


def _size(parameters: Mapping[str, str]) -> TileSize | None:
    px, um = parameters.get("tile_px", ""), parameters.get("tile_um", "")
    number = _number(px)
    if number is None:
        return None
    try:
        return TileSize.asked(number, um.removesuffix(".0"))
    except ValueError:
        return None


def _number(text: str) -> int | None:
    """Return a count; pandas writes 12 as 12.0 where another line has none."""
    digits = text.strip().removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _when(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date.strip()).replace(tzinfo=None)
    except ValueError:
        return datetime.min


def _finding(path: Path, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.EXTRACTION_REPORT,
        severity=Severity.WARNING,
        file=str(path),
        message=message,
        remedy=remedy,
    )
