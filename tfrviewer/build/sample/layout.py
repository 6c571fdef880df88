"""Where things lie on a drawn slide: its outline, the tiles kept, glands, vessels, fat, fibres."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.sample.noise import Array, Points, Raster, bilinear, spread
from tfrviewer.build.sample.profiles import Profile, Textures
from tfrviewer.build.sample.settings import SampleSettings

RASTER_UM = 7.0
"""Step of the raster of fields; finer than what varies slowly, coarser than a nucleus."""
MOST_CELLS = 6_000_000
KEPT_FRACTION = 0.6
"""Share of a tile that must be tissue for the tile to be cut."""
FAT_UM = 68.0
"""Spacing of fat cells."""


@dataclass(frozen=True, slots=True)
class Glands:
    """Ellipses before warping: centres, half axes and turn of each, in micrometres and radians."""

    x: Points
    y: Points
    a: Points
    b: Points
    turn: Points


class Layout:
    """The plan of one slide, in micrometres from the corner of its grid of tiles.

    Attributes:
        columns, rows: Size of the grid of tiles.
        cells: int64 (n, 2), column and row of each tile kept, row by row.
        free: int64 (m, 2), cells beside kept ones that hold least tissue.
        raster: Fields `outline` (um inward of the tissue's edge), `gland` and `vessel` (um
            outward of the nearest one), `psi` and `chi` (across and along the fibres, um),
            `dense`, `lymph`, `fat`, `thick` (epithelium, um), `warp_x`, `warp_y`.
        glands, vessels: What was placed.
        fat_x, fat_y, is_fat: Centres of the lattice of fat cells, and which are there.
    """

    def __init__(
        self,
        settings: SampleSettings,
        textures: Textures,
        profile: Profile,
        rng: np.random.Generator,
        kept: int,
    ) -> None:
        self.profile = profile
        self.tile_um = float(settings.tile_um)
        stretch = math.exp(rng.uniform(-0.3, 0.3))
        cells = kept * 2.1
        self.columns = math.ceil(math.sqrt(cells * stretch)) + 1
        self.rows = math.ceil(math.sqrt(cells / stretch)) + 1
        self.width = self.columns * self.tile_um
        self.height = self.rows * self.tile_um
        step = max(RASTER_UM, math.sqrt(self.width * self.height / MOST_CELLS))
        shape = (math.ceil(self.height / step), math.ceil(self.width / step))
        self.raster = Raster(shape, step)
        self._rng = rng
        self._x = ((np.arange(shape[1]) + 0.5) * step).astype(np.float32)[None, :]
        self._y = ((np.arange(shape[0]) + 0.5) * step).astype(np.float32)[:, None]
        self._slow_fields(textures)
        self._outline(textures, kept)
        self._fat_lattice()
        self.glands = self._place_glands(textures)
        self.vessels = self._place_vessels()
        self.raster.set(
            {"gland": self._distance(self.glands), "vessel": self._distance(self.vessels)}
        )
        for name in ("gland", "vessel"):
            self.is_fat &= self.raster.at(name, self.fat_x, self.fat_y) > 0.62 * FAT_UM
        # A fat cell alone among fibres looks like a hole: they come in groups.
        near = np.pad(self.is_fat, 1).astype(np.int8)
        near = near[:-2] + near[1:-1] + near[2:]
        self.is_fat &= near[:, :-2] + near[:, 1:-1] + near[:, 2:] >= 4
        self._fibre_field(textures)

    def _slow_fields(self, textures: Textures) -> None:
        profile, shape, rng = self.profile, self.raster.shape, self._rng
        # Fields are stretched when the raster is coarser than what the textures are meant for.
        fields = {name: spread(rng, textures.slow, shape) for name in ("glandular", "fat", "lymph")}
        fields["lymph"] = fields["lymph"] * 0.8 + 0.6 * spread(rng, textures.middle, shape)
        fields["fat"] = fields["fat"] * 0.9 + 0.4 * spread(rng, textures.middle, shape)
        for name, share in (
            ("glandular", profile.glands),
            ("fat", profile.fat),
            ("lymph", profile.lymphoid),
        ):
            fields[name] -= np.float32(np.quantile(fields[name], 1 - share))
        for name in ("warp_x", "warp_y"):
            fields[name] = np.float32(profile.warp) * (
                0.75 * spread(rng, textures.slow, shape)
                + 0.34 * spread(rng, textures.middle, shape)
                + 0.10 * spread(rng, textures.quick, shape)
            )
        fields["dense"] = spread(rng, textures.middle, shape)
        fields["thick"] = np.float32(profile.epithelium) * (
            1 + 0.16 * spread(rng, textures.quick, shape)
        )
        self.raster.set(fields)

    def _outline(self, textures: Textures, kept: int) -> None:
        rng, shape = self._rng, self.raster.shape
        u = self._x / self.width * 2 - 1
        v = self._y / self.height * 2 - 1
        height = np.full(shape, -9.0, dtype=np.float32)

        def square(x: float, y: float, a: float, b: float, turn: float) -> Array:
            """Return the squared distance from a point, in half axes of an ellipse about it."""
            c, s = math.cos(turn), math.sin(turn)
            along = (u - x) * (c / a) + (v - y) * (s / a)
            across = (v - y) * (c / b) - (u - x) * (s / b)
            along *= along
            across *= across
            along += across
            return np.asarray(along, dtype=np.float32)

        for _ in range(rng.integers(2, 5)):
            x, y = rng.uniform(-0.3, 0.3, 2)
            a, b = rng.uniform(0.35, 0.75, 2)
            np.maximum(height, 1 - np.sqrt(square(x, y, a, b, rng.uniform(0, 3))), out=height)
        for _ in range(rng.integers(1, 4)):  # islands
            angle = rng.uniform(0, 2 * math.pi)
            x, y = 0.82 * math.cos(angle), 0.82 * math.sin(angle)
            np.maximum(height, 0.42 - np.sqrt(square(x, y, 0.5, 0.35, angle)), out=height)
        for _ in range(rng.integers(1, 3)):  # holes
            x, y = rng.uniform(-0.4, 0.4, 2)
            a, b = rng.uniform(0.1, 0.2, 2)
            height -= 0.9 * np.exp(-(square(x, y, a, b, rng.uniform(0, 3)) ** 2))
        height += 0.10 * spread(rng, textures.slow, shape)
        height += 0.035 * spread(rng, textures.middle, shape)
        height += 0.006 * spread(rng, textures.quick, shape)
        # Glass is left all around: what is cut off straight looks like nothing real.
        edge = np.maximum(abs(u), abs(v))
        height -= 3.0 * np.clip(edge - 0.9, 0, None)

        # Every third value down and across is enough to tell what share of a tile is tissue.
        some = height[::3, ::3]
        tile = np.minimum((self._y[::3] // self.tile_um).astype(np.intp), self.rows - 1)
        tile = tile * self.columns + np.minimum(
            (self._x[:, ::3] // self.tile_um).astype(np.intp), self.columns - 1
        )
        tile = tile.ravel()
        count = np.maximum(np.bincount(tile, minlength=self.rows * self.columns), 1)

        def fractions(level: float) -> NDArray[np.float64]:
            hits = np.bincount(tile, (some > level).ravel(), self.rows * self.columns)
            return np.asarray(hits / count, dtype=np.float64)

        low, high = -4.0, 1.5
        for _ in range(14):
            middle = (low + high) / 2
            enough = np.count_nonzero(fractions(middle) >= KEPT_FRACTION) >= kept
            low, high = (middle, high) if enough else (low, middle)
        share = fractions(low)
        chosen = np.sort(np.argsort(-share, kind="stable")[:kept])
        self.cells = np.stack([chosen % self.columns, chosen // self.columns], axis=1)
        self.free = self._beside(chosen, share)
        down, across = np.gradient(height, self.raster.step)
        slope = np.maximum(np.hypot(down, across), 2e-4)
        self.raster.set({"outline": np.clip((height - low) / slope, -90, 90)})

    def _beside(self, chosen: NDArray[np.int64], share: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return free cells that touch kept ones, least tissue first."""
        kept = np.zeros((self.rows + 2, self.columns + 2), dtype=bool)
        kept[1:-1, 1:-1].flat[chosen] = True
        near = kept[:-2, 1:-1] | kept[2:, 1:-1] | kept[1:-1, :-2] | kept[1:-1, 2:]
        free = np.flatnonzero(near & ~kept[1:-1, 1:-1])
        free = free[np.argsort(share[free], kind="stable")]
        return np.stack([free % self.columns, free // self.columns], axis=1)

    def _fat_lattice(self) -> None:
        shape = (math.ceil(self.height / FAT_UM) + 4, math.ceil(self.width / FAT_UM) + 4)
        jitter = self._rng.uniform(-0.29, 0.29, (2, *shape))
        row, column = np.indices(shape)
        self.fat_x = ((column - 1.5 + jitter[0] + 0.5 * (row % 2)) * FAT_UM).astype(np.float32)
        self.fat_y = ((row - 1.5 + jitter[1]) * FAT_UM).astype(np.float32)
        self.is_fat = self.raster.at("fat", self.fat_x, self.fat_y) > 0
        self.is_fat &= self.raster.at("outline", self.fat_x, self.fat_y) > 25

    def _place_glands(self, textures: Textures) -> Glands:
        profile, rng = self.profile, self._rng
        # A lattice of triangles, turned and bent so that no rows show.
        across = math.hypot(self.width, self.height) / profile.spacing
        count = math.ceil(across) + 2
        row, column = np.indices((math.ceil(count / 0.87), count))
        u = (column + 0.5 * (row % 2) - count / 2 + rng.uniform(-0.15, 0.15, row.shape)).ravel()
        v = (row * 0.87 - count / 2 + rng.uniform(-0.15, 0.15, row.shape)).ravel()
        tilt = rng.uniform(0, math.pi)
        c, s = math.cos(tilt) * profile.spacing, math.sin(tilt) * profile.spacing
        x: Points = self.width / 2 + u * c - v * s
        y: Points = self.height / 2 + u * s + v * c
        bend = spread(rng, textures.slow, self.raster.shape)
        i, j = x / self.raster.step, y / self.raster.step
        x = x + 0.35 * profile.spacing * bilinear(bend, i, j)
        y = y + 0.35 * profile.spacing * bilinear(bend[::-1, ::-1], i, j)
        inside = (x > 0) & (y > 0) & (x < self.width) & (y < self.height)
        x, y = x[inside], y[inside]
        radius = rng.uniform(*profile.radius, x.size)
        aspect = np.sqrt(rng.uniform(1, profile.aspect, x.size))
        turn = rng.uniform(0, math.pi, x.size)
        keep = (
            (self.raster.at("glandular", x, y) > 0)
            & (self.raster.at("outline", x, y) > radius * 1.1)
            & (self.raster.at("fat", x, y) < -0.35)
            & (self.raster.at("lymph", x, y) < 0.5)
            & (rng.random(x.size) < 0.95)
        )
        a, b = radius * aspect, radius / aspect
        return Glands(x[keep], y[keep], a[keep], b[keep], turn[keep])

    def _place_vessels(self) -> Glands:
        rng = self._rng
        count = max(3, round(self.width * self.height / 1e6 * 3.5))
        x = rng.uniform(0, self.width, count)
        y = rng.uniform(0, self.height, count)
        radius = rng.uniform(11, 34, count)
        aspect = np.sqrt(rng.uniform(1, 2.6, count))
        keep = (self.raster.at("outline", x, y) > radius * 1.6) & (
            self.raster.at("fat", x, y) < 0.4
        )
        for i in np.flatnonzero(keep):
            gap = np.hypot(self.glands.x - x[i], self.glands.y - y[i]) - self.glands.a
            keep[i] = gap.size == 0 or bool(gap.min() > radius[i] * 0.9)
        turn = rng.uniform(0, math.pi, count)
        a, b = radius * aspect, radius / aspect
        return Glands(x[keep], y[keep], a[keep], b[keep], turn[keep])

    def _distance(self, shapes: Glands, halo: float = 70.0) -> Array:
        """Return about the distance outward of the nearest warped ellipse, at most `halo`."""
        step, (rows, columns) = self.raster.step, self.raster.shape
        distance = np.full((rows, columns), halo, dtype=np.float32)
        warp_x, warp_y = self.raster["warp_x"], self.raster["warp_y"]
        for x, y, a, b, turn in zip(
            shapes.x, shapes.y, shapes.a, shapes.b, shapes.turn, strict=True
        ):
            reach = max(a, b) + halo + 3 * self.profile.warp
            top, left = max(0, int((y - reach) / step)), max(0, int((x - reach) / step))
            part = np.s_[top : int((y + reach) / step) + 1, left : int((x + reach) / step) + 1]
            px = self._x[:, part[1]] + warp_x[part] - np.float32(x)
            py = self._y[part[0]] + warp_y[part] - np.float32(y)
            c, s = np.float32(math.cos(turn)), np.float32(math.sin(turn))
            u, v = (px * c + py * s) / np.float32(a), (py * c - px * s) / np.float32(b)
            near = np.sqrt(u * u + v * v) + np.float32(1e-4)
            slope = np.hypot(u / np.float32(a), v / np.float32(b)) + np.float32(1e-6)
            np.minimum(distance[part], near * (near - 1) / slope, out=distance[part])
        # Warping squeezes and stretches distances; what matters is that they hold at the edge.
        down, across = np.gradient(distance, step)
        distance /= np.clip(np.hypot(down, across), 0.6, 2.5)
        return np.minimum(distance, halo)

    def _fibre_field(self, textures: Textures) -> None:
        rng, shape = self._rng, self.raster.shape
        turn = rng.uniform(0, math.pi)
        c, s = np.float32(math.cos(turn)), np.float32(math.sin(turn))
        psi = self._x * c + self._y * s + 46 * spread(rng, textures.slow, shape)
        psi += 6.5 * spread(rng, textures.middle, shape) + 1.3 * spread(rng, textures.quick, shape)
        chi = self._y * c - self._x * s + 45 * spread(rng, textures.slow, shape)
        # Fibres lie around glands and vessels, as the stroma there does.
        around = np.minimum(self.raster["gland"], self.raster["vessel"])
        weight = np.exp(-np.maximum(around, 0) / np.float32(26))
        psi += weight * 1.5 * np.maximum(around, 0)
        self.raster.set({"psi": psi, "chi": chi})
        self._slope_down: Array = np.gradient(psi, self.raster.step, axis=0)
        self._slope_across: Array = np.gradient(psi, self.raster.step, axis=1)

    def fibre_turn(self, x: Points, y: Points) -> Points:
        """Return the direction of the fibres at points, in radians."""
        i, j = x / self.raster.step - 0.5, y / self.raster.step - 0.5
        slope = np.arctan2(bilinear(self._slope_down, i, j), bilinear(self._slope_across, i, j))
        return np.asarray(slope + math.pi / 2, dtype=np.float64)
