"""Flags as files that other people and programs read: CSV, JSON, Parquet; and back."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import polars as pl

from tfrviewer.atomic import write_atomically
from tfrviewer.errors import Finding, FindingKind, ReviewError, Severity
from tfrviewer.review.given import check_flags
from tfrviewer.review.joining import flags_of
from tfrviewer.review.keys import ABSENT, KEY, RecordKeys
from tfrviewer.review.names import default_reader
from tfrviewer.review.store import Gesture, Store

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
_NEEDED: Final = ("slide", "x", "y", "bytes", "flag")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken from a file of flags.

    Attributes:
        gestures: One a reader, to undo it.
        count: How many rows were taken, also those that changed nothing.
        left_out: How many are of no tile there is.
    """

    gestures: tuple[Gesture, ...]
    count: int
    left_out: int

    @property
    def changed(self) -> int:
        """How many flags and notes are others now."""
        return sum(gesture.count for gesture in self.gestures)


def exported(flags: pl.DataFrame) -> pl.DataFrame:
    """Return flags as files have them, in the order of slide and place, with `COLUMNS`.

    Args:
        flags: As `Store.flags` returns them.
    """
    times = [datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds") for at in flags["at"]]
    return (
        flags.with_columns(
            pl.when(pl.col("x", "y") != ABSENT).then(pl.col("x", "y")),
            pl.col("image").bin.encode("hex"),
            pl.when(pl.col("note") != "").then(pl.col("note")).alias("note"),
            pl.Series("at", times, pl.String),
        )
        .select(COLUMNS.keys())
        .sort(*KEY, "reader")
    )


def export_flags(store: Store, path: Path, *, reader: str | None = None) -> int:
    """Write flags and notes to a file; its name says in which form.

    Args:
        store: Where they are.
        path: A .csv, .json or .parquet; one that is there is replaced.
        reader: Whose; None for everybody's.

    Returns:
        How many there are.

    Raises:
        ValueError: If the name says no form.
        ReviewError: If the store cannot be read.
        OSError: If the file cannot be written; nothing half-made is left.
    """
    return write_flags(store.flags(reader=reader), path)


def write_flags(flags: pl.DataFrame, path: Path) -> int:
    """Write flags as `export_flags` does.

    Args:
        flags: As `Store.flags` returns them.
        path: The file.
    """
    form, table, data = form_of(path), exported(flags), BytesIO()
    if form == ".csv":
        table.write_csv(data)
    elif form == ".parquet":
        table.write_parquet(data)
    else:
        data.write(json.dumps({"flags": table.to_dicts()}, ensure_ascii=False, indent=1).encode())
    write_atomically(path, data.getvalue())
    return table.height


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


def import_flags(
    store: Store, path: Path, *, reader: str | None = None, keys: RecordKeys | None = None
) -> Imported:
    """Take flags and notes from a file, in place of those there are of the same tiles.

    A tile that the file does not tell of keeps what was said of it. To import a file twice
    changes nothing the second time.

    Args:
        store: Where to keep them.
        path: What `export_flags` wrote, or a table with at least the columns slide, x, y, bytes
            and flag.
        reader: Whose flags they become; None takes the reader that each row names.
        keys: Only flags of these records are taken; None takes all.

    Raises:
        ReviewError: If the file is none of flags, or the store cannot be used; nothing is taken
            of a file that is wrong somewhere.
        OSError: If it cannot be read.
    """
    table = read_flags(path)
    whose = pl.lit(reader) if reader else pl.coalesce("reader", pl.lit(default_reader()))
    table = table.with_columns(whose.alias("reader"))
    taken = table if keys is None else flags_of(keys, table)
    parts = taken.partition_by("reader", maintain_order=True)
    try:
        check_flags(taken)
        gestures = [store.put(part, reader=part["reader"][0]) for part in parts]
    except ValueError as error:
        raise _refused(path, str(error)) from None
    return Imported(tuple(gestures), taken.height, table.height - taken.height)


def read_flags(path: Path) -> pl.DataFrame:
    """Return the flags of a file as `Store.put` takes them, with the column `reader`.

    Raises:
        ReviewError: If the file is none of flags.
        OSError: If it cannot be read.
    """
    try:
        form = form_of(path)
    except ValueError as error:
        raise _refused(path, str(error)) from None
    data = path.read_bytes()
    try:
        table = _table(form, data)
        missing = [name for name in _NEEDED if name not in table.columns]
        if missing:
            raise _refused(path, f"It has no column “{missing[0]}”.")
        table = table.with_columns(
            pl.lit(0 if name == "ordinal" else None).alias(name)
            for name in COLUMNS
            if name not in table.columns
        ).select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())
        image = table["image"].str.decode("hex", strict=True)
    except ReviewError:
        raise
    except (pl.exceptions.PolarsError, ValueError, TypeError, KeyError) as error:
        raise _refused(path, f"It is no table of flags: {str(error).splitlines()[0]}.") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of polars, for a damaged file
            raise
        raise _refused(path, "It is damaged.") from None
    unnamed = table.select(pl.any_horizontal(pl.col("slide", "bytes", "ordinal").is_null()))
    if (places := unnamed.to_series().arg_true()).len():
        raise _refused(path, f"Row {places[0] + 1:,} names no slide, no size or no ordinal.")
    return table.with_columns(image.alias("image"), pl.col("note").fill_null(""))


def _table(form: str, data: bytes) -> pl.DataFrame:
    match form:
        case ".csv":
            return pl.read_csv(data, infer_schema=False)
        case ".parquet":
            return pl.read_parquet(data)
    told: Any = json.loads(data)
    rows = told["flags"] if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("it holds no list of objects")
    known = [{name: row.get(name) for name in COLUMNS if name in row} for row in rows]
    schema = {name: COLUMNS[name] for name in COLUMNS if any(name in row for row in known)}
    return pl.DataFrame(known, schema=schema or dict(COLUMNS))


def _refused(path: Path, why: str) -> ReviewError:
    return ReviewError(
        Finding(
            kind=FindingKind.NOT_IMPORTED,
            severity=Severity.ERROR,
            file=str(path),
            message=f"No flags were taken from it. {why}",
            remedy="Give a file that was exported here, or a table with the columns "
            f"{', '.join(_NEEDED)}.",
        )
    )
