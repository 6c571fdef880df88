"""What two datasets have in common as lines: slides, then patients, then tiles; no Qt widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from tfrviewer.errors import FileChangedError, Finding, FindingKind, Severity
from tfrviewer.gui.duplicates import words
from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.tiles.image.thumbnails import decode_thumbnail

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from tfrviewer.checks.content import Leaks
    from tfrviewer.dataset.dataset import Dataset

_PICTURE_PX = 512


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides are called.

    Attributes:
        here: The dataset that is open.
        there: The other one.
    """

    here: str
    there: str


class Line(NamedTuple):
    """Something that lies on both sides.

    Attributes:
        what: What it is.
        here: Where it lies in the open dataset.
        there: Where it lies in the other one.
        number: The record of the open dataset, -1 if it is no tile.
    """

    what: str
    here: str
    there: str
    number: int


class LeakLines:
    """All that two datasets have in common; those tiles first that are the same.

    Attributes:
        found: What was found.
        sides: What the two are called.
    """

    def __init__(self, found: "Leaks", dataset: "Dataset", other: "Dataset", sides: Sides) -> None:
        self.found = found
        self.sides = sides
        self._dataset, self._other = dataset, other
        self._tiles = found.frame.sort(pl.col("distance"), "number", maintain_order=True)
        shared = [Line(words.slide(), slide, slide, -1) for slide in found.slides] + [
            Line(words.patient(patient), ", ".join(here), ", ".join(there), -1)
            for patient, (here, there) in found.patients.items()
        ]
        self._shared = shared
        self._last: tuple[int, Line] | None = None

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._shared) + self._tiles.height

    def line(self, i: int) -> Line:
        """Return a line."""
        if i < len(self._shared):
            return self._shared[i]
        if self._last is None or self._last[0] != i:  # a line is asked for once a column
            row = self._tiles.row(i - len(self._shared), named=True)
            here = words.tile(row["tfrecord"], row["record"])
            there = words.tile(row["other_tfrecord"], row["other_record"])
            what = words.likeness(row["match"], row["distance"])
            self._last = i, Line(what, here, there, row["number"])
        return self._last[1]

    def pictures(self, i: int) -> "tuple[QImage, QImage]":
        """Return the tiles of a line, here and there; called in a thread.

        Raises:
            TfrError, OSError: If one of them cannot be read or decoded.
        """
        row = self._tiles.row(i - len(self._shared), named=True)
        here, there = self.found.one.file, self.found.other.file
        return (
            _picture(self._dataset, int(here[row["number"]]), row["record"]),
            _picture(self._other, int(there[row["other_number"]]), row["other_record"]),
        )

    def close(self) -> None:
        """Close the files of the other dataset; called in a thread."""
        self._other.close()


def _picture(dataset: "Dataset", file: int, record: int) -> "QImage":
    tfrecord = dataset.open(file)
    if len(tfrecord) != dataset.metric_reader.count(file):
        raise FileChangedError(
            Finding(
                kind=FindingKind.CHANGED_FILE,
                severity=Severity.ERROR,
                file=str(tfrecord.path),
                message="The file was changed since it was compared.",
                remedy="Compare the folders again.",
            )
        )
    return rgb_image(decode_thumbnail(tfrecord.image(record), _PICTURE_PX))
