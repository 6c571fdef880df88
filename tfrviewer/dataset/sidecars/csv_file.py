"""Reading CSV files that people and Slideflow wrote, with the lines that are wrong told."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tfrviewer.dataset.sidecars.csv_quotes import Lines, holds_a_line
from tfrviewer.dataset.words import counted, short
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError

_NOT_NUMBERS = "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NaN|n/a|nan"
_BLANK = frozenset((*_NOT_NUMBERS.split("|"), "NULL", "None", "null"))
"""What Slideflow, which reads with pandas, takes for a blank cell."""
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What a CSV file holds: text throughout, "" for what is blank or missing.

    Attributes:
        header: Names of the columns, no two alike.
        lines: The cells of each line, as many as the header has.
        numbers: The number of each line in the file, from 1; where it begins, if it has several.
        findings: What is odd about the file, though it could be read.
        cut: The numbers of the lines that have fewer columns than the header.
    """

    header: list[str]
    lines: list[list[str]]
    numbers: list[int]
    findings: list[Finding]
    cut: list[int]

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
    table = CsvTable([], [], [], reading.findings, [])
    lines = Lines(io.StringIO(text, newline=""))
    try:
        for line in csv.reader(lines, delimiter=delimiter):
            if lines.spans:
                reading.look_for_lines(line, lines, delimiter, len(table.header))
            number = lines.begin
            lines.take()
            if not any(line):
                continue
            if not table.header:
                table.header.extend(told.names(line, number))
                continue
            if len(line) < len(table.header):
                table.cut.append(number)
            table.lines.append(told.cells(line, table.header, number))
            table.numbers.append(number)
    except csv.Error as error:
        told.refuse_unclosed(lines, delimiter)
        raise told.wrong(
            f"Line {lines.begin:,} cannot be read as CSV: {error}.",
            "Look for a quotation mark that is not closed.",
        ) from None
    if not table.header:
        raise told.wrong("It is empty.", f"It should begin with a line that names “{first}”.")
    if table.cut:
        first_cut = f"line {table.cut[0]:,}"
        reading.note(
            f"{counted(len(table.cut), 'line')} {'has' if len(table.cut) == 1 else 'have'} fewer "
            f"columns than the header: {first_cut}{' first' if len(table.cut) > 1 else ''}.",
            "What is missing was read as blank. Is the file cut short?",
        )
    return table


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
        name, times = Counter(header).most_common(1)[0]
        if times > 1:
            raise self.wrong(
                f"Line {number:,} names {times:,} columns “{short(name)}”.",
                "Give each column a name of its own.",
            )
        return header

    def refuse_unclosed(self, lines: Lines, delimiter: str) -> None:
        """Raise the error that says where a quotation mark opens that is not closed, if one is."""
        number = lines.unclosed(delimiter)
        if number is not None:
            raise self.wrong(
                f"Line {number:,} opens a quotation mark that is not closed; the lines after it "
                "would be lost.",
                "Close it at the end of its cell, or delete it.",
            )

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

    def look_for_lines(self, cells: list[str], lines: Lines, delimiter: str, columns: int) -> None:
        """Look for lines that were lost in a cell, since a quotation mark is closed too late."""
        self.told.refuse_unclosed(lines, delimiter)
        if holds_a_line(cells, delimiter, columns):
            end = lines.begin + len(lines.read) - 1
            self.note(
                f"A cell in lines {lines.begin:,} to {end:,} holds what looks like a line of its "
                "own.",
                "It was read as part of the cell: is a quotation mark not closed?",
                Severity.WARNING,
            )

    def note(self, message: str, remedy: str, severity: Severity = Severity.NOTE) -> None:
        """Note what is odd about the file."""
        self.findings.append(
            Finding(
                kind=self.told.kind,
                severity=severity,
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
