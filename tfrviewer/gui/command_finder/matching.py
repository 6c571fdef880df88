"""How well a few letters fit a text; no Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
"""Letters and digits after anything that is neither: also after an underscore, as in names."""

_WHOLE, _AT_START, _INSIDE, _SCATTERED = 100.0, 60.0, 35.0, 12.0


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits.

    Attributes:
        score: The more the better; texts are compared by it.
        places: Where in the text the letters were found, in order.
    """

    score: float
    places: tuple[int, ...] = ()


def matcher(query: str) -> Callable[[str], Match | None]:
    """Return what tells how well a text fits a query; None where it does not.

    Each word of the query has to be found: best as a whole word, then at the start of one, then
    anywhere, then letter by letter in order, where the starts of words count most. Case does not
    matter. A text that is no longer than it need be fits better than a longer one.
    """
    words = query.casefold().split()
    # Most texts fall through this: it costs a tenth of looking closely.
    sieves = [re.compile(".*?".join(map(re.escape, word)), re.DOTALL) for word in words]

    def match(text: str) -> Match | None:
        folded = text.casefold()
        if len(folded) != len(text):  # one letter became two: places would be off
            folded = text.lower() if len(text.lower()) == len(text) else text
        if not all(sieve.search(folded) for sieve in sieves):
            return None
        score, places = 0.0, set[int]()
        for word in words:
            worth, found = _find(word, folded)
            score += worth
            places.update(found)
        return Match(score / max(len(words), 1) - 0.05 * len(text), tuple(sorted(places)))

    return match


def _find(word: str, text: str) -> tuple[float, range | list[int]]:
    starts = [found.start() for found in _WORD_START.finditer(text)]
    at = next((start for start in starts if text.startswith(word, start)), -1)
    if at >= 0:
        end = at + len(word)
        whole = end == len(text) or not (text[end].isalnum())
        # The first word says most.
        return (_WHOLE if whole else _AT_START) - 0.5 * starts.index(at), range(at, end)
    at = text.find(word)
    if at >= 0:
        return _INSIDE, range(at, at + len(word))
    return _scattered(word, text, set(starts))


def _scattered(word: str, text: str, starts: set[int]) -> tuple[float, list[int]]:
    """Find the letters in order, at starts of words where the rest still fits after them."""
    found: list[int] = []
    at = 0
    for i, letter in enumerate(word):
        rest = word[i + 1 :]
        following = text.find(letter, at)
        best = next(
            (s for s in sorted(starts) if s >= at and text[s] == letter and _fits(rest, text, s)),
            following,
        )
        if following == at and found:  # one run of letters is easier to see than two
            best = following if _fits(rest, text, following) else best
        found.append(best)
        at = best + 1
    hits = sum(place in starts for place in found)
    runs = sum(b == a + 1 for a, b in pairwise(found))
    return _SCATTERED * (hits + 0.5 * runs) / len(word), found


def _fits(rest: str, text: str, after: int) -> bool:
    at = after
    for letter in rest:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
