"""By what a table is joined to the records: which columns say what a line is of, and its keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

import polars as pl

from tfrviewer.dataset.table.join_file import JoinTable, wrong
from tfrviewer.dataset.words import listed, short

_SLIDES = ("slide", "slide_name", "slide_id", "slides")
_PLACES = (("loc_x", "loc_y"), ("x", "y"), ("location_x", "location_y"))
_RECORDS = ("record", "tfr_index")
_NUMBERS = ("number", "record_number")
_LABELS = ("label", "tile", "tile_id", "tile_name", "key", "id", "name", "unnamed: 0", "")
_LABEL = r"^(.+)-(-?[0-9]+)-(-?[0-9]+)$"
_OWN = {
    *_SLIDES,
    *_RECORDS,
    *_NUMBERS,
    *("tfrecord", "loc_x", "loc_y", "x", "y", "offset", "bytes", "format", "width", "height"),
    *("problem", "unnamed: 0", "__index_level_0__", ""),
}
"""Columns that say what a record is, and are joined only where asked for."""
_MOST_KEYS = 2**62


class KeyKind(Enum):
    """What the lines of a table are of."""

    RECORD = "record"
    """A record, by `tfrecord` (or `slide`) and `record`."""
    PLACE = "place"
    """A tile, by `slide` and its location."""
    LABEL = "label"
    """A tile, by a name such as `slide-1024-2048`."""
    NUMBER = "number"
    """A record, by its number in the dataset."""
    SLIDE = "slide"
    """A slide."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Which columns say what a line is of.

    Attributes:
        kind: What they say.
        columns: Their names, in the order that the kind has.
    """

    kind: KeyKind
    columns: tuple[str, ...]


def find_keys(table: JoinTable) -> list[Keys]:
    """Return by what a table can be joined, the surest first; empty if by nothing."""
    names = {name.strip().lower(): name for name in reversed(table.frame.columns)}
    found = []
    slide = _first(names, _SLIDES)
    record = _first(names, _RECORDS)
    whose = names.get("tfrecord", slide)
    if whose is not None and record is not None:
        found.append(Keys(KeyKind.RECORD, (whose, record)))
    if slide is not None:
        for x, y in _PLACES:
            if x in names and y in names:
                found.append(Keys(KeyKind.PLACE, (slide, names[x], names[y])))
    for name in _LABELS:
        if name in names and _are_labels(table.frame.get_column(names[name])):
            found.append(Keys(KeyKind.LABEL, (names[name],)))
    number = _first(names, _NUMBERS)
    if number is not None:
        found.append(Keys(KeyKind.NUMBER, (number,)))
    elif record is not None and whose is None:
        found.append(Keys(KeyKind.NUMBER, (record,)))  # of the only TFRecord there is
    if slide is not None:
        found.append(Keys(KeyKind.SLIDE, (slide,)))
    return found


def value_columns(table: JoinTable, keys: Keys) -> list[str]:
    """Return the columns of a table that tell something of the records, in its order."""
    return [
        name
        for name in table.frame.columns
        if name not in keys.columns and name.strip().lower() not in _OWN
    ]


def surest_keys(table: JoinTable) -> Keys:
    """Return the surest of `find_keys`.

    Raises:
        DatasetError: If there is none.
    """
    found = find_keys(table)
    if not found:
        raise wrong(
            table.path,
            "None of its columns says what a line is of; there are: "
            f"{listed(table.frame.columns)}.",
            "Give it a column “slide” with “loc_x” and “loc_y”, or “tfrecord” with “record”, or "
            "“number”.",
        )
    return found[0]


def line_keys(table: JoinTable, keys: Keys) -> pl.DataFrame:
    """Return what each line is of, with its place in the table as `_line`."""
    frame = table.frame
    match keys.kind:
        case KeyKind.NUMBER:
            keyed = [_whole(table, keys.columns[0]).alias("_x")]
        case KeyKind.SLIDE:
            keyed = [_text(frame, keys.columns[0])]
        case KeyKind.RECORD:
            keyed = [_text(frame, keys.columns[0]), _whole(table, keys.columns[1]).alias("_x")]
        case KeyKind.PLACE:
            _, x, y = keys.columns
            keyed = [
                _text(frame, keys.columns[0]),
                _whole(table, x).alias("_x"),
                _whole(table, y).alias("_y"),
            ]
        case KeyKind.LABEL:
            label = frame.get_column(keys.columns[0]).cast(pl.String)
            keyed = [
                label.str.extract(_LABEL, 1).alias("_slide"),
                label.str.extract(_LABEL, 2).cast(pl.Int64, strict=False).alias("_x"),
                label.str.extract(_LABEL, 3).cast(pl.Int64, strict=False).alias("_y"),
            ]
    return pl.DataFrame(keyed).with_row_index("_line")


def _text(frame: pl.DataFrame, name: str) -> pl.Series:
    return frame.get_column(name).cast(pl.String).alias("_slide")


def _whole(table: JoinTable, name: str) -> pl.Series:
    """Return a column as whole numbers.

    Raises:
        DatasetError: If a line has something else; which.
    """
    column = table.frame.get_column(name)
    if column.dtype.is_integer():
        return column.cast(pl.Int64)
    if column.dtype == pl.Boolean:
        numbers = column.cast(pl.Float64) * float("nan")
    else:
        numbers = column.cast(pl.Float64, strict=False)
    is_whole = ((numbers == numbers.floor()) & (numbers.abs() < 2.0**53)).fill_null(value=False)
    bad = (~is_whole & column.is_not_null()).arg_true()
    if len(bad):
        at = int(bad[0])
        raise wrong(
            table.path,
            f"The column “{short(name)}” says what a line is of, and on {table.line(at)} holds "
            f"“{short(str(column[at]))}”, which is no whole number.",
            "Write a whole number there, or join by other columns.",
        )
    return numbers.cast(pl.Int64, strict=False)


def record_keys(records: pl.DataFrame, keys: Keys, lines: pl.DataFrame) -> pl.DataFrame:
    """Return what each record is called by the keys."""
    names = records.get_column("tfrecord").cast(pl.String)
    if keys.kind is KeyKind.NUMBER:
        return pl.select(pl.int_range(records.height, dtype=pl.Int64).alias("_x"))
    wanted = lines.get_column("_slide").unique()
    slides = records.get_column("slide").cast(pl.String) if "slide" in records.columns else names
    called = pl.select(pl.coalesce(slides, names)).to_series()
    if keys.kind is KeyKind.RECORD and keys.columns[0].strip().lower() == "tfrecord":
        called = names
    # By a name that none of the lines has, nothing can match: the other one is tried, then that
    # of the file without folder and ending.
    for other in (names, _stems(names)):
        if called.unique().is_in(wanted.implode()).any():
            break
        called = other
    keyed = [called.alias("_slide")]
    if keys.kind is KeyKind.RECORD:
        keyed.append(records.get_column("record").cast(pl.Int64).alias("_x"))
    elif keys.kind in (KeyKind.PLACE, KeyKind.LABEL):
        keyed += [records.get_column(name).cast(pl.Int64).alias(f"_{name}") for name in "xy"]
    return pl.DataFrame(keyed)


def single_keys(lines: pl.DataFrame, records: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return both with one column `_key` in place of those that say what they are of.

    What is the same has the same number, and what lacks a part of its key has none: numbers join
    in a third of the time that slides with locations take.
    """
    if "_slide" in records.columns:
        both = pl.concat([frame.get_column("_slide").unique() for frame in (lines, records)])
        codes = pl.Enum(both.drop_nulls().unique())
        number = pl.col("_slide").cast(codes).to_physical().cast(pl.Int64)
        lines, records = lines.with_columns(number), records.with_columns(number)
    parts = records.columns
    key, size = pl.lit(0, pl.Int64), 1
    for name in parts:
        ends = [
            end
            for frame in (lines, records)
            for end in (frame.get_column(name).min(), frame.get_column(name).max())
            if isinstance(end, int)
        ]
        low, width = (min(ends), max(ends) - min(ends) + 1) if ends else (0, 1)
        size *= width
        key = key * width + (pl.col(name) - low)
    if size >= _MOST_KEYS:  # numbers from a damaged file: their order stands for them
        whole = pl.concat([frame.select(parts) for frame in (lines, records)])
        ranks = whole.with_row_index("_row").select(
            pl.when(pl.all_horizontal(pl.col(parts).is_not_null()))
            .then(pl.col("_row").first().over(parts))
            .cast(pl.Int64)
            .alias("_key")
        )
        of_lines, of_records = ranks.head(lines.height), ranks.slice(lines.height)
    else:
        of_lines, of_records = (frame.select(key.alias("_key")) for frame in (lines, records))
    return of_lines.with_row_index("_line"), of_records


def _stems(names: pl.Series) -> pl.Series:
    unique = names.unique()
    stems = [PurePath(name or "").name.split(".tfrec")[0] for name in unique.to_list()]
    return names.replace_strict(unique, stems, return_dtype=pl.String)


def _first(names: dict[str, str], wanted: Iterable[str]) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def _are_labels(column: pl.Series) -> bool:
    filled = column.drop_nulls().head(100)
    return column.dtype == pl.String and len(filled) > 0 and filled.str.contains(_LABEL).all()
