"""The grid's arithmetic: every tile has one place, and every place at most one tile."""

from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.grid.layout import MAX_BAR, GridLayout, ScrollScale, Sections, Step

plain = st.builds(
    GridLayout,
    count=st.integers(0, 50_000_000),
    width=st.integers(0, 5000),
    tile=st.integers(32, 512),
    caption=st.sampled_from([0, 14, 20]),
)


@st.composite
def grouped(draw: st.DrawFn) -> GridLayout:
    """A layout of a few groups below headings, none of them folded."""
    counts = draw(st.lists(st.integers(1, 300), min_size=1, max_size=6))
    return in_groups(
        counts,
        width=draw(st.integers(50, 1500)),
        tile=draw(st.integers(32, 300)),
        caption=draw(st.sampled_from([0, 20])),
    )


def in_groups(
    counts: list[int],
    *,
    width: int = 400,
    tile: int = 90,
    caption: int = 0,
    folded: Collection[int] = (),
) -> GridLayout:
    starts = np.cumsum([0, *counts[:-1]])
    flags = np.isin(np.arange(len(counts)), list(folded))
    return GridLayout(sum(counts), width, tile, caption, Sections(starts, flags, 24))


layouts = plain | grouped()
filled = layouts.filter(lambda layout: layout.count > 0)


@given(filled, st.data())
def test_that_the_middle_of_a_tile_is_that_tile(layout: GridLayout, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, layout.count - 1))
    x, y = layout.corner(position)
    half = layout.side // 2
    assert layout.position_at(x + half, y + half) == position
    assert layout.position_at(x, y) == position
    assert layout.position_at(x + layout.side - 1, y + layout.side - 1) == position
    assert layout.position_at(x - 1, y) == -1
    assert layout.position_at(x, y - 1) == -1


@given(layouts, st.integers(-100, 6000), st.integers(-100, 10**10))
def test_that_no_point_is_a_tile_that_does_not_exist(layout: GridLayout, x: int, y: int) -> None:
    position = layout.position_at(x, y)
    assert -1 <= position < layout.count
    if position >= 0:
        left, top = layout.corner(position)
        assert left <= x < left + layout.side
        assert top <= y < top + layout.side + layout.caption


@given(layouts.filter(lambda layout: layout.width >= 100 and layout.columns > 1))
def test_that_both_edges_are_flush(layout: GridLayout) -> None:
    edges = [layout.column_x(column) for column in range(layout.columns)]
    assert edges[0] == layout.gap
    assert edges[-1] + layout.side == layout.width - layout.gap
    assert all(layout.gap <= b - a - layout.side <= layout.gap + layout.columns
               for a, b in pairwise(edges))  # fmt: skip
    assert 0.6 < layout.side / layout.tile < 1.6


@given(filled, st.integers(0, 10**10), st.integers(1, 3000))
def test_that_all_that_is_seen_is_visible_and_little_more(
    layout: GridLayout, top: int, height: int
) -> None:
    seen = layout.visible(top, height).tolist()
    assert len(seen) <= (height // layout.row_height + 2) * layout.columns
    for position in (seen[0] - 1, seen[-1] + 1) if seen else (0, layout.count - 1):
        if 0 <= position < layout.count:
            y = layout.corner(position)[1]
            assert y >= top + height or y + layout.side + layout.caption <= top
    assert seen == list(range(seen[0], seen[-1] + 1)) if seen else True
    for position in seen[:1]:
        assert layout.corner(position)[1] + layout.side + layout.caption > top


@given(
    st.builds(GridLayout, st.integers(1, 400), st.integers(50, 900), st.integers(32, 200))
    | st.lists(st.integers(1, 90), min_size=1, max_size=5).map(in_groups),
    st.tuples(*[st.integers(-50, 2500)] * 4),
)
def test_that_a_box_holds_exactly_the_tiles_it_touches(
    layout: GridLayout, box: tuple[int, int, int, int]
) -> None:
    (x0, x1), (y0, y1) = sorted(box[::2]), sorted(box[1::2])
    touched = [
        position
        for position in range(layout.count)
        for x, y in [layout.corner(position)]
        if x <= x1 and x + layout.side > x0 and y <= y1 and y + layout.side > y0
    ]
    assert layout.positions_in(*box).tolist() == touched


@given(filled, st.data(), st.sampled_from(Step), st.integers(1, 2000))
def test_that_a_key_never_leads_outside(
    layout: GridLayout, data: st.DataObject, step: Step, height: int
) -> None:
    position = data.draw(st.integers(0, layout.count - 1))
    to = layout.step(position, step, height)
    assert 0 <= to < layout.count
    if step in {Step.UP, Step.PAGE_UP}:
        assert to <= position
        if layout.heading == 0:
            assert (to - position) % layout.columns == 0
    if step in {Step.DOWN, Step.PAGE_DOWN}:
        assert to >= position


def test_that_down_leads_to_the_last_tile_where_the_last_line_is_short() -> None:
    layout = GridLayout(count=7, width=400, tile=90)
    assert layout.columns == 4
    assert layout.step(3, Step.DOWN, 500) == 6
    assert layout.step(5, Step.DOWN, 500) == 5
    assert layout.step(2, Step.UP, 500) == 2


def test_that_keys_pass_over_what_is_folded_and_keep_the_column_between_groups() -> None:
    layout = in_groups([6, 5, 9], folded={1})
    assert layout.columns == 4
    assert layout.step(5, Step.RIGHT, 500) == 11
    assert layout.step(11, Step.LEFT, 500) == 5
    assert layout.step(5, Step.DOWN, 500) == 12
    assert layout.step(3, Step.DOWN, 500) == 5
    assert layout.step(14, Step.UP, 500) == 5
    assert layout.step(8, Step.DOWN, 500) in range(11, 20)
    assert layout.step(0, Step.LAST, 500) == 19
    assert in_groups([6, 5], folded={0, 1}).step(8, Step.UP, 500) == 8
    assert in_groups([6, 5], folded={0}).step(8, Step.FIRST, 500) == 6


def test_that_folded_tiles_are_neither_seen_nor_touched() -> None:
    layout = in_groups([6, 5, 9], folded={1})
    assert layout.visible(0, layout.height).tolist() == [*range(6), *range(11, 20)]
    assert layout.positions_in(0, 0, 400, layout.height).tolist() == [*range(6), *range(11, 20)]
    assert layout.height == 3 * 24 + 2 * layout.gap + 5 * layout.row_height
    top = layout.heading_y(1)
    assert layout.position_at(30, top + 12) == -1
    assert layout.is_folded(7)
    assert not layout.is_folded(11)


def test_that_the_heading_of_what_is_seen_stays_until_the_next_pushes_it_out() -> None:
    layout = in_groups([6, 5, 9])
    second = layout.heading_y(1)
    assert layout.headings(0, 100) == [(0, 0)]
    assert layout.headings(40, 100)[0] == (0, 40)
    assert layout.headings(second - 10, 100) == [(0, second - 24), (1, second)]
    assert layout.headings(second + 3, 50) == [(1, second + 3)]
    assert GridLayout(5, 400, 90).headings(0, 100) == []


@given(filled, st.data(), st.integers(1, 2000), st.booleans())
def test_that_a_tile_that_is_shown_is_seen(
    layout: GridLayout, data: st.DataObject, height: int, centre: bool
) -> None:
    position = data.draw(st.integers(0, layout.count - 1))
    before = data.draw(st.integers(0, layout.max_offset(height)))
    offset = layout.offset_showing(position, before, height, centre=centre)
    assert 0 <= offset <= layout.max_offset(height)
    assert position in layout.visible(offset, height)
    top = layout.corner(position)[1]
    if layout.heading + layout.side + layout.caption + 2 * layout.gap <= height:
        assert offset + layout.heading <= top
        assert top + layout.side + layout.caption <= offset + height
        if (
            before <= top - layout.heading - layout.gap
            and top + layout.row_height <= before + height
        ):
            assert offset == before


@given(st.integers(0, 10**13), st.data())
def test_that_a_scroll_bar_reaches_both_ends_whatever_the_length(
    span: int, data: st.DataObject
) -> None:
    scale = ScrollScale(span)
    assert scale.maximum <= MAX_BAR
    assert scale.to_bar(0) == 0
    assert scale.to_bar(span) == scale.maximum
    assert scale.to_offset(scale.maximum) == span
    offset = data.draw(st.integers(0, span))
    assert abs(scale.to_offset(scale.to_bar(offset)) - offset) <= span // MAX_BAR + 1


@pytest.mark.parametrize("tile", [32, 96, 512])
def test_that_a_million_tiles_fit_a_scroll_bar(tile: int) -> None:
    layout = GridLayout(count=1_000_283, width=1200, tile=tile)
    assert layout.height < 2**31
    assert layout.positions_in(0, 0, 1200, layout.height).size == layout.count
    assert np.array_equal(layout.positions_in(0, 0, 1200, 1), np.empty(0))
