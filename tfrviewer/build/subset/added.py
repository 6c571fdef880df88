"""Columns of a file that become features of chosen records: a score, a cluster, a label.

The file is a CSV, TSV or Parquet file whose lines tell what they are of: a record, by `tfrecord`
and `record` as in the tables that `save_table` writes; a tile, by `slide`, `loc_x` and `loc_y` (or
`x` and `y`); or a slide, by `slide`.
"""

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tfrviewer.build.scan.table_file import TableFile, no_column, read_table, wrong
from tfrviewer.build.subset.features import OWN
from tfrviewer.dataset.words import listed

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

Key: TypeAlias = str | tuple[Path, int] | tuple[str, int, int]
Added: TypeAlias = dict[str, dict[Key, int | float | str | None]]

_TOLD = frozenset(
    ("number", "tfrecord", "record", "slide", "x", "y", "offset", "bytes", "format", "problem")
)
"""Columns of a table of records that say what a record is."""
_LOCATIONS = (("loc_x", "loc_y"), ("x", "y"))


def read_added(
    path: str | os.PathLike[str], dataset: "Dataset", columns: Sequence[str] | None = None
) -> Added:
    """Return columns of a file as `save_records` takes features.

    Args:
        path: The file.
        dataset: The dataset that the chosen records are of: names of TFRecords are as it has
            them.
        columns: Those to take; None takes all that a table of records does not have anyway.

    Returns:
        By the name of a column, the value by (TFRecord, record), (slide, x, y) or slide. None
        where the file has none.

    Raises:
        BuildError: If it cannot be read, or its lines do not tell what they are of, or two are
            of the same.
    """
    file = Path(os.fsdecode(path))
    table = read_table(file, "slide")
    names, keys = _keys(table, dataset)
    _refuse_twice(table, keys)
    if columns is None:
        known = {*_TOLD, *OWN, *names, "width", "height"}
        columns = [name for name in table.header if name and name not in known]
        if not columns:
            raise wrong(
                file,
                f"It has no column to add; there are: {listed(table.header)}.",
                "Name the columns to take, or add one to the file.",
            )
    if own := OWN.intersection(columns):
        raise wrong(
            file,
            f"The column “{min(own)}” says what a tile is, and is not added.",
            "Rename slides in the copy." if "slide" in own else "Take other columns.",
        )
    return {name: dict(zip(keys, _values(table, name), strict=True)) for name in columns}


def _keys(table: TableFile, dataset: "Dataset") -> tuple[tuple[str, ...], list[Key]]:
    """Return which columns tell what a line is of, and what each is of."""
    header = set(table.header)
    if {"tfrecord", "record"} <= header:
        paths = dict(zip(dataset.names, dataset.tfrecords(), strict=True))
        records = _whole(table, "record")
        found: list[Key] = []
        for number, name, record in zip(
            table.numbers, table.texts("tfrecord"), records, strict=True
        ):
            if name not in paths:
                raise wrong(
                    table.path,
                    f"On {table.line} {number} there is the TFRecord “{name}”, which is none of "
                    f"those there are: {listed(list(paths))}.",
                    "Call TFRecords as the column tfrecord of the table calls them.",
                )
            found.append((paths[name], record))
        return ("tfrecord", "record"), found
    if "slide" not in header:
        raise no_column(table, "slide", "says what a line is of")
    slides = table.texts("slide")
    for x, y in _LOCATIONS:
        if {x, y} <= header:
            places = zip(slides, _whole(table, x), _whole(table, y), strict=True)
            return ("slide", x, y), list(places)
    return ("slide",), list(slides)


def _whole(table: TableFile, name: str) -> list[int]:
    """Return a column of whole numbers."""
    found = table.values(name)
    if found is None or not all(_is_whole(value) for value in found.values):
        raise wrong(
            table.path,
            f"The column “{name}” says what a line is of, and is no whole number everywhere.",
            "Write a whole number on each line.",
        )
    return [int(value) for value in found.values]


def _is_whole(value: object) -> bool:
    return not isinstance(value, str) and float(value).is_integer()  # type: ignore[arg-type]


def _refuse_twice(table: TableFile, keys: list[Key]) -> None:
    seen: dict[Key, int] = {}
    for number, key in zip(table.numbers, keys, strict=True):
        if key in seen:
            what = key if isinstance(key, str) else ", ".join(map(str, key))
            raise wrong(
                table.path,
                f"On {table.line}s {seen[key]} and {number} the same is meant: {what}.",
                "Leave one of them out.",
            )
        seen[key] = number


def _values(table: TableFile, name: str) -> list[int | float | str | None]:
    if name not in table.header:
        raise no_column(table, name, "is to be added")
    found = table.values(name)
    if found is None:
        raise wrong(
            table.path,
            f"The column “{name}” holds neither numbers nor text.",
            "Take other columns.",
        )
    plain: Callable[[object], int | float | str | None] = _plain
    return [plain(value) for value in found.values]


def _plain(value: object) -> int | float | str | None:
    """Return a value as Python has it; None for none."""
    if isinstance(value, str):
        return value or None
    number: int | float = value.item()  # type: ignore[attr-defined]
    return None if isinstance(number, float) and math.isnan(number) else number
