"""What a copy of records did: every record's fate."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True, eq=False)
class CopiedFile:
    """A TFRecord that was written.

    Attributes:
        path: Where it is.
        part: The part it belongs to, where records were divided into parts.
        slides: The slides in it, in order of their first record, as it tells them.
        counts: How many records of each of these slides it has.
        size: Bytes of the file.
        sources: The TFRecords that its records come from.
        source_of: int32 (n,), which of `sources` each record comes from.
        source_records: int64 (n,), its number there.
    """

    path: Path
    part: str | None
    slides: tuple[str, ...]
    counts: tuple[int, ...]
    size: int
    sources: tuple[Path, ...]
    source_of: NDArray[np.int32] = field(repr=False)
    source_records: NDArray[np.int64] = field(repr=False)

    @property
    def records(self) -> int:
        """How many records it has."""
        return len(self.source_records)


@dataclass(frozen=True, slots=True)
class LeftOutRecord:
    """A record that is in no TFRecord written, and why."""

    path: Path
    record: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class RecordFate:
    """What became of one chosen record.

    Attributes:
        path: The TFRecord it was chosen from.
        record: Its number there.
        tfrecord: The TFRecord it is in now; None if it is in none.
        number: Its number there.
        finding: Why it is in none; None also where its TFRecord was there already and stayed.
    """

    path: Path
    record: int
    tfrecord: Path | None = None
    number: int | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SubsetReport:
    """What was written of chosen records, and what was not.

    Attributes:
        output: The folder written to.
        files: The TFRecords written.
        kept: TFRecords that were there already and stayed as they are (`existing="skip"`).
        left_out: Records that are in none, each with the finding that says why.
        notes: Findings that concern no record left out.
        chosen: How many records were to be written.
        others: Further files written: `manifest.json`, `split.csv`.
    """

    output: Path
    files: tuple[CopiedFile, ...] = ()
    kept: tuple[Path, ...] = ()
    left_out: tuple[LeftOutRecord, ...] = ()
    notes: tuple[Finding, ...] = ()
    chosen: int = 0
    others: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        """Say in short what it tells at length."""
        return (
            f"SubsetReport({self.records:,} of {self.chosen:,} records in {len(self.files):,} "
            f"TFRecords, {len(self.left_out):,} left out)"
        )

    @property
    def records(self) -> int:
        """How many records were written."""
        return sum(file.records for file in self.files)

    @property
    def size(self) -> int:
        """Bytes of the TFRecords written."""
        return sum(file.size for file in self.files)

    @property
    def findings(self) -> list[Finding]:
        """Everything found, those of records left out among it."""
        return list(dict.fromkeys([*self.notes, *(left.finding for left in self.left_out)]))

    def fates(self) -> Iterator[RecordFate]:
        """Yield what became of each chosen record that was written or left out."""
        for file in self.files:
            pairs = zip(file.source_of.tolist(), file.source_records.tolist(), strict=True)
            for number, (source, record) in enumerate(pairs):
                yield RecordFate(file.sources[source], record, file.path, number)
        for left in self.left_out:
            yield RecordFate(left.path, left.record, finding=left.finding)

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "output": str(self.output),
            "num_records": self.records,
            "chosen": self.chosen,
            "tfrecords": [
                {
                    "path": str(file.path),
                    "part": file.part,
                    "slides": list(file.slides),
                    "num_records": file.records,
                    "bytes": file.size,
                }
                for file in self.files
            ],
            "kept": [str(path) for path in self.kept],
            "left_out": len(self.left_out),
            "others": [str(path) for path in self.others],
            "findings": [finding.to_json() for finding in self.findings],
        }
