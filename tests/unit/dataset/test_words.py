"""Words of findings: numbers, names and text from files."""

from tfrviewer.dataset.words import LISTED, LONGEST, counted, listed, short


def test_that_a_noun_is_in_the_number_that_is_counted() -> None:
    assert [counted(n, "slide") for n in (0, 1, 2, 1000)] == [
        "0 slides",
        "1 slide",
        "2 slides",
        "1,000 slides",
    ]


def test_that_text_is_cut_only_if_it_is_long() -> None:
    assert short("a" * LONGEST) == "a" * LONGEST
    assert short("a" * (LONGEST + 1)) == "a" * (LONGEST - 1) + "…"
    assert short("abcdef", 3) == "ab…"


def test_that_names_are_listed_up_to_a_number_and_the_rest_counted() -> None:
    assert listed([]) == "none"
    assert listed("ab") == "a, b"
    assert listed("abc", most=3) == "a, b, c"
    assert listed("abcd", most=3) == "a, b, c and 1 more"
    assert listed(map(str, range(LISTED + 1000))).endswith("7 and 1,000 more")


def test_that_a_long_name_in_a_list_is_cut() -> None:
    told = listed(["x" * 100_000, "b"])
    assert len(told) < 100
    assert told.endswith("…, b")
    assert listed(["x" * 100], longest=200) == "x" * 100
