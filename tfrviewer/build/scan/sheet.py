"""A CSV or Parquet file that names images, and tells slide, location and further features.

Every fault is told with its line: an image that is named twice, or not there; a line without an
image or a slide; a location that is no number.
"""

import math
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.filenames import RESERVED
from tfrviewer.build.planning.planned import FeatureColumn
from tfrviewer.build.request.request import Sheet
from tfrviewer.build.scan.packed import Packed, natural_key
from tfrviewer.build.scan.table_file import TableFile, no_column, read_table, wrong
from tfrviewer.dataset.words import listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

_DEFAULT = Sheet(path=Path())
_UNNAMED = re.compile(r"Unnamed: [0-9]+")
_INT64 = float(1 << 63)
_DIGITS = 40


@dataclass(frozen=True, slots=True, eq=False)
class SheetTable:
    """The images that a sheet names, sorted by folder and name.

    Attributes:
        sheet: What was asked for, without columns that the file does not have.
        folders: The folders of the images, as absolute paths.
        folder: int32 (N,): which of `folders` each lies in.
        names: Their names there.
        lines: int64 (N,): the line that names each.
        slides: The slide of each; None if the sheet tells none.
        locations: int64 (N, 2): x and y, as the sheet has them; None if it has none.
        known: bool (N,): whether the location is.
        features: Names and columns of further features.
        line: What a line is called: "line", or "row" of a Parquet file.
        findings: What is wrong with the sheet, or odd.
        left_out: Images of lines that cannot be taken, and why.
    """

    sheet: Sheet
    folders: tuple[str, ...]
    folder: NDArray[np.int32]
    names: Packed
    lines: NDArray[np.int64]
    slides: Packed | None
    locations: NDArray[np.int64] | None
    known: NDArray[np.bool_]
    features: tuple[tuple[str, FeatureColumn], ...]
    line: str
    findings: tuple[Finding, ...] = ()
    left_out: tuple[tuple[Path, Finding], ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self.sheet.path

    def where(self, at: int) -> str:
        """Return what the line of an image is called in a message."""
        return f"{self.line.capitalize()} {self.lines[at]:,} of {self.path.name}"

    def __len__(self) -> int:
        return len(self.names)


def read_sheet(sheet: Sheet, source: Path) -> SheetTable:
    """Read a sheet; looks at no image.

    Args:
        sheet: The file, and what its columns are.
        source: The folder that relative paths begin at.

    Raises:
        BuildError: If it cannot be read, or has no column of a name that was given.
    """
    table = read_table(sheet.path, sheet.image)
    sheet = _settled(sheet, table)
    reader = _Reader(sheet, table, os.path.abspath(source))  # noqa: PTH100 - as text
    return reader.read()


class _Reader:
    """Reads the lines of one sheet."""

    def __init__(self, sheet: Sheet, table: TableFile, source: str) -> None:
        self._sheet = sheet
        self._table = table
        self._source = source
        self._findings = list(table.findings)
        self._left_out: list[tuple[Path, Finding]] = []

    def read(self) -> SheetTable:
        sheet, table = self._sheet, self._table
        images = table.texts(sheet.image)
        slides = None if sheet.slide is None else table.texts(sheet.slide)
        paths = self._paths(images, slides)
        split = {at: os.path.split(path) for at, path in paths.items()}
        folders = sorted({folder for folder, _ in split.values()}, key=natural_key)
        place = {folder: at for at, folder in enumerate(folders)}
        keys = sorted(
            (place[folder], natural_key(name), at) for at, (folder, name) in split.items()
        )
        at = np.array([line for _, _, line in keys], dtype=np.int64)
        locations, known = self._locations()
        return SheetTable(
            sheet=sheet,
            folders=tuple(folders),
            folder=np.array([folder for folder, _, _ in keys], dtype=np.int32),
            names=Packed.of(split[line][1] for _, _, line in keys),
            lines=np.asarray(table.numbers, dtype=np.int64)[at],
            slides=None if slides is None else Packed.of(slides).picked(at),
            locations=None if locations is None else locations[at],
            known=known[at],
            features=tuple(
                (name, column.picked(at) if isinstance(column, Packed) else column[at])
                for name, column in self._features()
            ),
            line=table.line,
            findings=tuple(self._findings),
            left_out=tuple(self._left_out),
        )

    def _paths(self, images: Sequence[str], slides: Sequence[str] | None) -> dict[int, str]:
        """Return the path of the image of each line that can be taken, by its place."""
        found: dict[int, str] = {}
        first: dict[str, int] = {}
        for at, image in enumerate(images):
            if not image or "\0" in image:
                self._fault(at, "names no image", "It is passed over.")
                continue
            path = _path(self._source, image)
            earlier = first.setdefault(os.path.normcase(path), at)
            if earlier != at:
                number = self._table.numbers[earlier]
                self._leave_out(
                    at, path, f"names it again; {self._table.line} {number:,} names it first"
                )
            elif slides is not None and not slides[at]:
                self._leave_out(at, path, "names it, and no slide")
            else:
                found[at] = path
        return found

    def _locations(self) -> tuple[NDArray[np.int64] | None, NDArray[np.bool_]]:
        """Return the locations that the lines tell, and which do."""
        count = len(self._table.numbers)
        known = np.zeros(count, dtype=bool)
        if self._sheet.x is None or self._sheet.y is None:
            return None, known
        locations = np.zeros((count, 2), dtype=np.int64)
        axes = (self._sheet.x, self._sheet.y)
        rounded: list[int] = []
        for at, cells in enumerate(zip(*map(self._table.texts, axes), strict=True)):
            if not any(cells):
                continue
            numbers = [_number(cell) for cell in cells]
            wrong_at = next((i for i, number in enumerate(numbers) if number is None), None)
            if wrong_at is not None:
                cell = cells[wrong_at]
                is_what = f"is “{short(cell)}”, {_fault(cell)}" if cell else "is missing"
                self._fault(
                    at, f"tells no location: {axes[wrong_at]} {is_what}", "Its record has (0, 0)."
                )
                continue
            locations[at] = [round(number) for number in numbers if number is not None]
            known[at] = True
            if any(number != round(number) for number in numbers if number is not None):
                rounded.append(at)
        if rounded:
            number = self._table.numbers[rounded[0]]
            self._note(
                f"{len(rounded):,} locations are no whole numbers, {self._table.line} "
                f"{number:,} first; they are rounded to pixels."
            )
        return locations, known

    def _features(self) -> Iterator[tuple[str, FeatureColumn]]:
        """Yield the further features."""
        sheet, table = self._sheet, self._table
        used = (sheet.image, sheet.slide, sheet.x, sheet.y)
        for name in sheet.features if sheet.features is not None else table.header:
            given = sheet.features is not None
            if not given and (name in used or _UNNAMED.fullmatch(name)):
                continue
            if name in RESERVED:
                reason = f"The column “{name}” has the name of a feature that each record has"
                if given:
                    raise wrong(table.path, f"{reason}.", "Call it otherwise.")
                self._note(f"{reason}; it becomes none.")
                continue
            found = table.values(name)
            if found is None:
                reason = f"The column “{short(name)}” holds neither numbers nor text"
                if given:
                    raise wrong(table.path, f"{reason}.", "Name other columns.")
                self._note(f"{reason}; it becomes no feature.")
                continue
            if found.missing:
                value = "empty text" if isinstance(found.values, Packed) else "NaN"
                self._note(
                    f"{found.missing:,} of {len(table.numbers):,} {table.line}s have nothing in "
                    f"the column “{short(name)}”; the feature is {value} there."
                )
            yield name, found.values

    def _fault(self, at: int, message: str, remedy: str) -> None:
        finding = self._finding(at, message, remedy)
        self._findings.append(finding)

    def _leave_out(self, at: int, path: str, message: str) -> None:
        finding = self._finding(at, message, "Correct the sheet; the other lines are not affected.")
        self._left_out.append((Path(path), replace(finding, file=path)))

    def _finding(self, at: int, message: str, remedy: str) -> Finding:
        line = f"{self._table.line.capitalize()} {self._table.numbers[at]:,}"
        return Finding(
            kind=FindingKind.SHEET,
            severity=Severity.WARNING,
            file=str(self._table.path),
            message=f"{line} of {self._table.path.name} {message}.",
            remedy=remedy,
        )

    def _note(self, message: str) -> None:
        self._findings.append(
            Finding(
                kind=FindingKind.SHEET,
                severity=Severity.NOTE,
                file=str(self._table.path),
                message=message,
            )
        )


def _settled(sheet: Sheet, table: TableFile) -> Sheet:
    """Return what was asked for, without columns by default that the file does not have.

    Raises:
        BuildError: If the file lacks a column that was named, or that of the images.
    """
    header = set(table.header)
    if sheet.image not in header:
        raise no_column(table, sheet.image, "names the images")
    lacking = set()
    for part, what in (("slide", "names the slides"), ("x", "tells x"), ("y", "tells y")):
        name = getattr(sheet, part)
        if name is not None and name not in header:
            if name != getattr(_DEFAULT, part):
                raise no_column(table, name, what)
            lacking.add(part)
    missing = [name for name in sheet.features or () if name not in header]
    if missing:
        raise wrong(
            table.path,
            f"No columns are called {listed(missing)}; there are: {listed(table.header)}.",
            "Name columns as they are called in the file.",
        )
    if "slide" in lacking:
        sheet = replace(sheet, slide=None)
    return replace(sheet, x=None, y=None) if lacking & {"x", "y"} else sheet


def _path(source: str, image: str) -> str:
    """Return where an image is."""
    if os.sep == "/" and "\\" in image and "/" not in image:
        image = image.replace("\\", "/")  # the sheet was made on Windows
    return os.path.normpath(os.path.join(source, image))  # noqa: PTH118 - as text


def _number(cell: str) -> float | int | None:
    """Return a coordinate, if a text is one."""
    number = _parsed(cell)
    return number if number is not None and -_INT64 < number < _INT64 else None


def _fault(cell: str) -> str:
    """Return why a text is no coordinate."""
    number = _parsed(cell)
    if number is None or math.isnan(number):
        return "which is no number"
    return "which is too large"


def _parsed(cell: str) -> float | int | None:
    try:
        if not cell.lstrip("+-").isdigit():
            return float(cell)
        # int() takes no text of thousands of digits, nor is that a place on a slide.
        return int(cell) if len(cell) <= _DIGITS else math.inf
    except ValueError:
        return None
