"""Whether locations form a grid."""

import numpy as np
import pytest

from tfrviewer.build.naming.grid_check import IntArray, check_grid, suggested_extent


def grid(columns: int, rows: int, pitch: int = 512, phase: int = 256) -> IntArray:
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    return np.stack([x.ravel(), y.ravel()], axis=1).astype(np.int64) * pitch + phase


def test_tiles_side_by_side_are_a_grid() -> None:
    check = check_grid(grid(9, 7))
    assert (check.pitch, check.phase, check.tiles, check.aligned) == (
        (512, 512),
        (256, 256),
        63,
        63,
    )
    assert (check.off_grid, check.duplicates, check.holes, check.ok) == (0, 0, 0, True)
    assert check.message == "63 tiles lie on a grid of 512 pixels."
    assert suggested_extent(grid(9, 7)) == 512


def test_what_is_not_as_it_should_be_is_told() -> None:
    places = grid(30, 30)
    hole = np.delete(places, 465, axis=0)
    check = check_grid(np.concatenate([hole, hole[:2], hole[:1] + 7]))
    assert (check.aligned, check.off_grid, check.duplicates, check.holes) == (901, 1, 2, 1)
    assert not check.ok
    assert check.message == (
        "901 of 902 tiles lie on a grid of 512 pixels. 1 is missing among them. "
        "2 lie where another one does."
    )


def test_how_many_is_told_as_people_do() -> None:
    places = grid(30, 30)
    holes = np.delete(places, [465, 500], axis=0)
    assert check_grid(np.concatenate([holes, holes[:1]])).message == (
        "899 tiles lie on a grid of 512 pixels. 2 are missing among them. "
        "1 lies where another one does."
    )


def test_columns_and_rows_are_too_close_for_pixels() -> None:
    check = check_grid(grid(5, 5, pitch=1, phase=0))
    assert (check.pitch, check.is_close, check.ok) == ((1, 1), True, False)
    assert check.message == "25 tiles lie 1 apart, in pixels: closer than tiles are cut."
    assert check_grid(grid(5, 5, pitch=3)).is_close
    assert not check_grid(grid(5, 5, pitch=4)).is_close


def test_locations_at_random_are_no_grid() -> None:
    places = np.random.default_rng(1).integers(0, 10**5, (500, 2))
    check = check_grid(places)
    assert (check.pitch, check.aligned, check.ok) == (None, 0, False)
    assert check.message == "500 tiles lie on no grid."
    assert suggested_extent(places) is None


@pytest.mark.parametrize(("count", "words"), [(0, "No location is known."), (1, "One tile")])
def test_few_locations_say_little(count: int, words: str) -> None:
    check = check_grid(grid(1, 1)[:count])
    assert check.ok
    assert words in check.message
    assert suggested_extent(grid(1, 1)[:count]) is None


def test_tiles_higher_than_wide_have_no_one_extent() -> None:
    places = grid(9, 9) * np.array([2, 3])
    assert check_grid(places).message == "81 tiles lie on a grid of 1,024 x 1,536 pixels."
    assert suggested_extent(places) is None
    assert suggested_extent(grid(3, 9) * np.array([2, 1])) == 512


@pytest.mark.parametrize("bad", [np.zeros((3, 2)), np.zeros(3, np.int64), np.zeros((2, 3), int)])
def test_other_arrays_are_refused(bad: IntArray) -> None:
    with pytest.raises(ValueError, match="locations are int64"):
        check_grid(bad)


def test_steps_are_told_as_exactly_as_they_are_known() -> None:
    columns, lines = np.meshgrid(np.arange(30), np.arange(30))
    locations = np.stack([columns.ravel() * 512, np.rint(lines.ravel() * 256.02)], axis=1)
    assert "on a grid of 512 x 256 pixels" in check_grid(locations.astype(np.int64)).message
    halves = np.stack([columns.ravel() * 512, np.rint(lines.ravel() * 256.5)], axis=1)
    assert "on a grid of 512 x 256.5 pixels" in check_grid(halves.astype(np.int64)).message
