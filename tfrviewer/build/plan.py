"""What a build is going to do: made by looking, before anything is written.

A `BuildPlan` is frozen. It is made by `planning.make_plan`, can be shown to a person as it is,
and is carried out by `run.run`.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfrviewer.build.choices import Layout
from tfrviewer.build.pictures import Picture
from tfrviewer.build.planned import PlannedImage as PlannedImage
from tfrviewer.build.planned import PlannedImages as PlannedImages
from tfrviewer.build.request import BuildRequest, Policies
from tfrviewer.build.wanted import ANYTHING, Wanted
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
    """

    path: Path
    images: PlannedImages = field(repr=False)
    picture: Picture | None = None
    wanted: Wanted = ANYTHING
    there: tuple[Path, ...] = ()

    @property
    def slides(self) -> list[str]:
        """The slides in it, in order of their first image."""
        return self.images.slides

    def existing(self) -> list[Path]:
        """Return what is there already: the TFRecord, or what has the name of an index."""
        paths = (self.path, *possible_indices(self.path))
        return [path for path in paths if os.path.lexists(path)]


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
        left_out: Images that will not be in them.
        passed_over: Files that are no images by their names, and hidden ones.
        findings: What else is worth knowing: folders without images, names that had to change.
    """

    request: BuildRequest
    layout: Layout
    files: tuple[PlannedFile, ...] = ()
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
    def all_findings(self) -> list[Finding]:
        """Everything found, those of images left out among it."""
        return [*self.findings, *(left.finding for left in self.left_out)]

    def to_json(self) -> dict[str, Any]:
        """Return what is planned, as a JSON object."""
        return {
            "source": str(self.source),
            "output": str(self.output),
            "layout": self.layout.value,
            "order": self.policies.order.value,
            "seed": self.policies.seed,
            "num_records": self.records,
            "tfrecords": [
                {"path": str(file.path), "slides": file.slides, "num_records": len(file.images)}
                for file in self.files
            ],
            "left_out": len(self.left_out),
            "passed_over": len(self.passed_over),
            "findings": [finding.to_json() for finding in self.all_findings],
        }
