import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tfrviewer.dataset.table.statistics import histogram
from tfrviewer.gui.histogram import HistogramView, number_text


@pytest.fixture
def view(qtbot: QtBot) -> HistogramView:
    view = HistogramView()
    view.resize(216, 100)  # 200 pixels for the bars
    qtbot.addWidget(view)
    view.show_histogram(histogram(pl.Series(np.repeat(np.arange(10), 3)), bins=10))
    return view


def test_a_drag_draws_a_range_that_is_told_in_words(view: HistogramView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.range_changed):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(8 + 41, 30))
        qtbot.mouseMove(view, QPoint(8 + 119, 30))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(8 + 119, 30))
    assert (view.handles.low, view.handles.high) == (2, 5)
    assert view.accessibleDescription() == "From 0 to 9; chosen from 2 to 5"


def test_keys_move_the_limits_and_take_all_again(view: HistogramView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert (view.handles.low, view.handles.high) == (1, 8)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.handles.is_all


def test_a_bar_tells_its_numbers_and_how_many_records(view: HistogramView) -> None:
    assert view._bin_text(8 + 25) == "1: 3 records"
    assert view._bin_text(0) == ""


def test_a_range_is_kept_while_other_records_are_shown(view: HistogramView) -> None:
    view.handles.set_range(2, 5)
    seen = view.grab().toImage()
    view.show_histogram(histogram(pl.Series([1, 2, 3, 9])), keep=True)
    assert (view.handles.low, view.handles.high) == (2, 5)
    assert view.grab().toImage() != seen
    view.show_text("No numbers")
    assert view.shape is None


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (0.25, "0.25"), (1 / 3, "0.333333"), (1e300, "1e+300")]
)
def test_numbers_are_written_as_conditions_take_them(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    "values",
    [[-1.7e308, 0.0, 1.7e308], [5e-324, 1e-323], [1.0, 1.0 + 2**-52], [-(2**63), 2**63 - 1]],
    ids=["widest", "least", "nearest", "whole"],
)
def test_numbers_of_any_size_are_shown_and_chosen(
    view: HistogramView, values: list[float], qtbot: QtBot
) -> None:
    view.show_histogram(histogram(pl.Series(values)))
    assert not view.grab().isNull()
    assert "record" in view._bin_text(10)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    qtbot.mouseMove(view, QPoint(150, 30))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 30))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert min(values) <= view.handles.low <= view.handles.high <= max(values)
