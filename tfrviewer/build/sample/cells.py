"""The cells of a drawn slide: nuclei, mucin vacuoles and red blood cells."""

import math
from collections.abc import Iterator
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.sample.fat import fat_cells
from tfrviewer.build.sample.layout import Layout
from tfrviewer.build.sample.noise import Array, Points
from tfrviewer.build.sample.splat import Cells

LATTICE_UM = 7.0
"""Spacing of the places where a stromal nucleus or a lymphocyte may lie."""
RED_CELL_UM = 6.0
MARGIN_UM = 14.0
"""More than any cell reaches from its centre."""
CHUNK = 200_000


class CellKind(IntEnum):
    """What a cell is drawn as."""

    EPITHELIAL = 0
    SPINDLE = 1
    ROUND = 2
    VACUOLE = 3
    RED = 4


def _cells(
    x: Points, y: Points, a: Points, b: Points, turn: Points, density: Points, pale: Points
) -> Cells:
    values = (x, y, a, b, np.cos(turn), np.sin(turn), density, pale)
    return Cells(*(value.astype(np.float32) for value in values))


class CellMap:
    """All cells of a slide, found by where they lie."""

    def __init__(self, layout: Layout, nuclei: float, rng: np.random.Generator) -> None:
        self._tile = layout.tile_um
        self._columns = layout.columns
        kept = np.zeros((layout.rows, layout.columns), dtype=bool)
        kept[layout.cells[:, 1], layout.cells[:, 0]] = True
        for column, row in layout.free:
            kept[row, column] = True
        none = Cells(*(np.zeros(0, dtype=np.float32) for _ in Cells.__slots__))
        parts: dict[CellKind, list[Cells]] = {kind: [none] for kind in CellKind}
        for kind, cells in (
            *_stromal(layout, nuclei, rng, kept),
            *_epithelial(layout, nuclei, rng, kept),
            *_vascular(layout, rng, kept),
            *_fat(layout, rng),
        ):
            parts[kind].append(cells)
        self._cells: dict[CellKind, Cells] = {}
        self._starts: dict[CellKind, NDArray[np.intp]] = {}
        for kind, some in parts.items():
            joined = Cells(
                *(np.concatenate([getattr(c, name) for c in some]) for name in Cells.__slots__)
            )
            bucket = self._bucket(joined.x, joined.y, layout.rows)
            order = np.argsort(bucket, kind="stable")
            self._cells[kind] = joined.take(order)
            edges = np.arange(layout.rows * layout.columns + 1)
            self._starts[kind] = np.searchsorted(bucket[order], edges)
        self._rows = layout.rows

    def _bucket(self, x: Array, y: Array, rows: int) -> NDArray[np.intp]:
        column = np.clip((x / self._tile).astype(np.intp), 0, self._columns - 1)
        row = np.clip((y / self._tile).astype(np.intp), 0, rows - 1)
        return row * self._columns + column

    def within(self, kind: CellKind, x0: float, y0: float, x1: float, y1: float) -> Cells:
        """Return the cells that may touch a rectangle in micrometres, in a fixed order."""
        x0, y0, x1, y1 = x0 - MARGIN_UM, y0 - MARGIN_UM, x1 + MARGIN_UM, y1 + MARGIN_UM
        left = min(max(int(x0 / self._tile), 0), self._columns - 1)
        right = min(max(int(x1 / self._tile), 0), self._columns - 1)
        starts = self._starts[kind]
        ranges = []
        for row in range(
            max(int(y0 / self._tile), 0), min(int(y1 / self._tile), self._rows - 1) + 1
        ):
            first = row * self._columns
            ranges.append(np.arange(starts[first + left], starts[first + right + 1]))
        near = self._cells[kind].take(np.concatenate(ranges or [np.arange(0)]))
        inside = (near.x > x0) & (near.x < x1) & (near.y > y0) & (near.y < y1)
        return near.take(inside)


def _stromal(
    layout: Layout, nuclei: float, rng: np.random.Generator, kept: NDArray[np.bool_]
) -> Iterator[tuple[CellKind, Cells]]:
    """Nuclei between glands: lymphocytes where they crowd, else mostly fibroblasts."""
    for x, y in _lattice(layout, LATTICE_UM, 0.42, rng, kept):
        chance = rng.random(x.size) / max(nuclei, 1e-6)
        crowd = np.clip(layout.raster.at("lymph", x, y) * 1.5, 0, 1)
        wanted = 0.055 + 0.022 * layout.raster.at("dense", x, y) + 0.85 * crowd
        keep = chance < np.clip(wanted, 0.02, 0.9)
        x, y, crowd = x[keep], y[keep], crowd[keep]
        keep = layout.raster.at("gland", x, y) > 3.5
        keep &= layout.raster.at("vessel", x, y) > 7
        keep &= layout.raster.at("outline", x, y) > 2
        keep &= ~_in_fat(layout, x, y)
        x, y, crowd = x[keep], y[keep], crowd[keep]
        is_round = rng.random(x.size) < 0.16 + 0.84 * crowd
        big = layout.profile.pleomorphism
        for kind, some in ((CellKind.ROUND, is_round), (CellKind.SPINDLE, ~is_round)):
            n = int(some.sum())
            if kind is CellKind.ROUND:
                b = rng.normal(2.75, 0.3, n).clip(2.1, 4)
                a = b * rng.uniform(1, 1.2, n)
                turn = rng.uniform(0, math.pi, n)
                density = rng.normal(1.45, 0.2, n).clip(0.8, 2)
                pale = rng.uniform(0.1, 0.45, n)
            else:
                b = rng.normal(1.45 + 0.3 * big, 0.35, n).clip(0.8, 3)
                a = b * rng.uniform(2.2, 5.0, n)
                turn = layout.fibre_turn(x[some], y[some]) + rng.normal(0, 0.18, n)
                density = rng.normal(1.15, 0.22, n).clip(0.5, 1.8)
                pale = rng.uniform(0.1, 0.5, n)
            yield kind, _cells(x[some], y[some], a.clip(0, 9), b, turn, density, pale)


def _in_fat(layout: Layout, x: Points, y: Points) -> NDArray[np.bool_]:
    inside, wall = fat_cells(layout, x, y)
    return inside & (wall > 1.0)


def _lattice(
    layout: Layout,
    spacing: float,
    jitter: float,
    rng: np.random.Generator,
    kept: NDArray[np.bool_],
) -> Iterator[tuple[Points, Points]]:
    """Yield the points of a jittered lattice of triangles that lie in tiles to be cut."""
    tile = layout.tile_um
    columns = math.ceil(layout.width / spacing)
    rows = math.ceil(layout.height / spacing)
    at_once = max(1, CHUNK // columns)
    right, low = (np.arange(columns) + 0.25) * spacing, np.arange(rows) * spacing
    tile_column = np.minimum((right / tile).astype(np.intp), layout.columns - 1)
    tile_row = np.minimum((low / tile).astype(np.intp), layout.rows - 1)
    for first in range(0, rows, at_once):
        inside = kept[np.ix_(tile_row[first : first + at_once], tile_column)]
        row, column = np.nonzero(inside)
        row += first
        move = rng.uniform(-jitter, jitter, (2, row.size))
        yield (column + 0.5 * (row % 2) + move[0]) * spacing, (row + move[1]) * spacing


def _along(
    layout: Layout,
    field: str,
    depth: float,
    spacing: float,
    rng: np.random.Generator,
    kept: NDArray[np.bool_],
) -> tuple[Points, Points]:
    """Return places about `spacing` apart along the line `depth` inside an edge.

    Of a lattice as fine as that, the places next to the line are moved onto it.
    """
    found: list[tuple[Points, Points]] = []
    for x, y in _lattice(layout, spacing, 0.12, rng, kept):
        near = np.abs(layout.raster.at(field, x, y) + depth) < spacing * 0.5
        found.append((x[near], y[near]))
    x = np.concatenate([part[0] for part in found])
    y = np.concatenate([part[1] for part in found])
    for _ in range(2):
        short = layout.raster.at(field, x, y) + depth
        turn = _outward(layout, field, x, y)
        x, y = x - short * np.cos(turn), y - short * np.sin(turn)
    return x, y


def _outward(layout: Layout, field: str, x: Points, y: Points) -> Points:
    """Return the direction away from the nearest gland or vessel, in radians."""
    across = layout.raster.at(field, x + 3, y) - layout.raster.at(field, x - 3, y)
    down = layout.raster.at(field, x, y + 3) - layout.raster.at(field, x, y - 3)
    return np.arctan2(down, across)


def _epithelial(
    layout: Layout, nuclei: float, rng: np.random.Generator, kept: NDArray[np.bool_]
) -> Iterator[tuple[CellKind, Cells]]:
    """Nuclei in one or more layers at the foot of the epithelium, vacuoles above them."""
    profile = layout.profile
    big = profile.pleomorphism
    layers = math.ceil(profile.crowd)
    for layer in range(layers):
        share = min(1.0, profile.crowd - layer)
        inset = 5.6 + 0.6 * big + layer * 6.5
        spacing = (5.4 + 1.4 * big) / max(min(nuclei, 1.6) * share, 0.05)
        x, y = _along(layout, "gland", inset, spacing, rng, kept)
        depth = -layout.raster.at("gland", x, y)
        keep = (depth > 2.2) & (depth < layout.raster.at("thick", x, y) - 2.5)
        x, y = x[keep], y[keep]
        n = x.size
        turn = _outward(layout, "gland", x, y)
        slide = rng.normal(0.6, 1.3 + 1.4 * big, n)
        x, y = x - slide * np.cos(turn), y - slide * np.sin(turn)
        b = rng.normal(2.5 + 0.75 * big, 0.25 + 0.6 * big, n).clip(1.6, 5.2)
        a = b * rng.uniform(1.25, 2.0 - 0.45 * big, n)
        density = rng.normal(1.28, 0.17 + 0.2 * big, n).clip(0.6, 2.2)
        pale = rng.uniform(0.15, 0.5 + 0.4 * big, n)
        tilt = rng.normal(0, 0.15 + 0.5 * big, n)
        yield CellKind.EPITHELIAL, _cells(x, y, a, b, turn + tilt, density, pale)
    x, y = _along(layout, "gland", profile.epithelium * 0.66, 8.6, rng, kept)
    keep = rng.random(x.size) < profile.mucin
    x, y = x[keep], y[keep]
    depth = -layout.raster.at("gland", x, y)
    inside = (depth > 10) & (depth < layout.raster.at("thick", x, y) - 1)
    x, y = x[inside], y[inside]
    n = x.size
    turn = _outward(layout, "gland", x, y)
    b = rng.normal(3.5, 0.5, n).clip(2, 4.6)
    a = b * rng.uniform(1.2, 1.8, n)
    yield CellKind.VACUOLE, _cells(x, y, a, b, turn, rng.uniform(0.6, 0.95, n), np.zeros(n))


def _vascular(
    layout: Layout, rng: np.random.Generator, kept: NDArray[np.bool_]
) -> Iterator[tuple[CellKind, Cells]]:
    """Flat nuclei along the inside of vessels, and the blood in them."""
    x, y = _along(layout, "vessel", 0.5, 19, rng, kept)
    n = x.size
    turn = _outward(layout, "vessel", x, y) + math.pi / 2
    b = rng.uniform(0.9, 1.4, n)
    a = rng.uniform(3.5, 6, n)
    yield CellKind.SPINDLE, _cells(x, y, a, b, turn, rng.normal(1.3, 0.15, n), np.full(n, 0.15))
    shapes = layout.vessels
    full = rng.uniform(0.1, 1.0, shapes.x.size)
    for i in range(shapes.x.size):
        reach = max(shapes.a[i], shapes.b[i]) + 30
        count = math.ceil(2 * reach / RED_CELL_UM)
        row, column = np.indices((count, count))
        jitter = rng.uniform(-0.3, 0.3, (2, count, count))
        x = (shapes.x[i] - reach + (column + jitter[0] + 0.5 * (row % 2)) * RED_CELL_UM).ravel()
        y = (shapes.y[i] - reach + (row + jitter[1]) * RED_CELL_UM).ravel()
        keep = layout.raster.at("vessel", x, y) < -3.5
        keep &= rng.random(x.size) < full[i]
        keep &= (x > 0) & (y > 0) & (x < layout.width) & (y < layout.height)
        n = int(keep.sum())
        b = rng.normal(3.1, 0.25, n)
        yield CellKind.RED, _cells(
            x[keep], y[keep], b * rng.uniform(1, 1.25, n), b, rng.uniform(0, 3, n),
            rng.normal(0.62, 0.09, n), np.full(n, 0.35),
        )  # fmt: skip


def _fat(layout: Layout, rng: np.random.Generator) -> Iterator[tuple[CellKind, Cells]]:
    """One flat nucleus at the wall of about every third fat cell."""
    some = layout.is_fat & (rng.random(layout.is_fat.shape) < 0.45)
    n = int(some.sum())
    angle = rng.uniform(0, 2 * math.pi, n)
    x = layout.fat_x[some] + 30 * np.cos(angle)
    y = layout.fat_y[some] + 30 * np.sin(angle)
    b = rng.uniform(1.1, 1.7, n)
    yield CellKind.SPINDLE, _cells(
        x, y, b * rng.uniform(2, 3, n), b, angle + math.pi / 2,
        rng.normal(1.2, 0.15, n), np.full(n, 0.2),
    )  # fmt: skip
