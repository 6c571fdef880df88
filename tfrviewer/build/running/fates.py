"""Every file's fate, one a line: to look up by its number, and to write as CSV or JSON.

`BuildReport.fates` yields them one after the other. Here they are a sequence that makes each only
when it is asked for, so that a list of 300,000 takes no memory, and a file of them is written as
it goes.
"""

import csv
import io
import json
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, Literal, overload

from tfrviewer.atomic import open_atomically
from tfrviewer.build.planning.planned import PlannedImages
from tfrviewer.build.running.report import BuildReport, Fate
from tfrviewer.jobs import CancelToken

COLUMNS = ("file", "fate", "tfrecord", "record", "kind", "reason", "remedy")
"""Of the CSV."""

_OFTEN = 1000
"""Lines after which a cancel is looked for."""


class Outcome(StrEnum):
    """What became of a file, in a word."""

    WRITTEN = "written"
    """It is a record of a TFRecord that was written."""
    THERE = "already in it"
    """It was a record of a TFRecord that was appended to."""
    SKIPPED = "TFRecord kept"
    """Its TFRecord was there, and stays as it is."""
    LEFT_OUT = "left out"
    """It is in none, and the finding says why."""
    PASSED_OVER = "no image"
    """It is no image by its name."""


@dataclass(frozen=True, slots=True)
class _Share:
    """Fates of one kind that follow each other."""

    outcome: Outcome
    count: int
    fate: Callable[[int], Fate]
    file: Callable[[int], str]
    reason: Callable[[int], str] | None = None


class Fates(Sequence[Fate]):
    """What became of each file that was found, in the order of `BuildReport.fates`."""

    def __init__(self, report: BuildReport) -> None:
        """Take what a build did."""
        self._shares = [share for share in _shares(report) if share.count]
        self._ends = list(accumulate(share.count for share in self._shares))

    def outcome(self, at: int) -> Outcome:
        """Return what became of one file, in a word."""
        return self._share(at)[0].outcome

    def file(self, at: int) -> str:
        """Return the path of one file, as text: quicker than its fate."""
        share, inside = self._share(at)
        return share.file(inside)

    def counts(self) -> dict[Outcome, int]:
        """Return how many there are of each outcome."""
        found = dict.fromkeys(Outcome, 0)
        for share in self._shares:
            found[share.outcome] += share.count
        return found

    def find(
        self,
        words: str = "",
        outcome: Outcome | None = None,
        *,
        cancel: CancelToken | None = None,
    ) -> Iterator[int]:
        """Yield the numbers of files that have all words in their path, or in their reason.

        Args:
            words: In any order, capitals or not; none takes all.
            outcome: What became of them; None takes all.
            cancel: Looked at between files.

        Raises:
            Cancelled: If `cancel` was raised.
        """
        wanted = words.casefold().split()
        start = 0
        for share in self._shares:
            if outcome in (None, share.outcome):
                for inside in range(share.count):
                    if cancel is not None and inside % _OFTEN == 0:
                        cancel.check()
                    if not wanted or _has(share, inside, wanted):
                        yield start + inside
            start += share.count

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Fate: ...

    @overload
    def __getitem__(self, at: slice) -> list[Fate]: ...

    def __getitem__(self, at: int | slice) -> Fate | list[Fate]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        share, inside = self._share(at)
        return share.fate(inside)

    def _share(self, at: int) -> tuple[_Share, int]:
        at += len(self) if at < 0 else 0
        if not 0 <= at < len(self):
            raise IndexError(f"There are {len(self):,} files, and none of number {at:,}.")
        number = bisect_right(self._ends, at)
        share = self._shares[number]
        return share, at - (self._ends[number] - share.count)


def write_fates(
    report: BuildReport,
    path: str | os.PathLike[str],
    form: Literal["csv", "json"],
    *,
    cancel: CancelToken | None = None,
) -> None:
    """Write what became of each file, whole or not at all; a file that is there is replaced.

    Args:
        report: What a build did.
        path: Where to.
        form: "csv": a line a file, with the columns `COLUMNS`. "json": what
            `BuildReport.to_json` tells, and an object a file under "files".
        cancel: Looked at between files.

    Raises:
        ValueError: If there is no such form.
        Cancelled: If `cancel` was raised; then nothing is written.
        OSError: If the file cannot be written.
    """
    if form not in ("csv", "json"):
        raise ValueError(f"form={form!r} is not known; there are 'csv' and 'json'.")
    fates = Fates(report)
    with open_atomically(Path(os.fsdecode(path))) as file:
        if form == "csv":
            _write_csv(fates, file, cancel)
        else:
            _write_json(report, fates, file, cancel)


def _write_csv(fates: Fates, file: BinaryIO, cancel: CancelToken | None) -> None:
    # Names of files may hold what is no text.
    text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    for line in _lines(fates, cancel):
        lines.writerow(line)
    text.flush()
    text.detach()


def _write_json(
    report: BuildReport, fates: Fates, file: BinaryIO, cancel: CancelToken | None
) -> None:
    head = json.dumps(report.to_json(), indent=1)
    file.write(head.removesuffix("\n}").encode())
    file.write(b',\n "files": [')
    for at, line in enumerate(_lines(fates, cancel)):
        file.write(b",\n  " if at else b"\n  ")
        file.write(json.dumps(line).encode())
    file.write(b"\n ]\n}\n")


def _lines(fates: Fates, cancel: CancelToken | None) -> Iterator[dict[str, Any]]:
    for at, fate in enumerate(fates):
        if cancel is not None and at % _OFTEN == 0:
            cancel.check()
        finding = fate.finding
        values = (
            str(fate.path),
            fates.outcome(at).value,
            None if fate.tfrecord is None else str(fate.tfrecord),
            fate.record,
            None if finding is None else finding.kind.value,
            None if finding is None else finding.message,
            None if finding is None else finding.remedy,
        )
        yield dict(zip(COLUMNS, values, strict=True))


def _shares(report: BuildReport) -> Iterator[_Share]:
    for file in report.files:
        yield _of_images(Outcome.WRITTEN, file.images, file.path, range(file.kept, 1 << 62))
        if file.there is not None:
            yield _of_images(Outcome.THERE, file.there, file.path, file.there_at)
    for skipped in report.skipped:
        yield _of_images(Outcome.SKIPPED, skipped.images, None, None)
    left, others = report.left_out, report.passed_over
    yield _Share(
        Outcome.LEFT_OUT,
        len(left),
        lambda at: Fate(left[at].path, finding=left[at].finding),
        lambda at: str(left[at].path),
        lambda at: left[at].finding.message,
    )
    yield _Share(
        Outcome.PASSED_OVER,
        len(others),
        lambda at: Fate(Path(others[at])),
        lambda at: others[at],
    )


def _of_images(
    outcome: Outcome,
    images: PlannedImages,
    tfrecord: Path | None,
    records: Any,  # noqa: ANN401 - what numbers them, or None
) -> _Share:
    def file(at: int) -> str:
        return images.columns.file(int(images.at[at]))

    def fate(at: int) -> Fate:
        return Fate(Path(file(at)), tfrecord, None if records is None else int(records[at]))

    return _Share(outcome, len(images), fate, file)


def _has(share: _Share, at: int, wanted: Sequence[str]) -> bool:
    text = share.file(at)
    if share.reason is not None:
        text = f"{text} {share.reason(at)}"
    text = text.casefold()
    return all(word in text for word in wanted)
