"""All chosen records side by side: where each lies, its slide and its location."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.request.choices import OnProblem
from tfrviewer.build.subset.choices import CopyOrder
from tfrviewer.build.subset.chosen import Chosen
from tfrviewer.build.subset.report import LeftOutRecord
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.indexing import finding_of
from tfrviewer.dataset.refusals import refusal
from tfrviewer.errors import (
    FileChangedError,
    Finding,
    FindingKind,
    RecordError,
    Severity,
    TfrError,
)
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.slides import read_slides

Int64Array = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class Gathered:
    """Chosen records in the order in which they are to be written.

    Attributes:
        paths: The TFRecords that were asked for, those that cannot be opened among them.
        files: Those that can, each once.
        file_of: int32 (n,), which of them each record is in.
        records: int64 (n,), its number there.
        given: int64 (n,), its place in the order given.
        slides: The different slides.
        slide_of: int32 (n,), which of them each record tells; one that tells none counts to
            the slide that its TFRecord is called after.
        xy: int64 (n, 2), its location; 0 where there is none.
        located: bool (n,), whether there is one.
        asked: How many records were asked for; of those in a file that cannot be opened, none
            is here.
        left_out: Records that cannot be had.
        notes: What is wrong with files.
    """

    paths: list[Path] = field(default_factory=list)
    files: list[TFRecord] = field(default_factory=list)
    file_of: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    records: Int64Array = field(default_factory=lambda: np.empty(0, np.int64))
    given: Int64Array = field(default_factory=lambda: np.empty(0, np.int64))
    slides: list[str] = field(default_factory=list)
    slide_of: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    xy: Int64Array = field(default_factory=lambda: np.empty((0, 2), np.int64))
    located: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    asked: int = 0
    left_out: list[LeftOutRecord] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.records)

    def sizes(self) -> Int64Array:
        """Return the framed size of each record, int64 (n,)."""
        sizes = np.zeros(len(self), np.int64)
        order = np.argsort(self.file_of, kind="stable")
        for own in np.split(order, np.flatnonzero(np.diff(self.file_of[order])) + 1):
            if len(own):
                sizes[own] = self.files[int(self.file_of[own[0]])].index[self.records[own], 1]
        return sizes

    def close(self) -> None:
        """Close the TFRecords."""
        for file in self.files:
            file.close()


def gather(
    chosen: Sequence[Chosen],
    *,
    order: CopyOrder = CopyOrder.GIVEN,
    policy: OnProblem = OnProblem.SKIP,
    cancel: CancelToken | None = None,
) -> Gathered:
    """Open the TFRecords of chosen records, and find out slides and locations.

    Args:
        chosen: The records.
        order: As they are given, or as they lie in their files.
        policy: Whether a file that cannot be opened, or is damaged, is noted or raised.
        cancel: Looked at every few records.

    Raises:
        TypeError: If it is no sequence of `Chosen`, or numbers are no whole numbers.
        ValueError: If a TFRecord has no such record, one is chosen twice, or places and slides
            are not as many as records.
        TfrError, OSError: With `RAISE`, if a file cannot be opened, or has lost bytes.
        DatasetError: If no record is chosen.
        Cancelled: If `cancel` is raised.
    """
    _check(chosen)
    gatherer = _Gatherer(policy, cancel)
    for one in chosen:
        gatherer.add(one)
    return gatherer.finish(order)


def _check(chosen: Sequence[Chosen]) -> None:
    if isinstance(chosen, Chosen) or not isinstance(chosen, Sequence):
        raise TypeError(f"chosen is a list of Chosen, not {type(chosen).__name__}.")
    for one in chosen:
        if not isinstance(one, Chosen):
            raise TypeError(f"chosen is a list of Chosen, and holds {one!r:.80}.")
        for what, numbers in (("records", one.records), ("places", one.places)):
            given = np.asarray([] if numbers is None else numbers)
            if given.ndim != 1 or (given.dtype.kind not in "iu" and given.size):
                raise TypeError(f"The {what} of {one.path} are whole numbers in one line.")
        kinds = set() if one.slides is None else set(map(type, one.slides))
        if wrong := [kind for kind in kinds if not issubclass(kind, str | type(None))]:
            raise TypeError(f"The slides of {one.path} are text, not {wrong[0].__name__}.")
        for what, told in (("places", one.places), ("slides", one.slides)):
            if told is None:
                continue
            if one.records is None:
                raise ValueError(f"{one.path}: {what} are given, and not of which records.")
            if len(told) != len(one.records):
                raise ValueError(
                    f"{one.path}: {len(told):,} {what} are given of {len(one.records):,} records."
                )
    if len({one.places is None for one in chosen if one.records is None or len(one.records)}) > 1:
        raise ValueError("places are given of some chosen records and not of others.")


class _Gatherer:
    """Takes chosen records file by file."""

    def __init__(self, policy: OnProblem, cancel: CancelToken | None) -> None:
        self._result = Gathered()
        self._policy = policy
        self._cancel = cancel
        self._opened: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._parts: list[tuple[NDArray[np.int32], ...]] = []
        self._records: list[Int64Array] = []
        self._xy: list[Int64Array] = []
        self._located: list[NDArray[np.bool_]] = []
        self._places: list[Int64Array] = []
        self._here: list[NDArray[np.bool_]] = []

    def add(self, one: Chosen) -> None:
        """Take what is chosen of one file."""
        if self._cancel is not None:
            self._cancel.check()
        result = self._result
        result.paths.append(one.path)
        asked = 0 if one.records is None else len(one.records)
        first = result.asked
        number = self._open(one, asked)
        if number is None:
            result.asked += asked
            self._place(one, first, asked, is_here=False)
            return
        file = result.files[number]
        numbers = np.arange(len(file)) if one.records is None else np.asarray(one.records)
        numbers = numbers.astype(np.int64)
        _check_numbers(file, numbers)
        if self._policy is OnProblem.RAISE:
            _raise_damage(file, None if one.records is None else numbers)
        result.asked += len(numbers)
        codes, xy, located = self._told(file, numbers, one.slides)
        self._parts.append((np.full(len(numbers), number, np.int32), codes))
        self._records.append(numbers)
        self._xy.append(xy)
        self._located.append(located)
        self._place(one, first, len(numbers), is_here=True)

    def finish(self, order: CopyOrder) -> Gathered:
        """Return all records in order."""
        result = self._result
        if not result.asked and not result.notes:
            raise refusal("No record is chosen, so that there is nothing to write.")
        if not self._records:
            return result
        file_of = np.concatenate([files for files, _ in self._parts])
        records = np.concatenate(self._records)
        by_file = np.lexsort((records, file_of))
        twice = np.flatnonzero((np.diff(file_of[by_file]) == 0) & (np.diff(records[by_file]) == 0))
        if len(twice):
            at = by_file[int(twice[0])]
            raise ValueError(
                f"The record {int(records[at])} of {result.files[int(file_of[at])].path} is "
                "chosen twice."
            )
        rank = _ranks(np.concatenate(self._places))[np.concatenate(self._here)]
        wanted = np.argsort(rank) if order is CopyOrder.GIVEN else by_file
        result.file_of, result.records = file_of[wanted], records[wanted]
        result.given = rank[wanted]
        result.slides = list(self._codes)
        result.slide_of = np.concatenate([codes for _, codes in self._parts])[wanted]
        result.xy = np.concatenate(self._xy)[wanted]
        result.located = np.concatenate(self._located)[wanted]
        return result

    def _open(self, one: Chosen, asked: int) -> int | None:
        key = os.path.abspath(one.path)  # noqa: PTH100 - resolve() would follow links
        number = self._opened.get(key)
        if number is not None:
            return number
        result = self._result
        try:
            file = TFRecord(one.path, create_index=False, cancel=self._cancel)
            if one.size not in (None, file.size):
                raise FileChangedError(_changed(one.path))
        except (TfrError, OSError) as error:
            if self._policy is OnProblem.RAISE:
                raise
            finding = finding_of(error, one.path)
            result.notes.append(finding)
            numbers = [] if one.records is None else np.asarray(one.records).tolist()
            result.left_out += [LeftOutRecord(one.path, record, finding) for record in numbers]
            return None
        self._opened[key] = len(result.files)
        result.files.append(file)
        return self._opened[key]

    def _place(self, one: Chosen, first: int, count: int, *, is_here: bool) -> None:
        """Note the places of some records; those that cannot be had count among all, too."""
        own = np.arange(first, first + count) if one.places is None else np.asarray(one.places)
        self._places.append(own.astype(np.int64))
        self._here.append(np.full(count, is_here))

    def _told(
        self, file: TFRecord, numbers: Int64Array, slides: Sequence[str | None] | None
    ) -> tuple[NDArray[np.int32], Int64Array, NDArray[np.bool_]]:
        """Return the codes of the slides of some records, and their locations.

        What is read of the records counts before what an index says of them.
        """
        of_file = base_name(file.path)
        if slides is not None and file.locations_known:
            codes = self._coded(name or of_file for name in slides)
            return codes, file.xy[numbers], file.has_location[numbers]
        read = read_slides(file, numbers, cancel=self._cancel)
        if slides is not None:
            codes = self._coded(name or of_file for name in slides)
        else:
            codes = self._coded([*(name or of_file for name in read.names), of_file])[read.codes]
        return codes, read.xy, read.has_location

    def _coded(self, names: Iterable[str]) -> NDArray[np.int32]:
        codes = self._codes
        return np.fromiter((codes.setdefault(name, len(codes)) for name in names), np.int32)


def _changed(path: Path) -> Finding:
    return Finding(
        kind=FindingKind.CHANGED_FILE,
        severity=Severity.ERROR,
        file=str(path),
        message="The file was changed since its records were chosen: their numbers may mean "
        "others now.",
        remedy="Open the dataset again, and choose anew.",
    )


def _ranks(places: Int64Array) -> Int64Array:
    """Return the place of each number among all when they are sorted; equal ones as they come."""
    ranks = np.empty(len(places), np.int64)
    ranks[np.argsort(places, kind="stable")] = np.arange(len(places))
    return ranks


def _check_numbers(file: TFRecord, numbers: Int64Array) -> None:
    wrong = (numbers < 0) | (numbers >= len(file))
    if wrong.any():
        raise ValueError(
            f"{file.path} has {len(file):,} records; there is no record "
            f"{int(numbers[int(np.argmax(wrong))])}."
        )


def _raise_damage(file: TFRecord, numbers: Int64Array | None) -> None:
    """Raise what is wrong with the framing of chosen records; of all, also bytes that are lost.

    A payload that is no Example is told when it is to be copied.
    """
    for finding in file.findings:
        record = finding.record
        concerns = numbers is None if record is None else numbers is None or record in numbers
        framing = record is None or finding.kind is FindingKind.LENGTH_CRC
        if concerns and framing and finding.severity is Severity.ERROR:
            raise RecordError(finding)
