"""What the records of a TFRecord lack to have locations, as the first of them tell."""

from enum import Enum
from pathlib import Path

from tfrviewer.errors import TfrError
from tfrviewer.tfrecord.file import TFRecord

_LOOKED_AT = 4  # records: one may be damaged


class Lack(Enum):
    """What is missing."""

    BOTH = "both"
    """Both coordinates, as far as is known."""
    X = "x"
    """There is a loc_y, and no loc_x."""
    Y = "y"
    """There is a loc_x, and no loc_y."""
    EXAMPLE = "example"
    """The records are SequenceExamples."""


def lack_of(path: Path) -> Lack:
    """Return what a TFRecord lacks that has no locations; reads a record, so it is for a thread."""
    try:
        file = TFRecord(path, create_index=False)
    except (TfrError, OSError):
        return Lack.BOTH  # it is told elsewhere that it cannot be read any more
    with file:
        for number in range(min(len(file), _LOOKED_AT)):
            try:
                example = file.example(number, check_crc=False)
            except (TfrError, OSError):
                continue
            has_x, has_y = "loc_x" in example.features, "loc_y" in example.features
            if has_x is not has_y:
                return Lack.Y if has_x else Lack.X
            return Lack.EXAMPLE if example.is_sequence else Lack.BOTH
    return Lack.BOTH
