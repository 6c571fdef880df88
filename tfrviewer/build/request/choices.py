"""What can be chosen for a build, by the words that commands and calls take.

It loads nothing else, so that the commands can list them.
"""

from enum import StrEnum
from typing import TypeVar


class Layout(StrEnum):
    """How folders of images become TFRecords."""

    SINGLE = "single"
    """The folder is one slide: one TFRecord."""
    NESTED = "nested"
    """Each folder inside it, at any depth, is a slide: a TFRecord each."""
    MERGED = "merged"
    """Each folder inside it, at any depth, is a slide: one TFRecord of all."""
    NAMES = "names"
    """The folder holds images of several slides, told by their names: a TFRecord each."""
    SHEET = "sheet"
    """A CSV or Parquet file names each image and its slide: a TFRecord a slide."""


class Order(StrEnum):
    """In which order images become records."""

    NAME = "name"
    """By name, numbers by their value; folder by folder."""
    LOCATION = "location"
    """Slide by slide, from top to bottom, each line from left to right."""
    SEED = "seed"
    """Shuffled; the same seed gives the same order, on every machine."""


class OnProblem(StrEnum):
    """What becomes of an image or a record that is not right."""

    SKIP = "skip"
    """It is left out, and the report says why."""
    RAISE = "raise"
    """It ends the work with an error."""


class Existing(StrEnum):
    """What becomes of a TFRecord that is there already."""

    REFUSE = "refuse"
    """It stops the build before anything is written."""
    SKIP = "skip"
    """It stays as it is, and its images are not read."""
    REPLACE = "replace"
    """It is replaced once the new one is whole."""
    APPEND = "append"
    """Its records stay, byte for byte, and the new ones follow; images it has are passed over."""


class Unlike(StrEnum):
    """What becomes of an image unlike most images of its TFRecord, in size or in format."""

    LEAVE_OUT = "leave-out"
    """It is left out, and the report says why."""
    CONVERT = "convert"
    """It is brought to the size, or the format, of the others."""
    ACCEPT = "accept"
    """It is taken as it is."""


class Anchor(StrEnum):
    """Which point of a tile the numbers in a name mean."""

    CENTRE = "centre"
    """Its centre, as Slideflow stores it."""
    CORNER = "corner"
    """Its upper left corner; half the tile's extent on the slide is added."""


class Encoding(StrEnum):
    """How images are stored."""

    KEEP = "keep"
    """Byte for byte where they are JPEG or PNG of 8-bit RGB; as PNG where not."""
    JPEG = "jpeg"
    """All as JPEG."""
    PNG = "png"
    """All as PNG."""


_E = TypeVar("_E", bound=StrEnum)


def choice(kind: type[_E], word: str, what: str) -> _E:
    """Return the member of an enumeration that a word names.

    Raises:
        ValueError: If it names none; the message lists those there are.
    """
    try:
        return kind(word)
    except ValueError:
        known = ", ".join(repr(member.value) for member in kind)
        raise ValueError(f"{what}={word!r} is not known; there are {known}.") from None
