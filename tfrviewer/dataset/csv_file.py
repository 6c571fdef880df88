"""Reading CSV files that people and Slideflow wrote, with the lines that are wrong told."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError

_NOT_NUMBERS = "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NaN|n/a|nan"
_BLANK = frozenset((*_NOT_NUMBERS.split("|"), "NULL", "None", "null"))
"""What Slideflow, which reads with pandas, takes for a blank cell."""
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What a CSV file holds: text throughout, "" for what is blank or missing.

    Attributes:
        header: Names of the columns, no two alike.
        lines: The cells of each line, as many as the header has.
        numbers: The number of each line in the file, from 1; where it begins, if it has several.
        findings: What is odd about the file, though it could be read.
    """

    header: list[str]
    lines: list[list[str]]
    numbers: list[int]
    findings: list[Finding]

    def column(self, name: str) -> list[str]:
        """Return the cells of a column."""
        at = self.header.index(name)
        return [line[at] for line in self.lines]


def read_csv(path: Path, kind: FindingKind, first: str) -> CsvTable:
    """Read a CSV file.

    Args:
        path: The file.
        kind: What findings about it are of.
        first: A column that it should have, which tells what parts the columns.

    Raises:
        TfrError: If it cannot be read as CSV.
    """
    told = _Told(path, kind)
    reading = _Reading(told, [])
    text = reading.text()
    delimiter = _delimiter(text, first)
    if delimiter != ",":
        shown = "tabs" if delimiter == "\t" else f"“{delimiter}”"
        reading.note(
            f"Its columns are parted by {shown}, not by commas.",
            "It was read so. Slideflow cannot read it: save it as CSV with commas for that.",
        )
    header: list[str] = []
    lines, numbers, begin = list[list[str]](), list[int](), 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for line in reader:
            number, begin = begin, reader.line_num + 1
            if not any(line):
                continue
            if not header:
                header = told.names(line, number)
                continue
            lines.append(told.cells(line, header, number))
            numbers.append(number)
    except csv.Error as error:
        raise told.wrong(
            f"Line {begin:,} cannot be read as CSV: {error}.",
            "Look for a quotation mark that is not closed.",
        ) from None
    if not header:
        raise told.wrong("It is empty.", f"It should begin with a line that names “{first}”.")
    return CsvTable(header, lines, numbers, reading.findings)


def short(text: str) -> str:
    """Return text from a file for the words of a finding: cut, if it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Told:
    """Checks the lines of one file."""

    path: Path
    kind: FindingKind

    def wrong(self, message: str, remedy: str, kind: FindingKind | None = None) -> TfrError:
        """Return the error that says what is wrong with the file."""
        return TfrError(
            Finding(
                kind=self.kind if kind is None else kind,
                severity=Severity.ERROR,
                file=str(self.path),
                message=message,
                remedy=remedy,
            )
        )

    def names(self, line: list[str], number: int) -> list[str]:
        """Return the names of columns; one without a name is called as Slideflow calls it."""
        header = [name or f"Unnamed: {at}" for at, name in enumerate(line)]
        for name in header:
            if header.count(name) > 1:
                raise self.wrong(
                    f"Line {number:,} names {header.count(name):,} columns “{short(name)}”.",
                    "Give each column a name of its own.",
                )
        return header

    def cells(self, line: list[str], header: list[str], number: int) -> list[str]:
        """Return as many cells as there are columns."""
        surplus = next((cell for cell in line[len(header) :] if cell.strip()), None)
        if surplus is not None:
            raise self.wrong(
                f"Line {number:,} has {len(line):,} columns, the header {len(header):,}; "
                f"“{short(surplus)}” belongs to none.",
                "Put text that holds what parts the columns into quotation marks.",
            )
        cells = (line + [""] * (len(header) - len(line)))[: len(header)]
        return ["" if cell in _BLANK else cell for cell in cells]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the text of one file."""

    told: _Told
    findings: list[Finding]

    def note(self, message: str, remedy: str) -> None:
        """Note what is odd about the file."""
        self.findings.append(
            Finding(
                kind=self.told.kind,
                severity=Severity.NOTE,
                file=str(self.told.path),
                message=message,
                remedy=remedy,
            )
        )

    def text(self) -> str:
        """Return the file's text, in whatever encoding it is."""
        told = self.told
        try:
            data = told.path.read_bytes()
        except FileNotFoundError as error:
            raise told.wrong(
                "It is not there.",
                "Check the path, and whether a drive is missing.",
                FindingKind.MISSING_FILE,
            ) from error
        except OSError as error:
            raise told.wrong(
                f"It cannot be read: {error.strerror or error}.",
                "It should be a CSV file that you may read.",
                FindingKind.UNREADABLE_FILE,
            ) from error
        if data.startswith(_SPREADSHEETS):
            raise told.wrong("It is a spreadsheet, not a CSV file.", "Save it as CSV.")
        is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if is_utf16 else "utf-8-sig"
        where = "It is not UTF-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            where = f"Line {line:,} is not UTF-8"
            text, encoding = data.decode("cp1252", "replace"), "Windows-1252"
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise told.wrong(
                f"Line {line:,} holds a byte that no text has: it is another kind of file, or "
                "damaged.",
                "Save it as CSV in UTF-8.",
            )
        if encoding != "utf-8-sig":
            self.note(
                f"{where}; it was read as {encoding.upper()}.",
                "Slideflow cannot read it, and letters with accents may be wrong: save it in "
                "UTF-8.",
            )
        return text


def _delimiter(text: str, first: str) -> str:
    """Return what parts the columns of the first line that is not blank."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    counts = {delimiter: header.count(delimiter) for delimiter in ",;\t"}
    if first in header.split(",") or not any(counts.values()):
        return ","
    return max(counts, key=counts.__getitem__)
