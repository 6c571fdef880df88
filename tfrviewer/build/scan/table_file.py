"""Tables that people keep of images and of slides: CSV, TSV and Parquet files.

Whatever the file, a column is asked for as texts, or as values of one kind that can be a feature:
all of them whole numbers, all of them numbers, or all of them texts. Every record of a build has
the same features, so what is missing has a value too: "" among texts, NaN among numbers, and
whole numbers of which one is missing are floats.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tfrviewer.build.planning.planned import FeatureColumn
from tfrviewer.build.scan.packed import Packed
from tfrviewer.dataset.sidecars.csv_file import CsvTable, read_csv
from tfrviewer.dataset.words import listed
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity, TfrError

if TYPE_CHECKING:
    import polars as pl

_PARQUET = b"PAR1"
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]")
_INT64 = 1 << 63
_EXACT = 1 << 53
_LARGEST = 3.4e38
"""Features are floats of 32 bits."""


@dataclass(frozen=True, slots=True)
class Values:
    """A column as values of one kind.

    Attributes:
        values: One a line.
        missing: How many lines have none.
    """

    values: FeatureColumn
    missing: int


class TableFile(Protocol):
    """A table that was read.

    Attributes:
        path: The file.
        header: Names of the columns.
        numbers: What each line is called: its number in the file, from 1.
        line: What a line is called in a message: "line" or "row".
        findings: What is odd about the file.
    """

    path: Path
    header: list[str]
    numbers: Sequence[int]
    line: str
    findings: list[Finding]

    def texts(self, name: str) -> list[str]:
        """Return a column as texts; "" where nothing is."""

    def values(self, name: str) -> Values | None:
        """Return a column as values; None if it holds what is no number and no text."""


def read_table(path: Path, first: str) -> TableFile:
    """Read a CSV, TSV or Parquet file.

    Args:
        path: The file.
        first: A column that it should have, which tells what parts the columns of a CSV file.

    Raises:
        BuildError: If it cannot be read.
    """
    if _is_parquet(path):
        return _ParquetFile(path, _read_parquet(path))
    try:
        return _CsvFile(path, read_csv(path, FindingKind.SHEET, first))
    except TfrError as error:
        raise BuildError(error.finding) from error


def no_column(table: TableFile, name: str, what: str) -> BuildError:
    """Return the error that a table lacks a column."""
    return wrong(
        table.path,
        f"No column is called “{name}”, which {what}; there are: {listed(table.header)}.",
        "Name the column as it is called in the file, or call it so there.",
    )


def wrong(path: Path, message: str, remedy: str) -> BuildError:
    """Return the error of a table that cannot be used."""
    return BuildError(
        Finding(
            kind=FindingKind.SHEET,
            severity=Severity.ERROR,
            file=str(path),
            message=message,
            remedy=remedy,
        )
    )


def values_of(cells: Sequence[str]) -> Values:
    """Return texts as what they all are: whole numbers, numbers, or texts."""
    missing = sum(not cell for cell in cells)
    filled = [cell for cell in cells if cell]
    if filled and all(map(_WHOLE.fullmatch, filled)):
        whole = [int(cell) for cell in filled]
        largest = max(map(abs, whole))
        if not missing and largest < _INT64:
            return Values(np.array(whole, dtype=np.int64), 0)
        if largest <= _EXACT:
            return Values(_floats(cells), missing)
    elif filled and all(_is_number(cell) for cell in filled):
        return Values(_floats(cells), missing)
    return Values(Packed.of(cells), missing)


def _is_number(cell: str) -> bool:
    """Tell whether a text is a number; "007" and 20 digits are names."""
    return (
        _NUMBER.fullmatch(cell) is not None
        and _LEADING_ZERO.match(cell) is None
        and (not cell.lstrip("+-").isdigit() or _WHOLE.fullmatch(cell) is not None)
        and abs(float(cell)) < _LARGEST
    )


def _floats(cells: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([float(cell) if cell else np.nan for cell in cells], dtype=np.float64)


class _CsvFile:
    """A CSV or TSV file: text throughout."""

    def __init__(self, path: Path, table: CsvTable) -> None:
        self.path = path
        self.header = table.header
        self.numbers: Sequence[int] = table.numbers
        self.line = "line"
        self.findings = table.findings
        self._lines = table.lines

    def texts(self, name: str) -> list[str]:
        at = self.header.index(name)
        return [line[at].strip() for line in self._lines]

    def values(self, name: str) -> Values | None:
        return values_of(self.texts(name))


class _ParquetFile:
    """A Parquet file: its columns have types."""

    def __init__(self, path: Path, frame: "pl.DataFrame") -> None:
        self.path = path
        self.header = frame.columns
        self.numbers: Sequence[int] = range(1, frame.height + 1)
        self.line = "row"
        self.findings: list[Finding] = []
        self._frame = frame

    def texts(self, name: str) -> list[str]:
        import polars as pl

        column = self._frame.get_column(name)
        if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
            raise wrong(
                self.path,
                f"The column “{name}” holds {column.dtype}, not text or numbers.",
                "Name a column of text or numbers.",
            )
        return [text.strip() for text in column.cast(pl.String).fill_null("").to_list()]

    def values(self, name: str) -> Values | None:
        import polars as pl

        column = self._frame.get_column(name)
        missing = column.null_count()
        if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object, pl.UInt64):
            return None
        if column.dtype == pl.Boolean or column.dtype.is_integer():
            if not missing:
                return Values(column.cast(pl.Int64).to_numpy(), 0)
            column = column.cast(pl.Int64).cast(pl.Float64)
        if column.dtype.is_numeric():  # floats and decimals
            floats = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
            return Values(floats, int(np.isnan(floats).sum()))
        texts = self.texts(name)
        return Values(Packed.of(texts), sum(not text for text in texts))


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError:
        return False  # reading it as CSV tells why


def _read_parquet(path: Path) -> "pl.DataFrame":
    import polars as pl

    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise wrong(
            path,
            f"It cannot be read as Parquet: {str(error).splitlines()[0]}.",
            "Save it anew; it may have been cut off.",
        ) from error
