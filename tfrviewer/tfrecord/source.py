"""Reading bytes of a file at any offset, from many threads, with few open handles.

No file of a user is memory-mapped: a file cut short under a map ends the process with SIGBUS,
and on Windows a map keeps it from being replaced. Everything that reads a TFRecord goes
through a `FileSource`, so another kind of storage needs only another class with its methods.
"""

import os
import stat
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tfrviewer.errors import FileChangedError, Finding, FindingKind, Severity

MAX_HANDLES = 128
IDLE_SECONDS = 5.0

_READ_AHEAD = 16 << 20
_ADVICE = 1 << 20  # the kernel cuts a longer wish short
_HAS_PREAD = hasattr(os, "pread")
_HAS_PREADV = hasattr(os, "preadv")
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What tells that a file is still the one that was opened."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "FileIdentity":
        """Return the identity told by a `stat` result."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class _Handle:
    __slots__ = ("fd", "lock", "used", "users")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.users = 0
        self.used = 0.0
        self.lock = threading.Lock()  # where the position of the handle is shared


class HandlePool:
    """Open files, at most `limit` of them, the least recently used closed first.

    A handle in use is never closed; one that nobody used for `idle_seconds` is, so that a
    file can be replaced or unmounted while a dataset is open.
    """

    def __init__(self, limit: int = MAX_HANDLES, idle_seconds: float = IDLE_SECONDS) -> None:
        self.limit = limit
        self.idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._handles: OrderedDict[tuple[str, FileIdentity], _Handle] = OrderedDict()
        self._sweeper: threading.Timer | None = None

    def take(self, path: str, identity: FileIdentity) -> _Handle:
        """Return an open handle of the file; give it back with `give`.

        Raises:
            FileChangedError: If the file is gone or is no longer the one of `identity`.
        """
        key = (path, identity)
        with self._lock:
            handle = self._handles.get(key)
            if handle is not None:
                self._handles.move_to_end(key)
                handle.users += 1
                return handle
        fd = _open_same(path, identity)
        with self._lock:
            other = self._handles.get(key)
            if other is not None:  # another thread was quicker
                os.close(fd)
                other.users += 1
                return other
            handle = self._handles[key] = _Handle(fd)
            handle.users = 1
            self._close_surplus()
            if self._sweeper is None:
                self._arm()
            return handle

    def give(self, handle: _Handle) -> None:
        """Give back a handle that `take` returned."""
        handle.used = time.monotonic()
        with self._lock:
            handle.users -= 1

    def close(self, path: str) -> None:
        """Close the handles of a file that nobody uses just now."""
        with self._lock:
            for key in [k for k, h in self._handles.items() if k[0] == path and not h.users]:
                os.close(self._handles.pop(key).fd)

    def __len__(self) -> int:
        return len(self._handles)

    def _close_surplus(self) -> None:
        surplus = len(self._handles) - self.limit
        for key in [k for k, h in self._handles.items() if not h.users][: max(surplus, 0)]:
            os.close(self._handles.pop(key).fd)

    def _arm(self) -> None:
        self._sweeper = threading.Timer(self.idle_seconds, self._sweep)
        self._sweeper.name = "tfrviewer-idle-handles"
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        now = time.monotonic()
        with self._lock:
            idle = [
                key
                for key, handle in self._handles.items()
                if not handle.users and now - handle.used >= self.idle_seconds
            ]
            for key in idle:
                os.close(self._handles.pop(key).fd)
            if self._handles:
                self._arm()
            else:
                self._sweeper = None


_pool = HandlePool()


class FileSource:
    """The bytes of one file as it was when opened. Safe for many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._path = str(path)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise IsADirectoryError(f"{path} is not a file.")
        self.identity = FileIdentity.of(status)
        self.size = status.st_size
        _pool.give(_pool.take(self._path, self.identity))  # a file not permitted is told at once

    def read(self, offset: int, size: int) -> bytes:
        """Return the `size` bytes at `offset`.

        Raises:
            FileChangedError: If the file no longer has them.
        """
        handle = _pool.take(self._path, self.identity)
        try:
            data = _read_at(handle, size, offset)
            while len(data) < size:  # a signal, or a limit of the system, cut the read short
                rest = _read_at(handle, size - len(data), offset + len(data))
                if not rest:
                    raise _changed(self.path, "was shortened", offset + len(data))
                data += rest
            return data
        finally:
            _pool.give(handle)

    def read_upto(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes at `offset`: fewer only at the end of the file."""
        size = min(size, self.size - offset)
        return self.read(offset, size) if size > 0 else b""

    @contextmanager
    def lease(self) -> Iterator["Lease"]:
        """Hold the file open for many small reads in a row."""
        handle = _pool.take(self._path, self.identity)
        try:
            yield Lease(self, handle)
        finally:
            _pool.give(handle)

    def blocks(self, start: int, stop: int, size: int = 1 << 20) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, bytes) of the blocks from `start` to `stop`, in order."""
        for offset in range(start, stop, size):
            yield offset, self.read(offset, min(size, stop - offset))

    def check_unchanged(self) -> None:
        """Raise `FileChangedError` if the file on disk is no longer the one opened."""
        os.close(_open_same(self._path, self.identity))

    def close(self) -> None:
        """Close the file's handle; a later read opens it again."""
        _pool.close(self._path)


class Lease:
    """An open file for many small reads in order of their offsets."""

    def __init__(self, source: FileSource, handle: _Handle) -> None:
        self._source = source
        self._handle = handle
        self._advised = 0
        # Told not to wait, a read says whether the system has the bytes in memory. Only if it
        # has not is reading ahead worth its cost.
        self._flags = getattr(os, "RWF_NOWAIT", 0) if _HAS_PREADV else 0

    def read_into(self, buffer: memoryview, offset: int) -> int:
        """Fill `buffer` from `offset`; return the bytes read, fewer only at the file's end."""
        if not _HAS_PREADV:
            data = _read_at(self._handle, len(buffer), offset)
            buffer[: len(data)] = data
            return len(data)
        if self._flags:
            try:
                count = os.preadv(self._handle.fd, (buffer,), offset, self._flags)
                if count == len(buffer):
                    return count
            except BlockingIOError:
                pass
            except OSError:  # a file system that cannot be asked like that
                self._flags = 0
            self._read_ahead(offset)
        return os.preadv(self._handle.fd, (buffer,), offset)

    def _read_ahead(self, offset: int) -> None:
        """Ask the system to fetch what follows `offset`.

        A scan reads a few bytes out of every record. Unasked, the system takes that for random
        access and waits for the disk at each; asked, it streams.
        """
        if not hasattr(os, "posix_fadvise"):
            return
        stop = min(offset + _READ_AHEAD, self._source.size)
        for at in range(max(self._advised, offset), stop, _ADVICE):
            os.posix_fadvise(self._handle.fd, at, _ADVICE, os.POSIX_FADV_WILLNEED)
            self._advised = at + _ADVICE


def _read_at(handle: _Handle, size: int, offset: int) -> bytes:
    if _HAS_PREAD:
        return os.pread(handle.fd, size, offset)
    with handle.lock:
        os.lseek(handle.fd, offset, os.SEEK_SET)
        return os.read(handle.fd, size)


def _open_same(path: str, identity: FileIdentity) -> int:
    try:
        fd = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise _changed(Path(path), "is gone", None) from None
    if FileIdentity.of(os.fstat(fd)) != identity:
        os.close(fd)
        raise _changed(Path(path), "was changed", None)
    return fd


def _changed(path: Path, what: str, offset: int | None) -> FileChangedError:
    return FileChangedError(
        Finding(
            kind=FindingKind.CHANGED_FILE,
            severity=Severity.ERROR,
            file=str(path),
            offset=offset,
            message=f"The file {what} since it was opened.",
            remedy="Open it again to see it as it is now.",
        )
    )
