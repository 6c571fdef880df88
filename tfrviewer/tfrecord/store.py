"""What is kept of a TFRecord in the user's cache folder: its scan, and its bytes unpacked.

Nothing here is needed: the folder may be deleted at any time, may be full, or may be one that
cannot be written to. A file that cannot be read, or is of another version, is not there.
"""

import hashlib
import json
import os
from io import BytesIO
from pathlib import Path

import numpy as np
import platformdirs

from tfrviewer.atomic import write_atomically
from tfrviewer.errors import Finding
from tfrviewer.tfrecord.scan import Scan
from tfrviewer.tfrecord.source import FileSource

VERSION = 1
"""Of what is kept; a change of what a scan says needs another."""

_EDGE = 64 << 10


def cache_folder() -> Path:
    """Return the folder of the user's cache; `TFRVIEWER_CACHE_DIR` names another."""
    chosen = os.environ.get("TFRVIEWER_CACHE_DIR")
    return Path(chosen) if chosen else platformdirs.user_cache_path("tfrviewer", appauthor=False)


def content_key(source: FileSource) -> str:
    """Return a key of a file's content: its size, time, first and last 64 kB.

    The path is not part of it, so that a folder may be moved.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{VERSION} {source.size} {source.identity.mtime_ns}".encode())
    digest.update(source.read_upto(0, _EDGE))
    digest.update(source.read_upto(max(0, source.size - _EDGE), _EDGE))
    return digest.hexdigest()


def load_scan(key: str, source: FileSource) -> Scan | None:
    """Return the scan kept under a key, or None.

    Its findings name the file as it was then: it may have been moved.
    """
    try:
        with np.load(_scan_path(key), allow_pickle=False) as arrays:
            records, xy, has = arrays["records"], arrays["xy"], arrays["has_location"]
            told = json.loads(arrays["told"].tobytes())
        findings = [Finding.from_json(value) for value in told["findings"]]
        ends = records[:, 0] + records[:, 1]
        if len(xy) != len(records) or len(has) != len(records) or bool((ends > source.size).any()):
            return None
        return Scan(records, xy, has, list(told["fields"]), findings)
    except Exception:
        return None


def save_scan(key: str, scan: Scan) -> bool:
    """Keep a scan under a key; return whether it could be kept."""
    told = {"fields": scan.fields, "findings": [finding.to_json() for finding in scan.findings]}
    buffer = BytesIO()
    np.savez(
        buffer,
        records=scan.records,
        xy=scan.xy,
        has_location=scan.has_location,
        told=np.frombuffer(json.dumps(told).encode(), np.uint8),
    )
    path = _scan_path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, buffer.getvalue())
    except OSError:
        return False
    return True


def unpacked_folder() -> Path:
    """Return the folder of unpacked TFRecords: those in it are no data of the user's."""
    return cache_folder() / "unpacked"


def unpacked_path(key: str) -> Path:
    """Return where the unpacked bytes of a compressed TFRecord are kept."""
    return unpacked_folder() / f"{key}.tfrecords"


def _scan_path(key: str) -> Path:
    return cache_folder() / "index" / f"{key}.npz"
