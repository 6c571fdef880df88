import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tfrviewer.tiles.layout.holes import Holes, IntArray, distinct, find_holes


def count_holes(columns: IntArray, rows: IntArray) -> Holes | None:
    found = find_holes(columns, rows)
    return None if found is None else found.count()


def flooded(tiles: np.ndarray) -> Holes:
    """The holes of a picture of tiles, found by walking from place to place."""
    empty = {(r, c) for r, c in np.ndindex(tiles.shape) if not tiles[r, c]}
    regions = cells = 0
    while empty:
        todo, region, is_open = [empty.pop()], 0, False
        while todo:
            r, c = todo.pop()
            region += 1
            for place in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if not (0 <= place[0] < tiles.shape[0] and 0 <= place[1] < tiles.shape[1]):
                    is_open = True
                elif place in empty:
                    empty.remove(place)
                    todo.append(place)
        if not is_open:
            regions, cells = regions + 1, cells + region
    return Holes(regions, cells)


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=14)), st.integers())
def test_that_holes_are_those_a_walk_finds(tiles: np.ndarray, seed: int) -> None:
    rows, columns = np.nonzero(tiles)
    order = np.random.default_rng(abs(seed)).permutation(len(rows))
    found = count_holes(columns[order] - 5, rows[order] + 2**40)
    assert found == flooded(tiles)


def test_that_a_spiral_open_at_its_end_is_no_hole() -> None:
    picture = """
    #######
    #.....#
    #.###.#
    #.#.#.#
    #.#...#
    #.#####
    #......
    #######"""
    tiles = np.array([[c == "#" for c in line] for line in picture.split()])
    rows, columns = np.nonzero(tiles)
    assert count_holes(columns, rows) == Holes(0, 0)
    columns, rows = np.append(columns, 6), np.append(rows, 6)
    assert count_holes(columns, rows) == Holes(1, 20)


def test_that_two_tiles_for_one_place_make_no_hole() -> None:
    columns, rows = np.array([0, 0, 2, 2, 1, 1]), np.array([1, 1, 1, 1, 0, 2])
    assert count_holes(columns, rows) == Holes(1, 1)


def test_that_tiles_far_apart_cost_no_memory() -> None:
    columns, rows = np.array([-(2**50), 2**50, 3]), np.array([0, 0, 2**50])
    assert count_holes(columns, rows) == Holes(0, 0)


def test_that_a_grid_too_vast_to_number_is_not_counted() -> None:
    columns, rows = np.array([-(2**61), 2**61, 3]), np.array([0, 0, 2])
    assert count_holes(columns, rows) is None


@given(hnp.arrays(np.int64, st.integers(0, 50), elements=st.integers(0, 2**62)))
def test_that_distinct_keys_come_in_order(keys: np.ndarray) -> None:
    assert distinct(keys).tolist() == sorted(set(keys.tolist()))
    assert distinct(keys % 97).tolist() == sorted(set((keys % 97).tolist()))
