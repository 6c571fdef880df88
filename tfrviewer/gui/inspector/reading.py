"""Reading everything that one record holds, sound or damaged; called in a thread."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QImage

from tfrviewer.errors import CrcError, ExampleError, Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.inspector.forms import json_feature
from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import RecordFraming
from tfrviewer.tiles.image.masks import brightened
from tfrviewer.tiles.image.sniff import image_size, sniff_format
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from tfrviewer.gui.mask import Mask

LARGEST_SIDE: Final = 2048
"""An image is decoded to at most this many pixels a side: the large view shows all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What could be read of one record.

    Attributes:
        number: Its row number.
        path: Its TFRecord.
        record: Its number within that.
        framing: Where it lies and whether its CRCs hold; None where not even that can be read.
        payload: Its payload; None where it cannot be read.
        example: What the payload means; None where it is no Example.
        pictures: Names of the fields that hold an image.
        picture: Name of the field that the tile is taken from, if there is one.
        image: The tile as it is stored, if there is one.
        tile: The tile decoded, at most `LARGEST_SIDE` pixels a side.
        greatest: Of a mask that is shown brighter than stored, its greatest value; else 0.
        findings: What is wrong with it.
    """

    number: int
    path: Path
    record: int
    framing: RecordFraming | None = None
    payload: bytes | None = None
    example: Example | None = None
    pictures: tuple[str, ...] = ()
    picture: str | None = None
    image: bytes | None = None
    tile: QImage | None = None
    greatest: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def image_format(self) -> str | None:
        """Format of the tile, None where there is none or it is none known."""
        return sniff_format(self.image) if self.image is not None else None

    @property
    def size(self) -> tuple[int, int] | None:
        """The tile's (width, height) in pixels as its header says, None where it does not."""
        return image_size(self.image) if self.image is not None else None

    def to_json(self) -> str:
        """Return everything as JSON; bytes that are no text as base64."""
        told: dict[str, Any] = {"path": str(self.path), "record": self.record}
        if self.framing is not None:
            told |= {"offset": self.framing.offset, "length": self.framing.length}
        if self.example is not None:
            told["kind"] = "SequenceExample" if self.example.is_sequence else "Example"
            told["fields"] = {
                name: json_feature(feature) for name, feature in self.example.features.items()
            }
        if self.example is not None and self.example.is_sequence:
            told["feature_lists"] = {
                name: [json_feature(step) for step in steps]
                for name, steps in self.example.feature_lists.items()
            }
        told["findings"] = [finding.to_json() for finding in self.findings]
        return json.dumps(told, indent=2, ensure_ascii=False)


def read_reading(
    find: Callable[[int], tuple[TFRecord, int]],
    number: int,
    cancel: CancelToken,
    picture: str = "",
) -> Reading:
    """Read a record as far as it can be read; what cannot becomes a finding.

    Args:
        find: `Session.read_record`.
        number: The record's row number.
        cancel: Looked at before each further step.
        picture: Name of the field to take the tile from, where the record has an image in it.

    Raises:
        Cancelled: Another record is wanted.
        IndexError: There is no such record any more.
        TfrError: The file cannot be opened.
        OSError: As `TfrError`.
    """
    cancel.check()
    tfrecord, record = find(number)
    reading = Reading(number, tfrecord.path, record)
    findings: list[Finding] = []
    try:
        framing = tfrecord.framing(record)
        payload = tfrecord.payload(record, check_crc=False)
    except TfrError as error:
        findings.append(_placed(error.finding, reading))
        return replace(reading, findings=tuple(findings))
    reading = replace(reading, framing=framing, payload=payload)
    cancel.check()
    if not framing.is_sound:
        try:
            tfrecord.payload(record, check_crc=True)
        except CrcError as error:
            findings.append(_placed(error.finding, reading))
    try:
        example = tfrecord.example(record, check_crc=False)
    except ExampleError as error:
        findings.append(_placed(error.finding, reading))
        return replace(reading, findings=tuple(findings))
    pictures = tuple(picture_fields(example))
    taken = picture if picture in pictures else example.image_key
    image = None if taken is None else picture_of(example, taken)
    reading = replace(reading, example=example, pictures=pictures, picture=taken, image=image)
    cancel.check()
    if reading.image is not None:
        try:
            pixels = decode_thumbnail(reading.image, LARGEST_SIDE)
            mask, greatest = brightened(pixels) or (pixels, 0)
            reading = replace(reading, tile=rgb_image(mask), greatest=greatest)
        except TfrError as error:
            findings.append(_placed(error.finding, reading))
    known = [finding for finding in tfrecord.findings if finding.record == record]
    findings += [finding for finding in known if finding not in findings]
    return replace(reading, findings=tuple(findings))


def masked(reading: Reading, mask: "Mask", path: Path) -> Reading:
    """Return what may be seen of a record while names are hidden: no bytes, and no other text.

    Args:
        reading: What was read.
        mask: What is shown in place of names.
        path: What is shown in place of the file.
    """
    example = None if reading.example is None else mask.example(reading.example)
    findings = tuple(mask.finding(finding) for finding in reading.findings)
    return replace(reading, path=path, payload=None, example=example, findings=findings)


def picture_fields(example: Example) -> list[str]:
    """Return the fields that hold an image: what may be the tile, a mask, an overview."""
    names = [*example.features, *example.feature_lists]
    return [name for name in names if sniff_format(picture_of(example, name) or b"") is not None]


def picture_of(example: Example, name: str) -> bytes | None:
    """Return the first value of a field, or of the first step of a feature list, if bytes."""
    feature = example.features.get(name)
    if feature is None:
        feature = next(iter(example.feature_lists.get(name, ())), None)
    first = feature.values[0] if feature is not None and feature.values else None
    return first if isinstance(first, bytes) else None


def unreadable(number: int, path: Path, record: int, error: BaseException) -> Reading:
    """Return the reading of a record whose file cannot be read at all."""
    reading = Reading(number, path, record)
    if isinstance(error, TfrError):
        return replace(reading, findings=(error.finding,))
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    finding = Finding(
        kind=FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=str(path),
        record=record,
        message=f"The record cannot be read: {reason}.",
        remedy="Reload the dataset, in case the file has moved or changed.",
    )
    return replace(reading, findings=(finding,))


def _placed(finding: Finding, reading: Reading) -> Finding:
    """Return a finding that names file, record and offset: those of an image name none."""
    offset = reading.framing.offset if reading.framing is not None else None
    return replace(
        finding,
        file=finding.file or str(reading.path),
        record=reading.record if finding.record is None else finding.record,
        offset=offset if finding.offset is None else finding.offset,
    )
