"""What a build does with names: from the names of a folder to locations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Self

import numpy as np

from tfrviewer.build.naming.known import KNOWN, known
from tfrviewer.build.naming.owners import owners_of
from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.naming.reading import (
    BoolArray,
    IntArray,
    Reading,
    Stems,
    read_names,
    stem_of,
    texts_of,
)
from tfrviewer.build.naming.recognise import SAMPLE, recognise, spread
from tfrviewer.build.naming.template import compile_template
from tfrviewer.build.request.choices import Anchor
from tfrviewer.build.request.request import NO_PATTERN, Naming

_MOST_FOLDERS = 64
"""So many folders, spread evenly, tell what most are like."""

_SAFE = 1 << 61
"""Sums of numbers below this are no surprise in int64."""


@dataclass(frozen=True, slots=True)
class NamedLocations:
    """What the names of the images in one folder tell.

    Attributes:
        locations: int64 (N, 2), level-0 x and y; 0 where not known.
        known: bool (N,), which are.
        slides: What each name says of its slide, None where nothing; None if the pattern says
            nothing of slides, or there is none.
        pattern: By which pattern they were read; None if none fits.
        guessed: How many locations are two numbers behind what is no name of the slide.
        matched: How many names have the form of the pattern.
        anchor: What the numbers in the names mean.
        converted: Whether `locations` are centres. False where they are corners for lack of an
            extent.
        lacks: What would make more of the names: "pitch" where they count columns and rows,
            "extent" where they are corners; else None.
        guesses: bool (N,), which locations are guessed; None if none is.
    """

    locations: IntArray
    known: BoolArray
    slides: Sequence[str | None] | None
    pattern: Pattern | None
    guessed: int
    matched: int
    anchor: Anchor
    converted: bool
    lacks: str | None = None
    guesses: BoolArray | None = None


@dataclass(frozen=True, slots=True)
class LocationRule:
    """How names tell locations.

    Attributes:
        pattern: By which pattern; None recognises the known ones, folder by folder.
        reads: Whether names are looked at.
        anchor: Which point of a tile the numbers mean; None goes by the pattern.
        extent: Side of a tile in level-0 slide pixels, where names do not tell it.
        pitch: Distance of columns and of rows in level-0 slide pixels.
        usual: The pattern that most folders have: that of a folder with too few names to tell.
    """

    pattern: Pattern | None = None
    reads: bool = True
    anchor: Anchor | None = None
    extent: int | None = None
    pitch: int | None = None
    usual: Pattern | None = None

    @classmethod
    def of(cls, naming: Naming) -> Self:
        """Return the rule of a request.

        Raises:
            PatternError: If a template is wrong; a ValueError.
            ValueError: If a word is of no known pattern.
        """
        word, pattern = naming.pattern, None
        if word is not None and word != NO_PATTERN:
            pattern = known(word) or (compile_template(word) if "{" in word else None)
            if pattern is None:
                words = ", ".join(repr(p.word) for p in KNOWN)
                raise ValueError(
                    f"pattern={word!r} is not known; there are {words}, {NO_PATTERN!r}, and "
                    "templates such as '{slide}_{x}_{y}'."
                )
        return cls(
            pattern=pattern,
            reads=word != NO_PATTERN,
            anchor=naming.anchor,
            extent=naming.extent,
            pitch=naming.pitch,
        )

    def settled(self, folders: Sequence[tuple[str | None, str, Sequence[str]]]) -> Self:
        """Return the rule for folders of one kind, which knows what most of them are like.

        One name of two numbers alone tells nothing; among folders full of such names it does.

        Args:
            folders: Slide, folder and names of each, as `read` takes them.
        """
        if not self.reads or self.pattern is not None:
            return self
        votes: Counter[Pattern] = Counter()
        for at in spread(len(folders), _MOST_FOLDERS):
            slide, folder, names = folders[at]
            stems = [stem_of(names[number]) for number in spread(len(names), SAMPLE)]
            found = recognise(stems, _owners(slide, folder), folder)
            if found is not None:
                votes[found[0]] += int(np.count_nonzero(found[1].found))
        usual = max(KNOWN, key=lambda pattern: votes[pattern])
        return replace(self, usual=usual if votes[usual] else None)

    def read(self, slide: str | None, folder: str, names: Sequence[str]) -> NamedLocations:
        """Read the names of one folder.

        Args:
            slide: The slide they belong to, as far as known; None if their names alone tell it.
            folder: The folder they lie in: its path, as text. Its name may stand for the slide's
                in them, and patterns with "/" look at it.
            names: The names of the files, with their extensions.
        """
        return self.inspect(slide, folder, names)[0]

    def inspect(
        self, slide: str | None, folder: str, names: Sequence[str]
    ) -> tuple[NamedLocations, Reading | None]:
        """Read the names of one folder, as `read` does, and return what each part was read from."""
        stems = Stems(names)
        found = self._recognise(_owners(slide, folder), folder, stems)
        if found is None:
            return _nothing(len(names), self.anchor or Anchor.CENTRE), None
        pattern, reading = found
        return self._located(pattern, reading, is_told=slide is None), reading

    def _recognise(
        self, owners: Sequence[str], folder: str, stems: Sequence[str]
    ) -> tuple[Pattern, Reading] | None:
        if not self.reads:
            return None
        if self.pattern is None:
            return recognise(stems, owners, folder, self.usual)
        texts = texts_of(self.pattern, folder, stems)
        return self.pattern, read_names(self.pattern, texts, owners, guarded=False)

    def _located(self, pattern: Pattern, reading: Reading, *, is_told: bool) -> NamedLocations:
        """Return the locations of what was read."""
        anchor = self.anchor or pattern.anchor
        known = reading.found.copy()
        matched = int(np.count_nonzero(known))
        locations = np.zeros((len(known), 2), np.int64)
        converted, lacks = True, None
        if pattern.needs_pitch and self.pitch is None:
            known[:] = False
            lacks = "pitch"
        elif pattern.has_location:
            for axis, part in enumerate(("x", "y")):
                locations[:, axis] = self._axis(pattern, reading, part, known)
            if anchor is Anchor.CORNER:
                converted = self._to_centres(pattern, reading, locations, known)
                lacks = None if converted else "extent"
            locations[~known] = 0
        else:
            known[:] = False
        guesses = np.zeros(len(known), bool)
        if self.pattern is None and not pattern.is_sure and not is_told:
            bare = np.array([slide is None for slide in reading.slides], bool)
            guesses = known & ~reading.owned & ~bare
        return NamedLocations(
            locations=locations,
            known=known,
            slides=reading.slides if pattern.has_slide else None,
            pattern=pattern,
            guessed=int(np.count_nonzero(guesses)),
            matched=matched,
            anchor=anchor,
            converted=converted,
            lacks=lacks,
            guesses=guesses if guesses.any() else None,
        )

    def _axis(self, pattern: Pattern, reading: Reading, part: str, known: BoolArray) -> IntArray:
        """Return x or y as the names have them, in pixels."""
        if not pattern.needs_pitch:
            return reading.numbers[part]
        assert self.pitch is not None
        steps = reading.numbers["column" if part == "x" else "row"]
        known &= steps < _SAFE // self.pitch
        return np.where(known, steps, 0) * self.pitch

    def _to_centres(
        self, pattern: Pattern, reading: Reading, locations: IntArray, known: BoolArray
    ) -> bool:
        """Add half the extent to corners, and tell whether it was known."""
        given = self.extent
        if given is None and pattern.needs_pitch:
            given = self.pitch
        if not pattern.has_extent and given is None:
            return False
        sides = [_sides(reading, far, near, size) for far, near, size in _EXTENTS]
        for axis, own in enumerate(sides):
            other = sides[1 - axis]
            if own is None:
                own = other if other is not None else np.full(len(known), given, np.int64)
            corner = locations[:, axis]
            known &= (own > 0) & (own < _SAFE) & (corner < _SAFE) & (corner > -_SAFE)
            locations[:, axis] = np.where(known, corner, 0) + np.where(known, own, 0) // 2
        return True


_EXTENTS = (("right", "x", "width"), ("bottom", "y", "height"))


def _sides(reading: Reading, far: str, near: str, size: str) -> IntArray | None:
    """Return the width or height of each tile, None if names do not tell it."""
    numbers = reading.numbers
    if size in numbers:
        return numbers[size]
    return numbers[far] - numbers[near] if far in numbers else None


def _owners(slide: str | None, folder: str) -> tuple[str, ...]:
    if slide is None:
        return ()
    return owners_of(slide, PurePath(folder).name)


def _nothing(count: int, anchor: Anchor) -> NamedLocations:
    return NamedLocations(
        locations=np.zeros((count, 2), np.int64),
        known=np.zeros(count, bool),
        slides=None,
        pattern=None,
        guessed=0,
        matched=0,
        anchor=anchor,
        converted=True,
    )
