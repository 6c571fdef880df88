"""Drawing what goes wrong with a tile, by strength: blank, out of focus, pen, fold, dark, washed.

Defects lie in runs: neighbouring tiles in a row or a column, each stronger than the one before,
so that a stroke of pen or a fold crosses the slide as it does in life. A tile belongs to the
run wholly: nothing of it shows in tiles beside the run.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from tfrviewer.build.sample.noise import Array
from tfrviewer.build.sample.tissue import Pixels, Tissue
from tfrviewer.build.sample.truth import Planted

INKS = {
    "blue": (2.1, 1.35, 0.35),
    "green": (1.9, 0.55, 1.25),
    "black": (1.9, 1.9, 1.8),
    "red": (0.22, 1.9, 1.55),
}
"""Optical density of marker inks in red, green and blue."""
DARKEST = 0.72
"""Share of the light lost in a dark tile of strength 1."""
PALEST = 0.75
"""Share of the contrast with glass that is lost in a washed out tile of strength 1."""
BLUR_UM = 9.0
"""Standard deviation of the blur of strength 1, in micrometres; in pixels never under BLUR_PX."""
BLUR_PX = 2.4


@dataclass(frozen=True, slots=True)
class TileDefect:
    """A defect of one tile.

    Attributes:
        kind: Which of TILE_DEFECTS, or washed out.
        strength: At the middle of the tile, above 0 to 1.
        before, after: At its two edges along the run.
        down: Whether the run goes down a column of tiles, not along a row.
        place: Which tile of the run it is, from 0.
        phase: Where the wave of the run begins, 0 to 1.
        ink: Which of INKS, for a pen.
    """

    kind: Planted
    strength: float
    before: float
    after: float
    down: bool = False
    place: int = 0
    phase: float = 0.0
    ink: str = "blue"


def draw_defect(tissue: Tissue, column: int, row: int, defect: TileDefect) -> tuple[Pixels, str]:
    """Draw one tile of a slide with a defect.

    Returns:
        The picture, uint8 (px, px, 3), and what was done to it, in words.
    """
    return _DRAWERS[defect.kind](tissue, column * tissue.px, row * tissue.px, defect)


def _along(defect: TileDefect, px: int) -> Array:
    """Return the strength at each step along the run."""
    at = (np.arange(px) + 0.5) / px
    values = (defect.before, defect.strength, defect.after)
    return np.interp(at, (0, 0.5, 1), values).astype(np.float32)


def _band(defect: TileDefect, px: int, half: Array) -> Array:
    """Return how far inside the band each pixel lies, in tiles; rows go across the run.

    Args:
        defect: Which run, and which tile of it.
        px: Side of the tile.
        half: Half the width of the band at each step along the run, in tiles.
    """
    along = (np.arange(px) + 0.5) / px + defect.place
    wave = 0.055 * np.sin(2 * math.pi * (along / 2.7 + defect.phase))
    wave += 0.02 * np.sin(2 * math.pi * (along / 0.83 + 3 * defect.phase))
    across = (np.arange(px)[:, None] + 0.5) / px - 0.5
    return np.asarray(half - np.abs(across - wave), dtype=np.float32)


def _turned(values: Array, defect: TileDefect) -> Array:
    """Return an array laid along a row as it lies in the tile."""
    return values.swapaxes(0, 1) if defect.down else values


def _blank(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    density = tissue.density(x0, y0, px, px)
    # Tissue is torn away where a smooth field is highest, to exactly this share of the tile.
    field = tissue.smooth_noise(x0, y0, px, px)
    field += _turned(np.broadcast_to(np.linspace(0, 1.2, px, dtype=np.float32), (px, px)), defect)
    level = np.quantile(field, 1 - defect.strength)
    left = np.clip((level - field) * np.float32(px / 9) + np.float32(0.5), 0, 1)
    if defect.strength >= 1:
        left = np.zeros_like(left)
    density *= left[:, :, None]
    return tissue.develop(density, x0, y0), f"{defect.strength:.0%} of the tile is bare glass"


def _blur(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    sigma = defect.strength * max(BLUR_UM / tissue.um, BLUR_PX)
    margin = math.ceil(3 * sigma)
    side = px + 2 * margin
    picture = Image.fromarray(tissue.picture(x0 - margin, y0 - margin, side, side))
    blurred = np.asarray(picture.filter(ImageFilter.GaussianBlur(sigma)), dtype=np.uint8)
    return blurred[margin:-margin, margin:-margin], f"blurred by {sigma:.1f} px"


def _pen(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    strength = _along(defect, px)
    inside = _band(defect, px, 0.07 + 0.35 * strength)
    covered = np.clip(inside * px + np.float32(0.5), 0, 1)
    # Ink lies in streaks along the stroke and gathers at its edge; far beyond it there is none.
    gathered = np.exp(np.minimum(-inside * px / 2.5, 1))
    streak = tissue.streaks(px, defect.phase)[:, None]
    ink = (0.5 + 0.45 * strength) * (0.93 + 0.10 * streak + 0.22 * gathered)
    ink = np.asarray(ink * covered, dtype=np.float32)
    density = tissue.density(x0, y0, px, px)
    density += _turned(ink, defect)[:, :, None] * np.array(INKS[defect.ink], dtype=np.float32)
    share = float(covered.mean())
    return tissue.develop(density, x0, y0), f"{defect.ink} ink over {share:.0%} of the tile"


def _fold(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    strength = _along(defect, px)
    inside = _band(defect, px, 0.08 + 0.30 * strength)
    covered = np.clip(inside * px * 0.6 + np.float32(0.5), 0, 1)
    crease = np.exp(-np.abs(inside) * px / 2.2)
    layers = covered * (0.75 + 1.35 * strength) + 0.5 * crease * strength
    density = tissue.density(x0, y0, px, px)
    over = density[:, ::-1] if defect.down else density[::-1]
    # Even folded loose tissue is dense: what lies over it is no emptier than pale stroma.
    layer = over + np.array([0.22, 0.30, 0.22], dtype=np.float32)
    density = density + _turned(layers.astype(np.float32), defect)[:, :, None] * layer
    share = float(covered.mean())
    return tissue.develop(density, x0, y0), f"a fold over {share:.0%} of the tile"


def _dark(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    picture = tissue.picture(x0, y0, px, px).astype(np.float32)
    light = np.broadcast_to(1 - np.float32(DARKEST) * _along(defect, px), (px, px))
    picture *= _turned(light, defect)[:, :, None]
    left = 1 - DARKEST * defect.strength
    return picture.astype(np.uint8), f"{left:.0%} of the light"


def _washed(tissue: Tissue, x0: int, y0: int, defect: TileDefect) -> tuple[Pixels, str]:
    px = tissue.px
    picture = tissue.picture(x0, y0, px, px).astype(np.float32)
    # Stray light or fading: everything moves towards the glass, all over the tile alike.
    lost = PALEST * defect.strength
    picture += (tissue.glass - picture) * np.float32(lost)
    return picture.round().astype(np.uint8), f"{lost:.0%} of the contrast lost"


_DRAWERS: dict[Planted, Callable[[Tissue, int, int, TileDefect], tuple[Pixels, str]]] = {
    Planted.BLANK: _blank,
    Planted.BLUR: _blur,
    Planted.PEN: _pen,
    Planted.FOLD: _fold,
    Planted.DARK: _dark,
    Planted.WASHED: _washed,
}
