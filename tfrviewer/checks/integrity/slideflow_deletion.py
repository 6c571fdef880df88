"""Whether Slideflow would delete a TFRecord, which it does with each in which it counts no record.

Its count is its own: it trusts any index that lies beside the file, and otherwise goes from length
to length without a look at checksums. A file of one damaged length may so have no record for it,
and one that is cut off within a record may have all of them. It counts whenever it makes or renews
`manifest.json`, without a question.
"""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, IndexFileError, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.compression import detect_compression
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD
from tfrviewer.tfrecord.index import possible_indices, read_index
from tfrviewer.tfrecord.source import FileSource

_COUNTED = ".tfrecords"  # the only suffix that Slideflow looks at
_LENGTH = HEADER - FOOTER
_HEAD = 4096
_FAR, _BLOCK = 4096, 1 << 16
"""Length fields no farther apart are read many at once."""
_TOO_LONG = 1 << 36
"""Bytes that no machine has for one record: asking for them fails, and the file counts as none."""


def why_deleted(path: Path, *, cancel: CancelToken | None = None) -> str | None:
    """Return why Slideflow would delete a TFRecord, None where it would not.

    Args:
        path: The file; only its index and the length fields of its records are read.
        cancel: Looked at between reads.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    if path.suffix != _COUNTED or path.name == _COUNTED:
        return None
    try:
        index = next((one for one in possible_indices(path) if one.exists()), None)
        return _by_lengths(path, cancel) if index is None else _by_index(index)
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"


def deletion_finding(
    path: Path,
    records: int,
    findings: Iterable[Finding],
    *,
    cancel: CancelToken | None = None,
) -> Finding | None:
    """Return that Slideflow would delete a TFRecord, None where it would not.

    Of a file that is sound only the head is read, and nothing of the others but their lengths.

    Args:
        path: The file.
        records: How many records it has.
        findings: What else is wrong with it. With a sound file it is for knowing alone: a
            compressed one is whole, and Slideflow deletes it.
        cancel: Looked at between reads.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    is_sound = records > 0 and all(one.severity is Severity.NOTE for one in findings)
    if is_sound and not _is_compressed(path):
        return None
    why = why_deleted(path, cancel=cancel)
    if why is None:
        return None
    return Finding(
        kind=FindingKind.SLIDEFLOW_DELETES,
        severity=Severity.NOTE if is_sound else Severity.WARNING,
        file=str(path),
        message=f"Slideflow would delete this file: {why}, and so it counts no record in it.",
        remedy="It does so when it counts tiles, as at each extraction. Move the file to another "
        "folder, or keep a copy there.",
    )


def _is_compressed(path: Path) -> bool:
    try:
        with closing(FileSource(path)) as source:
            return detect_compression(source.read_upto(0, _HEAD)) is not None
    except (TfrError, OSError):
        return True  # and so it is looked at


def _by_index(index: Path) -> str | None:
    if index.is_dir():
        return f"{index.name} beside it is a folder"
    if not index.stat().st_size:
        return f"its index {index.name} has 0 bytes"
    try:
        records = read_index(index).records
    except IndexFileError:
        return None  # Slideflow ends with an error before it gets to delete anything
    return None if len(records) else f"its index {index.name} has no record"


def _by_lengths(path: Path, cancel: CancelToken | None) -> str | None:
    source = FileSource(path)
    try:
        if not source.size:
            return "it has 0 bytes"
        at, block, start, size = 0, b"", 0, _LENGTH
        while at < source.size:
            if at + _LENGTH > start + len(block):
                if cancel is not None:
                    cancel.check()
                block, start = source.read_upto(at, size), at
                if len(block) < _LENGTH:
                    return f"it ends within the length field at byte {at:,}"
            place = at - start
            length = int.from_bytes(block[place : place + _LENGTH], "little", signed=True)
            if not length:  # a disk that was full leaves zeros, which are a record each 16 bytes
                zeros = len(block) - place - len(block[place:].lstrip(b"\0"))
                at += max(0, zeros // OVERHEAD - 1) * OVERHEAD
            if length == -1:  # to Python: all there is
                return None
            if not 0 <= length < _TOO_LONG:
                return f"the length field at byte {at:,} says {length:,} bytes"
            at += OVERHEAD + length
            size = _BLOCK if length < _FAR else _LENGTH
    finally:
        source.close()
    return None
