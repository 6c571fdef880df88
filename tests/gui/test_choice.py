import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.choice import Choice, Numbering, SelectMode, invert_order


def a_choice(order: list[int], count: int) -> Choice:
    choice = Choice()
    choice.grow(count, shown=True)
    array = np.array(order, dtype=np.uint32)
    choice.set_order(array, invert_order(array, count))
    return choice


def selected(choice: Choice) -> list[int]:
    return np.flatnonzero(choice.selection).tolist()


@given(st.permutations(range(12)), st.integers(0, 12))
def test_the_inverse_finds_every_record_shown_and_no_other(order: list[int], shown: int) -> None:
    array = np.array(order[:shown], dtype=np.uint32)
    inverse = invert_order(array, 12)
    assert [inverse[n] for n in array] == list(range(shown))
    assert np.count_nonzero(inverse >= 0) == shown


def test_records_that_come_later_stand_at_the_end_of_an_unfiltered_order() -> None:
    choice = Choice()
    choice.grow(2, shown=True)
    choice.grow(4, shown=True)
    assert choice.order.tolist() == [0, 1, 2, 3]
    assert choice.inverse.tolist() == [0, 1, 2, 3]


def test_what_a_numbering_lent_stays_true_while_it_grows() -> None:
    numbering = Numbering()
    order, inverse = numbering.up_to(2)
    more, _ = numbering.up_to(5)
    assert (order.tolist(), inverse.tolist()) == ([0, 1], [0, 1])
    assert more.tolist() == [0, 1, 2, 3, 4]
    assert numbering.up_to(3)[1].tolist() == [0, 1, 2]


def test_records_that_come_while_filtered_are_hidden_at_first() -> None:
    choice = a_choice([1], 2)
    choice.grow(3, shown=False)
    assert choice.inverse.tolist() == [-1, 0, -1]
    assert choice.selection.tolist() == [False] * 3


def test_an_order_made_before_further_records_came_hides_them() -> None:
    choice = Choice()
    choice.grow(4, shown=True)
    old = np.array([1, 0], dtype=np.uint32)
    choice.set_order(old, invert_order(old, 2))
    assert choice.inverse.tolist() == [1, 0, -1, -1]


@pytest.mark.parametrize(
    ("mode", "result"),
    [
        (SelectMode.REPLACE, [2, 3]),
        (SelectMode.ADD, [1, 2, 3]),
        (SelectMode.REMOVE, [1]),
        (SelectMode.TOGGLE, [1, 3]),
    ],
)
def test_a_set_joins_the_selection_by_its_mode(mode: SelectMode, result: list[int]) -> None:
    choice = a_choice([0, 1, 2, 3], 4)
    choice.select(np.array([1, 2]), SelectMode.REPLACE)
    assert choice.select(np.array([2, 3]), mode)
    assert selected(choice) == result
    assert choice.n_selected == len(result)


def test_a_record_given_twice_is_toggled_once() -> None:
    choice = a_choice([0, 1], 2)
    choice.select(np.array([1, 1]), SelectMode.TOGGLE)
    assert selected(choice) == [1]


def test_selecting_what_is_selected_changes_nothing() -> None:
    choice = a_choice([0, 1], 2)
    assert choice.select_all()
    before = choice.selection
    assert not choice.select_all()
    assert choice.selection is before


def test_two_selected_dim_the_others_and_one_does_not() -> None:
    choice = a_choice([0, 1, 2], 3)
    choice.click(1, ctrl=False, shift=False)
    choice.set_current(2)
    assert not choice.dims
    choice.click(0, ctrl=True, shift=False)
    assert choice.dims


def test_the_selection_outlives_a_filter() -> None:
    choice = a_choice([0, 1, 2], 3)
    choice.select(np.array([0, 2]), SelectMode.REPLACE)
    order = np.array([1], dtype=np.uint32)
    choice.set_order(order, invert_order(order, 3))
    assert selected(choice) == [0, 2]


def test_select_all_takes_what_is_shown_alone() -> None:
    choice = a_choice([2, 0], 3)
    choice.select(np.array([1]), SelectMode.REPLACE)
    choice.select_all()
    assert selected(choice) == [0, 2]


def test_invert_leaves_what_is_filtered_out_as_it_was() -> None:
    choice = a_choice([2, 0], 3)
    choice.select(np.array([0, 1]), SelectMode.REPLACE)
    choice.invert()
    assert selected(choice) == [1, 2]


class TestClick:
    def test_plain_selects_one_and_makes_it_current(self) -> None:
        choice = a_choice([0, 1, 2], 3)
        choice.select_all()
        assert choice.click(1, ctrl=False, shift=False) == (True, True)
        assert selected(choice) == [1]
        assert choice.current == 1

    def test_ctrl_toggles(self) -> None:
        choice = a_choice([0, 1, 2], 3)
        choice.click(0, ctrl=False, shift=False)
        choice.click(2, ctrl=True, shift=False)
        assert selected(choice) == [0, 2]
        choice.click(0, ctrl=True, shift=False)
        assert selected(choice) == [2]
        assert choice.current == 0

    def test_shift_selects_the_range_of_the_present_order(self) -> None:
        choice = a_choice([4, 2, 0, 1, 3], 5)
        choice.click(2, ctrl=False, shift=False)
        choice.click(1, ctrl=False, shift=True)
        assert selected(choice) == [0, 1, 2]
        choice.click(4, ctrl=False, shift=True)  # the anchor stays
        assert selected(choice) == [2, 4]

    def test_ctrl_and_shift_add_the_range(self) -> None:
        choice = a_choice([0, 1, 2, 3, 4], 5)
        choice.click(0, ctrl=False, shift=False)
        choice.click(3, ctrl=True, shift=False)
        choice.click(4, ctrl=True, shift=True)
        assert selected(choice) == [0, 3, 4]

    def test_shift_without_an_anchor_selects_the_record_itself(self) -> None:
        choice = a_choice([0, 1, 2], 3)
        choice.click(2, ctrl=False, shift=True)
        assert selected(choice) == [2]

    def test_shift_ranges_from_the_current_record_when_the_anchor_is_filtered_out(self) -> None:
        choice = a_choice([0, 1, 2, 3], 4)
        choice.click(0, ctrl=False, shift=False)
        choice.set_current(2)
        order = np.array([1, 2, 3], dtype=np.uint32)
        choice.set_order(order, invert_order(order, 4))
        choice.click(3, ctrl=False, shift=True)
        assert selected(choice) == [2, 3]

    def test_a_number_out_of_bounds_is_ignored(self) -> None:
        choice = a_choice([0], 1)
        assert choice.click(7, ctrl=False, shift=False) == (False, False)


class TestMove:
    def test_it_follows_the_order_and_stops_at_its_ends(self) -> None:
        choice = a_choice([2, 0, 1], 3)
        choice.move(1, extend=False)
        assert choice.current == 2  # the first step goes to the first record
        choice.move(1, extend=False)
        assert choice.current == 0
        choice.move(99, extend=False)
        assert choice.current == 1
        choice.move(-99, extend=False)
        assert choice.current == 2
        assert selected(choice) == [2]

    def test_extending_grows_and_shrinks_the_range(self) -> None:
        choice = a_choice([3, 2, 1, 0], 4)
        choice.click(2, ctrl=False, shift=False)
        choice.move(1, extend=True)
        choice.move(1, extend=True)
        assert selected(choice) == [0, 1, 2]
        choice.move(-1, extend=True)
        assert selected(choice) == [1, 2]

    def test_it_goes_on_where_a_filtered_out_record_was(self) -> None:
        choice = a_choice([0, 1, 2, 3], 4)
        choice.click(2, ctrl=False, shift=False)
        order = np.array([0, 1, 3], dtype=np.uint32)
        choice.set_order(order, invert_order(order, 4))
        choice.move(1, extend=False)
        assert choice.current == 3

    def test_nothing_shown_is_nowhere_to_go(self) -> None:
        assert Choice().move(1, extend=False) == (False, False)
