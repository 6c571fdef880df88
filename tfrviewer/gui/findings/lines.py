"""The findings as columns, and which of them are listed in which groups; no Qt.

A list of a hundred thousand findings is arranged anew whenever somebody types a letter, so all of
it is done on arrays.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.errors import Finding, FindingKind, Severity

IntArray = NDArray[np.int64]

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
KINDS = tuple(FindingKind)
_SEVERITY = {severity: i for i, severity in enumerate(SEVERITIES)}
_KIND = {kind: i for i, kind in enumerate(KINDS)}
_MOST = 2**62  # a record number read from a file may be any


class Grouping(StrEnum):
    """What the lines are grouped by."""

    SEVERITY = "severity"
    SLIDE = "slide"
    KIND = "kind"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading.

    Attributes:
        key: What they have in common: a place in `SEVERITIES` or `KINDS`, the number of a file, or
            below zero a path in `Columns.others`.
        counts: How many of each of `SEVERITIES` there are among those listed.
        is_open: Whether its findings are listed below it.
    """

    key: int
    counts: tuple[int, int, int]
    is_open: bool

    @property
    def count(self) -> int:
        """How many findings it has."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Lines:
    """What is listed.

    Attributes:
        at: For each line the number of its finding, or `-1 - i` for the heading of group i,
            int64 (n,).
        groups: The groups in their order; none where nothing is grouped.
        order: The findings listed, those of closed groups too, in their order, int64 (m,).
        counts: How many of each of `SEVERITIES` match the text, listed or not.
    """

    at: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))
    groups: tuple[Group, ...] = ()
    order: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))
    counts: tuple[int, int, int] = (0, 0, 0)

    def line_of(self, finding: int) -> int:
        """Return the line of a finding, -1 if it is not listed or its group is closed."""
        found = np.flatnonzero(self.at == finding)
        return int(found[0]) if len(found) else -1

    def group_of(self, finding: int) -> Group | None:
        """Return the group of a finding, None where it is not listed or nothing is grouped."""
        place = np.flatnonzero(self.order == finding)
        if not len(place) or not self.groups:
            return None
        ends = np.cumsum([group.count for group in self.groups])
        return self.groups[int(np.searchsorted(ends, place[0], side="right"))]


class Columns:
    """Takes findings as they come and puts them in order.

    Attributes:
        findings: All findings, in the order they were made.
        others: What findings are about that is no file of the dataset.
        version: Another number once findings were forgotten: lines of before are of others.
    """

    def __init__(self, file_of: Callable[[Finding], int]) -> None:
        self._file_of = file_of
        self.version = 0
        self.clear()

    def clear(self) -> None:
        """Forget all findings."""
        self.version += 1
        self.findings: list[Finding] = []
        self.others: list[str] = []
        self._other_of: dict[str, int] = {}
        self._table = np.zeros((4, 0), np.int64)
        self._texts: list[pl.Series] = []

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def kind(self) -> IntArray:
        """The kind of each finding, a place in `KINDS`."""
        kind: IntArray = self._table[1]
        return kind

    @property
    def file(self) -> IntArray:
        """The file of each, or below zero a path in `others`: -1 for the first."""
        file: IntArray = self._table[2]
        return file

    @property
    def record(self) -> IntArray:
        """The record of each, -1 where it is about none."""
        record: IntArray = self._table[3]
        return record

    def take(self, findings: Sequence[Finding], most: int = sys.maxsize) -> bool:
        """Take the findings there are now; whether there are others than before.

        Findings are only ever added at the end, unless some were forgotten, or all of them.

        Args:
            findings: All there are.
            most: Take no more than so many that are new.
        """
        known = before = len(self.findings)
        if known and (len(findings) < known or findings[known - 1] is not self.findings[-1]):
            self.clear()
            known = 0
        new = findings[known : known + most]
        if not new:
            return known != before
        rows, words = [], []
        for one in new:
            path, record = one.file, one.record
            file = self._file_of(one)
            file = file if file >= 0 else self._other(path)
            number = -1 if record is None else min(record, _MOST)
            rows.append((_SEVERITY[one.severity], _KIND[one.kind], file, number))
            # Not `where`: to take paths apart as paths is most of the work for a hundred thousand.
            name = path.replace("\\", "/").rpartition("/")[2]
            about = "" if record is None else f" record {record}"
            words.append(f"{name}{about} {one.message} {one.remedy} {one.kind}")
        self._table = np.concatenate([self._table, np.array(rows, np.int64).T], axis=1)
        self._texts.append(pl.Series(words, dtype=pl.String()).str.to_lowercase())
        self.findings.extend(new)
        return True

    def _other(self, path: str) -> int:
        if path not in self._other_of:
            self._other_of[path] = -1 - len(self.others)
            self.others.append(path)
        return self._other_of[path]

    def arrange(
        self,
        grouping: Grouping,
        severities: Sequence[Severity] = SEVERITIES,
        text: str = "",
        closed: frozenset[int] = frozenset(),
        file: int | None = None,
    ) -> Lines:
        """Return what is listed.

        Args:
            grouping: What the lines are grouped by.
            severities: List only findings of these.
            text: List only those with each of its words in place, message, remedy or kind.
            closed: Keys of the groups whose findings are not listed.
            file: List only those about this file, its index or its records; None lists all.
        """
        if not len(self):
            return Lines()
        matching = self._matching(text)
        if file is not None:
            matching &= self.file == file
        severity = self._table[0]
        counts = np.bincount(severity[matching], minlength=3)
        wanted = np.zeros(3, np.bool_)
        wanted[[_SEVERITY[one] for one in severities]] = True
        numbers = np.flatnonzero(matching & wanted[severity])
        # Numbers of findings are in the order they were made, which settles what is left equal.
        numbers = self._in_order(numbers)
        keys = self._keys(grouping)[numbers]
        if grouping is Grouping.NONE:
            order = numbers
            return Lines(order, (), order, _three(counts))
        distinct, group = _distinct(keys)
        each = np.bincount(group * 3 + severity[numbers], minlength=3 * len(distinct))
        each = each.reshape(-1, 3)
        ranked = self._ranked(grouping, distinct, each)
        # Of small numbers a stable sorting takes hardly more than looking at them.
        rank = np.empty(len(distinct), np.uint16 if len(distinct) < 1 << 16 else np.int64)
        rank[ranked] = np.arange(len(distinct))
        order = numbers[np.argsort(rank[group], kind="stable")]
        groups = tuple(
            Group(int(distinct[i]), _three(each[i]), int(distinct[i]) not in closed)
            for i in ranked.tolist()
        )
        return Lines(_with_headings(order, groups), groups, order, _three(counts))

    def _in_order(self, numbers: IntArray) -> IntArray:
        """Sort findings by severity, file and record; those alike as they were made."""
        severity, _, file, record = self._table[:, numbers]
        if not len(numbers):
            return numbers
        least, files, records = int(file.min()), int(np.ptp(file)) + 1, int(record.max()) + 2
        if 3 * files * records < _MOST:  # one sorting in place of three
            place = (severity * files + (file - least)) * records + (record + 1)
            return numbers[np.argsort(place, kind="stable")]
        return numbers[np.lexsort((record, file, severity))]

    def _matching(self, text: str) -> NDArray[np.bool_]:
        matching = np.ones(len(self), np.bool_)
        words = text.lower().split()
        if words:
            if len(self._texts) > 1:
                self._texts = [pl.concat(self._texts)]
            for word in words:
                matching &= self._texts[0].str.contains(word, literal=True).to_numpy()
        return matching

    def _keys(self, grouping: Grouping) -> IntArray:
        at = {Grouping.SEVERITY: 0, Grouping.KIND: 1, Grouping.SLIDE: 2}.get(grouping, 0)
        keys: IntArray = self._table[at]
        return keys

    def _ranked(self, grouping: Grouping, keys: IntArray, counts: IntArray) -> IntArray:
        """Return the groups in their order: the one with most that is bad first."""
        if grouping is Grouping.SEVERITY:
            return np.argsort(keys, kind="stable")
        return np.lexsort((keys, -counts[:, 2], -counts[:, 1], -counts[:, 0]))


def _distinct(keys: IntArray) -> tuple[IntArray, IntArray]:
    """Return the different keys in order, and the place among them of each."""
    if not len(keys):
        return keys, keys
    least = int(keys.min())
    there = np.bincount(keys - least) > 0  # ten times as fast as sorting: keys are small numbers
    distinct = np.flatnonzero(there)
    places = np.cumsum(there) - 1
    return distinct + least, places[keys - least]


def _three(counts: IntArray) -> tuple[int, int, int]:
    errors, warnings, notes = counts.tolist()
    return errors, warnings, notes


def _with_headings(order: IntArray, groups: Sequence[Group]) -> IntArray:
    parts: list[IntArray] = []
    first = 0
    for i, group in enumerate(groups):
        parts.append(np.array([-1 - i], np.int64))
        if group.is_open:
            parts.append(order[first : first + group.count])
        first += group.count
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
