"""What image files are called by a template, such as "{slide}/{label}/{x}-{y}"."""

import math
import re
import string
from pathlib import Path
from typing import Any

from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.build.safe_names import LONGEST, name_key, safe_name
from tfrviewer.dataset.discovery import base_name

BUILT_IN = ("slide", "x", "y", "record", "file")
"""What a template may name besides the features of records."""

NOTHING = "none"
"""What stands for a value that a record has not."""

_LONGEST_SUFFIX = 32
"""Bytes that an extension and a number take."""
_WIDTH = re.compile(r"0[1-9][0-9]?")


class NameTemplate:
    """A template of names, looked at when it is made.

    Attributes:
        text: The template.
        fields: What it names, in order.
    """

    def __init__(self, text: str) -> None:
        """Look at a template.

        Args:
            text: Folders with "/" between them and the name of a file, without extension;
                `{slide}`, `{x}`, `{y}`, `{record}`, `{file}` and `{feature}` stand for the
                values of a record, `{x:06}` fills whole numbers up with zeros, `{{` is a brace.

        Raises:
            ValueError: If it cannot be read, or leads out of the folder.
            TypeError: If it is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"template is text, not {text!r:.80}.")
        self.text = text
        self._parts = [self._parsed(part) for part in text.split("/")]
        named = (field for part in self._parts for _, field, _ in part if field)
        self.fields = tuple(dict.fromkeys(named))

    @property
    def features(self) -> list[str]:
        """The features of records that it names."""
        return [field for field in self.fields if field not in BUILT_IN]

    def path_of(self, tile: Tile, file: str) -> str:
        """Return the path of an image, without extension; each part of it is safe.

        Args:
            tile: What it is named after.
            file: The name of its TFRecord.
        """
        x, y = tile.location or (None, None)
        own = {"slide": tile.slide, "x": x, "y": y, "record": tile.record, "file": file}
        names = [
            "".join(
                literal + (_text(own.get(field, tile.values.get(field)), width) if field else "")
                for literal, field, width in part
            )
            for part in self._parts
        ]
        longest = [LONGEST] * (len(names) - 1) + [LONGEST - _LONGEST_SUFFIX]
        return "/".join(
            safe_name(name, longest=most) for name, most in zip(names, longest, strict=True)
        )

    def _parsed(self, part: str) -> list[tuple[str, str, int]]:
        """Return one part as (text before, field or "", digits)."""
        try:
            pieces = list(string.Formatter().parse(part))
        except ValueError as error:
            raise self._wrong(f"it cannot be read ({error})") from None
        parsed = []
        for literal, field, width, conversion in pieces:
            if field is None:
                parsed.append((literal, "", 0))
                continue
            if not field:
                raise self._wrong("it has braces with nothing between them")
            if conversion or (width and not _WIDTH.fullmatch(width)):
                raise self._wrong(
                    f"“{{{field}…}}” asks for a form; only zeros are known, as in {{x:06}}"
                )
            parsed.append((literal, field, int(width or 0)))
        literal = "".join(literal for literal, _, _ in parsed)
        if not parsed or (part.strip() in ("", ".", "..") and literal == part):
            raise self._wrong("a part of its path is empty, or leads out of the folder")
        if "\\" in literal or "\0" in literal:
            raise self._wrong("it holds a backslash; folders are divided by /")
        return parsed

    def _wrong(self, why: str) -> ValueError:
        return ValueError(
            f"The template {self.text!r:.200} names no files: {why}. It is written as in "
            "'{slide}/{slide}-{x}-{y}'."
        )


class TemplateNames:
    """Names of image files below one folder by a template, no two alike on any file system."""

    def __init__(self, template: NameTemplate) -> None:
        self._template = template
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}
        self.file = ""

    def begin(self, tfrecord: Path) -> None:
        """Go on with the images of a TFRecord."""
        self.file = base_name(tfrecord)

    def owner_of(self, slide: str, tfrecord: Path) -> Path | None:
        """Return None: what a template puts together is meant to be together."""

    def unlike(self, slide: str, path: str) -> str | None:
        """Return None: no folder has to be named after a slide."""

    def name(self, tile: Tile) -> str:
        """Return the path of an image below the folder, numbered where one before had it."""
        path = free = self._template.path_of(tile, self.file)
        key = name_key(f"{path}.{tile.extension}")
        # From the number before: a template may give one name to all records.
        number = self._numbers.get(key, 1)
        while (taken := name_key(f"{free}.{tile.extension}")) in self._used:
            number += 1
            free = f"{path}-{number}"
        self._numbers[key] = number
        self._used.add(taken)
        return f"{free}.{tile.extension}"


def _text(value: Any, digits: int) -> str:  # noqa: ANN401 - any feature
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.7g}"  # as exact as a feature is
    if isinstance(value, int):
        return f"{value:0{digits}d}" if digits else str(value)
    return value if isinstance(value, str) and value else NOTHING
