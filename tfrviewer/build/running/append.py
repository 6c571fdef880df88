"""Appending: the records of the old file first, byte for byte, then the new ones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tfrviewer.build.pictures.pictures import Picture, picture_of
from tfrviewer.build.running.making import record_key
from tfrviewer.errors import (
    BuildError,
    ExampleError,
    Finding,
    FindingKind,
    RecordError,
    Severity,
    TfrError,
)
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framed import framed_blocks
from tfrviewer.tfrecord.writer import RecordWriter

_OF_CONTENT = (FindingKind.NOT_AN_EXAMPLE, FindingKind.MISSING_FIELD, FindingKind.WRONG_FIELD)
"""Findings of what whole records hold: that is copied, whatever it is."""

_REMEDY = "Look at it with tfrviewer check, mend or replace it, or build into another folder."


class OldRecords:
    """The records of a TFRecord that is appended to, from a file that is known to be whole.

    Attributes:
        path: The file.
        count: How many records it has.
        size: Its bytes.
    """

    def __init__(self, path: Path, *, cancel: CancelToken | None = None) -> None:
        """Open the file; its framing is looked at, its payloads are not yet.

        Raises:
            BuildError: If it is damaged, compressed, or no TFRecord.
            OSError: If it cannot be read.
            Cancelled: If `cancel` was raised.
        """
        try:
            self._file = TFRecord(path, create_index=False, cancel=cancel)
        except TfrError as error:
            raise BuildError(_refused(path, error.finding)) from error
        self.path = path
        self.count, self.size = len(self._file), self._file.size
        self._cancel = cancel
        self._known: dict[bytes, int] | None = None
        wrong = [
            finding
            for finding in self._file.findings
            if finding.severity is Severity.ERROR and finding.kind not in _OF_CONTENT
        ]
        whole = int(self._file.index[:, 1].sum()) == self.size if self.count else not self.size
        if wrong or not whole:
            self._file.close()
            raise BuildError(_refused(path, wrong[0] if wrong else None))

    def number_of(self, key: bytes) -> int | None:
        """Return which record has a key, as `making.record_key` makes it; None if none has.

        Raises:
            BuildError: If a record is damaged; all are read at the first call.
        """
        if self._known is None:
            self._known = dict(self._keys())
        return self._known.get(key)

    def copy_to(self, writer: RecordWriter) -> None:
        """Write all records, as they are framed.

        Raises:
            BuildError: If a record is damaged.
        """
        records = np.arange(self.count)
        places = self._file.xy if self._file.has_location.all() else None
        for block in framed_blocks([self._file], np.zeros_like(records), records):
            self._check()
            first, last = block.first, block.first + len(block)
            if not block.sound.all():
                self._payload(first + int(np.argmin(block.sound)))
            writer.write_framed(
                block.data, np.diff(block.starts), None if places is None else places[first:last]
            )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _keys(self) -> Iterator[tuple[bytes, int]]:
        # From the last to the first, so that of records that are alike the first one counts.
        for record in reversed(range(self.count)):
            self._check()
            self._payload(record)
            try:
                example = self._file.example(record)
            except ExampleError:
                continue  # no tile that an image could be
            slide = example.features.get("slide")
            image = example.image
            if image is None or slide is None or not slide.values:
                continue
            name = slide.values[0]
            if isinstance(name, bytes):
                yield record_key(name, example.location, image), record

    def _payload(self, record: int) -> bytes:
        try:
            return self._file.payload(record)
        except RecordError as error:
            raise BuildError(_refused(self.path, error.finding)) from error

    def _check(self) -> None:
        if self._cancel is not None:
            self._cancel.check()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def first_picture(path: Path) -> Picture | None:
    """Return what the first tile of a TFRecord is; None if it has none that can be told."""
    try:
        with TFRecord(path, create_index=False) as file:
            return picture_of(file.image(0))
    except (TfrError, IndexError):
        return None


def _refused(path: Path, why: Finding | None) -> Finding:
    if why is None:
        return Finding(
            kind=FindingKind.DAMAGED_COMPRESSION,
            severity=Severity.ERROR,
            file=str(path),
            message="Nothing is appended to it: it is compressed, or more than its records.",
            remedy=_REMEDY,
        )
    message = f"Nothing is appended to it, since it is not whole: {why.message}"
    return replace(why, file=str(path), message=message, remedy=_REMEDY)
