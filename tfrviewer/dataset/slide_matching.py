"""Finding the TFRecord that a slide should have had, when its name is written otherwise."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from tfrviewer.dataset.slide_files import slide_name

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
        self._names = sorted(set(names))
        self._by_letters: dict[str, str] = {}
        for name in self._names:
            self._by_letters.setdefault(_letters(slide_name(name.strip())), name)
        self._is_few = len(self._names) * wanted <= _MOST_COMPARISONS

    def same_letters(self, slide: str) -> tuple[str, str] | None:
        """Return the name that has the same letters and digits, and how it differs, or None."""
        letters = _letters(slide_name(slide.strip()))
        same = self._by_letters.get(letters) if letters else None
        return None if same is None else (same, _difference(slide, same))

    def alike(self, slide: str) -> tuple[str, str] | None:
        """Return the one name that may well mean a slide, and how it differs, or None."""
        begun = [name for name in self._names if _begins(name, slide) or _begins(slide, name)]
        if begun:
            return (begun[0], "one begins like the other") if len(begun) == 1 else None
        if not self._is_few:
            return None
        # Numbers tell slides apart; a letter is easily mistyped.
        numbers = re.findall(r"\d+", slide)
        rest = [name for name in self._names if re.findall(r"\d+", name) == numbers]
        near = get_close_matches(slide, rest, n=1, cutoff=_ALIKE)
        return (near[0], "some letters are different") if near else None


def _letters(name: str) -> str:
    """Return letters and digits alone, without their case."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _begins(longer: str, shorter: str) -> bool:
    """Tell whether a name goes on after another one, as a barcode after a patient."""
    return (
        len(shorter) >= _LEAST_BEGINNING
        and longer.casefold().startswith(shorter.casefold())
        and not longer[len(shorter) :][:1].isalnum()
    )


def _difference(a: str, b: str) -> str:
    """Return in what two names differ that have the same letters."""
    if a.strip() == b.strip():
        return "there is a space before or after it"
    if slide_name(a) == slide_name(b):
        return "one has the extension of a file"
    if a.casefold() == b.casefold():
        return "small letters and capitals differ"
    return "spaces, capitals or punctuation differ"
