"""What is known of each slide: the annotations that Slideflow keeps in a CSV file.

One line a slide: `patient`, `slide` (its file name without extension) and any labels, all of
them text. As Slideflow does, cells such as NA, nan or null are read as blank.
"""

import csv
import io
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import polars as pl

from tfrviewer.dataset.slide_files import match_patients
from tfrviewer.errors import AnnotationsError, Finding, FindingKind, Severity

AnnotationSource: TypeAlias = str | os.PathLike[str] | pl.DataFrame

PATIENT, SLIDE = "patient", "slide"

SUFFIX = "_annotation"
"""Appended to the name of an annotation column where the table of records has one of that name."""

_NOT_NUMBERS = "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NaN|n/a|nan"
_BLANK = frozenset((*_NOT_NUMBERS.split("|"), "NULL", "None", "null"))
"""What Slideflow, which reads with pandas, takes for a blank cell."""
_LISTED = 5


@dataclass(frozen=True, eq=False)
class Annotations:
    """Annotations of slides.

    Attributes:
        frame: A row a line, all columns text: patient, slide, and what else there is, in the
            order of the file. No slide twice; a patient without a slide has "" for it.
        path: The CSV file; None for a frame that was given.
        findings: What is odd about the file, and what was made of it.
    """

    frame: pl.DataFrame
    path: Path | None = None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_slide(self) -> Mapping[str, Mapping[str, str]]:
        """All columns of each slide by its name."""
        slides = self.frame[SLIDE].to_list()
        return {
            slide: line
            for slide, line in zip(slides, self.frame.iter_rows(named=True), strict=True)
            if slide
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the columns but `slide`."""
        return tuple(name for name in self.frame.columns if name != SLIDE)


def read_annotations(
    source: AnnotationSource, *, slide_names: Callable[[], Iterable[str]] = tuple
) -> Annotations:
    """Read annotations; nothing is written, whatever they lack.

    Args:
        source: A CSV file, or a polars frame.
        slide_names: Tells the names of all slides; asked if there is no column `slide`. A
            patient then gets the slide of his name.

    Raises:
        AnnotationsError: If there is no such file, it is no CSV file, it lacks `patient` or has
            nothing but it, or a column or a slide occurs twice.
    """
    if isinstance(source, pl.DataFrame):
        return _of_frame(source)
    path = Path(source)
    findings: list[Finding] = []
    header, lines, numbers = _read_csv(path, findings)
    columns = {name: [line[at] for line in lines] for at, name in enumerate(header)}
    if PATIENT not in columns:
        raise AnnotationsError(_no_patient(path, header))
    if len(columns) == 1:
        raise AnnotationsError(
            _wrong(
                path,
                f"It has one column only, “{header[0]}”, and tells nothing of any slide.",
                "Add the column “slide” (name of the slide's file without extension) and labels.",
            )
        )
    if SLIDE not in columns:
        matched = match_patients(columns[PATIENT], slide_names())
        columns[SLIDE] = [matched.slides.get(patient, "") for patient in columns[PATIENT]]
        findings.append(_associated(path, columns[SLIDE], matched.ambiguous))
    _refuse_duplicates(path, columns[SLIDE], numbers)
    without = sum(not slide for slide in columns[SLIDE])
    if without and SLIDE in header:
        findings.append(
            _note(
                path,
                f"{without:,} of {len(lines):,} lines name no slide.",
                "They count as patients; fill in the column “slide” to have their tiles labelled.",
            )
        )
    schema = dict.fromkeys(columns, pl.String())
    return Annotations(pl.DataFrame(columns, schema=schema), path, tuple(findings))


def _of_frame(frame: pl.DataFrame) -> Annotations:
    """Check annotations given as a frame, and make all of them text."""
    for name in (PATIENT, SLIDE):
        if name not in frame.columns:
            raise ValueError(
                f"The annotations have no column {name!r}, only {frame.columns}. Rename the one "
                f"that holds it: frame.rename({{…: {name!r}}})."
            )
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    if nested:
        raise ValueError(f"Annotations are one value a cell; the columns {nested} hold several.")
    text = frame.select(pl.all().cast(pl.String()).fill_null(""))
    slides = text[SLIDE]
    twice = slides.filter(slides.is_duplicated() & (slides != "")).unique(maintain_order=True)
    if len(twice):
        listed = ", ".join(twice.head(_LISTED).to_list())
        raise ValueError(f"{len(twice)} slides occur more than once in the annotations: {listed}.")
    return Annotations(text)


def _read_csv(path: Path, findings: list[Finding]) -> tuple[list[str], list[list[str]], list[int]]:
    """Return the header of a CSV file, its lines made as long, and the number of each in it."""
    text = _read_text(path, findings)
    delimiter = _delimiter(text)
    if delimiter != ",":
        shown = "a tab" if delimiter == "\t" else f"“{delimiter}”"
        findings.append(
            _note(
                path,
                f"Its columns are parted by {shown}, not by a comma.",
                "It was read so. Slideflow cannot read it: save it as CSV with commas for that.",
            )
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    lines, numbers = list[list[str]](), list[int]()
    begin = 1
    try:
        for line in reader:
            first, begin = begin, reader.line_num + 1
            if not any(line):
                continue
            if not header:
                header = _named(line)
                _refuse_twins(path, header)
                continue
            surplus = [cell for cell in line[len(header) :] if cell.strip()]
            if surplus:
                raise AnnotationsError(
                    _wrong(
                        path,
                        f"Line {first:,} has {len(line):,} columns, the header {len(header):,}; "
                        f"“{_short(surplus[0])}” belongs to none.",
                        "Put text that holds a comma into quotation marks.",
                    )
                )
            cells = (line + [""] * len(header))[: len(header)]
            lines.append(["" if cell in _BLANK else cell for cell in cells])
            numbers.append(first)
    except csv.Error as error:
        raise AnnotationsError(
            _wrong(
                path,
                f"Line {begin:,} cannot be read as CSV: {error}.",
                "Look for a quotation mark that is not closed.",
            )
        ) from None
    if not header:
        raise AnnotationsError(
            _wrong(path, "It is empty.", "It should have a header line with patient and slide.")
        )
    return header, lines, numbers


def _read_text(path: Path, findings: list[Finding]) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        kind = FindingKind.UNREADABLE_FILE
        if isinstance(error, FileNotFoundError):
            kind = FindingKind.MISSING_FILE
        raise AnnotationsError(
            Finding(
                kind=kind,
                severity=Severity.ERROR,
                file=str(path),
                message=f"The annotations cannot be read: {error.strerror or error}.",
                remedy="Check the path, and whether a drive is missing."
                if kind is FindingKind.MISSING_FILE
                else "It should be a CSV file that you may read.",
            )
        ) from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise AnnotationsError(
            _wrong(path, "It is a spreadsheet, not a CSV file.", "Save it as CSV.")
        )
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if is_utf16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text, encoding = data.decode("cp1252", "replace"), "Windows-1252"
        where = f"Line {line:,} is not UTF-8"
    else:
        where = "It is not UTF-8"
    if "\0" in text:
        raise AnnotationsError(
            _wrong(
                path,
                f"Line {text.count(chr(10), 0, text.index(chr(0))) + 1:,} holds a byte that no "
                "text has: it is another kind of file, or damaged.",
                "Save it as CSV in UTF-8.",
            )
        )
    if encoding != "utf-8-sig":
        findings.append(
            _note(
                path,
                f"{where}; it was read as {encoding}.",
                "Slideflow cannot read it, and accented letters may be wrong: save it in UTF-8.",
            )
        )
    return text


def _delimiter(text: str) -> str:
    """Return what parts the columns of the first line that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if PATIENT in next(csv.reader([first])):
        return ","
    return max(",;\t", key=first.count)


def _named(header: list[str]) -> list[str]:
    """Return the names of columns; one without a name is called as Slideflow calls it."""
    return [name or f"Unnamed: {at}" for at, name in enumerate(header)]


def _refuse_twins(path: Path, header: list[str]) -> None:
    for name in header:
        if header.count(name) > 1:
            raise AnnotationsError(
                _wrong(
                    path,
                    f"Line 1 names {header.count(name)} columns “{_short(name)}”.",
                    "Give each column a name of its own.",
                )
            )


def _refuse_duplicates(path: Path, slides: list[str], numbers: list[int]) -> None:
    first: dict[str, int] = {}
    for slide, number in zip(slides, numbers, strict=True):
        if slide and first.setdefault(slide, number) != number:
            raise AnnotationsError(
                _wrong(
                    path,
                    f"Lines {first[slide]:,} and {number:,} are both about the slide "
                    f"“{_short(slide)}”.",
                    "Each slide has one line: delete one of them, or correct its name.",
                )
            )


def _no_patient(path: Path, header: list[str]) -> Finding:
    names = ", ".join(map(_short, header[: _LISTED * 2]))
    near = next((name for name in header if name.strip().casefold() == PATIENT), None)
    remedy = "Name the column that holds the patients “patient”, in small letters."
    if near is not None:
        remedy = f"The column “{_short(near)}” should be called “patient”, exactly so."
    return _wrong(path, f"No column is called “patient”; there are: {names}.", remedy)


def _associated(path: Path, slides: list[str], ambiguous: Iterable[str]) -> Finding:
    found = sum(map(bool, slides))
    unclear = list(ambiguous)
    more = ""
    if unclear:
        listed = ", ".join(map(_short, unclear[:_LISTED]))
        more = f" {len(unclear):,} patients have several slides and got none: {listed}."
    return _note(
        path,
        f"It has no column “slide”: {found:,} of {len(slides):,} lines were given the slide that "
        f"bears the patient's name.{more}",
        "Nothing was written. Slideflow would write such a column into the file.",
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _wrong(path: Path, message: str, remedy: str) -> Finding:
    return _finding(path, Severity.ERROR, message, remedy)


def _note(path: Path, message: str, remedy: str) -> Finding:
    return _finding(path, Severity.NOTE, message, remedy)


def _finding(path: Path, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.ANNOTATIONS,
        severity=severity,
        file=str(path),
        message=message,
        remedy=remedy,
    )
