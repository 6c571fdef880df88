"""Joining a table to the records: what its lines are of, what matches, and what does not.

A line is of one record (by its number, or by TFRecord and record), of one tile (by slide and
location), or of a whole slide. Nothing is left out in silence: lines without a record and records
without a line are counted and the first named, as are lines that mean the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from tfrviewer.dataset.table.join_file import (
    JoinTable,
    is_table,
    odd_cells,
    read_join_table,
    wrong,
)
from tfrviewer.dataset.table.join_keys import (
    KeyKind,
    Keys,
    find_keys,
    line_keys,
    record_keys,
    single_keys,
    surest_keys,
    value_columns,
)
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken, Progress

__all__ = [
    "JoinTable",
    "Joined",
    "KeyKind",
    "Keys",
    "find_keys",
    "is_table",
    "join_table",
    "read_join_table",
    "value_columns",
]

_SUFFIX = "_joined"
_NAMED = 3
_STEPS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """What a table tells of the records.

    Attributes:
        columns: The columns taken, a row a record in the order of their numbers, null for none.
        keys: By what they were joined.
        n_lines: How many lines the table has.
        n_lost: How many of them are of no record.
        lost: What the first of those are of.
        n_records: How many records there are.
        n_matched: How many of them have a line.
        unmatched: The first records without a line, by TFRecord and record.
        n_twice: How many lines mean what an earlier one means; those are not taken.
        renamed: Columns that got another name, by the one they have in the table.
        findings: All that in words, and what else is odd.
    """

    columns: pl.DataFrame
    keys: Keys
    n_lines: int
    n_lost: int
    lost: tuple[str, ...]
    n_records: int
    n_matched: int
    unmatched: tuple[str, ...]
    n_twice: int
    renamed: dict[str, str]
    findings: tuple[Finding, ...]


def join_table(
    table: JoinTable,
    records: pl.DataFrame,
    *,
    keys: Keys | None = None,
    columns: Sequence[str] | None = None,
    taken: Collection[str] = (),
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Joined:
    """Join a table to records.

    Args:
        table: What `read_join_table` returned.
        records: All records in the order of their numbers, with the columns `tfrecord`, `record`,
            `slide`, `x` and `y`; where `slide` is not known yet, the name of the TFRecord is taken.
        keys: By what to join; None takes the surest of `find_keys`.
        columns: The columns to take; None takes those of `value_columns`.
        taken: Names that other columns have; a column of such a name gets a suffix.
        progress: Called between the steps.
        cancel: Looked at between them.

    Raises:
        DatasetError: If lines do not say what they are of, or a column is not there, or two
            columns to take are the same.
        Cancelled: When `cancel` was raised.
    """
    step = partial(_step, progress, cancel)
    step(0, "")
    keys = keys if keys is not None else surest_keys(table)
    columns = value_columns(table, keys) if columns is None else list(columns)
    _check(table, keys, columns)
    lines = line_keys(table, keys)
    step(1, "")
    lines, of_records = single_keys(lines, record_keys(records, keys, lines))
    step(2, "")
    known = lines.drop_nulls("_key")
    first = known.unique("_key", keep="first", maintain_order=True)
    matched = of_records.join(first, on="_key", how="left", maintain_order="left")["_line"]
    step(3, "")
    renamed = _renamed(columns, taken)
    values = table.frame.select(columns).rename(renamed)[matched] if columns else pl.DataFrame()
    found = lines["_key"].is_in(of_records["_key"].drop_nulls().implode())
    lost = lines.filter(~found.fill_null(value=False))
    n_twice = known.height - first.height
    joined = Joined(
        columns=values,
        keys=keys,
        n_lines=table.frame.height,
        n_lost=lost.height,
        lost=tuple(_named(table, keys, lost.get_column("_line").head(_NAMED))),
        n_records=records.height,
        n_matched=len(matched) - matched.null_count(),
        unmatched=tuple(_records_named(records.filter(matched.is_null()).head(_NAMED))),
        n_twice=n_twice,
        renamed=renamed,
        findings=(),
    )
    twice = _first_twice(table, keys, known, first) if n_twice else ()
    findings = (*table.findings, *_findings(table, joined, twice, columns))
    step(_STEPS, "")
    return _with_findings(joined, findings)


def _check(table: JoinTable, keys: Keys, columns: Sequence[str]) -> None:
    there = table.frame.columns
    for name in (*keys.columns, *columns):
        if name not in there:
            raise wrong(
                table.path,
                f"It has no column “{short(name)}”; there are: {listed(there)}.",
                "Call the column as the file does.",
            )
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if list(columns).count(name) > 1)
        raise wrong(
            table.path, f"The column “{short(twice)}” is to be taken twice.", "Name it once."
        )


# -------------------------------------------------------------------- what is told


def _step(progress: Progress | None, cancel: CancelToken | None, done: int, text: str) -> None:
    if cancel is not None:
        cancel.check()
    if progress is not None:
        progress(done, _STEPS, text)


def _renamed(columns: Sequence[str], taken: Collection[str]) -> dict[str, str]:
    """Return other names for columns whose names are taken, empty, or odd about the edges."""
    used, renamed = set(taken) | set(columns), {}
    for name in columns:
        plain = name.strip() or "column"
        if plain == name and name not in taken:
            continue
        other, times = plain if plain not in used else f"{plain}{_SUFFIX}", 2
        while other in used:
            other, times = f"{plain}{_SUFFIX}{times}", times + 1
        renamed[name] = other
        used.add(other)
    return renamed


def _named(table: JoinTable, keys: Keys, lines: pl.Series) -> list[str]:
    """Return what lines are of."""
    return [_line_named(keys, line) for line in table.frame.select(keys.columns)[lines].iter_rows()]


def _line_named(keys: Keys, line: tuple[object, ...]) -> str:
    if all(part is None for part in line):
        return "nothing"
    if keys.kind is KeyKind.PLACE and line[1] is None and line[2] is None:
        return f"{short(str(line[0]))} without a location"
    return ", ".join(
        f"no {short(name)}" if part is None else short(str(part))
        for name, part in zip(keys.columns, line, strict=True)
    )


def _records_named(records: pl.DataFrame) -> list[str]:
    pairs = records.select(pl.col("tfrecord").cast(pl.String), "record").iter_rows()
    return [f"{short(str(name))}, record {record}" for name, record in pairs]


def _first_twice(
    table: JoinTable, keys: Keys, known: pl.DataFrame, first: pl.DataFrame
) -> tuple[int, int, str]:
    """Return the first line that means what an earlier one does: both, and what they mean."""
    again = known.join(first, on="_line", how="anti", maintain_order="left").head(1)
    earlier = again.join(first, on="_key", how="inner", suffix="_first")
    lines = earlier.get_column("_line")
    return int(earlier.item(0, "_line_first")), int(lines[0]), _named(table, keys, lines)[0]


def _findings(
    table: JoinTable,
    joined: Joined,
    twice: tuple[int, int, str] | tuple[()],
    columns: Sequence[str],
) -> list[Finding]:
    def finding(severity: Severity, message: str, remedy: str = "") -> Finding:
        return Finding(
            kind=FindingKind.SHEET,
            severity=severity,
            file=str(table.path),
            message=message,
            remedy=remedy,
        )

    warning, note = Severity.WARNING, Severity.NOTE
    found = []
    if joined.n_lost:
        found.append(
            finding(
                warning,
                f"{counted(joined.n_lost, 'line')} of {joined.n_lines:,} "
                f"{'is' if joined.n_lost == 1 else 'are'} of no record here, first: "
                f"{'; '.join(joined.lost)}.",
                "It may belong to other tiles, or call slides otherwise."
                if joined.n_lost == joined.n_lines
                else "",
            )
        )
    if joined.n_matched < joined.n_records:
        lacking = joined.n_records - joined.n_matched
        found.append(
            finding(
                note,
                f"{counted(lacking, 'record')} of {joined.n_records:,} "
                f"{'has' if lacking == 1 else 'have'} no line, first: "
                f"{'; '.join(joined.unmatched)}.",
            )
        )
    if twice:
        first, again, what = twice
        found.append(
            finding(
                warning,
                f"{counted(joined.n_twice, 'line')} {'means' if joined.n_twice == 1 else 'mean'} "
                f"what an earlier one does; {table.line(first)} and {table.line(again)} are both "
                f"of {what}.",
                "The earlier one is taken.",
            )
        )
    for name, other in joined.renamed.items():
        found.append(finding(note, f"The column “{short(name)}” becomes “{short(other)}”."))
    found += [odd for name in columns if (odd := odd_cells(table, name)) is not None]
    return found


def _with_findings(joined: Joined, findings: tuple[Finding, ...]) -> Joined:
    return replace(joined, findings=findings)
