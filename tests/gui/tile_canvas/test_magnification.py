"""How large a tile is on the slide is taken from where it is told."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tfrviewer.gui.tile_canvas.magnification import Magnification


def known(folder: str, told: dict[str, str] | None = None) -> Magnification:
    session: Any = SimpleNamespace(
        file_number=np.array([0]), paths=(Path("/data") / folder / "a.tfrecords",), dataset=None
    )
    extraction = None if told is None else SimpleNamespace(parameters=told)
    facts: Any = SimpleNamespace(of_file=lambda file: SimpleNamespace(extraction=extraction))
    return Magnification.of(session, 0, facts)


@pytest.mark.parametrize(
    ("folder", "um_per_px", "words"),
    [
        ("299px_302um", 302 / 299, "1.01 µm a pixel, about 9.9×"),
        ("256px_40x", None, "40×"),
        ("tiles", None, ""),
        ("299px_302um/more", 302 / 299, "1.01 µm a pixel, about 9.9×"),
    ],
)
def test_that_a_folder_tells_it(folder: str, um_per_px: float | None, words: str) -> None:
    found = known(folder)
    width = 299
    assert found.um_per_px(width) == (None if um_per_px is None else pytest.approx(um_per_px))
    assert found.words(width) == words


def test_that_the_report_of_the_extraction_is_believed_first() -> None:
    told = {"tile_px": "256", "tile_um": "128"}
    assert known("299px_302um", told).um_per_px(256) == 0.5
    for nonsense in ({"tile_px": "x", "tile_um": "128"}, {"tile_px": "256"}):
        assert known("299px_302um", nonsense).um == 302.0
    assert known("299px_302um").um_per_px(0) is None
