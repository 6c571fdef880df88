"""What a build did: every file's fate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.plan import LeftOut, PlannedFile, PlannedImages
from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A TFRecord that was written, or that had all it was to be given.

    Attributes:
        path: Where it is.
        images: What became its new records, in their order.
        size: Bytes of the file.
        kept: How many records it had before; they come first. None unless it was appended to.
        there: Images that were in it already, so that they became no new record.
        there_at: int64 (N,): the record that each of `there` is.
    """

    path: Path
    images: PlannedImages = field(repr=False, compare=False)
    size: int
    kept: int = 0
    there: PlannedImages | None = field(default=None, repr=False, compare=False)
    there_at: Sequence[int] | NDArray[np.int64] = field(default=(), repr=False, compare=False)

    @property
    def records(self) -> int:
        """How many records were written to it, without those that it had before."""
        return len(self.images)

    @property
    def slides(self) -> list[str]:
        """The slides of its new records, in order of their first one."""
        return self.images.slides

    @property
    def all_slides(self) -> list[str]:
        """The same, and before them those of images that were in it already."""
        there = [] if self.there is None else self.there.slides
        return list(dict.fromkeys([*there, *self.slides]))


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one file that was found.

    Attributes:
        path: The file.
        tfrecord: The TFRecord it is in; None if it is in none.
        record: The number of its record there.
        finding: Why it is in none; None also for what is no image by its name.
    """

    path: Path
    tfrecord: Path | None = None
    record: int | None = None
    finding: Finding | None = None


class BuildReport(int):
    """What was written, and what was not.

    It is a number, that of the records written, because that is what the calls of Slideflow
    return whose place these take; and it tells the rest.

    Attributes:
        files: The TFRecords written, each with its images in the order of the records.
        left_out: Images that are in none, each with the finding that says why.
        passed_over: Files that are no images by their names, hidden ones, and images of smaller
            levels of pyramids.
        notes: Findings that concern no image left out.
        skipped: TFRecords that were there and stay as they are, with the images they were to
            be made of.
    """

    files: tuple[WrittenFile, ...]
    left_out: tuple[LeftOut, ...]
    passed_over: Sequence[str]
    notes: tuple[Finding, ...]
    skipped: tuple[PlannedFile, ...]

    def __new__(
        cls,
        files: tuple[WrittenFile, ...] = (),
        left_out: tuple[LeftOut, ...] = (),
        passed_over: Sequence[str] = (),
        notes: tuple[Finding, ...] = (),
        skipped: tuple[PlannedFile, ...] = (),
    ) -> Self:
        """Make a report; its number follows from the files written."""
        report = super().__new__(cls, sum(file.records for file in files))
        report.files, report.left_out = files, left_out
        report.passed_over, report.notes = passed_over, notes
        report.skipped = skipped
        return report

    @property
    def records(self) -> int:
        """How many records were written."""
        return int(self)

    @property
    def findings(self) -> list[Finding]:
        """Everything found, those of images left out among it."""
        return [*self.notes, *(left.finding for left in self.left_out)]

    def fates(self) -> Iterator[Fate]:
        """Yield what became of each file that was found."""
        for file in self.files:
            for record, image in enumerate(file.images, file.kept):
                yield Fate(image.path, file.path, record)
            for image, record in zip(file.there or (), map(int, file.there_at), strict=True):
                yield Fate(image.path, file.path, record)
        for skipped in self.skipped:
            for image in skipped.images:
                yield Fate(image.path)
        for left in self.left_out:
            yield Fate(left.path, finding=left.finding)
        for path in self.passed_over:
            yield Fate(Path(path))

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object.

        "located" and "unlocated" are of new records; the latter are the images without a
        location, where others have one.
        """
        return {
            "num_records": int(self),
            "tfrecords": [
                {
                    "path": str(file.path),
                    "slides": file.all_slides,
                    "num_records": file.kept + file.records,
                    "records_before": file.kept,
                    "bytes": file.size,
                    "located": file.images.located,
                    "unlocated": file.images.unlocated(),
                }
                for file in self.files
            ],
            "skipped": [str(file.path) for file in self.skipped],
            "left_out": len(self.left_out),
            "passed_over": len(self.passed_over),
            "findings": [finding.to_json() for finding in self.findings],
        }

    def __repr__(self) -> str:
        return (
            f"BuildReport({int(self):,} records in {len(self.files):,} TFRecords, "
            f"{len(self.left_out):,} images left out)"
        )

    def __str__(self) -> str:
        return int.__repr__(self)

    def __getnewargs__(self) -> Any:  # noqa: ANN401 - int's own stub says tuple[int]
        return self.files, self.left_out, self.passed_over, self.notes, self.skipped


@dataclass(frozen=True, slots=True)
class FileBegun:
    """A TFRecord is begun.

    Attributes:
        path: Where it will be.
        slides: The slides that will be in it.
        images: How many images it is made of.
    """

    path: Path
    slides: list[str]
    images: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """A TFRecord is done: written, or found to be so from a build that was cut off."""

    file: WrittenFile
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something is not right: an image is left out, or a TFRecord is worth a word."""

    what: LeftOut | Finding


Event: TypeAlias = FileBegun | FileDone | Problem
"""What `run` tells as it goes; what the plan had found is not told again."""


def attach(error: BaseException, report: object) -> None:
    """Have what ended some work tell what was done before, as its attribute `report`."""
    vars(error)["report"] = report
