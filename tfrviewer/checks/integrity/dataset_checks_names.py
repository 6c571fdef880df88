"""TFRecords that lie among those of a dataset and are passed over, as their names say nothing."""

import os
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from tfrviewer.checks.integrity.beside import SUFFIX
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import is_tfrecord_name
from tfrviewer.dataset.words import counted, listed
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD, read_header
from tfrviewer.tfrecord.source import FileSource

_MOST_LOOKED_AT = 1000
"""Files whose first bytes are read: there may be as many pictures beside the TFRecords."""
_MOST = 20
_REMEDY: Final = f"If its tiles are wanted, give it a name that ends in “{SUFFIX}”."


def passed_over(dataset: Dataset, *, cancel: CancelToken | None = None) -> list[Finding]:
    """Return files beside those of a folder that begin as TFRecords and are not called so.

    Args:
        dataset: The dataset; of one that is no folder, nothing beside its files is looked at.
        cancel: Looked at before each file.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    if dataset.root is None:
        return []
    folders = dict.fromkeys([dataset.root, *(path.parent for path in dataset.tfrecords())])
    found = []
    for path in islice(_others(folders), _MOST_LOOKED_AT):
        if cancel is not None:
            cancel.check()
        if _begins_as_one(path):
            found.append(path)
    told = [
        _told(
            FindingKind.WRONG_SUFFIX,
            path,
            "The file begins as a TFRecord does, but is not called like one: it was passed over.",
        )
        for path in found[:_MOST]
    ]
    if more := found[_MOST:]:
        names = listed(path.name for path in more)
        text = f"{counted(len(more), 'more file')} passed over that begin as TFRecords: {names}."
        told.append(_told(FindingKind.MORE, more[0].parent, text))
    return told


def _others(folders: dict[Path, None]) -> Iterator[Path]:
    """Yield the files that are not called as TFRecords, nor hidden."""
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if _is_other(entry))
        except OSError:  # finding the TFRecords tells
            continue
        yield from (folder / name for name in names)


def _is_other(entry: "os.DirEntry[str]") -> bool:
    if entry.name.startswith(".") or is_tfrecord_name(entry.name):
        return False
    try:
        return entry.is_file()
    except OSError:
        return False


def _begins_as_one(path: Path) -> bool:
    """Tell whether a file begins with a length whose checksum holds, and that fits."""
    try:
        with closing(FileSource(path)) as source:
            header = source.read_upto(0, HEADER)
            if len(header) < HEADER:
                return False
            length, holds = read_header(header)
            return holds and OVERHEAD + length <= source.size
    except (TfrError, OSError):
        return False


def _told(kind: FindingKind, path: Path, message: str) -> Finding:
    return Finding(
        kind=kind, severity=Severity.NOTE, file=str(path), message=message, remedy=_REMEDY
    )
