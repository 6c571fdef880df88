"""What checks of files found, kept in the user's cache folder while the files are unchanged.

A file's report goes into the column cache (`dataset.table.cache`) as soon as it is whole, so that
a run that was cancelled goes on where it stopped, and a dataset opened again tells at once what
was found. Its key is made of the file's size, time, first and last bytes, of its name (slides are
compared with it) and of whether a marker says that it is not finished. What was found of indices
is told anew where these changed: that takes no second look at the records.
"""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from tfrviewer.checks.integrity.beside import marker_of
from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.keeping_parts import FEWEST, KeptParts
from tfrviewer.checks.integrity.units import Unit
from tfrviewer.dataset.table.cache import Cache, Cached
from tfrviewer.errors import Finding, FindingKind, RecordError, TfrError
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.index import possible_indices
from tfrviewer.tfrecord.opening import IndexState
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.store import content_key

GROUP: Final = "integrity"
VERSION: Final = 5
"""Of what is kept; a change of what checks find needs another."""

_PASSING = frozenset(
    (FindingKind.UNREADABLE_FILE, FindingKind.MISSING_FILE, FindingKind.CHANGED_FILE)
)
"""What may be otherwise at the next look though the file is not: permission, or a network drive."""
_PROBES = 32
"""Records whose locations are compared with those of another index than before."""
_OF_INDICES = frozenset(
    (FindingKind.STALE_INDEX, FindingKind.UNREADABLE_INDEX, FindingKind.FOREIGN_INDEX)
)


class Keeping:
    """Reports of files by what the files are now. Safe for many threads and processes.

    Args:
        cache: Where they are kept; None is the user's cache folder.
    """

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = Cache() if cache is None else cache

    def key(self, path: Path) -> str | None:
        """Return the key of a file as it is now; None if it cannot be read."""
        name = path.name.encode("utf-8", "surrogateescape")
        is_marked = marker_of(path) is not None
        digest = hashlib.blake2b(name, digest_size=16, salt=bytes([is_marked]))
        try:
            with closing(FileSource(path)) as source:
                return content_key(source) + digest.hexdigest()
        except (TfrError, OSError):
            return None

    def recall(self, path: Path, key: str | None, *, deep: bool) -> FileReport | None:
        """Return what a check found, if the file was checked.

        Args:
            path: The file; it may have been moved since.
            key: From `key`.
            deep: Whether only a deep check will do; one is taken for a plain check as well.
        """
        if key is None:
            return None
        kept = self._cache.read(key, GROUP, VERSION, 0)
        if kept is None or (deep and not kept.told.get("deep")):
            return None
        try:
            before = Path(kept.told["path"])
            findings = [
                _moved(Finding.from_json(told), before, path) for told in kept.told["findings"]
            ]
            if kept.told["beside"] != _beside(path):
                findings = [one for one in findings if one.kind not in _OF_INDICES]
                of_indices = _of_indices(path)
                if of_indices is None:
                    return None
                findings += of_indices
            return FileReport(
                path=path,
                records=int(kept.told["records"]),
                findings=tuple(findings),
                deep=bool(kept.told["deep"]),
                slides=tuple(map(str, kept.told["slides"])),
            )
        except (KeyError, TypeError, ValueError):  # of a version that knew other kinds
            return None

    def parts(self, key: str | None, units: Sequence[Unit]) -> KeptParts | None:
        """Return what is kept of the units of a file; None if it has few, or no key."""
        if key is None or len(units) < FEWEST:
            return None
        return KeptParts(self._cache, key, VERSION)

    def keep(self, key: str | None, report: FileReport) -> bool:
        """Keep what a check found; return whether it could be, and is worth it.

        Args:
            key: What `key` gave before the check: if the file is another by now, nothing is kept.
            report: What was found.
        """
        passing = any(finding.kind in _PASSING for finding in report.findings)
        if key is None or passing or key != self.key(report.path):
            return False
        told = {
            **report.to_json(),
            "deep": report.deep,
            "slides": report.slides,
            "beside": _beside(report.path),
        }
        return self._cache.write(key, GROUP, VERSION, Cached(pl.DataFrame(), told))


def _beside(path: Path) -> list[str]:
    """Return what tells that the indices beside a file are the same as before."""
    told = []
    for beside in (*possible_indices(path), path.with_suffix(".pt")):
        try:
            status = beside.stat()
            told.append(f"{status.st_mode} {status.st_size} {status.st_mtime_ns}")
        except (OSError, ValueError):
            told.append("")
    return told


def _of_indices(path: Path) -> list[Finding] | None:
    """Return what is wrong with the indices beside a file; None if only its records can tell."""
    try:
        with TFRecord(path, create_index=False) as tfrecord:
            if tfrecord.index_state is IndexState.FOUND and not _locations_hold(tfrecord):
                return None
            return [one for one in tfrecord.findings if one.kind in _OF_INDICES]
    except (TfrError, OSError):
        return None


def _locations_hold(tfrecord: TFRecord) -> bool:
    """Tell whether some records over the file have the locations that its index tells."""
    if not tfrecord.locations_known:
        return True
    xy = tfrecord.xy
    for i in range(0, len(tfrecord), max(1, len(tfrecord) // _PROBES)):
        try:
            location = tfrecord.example(i, check_crc=False).location
        except RecordError:
            continue
        if location is not None and location != tuple(xy[i].tolist()):
            return False
    return True


def _moved(finding: Finding, before: Path, now: Path) -> Finding:
    """Return a finding about a file, or one beside it, where that lies now."""
    if before == now:
        return finding
    file = Path(finding.file)
    if file == before:
        return replace(finding, file=str(now))
    if file.parent == before.parent:
        return replace(finding, file=str(now.with_name(file.name)))
    return finding
