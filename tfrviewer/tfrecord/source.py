"""Reading bytes of a file at any offset, from many threads, with few open handles.

No file of a user is memory-mapped: a file cut short under a map ends the process with SIGBUS,
and on Windows a map keeps it from being replaced. Everything that reads a TFRecord goes
through a `FileSource`, so another kind of storage needs only another class with its methods.
"""

import errno
import os
import stat
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tfrviewer.errors import FileChangedError, Finding, FindingKind, Severity

MAX_HANDLES = 128
IDLE_SECONDS = 5.0

_READ_AHEAD = 16 << 20
_ADVICE = 1 << 20  # the kernel cuts a longer wish short
_HAS_PREAD = hasattr(os, "pread")
_now = time.monotonic
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
    """An open file; closed when the last one who holds it lets go.

    A reader holds it for as long as it reads, so that the pool may drop it at any moment
    without a lock on the way of every read.
    """

    __slots__ = ("fd", "lock", "used")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.used = time.monotonic()
        self.lock = threading.Lock()  # where the position of the handle is shared

    def __del__(self) -> None:
        os.close(self.fd)


class HandlePool:
    """Open files, at most `limit` of them, the least recently used closed first.

    One that nobody used for `idle_seconds` is closed, so that a file can be replaced or
    unmounted while a dataset is open.
    """

    def __init__(self, limit: int = MAX_HANDLES, idle_seconds: float = IDLE_SECONDS) -> None:
        self.limit = limit
        self.idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._sources: weakref.WeakSet[FileSource] = weakref.WeakSet()
        self._sweeper: threading.Timer | None = None

    def open(self, source: "FileSource") -> _Handle:
        """Open the file of a source that has no handle, and give it one.

        Raises:
            FileChangedError: If the file is gone or is no longer the one that was opened.
        """
        with self._lock:
            handle = source.handle
            if handle is None:
                handle = _Handle(_open_same(source.path, source.identity))
                self._close_surplus()
                self._sources.add(source)
                source.handle = handle
                if self._sweeper is None:
                    self._arm()
            return handle

    def close(self, source: "FileSource") -> None:
        """Let go of a source's handle; readers under way keep theirs to the end."""
        with self._lock:
            source.handle = None
            self._sources.discard(source)

    def start_anew(self) -> None:
        """Let go of everything: in a forked process no other thread runs, but locks stay held."""
        self._lock = threading.Lock()
        self._sweeper = None
        for source in list(self._sources):
            source.handle = None
        self._sources.clear()

    def __len__(self) -> int:
        return len(self._sources)

    def _close_surplus(self) -> None:
        """Make room for one more, or for a few at once: finding the oldest has its cost."""
        if len(self._sources) >= self.limit:
            kept = self.limit - max(1, self.limit // 8)
            for source in sorted(self._sources, key=_last_use)[: len(self._sources) - kept]:
                source.handle = None
                self._sources.discard(source)

    def _arm(self) -> None:
        self._sweeper = threading.Timer(self.idle_seconds, self._sweep)
        self._sweeper.name = "tfrviewer-idle-handles"
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        now = time.monotonic()
        with self._lock:
            for source in list(self._sources):
                if now - _last_use(source) >= self.idle_seconds:
                    source.handle = None
                    self._sources.discard(source)
            if len(self._sources):
                self._arm()
            else:
                self._sweeper = None


def _last_use(source: "FileSource") -> float:
    return source.handle.used if source.handle is not None else 0.0


_pool = HandlePool()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.start_anew)


class FileSource:
    """The bytes of one file as it was when opened. Safe for many threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            reason = "it is no file but a folder, a pipe or a device"
            if stat.S_ISDIR(status.st_mode):
                reason = "it is a folder; a Dataset opens the TFRecords in it"
            raise IsADirectoryError(errno.EISDIR, reason, str(path))
        self.identity = FileIdentity.of(status)
        self.size = status.st_size
        self.handle: _Handle | None = None
        """Of the pool."""
        _pool.open(self)  # a file not permitted is told at once

    def read(self, offset: int, size: int) -> bytes:
        """Return the `size` bytes at `offset`.

        Raises:
            FileChangedError: If the file no longer has them.
        """
        handle = self.handle or _pool.open(self)
        handle.used = _now()
        data = _read_at(handle, size, offset)
        while len(data) < size:  # a signal, or a limit of the system, cut the read short
            rest = _read_at(handle, size - len(data), offset + len(data))
            if not rest:
                raise _changed(self.path, "was shortened", offset + len(data))
            data += rest
        return data

    def read_into(self, buffer: memoryview, offset: int) -> None:
        """Fill `buffer` with the bytes from `offset` on.

        Raises:
            FileChangedError: If the file no longer has them.
        """
        handle = self.handle or _pool.open(self)
        handle.used = _now()
        got = 0
        while got < len(buffer):
            count = _read_into(handle, buffer[got:], offset + got)
            if not count:
                raise _changed(self.path, "was shortened", offset + got)
            got += count

    def read_upto(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes at `offset`: fewer only at the end of the file."""
        size = min(size, self.size - offset)
        return self.read(offset, size) if size > 0 else b""

    def lease(self) -> "Lease":
        """Hold the file open for many small reads in a row."""
        return Lease(self, self.handle or _pool.open(self))

    def blocks(self, start: int, stop: int, size: int = 1 << 20) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, bytes) of the blocks from `start` to `stop`, in order."""
        for offset in range(start, stop, size):
            yield offset, self.read(offset, min(size, stop - offset))

    def check_unchanged(self) -> None:
        """Raise `FileChangedError` if the file on disk is no longer the one opened."""
        os.close(_open_same(self.path, self.identity))

    def close(self) -> None:
        """Close the file; a later read opens it again."""
        _pool.close(self)


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


if _HAS_PREAD:

    def _read_at(handle: _Handle, size: int, offset: int) -> bytes:
        return os.pread(handle.fd, size, offset)

else:

    def _read_at(handle: _Handle, size: int, offset: int) -> bytes:
        with handle.lock:
            os.lseek(handle.fd, offset, os.SEEK_SET)
            return os.read(handle.fd, size)


if _HAS_PREADV:

    def _read_into(handle: _Handle, buffer: memoryview, offset: int) -> int:
        return os.preadv(handle.fd, (buffer,), offset)

else:

    def _read_into(handle: _Handle, buffer: memoryview, offset: int) -> int:
        data = _read_at(handle, len(buffer), offset)
        buffer[: len(data)] = data
        return len(data)


def _open_same(path: Path, identity: FileIdentity) -> int:
    try:
        fd = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise _changed(path, "is gone", None) from None
    if FileIdentity.of(os.fstat(fd)) != identity:
        os.close(fd)
        raise _changed(path, "was changed", None)
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
