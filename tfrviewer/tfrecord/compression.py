"""TFRecords compressed as a whole, as TensorFlow's GZIP and ZLIB options write them.

A record in the middle of such a file cannot be reached. So it is unpacked once, into the cache
folder, or where that cannot be written to into a temporary folder that goes with the process.
"""

import atexit
import errno
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tfrviewer.atomic import open_atomically, write_atomically
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import HEADER, read_header
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.store import content_key, unpacked_path

_RESERVE = 512 << 20
"""Bytes of the disk that are left free."""
_BLOCK = 1 << 20


def detect_compression(head: bytes) -> str | None:
    """Return "GZIP", "ZLIB" or None, by the first bytes of a file.

    The two bytes of a ZLIB header can begin a plain TFRecord too, so the checksum of the first
    length is asked first.
    """
    if len(head) >= HEADER and read_header(head)[1]:
        return None
    if head.startswith(b"\x1f\x8b\x08"):
        return "GZIP"
    is_zlib = len(head) > 1 and head[0] & 0x8F == 0x08 and (head[0] << 8 | head[1]) % 31 == 0
    if is_zlib and not head[1] & 0x20:
        try:  # text can begin like that as well
            zlib.decompressobj().decompress(head, _BLOCK)
        except zlib.error:
            return None
        return "ZLIB"
    return None


def unpack(
    source: FileSource, kind: str, cancel: CancelToken | None = None
) -> tuple[FileSource, list[Finding]]:
    """Return the unpacked bytes of a compressed TFRecord, and what is wrong with it.

    Args:
        source: The file as it is stored.
        kind: "GZIP" or "ZLIB".
        cancel: Looked at every MiB; nothing half unpacked is left.

    Raises:
        TfrError: If the disk has no room for them.
        Cancelled: If `cancel` is raised.
    """
    path = unpacked_path(content_key(source))
    findings: list[Finding] = []
    if path.is_file():
        marker = _marker(path)
        if marker.is_file():
            findings.append(_damage(source, marker.read_text()))
        return FileSource(path), findings
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        reason = _unpack_to(source, path, kind, cancel)
    except OSError as error:  # the cache cannot be written to
        if error.errno == errno.ENOSPC:
            raise _no_room(source, path.parent) from None
        path = _temporary_folder() / path.name
        reason = _unpack_to(source, path, kind, cancel)
    if reason:
        findings.append(_damage(source, reason))
    return FileSource(path), findings


def _marker(path: Path) -> Path:
    """Return the file beside unpacked bytes that says why they ended early."""
    return path.with_suffix(".damaged")


def _unpack_to(source: FileSource, path: Path, kind: str, cancel: CancelToken | None) -> str:
    """Unpack to a file, whole or not at all; return why it ended early, if it did."""
    reason = ""
    with open_atomically(path) as target:
        try:
            for piece in _pieces(source, kind):
                if cancel is not None:
                    cancel.check()
                if shutil.disk_usage(path.parent).free < _RESERVE:
                    raise _no_room(source, path.parent)
                target.write(piece)
        except zlib.error as error:
            reason = str(error)
            # First: bytes without it would pass for whole.
            write_atomically(_marker(path), reason.encode())
    return reason


def _pieces(source: FileSource, kind: str) -> Iterator[bytes]:
    """Yield the unpacked bytes in pieces of at most 1 MiB, however well they were packed.

    Raises:
        zlib.error: At damage, after all that can be had before it.
    """
    wbits = 31 if kind == "GZIP" else 15
    unpacker = zlib.decompressobj(wbits)
    for offset, block in source.blocks(0, source.size, _BLOCK):
        data = block
        while data:
            if unpacker.eof:  # one gzip member may follow another, or zeros up to a full block
                data = data.lstrip(b"\0")
                if not data:
                    break
                unpacker = zlib.decompressobj(wbits)
            try:
                yield unpacker.decompress(data, _BLOCK)
            except zlib.error as error:
                raise zlib.error(
                    f"the {kind} data is damaged near byte {offset:,} ({error})"
                ) from None
            data = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        yield unpacker.flush()
        raise zlib.error(f"the {kind} data ends early: the file is cut short")


def _no_room(source: FileSource, folder: Path) -> TfrError:
    return TfrError(
        Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=str(source.path),
            message=f"The file is compressed, and {folder} has no room to unpack it.",
            remedy="Free some space there, or set TFRVIEWER_CACHE_DIR to a folder that has room.",
        )
    )


def _damage(source: FileSource, reason: str) -> Finding:
    return Finding(
        kind=FindingKind.DAMAGED_COMPRESSION,
        severity=Severity.ERROR,
        file=str(source.path),
        message=f"The records after some point are lost, because {reason}.",
        remedy="Copy the file again from its source.",
    )


_folder: Path | None = None


def _temporary_folder() -> Path:
    global _folder
    if _folder is None:
        _folder = Path(tempfile.mkdtemp(prefix="tfrviewer-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    return _folder
