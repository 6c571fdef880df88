"""The review store: flags and notes in a SQLite file of the user's, a transaction a gesture."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import polars as pl

from tfrviewer.errors import ReviewError
from tfrviewer.review.given import FLAG_SCHEMA, check_flags, given_keys
from tfrviewer.review.keys import KEY
from tfrviewer.review.names import CLASS_KEYS, REJECT, UNSURE, check_name, check_note
from tfrviewer.review.schema import connect, data_folder, unusable

T = TypeVar("T")

_ON = " AND ".join(f"{{0}}.{name} = {{1}}.{name}" for name in KEY)
_KEY = ", ".join(KEY)
_PART = 4096


@dataclass(frozen=True, slots=True)
class Gesture:
    """What was changed at once.

    Attributes:
        number: Its number in the store, 0 if nothing changed.
        count: How many tiles it changed.
    """

    number: int
    count: int


class Store:
    """Flags, classes and notes of tiles by reader. Safe for many threads, windows and processes.

    Every call that changes something is one transaction, which is on the disk when it returns.
    Whatever it changed can be undone and done again at any later time, by its number.

    Args:
        path: The file; None is `review.sqlite` in the user's data folder. It is made when
            something is first kept.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = data_folder() / "review.sqlite" if path is None else Path(path)
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def __del__(self) -> None:
        # A thread may have opened it once more while a window closed.
        if getattr(self, "_db", None) is not None:
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---------------------------------------------------------------- saying something

    def flag(
        self,
        keys: pl.DataFrame,
        flag: str | None,
        *,
        reader: str,
        images: Sequence[bytes | None] | None = None,
    ) -> Gesture:
        """Flag tiles, or take their flags away.

        Args:
            keys: Of the tiles, with the columns of `KEY_SCHEMA`; see `RecordKeys.frame`.
            flag: What is said of them: a name, or None for nothing.
            reader: Who says so.
            images: `image_hash` of each, None where it is not known.

        Raises:
            ValueError: If the name of flag or reader cannot be one, or `images` does not fit.
            ReviewError: If it cannot be kept; then nothing of it is.
        """
        name = None if flag is None else check_name(flag, "A flag")
        given = given_keys(keys, images).with_columns(
            pl.lit(name, pl.String).alias("flag"), pl.lit(None, pl.String).alias("note")
        )
        return self._keep(given, check_name(reader, "A reader"), changes_flag=True, note=False)

    def note(
        self,
        keys: pl.DataFrame,
        note: str,
        *,
        reader: str,
        images: Sequence[bytes | None] | None = None,
    ) -> Gesture:
        """Write a note to tiles in place of the one there was; an empty one takes it away.

        Args:
            keys: As in `flag`.
            note: The text.
            reader: Whose note it is.
            images: As in `flag`.

        Raises:
            ValueError: If the note is too long, or an argument does not fit.
            ReviewError: If it cannot be kept.
        """
        given = given_keys(keys, images).with_columns(
            pl.lit(None, pl.String).alias("flag"), pl.lit(check_note(note)).alias("note")
        )
        return self._keep(given, check_name(reader, "A reader"), changes_flag=False, note=True)

    def put(self, flags: pl.DataFrame, *, reader: str) -> Gesture:
        """Take flags and notes as a table has them, in place of those there are.

        Args:
            flags: The columns of `KEY_SCHEMA`, `flag`, `note` and, if known, `image`.
            reader: Who says so.

        Raises:
            ValueError: If a name cannot be one, a note is too long, or a column is missing.
            ReviewError: If it cannot be kept.
        """
        names, notes = check_flags(flags)
        images = flags["image"].to_list() if "image" in flags.columns else None
        given = given_keys(flags, images).with_columns(
            flags["flag"].cast(pl.String).replace(names), pl.Series("note", notes, pl.String)
        )
        return self._keep(given, check_name(reader, "A reader"), changes_flag=True, note=True)

    def take_images(
        self, keys: pl.DataFrame, images: Sequence[bytes | None], *, reader: str
    ) -> None:
        """Keep the hashes of images that were not known when their tiles were flagged.

        Args:
            keys: As in `flag`.
            images: `image_hash` of each.
            reader: Who flagged them.

        Raises:
            ReviewError: If it cannot be kept.
        """
        given = given_keys(keys, images).with_columns(
            pl.lit(None, pl.String).alias("flag"), pl.lit(None, pl.String).alias("note")
        )

        def keep(db: sqlite3.Connection) -> None:
            self._fill(db, given)
            db.execute(
                f"UPDATE flags SET image = g.image FROM given g WHERE {_ON.format('flags', 'g')} "
                "AND flags.reader = ? AND flags.image IS NULL",
                (_id(db, "readers", check_name(reader, "A reader")),),
            )

        self._write(keep)

    def _keep(self, given: pl.DataFrame, reader: str, *, changes_flag: bool, note: bool) -> Gesture:
        def keep(db: sqlite3.Connection) -> Gesture:
            self._fill(db, given)
            who = _id(db, "readers", reader)
            new_flag = "g.flag" if changes_flag else "f.flag"
            new_note = "g.note" if note else "coalesce(f.note, '')"
            now = time.time()
            number = int(
                db.execute(
                    "INSERT INTO gestures (reader, at, count, undone) VALUES (?, ?, 0, 0)",
                    (who, now),
                ).lastrowid
                or 0
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
                return Gesture(0, 0)
            db.execute("UPDATE gestures SET count = ? WHERE id = ?", (count, number))
            db.execute(
                f"INSERT INTO flags SELECT ?, {', '.join(f'c.{name}' for name in KEY)}, "
                "c.new_flag, c.new_note, g.image, ?, ? FROM changes c JOIN given g "
                f"ON {_ON.format('g', 'c')} WHERE c.gesture = ? "
                f"ON CONFLICT (reader, {_KEY}) DO UPDATE SET flag = excluded.flag, "
                "note = excluded.note, image = coalesce(excluded.image, image), "
                "at = excluded.at, revision = excluded.revision",
                (who, now, _next_revision(db), number),
            )
            return Gesture(number, count)

        return self._write(keep)

    def _fill(self, db: sqlite3.Connection, given: pl.DataFrame) -> None:
        """Put what was given into the temporary table, its slides by number."""
        ids = {name: _id(db, "slides", name) for name in given["slide"].unique().to_list()}
        # In the order of the tables: SQLite appends, which is several times as fast.
        ordered = given.with_columns(
            pl.col("slide").replace_strict(ids, return_dtype=pl.Int64)
        ).sort(KEY)
        db.execute("DELETE FROM given")
        db.executemany(
            "INSERT OR REPLACE INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ordered.select(*KEY, "flag", "note", "image").iter_rows(),
        )

    # ---------------------------------------------------------------- undoing

    def undo(self, number: int) -> int:
        """Take a gesture back; return how many tiles that changed.

        What was said of a tile since, by whatever window, stays.

        Raises:
            ReviewError: If it cannot be kept.
        """
        return self._redo(number, undone=True)

    def redo(self, number: int) -> int:
        """Do again a gesture that was taken back; return how many tiles that changed.

        Raises:
            ReviewError: If it cannot be kept.
        """
        return self._redo(number, undone=False)

    def _redo(self, number: int, *, undone: bool) -> int:
        have, want = ("new", "old") if undone else ("old", "new")

        def keep(db: sqlite3.Connection) -> int:
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
                (time.time(), _next_revision(db), number),
            ).rowcount

        return self._write(keep)

    def gestures(
        self, *, reader: str, slides: Sequence[str] | None = None
    ) -> tuple[list[int], list[int]]:
        """Return the gestures that can be undone, and those that can be done again.

        Args:
            reader: Whose.
            slides: Only those that concern none but these slides; None for all.

        Returns:
            Numbers of those to undo, the last made last; and of those to do again, the next one
            last. What was undone before the newest gesture there is cannot be done again.
        """

        def read(db: sqlite3.Connection) -> tuple[list[int], list[int]]:
            rows = db.execute(
                "SELECT g.id, g.undone FROM gestures g JOIN readers r ON r.id = g.reader "
                "WHERE r.name = ? ORDER BY g.id",
                (reader,),
            ).fetchall()
            if slides is not None:
                ours = set(slides)
                foreign = [i for i, name in db.execute("SELECT * FROM slides") if name not in ours]
                db.execute(
                    "CREATE TEMP TABLE IF NOT EXISTS foreign_slides (id INTEGER PRIMARY KEY)"
                )
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

        nothing: tuple[list[int], list[int]] = ([], [])
        return self._read(read, nothing)

    # ---------------------------------------------------------------- asking

    def flags(
        self,
        *,
        reader: str | None = None,
        slides: Sequence[str] | None = None,
        since: int = 0,
    ) -> pl.DataFrame:
        """Return what was said, a row a tile and reader, with the columns of `FLAG_SCHEMA`.

        Args:
            reader: Whose flags; None for everybody's.
            slides: Of which slides; None for all.
            since: Only what changed after this revision; of 0 none is without flag and note.

        Raises:
            ReviewError: If the store cannot be read.
        """

        def read(db: sqlite3.Connection) -> pl.DataFrame:
            names = dict(db.execute("SELECT id, name FROM slides").fetchall())
            readers = dict(db.execute("SELECT id, name FROM readers").fetchall())
            terms, values = ["f.revision > ?"], [since]
            if not since:  # "+" keeps SQLite to the order of the keys, which is quicker to read
                terms = ["+f.revision > ?", "(f.flag IS NOT NULL OR f.note != '')"]
            if reader is not None:
                terms.append("f.reader = ?")
                values.append(next((i for i, name in readers.items() if name == reader), -1))
            if slides is not None:
                ours = set(slides)
                wanted = [i for i, name in names.items() if name in ours]
                if len(wanted) < len(names):
                    terms.append(f"f.slide IN ({', '.join(map(str, wanted))})")
            found = db.execute(
                f"SELECT f.reader, f.slide, x, y, bytes, ordinal, flag, note, image, at, revision "
                f"FROM flags f WHERE {' AND '.join(terms)}",
                values,
            )
            # A part at a time: other threads, such as a window's, wait while one is made.
            parts = [_framed(())]
            while rows := found.fetchmany(_PART):
                parts.append(_framed(rows))
            frame = pl.concat(parts)
            return frame.with_columns(
                pl.col("reader").replace_strict(readers, return_dtype=pl.String)
                if readers
                else pl.col("reader").cast(pl.String),
                pl.col("slide").replace_strict(names, return_dtype=pl.String)
                if names
                else pl.col("slide").cast(pl.String),
            )

        return self._read(read, pl.DataFrame(schema=FLAG_SCHEMA))

    def readers(self) -> list[str]:
        """Return the names of all who said something, in the order of the alphabet."""

        def read(db: sqlite3.Connection) -> list[str]:
            rows = db.execute("SELECT name FROM readers ORDER BY name")
            return [name for (name,) in rows]

        return self._read(read, [])

    @property
    def revision(self) -> int:
        """The number of the last change; see `flags`."""
        return self._read(lambda db: _next_revision(db) - 1, 0)

    @property
    def data_version(self) -> int:
        """A number that changes when another window or process changed the file."""
        return self._read(lambda db: int(db.execute("PRAGMA data_version").fetchone()[0]), 0)

    # ---------------------------------------------------------------- classes

    def classes(self) -> dict[int, str]:
        """Return the names of the classes by their key, 1 to 9."""

        def read(db: sqlite3.Connection) -> dict[int, str]:
            return dict(db.execute("SELECT key, name FROM classes ORDER BY key").fetchall())

        return self._read(read, {1: "keep"})

    def set_classes(self, classes: dict[int, str]) -> None:
        """Name the classes anew; flags that were given keep their names.

        Args:
            classes: A name for each key, 1 to 9; keys that are left out have none.

        Raises:
            ValueError: If there is no such key, a name is none, or comes twice.
            ReviewError: If it cannot be kept.
        """
        for key in classes:
            if key not in CLASS_KEYS:
                raise ValueError(f"A class is on one of the keys 1 to 9, not on {key}.")
        named = {key: check_name(name) for key, name in classes.items()}
        for name in (REJECT, UNSURE, *named.values()):
            if [*named.values(), REJECT, UNSURE].count(name) > 1:
                raise ValueError(f"There are two classes “{name}”.")

        def keep(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM classes")
            db.executemany("INSERT INTO classes VALUES (?, ?)", named.items())

        self._write(keep)

    # ---------------------------------------------------------------- the file

    def _read(self, read: Callable[[sqlite3.Connection], T], absent: T) -> T:
        """Return what `read` returns, `absent` while nothing was ever kept."""
        with self._lock:
            if self._db is None and not self.path.exists():
                return absent
            with self._telling():
                return read(self._connection())

    def _write(self, keep: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock, self._telling():
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                result = keep(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return result

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = connect(self.path)
        return self._db

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ReviewError(unusable(self.path, f"SQLite says: {error}.")) from None


def _framed(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Return rows of `FLAG_SCHEMA` as a frame, reader and slide by their numbers."""
    schema = {**FLAG_SCHEMA, "reader": pl.Int64(), "slide": pl.Int64()}
    # Column by column, which is several times as fast as row by row.
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, column, dtype)
            for (name, dtype), column in zip(schema.items(), columns, strict=True)
        ]
    )


def _id(db: sqlite3.Connection, table: str, name: str) -> int:
    """Return the number of a name, a new one if there is none."""
    row = db.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()
    if row is None:
        return int(db.execute(f"INSERT INTO {table} (name) VALUES (?)", (name,)).lastrowid or 0)
    return int(row[0])


def _next_revision(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(revision), 0) + 1 FROM flags").fetchone()[0])
