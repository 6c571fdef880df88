import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tfrviewer.tiles.layout.grid_fit import GridFit, fit_grid

COORDINATE = st.integers(-(2**63), 2**63 - 1)


def grid(columns: int, rows: int, pitch: int, phase: int = 0) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.meshgrid(np.arange(columns) * pitch + phase, np.arange(rows) * pitch + phase)
    return x.ravel(), y.ravel()


def fit(x: np.ndarray, y: np.ndarray) -> GridFit:
    found = fit_grid(np.asarray(x, np.int64), np.asarray(y, np.int64))
    assert found is not None
    return found


def test_that_no_tiles_have_no_grid() -> None:
    nothing = np.zeros(0, np.int64)
    assert fit_grid(nothing, nothing) is None


def test_that_pitch_phase_and_extent_of_a_full_grid_are_found() -> None:
    found = fit(*grid(20, 10, 604, 302))
    assert (found.pitch_x, found.pitch_y) == (604, 604)
    assert (found.phase_x, found.phase_y) == (302, 302)
    assert (found.columns, found.rows) == (20, 10)
    assert (found.left, found.top, found.right, found.bottom) == (302, 302, 11778, 5738)
    assert found.is_exact
    assert (found.off_grid, found.duplicates, found.holes, found.missing) == (0, 0, 0, 0)


def test_that_holes_within_the_tiles_are_counted_and_bays_are_not() -> None:
    x, y = grid(12, 12, 512, 256)
    column, row = x // 512, y // 512
    hole = (column == 3) & (row == 3)
    hole |= np.isin(column, (6, 7)) & np.isin(row, (6, 7))
    bay = (column == 11) & (row == 5)
    found = fit(x[~hole & ~bay], y[~hole & ~bay])
    assert (found.holes, found.missing) == (2, 5)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_that_a_few_tiles_of_a_large_slide_show_its_pitch(share: float) -> None:
    x, y = grid(165, 132, 604, 302)
    kept = np.random.default_rng(7).random(len(x)) < share
    found = fit(x[kept], y[kept])
    assert (found.pitch_x, found.pitch_y, found.off_grid) == (604, 604, 0)


def test_that_stray_tiles_do_not_hide_the_grid() -> None:
    random = np.random.default_rng(3)
    x, y = grid(60, 50, 604, 302)
    stray = random.permutation(len(x))[:150]
    x[stray], y[stray] = random.integers(0, 36000, 150), random.integers(0, 30000, 150)
    on_grid = (x % 604 == 302) & (y % 604 == 302)
    found = fit(x, y)
    assert (found.pitch_x, found.pitch_y) == (604, 604)
    assert (found.phase_x, found.phase_y) == (302, 302)
    assert found.off_grid == np.count_nonzero(~on_grid)


@pytest.mark.parametrize("shape", [(4, 4), (6, 5), (20, 20)])
@pytest.mark.parametrize(
    "stray", [(513, 513), (1026, 2), (700, 612), (768, 768), (-3, -7), (1537, 1029)]
)
def test_that_one_stray_tile_does_not_bend_the_pitch_of_a_small_slide(
    shape: tuple[int, int], stray: tuple[int, int]
) -> None:
    x, y = grid(*shape, 512, 256)
    found = fit(np.append(x, 256 + stray[0]), np.append(y, 256 + stray[1]))
    assert (found.pitch_x, found.pitch_y) == (512, 512)
    assert (found.phase_x, found.phase_y) == (256, 256)
    assert found.is_exact
    assert found.off_grid == 1


@pytest.mark.parametrize("shape", [(5, 4), (11, 11)])
def test_that_few_locations_divided_by_ten_show_their_pitch(shape: tuple[int, int]) -> None:
    x, y = grid(*shape, 601, 300)
    found = fit(x // 10, y // 10)
    assert found.pitch_x == pytest.approx(60.1, abs=0.4)
    assert found.pitch_y == pytest.approx(60.1, abs=0.4)
    assert found.off_grid == 0


def test_that_locations_divided_by_ten_have_a_fractional_pitch() -> None:
    x, y = grid(60, 50, 604, 302)
    found = fit(x // 10, y // 10)
    assert found.pitch_x == pytest.approx(60.4, abs=0.01)
    assert found.pitch_y == pytest.approx(60.4, abs=0.01)
    assert not found.is_exact
    assert found.off_grid == 0
    assert (found.columns, found.rows) == (60, 50)


def test_that_locations_of_cells_have_no_grid() -> None:
    random = np.random.default_rng(5)
    found = fit(random.integers(0, 50_000, 5000), random.integers(0, 40_000, 5000))
    assert not found.has_grid
    assert found.holes is None
    assert 100 < found.side_x < 1000


def test_that_locations_of_cells_found_on_a_scaled_picture_have_no_grid() -> None:
    random = np.random.default_rng(5)
    found = fit(random.integers(0, 3000, 2000) * 16, random.integers(0, 2500, 2000) * 16)
    assert not found.has_grid


def test_that_one_tile_has_no_pitch() -> None:
    found = fit(np.array([256]), np.array([768]))
    assert not found.has_grid
    assert found.n_tiles == 1


def test_that_a_single_line_of_tiles_is_as_wide_as_high() -> None:
    for x, y in [(np.arange(8) * 512, np.full(8, 256)), (np.full(8, 256), np.arange(8) * 512)]:
        found = fit(x, y)
        assert (found.pitch_x, found.pitch_y) == (512, 512)


def test_that_tiles_in_one_place_are_duplicates() -> None:
    x, y = grid(5, 4, 100)
    found = fit(np.append(x, [0, 0, 100]), np.append(y, [0, 0, 0]))
    assert found.duplicates == 3
    assert found.pitch_x == 100


def test_that_different_steps_across_and_along_are_both_found() -> None:
    x, y = grid(12, 9, 1)
    found = fit(x * 1024, y * 512)
    assert (found.pitch_x, found.pitch_y) == (1024, 512)


def test_that_few_columns_missing_between_do_not_double_the_pitch() -> None:
    x, y = grid(3, 8, 512)
    kept = x != 512
    found = fit(x[kept], y[kept])
    assert (found.pitch_x, found.pitch_y) == (512, 512)


def test_that_one_tile_far_away_is_no_reason_to_see_no_grid() -> None:
    x, y = grid(30, 30, 604, 302)
    found = fit(np.append(x, 2**45), np.append(y, -(2**45)))
    assert found.pitch_x == 604
    assert found.right == 2**45


@pytest.mark.parametrize(
    ("name", "pitch"), [("slide-A.tfrecords", 512), ("negative_locations.tfrecords", 512)]
)
def test_that_the_pitch_of_golden_files_is_found(golden: Path, name: str, pitch: int) -> None:
    locations = json.loads((golden / "expected.json").read_text())[name]["locations"]
    x, y = np.array(locations, np.int64).T
    found = fit(x, y)
    assert (found.pitch_x, found.pitch_y) == (pitch, pitch)
    assert found.phase_x == 256
    assert (found.left, found.bottom) == (min(x), max(y))


@given(
    kept=hnp.arrays(bool, (9, 11)),
    pitch_x=st.integers(1, 5000),
    pitch_y=st.integers(1, 5000),
    at=st.tuples(st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40)),
    seed=st.integers(0, 99),
)
def test_that_any_grid_is_found_wherever_it_lies(
    kept: np.ndarray, pitch_x: int, pitch_y: int, at: tuple[int, int], seed: int
) -> None:
    kept[0, :2] = kept[:2, 0] = kept[-1, -2:] = kept[-2:, -1] = True
    kept[4:6] = True
    kept[:, 4:6] = True
    row, column = np.nonzero(kept)
    order = np.random.default_rng(seed).permutation(len(row))
    found = fit(column[order] * pitch_x + at[0], row[order] * pitch_y + at[1])
    assert (found.pitch_x, found.pitch_y) == (pitch_x, pitch_y)
    assert (found.phase_x, found.phase_y) == (at[0] % pitch_x, at[1] % pitch_y)
    assert (found.columns, found.rows) == (11, 9)
    assert (found.off_grid, found.duplicates) == (0, 0)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=60))
def test_that_any_locations_are_described_without_failing(places: list[tuple[int, int]]) -> None:
    x, y = np.array(places, np.int64).T
    found = fit(x, y)
    check(found, x, y)


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.integers(-9, 9)), min_size=1, max_size=200),
    st.integers(1, 700),
)
def test_that_crowded_locations_are_described_without_failing(
    places: list[tuple[int, int]], scale: int
) -> None:
    x, y = np.array(places, np.int64).T * scale
    found = fit(x, y)
    check(found, x, y)


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.integers(-9, 9)), min_size=1, max_size=60),
    st.tuples(st.integers(-(2**41), 2**41), st.integers(-(2**41), 2**41)),
    st.integers(0, 99),
)
def test_that_order_and_place_of_the_tiles_do_not_matter(
    places: list[tuple[int, int]], by: tuple[int, int], seed: int
) -> None:
    x, y = np.array(places, np.int64).T
    here = fit(x, y)
    assume(here.is_exact or not here.has_grid)
    order = np.random.default_rng(seed).permutation(len(x))
    there = fit(x[order] + by[0], y[order] + by[1])
    moved = {"left", "right", "top", "bottom", "phase_x", "phase_y"}
    for name in {field.name for field in dataclasses.fields(here)} - moved:
        assert getattr(here, name) == getattr(there, name), name


def check(found: GridFit, x: np.ndarray, y: np.ndarray) -> None:
    assert found.n_tiles == len(x)
    assert found.duplicates == len(x) - len(set(zip(x.tolist(), y.tolist(), strict=True)))
    assert (found.left, found.right) == (min(x.tolist()), max(x.tolist()))
    assert (found.top, found.bottom) == (min(y.tolist()), max(y.tolist()))
    assert found.side_x > 0
    assert found.side_y > 0
    assert np.isfinite([found.side_x, found.side_y]).all()
    if found.has_grid:
        assert found.pitch_x is not None
        assert found.pitch_y is not None
        assert 0 <= found.phase_x < found.pitch_x
        assert 0 <= found.phase_y < found.pitch_y
        assert 0 <= found.off_grid <= 0.2 * len(x)
        if found.is_exact:
            on_grid = [
                (a - int(found.phase_x)) % int(found.pitch_x) == 0
                and (b - int(found.phase_y)) % int(found.pitch_y) == 0
                for a, b in zip(x.tolist(), y.tolist(), strict=True)
            ]
            assert found.off_grid == on_grid.count(False)
