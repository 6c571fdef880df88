import unicodedata
from itertools import product
from string import ascii_lowercase

import pytest

from tfrviewer.dataset.project.slide_matching import NameMatcher

COMPOSED = unicodedata.normalize("NFC", "Größe-é-1")
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.mark.parametrize(
    ("slide", "names"),
    [
        ("melanoma-17", ["melanoma-18", "melanoma-1"]),  # numbers tell slides apart
        ("case-1", ["case-1-A", "case-1-B"]),  # which of them?
        ("case-1", ["case-10"]),
        ("a", ["a-1"]),
        ("-", ["_"]),
    ],
)
def test_that_other_slides_are_not_taken_for_it(slide: str, names: list[str]) -> None:
    matcher = NameMatcher(names, 1)
    assert matcher.same_letters(slide) is None
    assert matcher.alike(slide) is None


def test_that_letters_are_not_compared_when_there_are_too_many() -> None:
    names = ["melonoma", *("".join(three) for three in product(ascii_lowercase[:10], repeat=3))]
    assert NameMatcher(names, 10).alike("melanoma") == ("melonoma", "some letters are different")
    assert NameMatcher(names, 1000).alike("melanoma") is None
    assert NameMatcher(names, 1000).same_letters("MELO-NOMA") is not None


@pytest.mark.parametrize(
    ("slide", "name", "words"),
    [
        ("case-1", " case-1", "a space before or after"),
        ("case-1", "case-1.svs", "the extension of a file"),
        ("case-1", "CASE-1", "small letters and capitals"),
        ("case-1", "Case_1", "spaces, capitals or punctuation"),
        (COMPOSED, DECOMPOSED, "accents are written in two ways (NFC and NFD)"),
        (DECOMPOSED, COMPOSED, "accents are written in two ways (NFC and NFD)"),
        (COMPOSED, DECOMPOSED.upper(), "small letters and capitals"),
        (COMPOSED.replace("-", " "), DECOMPOSED, "spaces, capitals or punctuation"),
    ],
)
def test_that_the_same_letters_are_found_and_how_they_differ(
    slide: str, name: str, words: str
) -> None:
    found = NameMatcher([name, "other"], 1).same_letters(slide)
    assert found is not None
    assert found[0] == name
    assert words in found[1]


@pytest.mark.parametrize(
    ("slide", "name"),
    [
        ("slide-1", "slide-1-A"),
        ("slide-1-A", "slide-1"),
        (COMPOSED, f"{DECOMPOSED}-A"),
        (f"{DECOMPOSED}-A", COMPOSED),
    ],
)
def test_a_name_that_goes_on_is_found(slide: str, name: str) -> None:
    found = NameMatcher([name, "other"], 1).alike(slide)
    assert found == (name, "one begins like the other")
