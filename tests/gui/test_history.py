"""Undo and redo of filter, sorting and selection."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.session import Session

Make = Callable[..., Any]


@pytest.fixture
def opened(session: Session, synthetic: Make, open_synthetic: Make) -> Session:
    open_synthetic(synthetic([4, 4]))
    return session


def selected(session: Session) -> list[int]:
    return np.flatnonzero(session.selection).tolist()


def test_a_selection_is_undone_and_done_again(opened: Session) -> None:
    assert not opened.history.can_undo
    opened.select(np.array([1, 2]), SelectMode.REPLACE)
    opened.select(np.array([5]), SelectMode.ADD)
    assert opened.history.undo_text == "Selection"
    assert opened.history.undo_words == "&Undo Selection"
    assert opened.history.redo_words == "&Redo"
    opened.history.undo()
    assert selected(opened) == [1, 2]
    opened.history.undo()
    assert selected(opened) == []
    assert not opened.history.can_undo
    opened.history.redo()
    opened.history.redo()
    assert selected(opened) == [1, 2, 5]
    assert not opened.history.can_redo


def test_filter_and_sorting_are_undone_one_by_one(opened: Session, qtbot: QtBot) -> None:
    steps: list[Callable[[], None]] = [
        lambda: opened.set_filter("record > 1"),
        lambda: opened.sort([("number", True)]),
        opened.history.undo,
        opened.history.undo,
    ]
    for do in steps:
        with qtbot.waitSignal(opened.order_changed):
            do()
    assert (opened.filter_text, opened.sort_keys) == ("", [])
    assert len(opened.order) == 8
    with qtbot.waitSignal(opened.order_changed):
        opened.history.redo()
    assert opened.filter_text == "record > 1"
    assert opened.history.redo_text == "Sorting"


def test_what_a_drag_selects_is_one_step(opened: Session) -> None:
    opened.click(7, ctrl=False, shift=False)
    for last in (2, 5):
        opened.history.begin_drag()
        opened.click(last - 2, ctrl=False, shift=False)
        opened.select_range(last - 2, last - 1, SelectMode.REPLACE)
        opened.select_range(last - 2, last, SelectMode.REPLACE)
        opened.history.end_drag()
    opened.select_all()
    opened.history.undo()
    assert selected(opened) == [3, 4, 5]
    opened.history.undo()
    assert selected(opened) == [0, 1, 2]
    opened.history.undo()
    assert selected(opened) == [7]
    opened.history.redo()
    assert selected(opened) == [0, 1, 2]


def test_a_condition_typed_on_is_one_step(opened: Session, qtbot: QtBot) -> None:
    for text in ("record > 1", "record > 1 AND x > 0", "record > 1 AND x > 0 OR y > 0"):
        with qtbot.waitSignal(opened.order_changed):
            opened.set_filter(text)
    with qtbot.waitSignal(opened.order_changed):
        opened.history.undo()
    assert opened.filter_text == ""


def test_what_is_done_after_an_undo_takes_the_place_of_what_was_undone(opened: Session) -> None:
    opened.select(np.array([1]), SelectMode.REPLACE)
    opened.history.undo()
    opened.select(np.array([3]), SelectMode.REPLACE)
    assert not opened.history.can_redo
    opened.history.undo()
    assert selected(opened) == []


def test_a_selection_made_while_an_undo_is_under_way_is_a_step(
    opened: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.order_changed):
        opened.set_filter("record > 1")
    with qtbot.waitSignal(opened.order_changed):
        opened.history.undo()
        opened.select(np.array([2]), SelectMode.REPLACE)
    assert opened.filter_text == ""
    assert opened.history.undo_text == "Selection"
    opened.history.undo()
    assert selected(opened) == []
    assert not opened.ordering.is_running


def test_another_dataset_begins_anew(
    opened: Session, synthetic: Make, open_synthetic: Make
) -> None:
    opened.select_all()
    open_synthetic(synthetic([2]))
    assert not opened.history.can_undo
    assert opened.history.undo_text == ""
