import threading
from collections.abc import Callable, Iterator

import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.dataset.table.conditions import Comparison
from tfrviewer.dataset.table.statistics import Statistics, describe
from tfrviewer.gui.records import figures_source
from tfrviewer.gui.records.condition_form import IS_MISSING
from tfrviewer.gui.records.figure_words import figure_lines, kind_words, strip_parts
from tfrviewer.gui.records.figures_popover import FiguresPopover
from tfrviewer.gui.records.view import RecordsView
from tfrviewer.gui.session import SelectMode, Session
from tfrviewer.gui.tasks import TaskRunner

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


@pytest.fixture
def view(
    qtbot: QtBot, session: Session, tasks: TaskRunner, synthetic: Make, open_synthetic: Open
) -> Iterator[RecordsView]:
    """The table of two files of eight records, whose `record` is 0 to 7."""
    view = RecordsView(session, tasks)
    view.resize(900, 420)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    open_synthetic(synthetic([8, 8]))
    view.table.columns.set_shown("record", shown=True)
    qtbot.waitUntil(view.is_settled)
    yield view
    for popover in view.findChildren(FiguresPopover):
        popover.close()
    view.close()


def opened(view: RecordsView, column: str, qtbot: QtBot) -> FiguresPopover:
    popover = view.open_figures(column)
    # Figures are there once bars or values are.
    qtbot.waitUntil(lambda: popover._figures.count() > 0)
    return popover


def counted(popover: FiguresPopover, qtbot: QtBot, do: Callable[[], object]) -> int:
    with qtbot.waitSignal(popover.counted) as caught:
        do()
    assert caught.args is not None
    return int(caught.args[0])


@pytest.mark.usefixtures("english")
def test_locations_are_told_as_names_and_bytes_as_amounts() -> None:
    for column, least in (("x", "20480"), ("number", "20480"), ("bytes", "20,480")):
        figures = describe(pl.DataFrame({column: [20_480, 40_960]}), column)
        assert dict(figure_lines(figures))["Minimum"] == least
        assert ("min", least) in strip_parts(figures)


def test_what_a_column_holds_is_told_in_plain_words(view: RecordsView, qtbot: QtBot) -> None:
    popover = opened(view, "record", qtbot)
    kind = popover.findChild(QLabel, "columnKind")
    assert kind is not None
    assert kind.text() == "whole numbers"
    assert "Int" in kind.toolTip()
    types = (pl.Float64(), pl.String(), pl.Boolean(), pl.Enum(["a"]))
    assert [kind_words(dtype) for dtype in types] == ["numbers", "text", "yes/no", "text"]


def test_the_strip_tells_of_the_current_column(view: RecordsView, qtbot: QtBot) -> None:
    view.table._set_current(view.table.records.columns.index("record"))
    qtbot.waitUntil(
        lambda: view.strip.figures is not None and view.strip.figures.column == "record"
    )
    said = view.strip.accessibleDescription()
    assert "16 records shown" in said
    assert "mean 3.5" in said


def test_the_strip_tells_of_the_column_sorted_by_last(
    view: RecordsView, session: Session, qtbot: QtBot
) -> None:
    view.table.columns.set_shown("y", shown=False)
    session.sort([("slide", False), ("record", True)])
    qtbot.waitUntil(lambda: view.table.current_column == "record")
    with qtbot.waitSignal(session.order_changed):
        session.sort([("y", False)])
    assert view.table.current_column == "record"  # the other one is hidden
    qtbot.waitUntil(view.is_settled)


def test_the_strip_tells_of_what_is_shown_or_selected(
    view: RecordsView, session: Session, qtbot: QtBot
) -> None:
    session.set_filter("record < 4")
    qtbot.waitUntil(lambda: view.strip.figures is not None and view.strip.figures.count == 8)
    session.select_range(0, 2, SelectMode.REPLACE)
    qtbot.waitUntil(lambda: view.strip.figures is not None and view.strip.figures.count == 3)
    assert "3 records selected" in view.strip.accessibleDescription()


def test_a_low_view_leaves_all_its_room_to_the_table(view: RecordsView) -> None:
    view.resize(900, 120)
    assert view.strip.isHidden()
    view.resize(900, 300)
    assert not view.strip.isHidden()


def test_a_range_on_the_histogram_becomes_a_condition(
    view: RecordsView, session: Session, qtbot: QtBot
) -> None:
    session.set_filter("tfrecord = 'slide-0'")
    qtbot.waitUntil(lambda: len(session.order) == 8)
    popover = opened(view, "record", qtbot)
    assert counted(popover, qtbot, lambda: popover.bars.handles.set_range(2, 4)) == 3
    said = popover.findChild(QLabel, "conditionCount")
    assert said is not None
    assert said.text() == "3 records of 8 would be shown (37.5 %)"
    assert popover.condition() == "record BETWEEN 2 AND 4"
    assert counted(popover, qtbot, lambda: popover.bars.handles.set_range(0, 4)) == 5
    assert popover.condition() == "record <= 4"
    popover.copy()
    assert QGuiApplication.clipboard().text() == "record <= 4"
    with qtbot.waitSignal(session.order_changed):
        popover.apply()
    assert session.filter_text == "tfrecord = 'slide-0' AND record <= 4"


def test_limits_that_are_typed_move_the_handles(view: RecordsView, qtbot: QtBot) -> None:
    popover = opened(view, "record", qtbot)
    first = popover.findChild(QLineEdit, "conditionFirst")
    assert first is not None
    first.setFocus()
    assert counted(popover, qtbot, lambda: qtbot.keyClicks(first, "5")) == 6
    assert (popover.bars.handles.low, popover.bars.handles.high) == (5, 7)
    assert counted(popover, qtbot, lambda: qtbot.keyClicks(first, "x")) == -1
    add = popover.findChild(QPushButton, "addToFilter")
    assert add is not None
    assert not add.isEnabled()


def test_figures_closed_before_they_came_are_told_to_nobody(
    view: RecordsView, tasks: TaskRunner, qtbot: QtBot
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(*_: object, **__: object) -> Statistics:
        begun.set()
        go_on.wait(10)
        return describe(view.table.session.frame, "record")

    popover = view.open_figures("record")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures_source, "describe", hold)
        qtbot.waitUntil(begun.is_set)
        popover.close()
        with qtbot.waitSignals([popover.destroyed, tasks.idle]):
            go_on.set()


def test_values_that_are_ticked_become_a_condition(
    view: RecordsView, session: Session, qtbot: QtBot
) -> None:
    popover = opened(view, "slide", qtbot)
    line = popover.values._list.item(1)
    assert counted(popover, qtbot, lambda: line.setCheckState(Qt.CheckState.Checked)) == 8
    assert popover.condition() == "slide = 'slide-1'"
    with qtbot.waitSignal(session.order_changed):
        popover.replace()
    assert session.filter_text == "slide = 'slide-1'"


def test_other_comparisons_are_asked_for_by_the_list(view: RecordsView, qtbot: QtBot) -> None:
    popover = opened(view, "slide", qtbot)
    assert counted(popover, qtbot, lambda: popover.form.set_operator(IS_MISSING)) == 0
    assert popover.condition() == "slide IS NULL"
    popover.form.set_operator(Comparison.CONTAINS)
    first = popover.findChild(QLineEdit, "conditionFirst")
    assert first is not None
    assert counted(popover, qtbot, lambda: qtbot.keyClicks(first, "1")) == 8


def test_a_sign_in_the_header_and_a_key_lead_to_the_figures(
    view: RecordsView, qtbot: QtBot
) -> None:
    header, table = view.table.records_header, view.table
    asked: list[str] = []
    table.figures_asked.connect(asked.append)
    column = table.records.columns.index("slide")
    qtbot.mouseMove(header.viewport(), header.section_rect(column).center())
    header._hover(column)
    at: QPoint = header._sign_rect(column).center()
    with qtbot.assertNotEmitted(header.sort_asked):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    table._set_current(table.records.columns.index("record"))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked == ["slide", "record"]
