"""The files of a dataset: opened when asked for, the ones used last kept open."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord

MAX_OPEN, MAX_OPEN_RECORDS = 1024, 4_000_000
"""TFRecords kept open; each holds its index in memory, some 33 bytes a record. How many handles
of the system they hold is bounded elsewhere (`tfrecord.source`)."""
MOST_FINDINGS = 1000
"""Findings kept of one file; the rest are counted."""


class Files:
    """TFRecords by number, with what is wrong with each. Safe for many threads.

    Attributes:
        paths: The TFRecords, in order.
        names: A short name for each, no two alike.
    """

    def __init__(self, paths: Sequence[Path], names: Sequence[str]) -> None:
        self.paths = list(paths)
        self.names = list(names)
        self._lock = threading.Lock()
        self._file_locks = [threading.Lock() for _ in self.paths]
        self._open: OrderedDict[int, TFRecord] = OrderedDict()
        self._open_records = 0
        self._counts: dict[int, int] = {}
        self._findings: dict[int, dict[object, Finding]] = {}
        self._surplus: dict[int, int] = {}

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.paths)

    def open(self, i: int, *, cancel: CancelToken | None = None) -> TFRecord:
        """Return the i-th TFRecord; see `Dataset.open`."""
        if not 0 <= i < len(self.paths):
            raise IndexError(f"The dataset has {len(self.paths)} TFRecords; there is no {i}.")
        with self._file_locks[i]:
            with self._lock:
                known = self._open.get(i)
                if known is not None:
                    self._open.move_to_end(i)
                    return known
            tfrecord = TFRecord(self.paths[i], create_index=False, cancel=cancel)
            with self._lock:
                self._open[i] = tfrecord
                self._counts.setdefault(i, len(tfrecord))
                self._open_records += len(tfrecord)
                evicted = self._evict()
        for old in evicted:
            old.close()
        self.note(i, tfrecord.findings)
        return tfrecord

    def try_open(self, i: int, *, cancel: CancelToken | None = None) -> TFRecord | None:
        """Return the i-th TFRecord; None, and a finding, if it cannot be opened."""
        try:
            return self.open(i, cancel=cancel)
        except (TfrError, OSError) as error:
            self.note(i, [finding_of(error, self.paths[i])])
            with self._lock:
                self._counts.setdefault(i, 0)
            return None

    def count(self, i: int) -> int:
        """Return how many records the i-th file had when it was first opened."""
        if i not in self._counts:
            self.try_open(i)
        return self._counts[i]

    def findings_of(self, i: int) -> list[Finding]:
        """Return what is wrong with the i-th file and its records, as far as known."""
        with self._lock:
            findings = list(self._findings.get(i, {}).values())
            surplus = self._surplus.get(i, 0)
        if surplus:
            findings.append(
                Finding(
                    kind=FindingKind.MORE,
                    severity=Severity.WARNING,
                    file=str(self.paths[i]),
                    message=f"{surplus:,} more findings about its records.",
                    remedy="The column “problem” has them all.",
                )
            )
        return findings

    def findings(self) -> list[Finding]:
        """Return what is wrong with all files, in their order."""
        return [finding for i in sorted(self._findings) for finding in self.findings_of(i)]

    def note(self, i: int, findings: Iterable[Finding]) -> None:
        """Note what is wrong with the i-th file; what is known already is not noted again."""
        with self._lock:
            known = self._findings.get(i, {})
            surplus = 0
            for finding in findings:
                key = (finding.kind, finding.file, finding.record, finding.offset)
                if key in known:
                    continue
                if len(known) < MOST_FINDINGS:
                    known[key] = finding
                else:
                    surplus += 1
            if known:
                self._findings[i] = known
            self._surplus[i] = max(surplus, self._surplus.get(i, 0))

    def note_changed(self, i: int) -> Finding:
        """Note, and return, that the i-th file is no longer the one that was opened."""
        finding = Finding(
            kind=FindingKind.CHANGED_FILE,
            severity=Severity.ERROR,
            file=str(self.paths[i]),
            message="The file was changed since the dataset was opened.",
            remedy="Open the dataset again to see it as it is now.",
        )
        self.note(i, [finding])
        return finding

    def close(self) -> None:
        """Close all files; asking for one opens it again."""
        with self._lock:
            tfrecords = list(self._open.values())
            self._open.clear()
            self._open_records = 0
        for tfrecord in tfrecords:
            tfrecord.close()

    def _evict(self) -> list[TFRecord]:
        """Take out the files used longest ago until the rest may stay; never the last one."""
        evicted = []
        while len(self._open) > 1 and (
            len(self._open) > MAX_OPEN or self._open_records > MAX_OPEN_RECORDS
        ):
            _, old = self._open.popitem(last=False)
            self._open_records -= len(old)
            evicted.append(old)
        return evicted

    def forget(self) -> None:
        """Close all files, and forget how many records and which findings they had."""
        self.close()
        with self._lock:
            self._counts.clear()
            self._findings.clear()
            self._surplus.clear()
