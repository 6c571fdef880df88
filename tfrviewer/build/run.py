"""Carrying out a plan: images in, TFRecords out, each whole or not at all."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from tfrviewer.build.choices import OnProblem
from tfrviewer.build.pictures import Picture, load_all, slideflow_names
from tfrviewer.build.plan import BuildPlan, LeftOut, PlannedFile, PlannedImage, PlannedImages
from tfrviewer.build.remarks import nothing_left, of_file, of_locations
from tfrviewer.build.report import BuildReport, WrittenFile, attach
from tfrviewer.build.targets import refuse_existing
from tfrviewer.errors import (
    BuildError,
    Finding,
    FindingKind,
    ImageError,
    Severity,
)
from tfrviewer.jobs import CancelToken, Progress, map_units
from tfrviewer.tfrecord.example import Value, make_example
from tfrviewer.tfrecord.writer import RecordWriter

_PIXELS_A_UNIT = 1 << 21
"""A unit of work is to take a tenth of a second at most."""
_MOST_A_UNIT = 16
_UNKNOWN_A_UNIT = 8


def run(
    plan: BuildPlan,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildReport:
    """Write the TFRecords of a plan.

    Each is written beside its target and takes its name when it is whole, so that a cancel, an
    error or a kill leaves the file that was there, or the new one; those finished before stay.
    The same plan and images give the same bytes.

    Args:
        plan: What to write.
        executor: Where images are read and decoded; None does it here. Threads do well, since
            Pillow lets others run meanwhile.
        progress: Told of each image done.
        cancel: Looked at between units of a few images.

    Raises:
        TargetExistsError: If something to be written is there, and is not to be replaced; then
            nothing is written.
        ImageError, BuildError: If an image cannot be taken, and the policy is to raise.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be written.

    What it raises once it has begun has an attribute `report`: what was done till then.
    """
    refuse_existing(plan)
    work = _Run(plan, progress)
    units = [
        (number, file.picture, images)
        for number, file in enumerate(plan.files)
        for images in _units(file)
    ]
    load = partial(load_all, validate=plan.request.pictures.validate)
    asked = (
        (number, picture, [image.file for image in images]) for number, picture, images in units
    )
    try:
        with (
            closing(work),
            closing(map_units(load, asked, executor=executor, cancel=cancel)) as answers,
        ):
            for (number, _, images), (_, stored) in zip(units, answers, strict=True):
                work.take(plan.files[number], images, stored)
            work.finish()
    except BaseException as error:
        attach(error, work.report())
        raise
    return work.report()


class _Run:
    """Writes one TFRecord after the other, from images as they come."""

    def __init__(self, plan: BuildPlan, progress: Progress | None) -> None:
        self._plan = plan
        self._progress = progress
        self._done = 0
        self._written: list[WrittenFile] = []
        self._targets: set[tuple[int, int]] = set()
        self._left_out = list(plan.left_out)
        self._notes = list(plan.findings)
        self._file: PlannedFile | None = None
        self._writer: RecordWriter | None = None
        self._images: list[PlannedImage] = []
        self._clash: Finding | None = None

    def take(
        self, file: PlannedFile, images: Sequence[PlannedImage], stored: Sequence[bytes | Finding]
    ) -> None:
        """Write some images of a file; the first of another file finishes the one before."""
        if file is not self._file:
            self.finish()
            self._file = file
        for image, result in zip(images, stored, strict=True):
            if isinstance(result, Finding):
                self._leave_out(image, result)
            else:
                self._write(file, image, result)
            self._done += 1
            if self._progress is not None:
                self._progress(self._done, self._plan.records, image.name)

    def finish(self) -> None:
        """Give the file under way its name."""
        file, writer = self._file, self._writer
        if file is None:
            return
        if writer is not None:
            writer.close()
            status = file.path.stat()
            self._targets.add((status.st_dev, status.st_ino))
            self._written.append(WrittenFile(file.path, tuple(self._images), writer.size))
            if len(self._images) < len(file.images):  # the plan counted more
                self._forget(of_locations(file, self._plan.request))
                written = replace(file, images=PlannedImages.of(self._images))
                self._notes += of_locations(written, self._plan.request)
        elif self._clash is None:
            self._forget(of_file(file, self._plan.request))
            self._notes.append(nothing_left(file.path, len(file.images)))
        self._file = self._writer = self._clash = None
        self._images = []

    def close(self) -> None:
        """Give up what is not finished."""
        if self._writer is not None:
            self._writer.discard()

    def report(self) -> BuildReport:
        """Return what was written."""
        return BuildReport(
            tuple(self._written), tuple(self._left_out), self._plan.passed_over, tuple(self._notes)
        )

    def _write(self, file: PlannedFile, image: PlannedImage, stored: bytes) -> None:
        if self._writer is None:
            if self._clash is None:
                self._clash = self._clashing(file)
            if self._clash is not None:
                self._leave_out(image, replace(self._clash, file=str(image.path)))
                return
            file.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = RecordWriter(file.path, index=self._plan.policies.index)
            if not slideflow_names(stored):
                self._notes.append(_unnamed(file.path))
        # Without a location it is (0, 0), as Slideflow writes: with the features missing in
        # some records, its index says of which tile it knows the place no more.
        x, y = image.location or (0, 0)
        features: dict[str, Value] = {
            "image_raw": stored,
            "slide": image.slide,
            "loc_x": x,
            "loc_y": y,
        }
        self._writer.write(make_example(features), (x, y))
        self._images.append(image)

    def _forget(self, findings: Sequence[Finding]) -> None:
        self._notes = [note for note in self._notes if note not in findings]

    def _clashing(self, file: PlannedFile) -> Finding | None:
        """Return a finding if a TFRecord of this run already has the name of another.

        Two folders may differ in case alone, and the file system written to may not tell.
        """
        try:
            status = file.path.stat()
        except FileNotFoundError:
            return None
        if (status.st_dev, status.st_ino) not in self._targets:
            refuse_existing(self._plan, [file])  # it may have come since the run began
            return None
        return Finding(
            kind=FindingKind.TARGET_EXISTS,
            severity=Severity.ERROR,
            file="",
            message=f"Its TFRecord, {file.path.name}, would be that of another folder of this "
            "build: the file system does not tell their names apart.",
            remedy="Rename one of the folders.",
        )

    def _leave_out(self, image: PlannedImage, finding: Finding) -> None:
        if self._plan.policies.on_problem is OnProblem.RAISE:
            kind = BuildError if finding.kind in _NO_IMAGE_ERRORS else ImageError
            raise kind(finding)
        self._left_out.append(LeftOut(image.path, finding))


_NO_IMAGE_ERRORS = (
    FindingKind.ODD_SIZE,
    FindingKind.MIXED_FORMATS,
    FindingKind.TARGET_EXISTS,
)


def _units(file: PlannedFile) -> Iterator[Sequence[PlannedImage]]:
    size = _a_unit(file.picture)
    for start in count(0, size):
        images = file.images[start : start + size]
        if not images:
            return
        yield images


def _a_unit(picture: Picture | None) -> int:
    if picture is None:
        return _UNKNOWN_A_UNIT
    pixels = picture.size[0] * picture.size[1]
    return max(1, min(_MOST_A_UNIT, _PIXELS_A_UNIT // pixels))


def _unnamed(path: Path) -> Finding:
    return Finding(
        kind=FindingKind.UNNAMED_FORMAT,
        severity=Severity.WARNING,
        file=str(path),
        record=0,
        message="Its first image is a JPEG that begins neither with JFIF nor with Exif: "
        "Slideflow cannot name its format and refuses to decode the file.",
        remedy="Others read it. For Slideflow, save the image anew with JFIF.",
    )
