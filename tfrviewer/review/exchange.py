"""Flags as files that other people and programs read: CSV, JSON, Parquet; and back."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl

from tfrviewer.atomic import write_atomically
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.review.flag_table import COLUMNS, form_of, read_flags, refused
from tfrviewer.review.given import check_flags
from tfrviewer.review.joining import flags_of
from tfrviewer.review.keys import ABSENT, KEY, RecordKeys
from tfrviewer.review.names import default_reader
from tfrviewer.review.store import Gesture, Store

_PLACE = ("slide", "x", "y")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken from a file of flags.

    Attributes:
        gestures: One a reader, to undo it.
        count: How many rows were taken, also those that changed nothing.
        left_out: How many are of no tile there is.
        unclear: How many do not tell which tile they are of.
        findings: What was left out, and why, and what else is to be told of the file.
    """

    gestures: tuple[Gesture, ...]
    count: int
    left_out: int
    unclear: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> int:
        """How many flags and notes are others now."""
        return sum(gesture.count for gesture in self.gestures)


def exported(flags: pl.DataFrame) -> pl.DataFrame:
    """Return flags as files have them, in the order of slide and place, with `COLUMNS`.

    Args:
        flags: As `Store.flags` returns them.
    """
    seconds = pl.from_epoch(pl.col("at").floor().cast(pl.Int64, strict=False), "s")
    # By their ranks: slides are few, and numbers are sorted several times as fast as texts.
    several = flags["slide"].unique().sort()
    ordered = flags.with_columns(pl.col("slide").cast(pl.Enum(several))).sort(*KEY, "reader")
    return ordered.with_columns(
        pl.col("slide").cast(pl.String),
        pl.when(pl.col("x", "y") != ABSENT).then(pl.col("x", "y")),
        pl.col("image").bin.encode("hex"),
        pl.when(pl.col("note") != "").then(pl.col("note")).alias("note"),
        seconds.dt.to_string("%Y-%m-%dT%H:%M:%S+00:00").alias("at"),
    ).select(COLUMNS.keys())


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
        lines = BytesIO()
        table.write_ndjson(lines)  # a line a flag
        told = lines.getvalue().strip().replace(b"\n", b",\n")
        data.write(b'{"flags": [\n' + told + b"\n]}\n")
    write_atomically(path, data.getvalue())
    return table.height


def import_flags(
    store: Store,
    path: Path,
    *,
    reader: str | None = None,
    keys: RecordKeys | None = None,
    new_classes: bool = False,
) -> Imported:
    """Take flags and notes from a file, in place of those there are of the same tiles.

    A tile that the file does not tell of keeps what was said of it. To import a file twice
    changes nothing the second time. Rows that are of no tile, or do not tell of which, are left
    out.

    Args:
        store: Where to keep them.
        path: What `export_flags` wrote, or a table with at least the columns slide, x, y and
            flag, and bytes where `keys` are not given or several tiles lie at one place.
        reader: Whose flags they become; None takes the reader that each row names.
        keys: Only flags of these records are taken; None takes all.
        new_classes: Whether flags that nobody has given yet, and that are no class, are taken.

    Raises:
        ReviewError: If the file is none of flags, has flags that are not known, or the store
            cannot be used; nothing is taken of a file that is wrong somewhere.
        OSError: If it cannot be read.
    """
    told = read_flags(path)
    unclear = dict(told.unclear)
    table, unsized = told.flags, told.flags["bytes"].is_null()
    elsewhere = 0
    if unsized.any():
        sized, elsewhere, several = _sized(table.filter(unsized), keys)
        why = "it has no bytes" if keys is None else "several tiles lie there, and it has no bytes"
        unclear |= dict.fromkeys(several, why)
        table = pl.concat([table.filter(~unsized), sized]).sort("row")
    whose = pl.lit(reader) if reader else pl.coalesce("reader", pl.lit(default_reader()))
    table = table.with_columns(whose.alias("reader"))
    taken = table if keys is None else flags_of(keys, table)
    left_out = elsewhere + table.height - taken.height
    try:
        names, _ = check_flags(taken)
        if not new_classes:
            _refuse_unknown(store, path, taken["flag"].replace(names))
        parts = taken.partition_by("reader", maintain_order=True)
        gestures = [store.put(part, reader=part["reader"][0]) for part in parts]
    except ValueError as error:
        raise refused(path, str(error)) from None
    findings = _findings(path, left_out, unclear, told.remarks)
    return Imported(tuple(gestures), taken.height, left_out, len(unclear), findings)


def _sized(table: pl.DataFrame, keys: RecordKeys | None) -> tuple[pl.DataFrame, int, list[int]]:
    """Return rows without sizes with those of the tiles at their places.

    Returns:
        The rows that are of one tile; how many are of none; and the numbers of those that are of
        one of several.
    """
    if keys is None:
        return table.clear(), 0, table["row"].to_list()
    tiles = keys.frame(np.arange(len(keys))).filter(pl.col("x") != ABSENT).unique()
    places = tiles.group_by(_PLACE).agg(
        pl.col("bytes", "ordinal").first().name.suffix("_there"), pl.len().alias("tiles")
    )
    found = table.join(places, on=_PLACE, how="inner")
    one, several = found.filter(pl.col("tiles") == 1), found.filter(pl.col("tiles") > 1)
    sized = one.with_columns(bytes=pl.col("bytes_there"), ordinal=pl.col("ordinal_there"))
    return sized.select(table.columns), table.height - found.height, several["row"].to_list()


def _refuse_unknown(store: Store, path: Path, flags: pl.Series) -> None:
    """Refuse flags that are no class and that nobody has given: they may be misspelt.

    Raises:
        ReviewError: If there are any.
    """
    known = store.known_flags()
    counts = flags.drop_nulls().value_counts().filter(~pl.col(flags.name).is_in(known))
    if not counts.height:
        return
    several = [
        f"“{name}” ({counted(n, 'row')}{_meant(name, known)})"
        for name, n in sorted(counts.iter_rows())
    ]
    shown = ", ".join(several[:8]) + (f" and {len(several) - 8:,} more" if len(several) > 8 else "")
    raise refused(
        path,
        f"It has flags that are not known here: {shown}.",
        "Correct them there. Or make them classes: with Review > Name Classes in the window, or "
        "with --new-classes.",
    )


def _meant(name: str, known: Sequence[str]) -> str:
    lower = {one.lower(): one for one in known}
    near = difflib.get_close_matches(name.lower(), lower, n=1)
    return f"; “{lower[near[0]]}”?" if near else ""


def _findings(
    path: Path, left_out: int, unclear: dict[int, str], remarks: Sequence[str]
) -> tuple[Finding, ...]:
    told: list[tuple[Severity, str, str]] = []
    if left_out:
        text = f"{counted(left_out, 'row')} {'is' if left_out == 1 else 'are'} of no tile here."
        told.append(
            (
                Severity.WARNING,
                text,
                "Left out. Import where their slides are; a tile that was made anew is another.",
            )
        )
    if unclear:
        row, why = min(unclear.items())
        text = f"Row {row:,} does not tell of which tile: {why}."
        if len(unclear) > 1:
            count = counted(len(unclear), "row")
            text = f"{count} do not tell of which tile; the first is row {row:,}: {why}."
        told.append(
            (
                Severity.WARNING,
                text,
                "Left out. Give slide, x and y, and bytes where several tiles lie at one place.",
            )
        )
    told += [(Severity.NOTE, text, "") for text in remarks]
    return tuple(
        Finding(
            kind=FindingKind.NOT_IMPORTED,
            severity=severity,
            file=str(path),
            message=message,
            remedy=remedy,
        )
        for severity, message, remedy in told
    )
