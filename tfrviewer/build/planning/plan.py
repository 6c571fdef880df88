"""What a build is going to do: made by looking, before anything is written.

A `BuildPlan` is frozen. It is made by `planning.make_plan`, can be shown to a person as it is,
and is carried out by `run.run`.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.planned import PlannedImage as PlannedImage
from tfrviewer.build.planning.planned import PlannedImages as PlannedImages
from tfrviewer.build.planning.wanted import ANYTHING, Wanted
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Policies
from tfrviewer.errors import Finding
from tfrviewer.tfrecord.index import possible_indices


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A TFRecord that is going to be written.

    Attributes:
        path: Where to.
        images: What its records will be, in order.
        picture: What most of its images are; None where they were not looked at.
        wanted: What all of them are to be, and whether they are brought to it.
        there: What had the name of the TFRecord, or of an index of it, when this was planned.
        shard: Which piece of a slide it is, from 0, and of how many; None if it is the whole.
    """

    path: Path
    images: PlannedImages = field(repr=False)
    picture: Picture | None = None
    wanted: Wanted = ANYTHING
    there: tuple[Path, ...] = ()
    shard: tuple[int, int] | None = None

    @property
    def slides(self) -> list[str]:
        """The slides in it, in order of their first image."""
        return self.images.slides

    def existing(self) -> list[Path]:
        """Return what is there already: the TFRecord, or what has the name of an index."""
        paths = (self.path, *possible_indices(self.path))
        return [path for path in paths if os.path.lexists(path)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSlide:
    """What becomes of one slide: what a front end shows of it.

    Attributes:
        slide: Its name in the records.
        path: The TFRecord it goes to; of several the first. Where none of its images can be
            taken, where it would go.
        files: How many TFRecords it goes to; 0 where none of its images can be taken.
        images: How many images become records.
        left_out: How many of its images do not.
        located: How many of those that do have a location; (0, 0) is none.
        guessed: How many of these locations are guesses.
        encoded: How many images are not stored byte for byte; 0 where they were not looked at.
        size_bytes: Bytes of the image files.
        picture: What most of its images are going to be; None where they were not looked at.
        pattern: The word of the pattern by which the names of its images are read; None if
            they are read by none.
        there: Whether a TFRecord of that name is there.
    """

    slide: str
    path: Path
    files: int
    images: int
    left_out: int
    located: int
    guessed: int
    encoded: int
    size_bytes: int
    picture: Picture | None = None
    pattern: str | None = None
    there: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the facts as a JSON object."""
        picture = self.picture
        return {
            "slide": self.slide,
            "path": str(self.path),
            "tfrecords": self.files,
            "num_records": self.images,
            "left_out": self.left_out,
            "located": self.located,
            "guessed": self.guessed,
            "encoded": self.encoded,
            "bytes": self.size_bytes,
            "size": None if picture is None else list(picture.size),
            "format": None if picture is None else picture.format,
            "pattern": self.pattern,
            "exists": self.there,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that becomes no record, and why."""

    path: Path
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """What is going to be written, and what is not.

    Attributes:
        request: What was asked for.
        layout: How images become TFRecords: what was asked for, or recognised.
        files: The TFRecords to write, in order.
        slides: What becomes of each slide, in the same order; of a slide in two TFRecords that
            are no shards, of each of its parts.
        left_out: Images that will not be in them.
        passed_over: Files that are no images by their names, hidden ones, and images of
            smaller levels of pyramids.
        findings: What else is worth knowing: folders without images, names that had to change.
    """

    request: BuildRequest
    layout: Layout
    files: tuple[PlannedFile, ...] = ()
    slides: tuple[PlannedSlide, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    passed_over: Sequence[str] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def source(self) -> Path:
        """The folder that was looked into."""
        return self.request.source

    @property
    def output(self) -> Path:
        """The folder to write to."""
        return self.request.output

    @property
    def policies(self) -> Policies:
        """How the work is done."""
        return self.request.policies

    @property
    def records(self) -> int:
        """How many images are going to be records, if all can be decoded."""
        return sum(len(file.images) for file in self.files)

    @property
    def features(self) -> tuple[str, ...]:
        """Names of what records have besides image, slide and location."""
        return self.files[0].images.feature_names if self.files else ()

    @property
    def all_findings(self) -> list[Finding]:
        """Everything found, those of images left out among it."""
        return [*self.findings, *(left.finding for left in self.left_out)]

    def to_json(self) -> dict[str, Any]:
        """Return what is planned, as a JSON object.

        "unlocated" are the images of a TFRecord without a location, where others have one.
        """
        return {
            "source": str(self.source),
            "output": str(self.output),
            "layout": self.layout.value,
            "order": self.policies.order.value,
            "seed": self.policies.seed,
            "num_records": self.records,
            "tfrecords": [
                {
                    "path": str(file.path),
                    "slides": file.slides,
                    "num_records": len(file.images),
                    "located": file.images.located,
                    "unlocated": file.images.unlocated(),
                }
                for file in self.files
            ],
            "slides": [slide.to_json() for slide in self.slides],
            "features": list(self.features),
            "left_out": len(self.left_out),
            "passed_over": len(self.passed_over),
            "findings": [finding.to_json() for finding in self.all_findings],
        }
