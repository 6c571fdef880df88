"""Saving what is whole out of a damaged TFRecord into a new one.

A record is whole if its payload matches its checksum, whatever its length field says: the payload
is copied byte for byte, and its framing is made anew where that is damaged. The damaged file is
read from its first byte to its last, without the help of an index, and is never changed.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Self

from tfrviewer.errors import (
    BuildError,
    Finding,
    FindingKind,
    Severity,
    TargetExistsError,
    renamed,
)
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.compression import detect_compression, unpack
from tfrviewer.tfrecord.index import index_path_of
from tfrviewer.tfrecord.opening import open_records
from tfrviewer.tfrecord.salvage_report import Place, SalvageReport
from tfrviewer.tfrecord.salvage_walk import Walk
from tfrviewer.tfrecord.scan import Scan, scan_file
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.writer import RecordWriter

__all__ = ["NothingToSaveError", "Place", "SalvageReport", "look_at_damage", "salvage"]

_HEAD = 4096
_INDEX = 32
"""Bytes of an index a record."""


def salvage(
    source: str | Path,
    out: str | Path,
    *,
    keep_crc_mismatch: bool = False,
    index: bool = True,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> SalvageReport:
    """Copy every whole record of a damaged TFRecord to a new one, byte for byte, in order.

    Args:
        source: The damaged file, plain or compressed; it is only read.
        out: The file to write, never compressed. It takes its name once it is whole; a cancel or
            a crash leaves nothing of it.
        keep_crc_mismatch: Whether records are saved as well whose payload does not match its
            checksum, or whose checksum is cut off, but parses as an Example whose image decodes.
            They may be altered; the report lists them.
        index: Whether to write `<stem>.index.npz` beside it.
        cancel: Looked at with each block of 2 MiB.
        progress: Told of the records of the damaged file that were looked at.

    Returns:
        What was saved, and what was lost where.

    Raises:
        TargetExistsError: If `out`, or its index, is there already: the source among them.
        NotATFRecordError: If `source` holds no record and is something else.
        NothingToSaveError: If no record can be saved; nothing is written.
        BuildError: If the disk has no room for what may be saved.
        FileChangedError: If the source changes meanwhile; nothing is written.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be read or written.
    """
    source, out = Path(source), Path(out)
    _refuse_existing(source, out, index=index)
    damaged = _Damaged(source, cancel, progress)
    _refuse_full(damaged, out)
    with RecordWriter(out, index=index) as writer:
        report = damaged.walk(writer, keep_doubtful=keep_crc_mismatch)
        if not report.records:
            raise NothingToSaveError.of(report)
        writer.verify(cancel=cancel)
        damaged.bytes.check_unchanged()
        _refuse_existing(source, out, index=index)  # nothing came there meanwhile
    return report


def look_at_damage(
    source: str | Path,
    *,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> SalvageReport:
    """Tell what `salvage` would save and what is lost, and write nothing.

    Args:
        source: The damaged file.
        cancel: As for `salvage`.
        progress: As for `salvage`.

    Raises:
        NotATFRecordError, FileChangedError, Cancelled, OSError: As `salvage`.
    """
    return _Damaged(Path(source), cancel, progress).walk(None, keep_doubtful=False)


class NothingToSaveError(BuildError):
    """No record of a TFRecord can be saved, so that there is nothing to write.

    Attributes:
        report: What was found there; None if the error comes from another process.
    """

    report: SalvageReport | None = None

    @classmethod
    def of(cls, report: SalvageReport) -> Self:
        """Return the error that says why nothing of a file was saved."""
        error = cls(_nothing_to_save(report))
        error.report = replace(report, out=None)
        return error


def _nothing_to_save(report: SalvageReport) -> Finding:
    if report.num_doubtful:
        kind = FindingKind.PAYLOAD_CRC
        message = "No record of it matches its checksum, so that nothing was written."
        remedy = (
            f"{report.num_doubtful:,} parse and decode all the same: --keep-crc-mismatch "
            "(keep_crc_mismatch=True) saves these. Look at them before use, or copy the file "
            "again from its source."
        )
    else:
        kind = report.findings[0].kind if report.findings else FindingKind.EMPTY_FILE
        message = (
            "No record of it is whole, so that nothing was written."
            if report.is_damaged
            else "It is empty: there is no record to save, and nothing was written."
        )
        remedy = "Copy the file again from its source, or extract the slide again."
    return Finding(
        kind=kind,
        severity=Severity.ERROR,
        file=str(report.source),
        message=message,
        remedy=remedy,
    )


class _Damaged:
    """A damaged TFRecord, as a scan of all of it finds it."""

    def __init__(self, path: Path, cancel: CancelToken | None, progress: Progress | None) -> None:
        self.path = path
        self._cancel, self._progress = cancel, progress
        if progress is not None:
            progress(0, 0, path.name)
        stored = FileSource(path)
        self.compression = detect_compression(stored.read_upto(0, _HEAD))
        self.bytes = stored
        findings: list[Finding] = []
        if self.compression is not None:
            self.bytes, findings = unpack(stored, self.compression, cancel)
        self.scan: Scan = scan_file(self.bytes, cancel)
        self.findings = (*findings, *renamed(self.scan.findings, path))

    def walk(self, writer: RecordWriter | None, *, keep_doubtful: bool) -> SalvageReport:
        """Look at every byte, and write what is whole.

        Args:
            writer: Where to; None writes nothing.
            keep_doubtful: Whether what parses and decodes is written, too.
        """
        walk = Walk(self.bytes, self.scan, writer, self._cancel, keep_doubtful=keep_doubtful)
        total = len(self.scan.records)
        for done in walk.go():
            if self._progress is not None:
                self._progress(done, total, self.path.name)
        if not walk.records and not walk.num_doubtful and self.bytes.size:
            # Something else than a TFRecord is refused with the words that opening it has.
            open_records(self.path, None, may_write=False, cancel=self._cancel)
        return SalvageReport(
            source=self.path,
            out=None if writer is None else writer.path,
            compression=self.compression,
            records=walk.records,
            size=walk.size,
            found=total + walk.num_between,
            mended=tuple(walk.mended),
            num_mended=walk.num_mended,
            doubtful=tuple(walk.doubtful),
            num_doubtful=walk.num_doubtful,
            keeps_doubtful=keep_doubtful,
            lost=tuple(walk.lost),
            num_lost=walk.num_lost,
            lost_bytes=walk.lost_bytes,
            findings=self.findings,
        )


def _refuse_existing(source: Path, out: Path, *, index: bool) -> None:
    for path in (out, *([index_path_of(out)] if index else [])):
        if os.path.lexists(path):
            same = path.exists() and source.exists() and path.samefile(source)
            what = "This is the damaged file itself" if same else "This is there already"
            raise TargetExistsError(
                Finding(
                    kind=FindingKind.TARGET_EXISTS,
                    severity=Severity.ERROR,
                    file=str(path),
                    message=f"{what}, and is not written over.",
                    remedy="Choose another name.",
                )
            )


def _refuse_full(damaged: _Damaged, out: Path) -> None:
    needed = damaged.bytes.size + _INDEX * len(damaged.scan.records)
    free = shutil.disk_usage(out.parent).free
    if needed > free:
        raise BuildError(
            Finding(
                kind=FindingKind.DISK_SPACE,
                severity=Severity.ERROR,
                file=str(out.parent),
                message=f"There is no room for what may be saved: it takes up to {needed:,} "
                f"bytes, and {free:,} are free there. Nothing has been written.",
                remedy="Make room, or choose a folder on another disk.",
            )
        )
