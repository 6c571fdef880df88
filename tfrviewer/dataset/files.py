"""The files of a dataset: opened when asked for, the ones used last kept open.

A dataset and those derived from it look at the same opened files: each is opened and counted
once, whichever of them asks first.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from weakref import WeakKeyDictionary

from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord

MAX_OPEN, MAX_OPEN_RECORDS = 16_384, 4_000_000
"""TFRecords kept open; each holds some 5 kB, and its index of some 33 bytes a record. Large
cohorts have 10,000 slides, and asking for each in turn would open all of them again and again if
fewer were kept. How many handles of the system they hold is bounded elsewhere
(`tfrecord.source`)."""
MOST_FINDINGS = 1000
"""Findings kept of one file; the rest are counted."""


class Files:
    """TFRecords by number, with what is wrong with each. Safe for many threads.

    Attributes:
        paths: The TFRecords, in order.
        names: A short name for each, no two alike.
        slides: The slide that each is called after.
    """

    def __init__(self, paths: Sequence[Path], names: Sequence[str]) -> None:
        self._look_at(_Opened(paths, names), range(len(paths)))

    def _look_at(self, opened: "_Opened", numbers: Sequence[int]) -> None:
        self._opened = opened
        self._numbers = numbers
        self.paths = [opened.paths[number] for number in numbers]
        self.names = [opened.names[number] for number in numbers]
        self.slides = [opened.slides[number] for number in numbers]

    @cached_property
    def by_slide(self) -> dict[str, list[int]]:
        """The numbers of the files of each slide."""
        numbers: dict[str, list[int]] = {}
        for i, slide in enumerate(self.slides):
            numbers.setdefault(slide, []).append(i)
        return numbers

    def only(self, numbers: Sequence[int]) -> Self:
        """Return some of these files, which stay open for both.

        Args:
            numbers: Which ones, in the order wanted; they are numbered anew from 0.
        """
        some = self.__class__.__new__(self.__class__)
        some._look_at(self._opened, [self._numbers[i] for i in numbers])
        return some

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.paths)

    def open(self, i: int, *, cancel: CancelToken | None = None) -> TFRecord:
        """Return the i-th TFRecord; see `Dataset.open`."""
        if not 0 <= i < len(self.paths):
            raise IndexError(f"The dataset has {len(self.paths)} TFRecords; there is no {i}.")
        return self._opened.open(self._numbers[i], self, cancel)

    def try_open(self, i: int, *, cancel: CancelToken | None = None) -> TFRecord | None:
        """Return the i-th TFRecord; None, and a finding, if it cannot be opened."""
        try:
            return self.open(i, cancel=cancel)
        except (TfrError, OSError) as error:
            self.note(i, [finding_of(error, self.paths[i])])
            self._opened.count_none(self._numbers[i])
            return None

    def count(self, i: int) -> int:
        """Return how many records the i-th file had when it was first opened."""
        while (count := self._opened.counts.get(self._numbers[i])) is None:
            self.try_open(i)  # another thread may forget it at once
        return count

    def counts(self) -> list[int]:
        """Return how many records each file had when it was first opened."""
        return list(map(self.count, range(len(self))))

    def findings_of(self, i: int) -> list[Finding]:
        """Return what is wrong with the i-th file and its records, as far as known."""
        return self._opened.findings_of(self._numbers[i])

    def findings(self) -> list[Finding]:
        """Return what is wrong with all files, in their order."""
        return [finding for i in range(len(self)) for finding in self.findings_of(i)]

    def note(self, i: int, findings: Iterable[Finding]) -> None:
        """Note what is wrong with the i-th file; what is known already is not noted again."""
        self._opened.note(self._numbers[i], findings)

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
        """Close the files; asking for one opens it again.

        A file that another dataset looks at as well stays open until that one is closed, too.
        """
        self._opened.release(self, self._numbers)

    def forget(self) -> None:
        """Close the files for all, and forget how many records and which findings they had."""
        self._opened.forget(self._numbers)


class _Opened:
    """What datasets that look at the same files share, by the number of the file.

    Attributes:
        counts: How many records each file had when it was first opened.
    """

    def __init__(self, paths: Sequence[Path], names: Sequence[str]) -> None:
        self.paths = list(paths)
        self.names = list(names)
        self.slides = list(map(base_name, paths))
        self.counts: dict[int, int] = {}
        self._findings: dict[int, dict[object, Finding]] = {}
        self._surplus: dict[int, int] = {}
        self._open_none()

    def _open_none(self) -> None:
        self._lock = threading.Lock()
        self._file_locks = [threading.Lock() for _ in self.paths]
        self._open: OrderedDict[int, TFRecord] = OrderedDict()
        self._open_records = 0
        # Who asked for which file since it was closed last. A dataset that is gone counts no more.
        self._uses: WeakKeyDictionary[Files, set[int]] = WeakKeyDictionary()

    def __getstate__(self) -> dict[str, Any]:
        """Return what is known of the files; a copy, or another process, opens its own."""
        with self._lock:
            return {
                "paths": self.paths,
                "names": self.names,
                "slides": self.slides,
                "counts": dict(self.counts),
                "_findings": {number: dict(known) for number, known in self._findings.items()},
                "_surplus": dict(self._surplus),
            }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over what is known of the files, with none open."""
        self.__dict__.update(state)
        self._open_none()

    def open(self, number: int, user: Files, cancel: CancelToken | None) -> TFRecord:
        with self._file_locks[number]:
            with self._lock:
                self._uses.setdefault(user, set()).add(number)
                known = self._open.get(number)
                if known is not None:
                    self._open.move_to_end(number)
                    return known
            tfrecord = TFRecord(self.paths[number], create_index=False, cancel=cancel)
            with self._lock:
                self._open[number] = tfrecord
                self.counts.setdefault(number, len(tfrecord))
                self._open_records += len(tfrecord)
                evicted = self._evict()
        for old in evicted:
            old.close()
        self.note(number, tfrecord.findings)
        return tfrecord

    def count_none(self, number: int) -> None:
        """Count no records in a file that cannot be opened, unless it could be before."""
        with self._lock:
            self.counts.setdefault(number, 0)

    def findings_of(self, number: int) -> list[Finding]:
        with self._lock:
            findings = list(self._findings.get(number, {}).values())
            surplus = self._surplus.get(number, 0)
        if surplus:
            findings.append(
                Finding(
                    kind=FindingKind.MORE,
                    severity=Severity.WARNING,
                    file=str(self.paths[number]),
                    message=f"{surplus:,} more findings about its records.",
                    remedy="The column “problem” has them all.",
                )
            )
        return findings

    def note(self, number: int, findings: Iterable[Finding]) -> None:
        with self._lock:
            known = self._findings.get(number, {})
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
                self._findings[number] = known
            self._surplus[number] = max(surplus, self._surplus.get(number, 0))

    def release(self, user: Files, numbers: Iterable[int]) -> None:
        """Close those of some files that nobody else uses."""
        with self._lock:
            self._uses.pop(user, None)
            used = set[int]().union(*self._uses.values())
            closed = self._take_out(number for number in numbers if number not in used)
        for tfrecord in closed:
            tfrecord.close()

    def forget(self, numbers: Sequence[int]) -> None:
        with self._lock:
            closed = self._take_out(numbers)
            for number in numbers:
                self.counts.pop(number, None)
                self._findings.pop(number, None)
                self._surplus.pop(number, None)
        for tfrecord in closed:
            tfrecord.close()

    def _take_out(self, numbers: Iterable[int]) -> list[TFRecord]:
        closed = [self._open.pop(number) for number in numbers if number in self._open]
        self._open_records -= sum(map(len, closed))
        return closed

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
