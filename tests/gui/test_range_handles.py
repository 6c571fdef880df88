import pytest

from tfrviewer.gui.range_handles import Grip, RangeHandles


@pytest.fixture
def handles(qapp: object) -> RangeHandles:
    handles = RangeHandles()
    handles.set_span(0, 9, whole=True)
    handles.set_track(100, 200)  # ten pixels a number
    return handles


def dragged(handles: RangeHandles, first: float, last: float) -> tuple[float, float]:
    handles.press(first)
    handles.drag((first + last) / 2)
    handles.drag(last)
    handles.release()
    return handles.low, handles.high


def test_a_drag_draws_a_range_of_whole_numbers(handles: RangeHandles) -> None:
    assert dragged(handles, 121, 159) == (2, 5)
    assert dragged(handles, 191, 178) == (8, 8)


def test_handles_and_the_range_between_them_are_moved(handles: RangeHandles) -> None:
    handles.set_range(2, 5)
    assert dragged(handles, 121, 139) == (4, 5)  # the low handle
    assert dragged(handles, 160, 181) == (4, 7)  # the high one
    assert handles.active is Grip.HIGH
    assert dragged(handles, 160, 140) == (2, 5)  # what lies between
    assert dragged(handles, 140, 0) == (0, 3)
    assert dragged(handles, 100, 999) == (3, 3)  # the low one goes no farther than the high one


def test_a_range_is_told_as_exactly_as_a_pixel_is(qapp: object) -> None:
    handles = RangeHandles()
    handles.set_span(0.0, 1.0)
    handles.set_track(0, 300)
    assert dragged(handles, 100, 200) == (0.333, 0.667)
    handles.clear()
    assert dragged(handles, 100, 400) == (0.333, 1.0)


def test_the_axis_may_run_upwards(handles: RangeHandles) -> None:
    handles.set_track(200, 100)
    assert handles.pixel(0) == 200
    assert dragged(handles, 179, 141) == (2, 5)


def test_keys_move_the_active_handle(handles: RangeHandles) -> None:
    handles.step(1)
    handles.switch()
    handles.step(-2)
    assert (handles.low, handles.high) == (1, 7)
    handles.clear()
    assert handles.is_all


def test_limits_beyond_the_span_are_drawn_to_its_edge(handles: RangeHandles) -> None:
    handles.set_range(99, -5)
    assert handles.is_all
    with pytest.raises(ValueError, match="a span goes"):
        handles.set_span(1, float("inf"))
