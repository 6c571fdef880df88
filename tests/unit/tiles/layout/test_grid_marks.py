import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.tiles.layout.grid_fit import fit_grid
from tfrviewer.tiles.layout.grid_marks import mark_tiles


def test_that_holes_strays_and_doubles_are_where_they_are() -> None:
    columns, rows = np.meshgrid(np.arange(9), np.arange(7))
    x, y = columns.ravel() * 604 + 302, rows.ravel() * 604 + 302
    hole = (columns.ravel() == 3) & np.isin(rows.ravel(), (3, 4))
    x, y = np.append(x[~hole], [302, 9000]), np.append(y[~hole], [302, 1111])
    marks = mark_tiles(x, y)
    assert np.flatnonzero(marks.off_grid).tolist() == [len(x) - 1]
    assert np.flatnonzero(marks.duplicate).tolist() == [0, len(x) - 2]
    assert marks.holes.tolist() == [[1812, 1812, 2416, 2416], [1812, 2416, 2416, 3020]]
    assert len(set(marks.region.tolist())) == 1


def test_that_cells_have_no_holes_and_none_off_the_grid() -> None:
    random = np.random.default_rng(5)
    marks = mark_tiles(random.integers(0, 50_000, 900), random.integers(0, 40_000, 900))
    assert not marks.off_grid.any()
    assert len(marks.holes) == 0


@given(
    st.lists(st.tuples(st.integers(-30, 30), st.integers(-5, 5)), max_size=40),
    st.integers(1, 700),
)
def test_that_marks_are_as_many_as_the_fit_counts(
    places: list[tuple[int, int]], scale: int
) -> None:
    x, y = np.array(places, np.int64).reshape(-1, 2).T * scale
    marks, found = mark_tiles(x, y), fit_grid(x, y)
    assert len(marks.off_grid) == len(marks.duplicate) == len(places)
    if found is None:
        return
    assert np.count_nonzero(marks.off_grid) == found.off_grid
    assert marks.duplicate.any() == (found.duplicates > 0)
    assert len(np.unique(marks.region)) == (found.holes or 0)
    if found.missing:
        across = (marks.holes[:, 2] - marks.holes[:, 0]) / found.side_x
        assert round(across.sum()) == found.missing
