"""The review store: flags and notes in a SQLite file of the user's, a transaction a gesture."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import polars as pl

from tfrviewer.errors import ReviewError
from tfrviewer.review import reading, writing
from tfrviewer.review.given import FLAG_SCHEMA, check_flags, given_keys
from tfrviewer.review.keys import plain_name
from tfrviewer.review.names import CLASS_KEYS, KEEP, REJECT, UNSURE, check_name, check_note
from tfrviewer.review.schema import connect, data_folder, failed

T = TypeVar("T")


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
        self._opened: tuple[int, int] | None = None

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
        return self._keep(given, check_name(reader, "A reader"), writing.Said.FLAG)

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
        return self._keep(given, check_name(reader, "A reader"), writing.Said.NOTE)

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
        return self._keep(given, check_name(reader, "A reader"), writing.Said.BOTH)

    def take_images(
        self,
        keys: pl.DataFrame,
        images: Sequence[bytes | None],
        *,
        reader: str,
        renew: bool = False,
    ) -> None:
        """Keep the hashes of images that were not known when their tiles were flagged.

        Args:
            keys: As in `flag`.
            images: `image_hash` of each.
            reader: Who flagged them.
            renew: Whether a hash that is known already gives way.

        Raises:
            ReviewError: If it cannot be kept.
        """
        given = given_keys(keys, images).with_columns(
            pl.lit(None, pl.String).alias("flag"), pl.lit(None, pl.String).alias("note")
        )
        who = check_name(reader, "A reader")
        self._write(lambda db: writing.take_images(db, who, renew=renew), given)

    def _keep(self, given: pl.DataFrame, reader: str, said: writing.Said) -> Gesture:
        return Gesture(*self._write(lambda db: writing.say(db, reader, said), given))

    # ---------------------------------------------------------------- undoing

    def undo(self, number: int) -> int:
        """Take a gesture back; return how many tiles that changed.

        What was said of a tile since, by whatever window, stays.

        Raises:
            ReviewError: If it cannot be kept.
        """
        return self._write(lambda db: writing.redo(db, number, undone=True))

    def redo(self, number: int) -> int:
        """Do again a gesture that was taken back; return how many tiles that changed.

        Raises:
            ReviewError: If it cannot be kept.
        """
        return self._write(lambda db: writing.redo(db, number, undone=False))

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
        ours = None if slides is None else list(map(plain_name, slides))
        nothing: tuple[list[int], list[int]] = ([], [])
        who = plain_name(reader)
        return self._read(lambda db: reading.gestures(db, who, ours), nothing)

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
        ours = None if slides is None else list(map(plain_name, slides))
        who = None if reader is None else plain_name(reader)
        return self._read(
            lambda db: reading.flags(db, who, ours, since), pl.DataFrame(schema=FLAG_SCHEMA)
        )

    def readers(self) -> list[str]:
        """Return the names of all who said something, in the order of the alphabet."""

        def read(db: sqlite3.Connection) -> list[str]:
            rows = db.execute("SELECT name FROM readers ORDER BY name")
            return [name for (name,) in rows]

        return self._read(read, [])

    @property
    def revision(self) -> int:
        """The number of the last change; see `flags`."""
        return self._read(writing.last_revision, 0)

    @property
    def data_version(self) -> int:
        """A number that changes when another window or process changed the file."""
        return self._read(lambda db: int(db.execute("PRAGMA data_version").fetchone()[0]), 0)

    # ---------------------------------------------------------------- classes

    def known_flags(self) -> list[str]:
        """Return the flags there are: those that all have, the classes, and all ever given."""
        return self._read(reading.known_flags, [KEEP, REJECT, UNSURE])

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
        with self._lock, self._telling():
            return read(self._connection()) if self.path.exists() else absent

    def _write(
        self, keep: Callable[[sqlite3.Connection], T], given: pl.DataFrame | None = None
    ) -> T:
        """Do something in one transaction, after what was given is there."""
        with self._lock, self._telling():
            db = self._connection()
            try:
                if given is not None:
                    writing.fill(db, given)
                db.execute("BEGIN IMMEDIATE")
                result = keep(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return result

    def _connection(self) -> sqlite3.Connection:
        # Somebody may have put a copy back: what is written to the file before would be lost.
        if self._db is not None and self._opened != _identity(self.path):
            self.close()
        if self._db is None:
            self._db = connect(self.path)
            self._opened = _identity(self.path)
        return self._db

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ReviewError(failed(self.path, error)) from None


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
