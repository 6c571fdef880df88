"""Opening a TFRecord: what the file is, which index to trust, and where to keep a new one.

The order is: an index that was given; one beside the file that fits it; a scan kept in the
cache; a scan now. A scan of a sound file is written beside it as its index if there was none
and it is allowed; otherwise it goes into the cache. An index that is found beside a file, and
does not fit, is left as it is (docs/adr/0009).
"""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import (
    Finding,
    FindingKind,
    IndexFileError,
    NotATFRecordError,
    Severity,
    renamed,
)
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord import store
from tfrviewer.tfrecord.compression import detect_compression, unpack
from tfrviewer.tfrecord.framing import OVERHEAD
from tfrviewer.tfrecord.index import (
    REBUILD,
    SUFFIXES,
    Index,
    Int64Array,
    check_fit,
    find_indices,
    index_path_of,
    read_index,
    write_index,
)
from tfrviewer.tfrecord.scan import Scan, scan_file
from tfrviewer.tfrecord.source import FileSource

_HEAD = 4096


class IndexState(StrEnum):
    """Where the index in use came from."""

    GIVEN = "given"
    """The caller gave it."""
    FOUND = "found"
    """It lay beside the file and fits it."""
    BUILT = "built"
    """It was built now and written beside the file."""
    CACHED = "cached"
    """There was none beside the file; it is kept in the user's cache."""
    STALE = "stale"
    """The one beside the file does not fit or cannot be read; a right one is in the cache."""


@dataclass(slots=True)
class Opened:
    """A TFRecord opened.

    Attributes:
        path: The file, as it was asked for.
        source: Its bytes, unpacked if it is compressed.
        stored_size: Bytes of the file as it lies on the disk.
        compression: "GZIP", "ZLIB" or None.
        records: int64 (N, 2), offset and framed size.
        locations: int64 (N, 2), if the index has one a record.
        scan: What a scan told, if there was one.
        index_state: Where `records` came from.
        index_path: The index file in use.
        findings: What is wrong.
    """

    path: Path
    source: FileSource
    stored_size: int
    compression: str | None
    records: Int64Array
    index_state: IndexState
    locations: Int64Array | None = None
    scan: Scan | None = None
    index_path: Path | None = None
    findings: list[Finding] = field(default_factory=list)

    def recall(self, records: Int64Array) -> Scan | None:
        """Return a scan of these very records from the cache."""
        scan = store.load_scan(store.content_key(self.source), self.source)
        return scan if scan is not None and np.array_equal(scan.records, records) else None

    def keep(self) -> None:
        """Keep the scan of the whole file in the cache, where there is room."""
        if self.scan is not None and self.index_state is not IndexState.GIVEN:
            store.save_scan(store.content_key(self.source), self.scan)

    @property
    def has_all_locations(self) -> bool:
        """Whether every record was found to have a location."""
        return self.scan is not None and bool(self.scan.has_location.all())


def open_records(
    path: Path,
    index: str | Path | npt.NDArray[Any] | None,
    *,
    may_write: bool,
    cancel: CancelToken | None = None,
) -> Opened:
    """Open a file and find its records; the arguments are those of `TFRecord`."""
    stored = FileSource(path)
    head = stored.read_upto(0, _HEAD)
    compression = detect_compression(head)
    source, findings = unpack(stored, compression, cancel) if compression else (stored, [])
    if not source.size:
        findings.append(_empty(path))
    common = (path, source, stored.size, compression)
    if index is not None:
        given = _given_records(index, path, source)
        return Opened(*common, given.records, IndexState.GIVEN, given.locations, findings=findings)
    if compression is None:
        for candidate in find_indices(path):
            found, problem = _try_index(candidate, source)
            if found is not None:
                opened = Opened(
                    *common,
                    found.records,
                    IndexState.FOUND,
                    found.locations,
                    index_path=candidate,
                    findings=findings,
                )
                if problem is not None and _add_scan(opened, cancel):
                    opened.keep()  # lengths fail their CRC: only the scan tells which
                return opened
            findings += [problem] if problem is not None else []
    opened = Opened(*common, np.empty((0, 2), np.int64), IndexState.CACHED, findings=findings)
    is_new = _add_scan(opened, cancel)
    if not len(opened.records) and source.size:
        _refuse(path, head, opened.scan)
    if find_indices(path) and compression is None:
        opened.index_state = IndexState.STALE
    elif may_write and compression is None and opened.scan and opened.scan.framing_is_sound:
        _write_beside(opened, opened.scan)
    # An index beside the file says all that was found but the names of the fields.
    if is_new and not (opened.index_state is IndexState.BUILT and opened.has_all_locations):
        opened.keep()
    return opened


def find_fitting_index(tfrecord: Path) -> Index:
    """Return the index beside a TFRecord that fits it.

    Raises:
        IndexFileError: If there is none, or none that fits, with the reason.
    """
    source = FileSource(tfrecord)
    problems = []
    for candidate in find_indices(tfrecord):
        found, problem = _try_index(candidate, source)
        if found is not None:
            return found
        problems += [problem] if problem is not None else []
    raise IndexFileError(
        problems[0]
        if problems
        else Finding(
            kind=FindingKind.UNREADABLE_INDEX,
            severity=Severity.WARNING,
            file=str(tfrecord),
            message="There is no index beside it.",
            remedy="Make one: tfrviewer.create_index, or tfrviewer index.",
        )
    )


def build_index_file(tfrecord: Path, index_file: Path | None) -> Path:
    """Scan a TFRecord and write its index; see `tfrviewer.create_index`."""
    source = FileSource(tfrecord)
    head = source.read_upto(0, _HEAD)
    compression = detect_compression(head)
    if compression is not None:
        source, _ = unpack(source, compression)
    scan = scan_file(source)
    if not len(scan.records) and source.size:
        _refuse(tfrecord, head, scan)
    if index_file is None:
        if compression is not None or not scan.framing_is_sound:
            what = "damaged" if compression is None else "compressed"
            raise IndexFileError(
                Finding(
                    kind=FindingKind.INDEX_NOT_WRITTEN,
                    severity=Severity.WARNING,
                    file=str(tfrecord),
                    message=f"The file is {what}, so no index is written beside it.",
                    remedy="tfrviewer reads it with an index from its cache.",
                )
            )
        target = index_path_of(tfrecord)
    else:
        is_npz = index_file.suffix == ".npz"
        target = index_file if is_npz else index_file.with_name(index_file.name + ".npz")
    write_index(target, scan.records, scan.xy if scan.has_location.all() else None)
    return target


def is_index_path(path: Path) -> bool:
    """Whether a path is named as an index file is."""
    return path.name.endswith(SUFFIXES)


def _try_index(path: Path, source: FileSource) -> tuple[Index | None, Finding | None]:
    """Return an index that fits; a finding as well if lengths fail their CRC; or only that."""
    try:
        index = read_index(path)
    except IndexFileError as error:
        return None, error.finding
    except OSError as error:
        return None, Finding(
            kind=FindingKind.UNREADABLE_INDEX,
            severity=Severity.WARNING,
            file=str(path),
            message=f"The index cannot be opened: {error.strerror}.",
            remedy=REBUILD,
        )
    fit = check_fit(index.records, source)
    if fit.misfit is None and fit.lengths_hold:
        return index, None
    finding = Finding(
        kind=fit.misfit or FindingKind.LENGTH_CRC,
        severity=Severity.WARNING,
        file=str(path),
        message=f"The index does not fit {source.path.name}: {fit.reason}.",
        remedy=REBUILD,
    )
    return (index if fit.misfit is None else None), finding


def _given_records(index: str | Path | npt.NDArray[Any], path: Path, source: FileSource) -> Index:
    """Return the records of an index that the caller gave, all inside the file."""
    if not isinstance(index, np.ndarray):
        found, problem = _try_index(Path(index), source)
        if found is None and problem is not None:
            raise IndexFileError(problem)
        assert found is not None
        return found
    if index.size and (index.ndim != 2 or index.shape[1] != 2 or index.dtype.kind not in "iu"):
        raise ValueError(
            f"An index is an array of integers of shape (N, 2), not {index.dtype} {index.shape}."
        )
    records = index.astype(np.int64).reshape(-1, 2)
    offsets, sizes = records[:, 0], records[:, 1]
    wrong = (offsets < 0) | (sizes < OVERHEAD) | (offsets > source.size - sizes)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise IndexFileError(
            Finding(
                kind=FindingKind.FOREIGN_INDEX,
                severity=Severity.ERROR,
                file=str(path),
                message=f"The index given names bytes {int(offsets[row])} to "
                f"{int(offsets[row]) + int(sizes[row])} (its row {row}), which is no record "
                f"of a file of {source.size:,} bytes.",
                remedy="Give the index of this file.",
            )
        )
    return Index(records, None, path)


def _add_scan(opened: Opened, cancel: CancelToken | None) -> bool:
    """Recall the scan of the file, or make it; take its records and findings.

    Returns:
        Whether it was made now.
    """
    known = store.load_scan(store.content_key(opened.source), opened.source)
    scan = scan_file(opened.source, cancel) if known is None else known
    opened.scan = scan
    opened.records = scan.records
    opened.locations = None
    opened.findings += renamed(scan.findings, opened.path)
    return known is None


def _write_beside(opened: Opened, scan: Scan) -> None:
    target = index_path_of(opened.path)
    if os.path.lexists(target):  # a folder, or a link to what is not mounted now
        return
    try:
        write_index(target, scan.records, scan.xy if scan.has_location.all() else None)
    except OSError:
        return  # it is in the cache
    opened.index_state, opened.index_path = IndexState.BUILT, target


def _empty(path: Path) -> Finding:
    return Finding(
        kind=FindingKind.EMPTY_FILE,
        severity=Severity.WARNING,
        file=str(path),
        offset=0,
        message="The file is empty (0 bytes): it has no record.",
        remedy="The slide had no tissue, or its extraction broke off: extract it again.",
    )


_LOOKS_LIKE = (
    (b"PK\x03\x04", "a zip archive or a NumPy index"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"PAR1", "a Parquet file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "an SQLite database"),
)


def _refuse(path: Path, head: bytes, scan: Scan | None) -> None:
    """Say what a file without any record is, unless it is a TFRecord cut off in its first."""
    kind, remedy = FindingKind.NOT_A_TFRECORD, "Open a file that TensorFlow or Slideflow wrote."
    image = sniff_format(head)
    if head.startswith(b"version https://git-lfs"):
        kind = FindingKind.LFS_POINTER
        what = "a Git-LFS pointer: the name of the file, not the file itself"
        remedy = "Fetch the file itself: git lfs pull"
    elif image is not None:
        what = f"an image ({image})"
    elif any(head.startswith(magic) for magic, _ in _LOOKS_LIKE):
        what = next(name for magic, name in _LOOKS_LIKE if head.startswith(magic))
    elif not any(head):
        what = "a file of zeros"
    elif _is_text(head):
        what = "a text file"
    elif scan is not None and any(f.kind is FindingKind.TRUNCATED for f in scan.findings):
        return
    else:
        what = "not a TFRecord: no record begins anywhere in it"
    raise NotATFRecordError(
        Finding(
            kind=kind,
            severity=Severity.ERROR,
            file=str(path),
            offset=0,
            message=f"The file is {what}.",
            remedy=remedy,
        )
    )


def _is_text(head: bytes) -> bool:
    try:
        text = head[: len(head) - 4].decode() if len(head) == _HEAD else head.decode()
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\t\r\n\f" for c in text)
