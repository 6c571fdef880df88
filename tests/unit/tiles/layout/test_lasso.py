"""What a line drawn by hand encloses."""

import numpy as np
import pytest

from tfrviewer.tiles.layout.lasso import Lasso
from tfrviewer.tiles.layout.placement import Placement


def grid(columns: int, rows: int, pitch: int = 100) -> Placement:
    x, y = np.meshgrid(np.arange(columns) * pitch + 50, np.arange(rows) * pitch + 50)
    return Placement(x.ravel().astype(np.int64), y.ravel().astype(np.int64))


def drawn(tiles: Placement, *points: tuple[float, float]) -> Lasso:
    lasso = Lasso(tiles, *points[0])
    for point in points[1:]:
        lasso.add(*point)
    return lasso


def crossings(u: np.ndarray, v: np.ndarray, polygon: list[tuple[float, float]]) -> np.ndarray:
    """The rule of even and odd, edge by edge."""
    inside = np.zeros(len(u), bool)
    for (u0, v0), (u1, v1) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if v0 != v1:
            spans = (v0 <= v) != (v1 <= v)
            inside ^= spans & (u < u0 + (v - v0) * (u1 - u0) / (v1 - v0))
    return inside


def test_that_a_lasso_holds_the_tiles_whose_centres_lie_in_it() -> None:
    lasso = drawn(grid(4, 4), (100, 100), (300, 100), (300, 300), (100, 300))
    assert lasso.tiles().tolist() == [5, 6, 9, 10]
    assert lasso.count == 4


def test_that_what_a_crossing_line_encloses_twice_lies_outside() -> None:
    square = [(100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0)]
    lasso = drawn(grid(4, 4), *square, *square)
    assert lasso.count == 0


def test_that_only_tiles_that_are_shown_count() -> None:
    among = np.zeros(16, bool)
    among[[5, 0]] = True
    lasso = Lasso(grid(4, 4), 100, 100, among=among)
    for point in ((300, 100), (300, 300), (100, 300)):
        lasso.add(*point)
    assert lasso.tiles().tolist() == [5]


@pytest.mark.parametrize("spread", [1.0, 0.0, 50_000.0])
def test_that_any_line_agrees_with_the_rule_at_any_places(spread: float) -> None:
    rng = np.random.default_rng(7)
    x, y = (rng.normal(0, 3000 + spread, 2000).astype(np.int64) for _ in range(2))
    tiles = Placement(x, y)
    polygon = [(float(a), float(b)) for a, b in rng.normal(0, 4000, (40, 2))]
    lasso = drawn(tiles, *polygon)
    expected = np.flatnonzero(crossings(tiles.u, tiles.v, polygon))
    assert lasso.tiles().tolist() == expected.tolist()
    assert lasso.count == len(expected)
