"""The names of one folder, read by one pattern, all at once."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePath
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.naming.known import HISTOLAB, XY
from tfrviewer.build.naming.pattern import Pattern

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

FAR = 10_000_000
"""No slide is so wide: 20240131 in a name is a date, not a place."""

DATE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}([-_])(?:0?[1-9]|1[0-2])"
    r"(?:\1(?:0?[1-9]|[12][0-9]|3[01])"
    r"(?:[-_ T]{1,3}(?:[01]?[0-9]|2[0-3])(?:[-_.]?[0-5][0-9]){0,2})?)?\Z"
    r"|(?<![0-9A-Za-z])TCGA-[0-9A-Z]{2}-[0-9]{4}\Z"
)
"""2024-11-17, 2024-11, 2024-11-17-1230: what ends so is a day or a time of it, and TCGA-87-4409 is
a patient, unless the slide's own name stands before."""

_HIGHEST_OF_A_DATE = 99
"""Either x or y is no more where both are of a day, a time or a patient."""

_A_BLOCK = 4096
"""Names read at once: matches of a hundred thousand would take 50 MB."""

_AGAIN = re.compile(r"-record[0-9]+(?:-[0-9]+)?")


def stem_of(name: str) -> str:
    """Return the name of a file without its extension."""
    return os.path.splitext(name)[0]  # noqa: PTH122 - a name, no path; and 100,000 of them


class Stems(Sequence[str]):
    """The names of files without their extensions, made when they are asked for."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names."""
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [stem_of(name) for name in self._names[at]]
        return stem_of(self._names[at])


def texts_of(pattern: Pattern, folder: str, stems: Sequence[str]) -> Sequence[str]:
    """Return what a pattern is to match: stems, with the folders before them if it names some."""
    above = above_of(pattern, folder)
    return [above + stem for stem in stems] if above else stems


def above_of(pattern: Pattern, folder: str) -> str:
    """Return the names of folders that a pattern looks at, with "/" behind each."""
    if not pattern.folders:
        return ""
    path = PurePath(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    return "".join(part + "/" for part in path.relative_to(path.anchor).parts[-pattern.folders :])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the names of a folder say by one pattern.

    Attributes:
        matches: Of each of the first names, None where it has another form; there are at most
            4,096, which are more than anyone is shown.
        slides: Of each name, the part that names the slide.
        owned: Which begin with a name that the slide is known to have.
        found: Which have the form, with numbers that may be a place.
        numbers: Of each name, by part; 0 where there is none.
    """

    matches: Sequence[re.Match[str] | None]
    slides: list[str | None]
    owned: BoolArray
    found: BoolArray
    numbers: dict[str, IntArray]


def read_names(
    pattern: Pattern, texts: Sequence[str], owners: Iterable[str], *, guarded: bool
) -> Reading:
    """Read names by a pattern.

    Args:
        pattern: How they tell.
        texts: The names without extension, as `texts_of` returns them.
        owners: What the slide may be called in them; what follows one of these is taken at its
            word.
        guarded: Whether dates, far numbers and what has another form as well are no places
            where the slide's name does not stand before them.
    """
    count = len(texts)
    reading = Reading(
        matches=(),
        slides=[None] * count,
        owned=np.zeros(count, bool),
        found=np.zeros(count, bool),
        numbers={part: np.zeros(count, np.int64) for part in pattern.parts},
    )
    names: dict[str | None, str | None] = {}  # of each slide one text, however often it is told
    for start in range(0, count, _A_BLOCK):
        block = _read_block(pattern, texts[start : start + _A_BLOCK], owners, guarded=guarded)
        here = slice(start, start + _A_BLOCK)
        reading.slides[here] = [names.setdefault(slide, slide) for slide in block.slides]
        reading.owned[here], reading.found[here] = block.owned, block.found
        for part, numbers in reading.numbers.items():
            numbers[here] = block.numbers[part]
        if not start:
            reading = replace(reading, matches=block.matches)
    return reading


def _read_block(
    pattern: Pattern, texts: Sequence[str], owners: Iterable[str], *, guarded: bool
) -> Reading:
    """Read some names; what is matched takes more than what is read of it."""
    count = len(texts)
    matches: list[re.Match[str] | None] = [None] * count
    slides: list[str | None] = [None] * count
    owned = np.zeros(count, bool)
    fullmatch, has_slide = pattern.expression.fullmatch, pattern.has_slide
    bare = guarded and not pattern.is_sure
    prefixes = tuple(owner for owner in owners if owner and pattern.rest is not None)
    for at, text in enumerate(texts):
        if prefixes and text.startswith(prefixes):
            match, slide = follow(pattern, text, prefixes)
            if slide is not None:
                matches[at], slides[at], owned[at] = match, slide, match is not None
                continue
        match = fullmatch(text)
        if match is not None and not (bare and _is_other(text)):
            matches[at] = match
            if has_slide:
                slides[at] = match["slide"]
    found = np.array([match is not None for match in matches], bool)
    numbers = _numbers(pattern, matches, found)
    if guarded:
        _drop_doubtful(pattern, matches, numbers, owned, found)
    return Reading(matches, slides, owned, found, numbers)


def follow(
    pattern: Pattern, text: str, prefixes: Sequence[str]
) -> tuple[re.Match[str] | None, str | None]:
    """Return what follows the slide's name, and that name; (None, name) if the text is no more."""
    rest = pattern.rest
    if rest is None:
        return None, None
    for prefix in prefixes:
        if text.startswith(prefix):
            match = rest.fullmatch(text, len(prefix))
            if match is not None:
                return match, prefix
            # "A-1-2" may be a slide.
            if len(text) == len(prefix) or _AGAIN.fullmatch(text, len(prefix)):
                return None, prefix
    return None, None


def is_doubtful(pattern: Pattern, match: re.Match[str]) -> bool:
    """Tell whether what was matched may be a date or is farther than a slide is wide."""
    if "x" in match.re.groupindex and max(abs(int(match["x"])), abs(int(match["y"]))) >= FAR:
        return True
    return pattern.is_guarded and _is_date(match)


def _is_date(match: re.Match[str]) -> bool:
    return DATE.search(match.string, 0, match.end("y")) is not None


def _is_other(text: str) -> bool:
    """Tell whether two numbers at the end of a name are of another form, that tells more."""
    letters = text.lower()
    for pattern in (HISTOLAB, XY):
        if pattern.mark in letters and pattern.expression.fullmatch(text) is not None:
            return True
    return False


def _drop_doubtful(
    pattern: Pattern,
    matches: Sequence[re.Match[str] | None],
    numbers: dict[str, IntArray],
    owned: BoolArray,
    found: BoolArray,
) -> None:
    """Take out of `found` what is doubtful, and has not the slide's name before it."""
    if "x" not in numbers:
        return
    x, y = numbers["x"], numbers["y"]
    found &= owned | ((x < FAR) & (x > -FAR) & (y < FAR) & (y > -FAR))
    if pattern.is_guarded:
        low = (x <= _HIGHEST_OF_A_DATE) | (y <= _HIGHEST_OF_A_DATE)
        for at in np.flatnonzero(found & ~owned & low & (x > 0) & (y > 0)).tolist():
            match = matches[at]
            found[at] = match is not None and not _is_date(match)


def _numbers(
    pattern: Pattern, matches: Sequence[re.Match[str] | None], found: BoolArray
) -> dict[str, IntArray]:
    """Return the numbers of all names, and take those out of `found` that no int64 can hold."""
    parts = pattern.parts
    if not parts:
        return {}
    told = [match.group(*parts) for match in matches if match is not None]
    try:
        values = np.fromiter(map(int, chain.from_iterable(told)), np.int64, len(told) * len(parts))
    except OverflowError:
        exact = [[int(number) for number in row] for row in told]
        fits = [all(-(1 << 63) <= number < 1 << 63 for number in row) for row in exact]
        values = np.array(
            [row if good else [0] * len(parts) for row, good in zip(exact, fits, strict=True)],
            np.int64,
        ).ravel()
        found[np.flatnonzero(found)[~np.array(fits)]] = False
        there = np.array([match is not None for match in matches])
    else:
        there = found
    columns = np.zeros((len(matches), len(parts)), np.int64)
    columns[there] = values.reshape(-1, len(parts))
    return {part: columns[:, number] for number, part in enumerate(parts)}
