"""All findings of the open dataset, by file and by record; no Qt."""

from collections.abc import Sequence
from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.problems import Problems
from tfrviewer.gui.record_arrays import RecordArrays
from tfrviewer.tfrecord.index import SUFFIXES, possible_indices

_SEVERAL = frozenset(
    (
        FindingKind.PROJECT,
        FindingKind.ANNOTATIONS,
        FindingKind.STALE_MANIFEST,
        FindingKind.EXTRACTION_REPORT,
        FindingKind.ABSENT_SLIDE,
        FindingKind.METRIC,
        FindingKind.SPLIT_LEAK,
        FindingKind.MORE,
    )
)
"""Kinds of which a file or a record may have several, told by one teller in the same words."""


class FindingsBook:
    """What is wrong with a dataset.

    Attributes:
        all: Every finding, in the order they were made.
        problems: What is wrong with records, for the column that says so.
    """

    def __init__(self, paths: Sequence[Path], arrays: RecordArrays) -> None:
        self.all: list[Finding] = []
        self.problems = Problems()
        self._arrays = arrays
        self._paths = paths
        self._file_of = {str(path): i for i, path in enumerate(paths)}
        self._indices_are_known = False
        self._of_record: dict[int, list[Finding]] = {}
        self._of_file: dict[int, list[Finding]] = {}
        self._known: set[tuple[object, ...]] = set()
        self._waiting: list[Finding] = []

    def of_file(self, file_number: int) -> list[Finding]:
        """Return the findings about a file and about its records."""
        return self._of_file.get(file_number, [])

    def of_record(self, number: int) -> list[Finding]:
        """Return the findings about a record."""
        return self._of_record.get(number, [])

    def file_of(self, finding: Finding) -> int:
        """Return the number of the file that a finding is about, -1 if it is none of these.

        A finding about an index is one about its TFRecord.
        """
        file = self._file_of.get(finding.file, -1)
        if file < 0 and not self._indices_are_known and finding.file.endswith(SUFFIXES):
            self._indices_are_known = True  # only now: it takes long for thousands of files
            for i, path in enumerate(self._paths):
                for index in possible_indices(path):
                    self._file_of.setdefault(str(index), i)
            file = self._file_of.get(finding.file, -1)
        return file

    def number_of(self, finding: Finding) -> int:
        """Return the row number that a finding is about, -1 if it is about no record."""
        if finding.record is None:
            return -1
        return self._arrays.number_of(self.file_of(finding), finding.record)

    def add(self, finding: Finding, *, number: int | None = None, file: int | None = None) -> bool:
        """Take a finding; return whether it was not known.

        Args:
            finding: What was found.
            number: The row number it is about, where whoever found it knows.
            file: The number of the file it is about, where whoever found it knows.
        """
        if number is None:
            number = self.number_of(finding)
        if file is None:
            there = 0 <= number < len(self._arrays)
            file = int(self._arrays.file_number[number]) if there else self.file_of(finding)
        key = _key(finding, file)
        if key in self._known:
            return False
        self._known.add(key)
        self.all.append(finding)
        self._of_file.setdefault(file, []).append(finding)
        if number >= 0:
            self._attach(number, finding)
        elif finding.record is not None and file >= self._arrays.n_files:
            self._waiting.append(finding)
        return True

    def drop(self, kind: FindingKind) -> None:
        """Forget the findings of a kind that are notes about files, and about no record."""
        dropped = [finding for finding in self.all if finding.kind is kind]
        if not dropped:
            return
        self.all = [finding for finding in self.all if finding.kind is not kind]
        for file in {self.file_of(finding) for finding in dropped}:
            kept = [finding for finding in self._of_file[file] if finding.kind is not kind]
            self._of_file[file] = kept
        self._known.difference_update(_key(one, self.file_of(one)) for one in dropped)

    def take_records(self) -> bool:
        """Join findings made before their file was loaded to its records; whether there were."""
        waiting, self._waiting = self._waiting, []
        for finding in waiting:
            number = self.number_of(finding)
            if number >= 0:
                self._attach(number, finding)
            elif self.file_of(finding) >= self._arrays.n_files:
                self._waiting.append(finding)
        return len(self._waiting) < len(waiting)

    def _attach(self, number: int, finding: Finding) -> None:
        self._of_record.setdefault(number, []).append(finding)
        self.problems.add(number, finding)
        if finding.severity is not Severity.NOTE:
            self._arrays.is_damaged[number] = True


def _key(finding: Finding, file: int) -> tuple[object, ...]:
    """Return what two findings have in common that tell the same."""
    # Views, the index and the reading of columns find the same thing and tell it differently:
    # with the record's row number or before there is one, with its byte or without.
    place: tuple[object, ...]
    place = ("byte", finding.offset) if finding.record is None else ("record", finding.record)
    if finding.kind in _SEVERAL:
        place = ("words", finding.record, finding.message)
    return file, finding.file if file < 0 else "", finding.kind, place
