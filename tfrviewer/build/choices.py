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


class Order(StrEnum):
    """In which order images become records."""

    NAME = "name"
    """By name, numbers by their value; folder by folder."""
    LOCATION = "location"
    """Slide by slide, from top to bottom, each line from left to right."""
    SEED = "seed"
    """Shuffled; the same seed gives the same order, on every machine."""


class Locations(StrEnum):
    """Where the locations of tiles are taken from."""

    NAMES = "names"
    """The names of the files; (0, 0) where a name says nothing."""
    NONE = "none"
    """Nowhere: (0, 0), which readers take for no location."""


class OnProblem(StrEnum):
    """What becomes of an image or a record that is not right."""

    SKIP = "skip"
    """It is left out, and the report says why."""
    RAISE = "raise"
    """It ends the work with an error."""


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
