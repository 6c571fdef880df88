"""The names that a TFRecord and its index have while they are written, and how they get theirs."""

import re
from pathlib import Path
from typing import NamedTuple, TypeGuard

from tfrviewer.atomic import temporary_beside
from tfrviewer.errors import IndexFileError
from tfrviewer.tfrecord.framing import OVERHEAD
from tfrviewer.tfrecord.index import index_path_of, read_index

_TOKEN = re.compile(r"[0-9a-f]{12}")


class HiddenNames(NamedTuple):
    """The hidden names of a TFRecord that is being written, all of which a kill may leave.

    Attributes:
        records: What becomes the TFRecord.
        new_index: What becomes its index.
        old_index: The index of the old file, while that is replaced.
    """

    records: Path
    new_index: Path
    old_index: Path

    @classmethod
    def of(cls, path: Path, token: str) -> "HiddenNames":
        """Return those of a TFRecord, of a writer with a token."""
        index = index_path_of(path)
        # A letter each: cut to the same length, the names of file and index may be the same.
        return cls(
            temporary_beside(path, f"{token}r"),
            temporary_beside(index, f"{token}x"),
            temporary_beside(index, f"{token}o"),
        )


def is_token(text: object) -> TypeGuard[str]:
    """Tell whether something, read from a file, may be what `atomic.new_token` drew."""
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def take_names(path: Path, hidden: HiddenNames, *, index: bool) -> None:
    """Give a TFRecord its name, and its index if it has one.

    No index lies there while the file is replaced: one of the old file would lie of the new. A
    kill in between leaves a file without an index, which every reader builds anew.
    """
    index_path = index_path_of(path)
    aside = hidden.old_index if _is_of_old(index_path, path, index=index) else None
    if aside is not None:
        index_path.rename(aside)
    try:
        hidden.records.replace(path)
    except BaseException:
        if aside is not None:
            aside.rename(index_path)
        raise
    try:
        if index:
            hidden.new_index.replace(index_path)
    finally:
        if aside is not None:
            aside.unlink()


def is_index(path: Path) -> bool:
    """Tell whether a file lists records that follow one another from byte 0.

    The file of tile locations beside a feature bag has the name of an index, and does not.
    """
    try:
        records = read_index(path).records
    except (IndexFileError, OSError):
        return False
    if not len(records):
        return True
    follows = records[1:, 0] == records[:-1, 0] + records[:-1, 1]
    return (
        int(records[0, 0]) == 0 and bool((records[:, 1] >= OVERHEAD).all()) and bool(follows.all())
    )


def _is_of_old(index_path: Path, path: Path, *, index: bool) -> bool:
    """Tell whether what has the name of the index is one of the file to be replaced."""
    if not path.exists() or not (index_path.is_symlink() or index_path.is_file()):
        return False
    return index or is_index(index_path)
