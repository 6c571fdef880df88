"""The file name that a tile is saved under."""

from pathlib import Path

import pytest

from tfrviewer.gui.tile_facts import TileFacts


def named(slide: str | None, location: tuple[int, int] | None = (12, -34)) -> str:
    made = TileFacts(5, "file.x", 7, slide, location, None, None)
    return made.file_name("jpeg")


@pytest.mark.parametrize(
    ("slide", "name"),
    [
        ("A", "A-12--34.jpg"),
        (None, "file.x-12--34.jpg"),
        ("../../etc/passwd", "_.._etc_passwd-12--34.jpg"),
        ("C:\\Users\\x", "C_Users_x-12--34.jpg"),
        ("a\x00b\nc", "a_b_c-12--34.jpg"),
        ("\u202egpj.exe", "_gpj.exe-12--34.jpg"),
        ("...", "tile-12--34.jpg"),
        ("con", "_con-12--34.jpg"),
        ("Fälle 12 µ", "Fälle 12 µ-12--34.jpg"),
    ],
)
def test_that_a_slide_cannot_name_a_file_outside_the_folder(slide: str | None, name: str) -> None:
    made = named(slide)
    assert made == name
    assert Path(made).name == made


def test_that_a_tile_without_location_is_named_by_its_record() -> None:
    assert named("A", None) == "A-record-7.jpg"
    assert len(named("x" * 5000)) < 200
