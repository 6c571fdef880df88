"""Drawn tissue: continuous, deterministic, and of the colours of a stained slide."""

import numpy as np
import pytest

from tfrviewer.build.sample.sample import draw_slide
from tfrviewer.build.sample.settings import SampleSettings


@pytest.mark.parametrize(("px", "um"), [(32, 302), (64, 302), (96, 75)])
def test_tiles_drawn_one_by_one_join_without_a_seam(px: int, um: int) -> None:
    tissue = draw_slide(SampleSettings(tiles=20, slides=1, px=px, tile_um=um, seed=3), 0)
    x, y = (int(v) for v in tissue.layout.cells[len(tissue.layout.cells) // 2])
    whole = tissue.picture((x - 1) * px, y * px, 2 * px, px).astype(int)
    left = tissue.picture((x - 1) * px, y * px, px, px)
    right = tissue.picture(x * px, y * px, px, px)
    # Sums of the same numbers in another order may round apart, and so to another fibre.
    apart = np.abs(whole - np.concatenate([left, right], axis=1)).max(axis=2)
    assert (apart > 1).mean() < 0.002
    assert (apart > 1)[:, px - 1 : px + 1].sum() == 0


def test_the_same_settings_draw_the_same_slide_and_another_seed_another() -> None:
    settings = SampleSettings(tiles=20, px=32, seed=5)
    first, second = draw_slide(settings, 1), draw_slide(settings, 1)
    other = draw_slide(SampleSettings(tiles=20, px=32, seed=6), 1)
    box = (0, 0, 160, 160)
    assert np.array_equal(first.picture(*box), second.picture(*box))
    assert not np.array_equal(first.layout.cells, other.layout.cells) or not np.array_equal(
        first.picture(*box), other.picture(*box)
    )


def test_every_slide_has_another_outline_and_exactly_the_tiles_asked_for() -> None:
    settings = SampleSettings(tiles=80, px=16, seed=1, slides=4)
    outlines = [draw_slide(settings, number).layout.cells for number in range(4)]
    assert {len(cells) for cells in outlines} == {78}  # two are left for copies
    assert len({cells.tobytes() for cells in outlines}) == 4
    for cells in outlines:
        assert len(np.unique(cells, axis=0)) == len(cells)


def test_tissue_is_pink_and_purple_on_white_glass() -> None:
    settings = SampleSettings(tiles=40, px=64, seed=2, stain_jitter=0)
    tissue = draw_slide(settings, 0)
    cells = tissue.layout.cells
    tiles = [tissue.picture(int(x) * 64, int(y) * 64, 64, 64) for x, y in cells]
    pixels = np.concatenate([tile.reshape(-1, 3) for tile in tiles]).astype(int)
    red, green, blue = pixels.T
    tissue_only = pixels.mean(axis=1) < 215
    assert 0.4 < tissue_only.mean() < 0.98
    assert (red[tissue_only] - green[tissue_only]).mean() > 30, "eosin takes green light"
    nuclei = red < 125
    assert 0.01 < nuclei.mean() < 0.4
    assert (blue[nuclei] - red[nuclei]).mean() > 20, "hematoxylin takes red light"
    glass = tissue.picture(0, 0, 32, 32)
    assert glass.mean() > 235
    assert glass.std() < 4


def test_nuclei_density_is_obeyed() -> None:
    def dark(nuclei: float) -> float:
        tissue = draw_slide(SampleSettings(tiles=20, px=64, seed=4, nuclei=nuclei), 0)
        cells = tissue.layout.cells
        return float(
            np.mean(
                [tissue.picture(int(x) * 64, int(y) * 64, 64, 64)[..., 0] < 125 for x, y in cells]
            )
        )

    none, some, many = dark(0), dark(1), dark(2)
    assert none < some / 3
    assert some * 1.2 < many


@pytest.mark.parametrize(
    ("name", "value"),
    [("tiles", 3), ("slides", 0), ("px", 8), ("seed", -1), ("jpeg_quality", 100)],
)
def test_settings_that_cannot_be_drawn_are_refused_by_name(name: str, value: int) -> None:
    with pytest.raises(ValueError, match=name):
        SampleSettings(**{name: value})  # type: ignore[arg-type]


def test_strengths_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="strengths"):
        SampleSettings(strengths=(0.5, 1.5))
    with pytest.raises(ValueError, match="strengths"):
        SampleSettings(strengths=())
