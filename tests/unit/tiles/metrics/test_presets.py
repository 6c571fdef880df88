"""The presets find planted defects on tissue that their thresholds were not tuned on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.presets import KINDS, PAGE, Tile, described, drawn, grid, score
from tfrviewer.build.sample.settings import SampleSettings


def assert_all_hold(tiles: Sequence[Tile]) -> None:
    scores = {preset: score(preset, tiles) for preset in KINDS}
    assert {name: told for name, told in scores.items() if not told.holds} == {}


@pytest.mark.parametrize(
    "settings",
    [
        SampleSettings(
            slides=3, tiles=40, seed=31, px=64, defects=0.45, strengths=(1.0,), washed_out=True
        ),
        SampleSettings(
            slides=3,
            tiles=40,
            seed=32,
            px=96,
            jpeg_quality=60,
            defects=0.45,
            strengths=(0.5, 1.0),
            washed_out=True,
            hematoxylin=(0.55, 0.76, 0.35),
            eosin=(0.21, 0.85, 0.48),
        ),
    ],
    ids=["64 px", "96 px, another stain"],
)
def test_that_each_planted_defect_is_found(settings: SampleSettings) -> None:
    assert_all_hold(drawn(settings))


@pytest.mark.parametrize(("px", "tile_um"), [(192, 48), (128, 64)])
def test_that_a_slide_in_focus_is_not_called_blurred_at_fine_pixels(px: int, tile_um: int) -> None:
    tiles = drawn(SampleSettings(slides=1, tiles=60, seed=23, px=px, tile_um=tile_um, defects=0.4))
    found = score("out_of_focus", tiles)
    assert found.planted[1.0]
    assert found.holds, found


def test_that_the_page_of_the_metrics_describes_them_as_they_are() -> None:
    page = (Path(__file__).parents[4] / PAGE).read_text(encoding="utf-8")
    assert described(page) == page  # else: python -m benchmarks.presets --describe


@pytest.mark.long
@pytest.mark.timeout(600)
def test_that_each_planted_defect_is_found_at_every_size_stain_and_quality() -> None:
    assert_all_hold([tile for _, settings in grid() for tile in drawn(settings)])
