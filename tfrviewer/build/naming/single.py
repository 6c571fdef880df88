"""Where a tile lies, as the name of its file says.

A pattern takes x and y from a name without its extension. Numbers are taken as they are: they
are the tile's centre in level-0 slide pixels, as in the names that Slideflow and `extract_tiles`
write. A name that says nothing has no location; none is ever guessed from a lone number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tfrviewer.build.naming.pattern import Location

_FAR = 10_000_000
"""No slide is so wide: 20240131 in a name is a date, not a place."""

_DATE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12][0-9]|3[01]))?\Z"
)
"""2024-11-17, or 2024-11: what ends so is a day, unless the slide's own name stands before."""

_INT64 = 1 << 63
_NUMBER = r"-?(?:0|[1-9][0-9]{0,18})"
_PAIR = re.compile(rf"(?P<x>{_NUMBER})-(?P<y>{_NUMBER})")
_AGAIN = re.compile(r"-record[0-9]+(?:-[0-9]+)?$")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One way in which names tell locations.

    Attributes:
        name: What it is called, for people.
        expression: Matches a whole stem, with groups x and y.
    """

    name: str
    expression: re.Pattern[str]

    def location(self, stem: str) -> Location | None:
        """Return (x, y) if a stem matches and its numbers may be places on a slide."""
        match = self.expression.fullmatch(stem)
        if match is None:
            return None
        x, y = int(match["x"]), int(match["y"])
        return (x, y) if abs(x) < _FAR and abs(y) < _FAR else None


PATTERNS = (
    # The shortest prefix: the sign of "slide--256--128" belongs to the number.
    NamePattern("<slide>-<x>-<y>", re.compile(rf"(?:.*?-)?{_PAIR.pattern}", re.DOTALL)),
    NamePattern(
        "x<x>_y<y>",
        re.compile(r"(?:.*[^a-z0-9])?x(?P<x>-?[0-9]{1,9})[_-]y(?P<y>-?[0-9]{1,9})", re.I | re.S),
    ),
)


def location_of(stem: str, owners: Iterable[str] = ()) -> Location | None:
    """Return the location that a file's name tells, or None.

    Args:
        stem: The name without its extension. A `-record12` at its end, by which
            `extract_tiles` tells images at one location apart, is passed over.
        owners: What the slide may be called in it: `<slide>-<x>-<y>` is then taken at its
            word, whatever the slide's own name looks like.
    """
    return _read(stem, owners)[0]


def is_guess(stem: str, owners: Iterable[str]) -> bool:
    """Tell whether a location is taken from two numbers after what is no name of the slide."""
    return _read(stem, owners)[1]


def _read(stem: str, owners: Iterable[str]) -> tuple[Location | None, bool]:
    """Return the location that a name tells, and whether that is a guess."""
    stem = _AGAIN.sub("", stem)
    for owner in owners:
        if stem == owner:  # "A-1-2" may be a slide
            return None, False
        if stem.startswith(f"{owner}-"):
            match = _PAIR.fullmatch(stem, len(owner) + 1)
            if match is not None:
                x, y = int(match["x"]), int(match["y"])
                fits = -_INT64 <= x < _INT64 and -_INT64 <= y < _INT64
                return ((x, y) if fits else None), False
    if _DATE.search(stem):
        return None, False
    for pattern in PATTERNS:
        location = pattern.location(stem)
        if location is not None:
            return location, pattern is PATTERNS[0] and _PAIR.fullmatch(stem) is None
    return None, False
