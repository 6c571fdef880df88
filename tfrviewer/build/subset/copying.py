"""Writing chosen records into one TFRecord after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.request.choices import OnProblem
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.build.subset.report import CopiedFile, LeftOutRecord
from tfrviewer.build.subset.targets import CopyTarget
from tfrviewer.dataset.words import counted
from tfrviewer.errors import (
    ExampleError,
    Finding,
    FindingKind,
    RecordError,
    Severity,
)
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.example import is_example, parse_example
from tfrviewer.tfrecord.framed import FramedBlock, framed_blocks
from tfrviewer.tfrecord.framing import FOOTER, HEADER
from tfrviewer.tfrecord.writer import RecordWriter

Remake = Callable[[int, bytes], bytes | None]
"""Makes the payload of a chosen record anew, given its place and payload; None keeps it.

Raises a ValueError for what is no Example."""

_OFTEN = 64
"""Records made anew after which progress is told and a cancel looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToCopy:
    """How records are copied; as the arguments of `save_records`."""

    policy: OnProblem
    index: bool
    check_crc: bool
    sync: bool


class Copier:
    """Writes targets, and keeps account of every record.

    Attributes:
        files: The TFRecords written.
        left_out: Records that are in none.
        notes: What concerns no record left out.
    """

    def __init__(
        self,
        gathered: Gathered,
        names: Sequence[str],
        how: HowToCopy,
        *,
        remake: Remake | None,
        total: int,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> None:
        """Prepare to copy.

        Args:
            gathered: The chosen records.
            names: What each of the slides is called in the copy.
            how: How they are copied.
            remake: Makes Examples anew; None copies all byte for byte.
            total: How many records all targets get.
            progress: Told of records done.
            cancel: Looked at every few records.
        """
        self.files: list[CopiedFile] = []
        self.left_out: list[LeftOutRecord] = []
        self.notes: list[Finding] = []
        self._gathered = gathered
        self._names = names
        self._how = how
        self._remake = remake
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancel = cancel

    def write(self, target: CopyTarget) -> None:
        """Write one TFRecord; whole, or not at all.

        Raises:
            RecordError: If a record is damaged, and the policy is to raise.
            FileChangedError: If a source is no longer what was opened.
            OSError: If it cannot be written.
            Cancelled: If the work was cancelled.
        """
        self._check_cancelled()
        target.path.parent.mkdir(parents=True, exist_ok=True)
        kept = np.ones(len(target.rows), np.bool_)
        writer = RecordWriter(target.path, index=self._how.index, sync=self._how.sync)
        try:
            if self._remake is None:
                self._copy(target, writer, kept)
            else:
                self._make_anew(target, writer, kept, self._remake)
        except BaseException:
            writer.discard()
            raise
        if not len(writer):
            writer.discard()
            self.notes.append(_nothing_left(target))
            return
        size = writer.size
        writer.close()
        self._note_written(target, target.rows[kept], size)

    def _copy(self, target: CopyTarget, writer: RecordWriter, kept: NDArray[np.bool_]) -> None:
        gathered = self._gathered
        rows = target.rows
        for block in framed_blocks(gathered.files, gathered.file_of[rows], gathered.records[rows]):
            first, count = block.first, len(block)
            # Stretches of sound records go as they are; the others one by one.
            sound = block.sound & _hold_examples(block)
            edges = np.flatnonzero(np.diff(sound)) + 1
            for begin, end in zip([0, *edges.tolist()], [*edges.tolist(), count], strict=True):
                own = rows[first + begin : first + end]
                if sound[begin]:
                    self._write_framed(writer, block, begin, end, own)
                    continue
                for place, row in enumerate(own.tolist(), first + begin):
                    kept[place] = self._write_one(writer, row)
            self._tell(count, target)

    def _write_framed(
        self,
        writer: RecordWriter,
        block: FramedBlock,
        begin: int,
        end: int,
        rows: NDArray[np.int64],
    ) -> None:
        starts = block.starts[begin : end + 1]
        located = bool(self._gathered.located[rows].all())
        writer.write_framed(
            block.data[int(starts[0]) : int(starts[-1])],
            np.diff(starts),
            self._gathered.xy[rows] if located else None,
        )

    def _make_anew(
        self, target: CopyTarget, writer: RecordWriter, kept: NDArray[np.bool_], remake: Remake
    ) -> None:
        for first in range(0, len(target.rows), _OFTEN):
            rows = target.rows[first : first + _OFTEN].tolist()
            for place, row in enumerate(rows, first):
                kept[place] = self._write_one(writer, row, remake)
            self._tell(len(rows), target)

    def _write_one(self, writer: RecordWriter, row: int, remake: Remake | None = None) -> bool:
        """Write one record, framed anew; tell whether it could be had."""
        gathered = self._gathered
        file = gathered.files[int(gathered.file_of[row])]
        record = int(gathered.records[row])
        try:
            payload = file.payload(record, check_crc=self._how.check_crc)
            try:
                if remake is not None:
                    payload = remake(row, payload) or payload
                if not is_example(payload):
                    parse_example(payload)  # says why
            except ValueError as error:
                raise ExampleError(_no_example(str(file.path), record, error)) from None
        except RecordError as error:
            if self._how.policy is OnProblem.RAISE:
                raise
            self.left_out.append(LeftOutRecord(file.path, record, error.finding))
            return False
        x, y = gathered.xy[row].tolist()
        writer.write(payload, (x, y) if gathered.located[row] else None)
        return True

    def _note_written(self, target: CopyTarget, rows: NDArray[np.int64], size: int) -> None:
        gathered = self._gathered
        used, source_of = np.unique(gathered.file_of[rows], return_inverse=True)
        codes, first, numbers = np.unique(
            gathered.slide_of[rows], return_index=True, return_counts=True
        )
        counts: dict[str, int] = {}
        for at in np.argsort(first).tolist():
            name = self._names[int(codes[at])]
            counts[name] = counts.get(name, 0) + int(numbers[at])
        self.files.append(
            CopiedFile(
                path=target.path,
                part=target.part,
                slides=tuple(counts),
                counts=tuple(counts.values()),
                size=size,
                sources=tuple(gathered.files[number].path for number in used.tolist()),
                source_of=source_of.astype(np.int32),
                source_records=gathered.records[rows],
            )
        )

    def _tell(self, count: int, target: CopyTarget) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total, target.path.name)
        self._check_cancelled()

    def _check_cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel.check()


def _nothing_left(target: CopyTarget) -> Finding:
    return Finding(
        kind=FindingKind.EMPTY_FILE,
        severity=Severity.WARNING,
        file=str(target.path),
        message=f"It was not written: none of {counted(len(target.rows), 'record')} chosen for "
        "it can be read.",
    )


def _hold_examples(block: FramedBlock) -> NDArray[np.bool_]:
    """Tell of each record whether its payload is an Example, bool (n,)."""
    edges = zip(block.starts[:-1].tolist(), block.starts[1:].tolist(), strict=True)
    return np.fromiter(
        (is_example(block.data[begin + HEADER : end - FOOTER]) for begin, end in edges),
        np.bool_,
        len(block),
    )


def _no_example(path: str, record: int, reason: ValueError) -> Finding:
    return Finding(
        kind=FindingKind.NOT_AN_EXAMPLE,
        severity=Severity.ERROR,
        file=path,
        record=record,
        message=f"The record is not a tf.train.Example ({reason}): it tells no slide, and what "
        "trains from TFRecords stops at it.",
        remedy="It stays where it is, and its bytes can be seen in the inspector.",
    )
