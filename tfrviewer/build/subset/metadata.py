"""The table of images that were taken out of TFRecords: `metadata.csv`."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from tfrviewer.atomic import write_atomically
from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.errors import Finding, FindingKind, Severity, TargetExistsError

METADATA = "metadata.csv"
COLUMNS = ("image", "tfrecord", "record", "slide", "x", "y", "bytes", "format")
_OWN = frozenset({"image_raw", "slide", "loc_x", "loc_y"})
_FORMATS = {"jpg": "jpeg", "tif": "tiff"}
_LONGEST = 256
"""Bytes of a text that is told."""


class Metadata:
    """A line an image, with every feature of one number or short text."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, tuple[Any, ...]]] = []
        self._further: dict[str, dict[int, Any]] = {}

    def add(self, place: int, image: str, tfrecord: Path, tile: Tile, size: int) -> None:
        """Take an image.

        Args:
            place: Where its line is, among all.
            image: Its path below the folder.
            tfrecord: The TFRecord it is from.
            tile: What it is named after.
            size: Its bytes.
        """
        x, y = tile.location or ("", "")
        line: tuple[Any, ...] = (image, str(tfrecord), tile.record, tile.slide, x, y, size)
        line = (*line, _FORMATS.get(tile.extension, tile.extension))
        for name, value in tile.values.items():
            if name not in _OWN and (told := _told(value)) is not None:
                self._further.setdefault(name, {})[len(self._lines)] = told
        self._lines.append((place, line))

    def write(self, path: Path, *, replace: bool) -> None:
        """Write the table; one that is there and says the very same is left.

        Raises:
            TargetExistsError: If another one is there, and is not to be replaced.
            OSError: If it cannot be written.
        """
        text = StringIO()
        writer = csv.writer(text, lineterminator="\n")
        names = sorted(self._further)
        writer.writerow(
            [*COLUMNS, *(f"{name}_field" if name in COLUMNS else name for name in names)]
        )
        further = [self._further[name] for name in names]
        for number in sorted(range(len(self._lines)), key=lambda at: self._lines[at][0]):
            line = self._lines[number][1]
            writer.writerow([*line, *(values.get(number, "") for values in further)])
        data = text.getvalue().encode("utf-8", "backslashreplace")
        if not replace and path.exists() and path.read_bytes() != data:
            raise TargetExistsError(
                Finding(
                    kind=FindingKind.TARGET_EXISTS,
                    severity=Severity.ERROR,
                    file=str(path),
                    message="The table of the images would be here, and there is another one.",
                    remedy="Choose another folder, or replace what is there (replace=True, "
                    "--replace).",
                )
            )
        write_atomically(path, data)


def _told(value: object) -> int | float | str | None:
    if isinstance(value, bytes):
        if len(value) > _LONGEST:
            return None
        try:
            return value.decode()
        except UnicodeDecodeError:
            return None
    return value if isinstance(value, int | float | str) else None
