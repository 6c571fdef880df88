"""What lies around a tile, and where a step leads."""

import numpy as np
import pytest

from tfrviewer.tiles.layout.placement import Direction, Placement
from tfrviewer.tiles.layout.surroundings import tiles_around


@pytest.fixture
def grid() -> Placement:
    """Nine by nine tiles of 300 level-0 pixels; tile 81 lies where tile 40 does."""
    at = np.append(np.arange(81), 40)
    return Placement(at % 9 * 300 + 150, at // 9 * 300 + 150)


def test_that_the_neighbours_come_nearest_first_without_the_tile_itself(grid: Placement) -> None:
    around = tiles_around(grid, 40, reach=1.5, most=100)
    assert sorted(around.tiles.tolist()) == [30, 31, 32, 39, 41, 48, 49, 50]
    assert set(around.tiles[:4].tolist()) == {31, 39, 41, 49}
    offset = dict(zip(around.tiles.tolist(), zip(around.du, around.dv, strict=True), strict=True))
    assert offset[32] == (1.0, -1.0)
    assert len(tiles_around(grid, 40, reach=9, most=10).tiles) == 10


def test_that_tiles_which_overlap_lie_nearer_by_as_much(grid: Placement) -> None:
    around = tiles_around(grid, 40, reach=1, most=100, wide=2.0)
    assert len(around.tiles) == 24
    assert (around.du[around.tiles == 41], around.dv[around.tiles == 49]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("direction", "tile"),
    [(Direction.LEFT, 3), (Direction.RIGHT, 5), (Direction.DOWN, 13), (Direction.UP, -1)],
)
def test_that_a_step_goes_to_the_next_tile_or_nowhere(
    grid: Placement, direction: Direction, tile: int
) -> None:
    around = tiles_around(grid, 4, reach=3, most=100)
    place = around.toward(direction)
    assert (int(around.tiles[place]) if place >= 0 else -1) == tile


def test_that_a_point_is_found_on_the_tile_that_covers_it(grid: Placement) -> None:
    around = tiles_around(grid, 40, reach=2, most=100)
    assert around.tiles[around.at(0.9, -0.2)] == 41
    assert around.at(0.0, 0.1) == -1
    assert around.at(40.0, 0.0) == -1
