"""Images out of TFRecords: byte for byte, with names that tell slide and location."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tfrviewer.atomic import write_atomically
from tfrviewer.build.choices import OnProblem, choice
from tfrviewer.build.naming import Location
from tfrviewer.build.safe_names import name_key, safe_name
from tfrviewer.errors import (
    Finding,
    FindingKind,
    ImageError,
    RecordError,
    Severity,
    TargetExistsError,
    TfrError,
)
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.index import stem_of

_EXTENSIONS = {"jpeg": "jpg", "tiff": "tif"}
_LONGEST_SLIDE = 180
"""Bytes of a slide's name in a file's, so that location, number and extension have room."""
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
    """

    tfrecord: Path
    destination: Path
    names: tuple[str | None, ...] = field(repr=False)
    written: int
    kept: int
    findings: tuple[Finding, ...]

    @property
    def paths(self) -> list[Path | None]:
        """By record number: the image file, or None."""
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
            "images": list(self.names),
            "findings": [finding.to_json() for finding in self.findings],
        }


def extract_tiles(
    tfrecord: str | os.PathLike[str],
    destination: str | os.PathLike[str],
    *,
    replace: bool = False,
    on_problem: Literal["skip", "raise"] = "skip",
    check_crc: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> ExportReport:
    """Write the images of a TFRecord to files, byte for byte.

    An image goes to `<destination>/<slide>/<slide>-<x>-<y>.jpg`, or `.png`, … as its own first
    bytes tell. A record without a location, or with (0, 0), which stands for none, becomes
    `<slide>-record<number>.jpg`; one at the location of an earlier one gets `-record<number>`
    added. `write_tfrecords_multi` makes the same records of the folder again. A record without
    a slide counts to the one that the TFRecord is named after.

    Slides may have any name: what could lead out of the folder, or be no file on some system,
    is written as `%` and two digits. Slideflow writes `<slide>/tile<number>` and lets a slide
    named `../..` lead anywhere; its files are replaced without a word.

    Args:
        tfrecord: The TFRecord; nothing is written to it nor beside it.
        destination: The folder; made if it is not there.
        replace: Whether image files that are there are replaced. Without, one with the same
            bytes is kept and counts as done; any other is a problem.
        on_problem: "skip" leaves out records that are damaged or hold no image, and reports
            them; "raise" ends at the first one.
        check_crc: Whether a record whose payload does not match its CRC is a problem.
        progress: Called with (records done, records, name of the TFRecord).
        cancel: Looked at every few records; the images written so far stay, each whole.

    Returns:
        How many images were written, and which file each record became.

    Raises:
        RecordError, ImageError, TfrError: With `on_problem="raise"`, of the first problem.
        NotATFRecordError: If the file is something else.
        TargetExistsError: If the destination is a file; with `on_problem="raise"` also if an
            image is there and `replace` is off.
        ValueError: If `on_problem` is neither word.
        Cancelled: If `cancel` was raised.
        OSError: If a file cannot be read or written.
    """
    policy = choice(OnProblem, on_problem, "on_problem")
    folder = _folder(destination)
    with TFRecord(Path(tfrecord), create_index=False, check_crc=check_crc, cancel=cancel) as file:
        export = _Export(file, folder, TileNames(), policy, replace=replace)
        return export.run(0, len(file), progress, cancel)


def extract_many(
    tfrecords: Sequence[Path],
    destination: str | os.PathLike[str],
    *,
    replace: bool = False,
    on_problem: Literal["skip", "raise"] = "skip",
    check_crc: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> list[ExportReport]:
    """Write the images of several TFRecords into one folder, as `extract_tiles` does.

    Images of one slide in several TFRecords share its folder. With `on_problem="skip"` a file
    that cannot be opened is reported like a damaged record.

    Raises:
        As `extract_tiles`.
    """
    policy = choice(OnProblem, on_problem, "on_problem")
    folder, names = _folder(destination), TileNames()
    total = sum(_count(path, cancel) for path in tfrecords) if progress is not None else 0
    done = 0
    reports: list[ExportReport] = []
    for path in tfrecords:
        try:
            file = TFRecord(path, create_index=False, check_crc=check_crc, cancel=cancel)
        except (TfrError, OSError) as error:
            if policy is OnProblem.RAISE:
                raise
            reports.append(ExportReport(path, folder, (), 0, 0, (_unopened(path, error),)))
            continue
        with file:
            export = _Export(file, folder, names, policy, replace=replace)
            reports.append(export.run(done, total, progress, cancel))
            done += len(file)
    return reports


def _folder(destination: str | os.PathLike[str]) -> Path:
    folder = Path(destination)
    if folder.exists() and not folder.is_dir():
        raise TargetExistsError(
            _finding(FindingKind.TARGET_EXISTS, folder, "This is a file, not a folder.")
        )
    return folder


def _count(path: Path, cancel: CancelToken | None) -> int:
    """Return how many records a file has; none if it cannot be opened, which is told later."""
    try:
        with TFRecord(path, create_index=False, cancel=cancel) as file:
            return len(file)
    except (TfrError, OSError):
        return 0


def _unopened(path: Path, error: TfrError | OSError) -> Finding:
    if isinstance(error, TfrError):
        return error.finding
    message = f"The file cannot be read: {error.strerror or error}."
    return _finding(FindingKind.UNREADABLE_FILE, path, message, "Check that you may read it.")


class TileNames:
    """Names of image files below one folder, no two alike on any file system."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}
        self._used: set[str] = set()

    def folder_of(self, slide: str) -> str:
        """Return the folder of a slide."""
        folder = self._folders.get(slide)
        if folder is None:
            folder = self._free(safe_name(slide), "~")
            self._folders[slide] = folder
        return folder

    def path_of(self, slide: str, location: Location | None, record: int, extension: str) -> str:
        """Return the path of an image below the folder, with "/"."""
        stem = safe_name(slide, longest=_LONGEST_SLIDE)
        folder = self.folder_of(slide)
        if location is not None:
            stem = f"{stem}-{location[0]}-{location[1]}"
            key = name_key(f"{folder}/{stem}.{extension}")
            if key not in self._used:
                self._used.add(key)
                return f"{folder}/{stem}.{extension}"
        return self._free(f"{folder}/{stem}-record{record}", "-", f".{extension}")

    def _free(self, name: str, mark: str, extension: str = "") -> str:
        """Return a name that none before had, numbered where one had."""
        free, number = name, 1
        while name_key(free + extension) in self._used:
            number += 1
            free = f"{name}{mark}{number}"
        self._used.add(name_key(free + extension))
        return free + extension


class _Export:
    """Takes the images out of one TFRecord, and keeps account."""

    def __init__(
        self, file: TFRecord, folder: Path, names: TileNames, policy: OnProblem, *, replace: bool
    ) -> None:
        self._file = file
        self._folder = folder
        self._names = names
        self._policy = policy
        self._replace = replace
        self._made: set[str] = set()
        self._images: list[str | None] = []
        self._written = self._kept = 0
        self._findings: list[Finding] = []
        if policy is OnProblem.RAISE:
            for finding in file.findings:
                if finding.severity is Severity.ERROR:
                    raise RecordError(finding)

    def run(
        self, done: int, total: int, progress: Progress | None, cancel: CancelToken | None
    ) -> ExportReport:
        """Write all images, and return what became of each record.

        Args:
            done: Records of other files done before.
            total: Records of all files.
            progress: Told of records done.
            cancel: Looked at every few records.
        """
        count = len(self._file)
        for start in range(0, count, _OFTEN):
            if cancel is not None:
                cancel.check()
            stop = min(start + _OFTEN, count)
            for record in range(start, stop):
                self._note(record)
            if progress is not None:
                progress(done + stop, total, self._file.path.name)
        return ExportReport(
            self._file.path,
            self._folder,
            tuple(self._images),
            self._written,
            self._kept,
            tuple(dict.fromkeys((*self._file.findings, *self._findings))),
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
        name = self._names.path_of(
            slide,
            self._location(record, values),
            record,
            _EXTENSIONS.get(image_format, image_format),
        )
        self._make_folder(slide)
        self._write(self._folder / name, image, record)
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

    def _make_folder(self, slide: str) -> None:
        if slide in self._made:
            return
        self._made.add(slide)
        folder = self._names.folder_of(slide)
        (self._folder / folder).mkdir(parents=True, exist_ok=True)
        if folder != slide:
            self._findings.append(
                _finding(
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
                    _finding(
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
        write_atomically(path, image)
        self._written += 1

    def _no_image(self, record: int, image: bytes) -> Finding:
        begins = f"it begins with {image[:12]!r}" if image else "it is empty"
        return _finding(
            FindingKind.NOT_AN_IMAGE,
            self._file.path,
            f"What should be its image is none of a known format: {begins}.",
            "The other records are not affected.",
            record,
        )


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these very bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _finding(
    kind: FindingKind,
    path: Path,
    message: str,
    remedy: str = "",
    record: int | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        file=str(path),
        record=record,
        message=message,
        remedy=remedy,
    )
