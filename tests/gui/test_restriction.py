"""Showing only what is selected, hiding it, and stepping through it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QToolBar
from pytestqt.qtbot import QtBot

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.filter.chip import RestrictionChip
from tfrviewer.gui.restriction import Restriction, only, without
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.session import Session

Make = Callable[..., Any]


@pytest.fixture
def opened(session: Session, synthetic: Make, open_synthetic: Make) -> Session:
    open_synthetic(synthetic([4, 4]))
    session.select(np.array([1, 5, 6]), SelectMode.REPLACE)
    return session


def selected(session: Session) -> list[int]:
    numbers: list[int] = np.flatnonzero(session.selection).tolist()
    return numbers


def after(session: Session, qtbot: QtBot, do: Callable[[], object]) -> list[int]:
    with qtbot.waitSignal(session.order_changed):
        do()
    numbers: list[int] = session.order.tolist()
    return numbers


def test_what_is_selected_alone_is_shown_within_the_filter_and_in_its_order(
    opened: Session, qtbot: QtBot
) -> None:
    assert after(opened, qtbot, opened.show_only_selected) == [1, 5, 6]
    assert after(opened, qtbot, lambda: opened.sort([("number", True)])) == [6, 5, 1]
    assert after(opened, qtbot, lambda: opened.set_filter("record = 1")) == [5, 1]
    opened.clear_selection()
    assert opened.order.tolist() == [5, 1]
    assert SaveSource.of(opened).where == "record = 1 AND number IN (1, 5, 6)"
    assert after(opened, qtbot, lambda: opened.restrict(None)) == [5, 1]
    assert opened.restriction is None


def test_a_restriction_is_undone_and_done_again_in_one_step(opened: Session, qtbot: QtBot) -> None:
    assert after(opened, qtbot, opened.hide_selected) == [0, 2, 3, 4, 7]
    assert opened.history.undo_text == "Filter"
    assert selected(opened) == []
    assert after(opened, qtbot, opened.history.undo) == list(range(8))
    assert selected(opened) == [1, 5, 6]
    assert after(opened, qtbot, opened.history.redo) == [0, 2, 3, 4, 7]
    assert selected(opened) == []


def test_hiding_adds_to_what_is_hidden_and_takes_from_what_alone_is_shown(
    opened: Session, qtbot: QtBot
) -> None:
    after(opened, qtbot, opened.hide_selected)
    opened.select(np.array([0]), SelectMode.REPLACE)
    assert after(opened, qtbot, opened.hide_selected) == [2, 3, 4, 7]
    opened.select(np.array([2, 3]), SelectMode.REPLACE)
    assert after(opened, qtbot, opened.show_only_selected) == [2, 3]
    opened.select(np.array([2]), SelectMode.REPLACE)
    assert after(opened, qtbot, opened.hide_selected) == [3]
    assert after(opened, qtbot, opened.show_everything) == list(range(8))


def test_a_restriction_outlives_reading_again(
    opened: Session, qtbot: QtBot, synthetic: Make, open_synthetic: Make
) -> None:
    after(opened, qtbot, opened.show_only_selected)
    with qtbot.waitSignal(opened.settled):
        opened.reload()
    qtbot.waitUntil(lambda: opened.order.tolist() == [1, 5, 6])
    assert opened.restriction is not None


def test_one_steps_from_selected_to_selected_around_the_ends(opened: Session) -> None:
    opened.set_current(1)
    went = []
    for delta in (1, 1, 1, -1):
        opened.step_selected(delta)
        went.append(opened.current)
    assert went == [5, 6, 1, 6]
    assert opened.n_selected == 3


def test_a_restriction_of_half_a_million_is_applied_at_once() -> None:
    everything = np.arange(1_000_000, dtype=np.uint32)
    half = only(everything % 2 == 0)
    assert len(half.applied(everything, 1_000_000)) == 500_000
    assert len(without(everything < 10, half).numbers) == 499_995


@pytest.mark.usefixtures("english")
def test_the_chip_says_what_alone_is_shown_and_takes_it_back(qtbot: QtBot) -> None:
    bar, chip = QToolBar(), RestrictionChip()
    qtbot.addWidget(bar)
    chip.join(bar)
    bar.show()
    assert not chip.isVisible()
    chip.show_restriction(only(np.ones(1049, dtype=np.bool_)))
    qtbot.waitUntil(chip.isVisible)
    assert chip.text() == "1,049 selected only"
    chip.show_restriction(Restriction(np.arange(2, dtype=np.uint32), hides=True))
    assert chip.accessibleName() == "2 hidden"
    with qtbot.waitSignal(chip.removed):
        chip.click()
    chip.show_restriction(None)
    qtbot.waitUntil(chip.isHidden)
