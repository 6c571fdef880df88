"""What a build is going to do: made by looking, before anything is written.

A `BuildPlan` is frozen. It is made by `folders.plan_folders`, can be shown to a person as it is,
and is carried out by `run.run`.
"""

import operator
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tfrviewer.build.choices import Layout, Locations, OnProblem, Order, choice
from tfrviewer.build.naming import Location
from tfrviewer.build.pictures import Picture
from tfrviewer.errors import Finding
from tfrviewer.tfrecord.index import possible_indices


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What was decided for a build; `checked` makes it of plain arguments.

    Attributes:
        order: In which order images become records.
        seed: Of the order `SEED`.
        locations: Where locations are taken from.
        validate: Whether every image is decoded before it is stored, and must be like the
            others of its TFRecord in size and format. Without, only its header is looked at.
        on_problem: What becomes of an image that cannot be taken.
        replace: Whether TFRecords and indices that are there are replaced, once the new ones
            are whole.
        index: Whether an index is written beside each TFRecord.
    """

    order: Order = Order.NAME
    seed: int | None = None
    locations: Locations = Locations.NAMES
    validate: bool = True
    on_problem: OnProblem = OnProblem.SKIP
    replace: bool = False
    index: bool = True

    @classmethod
    def checked(
        cls,
        *,
        order: str | None = None,
        seed: int | None = None,
        locations: str = "names",
        validate: bool = True,
        on_problem: str = "skip",
        replace: bool = False,
        index: bool = True,
    ) -> Self:
        """Return policies of plain arguments; a seed alone asks for the order `seed`.

        Raises:
            ValueError: If a word is none of those known, or order and seed contradict.
            TypeError: If the seed is no whole number.
        """
        if seed is not None:
            try:
                seed = operator.index(None if isinstance(seed, bool) else seed)  # type: ignore[arg-type]
            except TypeError:
                raise TypeError(f"seed is a whole number or None, not {seed!r}.") from None
        if order is None:
            order = Order.NAME if seed is None else Order.SEED
        chosen = choice(Order, order, "order")
        if chosen is Order.SEED and seed is None:
            raise ValueError("order='seed' shuffles, and needs a seed: any whole number.")
        if chosen is not Order.SEED and seed is not None:
            raise ValueError(f"A seed shuffles; it contradicts order={order!r}. Leave one out.")
        return cls(
            order=chosen,
            seed=seed,
            locations=choice(Locations, locations, "locations"),
            validate=validate,
            on_problem=choice(OnProblem, on_problem, "on_problem"),
            replace=replace,
            index=index,
        )


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """An image file that is going to be a record.

    Attributes:
        folder: Where it lies.
        name: Its name there.
        slide: The slide it belongs to.
        location: (x, y) of its centre in level-0 slide pixels; None where it is not known.
    """

    folder: str
    name: str
    slide: str
    location: Location | None

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file)

    @property
    def file(self) -> str:
        """The same as text: a Path takes longer to make than a small file to read."""
        return os.path.join(self.folder, self.name)  # noqa: PTH118


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A TFRecord that is going to be written.

    Attributes:
        path: Where to.
        images: What its records will be, in order.
        picture: What all its images are; None where they were not looked at.
    """

    path: Path
    images: Sequence[PlannedImage] = field(repr=False)
    picture: Picture | None = None

    @property
    def slides(self) -> list[str]:
        """The slides in it, in order of their first image."""
        return list(dict.fromkeys(image.slide for image in self.images))

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
        source: The folder that was looked into.
        output: The folder to write to.
        layout: How folders become TFRecords.
        policies: What was decided.
        files: The TFRecords to write, in order.
        left_out: Images that will not be in them.
        passed_over: Files that are no images by their names, and hidden ones.
        findings: What else is worth knowing: folders without images, names that had to change.
    """

    source: Path
    output: Path
    layout: Layout
    policies: Policies = field(default_factory=Policies)
    files: tuple[PlannedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    passed_over: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

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
