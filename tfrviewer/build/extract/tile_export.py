"""Taking the images out of one TFRecord."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from tfrviewer.atomic import write_atomically
from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.build.naming import Location
from tfrviewer.build.pictures.pictures import beginning
from tfrviewer.build.request.choices import OnProblem
from tfrviewer.errors import (
    Finding,
    FindingKind,
    ImageError,
    RecordError,
    Severity,
    TargetExistsError,
)
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.index import stem_of

_EXTENSIONS = {"jpeg": "jpg", "tiff": "tif"}
_OFTEN = 16
"""Records after which progress is told and a cancel looked for."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What images were taken out of one TFRecord.

    Attributes:
        tfrecord: The TFRecord.
        destination: The folder that its images are in.
        names: By record number: the image's path below `destination`, with "/"; None for a
            record whose image was left out.
        written: How many images were written.
        kept: How many were there already, with the very same bytes.
        findings: What is wrong: damage of the file, records and images left out, slides whose
            folder could not have their name.
        records: Where only some records were taken, the number of each that `names` has, in
            their order; None where they are all of the file.
    """

    tfrecord: Path
    destination: Path
    names: tuple[str | None, ...] = field(repr=False)
    written: int
    kept: int
    findings: tuple[Finding, ...]
    records: tuple[int, ...] | None = field(default=None, repr=False)

    @property
    def paths(self) -> list[Path | None]:
        """By record number, or in the order of `records`: the image file, or None."""
        return [None if name is None else self.destination / name for name in self.names]

    @property
    def left_out(self) -> int:
        """How many records have no image file."""
        return self.names.count(None)

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "tfrecord": str(self.tfrecord),
            "destination": str(self.destination),
            "num_records": len(self.names),
            "written": self.written,
            "kept": self.kept,
            "left_out": self.left_out,
            "records": None if self.records is None else list(self.records),
            "images": list(self.names),
            "findings": [finding.to_json() for finding in self.findings],
        }


class Names(Protocol):
    """What names image files below one folder."""

    def owner_of(self, slide: str, tfrecord: Path) -> Path | None:
        """Return which TFRecord before had images of a slide, None if this is the first."""

    def name(self, tile: Tile) -> str:
        """Return the path of an image below the folder, with "/"."""

    def unlike(self, slide: str, path: str) -> str | None:
        """Return the folder of a slide if it could not have its name, None if it has."""


Taken: TypeAlias = Callable[[Tile, str, bytes], None]
"""Told of each image that is there at the end: what it is of, its path, its bytes."""


class TileExport:
    """Takes images out of one TFRecord, and keeps account."""

    def __init__(
        self,
        file: TFRecord,
        folder: Path,
        names: Names,
        policy: OnProblem,
        *,
        replace: bool,
        records: Sequence[int] | None = None,
        taken: Taken | None = None,
    ) -> None:
        """Prepare to take images out.

        Args:
            file: The TFRecord.
            folder: Where to.
            names: What names the image files.
            policy: What becomes of a record that is damaged or has no image.
            replace: Whether image files that are there are replaced.
            records: Numbers of the records to take; None takes all.
            taken: Told of each image.

        Raises:
            RecordError: If the file is damaged, all records are to be taken, and the policy is
                to raise.
        """
        self._file = file
        self._folder = folder
        self._names = names
        self._policy = policy
        self._replace = replace
        self._records = range(len(file)) if records is None else records
        self._all = records is None
        self._taken = taken
        self._slides: set[str] = set()
        self._folders: set[str] = set()
        self._images: list[str | None] = []
        self._written = self._kept = 0
        self._findings: list[Finding] = []
        # Who takes some records knows what of the damage concerns them.
        if policy is OnProblem.RAISE and records is None:
            for finding in file.findings:
                if finding.severity is Severity.ERROR:
                    raise RecordError(finding)

    def run(
        self, done: int, total: int, progress: Progress | None, cancel: CancelToken | None
    ) -> ExportReport:
        """Write the images, and return what became of each record.

        Args:
            done: Records of other files done before.
            total: Records of all files.
            progress: Told of records done.
            cancel: Looked at every few records.
        """
        count = len(self._records)
        for start in range(0, count, _OFTEN):
            if cancel is not None:
                cancel.check()
            stop = min(start + _OFTEN, count)
            for record in self._records[start:stop]:
                self._note(record)
            if progress is not None:
                progress(done + stop, total, self._file.path.name)
        return self.report()

    def report(self) -> ExportReport:
        """Return what became of the records looked at so far."""
        return ExportReport(
            self._file.path,
            self._folder,
            tuple(self._images),
            self._written,
            self._kept,
            tuple(dict.fromkeys((*self._file.findings, *self._findings))),
            None if self._all else tuple(self._records[: len(self._images)]),
        )

    def _note(self, record: int) -> None:
        """Write the image of a record, or note why not."""
        try:
            self._images.append(self._take(record))
        except (RecordError, TargetExistsError) as error:
            if self._policy is OnProblem.RAISE:
                raise
            self._images.append(None)
            self._findings.append(error.finding)

    def _take(self, record: int) -> str:
        values = self._file[record]
        image, slide = values.get("image_raw"), values.get("slide")
        if not isinstance(image, bytes):
            image = self._file.image(record)
        image_format = sniff_format(image)
        if image_format is None:
            raise ImageError(self._no_image(record, image))
        if not isinstance(slide, str) or not slide:
            slide = stem_of(self._file.path)
        tile = Tile(
            slide,
            self._location(record, values),
            record,
            _EXTENSIONS.get(image_format, image_format),
            values,
        )
        name = self._names.name(tile)
        self._make_folder(slide, name)
        self._write(self._folder / name, image, record)
        if self._taken is not None:
            self._taken(tile, name, image)
        return name

    def _location(self, record: int, values: dict[str, Any]) -> Location | None:
        x, y = values.get("loc_x"), values.get("loc_y")
        if isinstance(x, int) and isinstance(y, int):
            location: Location | None = (x, y)
        elif x is None or y is None:
            location = None
        else:  # several values, or floats
            location = self._file.example(record).location
        return location if location != (0, 0) else None

    def _make_folder(self, slide: str, name: str) -> None:
        """Make the folder of an image, and tell what is odd about that of its slide."""
        parts = name.split("/")[:-1]
        if not parts and not self._folders:
            self._folder.mkdir(parents=True, exist_ok=True)
        for depth in range(1, len(parts) + 1):
            if (below := "/".join(parts[:depth])) not in self._folders:
                make_folder(self._folder / below, self._file.path)
                self._folders.add(below)
        if slide in self._slides:
            return
        self._slides.add(slide)
        if (other := self._names.owner_of(slide, self._file.path)) is not None:
            self._findings.append(
                export_finding(
                    FindingKind.DUPLICATE_SLIDE,
                    self._file.path,
                    f"Its images of the slide {slide!r} are in one folder with those of {other}: "
                    "made again, they are one TFRecord.",
                    "Export each into a folder of its own, if they are not to be mixed.",
                    severity=Severity.WARNING,
                )
            )
        if (folder := self._names.unlike(slide, name)) is not None:
            self._findings.append(
                export_finding(
                    FindingKind.RENAMED,
                    self._file.path,
                    f"The slide {slide!r} could not be the name of a folder everywhere; its "
                    f"images are in “{folder}”.",
                    severity=Severity.NOTE,
                )
            )

    def _write(self, path: Path, image: bytes, record: int) -> None:
        if not self._replace and os.path.lexists(path):
            if not _holds(path, image):
                raise TargetExistsError(
                    export_finding(
                        FindingKind.TARGET_EXISTS,
                        self._file.path,
                        f"Its image would be {path}, which is there with other content.",
                        "Choose another folder, or replace what is there (replace=True, "
                        "--replace).",
                        record,
                    )
                )
            self._kept += 1
            return
        if path.is_dir() and not path.is_symlink():
            raise TargetExistsError(
                export_finding(
                    FindingKind.TARGET_EXISTS,
                    self._file.path,
                    f"Its image would be {path}, which is a folder.",
                    "Choose another folder, or move it away.",
                    record,
                )
            )
        write_atomically(path, image)
        self._written += 1

    def _no_image(self, record: int, image: bytes) -> Finding:
        begins = beginning(image) if image else "it is empty"
        return export_finding(
            FindingKind.NOT_AN_IMAGE,
            self._file.path,
            f"What should be its image is none of a known format: {begins}.",
            "The other records are not affected.",
            record,
        )


def make_folder(folder: Path, tfrecord: Path) -> None:
    """Make a folder for images of a TFRecord, if it is not there.

    Raises:
        TargetExistsError: If there is a file, or a link: it may lead anywhere.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "a link, which may lead anywhere" if folder.is_symlink() else "a file"
        raise TargetExistsError(
            export_finding(
                FindingKind.TARGET_EXISTS,
                tfrecord,
                f"Images of it would be in {folder}, which is {what}.",
                "Choose another folder, or move it away.",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these very bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def export_finding(
    kind: FindingKind,
    path: Path,
    message: str,
    remedy: str = "",
    record: int | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """Return a finding of taking images out of a TFRecord, or of where they go."""
    return Finding(
        kind=kind,
        severity=severity,
        file=str(path),
        record=record,
        message=message,
        remedy=remedy,
    )
