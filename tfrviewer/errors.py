"""What can be wrong, said once: the `Finding` type and the tree of errors.

    TfrError                    anything tfrviewer refuses to do, with the Finding that says why
    ├── NotATFRecordError       the file is something else (text, Git-LFS pointer, picture, …)
    ├── RecordError             one record cannot be read
    │   ├── CrcError            its payload or length does not match its checksum
    │   ├── ExampleError        its payload is not a tf.train.Example
    │   └── ImageError          its image cannot be decoded
    ├── PathNotFoundError       a path to open is not there (also a FileNotFoundError)
    ├── IndexFileError          an index file cannot be read, or does not fit its TFRecord
    ├── LocationNotFoundError   no record lies at the location asked for (also a KeyError)
    ├── TargetExistsError       what was to be written is already there (also a FileExistsError)
    ├── BuildError              a TFRecord cannot be made of what was given
    ├── RecipeError             a recipe of a build cannot be read, or says what cannot be
    ├── FileChangedError        the file vanished, or was shortened or replaced, while open
    ├── QueryError              a filter condition or sort key is wrong
    ├── ProjectError            a project of Slideflow, or what was asked of it, is wrong
    ├── AnnotationsError        annotations cannot be read
    ├── DatasetError            what was asked of a dataset does not fit its files and annotations
    └── ReviewError             flags cannot be kept, read or taken from a file

A front end prints `str(error)`: what, where, why and what to do, in that order.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Self


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Data is lost or unreadable."""
    WARNING = "warning"
    """Likely wrong."""
    NOTE = "note"
    """Worth knowing."""


class FindingKind(StrEnum):
    """What a finding is about."""

    # the file
    EMPTY_FILE = "empty-file"
    NOT_A_TFRECORD = "not-a-tfrecord"
    LFS_POINTER = "lfs-pointer"
    MISSING_FILE = "missing-file"
    UNREADABLE_FILE = "unreadable-file"
    CHANGED_FILE = "changed-file"
    DAMAGED_COMPRESSION = "damaged-compression"
    # its framing
    TRUNCATED = "truncated"
    DAMAGED_STRETCH = "damaged-stretch"
    TRAILING_GARBAGE = "trailing-garbage"
    LENGTH_CRC = "length-crc"
    PAYLOAD_CRC = "payload-crc"
    # what a record holds
    NOT_AN_EXAMPLE = "not-an-example"
    MISSING_FIELD = "missing-field"
    WRONG_FIELD = "wrong-field"
    UNDECODABLE_IMAGE = "undecodable-image"
    NO_LOCATION = "no-location"
    # its index
    STALE_INDEX = "stale-index"
    UNREADABLE_INDEX = "unreadable-index"
    FOREIGN_INDEX = "foreign-index"
    INDEX_NOT_WRITTEN = "index-not-written"
    # what Slideflow keeps beside it
    PROJECT = "project"
    ANNOTATIONS = "annotations"
    STALE_MANIFEST = "stale-manifest"
    EXTRACTION_REPORT = "extraction-report"
    # what a build that was cut off left
    UNFINISHED_BUILD = "unfinished-build"
    # what TFRecords are made of, and where they and their images go
    EMPTY_FOLDER = "empty-folder"
    OUTSIDE_LAYOUT = "outside-layout"
    PASSED_OVER = "passed-over"
    SHEET = "sheet"
    NOT_AN_IMAGE = "not-an-image"
    ODD_SIZE = "odd-size"
    MIXED_FORMATS = "mixed-formats"
    UNNAMED_FORMAT = "unnamed-format"
    GUESSED_LOCATION = "guessed-location"
    DUPLICATE_LOCATION = "duplicate-location"
    CORNER_LOCATION = "corner-location"
    OFF_GRID = "off-grid"
    DUPLICATE_SLIDE = "duplicate-slide"
    RENAMED = "renamed"
    TARGET_EXISTS = "target-exists"
    ALREADY_THERE = "already-there"
    DISK_SPACE = "disk-space"
    NOT_AS_WRITTEN = "not-as-written"
    # what was asked for
    BAD_QUERY = "bad-query"
    BAD_REQUEST = "bad-request"
    FOLDER_IN_USE = "folder-in-use"
    NEW_SPLIT = "new-split"
    # of a dataset as a whole
    SAME_TILES = "same-tiles"
    ABSENT_SLIDE = "absent-slide"
    NOT_ANNOTATED = "not-annotated"
    UNFINISHED_SLIDE = "unfinished-slide"
    SLIDEFLOW_DELETES = "slideflow-deletes"
    # of one file beside its name and its neighbours
    OTHER_SLIDE = "other-slide"
    DIVIDED_LOCATIONS = "divided-locations"
    WRONG_SUFFIX = "wrong-suffix"
    # what people said of tiles
    REVIEW_STORE = "review-store"
    FLAGGED_OTHERWISE = "flagged-otherwise"
    NOT_IMPORTED = "not-imported"
    # the same or nearly the same tiles, and what lies on both sides of a split
    DUPLICATE_TILE = "duplicate-tile"
    NEAR_DUPLICATE = "near-duplicate"
    SPLIT_LEAK = "split-leak"
    # what was measured on tiles
    METRIC = "metric"
    # too many of one kind to list
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong, where it is, and what can be done; the same JSON everywhere.

    Attributes:
        kind: What it is about.
        severity: How bad it is.
        file: The file concerned, as it was opened.
        record: Number of the record, from 0, or None where it concerns no one record.
        offset: Byte where the record's length field, or the damaged stretch, begins.
        message: What is wrong and why, in the user's words, without file and record.
        remedy: What to do about it; may be empty.
    """

    kind: FindingKind
    severity: Severity
    file: str
    message: str
    record: int | None = None
    offset: int | None = None
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the finding as a JSON object with every key present."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "file": self.file,
            "record": self.record,
            "offset": self.offset,
            "message": self.message,
            "remedy": self.remedy,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Return the finding that `to_json` wrote.

        Args:
            value: The JSON object.

        Raises:
            KeyError: If a key is missing.
            ValueError: If there is no such kind or severity.
        """
        return cls(
            kind=FindingKind(value["kind"]),
            severity=Severity(value["severity"]),
            file=str(value["file"]),
            record=value["record"],
            offset=value["offset"],
            message=str(value["message"]),
            remedy=str(value["remedy"]),
        )

    @property
    def where(self) -> str:
        """Where it is: file name, record number and byte offset, as far as known."""
        parts = [Path(self.file).name] if self.file else []
        if self.record is not None:
            parts.append(f"record {self.record}")
        if self.offset is not None:
            parts.append(f"byte {self.offset:,}")
        return ", ".join(parts)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.remedy}" if self.remedy else text


def shown(text: str) -> str:
    """Return text from a file on one line: what would move the cursor or colour it is escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def renamed(findings: Iterable[Finding], path: Path) -> list[Finding]:
    """Return findings as about `path`: the file was moved, or its bytes were read elsewhere."""
    return [replace(finding, file=str(path)) for finding in findings]


_NOTE = "finding: "


class TfrError(Exception):
    """Base of every error that tfrviewer raises by intent.

    Attributes:
        finding: What is wrong, where, why, and what to do.
    """

    def __init__(self, finding: Finding | str) -> None:
        """Take what is wrong.

        Args:
            finding: What is wrong; or the traceback of an error that `note_finding` was called
                on, as text.

        Raises:
            TypeError: If a text holds no finding.
        """
        if isinstance(finding, str):
            finding = _noted_finding(finding)
        super().__init__(str(finding))
        self.finding = finding

    def note_finding(self) -> None:
        """Have the error's traceback hold its finding.

        For those who send errors between processes as type and text, and build a new one of
        these, as PyTorch's DataLoader does: that one has the same finding.
        """
        self.add_note(_NOTE + json.dumps(self.finding.to_json()))

    def __str__(self) -> str:
        return str(self.finding)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.finding,)


def _noted_finding(traceback: str) -> Finding:
    for line in reversed(traceback.splitlines()):
        if line.startswith(_NOTE):
            return Finding.from_json(json.loads(line.removeprefix(_NOTE)))
    raise TypeError("A TfrError is made of a Finding.")


class PathNotFoundError(TfrError, FileNotFoundError):
    """A file or folder to open is not there."""


class NotATFRecordError(TfrError):
    """The file holds no record at all; the message names what it seems to be."""


class RecordError(TfrError):
    """One record cannot be read; the others can."""


class CrcError(RecordError):
    """The stored CRC of a record and the one computed from its bytes differ."""


class ExampleError(RecordError):
    """A payload is neither a tf.train.Example nor a SequenceExample."""


class ImageError(RecordError):
    """An image cannot be decoded."""


class IndexFileError(TfrError):
    """An index file cannot be read, or does not fit its TFRecord."""


class LocationNotFoundError(TfrError, KeyError):
    """No record lies at the location asked for; the message names the nearest one."""


class TargetExistsError(TfrError, FileExistsError):
    """A file to write is already there, and was not to be replaced."""


class BuildError(TfrError):
    """What was given to make a TFRecord of cannot be taken, and was not to be left out."""


class RecipeError(TfrError):
    """A recipe of a build is none, or says what is not known."""


class FileChangedError(TfrError):
    """A file vanished, or was shortened or replaced, while it was open."""


class QueryError(TfrError):
    """A filter condition or a sort key is wrong."""


class ProjectError(TfrError):
    """A project of Slideflow cannot be read, or holds nothing of what was asked for."""


class AnnotationsError(TfrError):
    """Annotations cannot be read, or contradict themselves."""


class DatasetError(TfrError):
    """What was asked of a dataset cannot be done with its files and annotations."""


class ReviewError(TfrError):
    """Flags cannot be read or kept, or a file of flags cannot be taken."""
