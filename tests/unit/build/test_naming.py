"""Locations from the names of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.build.naming import is_guess, location_of, owners_of

INT64 = st.integers(-(2**63), 2**63 - 1)


@pytest.mark.parametrize(
    ("stem", "location"),
    [
        ("slide-0-1280-768", (1280, 768)),
        ("TCGA-05-4244-01Z-00-DX1-1280-768", (1280, 768)),
        ("1280-768", (1280, 768)),
        ("slide-0-0", (0, 0)),
        ("slide--256--128", (-256, -128)),
        ("Fälle 12.b µ-512-0", (512, 0)),
        ("slide-768-256-record12", (768, 256)),
        ("slide-768-256-record12-2", (768, 256)),
        ("slide_x123_y456", (123, 456)),
        ("x00512-y01024", (512, 1024)),
        ("X1_Y2", (1, 2)),
        ("slide-2024-1117", (2024, 1117)),
        ("slide-12024-11", (12024, 11)),
    ],
)
def test_a_name_tells_a_location(stem: str, location: tuple[int, int]) -> None:
    assert location_of(stem) == location


@pytest.mark.parametrize(
    "stem",
    [
        "tile12",
        "IMG-0001-0002",
        "2024-01-31",
        "2024-11-17",
        "IMG_2024-10-31",
        "case-2023-11",
        "case-1999-1-31-record4",
        "scan-20240131-120000",
        "slide-record12",
        "slide_12_13",
        "slide-12.5-13",
        "slide-1-",
        "max3_y4",
        "img [x=1024,y=2048,w=512,h=512]",
        "slide-99999999999999999999-1",
        "",
        "-",
    ],
)
def test_a_name_that_says_nothing_has_no_location(stem: str) -> None:
    assert location_of(stem) is None


def test_two_numbers_after_another_name_are_a_guess() -> None:
    guesses = {stem: is_guess(stem, ["A"]) for stem in ("A-1-2", "B-1-2", "1-2", "B_x1_y2", "B")}
    assert guesses == {"A-1-2": False, "B-1-2": True, "1-2": False, "B_x1_y2": False, "B": False}
    assert location_of("A-2024-11", ["A"]) == (2024, 11)


def test_the_slide_is_known_from_its_own_name() -> None:
    assert location_of("A-1-2", ["A-1-2"]) is None
    assert location_of("A-1-2-record0", ["A-1-2"]) is None
    assert location_of("A--5-7", ["A-"]) == (5, 7)
    assert location_of("A--5-7") == (-5, 7)
    assert location_of("A-123456789012-5", ["A"]) == (123456789012, 5)
    assert location_of("A-123456789012-5") is None


def test_a_slide_of_tcga_may_be_called_by_its_patient() -> None:
    name = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"
    assert len(name) == 60
    assert owners_of(name, "folder") == (name, "folder", "TCGA-05-4244")
    assert location_of("TCGA-05-4244--5-7", owners_of(name, name)) == (-5, 7)


@given(st.text(), INT64, INT64)
def test_a_name_made_of_slide_and_location_tells_it(slide: str, x: int, y: int) -> None:
    assert location_of(f"{slide}-{x}-{y}", [slide]) == (x, y)
