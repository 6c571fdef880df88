"""Reading a table that is to be joined to records: CSV, TSV, Parquet or Arrow, with types.

A million lines are the normal case, so CSV is read by polars, all as text, and typed here by one
rule: a column is whole numbers, or numbers, or text. Where that fails, the file is read again with
the care that tells which line is wrong.
"""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tfrviewer.dataset.sidecars.csv_file import read_csv
from tfrviewer.dataset.words import counted, short
from tfrviewer.errors import DatasetError, Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken

SUFFIXES = (
    ".csv",
    ".csv.gz",
    ".tsv",
    ".tsv.gz",
    ".parquet",
    ".parquet.gzip",
    ".pq",
    ".feather",
    ".arrow",
)
"""What tables are called; `.parquet.gzip` and `.feather` are of Slideflow's predictions."""

_PARQUET, _ARROW, _FEATHER_1 = b"PAR1", b"ARROW1", b"FEA1"
_BLANK = ("#N/A", "N/A", "NA", "NaN", "-NaN", "-nan", "<NA>", "n/a", "nan", "NULL", "None", "null")
_WHOLE = r"^[+-]?(?:0|[1-9][0-9]{0,17})$"
_NUMBER = (
    r"^[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$|^[+-]?[iI]nf$"
)
_COMMA = r"^[+-]?(?:[0-9]+,[0-9]*|,[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$"
"""A number as those write it who have a comma before the decimals, and so ";" between columns."""
_NAMES = {"slide", "slide_name", "slide_id", "slides", "tfrecord", "patient"}
"""Columns of names, which stay text also where all look like numbers: 12E5 is a slide."""
COMMA_REMEDY = "Write decimal points, or part the columns by “;”."
_HEAD = 1 << 20
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True, eq=False)
class JoinTable:
    """A table that was read.

    Attributes:
        path: The file.
        frame: What it holds: whole numbers, numbers, texts or truth values; null for none.
        is_text: Whether it was text, and so has lines that people can look up.
        findings: What is odd about it, though it could be read.
    """

    path: Path
    frame: pl.DataFrame
    is_text: bool
    findings: tuple[Finding, ...] = ()

    def line(self, at: int) -> str:
        """Return what people call a line of the frame: its number in the file, from 1."""
        if not self.is_text:
            return f"row {at + 1:,}"
        try:  # with care, for blank lines and for cells of several lines
            numbers = read_csv(self.path, FindingKind.SHEET, "slide").numbers
        except TfrError:
            numbers = []
        return f"line {numbers[at] if at < len(numbers) else at + 2:,}"


def is_table(path: str | os.PathLike[str]) -> bool:
    """Tell by its name whether a file is a table that can be joined; it is not looked at."""
    return os.fsdecode(path).lower().endswith(SUFFIXES)


def read_join_table(path: Path, *, cancel: CancelToken | None = None) -> JoinTable:
    """Read a table.

    Raises:
        DatasetError: If it cannot be read; the finding says why, and the line where it can.
        Cancelled: When `cancel` was raised.
    """
    begin = _first_bytes(path)
    cancel = cancel if cancel is not None else CancelToken()
    if begin.startswith(_PARQUET):
        frame = _packed(path, "Parquet")
    elif begin.startswith(_ARROW):
        frame = _packed(path, "Arrow")
    elif begin.startswith(_FEATHER_1):
        raise wrong(
            path,
            "It is a Feather file of the first version, which is not read.",
            "Save it as Parquet or CSV.",
        )
    else:
        texts, findings = _texts(path)
        commas = _separator(path) == ";"
        typed = _typed(texts, cancel, commas=commas)
        findings = (*findings, *_comma_remarks(path, texts, typed))
        return JoinTable(path, typed, is_text=True, findings=findings)
    if not frame.width:
        raise wrong(path, "It has no columns.", "Save it with the columns to join.")
    cancel.check()
    return JoinTable(path, _plain(frame), is_text=False)


def wrong(path: Path, message: str, remedy: str) -> DatasetError:
    """Return the error of a table that cannot be joined."""
    return DatasetError(
        Finding(
            kind=FindingKind.SHEET,
            severity=Severity.ERROR,
            file=str(path),
            message=message,
            remedy=remedy,
        )
    )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError:
        raise wrong(
            path, "It is not there.", "Check the path, and whether a drive is missing."
        ) from None
    except OSError as error:
        raise wrong(
            path,
            f"It cannot be read: {error.strerror or error}.",
            "It should be a CSV, TSV or Parquet file that you may read.",
        ) from error


def _packed(path: Path, form: str) -> pl.DataFrame:
    try:
        # Opened here: polars would take brackets in the name for a pattern.
        with path.open("rb") as file:
            return pl.read_parquet(file) if form == "Parquet" else pl.read_ipc(file)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise wrong(
            path,
            f"It cannot be read as {form}: {short(reason)}.",
            "Save it anew; it may have been cut off.",
        ) from error


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose columns are whole numbers, numbers, texts or truth values.

    What holds lists, bytes or structures cannot be told in a cell, and is left out.
    """
    columns = []
    for column in frame.get_columns():
        dtype = column.dtype
        if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Null):
            continue
        if dtype.is_decimal() or dtype in (pl.UInt64, pl.Int128, pl.Float32):
            column = column.cast(pl.Float64)
        elif dtype.is_integer():
            column = column.cast(pl.Int64)
        elif dtype.is_temporal() or dtype in (pl.Categorical, pl.Enum):
            column = column.cast(pl.String)
        columns.append(column)
    return pl.DataFrame({column.name: column for column in columns})


def _texts(path: Path) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return the columns of a CSV file as texts, and what is odd about it."""
    separator = _separator(path)
    if separator is not None:
        try:
            with path.open("rb") as file:
                frame = pl.read_csv(
                    file,
                    separator=separator,
                    infer_schema=False,
                    null_values=list(_BLANK),
                )
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            pass  # it is told below, by the line
        else:
            # polars renames what is there twice, which is told below as well.
            if not any("_duplicated_" in name for name in frame.columns):
                strip = pl.all().str.strip_chars()
                frame = frame.with_columns(strip).rename(str.strip, strict=False)
                return frame.filter(~pl.all_horizontal(pl.all().is_null())), ()
    try:
        table = read_csv(path, FindingKind.SHEET, "slide")
    except TfrError as error:
        raise DatasetError(error.finding) from error
    header = [name.strip() for name in table.header]
    frame = (
        pl.DataFrame(table.lines, header, orient="row")
        if table.lines
        else pl.DataFrame(schema=dict.fromkeys(header, pl.String))
    )
    strip = pl.all().cast(pl.String).str.strip_chars()
    frame = frame.with_columns(strip).with_columns(pl.all().replace("", None))
    return frame, tuple(table.findings)


def _separator(path: Path) -> str | None:
    """Return what parts the columns, by the first line; None where that needs more care."""
    try:
        with path.open("rb") as plain:
            zipped = plain.read(2) == b"\x1f\x8b"
        with gzip.open(path) if zipped else path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, EOFError):
        return None
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff", b"PK")):
        return None
    line = next((one for one in head.splitlines() if one.strip()), b"")
    counts = {mark: line.count(mark.encode()) for mark in ",;\t"}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ","


def _typed(texts: pl.DataFrame, cancel: CancelToken, *, commas: bool) -> pl.DataFrame:
    """Return columns of text as whole numbers, as numbers, as truth values, or as text.

    Args:
        texts: The columns.
        cancel: Looked at between them.
        commas: Whether numbers may have a comma before their decimals.
    """
    columns = {}  # by name: a list of columns would give a name to one without
    for column in texts.get_columns():
        cancel.check()
        is_name = column.name.lower() in _NAMES
        if not is_name:
            column = _typed_column(_pointed(column) if commas else column)
        columns[column.name] = column
    return pl.DataFrame(columns)


def _pointed(column: pl.Series) -> pl.Series:
    """Return a column with points in place of decimal commas, if its cells are such numbers."""
    return column.str.replace(",", ".", literal=True) if have_commas(column) else column


def have_commas(column: pl.Series) -> bool:
    """Tell whether the cells of a column are numbers, of which some have decimal commas."""
    if column.dtype != pl.String:
        return False
    filled = column.drop_nulls()
    # What has no comma at all, and words, are known at once: a million lines are the normal case.
    if not _may_have_commas(filled.head(64)) or not filled.str.contains(",", literal=True).any():
        return False
    return _may_have_commas(filled)


def _may_have_commas(filled: pl.Series) -> bool:
    return bool((filled.str.contains(_COMMA) | filled.str.contains(_NUMBER)).all())


def _comma_remarks(path: Path, texts: pl.DataFrame, typed: pl.DataFrame) -> list[Finding]:
    """Say which columns have decimal commas, and what became of them."""
    found = []
    for name in texts.columns:
        column = texts.get_column(name)
        if name.lower() in _NAMES or not have_commas(column):
            continue
        first = column.filter(column.str.contains(",", literal=True))[0]
        is_read = typed.schema[name] != pl.String
        found.append(
            Finding(
                kind=FindingKind.SHEET,
                severity=Severity.NOTE if is_read else Severity.WARNING,
                file=str(path),
                message=(
                    f"The numbers of the column “{short(name)}” have decimal commas: "
                    f"“{short(first)}” was read as {float(first.replace(',', '.')):.15g}."
                    if is_read
                    else f"The column “{short(name)}” is taken as text: its numbers have commas, "
                    f"such as “{short(first)}”."
                ),
                remedy="" if is_read else COMMA_REMEDY,
            )
        )
    return found


def _typed_column(column: pl.Series) -> pl.Series:
    """Type a column of text; "007" is no number but a name."""
    filled = column.drop_nulls()
    if not len(filled):
        return column.cast(pl.Float64)
    if filled.head(64).str.contains(_WHOLE).all() and filled.str.contains(_WHOLE).all():
        return column.str.strip_prefix("+").cast(pl.Int64)
    if filled.head(64).str.contains(_NUMBER).all() and filled.str.contains(_NUMBER).all():
        return column.cast(pl.Float64, strict=False)
    low = filled.head(64).str.to_lowercase()
    if low.is_in(["true", "false"]).all():
        lowered = column.str.to_lowercase()
        if lowered.drop_nulls().is_in(["true", "false"]).all():
            return lowered == "true"
    return column


def odd_cells(table: JoinTable, name: str) -> Finding | None:
    """Return the finding that a column of numbers has few cells that are none; None if not so."""
    column = table.frame.get_column(name)
    if column.dtype != pl.String:
        return None
    some = column.drop_nulls().gather_every(max(len(column) // _LOOKED_AT, 1))
    if int(some.str.contains(_NUMBER).sum()) < 0.5 * len(some):
        return None  # words: to look at each of a million takes a third of the time of the join
    is_number = column.str.contains(_NUMBER)
    filled = len(column) - column.null_count()
    numbers = int(is_number.sum())
    if not filled or numbers == filled or numbers < 0.9 * filled:
        return None
    at = int((~is_number).fill_null(value=False).arg_true()[0])
    return Finding(
        kind=FindingKind.SHEET,
        severity=Severity.WARNING,
        file=str(table.path),
        message=(
            f"The column “{short(name)}” is taken as text: of its numbers "
            f"{counted(filled - numbers, 'cell')} {'is' if filled - numbers == 1 else 'are'} none, "
            f"first “{short(column[at])}” on {table.line(at)}."
        ),
        remedy="Leave those cells blank to have numbers.",
    )
