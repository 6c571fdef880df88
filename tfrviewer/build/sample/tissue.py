"""Drawing tissue as it looks stained with hematoxylin and eosin: any part of a slide, any size.

Every pixel depends on its place alone, so that tiles drawn one by one join without a seam.
Stains are mixed as they are in tissue: densities add up, and light falls off as exp(-density)
(Beer-Lambert; stain vectors after Ruifrok and Johnston 2001, Anal Quant Cytol Histol 23:291).
"""

import math

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.sample.cells import CellKind, CellMap
from tfrviewer.build.sample.fat import fat_cells, fat_window
from tfrviewer.build.sample.layout import Layout
from tfrviewer.build.sample.noise import Array, Points, repeated
from tfrviewer.build.sample.profiles import PROFILES, Textures
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.splat import splat

Pixels = NDArray[np.uint8]

RUST = (0.27, 0.57, 0.78)
"""Optical density of what is neither stain: the brown-yellow of blood and of tissue itself."""
FIELDS = (
    "outline", "gland", "vessel", "psi", "chi", "dense", "lymph", "fat", "thick",
)  # fmt: skip


def _step(edge: float, value: Array, soft: float) -> Array:
    """Return 0 below `edge`, 1 above it, and a straight ramp of width `soft` between."""
    ramp: Array = (value - np.float32(edge)) * np.float32(1 / soft) + np.float32(0.5)
    return ramp.clip(0, 1)


def _along_fibres(texture: Array, field: dict[str, Array], across: float, along: float) -> Array:
    """Return a texture laid along the fibres, interpolated across them."""
    place = field["psi"] * np.float32(across)
    whole = np.floor(place)
    place -= whole
    row = whole.astype(np.int32)
    column = (field["chi"] * np.float32(along)).astype(np.int32)
    column &= texture.shape[1] - 1
    last = texture.shape[0] - 1
    near = texture[row & last, column]
    near += place * (texture[(row + 1) & last, column] - near)
    return np.asarray(near, dtype=np.float32)


class Tissue:
    """One drawn slide.

    Attributes:
        layout: Where things lie.
        um: Micrometres a pixel.
        px: Pixels a tile.
    """

    def __init__(
        self, settings: SampleSettings, textures: Textures, number: int, kept: int
    ) -> None:
        rng = np.random.default_rng([settings.seed, 1, number])
        self.px = settings.px
        self.um = settings.tile_um / settings.px
        shift = int(np.random.default_rng([settings.seed, 2]).integers(len(PROFILES)))
        profile = PROFILES[(number + shift) % len(PROFILES)]
        self.layout = Layout(settings, textures, profile, rng, kept)
        self._cells = CellMap(self.layout, settings.nuclei, rng)
        self._textures = textures
        jitter = settings.stain_jitter
        self._hematoxylin = settings.stain_strength * math.exp(0.12 * jitter * rng.normal())
        self._eosin = settings.stain_strength * math.exp(0.14 * jitter * rng.normal())
        self._rust = 0.11 * math.exp(0.3 * jitter * rng.normal())
        turn = 0.03 * jitter
        self._stains = np.array(
            [
                np.array(settings.hematoxylin) + turn * rng.normal(size=3),
                np.array(settings.eosin) + turn * rng.normal(size=3),
                RUST,
            ],
            dtype=np.float32,
        ).clip(0, None)
        self.glass = np.array([243.0, 242.0, 244.0], dtype=np.float32)
        self.glass += (1.5 * jitter * rng.normal(size=3)).clip(-4, 4).astype(np.float32)

    def density(self, x0: int, y0: int, width: int, height: int) -> Array:
        """Return the optical density of a part of the slide.

        Args:
            x0: Its left edge in pixels from the corner of the grid of tiles.
            y0: Its upper edge.
            width: Columns of pixels.
            height: Rows of pixels.

        Returns:
            float32 (height, width, 3), natural logarithm of light in over light out.
        """
        um, layout = self.um, self.layout
        x, y = self._centres(x0, width), self._centres(y0, height)
        field = layout.raster.window(FIELDS, x, y)
        grain = self._grain(x, y, 0.62)
        edge = max(um, 1.0)
        eosin, hematoxylin, rust, fibre = self._stroma(field, grain)

        gland = field["gland"]
        if gland.min() < 8:
            self._draw_glands(field, grain, eosin, hematoxylin, rust)
        vessel = field["vessel"]
        if vessel.min() < 9:
            wall = _step(-8, -vessel, edge) * _step(0, vessel, edge)
            eosin += wall * (np.float32(0.2) + np.float32(0.05) * fibre)
            empty = 1 - _step(0, -vessel, edge) * np.float32(0.96)
            eosin *= empty
            hematoxylin *= empty
            rust *= empty
        where = fat_window(layout, x, y)
        if where is not None:
            is_fat, wall = fat_cells(layout, *np.meshgrid(x[where[1]], y[where[0]]))
            empty = 1 - np.float32(0.965) * is_fat * _step(1.5, wall, edge + 0.6)
            for stain in (eosin, hematoxylin, rust):
                stain[where] *= empty
        corner = (x0 * um, y0 * um)
        self._draw_cells(corner, (height, width), grain, eosin, hematoxylin, rust)

        ragged = field["outline"] + np.float32(0.7) * fibre
        covered = _step(0, ragged, 5 + um)
        rim = np.exp(-np.maximum(ragged, 0) * np.float32(1 / 9))
        eosin *= covered * (1 + np.float32(0.22) * rim)
        hematoxylin *= covered
        rust *= covered
        stains = self._stains * np.array(
            [[self._hematoxylin], [self._eosin], [1.0]], dtype=np.float32
        )
        od = np.empty((height, width, 3), dtype=np.float32)
        for channel in range(3):
            od[:, :, channel] = (
                hematoxylin * stains[0, channel] + eosin * stains[1, channel]
                + rust * stains[2, channel]
            )  # fmt: skip
        return od

    def develop(self, density: Array, x0: int = 0, y0: int = 0) -> Pixels:
        """Return the picture that light makes of densities, as a scanner takes it."""
        height, width = density.shape[:2]
        x, y = self._centres(x0, width), self._centres(y0, height)
        light = np.exp(-density)
        light *= self.glass
        light += (np.float32(0.9) * self._grain(x, y, self.um * 0.7))[:, :, None] + np.float32(0.5)
        return np.clip(light, 0, 255, out=light).astype(np.uint8)

    def picture(self, x0: int, y0: int, width: int, height: int) -> Pixels:
        """Return a part of the slide as a picture, uint8 (height, width, 3)."""
        return self.develop(self.density(x0, y0, width, height), x0, y0)

    def smooth_noise(self, x0: int, y0: int, width: int, height: int) -> Array:
        """Return noise of no meaning over a part of the slide, about a third of a tile coarse."""
        texel = self.px * self.um / 40
        x, y = self._centres(x0, width) / texel, self._centres(y0, height) / texel
        return repeated(self._textures.middle, x, y)

    def streaks(self, count: int, phase: float) -> Array:
        """Return noise along a line of `count` pixels across a tile."""
        line = self._textures.bundles[:, int(phase * 255)]
        return line[(np.arange(count) * (256 / count)).astype(np.intp)]

    def _centres(self, first: int, count: int) -> Points:
        """Return the centres of pixels along one axis, in micrometres."""
        return np.asarray((np.arange(first, first + count) + 0.5) * self.um, dtype=np.float64)

    def _grain(self, x: Points, y: Points, texel: float) -> Array:
        grain = self._textures.grain
        i = np.floor(y / texel).astype(np.intp) % grain.shape[0]
        j = np.floor(x / texel).astype(np.intp) % grain.shape[1]
        return grain[np.ix_(i, j)]

    def _stroma(self, field: dict[str, Array], grain: Array) -> tuple[Array, Array, Array, Array]:
        textures, dense = self._textures, field["dense"]
        fibre = _along_fibres(textures.fibres, field, 1 / 0.75, 1 / 6)
        bundle = _along_fibres(textures.bundles, field, 0.62, 0.12)
        level = np.float32(0.40 * self.layout.profile.dense) * (1 + np.float32(0.16) * dense)
        eosin = level * (1 + np.float32(0.20) * fibre + np.float32(0.16) * bundle)
        eosin += np.float32(0.015) * grain
        np.maximum(eosin, np.float32(0.05), out=eosin)
        # Clefts open between bundles, more of them where the stroma is loose.
        cleft = np.clip(
            (np.float32(-0.55) * fibre - bundle - np.float32(1.65) - np.float32(0.5) * dense)
            * np.float32(1.1), 0, np.float32(0.94),
        )  # fmt: skip
        crowd = np.clip(field["lymph"] * np.float32(1.5), 0, 1)
        eosin *= 1 - cleft
        eosin *= 1 - np.float32(0.45) * crowd
        hematoxylin = np.float32(0.065) + np.float32(0.018) * fibre + np.float32(0.12) * crowd
        hematoxylin *= 1 - cleft
        return eosin, hematoxylin, eosin * np.float32(self._rust * 2.9), fibre

    def _draw_glands(
        self,
        field: dict[str, Array],
        grain: Array,
        eosin: Array,
        hematoxylin: Array,
        rust: Array,
    ) -> None:
        gland = field["gland"]
        edge = max(self.um, 1.0)
        inside = _step(0, -gland, edge)
        depth = -gland - field["thick"]
        lumen = _step(0, depth, edge + 0.5)
        # Cytoplasm: darker at its foot, a pale eosin rim towards the lumen.
        foot = np.exp(gland * np.float32(1 / 9))
        brush = np.exp(-(np.abs(depth + np.float32(1.2)) * np.float32(1 / 1.6)))
        body_e = np.float32(0.29) + np.float32(0.03) * grain + np.float32(0.20) * brush
        body_h = np.float32(0.16) + np.float32(0.10) * foot + np.float32(0.02) * grain
        secretion = np.float32(0.04) * np.clip(field["dense"], 0, None)
        keep = 1 - inside
        membrane = np.exp(-(np.abs(gland - np.float32(1)) * np.float32(1 / max(1.3, edge))))
        cleft = _step(1.5, gland, edge) * _step(-4.5, -gland, edge)
        cleft *= np.clip(field["dense"] * np.float32(0.7), 0, np.float32(0.8))
        for stain, body, shed in ((eosin, body_e, secretion), (hematoxylin, body_h, secretion)):
            stain *= keep * (1 - cleft)
            stain += inside * (body * (1 - lumen) + shed * lumen)
        eosin += np.float32(0.10) * membrane * keep
        rust *= keep * (1 - cleft)
        rust += inside * (1 - lumen) * np.float32(self._rust * 0.5)

    def _draw_cells(
        self,
        corner: tuple[float, float],
        shape: tuple[int, int],
        grain: Array,
        eosin: Array,
        hematoxylin: Array,
        rust: Array,
    ) -> None:
        x0, y0 = corner
        area = (x0, y0, x0 + shape[1] * self.um, y0 + shape[0] * self.um)

        def drawn(kind: CellKind) -> Array | None:
            cells = self._cells.within(kind, *area)
            return splat(cells, x0, y0, self.um, shape, grain) if cells.x.size else None

        mucin = drawn(CellKind.VACUOLE)
        if mucin is not None:
            pale = 1 - np.minimum(mucin, np.float32(0.93))
            eosin *= pale
            hematoxylin *= pale
            hematoxylin += np.float32(0.05) * (1 - pale)
            rust *= pale
        red = drawn(CellKind.RED)
        if red is not None:
            np.minimum(red, np.float32(0.9), out=red)
            eosin += red
            rust += red * np.float32(0.42)
        for kind in (CellKind.SPINDLE, CellKind.EPITHELIAL, CellKind.ROUND):
            nuclei = drawn(kind)
            if nuclei is not None:
                hematoxylin += nuclei
                eosin *= 1 - np.float32(0.5) * np.minimum(nuclei, 1)
