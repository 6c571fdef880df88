import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.tiles.layout.placement import Direction, Placement

COORDINATE = st.one_of(st.integers(-3000, 3000), st.integers(-(2**63), 2**63 - 1))


def placement(*places: tuple[int, int]) -> Placement:
    x, y = np.array(places, np.int64).T
    return Placement(x, y)


def grid(columns: int, rows: int, pitch: int = 512) -> Placement:
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    return Placement(x.ravel() * pitch + pitch // 2, y.ravel() * pitch + pitch // 2)


def test_that_the_bounds_hold_every_square() -> None:
    assert grid(4, 3).bounds == (0, 0, 2048, 1536)


def test_that_no_tiles_have_a_place_on_the_plane() -> None:
    nothing = Placement(np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert len(nothing) == 0
    assert nothing.tile_at(0, 0, reach=1e9, among=None) == -1
    assert nothing.tiles_in(-1e9, -1e9, 1e9, 1e9).tolist() == []


def test_that_a_point_finds_the_tile_that_covers_it() -> None:
    tiles = grid(4, 3)
    assert tiles.tile_at(5, 5, reach=0, among=None) == 0
    assert tiles.tile_at(513, 5, reach=0, among=None) == 1
    assert tiles.tile_at(2047, 1535, reach=0, among=None) == 11


def test_that_a_point_beside_the_tiles_finds_the_nearest_within_reach() -> None:
    tiles = grid(4, 3)
    assert tiles.tile_at(-20, 5, reach=10, among=None) == -1
    assert tiles.tile_at(-20, 5, reach=21, among=None) == 0


def test_that_tiles_left_out_are_not_found() -> None:
    tiles = grid(4, 3)
    among = np.ones(12, bool)
    among[0] = False
    assert tiles.tile_at(100, 100, reach=0, among=among) == -1
    assert tiles.neighbour(1, Direction.LEFT, among) == 4


def test_that_of_tiles_in_one_place_the_last_is_found_and_all_are_listed() -> None:
    tiles = placement((0, 0), (512, 0), (0, 0), (0, 512))
    assert tiles.tile_at(0, 0, reach=0, among=None) == 2
    assert tiles.in_place_of(2).tolist() == [0, 2]


def test_that_a_box_holds_the_tiles_whose_centres_lie_in_it() -> None:
    tiles = grid(4, 3)
    assert tiles.tiles_in(256, 256, 768, 300).tolist() == [0, 1]
    assert tiles.tiles_in(257, 256, 768, 300).tolist() == [1]
    assert tiles.tiles_in(-1e9, -1e9, 1e9, 1e9).tolist() == list(range(12))


def test_that_neighbours_lie_in_the_direction_asked_for() -> None:
    tiles = grid(4, 3)
    assert tiles.neighbour(5, Direction.LEFT) == 4
    assert tiles.neighbour(5, Direction.RIGHT) == 6
    assert tiles.neighbour(5, Direction.UP) == 1
    assert tiles.neighbour(5, Direction.DOWN) == 9
    assert tiles.neighbour(0, Direction.UP) == -1


def test_that_a_neighbour_in_line_goes_before_one_aside() -> None:
    tiles = placement((0, 0), (1024, 0), (512, 512))
    assert tiles.neighbour(0, Direction.RIGHT) == 1


def test_that_locations_far_below_zero_are_exact(golden: Path) -> None:
    expected = json.loads((golden / "expected.json").read_text())
    locations = expected["negative_locations.tfrecords"]["locations"]
    tiles = placement(*locations)
    for i, (x, y) in enumerate(locations):
        assert (int(tiles.u[i]) + tiles.origin[0], int(tiles.v[i]) + tiles.origin[1]) == (x, y)
        assert tiles.tile_at(tiles.u[i] + 255.5, tiles.v[i] - 255.5, reach=0, among=None) == i


def test_that_locations_next_to_the_end_of_int64_are_exact() -> None:
    least = -(2**63)
    tiles = placement((least, 5), (least + 512, 5), (least + 1024, 5))
    assert np.diff(tiles.u).tolist() == [512, 512]
    assert int(tiles.u[1]) + tiles.origin[0] == least + 512


@given(
    places=st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=40),
    at=st.tuples(st.floats(-0.2, 1.2), st.floats(-0.2, 1.2)),
    size=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_that_boxes_and_points_find_what_looking_at_every_tile_finds(
    places: list[tuple[int, int]], at: tuple[float, float], size: tuple[float, float]
) -> None:
    tiles = placement(*places)
    left, top, right, bottom = tiles.bounds
    assert np.isfinite(tiles.bounds).all()
    box = left + at[0] * (right - left), top + at[1] * (bottom - top)
    end = box[0] + size[0] * (right - left), box[1] + size[1] * (bottom - top)
    inside = (tiles.u >= box[0]) & (tiles.u <= end[0]) & (tiles.v >= box[1]) & (tiles.v <= end[1])
    assert tiles.tiles_in(*box, *end).tolist() == np.flatnonzero(inside).tolist()
    every_other = np.arange(len(tiles)) % 2 == 0
    assert tiles.count_in(*box, *end, every_other) == np.count_nonzero(inside & every_other)
    under = (np.abs(tiles.u - box[0]) <= tiles.side_x / 2) & (
        np.abs(tiles.v - box[1]) <= tiles.side_y / 2
    )
    found = tiles.tile_at(*box, reach=0, among=None)
    assert bool(under[found]) if under.any() else found == -1


@given(places=st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=30))
def test_that_going_on_in_a_direction_comes_to_an_end(places: list[tuple[int, int]]) -> None:
    tiles = placement(*places)
    for direction in Direction:
        at, seen = 0, {0}
        while (at := tiles.neighbour(at, direction)) >= 0:
            assert at not in seen
            seen.add(at)
