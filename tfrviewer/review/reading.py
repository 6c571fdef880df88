"""What the review store reads, as SQL."""

import sqlite3
from collections.abc import Sequence
from typing import Final

import polars as pl

from tfrviewer.review.given import FLAG_SCHEMA
from tfrviewer.review.names import KEEP, REJECT, UNSURE

_PART: Final = 4096
_NUMBERED: Final = {**FLAG_SCHEMA, "reader": pl.Int64(), "slide": pl.Int64()}


def flags(
    db: sqlite3.Connection, reader: str | None, slides: Sequence[str] | None, since: int
) -> pl.DataFrame:
    """Return what was said; see `Store.flags`.

    Raises:
        sqlite3.Error: If it cannot be read, or the file holds what is no flag.
    """
    terms, values = ["f.revision > ?"], [since]
    if not since:  # "+" keeps SQLite to the order of the keys, which is quicker to read
        terms = ["+f.revision > ?", "(f.flag IS NOT NULL OR f.note != '')"]
    if reader is not None:
        row = db.execute("SELECT id FROM readers WHERE name = ?", (reader,)).fetchone()
        terms.append("f.reader = ?")
        values.append(-1 if row is None else row[0])
    if slides is not None:
        ours, names = set(slides), _names(db, "slides")
        wanted = [i for i, name in names.items() if name in ours]
        if len(wanted) < len(names):
            terms.append(f"f.slide IN ({', '.join(map(str, wanted))})")
    found = db.execute(
        f"SELECT f.reader, f.slide, x, y, bytes, ordinal, flag, note, image, at, revision "
        f"FROM flags f WHERE {' AND '.join(terms)}",
        values,
    )
    try:
        # A part at a time: other threads, such as a window's, wait while one is made.
        parts = [_framed(())]
        while rows := found.fetchmany(_PART):
            parts.append(_framed(rows))
        frame = pl.concat(parts)
        # Names come after the flags: another window may have added some of either meanwhile.
        return frame.with_columns(
            _named(frame, "reader", _names(db, "readers")),
            _named(frame, "slide", _names(db, "slides")),
        )
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        raise sqlite3.DatabaseError("it holds what is no flag") from None


def gestures(
    db: sqlite3.Connection, reader: str, slides: Sequence[str] | None
) -> tuple[list[int], list[int]]:
    """Return the gestures that can be undone, and done again; see `Store.gestures`."""
    rows = db.execute(
        "SELECT g.id, g.undone FROM gestures g JOIN readers r ON r.id = g.reader "
        "WHERE r.name = ? ORDER BY g.id",
        (reader,),
    ).fetchall()
    if slides is not None:
        ours = set(slides)
        foreign = [i for i, name in _names(db, "slides").items() if name not in ours]
        db.execute("CREATE TEMP TABLE IF NOT EXISTS foreign_slides (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM foreign_slides")
        db.executemany("INSERT INTO foreign_slides VALUES (?)", ((i,) for i in foreign))
        others = {
            number
            for (number,) in db.execute(
                "SELECT DISTINCT gesture FROM changes "
                "WHERE slide IN (SELECT id FROM foreign_slides)"
            )
        }
        rows = [row for row in rows if row[0] not in others]
    done = [number for number, undone in rows if not undone]
    last = done[-1] if done else 0
    again = [number for number, undone in rows if undone and number > last]
    return done, again[::-1]


def known_flags(db: sqlite3.Connection) -> list[str]:
    """Return the flags that there are: those that all have, classes, and what was ever given."""
    rows = db.execute(
        "SELECT name FROM classes UNION SELECT DISTINCT flag FROM flags WHERE flag IS NOT NULL"
    ).fetchall()
    return sorted({KEEP, REJECT, UNSURE, *(name for (name,) in rows)})


def _names(db: sqlite3.Connection, table: str) -> dict[int, str]:
    return dict(db.execute(f"SELECT id, name FROM {table}").fetchall())


def _named(frame: pl.DataFrame, column: str, names: dict[int, str]) -> pl.Series:
    numbers = frame[column]
    if not len(numbers):
        return numbers.cast(pl.String)
    return numbers.replace_strict(names, return_dtype=pl.String)


def _framed(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Return flags as a frame, reader and slide by their numbers."""
    # Column by column, which is several times as fast as row by row.
    columns = zip(*rows, strict=True) if rows else [()] * len(_NUMBERED)
    return pl.DataFrame(
        [
            pl.Series(name, column, dtype)
            for (name, dtype), column in zip(_NUMBERED.items(), columns, strict=True)
        ]
    )
