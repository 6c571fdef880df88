"""The tiles around a tile on its slide, and how far off they lie, in tiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tiles.layout.placement import Direction, Placement

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Around:
    """Tiles around a tile, the nearest first.

    Attributes:
        tiles: Their indices into the placement, int64 (n,).
        du: How far their centres lie to the right of that of the tile, in tiles, float64 (n,).
        dv: How far below it.
    """

    tiles: IntArray
    du: FloatArray
    dv: FloatArray

    def toward(self, direction: Direction) -> int:
        """Return the place of the nearest tile in a direction, within 45 degrees; -1 if none."""
        toward_u, toward_v = direction.value
        ahead = self.du * toward_u + self.dv * toward_v
        aside = np.abs(self.dv if toward_u else self.du)
        found = np.flatnonzero((ahead > 1e-9) & (aside <= ahead))
        if len(found) == 0:
            return -1
        return int(found[np.argmin(ahead[found] + 4 * aside[found])])

    def at(self, du: float, dv: float) -> int:
        """Return the place of the tile that covers a point, the nearest centre first; -1 if none.

        Args:
            du: How far right of the middle of the tile the point lies, in tiles.
            dv: How far below.
        """
        off_u, off_v = np.abs(self.du - du), np.abs(self.dv - dv)
        found = np.flatnonzero((off_u <= 0.5) & (off_v <= 0.5))
        return int(found[np.argmin(np.hypot(off_u, off_v)[found])]) if len(found) else -1


def tiles_around(
    placement: Placement, tile: int, *, reach: float, most: int, wide: float = 1.0
) -> Around:
    """Return the tiles around a tile; what lies in its very place is not around it.

    Args:
        placement: Where the tiles of the slide lie.
        tile: Which tile.
        reach: How far to look, in tiles.
        most: How many to return, the nearest.
        wide: How many times as wide as the pitch a tile is; above 1 where tiles overlap.
    """
    side_x, side_y = placement.side_x * wide, placement.side_y * wide
    u, v = float(placement.u[tile]), float(placement.v[tile])
    right, down = reach * side_x, reach * side_y
    found = placement.near(u - right, v - down, u + right, v + down)
    du = (placement.u[found] - u) / side_x
    dv = (placement.v[found] - v) / side_y
    inside = (np.abs(du) <= reach) & (np.abs(dv) <= reach) & ((du != 0) | (dv != 0))
    found, du, dv = found[inside], du[inside], dv[inside]
    nearest = np.argsort(np.hypot(du, dv), kind="stable")[:most]
    return Around(found[nearest].astype(np.int64), du[nearest], dv[nearest])
