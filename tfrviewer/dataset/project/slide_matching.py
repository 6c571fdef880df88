"""Finding the TFRecord that a slide should have had, when its name is written otherwise."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches

from tfrviewer.dataset.project.slide_files import slide_name

_ALIKE = 0.85
_MOST_COMPARISONS = 200_000
"""Of names that are merely alike: each takes some 10 µs."""
_LEAST_BEGINNING = 6


class NameMatcher:
    """Looks for names that mean the same slide.

    Args:
        names: Names that are left over: of TFRecords that belong to no known slide.
        wanted: How many slides will be looked for.
    """

    def __init__(self, names: Iterable[str], wanted: int) -> None:
        self._wanted = wanted
        self._by_letters: dict[str, str] = {}
        self._by_numbers: dict[tuple[str, ...], list[str]] = {}
        for name in sorted(set(names)):
            self._by_letters.setdefault(_letters(slide_name(name.strip())), name)
            self._by_numbers.setdefault(_numbers(name), []).append(name)
        self._folded = sorted((_folded(name), name) for name in set(names))
        self._by_folded = dict(self._folded)

    def same_letters(self, slide: str) -> tuple[str, str] | None:
        """Return the name that has the same letters and digits, and how it differs, or None."""
        letters = _letters(slide_name(slide.strip()))
        same = self._by_letters.get(letters) if letters else None
        return None if same is None else (same, _difference(slide, same))

    def alike(self, slide: str) -> tuple[str, str] | None:
        """Return the one name that may well mean a slide, and how it differs, or None."""
        begun = [*self._going_on(slide), *self._begun_by(slide)]
        if begun:
            return (begun[0], "one begins like the other") if len(begun) == 1 else None
        # Numbers tell slides apart; a letter is easily mistyped.
        rest = self._by_numbers.get(_numbers(slide), [])
        if len(rest) * self._wanted > _MOST_COMPARISONS:
            return None
        near = get_close_matches(slide, rest, n=1, cutoff=_ALIKE)
        return (near[0], "some letters are different") if near else None

    def _going_on(self, slide: str) -> list[str]:
        """Return names that go on after a slide's, as a barcode after a patient."""
        start = _folded(slide)
        found: list[str] = []
        if len(start) < _LEAST_BEGINNING:
            return found
        for at in range(bisect_left(self._folded, (start,)), len(self._folded)):
            folded, name = self._folded[at]
            if not folded.startswith(start) or len(found) > 1:
                break
            if not folded[len(start) :][:1].isalnum() and folded != start:
                found.append(name)
        return found

    def _begun_by(self, slide: str) -> list[str]:
        """Return names after which a slide's goes on."""
        folded = _folded(slide)
        ends = (at for at in range(_LEAST_BEGINNING, len(folded)) if not folded[at].isalnum())
        return [self._by_folded[folded[:at]] for at in ends if folded[:at] in self._by_folded]


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


def _letters(name: str) -> str:
    """Return letters and digits alone, without their case."""
    return "".join(c for c in _folded(name) if c.isalnum())


def _folded(name: str) -> str:
    """Return a name without its case, each letter with its accents as one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _difference(a: str, b: str) -> str:
    """Return in what two names differ that have the same letters."""
    if unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b):
        return "they look alike, but letters with accents are written in two ways (NFC and NFD)"
    if a.strip() == b.strip():
        return "there is a space before or after it"
    if slide_name(a) == slide_name(b):
        return "one has the extension of a file"
    if _folded(a) == _folded(b):
        return "small letters and capitals differ"
    return "spaces, capitals or punctuation differ"
