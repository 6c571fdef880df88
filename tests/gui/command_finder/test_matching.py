import pytest

from tfrviewer.gui.command_finder.entry import Entry, find
from tfrviewer.gui.command_finder.matching import matcher


def titles(query: str, *entries: Entry, recent: tuple[str, ...] = ()) -> list[str]:
    return [found.entry.title for found in find(query, entries, recent)]


def entry(title: str, **more: object) -> Entry:
    return Entry(title, title, lambda: None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "best", "other"),
    [
        ("dark", "Dark", "Mark darker tiles"),
        ("in", "Invert Selection", "Minimise"),
        ("ofo", "Open Folder", "Go to the Foot"),
        ("sel all", "Select All", "Clear Selection"),
        ("MAP", "Only the Map", "Compare apart"),
        ("loc x", "Sort by loc_x", "Sort by loc_x, descending"),
        ("a12", "Go to slide A-12", "Go to slide A-112"),
    ],
)
def test_the_better_fit_comes_first(query: str, best: str, other: str) -> None:
    assert titles(query, entry(other), entry(best))[0] == best


def test_what_lacks_a_letter_is_not_found() -> None:
    match = matcher("xyz")
    assert match("Exit your zone") is not None
    assert match("Exit your one") is None


def test_the_letters_that_were_found_are_told() -> None:
    match = matcher("ofo")("Open Folder")
    assert match is not None
    assert match.places == (0, 5, 6)
    straße = matcher("e")("Straße")
    assert straße is not None
    assert straße.places == (5,)


def test_further_words_find_an_entry_after_those_with_the_word_in_their_title() -> None:
    told = entry("Full Screen", more="Fill the whole window")
    assert titles("window", told, entry("New Window")) == ["New Window", "Full Screen"]


def test_what_was_used_last_comes_first_and_the_many_only_when_asked_for() -> None:
    entries = [entry("A"), entry("B"), entry("Go to slide 7", only_found=True)]
    assert titles("", *entries, recent=("B", "gone")) == ["B", "A"]
    assert titles("slide", *entries) == ["Go to slide 7"]


def test_what_cannot_be_done_comes_after_what_can() -> None:
    found = titles("save", entry("Save Selection", why_not="Nothing selected"), entry("Save Split"))
    assert found == ["Save Split", "Save Selection"]
