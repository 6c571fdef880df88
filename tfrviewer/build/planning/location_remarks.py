"""What is worth saying of the locations of a plan's images, and of what tells them."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.plan import PlannedFile, PlannedImages
from tfrviewer.build.planning.slide_remarks import of_grid
from tfrviewer.build.request.request import NO_PATTERN, BuildRequest, Naming
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity

_NAMED = 3
_NONE = "(0, 0), which readers take for none"


def of_locations(file: PlannedFile, request: BuildRequest) -> list[Finding]:
    """Return what is worth knowing of the locations of a TFRecord's images."""
    images = file.images
    found = []
    if images.by_sheet or request.naming.pattern != NO_PATTERN:
        found += _lacking(file, request.naming)
        found += _guessed(file)
        found += _twice(file)
    for slide, places in images.by_slide():
        found += of_grid(file.path, slide, images.take(places).places())
    return found


def of_naming(source: Path, lacking: Mapping[str, int]) -> list[Finding]:
    """Return what names would tell if more were known.

    Args:
        source: The folder of images.
        lacking: How many names tell corners for lack of an extent ("extent"), or columns and
            lines for lack of a pitch ("pitch").
    """
    found = []
    if count := lacking.get("extent", 0):
        found.append(
            _finding(
                FindingKind.CORNER_LOCATION,
                Severity.WARNING,
                source,
                f"{counted(count, 'name')} {_tell(count)} the upper left corner of a tile, where "
                "Slideflow has the centre: the locations are off by half a tile.",
                "Give the extent of a tile on the slide, in level-0 pixels (--extent).",
            )
        )
    if count := lacking.get("pitch", 0):
        found.append(
            _finding(
                FindingKind.NO_LOCATION,
                Severity.WARNING,
                source,
                f"{counted(count, 'name')} {_tell(count)} column and row of a tile, and not how "
                "far tiles lie apart: their records have no location.",
                "Give the distance of tiles on the slide, in level-0 pixels (--pitch).",
            )
        )
    return found


def of_pattern(
    source: Path, pattern: str | None, matched: int, names: int, example: str | None
) -> list[Finding]:
    """Return whether names are not as a pattern says that was given.

    Args:
        source: The folder of images.
        pattern: The pattern; None if none was given.
        matched: How many names have its form.
        names: How many there are.
        example: One that has not.
    """
    if pattern is None or example is None:
        return []
    fit = "fits" if matched == 1 else "fit"
    how_many = f"{matched:,} of {counted(names, 'name')} {fit}" if matched else _none_fits(names)
    return [
        _finding(
            FindingKind.NO_LOCATION,
            Severity.WARNING,
            source,
            f"{how_many} the pattern “{short(pattern)}”; “{short(example)}” does not.",
            "Give one that has the form of the names, or leave it out: common forms are "
            "recognised.",
        )
    ]


def of_origin(source: Path, count: int, *, by_sheet: bool) -> list[Finding]:
    """Return that some images lie at (0, 0), where for readers nothing lies.

    Args:
        source: The folder of images.
        count: How many do.
        by_sheet: Whether a sheet says so, not their names.
    """
    if not count:
        return []
    who = ("line of the sheet", "lines of the sheet") if by_sheet else ("name", "names")
    return [
        _finding(
            FindingKind.NO_LOCATION,
            Severity.NOTE,
            source,
            f"{count:,} {who[count != 1]} {_tell(count)} the location {_NONE}: "
            f"{'its record has' if count == 1 else 'their records have'} none for them.",
            "A centre lies farther in: if these are corners, put the centres into the sheet."
            if by_sheet
            else "A centre lies farther in: if these are corners, say so (--anchor corner, with "
            "--extent).",
        )
    ]


def _lacking(file: PlannedFile, naming: Naming) -> list[Finding]:
    """Return that images have no location."""
    images = file.images
    count = len(images)
    lacking = count - int(images.known.sum())
    if not lacking:
        return []
    names = images.take(~images.known)
    examples = listed((names[at].name for at in range(min(lacking, _NAMED))), _NAMED)
    if lacking > _NAMED:
        examples += f" and {lacking - _NAMED:,} more"
    if images.by_sheet:
        told = f"The sheet tells no location of {lacking:,} of {counted(count, 'image')}"
        remedy = "Fill in its columns of x and y."
    else:
        told = f"{lacking:,} of {counted(count, 'name')} {_tell(lacking)} no location"
        remedy = (
            "A name that tells it is <slide>-<x>-<y>.jpg."
            if naming.pattern is None
            else f"Names are read by the pattern “{short(naming.pattern)}”: it should have their "
            "form, and tell where x and y stand."
        )
    have = "its record has" if lacking == 1 else "these records have"
    return [
        _finding(
            FindingKind.NO_LOCATION,
            Severity.NOTE,
            file.path,
            f"{told} ({examples}); {have} {_NONE}.",
            remedy,
        )
    ]


def _guessed(file: PlannedFile) -> list[Finding]:
    """Return that locations are guesses."""
    images = file.images
    guesses = 0 if images.guessed is None else int(images.guessed.sum())
    if not guesses:
        return []
    return [
        _finding(
            FindingKind.GUESSED_LOCATION,
            Severity.NOTE,
            file.path,
            f"{guesses:,} of {len(images):,} locations are the last two numbers of names that do "
            "not begin with the name of the slide.",
            "Check that they are locations; if not, take none from names (--pattern none).",
        )
    ]


def _twice(file: PlannedFile) -> list[Finding]:
    """Return that images have the location of another one."""
    images = file.images
    twice = int(images.known.sum()) - _different(images)
    if not twice:
        return []
    count = len(images)
    told = (
        f"The sheet gives {twice:,} of {counted(count, 'image')} a location that an image before "
        "has."
        if images.by_sheet
        else f"{twice:,} of {counted(count, 'name')} {_tell(twice)} a location that an image "
        "before has."
    )
    return [
        _finding(
            FindingKind.DUPLICATE_LOCATION,
            Severity.NOTE,
            file.path,
            told,
            "Check its columns of x and y."
            if images.by_sheet
            else "Check that the numbers in the names are locations.",
        )
    ]


def _different(images: PlannedImages) -> int:
    """Return how many places on slides the images have."""
    return sum(_distinct(images.take(places).places()) for _, places in images.by_slide())


def _distinct(places: NDArray[np.int64]) -> int:
    """Return how many different lines an array of int64 (N, 2) has."""
    if not len(places):
        return 0
    if places.max() >= 1 << 31 or places.min() < -(1 << 31):  # no slide is so wide
        return len(np.unique(places, axis=0))
    keys = (places[:, 0] << 32) + places[:, 1]
    keys.sort()
    return 1 + int(np.count_nonzero(keys[1:] != keys[:-1]))


def _none_fits(names: int) -> str:
    return "The only name does not fit" if names == 1 else f"None of {names:,} names fits"


def _tell(count: int) -> str:
    return "tells" if count == 1 else "tell"


def _finding(
    kind: FindingKind, severity: Severity, path: Path, message: str, remedy: str
) -> Finding:
    return Finding(kind=kind, severity=severity, file=str(path), message=message, remedy=remedy)
