"""Changing a small file that other processes change at the same moment, on any machine.

A file that is read, changed and written anew loses what another process wrote in between. Who
holds the lock of a file is the only one to do so; the others wait.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file while the block runs; wait for whoever has it.

    The lock is an empty hidden file beside it, which is gone afterwards. The system lets go of it
    if a process dies. File systems that know no locks are used without.

    Args:
        path: The file, which need not be there; its folder must.

    Raises:
        OSError: If nothing can be written beside it.
    """
    lock = path.with_name(f".{path.name}.lock")
    handle = _taken(lock)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):  # another process has opened it, and removes it then
                lock.unlink()
        else:
            # Before it is closed: who opened it, and waits, sees that it is no longer this one.
            lock.unlink(missing_ok=True)
            os.close(handle)


def _taken(lock: Path) -> int:
    """Return the lock file, opened and locked."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _wait(handle)
            if os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        except FileNotFoundError:
            pass  # who had it before has removed it
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _wait(handle: int) -> None:
    """Wait for the lock; where the file system has none, go on without."""
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno == errno.EDEADLK:  # which it says after 10 seconds
                    continue
            return
    else:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
