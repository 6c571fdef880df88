"""What was planted in a sample, as `truth.json` lists it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Planted(StrEnum):
    """What the generator can plant."""

    # in the picture, in graded strength
    BLANK = "blank"
    BLUR = "out-of-focus"
    PEN = "pen"
    FOLD = "fold"
    DARK = "dark"
    WASHED = "washed-out"
    # in groups of records
    EXACT = "exact-duplicate"
    NEAR = "near-duplicate"
    # in one record
    UNDECODABLE = "undecodable-image"
    CRC = "payload-crc"
    # in a whole file
    NO_LOCATIONS = "no-locations"
    MIXED = "mixed-formats"
    STALE_INDEX = "stale-index"


TILE_DEFECTS = (Planted.PEN, Planted.FOLD, Planted.BLUR, Planted.DARK, Planted.BLANK)
"""What is planted unless more is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One planted thing.

    Attributes:
        kind: What it is.
        file: The TFRecord, relative to the folder of `truth.json`, with slashes.
        slide: Its slide.
        record: The record number, or None where it concerns the whole file.
        strength: How strong, above 0 to 1, for defects of the picture.
        loc_x, loc_y: The location in the record, or None.
        group: Number shared by an original and its copies, from 0.
        detail: In words, for people.
    """

    kind: Planted
    file: str
    slide: str
    record: int | None = None
    strength: float | None = None
    loc_x: int | None = None
    loc_y: int | None = None
    group: int | None = None
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object with every key present."""
        return {
            "kind": self.kind.value,
            "file": self.file,
            "record": self.record,
            "strength": self.strength,
            "slide": self.slide,
            "loc_x": self.loc_x,
            "loc_y": self.loc_y,
            "group": self.group,
            "detail": self.detail,
        }
