"""Writing files whole or not at all.

A file is written under a temporary name in its own folder, and takes its name once it is
whole: a cancel, a crash or a full disk leaves the old file or the new one, never a part.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_LONGEST_PART = 80
"""Bytes of a file's name that its temporary name repeats."""


def new_token() -> str:
    """Return what tells the temporary names of some work from those of all other.

    Drawn by lot: machines that share a folder, and containers, have processes of one number.
    """
    return secrets.token_hex(6)


def temporary_beside(path: Path, token: str | None = None) -> Path:
    """Return a hidden name in the folder of `path`, of this call alone.

    Args:
        path: The file that is to be written.
        token: Has the name told again by who knows the token, for what a kill left; begins with
            a `new_token`.
    """
    # Cut, since a name may already be as long as the file system allows.
    part = os.fsencode(path.name)[:_LONGEST_PART].decode("utf-8", "ignore")
    return path.with_name(f".{part}.{token or new_token()}.tmp")


@contextmanager
def naming(path: Path, temporary: Path | None = None) -> Iterator[None]:
    """Have an error of the system say which file it is about: that of a full disk does not.

    Args:
        path: The file.
        temporary: The name it has till it is whole, which says nothing to a person.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None or (temporary and Path(error.filename) == temporary):
            error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name when the block ends without an exception."""
    temporary = temporary_beside(path)
    try:
        with naming(path, temporary):
            with open(temporary, "xb") as file:
                yield file
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes) -> None:
    """Write a small file at once."""
    with open_atomically(path) as file:
        file.write(data)
