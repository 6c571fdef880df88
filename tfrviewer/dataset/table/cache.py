"""Columns that were computed once, kept in the user's cache folder.

One file a TFRecord and group of columns (all that one piece of code computes). Its name says what
it was computed from: the TFRecord's content key, a hash of its index, the group and the version
of the code; a changed file or a changed computation is looked up under another name. A file is
an Arrow IPC stream, then what else is known as JSON, then a checksum of both: Arrow readers stop
at the end of the stream.

Nothing here is needed: the folder may be deleted at any time, be full, or be one that cannot be
written to. A file cut short, changed or foreign is not there.
"""

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.atomic import write_atomically
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.store import cache_folder, content_key

MAX_BYTES = 2 << 30

_NAME = re.compile(r"[0-9a-f]{64}-[a-z]+-v\d+\.arrow$")
_LEFT_OVER = re.compile(r"\.[0-9a-f]{64}-.*\.tmp$")
_DIGEST = 32
_TAIL = _DIGEST + 8
_HOUR, _DAY = 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Cached:
    """Columns of one TFRecord.

    Attributes:
        frame: A row a record.
        told: What else is known, as JSON holds it.
    """

    frame: pl.DataFrame
    told: dict[str, Any] = field(default_factory=dict)


class Cache:
    """The column cache. Safe for many threads and processes.

    Args:
        folder: Where to keep files; None is `columns` in the user's cache folder.
        max_bytes: What is used least recently goes when all files together have more.
    """

    def __init__(self, folder: Path | None = None, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder = cache_folder() / "columns" if folder is None else folder
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._written: int | None = None  # bytes since the last look at the folder

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """Let another process, or a copy, have the same folder with a lock of its own."""
        return partial(type(self), self.folder, max_bytes=self.max_bytes), ()

    def key(self, tfrecord: Path, index: NDArray[np.int64]) -> str:
        """Return the key of a TFRecord as it is now.

        Args:
            tfrecord: The file.
            index: int64 (N, 2), offset and framed size of its records.

        Raises:
            OSError: If the file cannot be read.
        """
        digest = hashlib.blake2b(np.ascontiguousarray(index).tobytes(), digest_size=16)
        with closing(FileSource(tfrecord)) as source:
            return content_key(source) + digest.hexdigest()

    def has_any(self, group: str, version: int) -> bool:
        """Return whether columns of a group are kept of any TFRecord; reads none."""
        ending = f"-{group}-v{version}.arrow"
        try:
            with os.scandir(self.folder) as entries:
                return any(entry.name.endswith(ending) for entry in entries)
        except OSError:
            return False

    def read(self, key: str, group: str, version: int, count: int | None) -> Cached | None:
        """Return the columns kept, or None.

        Args:
            key: From `key`.
            group: Name of what computes the columns, lower-case letters.
            version: Of the code that computes them.
            count: Number of records; columns of another number are none. None takes any.
        """
        path = self._path(key, group, version)
        try:
            data = path.read_bytes()
            cached = _unpacked(data)
            if cached is None or count not in (None, cached.frame.height):
                return None
            if time.time() - path.stat().st_mtime > _HOUR:
                os.utime(path)
        except OSError:
            return None
        return cached

    def write(self, key: str, group: str, version: int, columns: Cached) -> bool:
        """Keep columns; return whether they could be kept."""
        data = _packed(columns)
        if len(data) > self.max_bytes // 4:
            return False
        path = self._path(key, group, version)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        except OSError:
            return False
        with self._lock:
            must_look = self._written is None or self._written + len(data) > self.max_bytes // 16
            self._written = 0 if must_look else (self._written or 0) + len(data)
        if must_look:
            self.prune()
        return True

    def refusal(self) -> str:
        """Return why nothing can be kept; "" if it can."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.folder) as file:
                file.write(b"-")
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def remove(self, key: str, group: str, version: int) -> None:
        """Remove columns that are of no use any more."""
        _remove(self._path(key, group, version))

    def prune(self) -> None:
        """Remove what was used least recently until the rest fits; only files of this cache."""
        kept: list[tuple[float, int, Path]] = []
        now = time.time()
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    is_left_over = _LEFT_OVER.match(entry.name) is not None
                    if not is_left_over and not _NAME.match(entry.name):
                        continue
                    status = entry.stat(follow_symlinks=False)
                    if not is_left_over:
                        kept.append((status.st_mtime, status.st_size, Path(entry.path)))
                    elif now - status.st_mtime > _DAY:
                        _remove(Path(entry.path))
        except OSError:
            return
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total <= self.max_bytes:
                break
            _remove(path)
            total -= size

    def _path(self, key: str, group: str, version: int) -> Path:
        return self.folder / f"{key}-{group}-v{version}.arrow"


def _packed(columns: Cached) -> bytes:
    stream = BytesIO()
    columns.frame.write_ipc_stream(stream, compression="zstd")
    told = json.dumps(columns.told).encode()
    stream.write(told)
    stream.write(len(told).to_bytes(8, "little"))
    body = stream.getvalue()
    return body + hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _unpacked(data: bytes) -> Cached | None:
    """Return what `_packed` packed, None for anything else."""
    body, digest = memoryview(data)[:-_DIGEST], data[-_DIGEST:]
    if len(data) < _TAIL or hashlib.blake2b(body, digest_size=_DIGEST).digest() != digest:
        return None
    end = len(body) - 8
    start = end - int.from_bytes(body[end:], "little")
    try:
        told = json.loads(bytes(body[start:end]))
        # Of another version of polars, perhaps; its own files it reads.
        frame = pl.read_ipc_stream(bytes(body[:start]))
    except Exception:
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None
    return Cached(frame, told) if isinstance(told, dict) else None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # another process reads it, on Windows
        return
