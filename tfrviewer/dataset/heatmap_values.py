"""The values that a heatmap shows: a number for each record of a TFRecord, from what there is."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import DatasetError, Finding, FindingKind, Severity

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.table.join_file import JoinTable
    from tfrviewer.tfrecord.file import TFRecord

Location: TypeAlias = tuple[int, int]
Values: TypeAlias = (
    ArrayLike | Mapping[int, float] | Mapping[Location, float] | str | os.PathLike[str]
)
_ARRAYS = (".npy", ".npz")
_PLAIN_NAMES = ("arr_0", "values", "attention", "att")


@dataclass(frozen=True, slots=True, eq=False)
class RecordValues:
    """Values of the records of one file.

    Attributes:
        values: float64 (N,), NaN for none.
        name: What they are called; "" where nothing tells.
        findings: What did not fit.
    """

    values: NDArray[np.float64]
    name: str
    findings: tuple[Finding, ...] = ()


def values_of(values: Values, file: "TFRecord", column: str | None = None) -> RecordValues:
    """Return a value for each record of a TFRecord.

    Args:
        values: One of

            * numbers, one a record in the order of the file, (N,); masked ones and NaN are none;
            * {record number: number};
            * {(x, y): number} by location in level-0 pixels;
            * the path of a table (CSV, TSV, Parquet, Arrow), joined by what its columns tell, or
              of a `.npy` or `.npz` with one number a record.
        file: The TFRecord.
        column: Of a table the column to take, of a `.npz` the array; None takes the only one that
            holds numbers.

    Raises:
        DatasetError: If a file does not hold that.
        ValueError: If there are not as many numbers as records, a record is not there, or there
            is a column for what has none.
        TypeError: If it is something else.
    """
    if isinstance(values, str | os.PathLike):
        path = Path(os.fsdecode(values))
        if path.suffix.lower() in _ARRAYS:
            return _from_arrays(path, file, column)
        return _from_table(path, file, column)
    if column is not None:
        raise ValueError("a column is taken of a file; these values are no path")
    if isinstance(values, Mapping):
        return RecordValues(*_from_mapping(values, file))
    return RecordValues(_numbers(values, len(file)), "")


def _numbers(values: ArrayLike, count: int) -> NDArray[np.float64]:
    if isinstance(values, np.ma.MaskedArray):
        values = np.where(np.ma.getmaskarray(values), np.nan, np.ma.getdata(values))
    elif hasattr(values, "detach"):  # a tensor of PyTorch, on whatever device
        values = values.detach().cpu().numpy()
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError(
            f"values are numbers, a dict of them, or a path, not {type(values).__name__}"
        ) from None
    if numbers.ndim == 2 and numbers.shape[1] == 1:
        numbers = numbers[:, 0]
    if numbers.shape != (count,):
        raise ValueError(
            f"there are {counted(count, 'record')}, and values of the shape "
            f"{tuple(numbers.shape)}; one a record is needed"
        )
    return numbers.copy()


def _from_mapping(
    values: Mapping[Any, float], file: "TFRecord"
) -> tuple[NDArray[np.float64], str, tuple[Finding, ...]]:
    found = np.full(len(file), np.nan)
    if not values:
        raise ValueError("there are no values")
    try:
        numbers = np.array([float(value) for value in values.values()])
    except (TypeError, ValueError):
        raise TypeError("the values of a dict are numbers") from None
    keys = list(values)
    if all(isinstance(key, int | np.integer) and not isinstance(key, bool) for key in keys):
        records = np.array(keys, dtype=np.int64)
        outside = (records < 0) | (records >= len(file))
        if outside.any():
            raise ValueError(
                f"there is no record {int(records[outside][0])}; there are "
                f"{counted(len(file), 'record')}, from 0"
            )
        found[records] = numbers
        return found, "", ()
    if not all(isinstance(key, tuple) and len(key) == 2 for key in keys):
        raise TypeError("the keys of a dict are record numbers, or locations (x, y)")
    by_place = {(int(x), int(y)): at for at, (x, y) in enumerate(keys)}
    used = np.zeros(len(keys), np.bool_)
    for record, ((x, y), there) in enumerate(
        zip(file.xy.tolist(), file.has_location.tolist(), strict=True)
    ):
        at = by_place.get((x, y), -1) if there else -1
        if at >= 0:
            found[record] = numbers[at]
            used[at] = True
    lost = [keys[at] for at in np.flatnonzero(~used)[:3]]
    if not used.any():
        raise ValueError(f"no record lies where a value is, such as {lost[0]}")
    findings: tuple[Finding, ...] = ()
    if lost:
        message = (
            f"{counted(int(np.count_nonzero(~used)), 'value')} of {len(keys):,} "
            f"{'is' if np.count_nonzero(~used) == 1 else 'are'} of no record, first: "
            f"{'; '.join(map(str, lost))}."
        )
        findings = (_finding(file.path, message, "", Severity.WARNING),)
    return found, "", findings


def _from_arrays(path: Path, file: "TFRecord", column: str | None) -> RecordValues:
    try:
        with path.open("rb") as opened:
            loaded = np.load(opened, allow_pickle=False)
            if isinstance(loaded, np.ndarray):
                if column is not None:
                    raise _wrong(path, "It holds one array, without a name.", "Name no column.")
                arrays = {"": loaded}
            else:
                names = _array_names(path, loaded.files, column)
                arrays = {name: loaded[name] for name in names}
    except FileNotFoundError:
        raise _wrong(path, "It is not there.", "Check the path.") from None
    except DatasetError:
        raise
    except Exception as error:  # numpy and zipfile raise nearly anything on damaged input
        reason = short(str(error) or type(error).__name__)
        raise _wrong(path, f"It cannot be read: {reason}.", "Write it with numpy.save.") from error
    ((name, array),) = arrays.items()
    try:
        numbers = _numbers(array, len(file))
    except (TypeError, ValueError) as error:
        raise _wrong(
            path,
            f"Its array does not fit {file.path.name}: {error}.",
            "It should have one number a record, in the order of the TFRecord.",
        ) from None
    return RecordValues(numbers, "" if name in _PLAIN_NAMES else name)


def _array_names(path: Path, names: list[str], column: str | None) -> list[str]:
    if column is not None:
        if column not in names:
            raise _wrong(
                path, f"It has no array “{short(column)}”; there are: {listed(names)}.", ""
            )
        return [column]
    plain = [name for name in _PLAIN_NAMES if name in names]
    if len(names) == 1:
        return names
    if plain:
        return plain[:1]
    raise _wrong(path, f"It has several arrays: {listed(names)}.", "Name the one to take.")


def _from_table(path: Path, file: "TFRecord", column: str | None) -> RecordValues:
    """Join a table to the records of one TFRecord."""
    import polars as pl

    from tfrviewer.dataset.table.joining import (
        find_keys,
        join_table,
        read_join_table,
        value_columns,
    )

    table = read_join_table(path)
    count = len(file)
    xy, there = file.xy, file.has_location
    records = pl.DataFrame(
        {
            "tfrecord": pl.Series([file.path.stem]).new_from_index(0, count),
            "record": np.arange(count),
            "slide": pl.Series([file.slide], dtype=pl.String).new_from_index(0, count),
            "x": pl.Series(xy[:, 0]).zip_with(pl.Series(there), pl.Series([None], dtype=pl.Int64)),
            "y": pl.Series(xy[:, 1]).zip_with(pl.Series(there), pl.Series([None], dtype=pl.Int64)),
        }
    )
    keys = next(iter(find_keys(table)), None)
    if keys is None and table.frame.height != count:
        raise _keyless(table, count)
    if column is None:
        frame = table.frame
        names = value_columns(table, keys) if keys is not None else frame.columns
        numeric = [name for name in names if frame.schema[name].is_numeric()]
        if len(numeric) > 1:
            several = f"It has several columns of numbers: {listed(numeric)}."
            raise _wrong(path, several, "Name the column to take.")
        if not numeric:
            raise _without_numbers(path, frame, names)
        column = numeric[0]
    if keys is None and table.frame.height == count and column in table.frame.columns:
        values = table.frame.get_column(column)  # a line a record, in the order of the file
        findings: tuple[Finding, ...] = table.findings
    else:
        joined = join_table(table, records, columns=[column])
        values, findings = joined.columns.to_series(), joined.findings
        if not joined.n_matched:
            reasons = [one for one in findings if one not in table.findings]
            raise DatasetError(reasons[0]) if reasons else _wrong(path, "It has no lines.", "")
        of_others = joined.n_matched >= count
        # A table of many slides has lines of others; that is no fault.
        findings = tuple(
            one for one in findings if not (of_others and "of no record here" in one.message)
        )
    if values.dtype == pl.Boolean:
        values = values.cast(pl.Int64)
    if not values.dtype.is_numeric():
        raise _without_numbers(path, table.frame, [column])
    return RecordValues(values.cast(pl.Float64).to_numpy(writable=True), column, findings)


def _keyless(table: "JoinTable", count: int) -> DatasetError:
    """Return the error of a table that does not tell what its lines are of."""
    message = (
        f"None of its columns says what a line is of; there are: {listed(table.frame.columns)}. "
        f"It has {counted(table.frame.height, 'line')} for {counted(count, 'record')}, so they are "
        "not taken one by one either."
    )
    remedy = (
        "Give it a column “slide” with “loc_x” and “loc_y”, or “tfrecord” with “record”; or a line "
        "for each record."
    )
    return _wrong(table.path, message, remedy)


def _without_numbers(path: Path, frame: "pl.DataFrame", names: list[str]) -> DatasetError:
    """Return the error that none of some columns holds numbers, and why."""
    from tfrviewer.dataset.table.join_file import COMMA_REMEDY, have_commas

    if not names:
        return _wrong(
            path,
            "Its columns all say what a line is of, and none a value; there are: "
            f"{listed(frame.columns)}.",
            "Give it a column of numbers.",
        )
    for name in names:
        column = frame.get_column(name)
        if have_commas(column):
            return _wrong(
                path,
                f"The column “{short(name)}” holds no numbers: they have commas, such as "
                f"“{short(column.filter(column.str.contains(',', literal=True))[0])}”.",
                COMMA_REMEDY,
            )
    which = (
        f"The column “{short(names[0])}” holds"
        if len(names) == 1
        else f"The columns {listed(names)} hold"
    )
    return _wrong(
        path,
        f"{which} no numbers, but text.",
        "Write numbers there, and leave cells without one blank; or name a column of numbers.",
    )


def _wrong(path: Path, message: str, remedy: str) -> DatasetError:
    return DatasetError(_finding(path, message, remedy, Severity.ERROR))


def _finding(path: Path, message: str, remedy: str, severity: Severity) -> Finding:
    return Finding(
        kind=FindingKind.SHEET,
        severity=severity,
        file=str(path),
        message=message,
        remedy=remedy,
    )
