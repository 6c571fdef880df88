"""One way in which names of image files tell slide and location."""

import re
from dataclasses import dataclass, field

from tfrviewer.build.request.choices import Anchor

Location = tuple[int, int]
"""x and y in level-0 slide pixels."""

NUMBERS = ("x", "y", "column", "row", "width", "height", "right", "bottom")
"""The parts of a name that are numbers and say something of the location."""

WHOLE = r"-?(?:0|[1-9][0-9]{0,18})"
"""A number as programs write it: zeros in front are of a counter, or of a date."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What one name tells.

    Attributes:
        slide: The part that names the slide; None if there is none.
        numbers: The others by what they are: `x`, `y`, `column`, `row`, `width`, `height`,
            `right`, `bottom`.
        spans: Where each part stands in the name: the first letter, and the one after the last.
    """

    slide: str | None
    numbers: dict[str, int]
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way in which names tell slide and location.

    Attributes:
        word: What a request and a recipe call it; of a template, its own text.
        title: What people call it.
        example: The name of a file that has it.
        template: What it looks like in the language of `template`.
        anchor: Which point of a tile its numbers mean.
        expression: Matches a whole name without its extension; has groups of the names in
            `NUMBERS`, and of `slide`.
        rest: Matches what follows a slide that is known, to the end; None if the slide does not
            stand in front.
        is_sure: Whether a single name of this form is enough to know it.
        is_guarded: Whether a date could be taken for it.
        folders: How many names of folders stand in front, with "/" behind each.
        mark: What every name of it has somewhere, in small letters: a quick look saves a long one.
    """

    word: str
    title: str
    example: str
    template: str
    anchor: Anchor
    expression: re.Pattern[str] = field(repr=False)
    rest: re.Pattern[str] | None = field(default=None, repr=False)
    is_sure: bool = True
    is_guarded: bool = False
    folders: int = 0
    mark: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Which numbers it has, in the order of `NUMBERS`."""
        return tuple(part for part in NUMBERS if part in self.expression.groupindex)

    @property
    def has_slide(self) -> bool:
        """Whether it tells the slide."""
        return "slide" in self.expression.groupindex

    @property
    def has_location(self) -> bool:
        """Whether it tells where a tile lies."""
        return "x" in self.expression.groupindex or self.needs_pitch

    @property
    def needs_pitch(self) -> bool:
        """Whether it counts columns and rows, which only a pitch turns into a location."""
        return "column" in self.expression.groupindex

    @property
    def has_extent(self) -> bool:
        """Whether it tells how large a tile is on the slide."""
        groups = self.expression.groupindex
        return not groups.keys().isdisjoint(("width", "height", "right", "bottom"))

    @property
    def needs_extent(self) -> bool:
        """Whether its corners become centres only by an extent that is given."""
        return self.anchor is Anchor.CORNER and not (self.has_extent or self.needs_pitch)

    def match(self, name: str) -> NameMatch | None:
        """Return what a name tells by this pattern, None if it has another form.

        Args:
            name: The name without its extension; where the pattern has folders, with theirs in
                front.
        """
        found = self.expression.fullmatch(name)
        return None if found is None else told(found)


def told(found: re.Match[str]) -> NameMatch:
    """Return what a match of an expression of a pattern says."""
    spans = {part: found.span(part) for part in found.re.groupindex if found[part] is not None}
    numbers = {part: int(found[part]) for part in spans if part in NUMBERS}
    return NameMatch(found["slide"] if "slide" in spans else None, numbers, spans)
