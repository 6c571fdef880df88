"""Names of flags, classes and readers, and what a name may be."""

import getpass
import unicodedata
from typing import Final

KEEP: Final = "keep"
REJECT: Final = "reject"
UNSURE: Final = "unsure"
CLASS_KEYS: Final = tuple(range(1, 10))
"""The keys that classes can be on; that of `KEEP` is the first unless somebody changes it."""
LONGEST_NAME: Final = 60
LONGEST_NOTE: Final = 10_000


def check_name(name: str, what: str = "A class") -> str:
    """Return the name of a class or reader without space around it.

    Args:
        name: As somebody wrote it.
        what: What it is the name of, for the message.

    Raises:
        ValueError: If it is empty, longer than `LONGEST_NAME`, or has characters that cannot be
            shown, such as line breaks.
    """
    if not isinstance(name, str):
        raise TypeError(f"{what} has a name of text, not of {type(name).__name__}.")
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise ValueError(f"{what} needs a name.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"{what} has a name of {LONGEST_NAME} characters at most.")
    if not name.isprintable():
        raise ValueError(f"{what} has a name of one line, without special characters.")
    return name


def check_note(note: str) -> str:
    """Return a note as it is kept: without space around it, and without bytes that are no text.

    Raises:
        ValueError: If it is longer than `LONGEST_NOTE`.
    """
    note = note.encode("utf-8", "replace").decode().replace("\0", "").strip()
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"A note has {LONGEST_NOTE:,} characters at most.")
    return note


def default_reader() -> str:
    """Return the name of whoever is logged in."""
    try:
        return check_name(getpass.getuser()[:LONGEST_NAME])
    except (OSError, KeyError, ImportError, ValueError):  # nobody, as in some containers
        return "reader"
