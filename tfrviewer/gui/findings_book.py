"""All findings of the open dataset, by file and by record; no Qt."""

from collections.abc import Hashable, Mapping, Sequence
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


_OF_BYTES = frozenset(
    (FindingKind.NOT_AN_EXAMPLE, FindingKind.UNDECODABLE_IMAGE, FindingKind.MISSING_FIELD)
)
"""Kinds that follow where bytes of a record were changed, which its checksum tells."""

Key = tuple[object, ...]
"""What two findings have in common that tell the same; the number of the file first."""


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
        self._known: set[Key] = set()
        self._told_by: dict[Hashable, dict[Key, Finding]] = {}
        self._retold: set[Key] = set()
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

    def add(
        self, finding: Finding, *, number: int | None = None, teller: Hashable | None = None
    ) -> bool:
        """Take a finding; return whether it was not known.

        Args:
            finding: What was found.
            number: The row number it is about, where whoever found it knows.
            teller: Who tells it, of those who tell all they know each time; see `end_of`.
        """
        if number is None:
            number = self.number_of(finding)
        there = 0 <= number < len(self._arrays)
        file = int(self._arrays.file_number[number]) if there else self.file_of(finding)
        key = _key(finding, file)
        if teller is not None:
            self._retold.add(key)
        if key in self._known or self._is_told_by_checksum(finding, key):
            return False
        self._known.add(key)
        if teller is not None:
            self._told_by.setdefault(teller, {})[key] = finding
        self.all.append(finding)
        self._of_file.setdefault(file, []).append(finding)
        if number >= 0:
            self._attach(number, finding)
        elif finding.record is not None and file >= self._arrays.n_files:
            self._waiting.append(finding)
        return True

    def _is_told_by_checksum(self, finding: Finding, key: Key) -> bool:
        """Whether a finding only follows from changed bytes, of which is known: one fault."""
        if finding.kind not in _OF_BYTES or finding.record is None:
            return False
        file, name, _, place = key
        return (file, name, FindingKind.PAYLOAD_CRC, place) in self._known

    def end_of(self, teller: Hashable) -> dict[Key, Finding]:
        """Return what a teller, who has told all by now, told before and not again; to `forget`.

        What somebody else had told first is not among it.
        """
        retold, self._retold = self._retold, set()
        told = self._told_by.get(teller, {})
        gone = {key: finding for key, finding in told.items() if key not in retold}
        for key in gone:
            del told[key]
        return gone

    def forget(self, gone: Mapping[Key, Finding]) -> None:
        """Know findings no more, nor their problems; `all` is another list then."""
        ids = set(map(id, gone.values()))

        def left(findings: list[Finding]) -> list[Finding]:
            return [finding for finding in findings if id(finding) not in ids]

        self._known.difference_update(gone)
        self.all, self._waiting = left(self.all), left(self._waiting)
        for file in {key[0] for key in gone if isinstance(key[0], int)}:
            self._of_file[file] = left(self._of_file[file])
        for number in {self.number_of(finding) for finding in gone.values()} - {-1}:
            kept = self._of_record[number] = left(self.of_record(number))
            serious = [finding for finding in kept if finding.severity is not Severity.NOTE]
            self._arrays.is_damaged[number] = bool(serious)
            self.problems.replace(number, serious)

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


def _key(finding: Finding, file: int) -> Key:
    """Return what two findings have in common that tell the same."""
    # Views, the index and the reading of columns find the same thing and tell it differently:
    # with the record's row number or before there is one, with its byte or without.
    place: tuple[object, ...]
    place = ("byte", finding.offset) if finding.record is None else ("record", finding.record)
    if finding.kind in _SEVERAL:
        place = ("words", finding.record, finding.message)
    return file, finding.file if file < 0 else "", finding.kind, place
