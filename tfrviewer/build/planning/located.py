"""Where images lie on their slides: by their names, read folder by folder, or as a sheet says."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming.rule import LocationRule, NamedLocations
from tfrviewer.build.request.request import Naming
from tfrviewer.build.scan.scan import Scan


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """Where some images lie.

    Attributes:
        locations: int64 (N, 2): x and y of centres in level-0 slide pixels; 0 where not known.
        known: bool (N,): whether the location is.
        guesses: bool (N,): whether it is a guess; None if none is.
        pattern: The word of the pattern by which names were read; None if by none.
    """

    locations: NDArray[np.int64]
    known: NDArray[np.bool_]
    guesses: NDArray[np.bool_] | None = None
    pattern: str | None = None

    def picked(self, at: NDArray[np.int64]) -> "Located":
        """Return those at some places."""
        return Located(
            self.locations[at],
            self.known[at],
            None if self.guesses is None else self.guesses[at],
            self.pattern,
        )


def rule_for(naming: Naming, scan: Scan) -> LocationRule:
    """Return the rule by which the names of a scan are read.

    It knows what most folders are like: one name of two numbers alone tells nothing, but among
    folders full of such names it does.

    Raises:
        ValueError: If the pattern is none.
    """
    folders = [folder for folder in scan.folders if len(folder)]
    kinds = [(folder.path.name, str(folder.path), scan.names(folder)) for folder in folders]
    return LocationRule.of(naming).settled(kinds)


class Locator:
    """Tells where images of a scan lie, and counts what would have told more.

    Attributes:
        lacking: How many names told corners for lack of an extent ("extent"), or columns and
            lines for lack of a pitch ("pitch").
        names: How many names were read.
        matched: How many of them had the form of a pattern.
        example: One that had not that of the pattern that was given; None if all had.
    """

    def __init__(self, rule: LocationRule, scan: Scan) -> None:
        """Take the rule by which names are read, and what was found."""
        self.lacking: Counter[str] = Counter()
        self.names = self.matched = 0
        self.example: str | None = None
        self._rule = rule
        self._scan = scan
        # The same names tell the layout and, if that is by names, the slides.
        self._told: dict[tuple[str, int], NamedLocations] = {}

    def read(self, slide: str | None, folder: str, at: NDArray[np.int64]) -> NamedLocations:
        """Read the names of images in one folder.

        Args:
            slide: Their slide; None if their names tell it.
            folder: Where they lie.
            at: Their places in the columns of the scan.
        """
        names = self._scan.columns.names.picked(at)
        if slide is not None:
            return self._rule.read(slide, folder, names)
        if (folder, len(at)) not in self._told:
            self._told[folder, len(at)] = self._rule.read(slide, folder, names)
        return self._told[folder, len(at)]

    def locate(self, slide: str, folder: str, at: NDArray[np.int64]) -> Located:
        """Return where images of one slide in one folder lie."""
        sheet = self._scan.sheet
        if sheet is not None and sheet.locations is not None:
            return Located(sheet.locations[at], sheet.known[at])
        return self._taken(slide, folder, at, self.read(slide, folder, at))

    def locate_told(self, folder: str, at: NDArray[np.int64]) -> tuple[Located, NamedLocations]:
        """Return where images in one folder lie, whose names tell their slides, and these."""
        named = self.read(None, folder, at)
        return self._taken(None, folder, at, named), named

    def _taken(
        self, slide: str | None, folder: str, at: NDArray[np.int64], named: NamedLocations
    ) -> Located:
        """Return what names told, and count what they lack."""
        if named.lacks is not None:
            self.lacking[named.lacks] += named.matched
        self.names += len(at)
        self.matched += named.matched
        is_given = self._rule.pattern is not None
        if is_given and named.matched < len(at) and self.example is None:
            names = self._scan.columns.names.picked(at)
            _, reading = self._rule.inspect(slide, folder, names)
            if reading is not None:
                self.example = names[int(np.argmin(reading.found))]
        return Located(
            named.locations,
            named.known,
            named.guesses if named.guessed else None,
            None if named.pattern is None else named.pattern.word,
        )
