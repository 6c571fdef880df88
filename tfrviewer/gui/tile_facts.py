"""What is known of one tile, for tool tips, titles, captions and screen readers."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_LONGEST_NAME: Final = 120
# What some system refuses in a file name, and what would hide it or leave the folder.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_SUFFIXES: Final = {"jpeg": ".jpg", "tiff": ".tif"}


@dataclass(frozen=True, slots=True)
class TileFacts:
    """What is known of one record without reading it.

    Attributes:
        number: Its running number in the dataset.
        tfrecord: Name of its file.
        record: Its number within the file.
        slide: Its slide, or None while or where that is not known.
        location: (x, y) in level-0 pixels, or None.
        size: (width, height) of the image in pixels, or None while or where that is not known.
        nbytes: Bytes that the record takes in the file, or None.
        flag: What the reader said of it, "" for nothing.
        note: What the reader noted about it.
    """

    number: int
    tfrecord: str
    record: int
    slide: str | None
    location: tuple[int, int] | None
    size: tuple[int, int] | None
    nbytes: int | None
    flag: str = ""
    note: str = ""

    @classmethod
    def of(cls, session: "Session", number: int) -> "TileFacts":
        """Return what the session knows of a record; `number` must be one of its own."""
        frame = session.frame
        row: dict[str, Any] = frame.row(number, named=True) if number < frame.height else {}
        width, height = row.get("width"), row.get("height")
        located = bool(session.has_location[number])
        return cls(
            number=number,
            tfrecord=str(row.get("tfrecord") or ""),
            record=int(session.record[number]),
            slide=row.get("slide"),
            location=(int(session.x[number]), int(session.y[number])) if located else None,
            size=(width, height) if width is not None and height is not None else None,
            nbytes=row.get("bytes"),
            flag=session.flags.flag_of(number) or "",
            note=session.flags.note_of(number),
        )

    @property
    def name(self) -> str:
        """The slide, or the file's name where no slide is known."""
        return self.slide or self.tfrecord

    def file_name(self, image_format: str | None) -> str:
        """Return a safe name for a file with the tile's image: `<slide>-<x>-<y>.jpg`.

        A slide's name comes from a file: whatever could lead out of the folder, or is no file
        name on some system, is replaced.

        Args:
            image_format: Format of the image as `sniff_format` names it.
        """
        stem = _UNSAFE.sub("_", self.name).strip(" .")[:_LONGEST_NAME] or "tile"
        if _RESERVED.match(stem):
            stem = f"_{stem}"
        if self.location is not None:
            where = "{}-{}".format(*self.location)
        else:
            where = f"record-{self.record}"
        suffix = _SUFFIXES.get(image_format or "", f".{image_format}" if image_format else ".bin")
        return f"{stem}-{where}{suffix}"
