"""Planted defects can be measured, and are the stronger the stronger they are said to be."""

import colorsys
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from tfrviewer.build.sample.defects import INKS, TileDefect, draw_defect
from tfrviewer.build.sample.sample import draw_slide
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.tissue import Pixels, Tissue
from tfrviewer.build.sample.truth import Planted

STRENGTHS = (0.25, 0.5, 0.75, 1.0)


@cache
def slide(px: int) -> Tissue:
    return draw_slide(SampleSettings(tiles=24, px=px, seed=11), 0)


def cells(px: int) -> list[tuple[int, int]]:
    """Some tiles well inside the tissue."""
    tissue = slide(px)
    found = [(int(x), int(y)) for x, y in tissue.layout.cells]
    return [cell for cell in found if clean(px, cell).mean() < 205][:6]


def clean(px: int, cell: tuple[int, int]) -> Pixels:
    return slide(px).picture(cell[0] * px, cell[1] * px, px, px)


def drawn(px: int, kind: Planted, strength: float, ink: str = "blue") -> list[Pixels]:
    defect = TileDefect(kind, strength, strength, strength, phase=0.3, ink=ink)
    return [draw_defect(slide(px), *cell, defect)[0] for cell in cells(px)]


def sharpness(pixels: Pixels) -> float:
    grey = pixels.astype(float).mean(axis=2)
    edges = 4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1]
    return float((edges - grey[1:-1, :-2] - grey[1:-1, 2:]).var())


def brightness(pixels: Pixels) -> float:
    return float(pixels.mean())


def white(pixels: Pixels) -> float:
    return float((pixels.mean(axis=2) > 230).mean())


@pytest.mark.parametrize("px", [64, 128, pytest.param(256, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("kind", "measure", "sign"),
    [
        (Planted.BLANK, white, 1),
        (Planted.BLUR, sharpness, -1),
        (Planted.FOLD, brightness, -1),
        (Planted.DARK, brightness, -1),
        (Planted.PEN, brightness, -1),
    ],
)
def test_a_stronger_defect_measures_stronger(
    px: int, kind: Planted, measure: Callable[[Pixels], float], sign: int
) -> None:
    values = [np.mean([measure(clean(px, cell)) for cell in cells(px)])]
    values += [np.mean([measure(tile) for tile in drawn(px, kind, s)]) for s in STRENGTHS]
    steps = np.diff(values) * sign
    assert (steps > 0).all(), values


def test_a_wholly_blank_tile_is_bright_and_even() -> None:
    for tile in drawn(128, Planted.BLANK, 1.0):
        assert tile.mean() > 235
        assert tile.std() < 4


@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_blank_tile_is_bare_to_the_share_it_is_said_to_be(strength: float) -> None:
    for tile, cell in zip(drawn(128, Planted.BLANK, strength), cells(128), strict=True):
        before = white(clean(128, cell))
        assert strength - 0.05 < white(tile) < strength + before + 0.05


def test_a_wholly_blurred_tile_has_lost_its_edges() -> None:
    for tile, cell in zip(drawn(128, Planted.BLUR, 1.0), cells(128), strict=True):
        assert sharpness(tile) < 0.1 * sharpness(clean(128, cell))
        assert abs(brightness(tile) - brightness(clean(128, cell))) < 12


@pytest.mark.parametrize(("ink", "hue"), [("blue", 0.63), ("green", 0.41), ("red", 0.94)])
def test_ink_has_its_hue(ink: str, hue: float) -> None:
    for tile, cell in zip(drawn(128, Planted.PEN, 1.0, ink), cells(128), strict=True):
        inked = np.abs(tile.astype(int) - clean(128, cell)).sum(axis=2) > 30
        assert inked.mean() > 0.5
        found, saturation, _ = colorsys.rgb_to_hsv(*(tile[inked].mean(axis=0) / 255))
        assert abs(found - hue) < 0.09
        assert saturation > 0.4


def test_black_ink_is_dark_and_grey() -> None:
    assert "black" in INKS
    for tile, cell in zip(drawn(128, Planted.PEN, 1.0, "black"), cells(128), strict=True):
        inked = np.abs(tile.astype(int) - clean(128, cell)).sum(axis=2) > 60
        assert tile[inked].mean() < 60


def test_a_dark_tile_keeps_its_colours() -> None:
    for tile, cell in zip(drawn(128, Planted.DARK, 1.0), cells(128), strict=True):
        ratio = tile.mean(axis=(0, 1)) / clean(128, cell).mean(axis=(0, 1))
        assert ratio == pytest.approx(0.28, abs=0.02)


def test_a_washed_out_tile_is_pale_and_keeps_its_shapes() -> None:
    for tile, cell in zip(drawn(128, Planted.WASHED, 1.0), cells(128), strict=True):
        before = clean(128, cell)
        assert brightness(tile) > brightness(before)
        assert tile.std() == pytest.approx(0.25 * before.std(), rel=0.1)
        shapes = np.corrcoef(tile.mean(axis=2).ravel(), before.mean(axis=2).ravel())[0, 1]
        assert shapes > 0.98


def test_ink_can_be_drawn_on_large_tiles() -> None:
    tissue = slide(512)
    defect = TileDefect(Planted.PEN, 0.25, 0.2, 0.3, phase=0.3)
    column, row = (int(place) for place in tissue.layout.cells[0])
    tile, _ = draw_defect(tissue, column, row, defect)  # a number out of range would warn
    assert tile.shape == (512, 512, 3)


def test_a_fold_is_dense_and_leaves_the_rest_of_the_tile_alone() -> None:
    for tile, cell in zip(drawn(128, Planted.FOLD, 0.5), cells(128), strict=True):
        changed = (tile != clean(128, cell)).any(axis=2)
        assert 0.3 < changed.mean() < 0.7
        assert tile[changed].mean() < 0.75 * clean(128, cell)[changed].mean()
