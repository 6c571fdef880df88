"""Writing files whole or not at all.

A file is written under a temporary name in its own folder, and takes its name once it is
whole: a cancel, a crash or a full disk leaves the old file or the new one, never a part.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_numbers = itertools.count()


def temporary_beside(path: Path) -> Path:
    """Return a hidden name in the folder of `path`, of this process and call alone."""
    # Cut, since a name may already be as long as the file system allows.
    return path.with_name(f".{path.name[:80]}.{os.getpid()}-{next(_numbers)}.tmp")


@contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name when the block ends without an exception."""
    temporary = temporary_beside(path)
    try:
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
