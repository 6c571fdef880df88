"""What the files of images are called: by slide and location."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfrviewer.build.naming import Location
from tfrviewer.build.safe_names import name_key, safe_name

_LONGEST_SLIDE = 180
"""Bytes of a slide's name in a file's, so that location, number and extension have room."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What an image file is named after.

    Attributes:
        slide: The slide of the record.
        location: (x, y) of its centre in level-0 slide pixels, or None.
        record: The number of the record.
        extension: Of its format, without a dot.
        values: The features of the record.
    """

    slide: str
    location: Location | None
    record: int
    extension: str
    values: dict[str, Any] = field(default_factory=dict, repr=False)


class TileNames:
    """Names of image files below one folder, no two alike on any file system."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}
        self._used: set[str] = set()
        self._owners: dict[str, Path] = {}

    def owner_of(self, slide: str, tfrecord: Path) -> Path | None:
        """Return which TFRecord before had images of a slide, None if this is the first."""
        owner = self._owners.setdefault(slide, tfrecord)
        return None if owner == tfrecord else owner

    def folder_of(self, slide: str) -> str:
        """Return the folder of a slide."""
        folder = self._folders.get(slide)
        if folder is None:
            folder = self._free(safe_name(slide), "~")
            self._folders[slide] = folder
        return folder

    def name(self, tile: Tile) -> str:
        """Return the path of an image below the folder, with "/"."""
        return self.path_of(tile.slide, tile.location, tile.record, tile.extension)

    def unlike(self, slide: str, path: str) -> str | None:
        """Return the folder of a slide if it could not have its name, None if it has."""
        folder = path.split("/")[0]
        return folder if folder != slide else None

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
