"""Where the images of a folder lie on their slide, and of which slide they are, by their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming import is_guess, location_of, owners_of
from tfrviewer.build.request import NO_PATTERN, Naming


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """What the names of some images of one folder tell.

    Attributes:
        locations: int64 (N, 2): x and y of centres in level-0 slide pixels; 0 where not known.
        known: bool (N,): whether the location is.
        guessed: bool (N,): whether it is a guess; None if none is.
        slides: The slide that each name tells, or None; None if no name tells any.
    """

    locations: NDArray[np.int64]
    known: NDArray[np.bool_]
    guessed: NDArray[np.bool_] | None = None
    slides: Sequence[str | None] | None = None


def read_names(naming: Naming, slide: str, folder: str, names: Sequence[str]) -> Located:
    """Read the names of images of one folder.

    Args:
        naming: How names tell locations.
        slide: The slide of the folder, if it is of one.
        folder: Name of the folder.
        names: Names of the images.
    """
    count = len(names)
    locations = np.zeros((count, 2), dtype=np.int64)
    known = np.zeros(count, dtype=bool)
    if naming.pattern == NO_PATTERN:
        return Located(locations, known)
    guessed = np.zeros(count, dtype=bool)
    owners = owners_of(slide, folder)
    for at, name in enumerate(names):
        stem = PurePath(name).stem
        location = location_of(stem, owners)
        if location is not None:
            locations[at] = location
            known[at] = True
            guessed[at] = is_guess(stem, owners)
    return Located(locations, known, guessed if guessed.any() else None)
