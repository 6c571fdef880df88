"""Panes that are linked show the same, but for the offset that one was given alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.light_table.linking import LinkedLooks
from tfrviewer.gui.light_table.panes import columns_for
from tfrviewer.gui.tile_canvas.transform import Look, View

looks = st.builds(Look, st.floats(0, 1), st.floats(0, 1), st.floats(50, 5000))


@given(looks, looks)
def test_that_all_follow_a_move_and_show_the_same(before: Look, now: Look) -> None:
    linked = LinkedLooks([before, before, before])
    assert linked.move(1, before, now, alone=False) == [0, 2]
    for look in linked.looks:
        assert (look.x, look.y, look.extent) == pytest.approx((now.x, now.y, now.extent), abs=1e-9)


@given(looks, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), looks)
def test_that_an_offset_of_one_moved_alone_is_kept(
    start: Look, dx: float, dy: float, now: Look
) -> None:
    linked = LinkedLooks([start, start])
    apart = Look(start.x + dx, start.y + dy, start.extent)
    assert linked.move(1, start, apart, alone=True) == []
    linked.move(0, start, now, alone=False)
    # The same part of the tile apart, however large the tiles are by now.
    offset = linked.looks[1].x - now.x, linked.looks[1].y - now.y
    assert offset == pytest.approx((dx, dy), abs=1e-6)
    linked.align(0)
    assert linked.looks[1] == linked.looks[0]


@given(looks, st.sampled_from([1.0, 2.0]), st.tuples(st.integers(1, 999), st.integers(1, 999)))
def test_that_a_look_is_the_same_wherever_it_is_taken(
    look: Look, ratio: float, size: tuple[int, int]
) -> None:
    for view in (View(300, 200, ratio), View(640, 480, ratio)):
        again = Look.of(look.place(size, view), size, view)
        assert (again.x, again.y, again.extent) == pytest.approx(
            (look.x, look.y, look.extent), abs=1e-6
        )


@pytest.mark.parametrize(
    ("count", "width", "height", "columns"),
    [
        (2, 900, 500, 2),
        (2, 500, 900, 1),
        (3, 1400, 500, 3),
        (4, 1000, 1000, 2),
        (4, 1600, 420, 4),
        (4, 900, 640, 2),
    ],
)
def test_that_tiles_lie_where_they_are_largest(
    count: int, width: int, height: int, columns: int
) -> None:
    assert columns_for(count, width, height) == columns
