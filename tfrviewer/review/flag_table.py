"""Tables of flags as files hold them, and reading them, whoever wrote them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from tfrviewer.dataset.words import listed, short
from tfrviewer.errors import Finding, FindingKind, ReviewError, Severity
from tfrviewer.review.hashing import HASH_BYTES
from tfrviewer.review.keys import plain_names

FORMS: Final = (".csv", ".json", ".parquet")
COLUMNS: Final[dict[str, pl.DataType]] = {
    "slide": pl.String(),
    "x": pl.Int64(),
    "y": pl.Int64(),
    "bytes": pl.Int64(),
    "ordinal": pl.Int64(),
    "reader": pl.String(),
    "flag": pl.String(),
    "note": pl.String(),
    "image": pl.String(),
    "at": pl.String(),
}
"""Of exported flags: the key, who said what, the BLAKE2b of the image in hexadecimal digits and
the time in UTC."""
_NEEDED: Final = ("slide", "x", "y", "flag")
_NUMBERS: Final = ("x", "y", "bytes", "ordinal")
_ALIASES: Final = {"loc_x": "x", "loc_y": "y"}
_EXACT: Final = 2**53
"""Up to here a float is one whole number and no other."""


@dataclass(frozen=True, slots=True, eq=False)
class FlagTable:
    """The flags that a file holds.

    Attributes:
        flags: A row a flag with `COLUMNS`, the image as bytes, and `row`, its number in the file
            from 1. x and y are null where there is no location; bytes where no size is told.
        unclear: Why rows do not tell which tile they are of, by their numbers.
        remarks: What else is to be told of the file.
    """

    flags: pl.DataFrame
    unclear: Mapping[int, str]
    remarks: tuple[str, ...]


def form_of(path: Path) -> str:
    """Return the form that the name of a file says.

    Raises:
        ValueError: If it says none.
    """
    form = path.suffix.lower()
    if form not in FORMS:
        raise ValueError(
            f"{path.name} says no form by its ending: name it .csv, .json or .parquet."
        )
    return form


def read_flags(path: Path) -> FlagTable:
    """Read a table of flags.

    Raises:
        ReviewError: If the file is none.
        OSError: If it cannot be read.
    """
    try:
        form = form_of(path)
    except ValueError as error:
        raise refused(path, str(error)) from None
    data = path.read_bytes()
    if not data.strip():
        raise refused(path, "It is empty.")
    try:
        raw, remarks = _table(form, data)
        return _understood(path, raw, remarks)
    except ReviewError:
        raise
    except (pl.exceptions.PolarsError, ValueError, TypeError, KeyError, RecursionError) as error:
        reason = short(next(iter(str(error).splitlines()), type(error).__name__)).rstrip(".")
        raise refused(path, f"It is no table of flags: {reason}.") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of polars, for a damaged file
            raise
        raise refused(path, "It is damaged.") from None


def refused(path: Path, why: str, remedy: str = "") -> ReviewError:
    """Return the error that a file of flags is not taken."""
    return ReviewError(
        Finding(
            kind=FindingKind.NOT_IMPORTED,
            severity=Severity.ERROR,
            file=str(path),
            message=f"No flags were taken from it. {why}",
            remedy=remedy
            or "Give a file that was exported here, or a table with the columns "
            f"{', '.join(_NEEDED)}, and bytes where several tiles lie at one place.",
        )
    )


def _table(form: str, data: bytes) -> tuple[pl.DataFrame, list[str]]:
    """Return what a file holds, and what is odd about it."""
    if form == ".parquet":
        return pl.read_parquet(data), []
    text, remarks = _text(data)
    if form == ".json":
        return _of_json(json.loads(text)), remarks
    header = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=header.count)
    return pl.read_csv(text.encode(), separator=separator, infer_schema=False), remarks


def _text(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        told = "It is not UTF-8, and was read as Windows-1252: look at letters with accents."
        return data.decode("cp1252", "replace"), [told]


def _of_json(told: Any) -> pl.DataFrame:  # noqa: ANN401 - any JSON
    rows = told.get("flags") if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("it holds no list of objects")
    names = dict.fromkeys(name for row in rows for name in row) or dict.fromkeys(COLUMNS)
    return pl.DataFrame({name: _cells([row.get(name) for row in rows]) for name in names})


def _cells(values: Sequence[Any]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(value is None or abs(value) < _EXACT for value in values):
        return pl.Series(values, dtype=pl.Int64)
    texts = [
        value if value is None or isinstance(value, str) else json.dumps(value) for value in values
    ]
    return pl.Series(texts, dtype=pl.String)


def _understood(path: Path, raw: pl.DataFrame, remarks: Sequence[str]) -> FlagTable:
    columns: dict[str, pl.Series] = {}
    others = []
    for column in raw.get_columns():
        plain = column.name.strip().lower()
        name = _ALIASES.get(plain, plain)
        if name in COLUMNS and name not in columns:
            columns[name] = column
        else:
            others.append(column.name)
    if missing := [name for name in _NEEDED if name not in columns]:
        raise refused(path, f"It has no column “{missing[0]}”.")
    nothing = pl.repeat(None, raw.height, dtype=pl.String, eager=True)
    numbers = {name: _whole(columns.get(name, nothing)) for name in _NUMBERS}
    texts = {name: _words(columns.get(name, nothing)) for name in COLUMNS if name not in _NUMBERS}
    slide = texts["slide"]
    x, y, size = (numbers[name] for name in ("x", "y", "bytes"))
    unclear: dict[int, str] = {}

    def note(which: pl.Series, why: str) -> None:
        for at in which.arg_true().to_list():
            unclear.setdefault(at + 1, why)

    for name in _NUMBERS:
        if name in columns:
            wrong = columns[name].is_not_null() & numbers[name].is_null() & ~_blank(columns[name])
            for at in wrong.arg_true().to_list():
                cell = short(str(columns[name][at]), 20)
                unclear.setdefault(at + 1, f"its {name} is “{cell}”")
    note(slide.is_null(), "it names no slide")
    note(x.is_null() != y.is_null(), "it has one of x and y alone")
    note(size.is_null() & x.is_null(), "it has neither a place nor a size")
    frame = pl.DataFrame(
        {
            "slide": plain_names(slide),
            **numbers,
            "ordinal": numbers["ordinal"].fill_null(0),
            **{name: texts[name] for name in ("reader", "flag", "at")},
            "note": texts["note"].fill_null(""),
            "image": _images(columns.get("image", nothing)),
        }
    ).with_row_index("row", 1)
    if others:
        told = f"Not taken: the column{'' if len(others) == 1 else 's'} {listed(others)}."
        remarks = [*remarks, told]
    if unclear:
        frame = frame.filter(~pl.col("row").is_in(list(unclear)))
    return FlagTable(frame, unclear, tuple(remarks))


def _whole(column: pl.Series) -> pl.Series:
    """Return whole numbers, however they are written; null where there is none."""
    if column.dtype.is_integer():
        return column.cast(pl.Int64, strict=False)
    if column.dtype == pl.String:
        column = column.str.strip_chars()
        whole, floats = (column.cast(kind, strict=False) for kind in (pl.Int64, pl.Float64))
    elif column.dtype.is_float():
        whole, floats = column.clear(len(column)).cast(pl.Int64), column.cast(pl.Float64)
    else:
        return column.clear(len(column)).cast(pl.Int64, strict=False)
    told = pl.DataFrame({"whole": whole, "float": floats})
    exact = (pl.col("float").floor() == pl.col("float")) & (pl.col("float").abs() < _EXACT)
    of_float = pl.when(exact).then(pl.col("float")).cast(pl.Int64, strict=False)
    return told.select(pl.coalesce("whole", of_float)).to_series()


def _blank(column: pl.Series) -> pl.Series:
    """Return which cells hold nothing."""
    if column.dtype == pl.String:
        return (column.str.strip_chars() == "").fill_null(value=True)
    if column.dtype.is_float():
        return column.is_nan().fill_null(value=True)
    return column.is_null()


def _words(column: pl.Series) -> pl.Series:
    """Return texts; null for an empty one."""
    texts = column.cast(pl.String)
    return texts.set(texts == "", None)


def _images(column: pl.Series) -> pl.Series:
    """Return hashes of images; null for whatever else stands there."""
    if column.dtype != pl.Binary:
        column = column.cast(pl.String).str.decode("hex", strict=False)
    return column.set(column.bin.size() != HASH_BYTES, None)
