"""The tables of the review store, and connections to it."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

import platformdirs

from tfrviewer.errors import Finding, FindingKind, ReviewError, Severity

VERSION: Final = 1
BUSY_MS: Final = 30_000
"""How long a window waits for another that writes; a million flags at once take some seconds."""

_ANEW: Final = "Move the file away to begin anew, or put a copy of it back."
_CAUSES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "Another window or program writes to it",
        "Wait until that is done, and try again.",
    ),
    sqlite3.SQLITE_FULL: ("The disk is full", "Make room on it, and try again."),
    sqlite3.SQLITE_IOERR: (
        "The disk, or the way to it, failed",
        "Check the disk, and whether a drive is missing; then try again.",
    ),
}
_CAUSES |= dict.fromkeys((sqlite3.SQLITE_LOCKED,), _CAUSES[sqlite3.SQLITE_BUSY])
_CAUSES |= dict.fromkeys(
    (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
    (
        "You may not use it, or its folder",
        "Allow it, or have TFRVIEWER_DATA_DIR name a folder of your own.",
    ),
)
"""What errors of SQLite mean that are not the file's own fault, and what to do."""

_TABLES: Final = """
CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE slides (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE classes (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE flags (
    reader INTEGER NOT NULL, slide INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
    bytes INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    flag TEXT, note TEXT NOT NULL, image BLOB, at REAL NOT NULL, revision INTEGER NOT NULL,
    PRIMARY KEY (reader, slide, x, y, bytes, ordinal)
) WITHOUT ROWID;
CREATE INDEX flags_revision ON flags (revision);
CREATE TABLE gestures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, reader INTEGER NOT NULL, at REAL NOT NULL,
    count INTEGER NOT NULL, undone INTEGER NOT NULL
);
CREATE TABLE changes (
    gesture INTEGER NOT NULL, slide INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
    bytes INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    old_flag TEXT, old_note TEXT NOT NULL, new_flag TEXT, new_note TEXT NOT NULL,
    PRIMARY KEY (gesture, slide, x, y, bytes, ordinal)
) WITHOUT ROWID;
INSERT INTO classes VALUES (1, 'keep');
"""


def data_folder() -> Path:
    """Return the folder of what the user made; `TFRVIEWER_DATA_DIR` names another."""
    chosen = os.environ.get("TFRVIEWER_DATA_DIR")
    return Path(chosen) if chosen else platformdirs.user_data_path("tfrviewer", appauthor=False)


def connect(path: Path) -> sqlite3.Connection:
    """Open a review store, and make it if it is not there.

    Raises:
        ReviewError: If the file is another one, of a later version, damaged, or if it cannot be
            opened or made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise ReviewError(failed(path, error)) from None
    try:
        # Not WAL, which does not work on the network homes of hospitals.
        db.isolation_level = None
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        db.execute("PRAGMA temp_store = MEMORY")
        # A long gesture is written at its end: till then others may read.
        db.execute("PRAGMA cache_spill = OFF")
        version = _version(db)
        if version == 0:
            _make(db)
            version = _version(db)
        if version != VERSION:
            raise ReviewError(
                unusable(
                    path,
                    f"It is of version {version}, and this tfrviewer knows {VERSION}.",
                    "Use the tfrviewer that wrote it, or a later one.",
                )
            )
        db.execute(
            "CREATE TEMP TABLE given (slide INTEGER, x INTEGER, y INTEGER, bytes INTEGER, "
            "ordinal INTEGER, flag TEXT, note TEXT, image BLOB, "
            "PRIMARY KEY (slide, x, y, bytes, ordinal)) WITHOUT ROWID"
        )
    except sqlite3.Error as error:
        db.close()
        raise ReviewError(failed(path, error)) from None
    except BaseException:
        db.close()
        raise
    return db


def failed(path: Path, error: sqlite3.Error | OSError) -> Finding:
    """Return the finding that an error keeps the store from being used."""
    code = getattr(error, "sqlite_errorcode", None)  # of what SQLite itself says alone
    if isinstance(error, OSError):
        code = sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_CANTOPEN
    cause, remedy = _CAUSES.get((code or 0) & 0xFF, ("It cannot be read", _ANEW))
    return unusable(path, f"{cause}: {error}.", remedy)


def unusable(path: Path, why: str, remedy: str = _ANEW) -> Finding:
    """Return the finding that the store cannot be used."""
    return Finding(
        kind=FindingKind.REVIEW_STORE,
        severity=Severity.ERROR,
        file=str(path),
        message=f"The flags cannot be used. {why}",
        remedy=remedy,
    )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _make(db: sqlite3.Connection) -> None:
    """Make the tables, unless another window just did."""
    if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        db.execute("PRAGMA journal_mode = DELETE")
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == 0:
            if db.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise sqlite3.DatabaseError("it holds tables of another program")
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
