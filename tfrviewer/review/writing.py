"""What the review store writes, as SQL: each function is a part of one transaction."""

import sqlite3
import time
from enum import Enum
from typing import Final

import polars as pl

from tfrviewer.review.keys import KEY


class Said(Enum):
    """What a gesture says of tiles."""

    FLAG = "flag"
    NOTE = "note"
    BOTH = "both"


_KEY: Final = ", ".join(KEY)
_ON: Final = " AND ".join(f"{{0}}.{name} = {{1}}.{name}" for name in KEY)
_GIVEN_IS_FLAGS: Final = _ON.format("flags", "g")

# The image is that which was seen when the flag was given: another flag forgets that of the flag
# before, a note adds it where none is known, and a table need not know any.
_IMAGES: Final = {
    Said.FLAG: "CASE WHEN excluded.flag IS NULL THEN image ELSE excluded.image END",
    Said.NOTE: "coalesce(image, excluded.image)",
    Said.BOTH: "coalesce(excluded.image, image)",
}


def fill(db: sqlite3.Connection, given: pl.DataFrame) -> None:
    """Put what was given into the temporary table, its slides by number.

    Not a part of the transaction that follows: others may write meanwhile. A tile that is given
    twice has what was given last.

    Args:
        db: The store, outside a transaction.
        given: The columns of `KEY`, flag, note and image.
    """
    names = given["slide"].unique().to_list()
    ids = dict(db.execute("SELECT name, id FROM slides").fetchall())
    if new := [(name,) for name in names if name not in ids]:
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT OR IGNORE INTO slides (name) VALUES (?)", new)
        db.execute("COMMIT")
        ids = dict(db.execute("SELECT name, id FROM slides").fetchall())
    # In the order of the tables: SQLite appends, which is several times as fast.
    ordered = given.with_columns(
        pl.col("slide").replace_strict({name: ids[name] for name in names}, return_dtype=pl.Int64)
    ).sort(KEY, maintain_order=True)
    db.execute("BEGIN")
    db.execute("DELETE FROM given")
    db.executemany(
        "INSERT OR REPLACE INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ordered.select(*KEY, "flag", "note", "image").iter_rows(),
    )
    db.execute("COMMIT")


def say(db: sqlite3.Connection, reader: str, said: Said) -> tuple[int, int]:
    """Keep what was given as one gesture; return its number, and how many tiles it changed.

    If it changed none there is no gesture, and its number is 0.
    """
    who = number_of(db, "readers", reader)
    new_flag = "f.flag" if said is Said.NOTE else "g.flag"
    new_note = "coalesce(f.note, '')" if said is Said.FLAG else "g.note"
    now = time.time()
    number = int(
        db.execute(
            "INSERT INTO gestures (reader, at, count, undone) VALUES (?, ?, 0, 0)", (who, now)
        ).lastrowid
        or 0
    )
    if said is Said.FLAG:  # the same flag once more is of the image that is there now
        db.execute(
            f"UPDATE flags SET image = g.image FROM given g WHERE {_GIVEN_IS_FLAGS} "
            "AND flags.reader = ? AND g.image IS NOT flags.image AND g.image IS NOT NULL "
            "AND flags.flag IS g.flag",
            (who,),
        )
    count = db.execute(
        f"INSERT INTO changes SELECT ?, g.slide, g.x, g.y, g.bytes, g.ordinal, f.flag, "
        f"coalesce(f.note, ''), {new_flag}, {new_note} FROM given g LEFT JOIN flags f "
        f"ON {_ON.format('f', 'g')} AND f.reader = ? WHERE "
        f"f.flag IS NOT {new_flag} OR coalesce(f.note, '') IS NOT {new_note}",
        (number, who),
    ).rowcount
    if not count:
        db.execute("DELETE FROM gestures WHERE id = ?", (number,))
        return 0, 0
    db.execute("UPDATE gestures SET count = ? WHERE id = ?", (count, number))
    db.execute(
        f"INSERT INTO flags SELECT ?, {', '.join(f'c.{name}' for name in KEY)}, "
        "c.new_flag, c.new_note, g.image, ?, ? FROM changes c JOIN given g "
        f"ON {_ON.format('g', 'c')} WHERE c.gesture = ? "
        f"ON CONFLICT (reader, {_KEY}) DO UPDATE SET flag = excluded.flag, "
        f"note = excluded.note, image = {_IMAGES[said]}, "
        "at = excluded.at, revision = excluded.revision",
        (who, now, last_revision(db) + 1, number),
    )
    return number, count


def take_images(db: sqlite3.Connection, reader: str, *, renew: bool) -> None:
    """Keep the images given of tiles that the reader flagged, or only where none is known."""
    where = "g.image IS NOT NULL" if renew else "flags.image IS NULL"
    db.execute(
        f"UPDATE flags SET image = g.image FROM given g WHERE {_GIVEN_IS_FLAGS} "
        f"AND flags.reader = ? AND {where}",
        (number_of(db, "readers", reader),),
    )


def redo(db: sqlite3.Connection, number: int, *, undone: bool) -> int:
    """Take a gesture back, or do it again; return how many tiles that changed."""
    have, want = ("new", "old") if undone else ("old", "new")
    marked = db.execute(
        "UPDATE gestures SET undone = ? WHERE id = ? AND undone = ?",
        (undone, number, not undone),
    ).rowcount
    if not marked:
        return 0
    return db.execute(
        f"UPDATE flags SET flag = c.{want}_flag, note = c.{want}_note, at = ?, "
        f"revision = ? FROM changes c WHERE {_ON.format('flags', 'c')} "
        "AND flags.reader = (SELECT reader FROM gestures WHERE id = c.gesture) "
        f"AND c.gesture = ? AND flags.flag IS c.{have}_flag "
        f"AND flags.note IS c.{have}_note",
        (time.time(), last_revision(db) + 1, number),
    ).rowcount


def number_of(db: sqlite3.Connection, table: str, name: str) -> int:
    """Return the number of a name, a new one if there is none."""
    row = db.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()
    if row is None:
        return int(db.execute(f"INSERT INTO {table} (name) VALUES (?)", (name,)).lastrowid or 0)
    return int(row[0])


def last_revision(db: sqlite3.Connection) -> int:
    """Return the number of the last change; the index of revisions tells it at once."""
    return int(db.execute("SELECT coalesce(max(revision), 0) FROM flags").fetchone()[0])
