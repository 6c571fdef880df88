"""Fat cells: which places lie in one, and how far from its wall."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.sample.layout import FAT_UM, Layout
from tfrviewer.build.sample.noise import Array, Points


def fat_window(layout: Layout, x: Points, y: Points) -> tuple[slice, slice] | None:
    """Return which rows `y` and columns `x` fat cells may reach, or None where there are none."""
    reach = FAT_UM * 0.85
    near = layout.is_fat & (layout.fat_x > x[0] - reach) & (layout.fat_x < x[-1] + reach)
    near &= (layout.fat_y > y[0] - reach) & (layout.fat_y < y[-1] + reach)
    if not near.any():
        return None
    fat_x, fat_y = layout.fat_x[near], layout.fat_y[near]
    rows = np.searchsorted(y, (fat_y.min() - reach, fat_y.max() + reach))
    columns = np.searchsorted(x, (fat_x.min() - reach, fat_x.max() + reach))
    return slice(*rows.tolist()), slice(*columns.tolist())


def fat_cells(layout: Layout, x: Points, y: Points) -> tuple[NDArray[np.bool_], Array]:
    """Return which places lie in a fat cell, and their distance to its wall.

    Fat cells are the cells of a Voronoi diagram of the jittered lattice, with corners rounded.

    Args:
        layout: Where the lattice lies.
        x: Places in micrometres.
        y: Of the same shape.

    Returns:
        A bool array of that shape, and distances in micrometres (0 at the wall and outside fat).
    """
    x, y = x.astype(np.float32), y.astype(np.float32)
    row = np.rint(y / FAT_UM + 1).astype(np.intp)
    column = np.rint(x / FAT_UM + 1.25).astype(np.intp)
    last_row, last_column = layout.is_fat.shape[0] - 1, layout.is_fat.shape[1] - 1
    best = np.full(x.shape, 1e9, dtype=np.float32)
    best_cell = np.zeros(x.shape, dtype=np.intp)
    square: list[Array] = []
    cells: list[NDArray[np.intp]] = []
    fat_x, fat_y = layout.fat_x.ravel(), layout.fat_y.ravel()
    for down in (-1, 0, 1):
        i = np.clip(row + down, 0, last_row) * (last_column + 1)
        for right in (-1, 0, 1):
            cell = i + np.clip(column + right, 0, last_column)
            dx = fat_x[cell] - x
            dy = fat_y[cell] - y
            far = dx * dx + dy * dy
            closer = far < best
            best = np.where(closer, far, best)
            best_cell = np.where(closer, cell, best_cell)
            square.append(far)
            cells.append(cell)
    # A soft minimum over the walls rounds the corners; only within fat is it needed.
    is_fat = layout.is_fat.ravel()[best_cell]
    near, own = np.sqrt(best[is_fat]), best_cell[is_fat]
    total = np.full(near.shape, 1e-9, dtype=np.float32)
    for far, cell in zip(square, cells, strict=True):
        wall = (np.sqrt(far[is_fat]) - near) * np.float32(0.5)
        total += np.exp(wall * np.float32(-1 / 5)) * (cell[is_fat] != own)
    distance = np.zeros(x.shape, dtype=np.float32)
    distance[is_fat] = np.float32(-5) * np.log(total)
    return is_fat, distance
