"""Opening a file that one build at a time may have: the system frees it when a process dies."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_FAR = 1 << 30
"""Byte that is locked where locks are of bytes: beyond what is in the file, so that others can read
it."""


class HeldError(Exception):
    """Another has the file."""


def open_held(path: Path) -> int:
    """Open a file to read and to append to, made if it is not there, and keep it from others.

    Returns:
        A descriptor; closing it lets others have the file.

    Raises:
        HeldError: If another has it, in this process or in another one.
        OSError: If it cannot be opened, or is no plain file.
    """
    while True:
        descriptor = _open(path)
        try:
            if not _hold(descriptor):
                raise HeldError
            # It may have been deleted by who had it before, and there is a new one, or none.
            if _is(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Tell whether somebody has a file; it is neither made nor changed."""
    try:
        descriptor = os.open(path, os.O_RDWR | _SAFELY)
    except OSError:
        return False
    try:
        return not _hold(descriptor)
    finally:
        os.close(descriptor)


_SAFELY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # of what has the name and is a pipe
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def _open(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _SAFELY, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "It is no plain file", str(path))
    return descriptor


def _is(path: Path, descriptor: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    return False


if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _hold(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # a file system without locks: then nothing keeps two builds apart
        return True
