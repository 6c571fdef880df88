"""Small pictures of slides, kept in the user's cache folder so that they are there at once again.

One file a TFRecord, named by its content key and the number of its tiles on the map. Nothing here
is needed: the folder may be deleted at any time, be full, or be one that cannot be written to. A
file cut short, changed or of another version is not there.
"""

import contextlib
import hashlib
import os
import re
import time
from io import BytesIO
from pathlib import Path

import numpy as np

from tfrviewer.atomic import write_atomically
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.store import cache_folder, content_key
from tfrviewer.tiles.drawing.mosaic import LEVELS, IntArray, Mosaic

VERSION = 1
MAX_BYTES = 512 << 20
"""Of all files; those used least recently go."""

_MOST = 8 << 20  # bytes of a slide's squares
_NAME = re.compile(r"[0-9a-f]{32}-\d+-mosaic-v\d+\.npz$")
_HOUR = 3600.0


def kept_level(count: int) -> int:
    """Return the side of the squares kept of a slide of so many tiles; 1 for their colours."""
    return max((px for px in LEVELS if px <= 32 and count * px * px * 3 <= _MOST), default=1)


def folder() -> Path:
    """Return where the files are."""
    return cache_folder() / "mosaics"


def path_of(tfrecord: Path, numbers: IntArray, part: float) -> Path | None:
    """Return the file for the tiles of a TFRecord; None where it cannot be read.

    Args:
        tfrecord: The TFRecord.
        numbers: Numbers of the tiles' records, int64 (n,), in the order of the mosaic.
        part: How much of each picture is taken.
    """
    try:
        key = content_key(FileSource(tfrecord))
    except OSError:
        return None
    digest = hashlib.blake2b(np.ascontiguousarray(numbers).tobytes(), digest_size=16)
    name = hashlib.blake2b(
        f"{key}{digest.hexdigest()}{part:.6f}".encode(), digest_size=16
    ).hexdigest()
    return folder() / f"{name}-{len(numbers)}-mosaic-v{VERSION}.npz"


def load(path: Path, mosaic: Mosaic) -> int:
    """Take what is kept in a file into a mosaic; return how many pictures that are."""
    try:
        # Read first: of a damaged archive numpy leaves the file open.
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            tiles, pictures = arrays["tiles"], arrays["pictures"]
        if time.time() - path.stat().st_mtime > _HOUR:
            os.utime(path)
    except Exception:  # whatever a damaged archive causes
        return 0
    fits = tiles.dtype == np.int64 and tiles.ndim == 1 and pictures.dtype == np.uint8
    if not fits or (tiles < 0).any() or (tiles >= len(mosaic)).any():
        return 0
    if pictures.shape == (len(tiles), 3):
        mosaic.put_colours(tiles, pictures)
    elif pictures.ndim == 4 and pictures.shape[1] in LEVELS:
        px = pictures.shape[1]
        if pictures.shape != (len(tiles), px, px, 3):
            return 0
        mosaic.put(tiles, pictures)
    else:
        return 0
    return len(tiles)


def save(path: Path, mosaic: Mosaic) -> bool:
    """Keep what a mosaic holds; return whether it could be kept."""
    tiles, pictures = mosaic.stored(kept_level(len(mosaic)))
    buffer = BytesIO()
    np.savez(buffer, tiles=tiles, pictures=pictures)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, buffer.getvalue())
    except OSError:
        return False
    prune(path.parent)
    return True


def prune(where: Path, most: int = MAX_BYTES) -> None:
    """Remove what was used least recently until the rest fits; only files of this cache."""
    kept: list[tuple[float, int, str]] = []
    try:
        with os.scandir(where) as entries:
            for entry in entries:
                if _NAME.match(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    kept.append((status.st_mtime, status.st_size, entry.path))
    except OSError:
        return
    total = sum(size for _, size, _ in kept)
    for _, size, path in sorted(kept):
        if total <= most:
            break
        with contextlib.suppress(OSError):
            Path(path).unlink()
        total -= size
