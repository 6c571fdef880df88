"""Tiles side by side: which they are, that they move as one, and where they differ."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.painted import PaintedFile
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.light_table.table import LightTable
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.tile_drag import TileFiles, TileMime

Painted = Callable[..., PaintedFile]
Key = Qt.Key
Open = Callable[..., LightTable]


@pytest.fixture
def table(qtbot: QtBot, session: Session, tasks: TaskRunner) -> LightTable:
    view = LightTable(session, tasks)
    view.resize(700, 500)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def compare(table: LightTable, session: Session, qtbot: QtBot) -> Open:
    """Select these records and compare them."""

    def compare(*numbers: int) -> LightTable:
        session.select(np.array(numbers, np.int64), SelectMode.REPLACE)
        table.compare()
        table.show()
        qtbot.waitUntil(lambda: is_shown(table))
        return table

    return compare


def is_shown(table: LightTable) -> bool:
    return table.is_settled() and all(pane.picture is not None for pane in table.panes)


def colours(table: LightTable) -> list[QColor]:
    return [pane.canvas.image.pixelColor(5, 5) for pane in table.panes if pane.canvas.image]


def text(table: LightTable, name: str) -> str:
    label = table.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def press(table: LightTable, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    to: QWidget = table.panes[table.panes.active].canvas
    QTest.keyClick(to, key, modifier or Qt.KeyboardModifier.NoModifier)


def facts(table: LightTable) -> dict[str, tuple[tuple[str, ...], bool]]:
    return {fact.name: (fact.values, fact.differs) for fact in table.facts.facts.shown}


def test_that_the_selected_tiles_lie_side_by_side_in_the_present_order(
    painted: Painted, compare: Open, session: Session
) -> None:
    file = painted(50)
    table = compare(12, 3, 7)
    assert table.numbers == [3, 7, 12]
    assert colours(table) == [QColor(file.colour(number)) for number in (3, 7, 12)]
    assert table.panes[0].title.whole == "A  slide-0"
    assert "number 12" in table.panes[2].place.whole
    assert np.flatnonzero(session.selection).tolist() == [3, 7, 12]


@pytest.mark.parametrize(
    ("selected", "current", "numbers"),
    [((), 5, [5, 6]), ((9,), 9, [9, 8]), ((2,), 7, [2, 7])],
)
def test_that_there_is_something_to_compare_with_few_selected(
    painted: Painted,
    table: LightTable,
    session: Session,
    selected: tuple[int, ...],
    current: int,
    numbers: list[int],
) -> None:
    painted(10)
    session.select(np.array(selected, np.int64), SelectMode.REPLACE)
    session.set_current(current)
    table.compare()
    assert table.numbers == numbers


def test_that_a_larger_selection_is_gone_through_by_fours(
    painted: Painted, compare: Open, qtbot: QtBot
) -> None:
    painted(50)
    table = compare(*range(10, 20))
    assert table.numbers == [10, 11, 12, 13]
    assert text(table, "lightGroup") == "1–4 of 10 selected"
    press(table, Key.Key_PageDown)
    press(table, Key.Key_PageDown)
    press(table, Key.Key_PageDown)
    assert table.numbers == [18, 19]
    assert text(table, "lightGroup") == "9–10 of 10 selected"
    press(table, Key.Key_PageUp)
    assert table.numbers == [14, 15, 16, 17]
    qtbot.waitUntil(lambda: is_shown(table))


def test_that_panes_move_as_one_and_keep_the_offset_of_one_moved_alone(
    painted: Painted, compare: Open
) -> None:
    painted(20)
    table = compare(1, 2)
    one, other = table.panes[0].canvas, table.panes[1].canvas
    one.zoom(8)
    one.pan(-30, 12)
    assert one.place.scale == other.place.scale
    assert (one.place.x, one.place.y) == pytest.approx((other.place.x, other.place.y), abs=1)
    QTest.mousePress(other, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    for x in (90, 60):
        QTest.mouseMove(other, QPoint(x, 100))
    QTest.mouseRelease(other, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert one.place.x == pytest.approx(other.place.x, abs=1)
    other.pan(25, 0, alone=True)
    apart = other.place.x - one.place.x
    assert apart == pytest.approx(25, abs=1)
    one.pan(10, 10)
    assert other.place.x - one.place.x == pytest.approx(apart, abs=1)
    press(table, Key.Key_A)
    assert one.place.x == pytest.approx(other.place.x, abs=1)
    press(table, Key.Key_L)
    one.pan(10, 0)
    assert other.place.x - one.place.x == pytest.approx(-10, abs=1)


def test_that_one_pane_steps_on_or_all_of_them(
    painted: Painted, compare: Open, session: Session, qtbot: QtBot
) -> None:
    file = painted(20)
    table = compare(4, 8)
    press(table, Key.Key_Right)
    assert table.numbers == [5, 8]
    assert session.current == 5
    press(table, Key.Key_Tab)
    assert session.current == 8
    press(table, Key.Key_Left)
    assert table.numbers == [5, 7]
    press(table, Key.Key_S)
    press(table, Key.Key_Down)
    assert table.numbers == [6, 8]
    qtbot.waitUntil(lambda: is_shown(table))
    assert colours(table) == [QColor(file.colour(6)), QColor(file.colour(8))]


def test_that_a_tile_is_added_and_with_four_there_replaces_the_active_one(
    painted: Painted, compare: Open, qtbot: QtBot
) -> None:
    painted(30)
    table = compare(1, 2)
    table.panes[0].canvas.zoom(6)
    table.put(9)
    table.put(10)
    assert table.numbers == [1, 2, 9, 10]
    qtbot.waitUntil(lambda: is_shown(table))
    assert len({pane.canvas.scale for pane in table.panes}) == 1
    table.put(11)
    assert table.numbers == [1, 2, 9, 11]
    table.put(2)
    assert (table.numbers, table.panes.active) == ([1, 2, 9, 11], 1)


def test_that_a_tile_dropped_on_a_pane_takes_its_place(
    painted: Painted, compare: Open, session: Session, tasks: TaskRunner, qtbot: QtBot
) -> None:
    painted(30)
    table = compare(1, 2)
    pane = table.panes[1]
    for numbers, at, now in (
        ([9], pane.mapTo(table, pane.rect().center()), [1, 9]),
        ([12, 13], table.facts.mapTo(table, QPoint(5, 5)), [1, 9, 12, 13]),
    ):
        files = TileFiles()
        data = TileMime(session, numbers, files, lambda number: None, lambda why: None)
        action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        table.dropEvent(QDropEvent(at, action, data, Qt.MouseButton.LeftButton, none))
        assert table.numbers == now
    qtbot.waitUntil(lambda: is_shown(table))


def test_that_tiles_change_places_and_go(painted: Painted, compare: Open, qtbot: QtBot) -> None:
    painted(20)
    table = compare(1, 2, 3)
    press(table, Key.Key_W)
    assert (table.numbers, table.panes.active) == ([2, 1, 3], 1)
    press(table, Key.Key_Delete)
    assert table.numbers == [2, 3]
    QTest.mouseClick(table.panes[0].remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: table.numbers == [3])
    press(table, Key.Key_Delete)
    assert table.numbers == [3]


def test_that_what_differs_between_tiles_is_marked(painted: Painted, compare: Open) -> None:
    painted(49, wrong_crc={9})
    table = compare(2, 9)
    told = facts(table)
    assert told["slide"] == (("slide-0", "slide-0"), False)
    assert told["x"] == (("512", "512"), False)
    assert told["y"] == (("0", "256"), True)
    assert told["score"] == (("0.285714", "0.285714"), False)
    assert told["findings"] == (("–", "The checksum is wrong."), True)
    assert table.panes[1].banner.isVisible()
    header = table.facts.facts.headerData
    rows = [header(i, Qt.Orientation.Vertical) for i in range(len(told))]
    assert "≠ y" in rows
    press(table, Key.Key_E)
    assert all(differs for _, differs in facts(table).values())
    table.facts.copy()
    assert "y\t0\t256" in QGuiApplication.clipboard().text().split("\n")


def test_that_the_pixel_in_the_same_place_is_told_of_every_tile(
    painted: Painted, compare: Open
) -> None:
    file = painted(20)
    table = compare(4, 5)
    first = table.panes[0].canvas
    QTest.mouseMove(first, first.rect().center())
    for pane in table.panes:
        assert QColor(file.colour(pane.number)).name().upper() in pane.read_out.text
    assert table.panes[1].canvas.mark is not None


def test_that_the_difference_from_the_first_is_shown_and_told(
    painted: Painted, compare: Open, qtbot: QtBot
) -> None:
    file = painted(20)
    table = compare(4, 5)
    one, other = (QColor(file.colour(number)) for number in (4, 5))
    press(table, Key.Key_D)
    qtbot.waitUntil(lambda: "difference from A" in table.panes[1].place.whole)
    shown = colours(table)
    assert shown[0] == one
    assert shown[1].red() == abs(one.red() - other.red())
    assert shown[1].blue() == abs(one.blue() - other.blue())
    press(table, Key.Key_D)
    assert colours(table) == [one, other]


def test_that_a_difference_is_never_shown_for_one_from_another_tile(
    painted: Painted, compare: Open, session: Session, qtbot: QtBot
) -> None:
    file = painted(20, undecodable={6})
    table = compare(4, 5, 9)
    own = [QColor(file.colour(number)) for number in range(20)]
    press(table, Key.Key_D)
    qtbot.waitUntil(lambda: all("difference" in table.panes[i].place.whole for i in (1, 2)))
    assert colours(table)[1:] != [own[5], own[9]]
    table.remove(0)
    assert table.numbers == [5, 9]
    assert "difference" not in table.panes[0].place.whole
    assert colours(table)[0] == own[5], "what is compared with now shows itself"
    qtbot.waitUntil(lambda: is_shown(table) and "difference" in table.panes[1].place.whole)
    table.put_into(0, 6)
    assert "number 6" in table.panes[0].place.whole
    qtbot.waitUntil(lambda: is_shown(table))
    assert table.panes[1].canvas.image is not None
    assert table.panes[1].canvas.image.pixelColor(5, 5) == own[9]
    assert "difference" not in table.panes[1].place.whole


def test_that_the_current_tile_is_the_one_that_keys_act_upon(
    painted: Painted, compare: Open, table: LightTable, session: Session, qtbot: QtBot
) -> None:
    painted(30)
    session.set_current(2)
    compare(1, 2)
    assert (table.panes.active, session.current) == (1, 2)
    table.put_into(1, 9)
    assert session.current == 9
    compare(11, 12)
    assert (table.panes.active, session.current) == (0, 11)


def test_that_what_was_done_is_told_where_one_looks(painted: Painted, compare: Open) -> None:
    painted(10)
    table = compare(3, 4)
    table.pictures.told.emit("Image copied")
    assert [pane.read_out.text for pane in table.panes] == ["Image copied", ""]


def test_that_an_unreadable_tile_is_told_in_its_pane(painted: Painted, compare: Open) -> None:
    painted(10, undecodable={3})
    table = compare(3, 4)
    assert "It is <cut> off." in table.panes[0].canvas.words
    assert table.panes[1].canvas.image is not None


def test_that_another_dataset_clears_the_table(
    painted: Painted, compare: Open, session: Session
) -> None:
    painted(10)
    table = compare(3, 4)
    session.close()
    assert not table.isVisible()
    assert table.numbers == []


def test_that_every_control_has_a_name(painted: Painted, compare: Open) -> None:
    painted(10)
    table = compare(3, 4)
    focusable = [
        widget
        for widget in table.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]
    nameless = [
        widget
        for widget in focusable
        if not widget.accessibleName() and widget.focusProxy() is None
    ]
    assert [f"{type(w).__name__} {w.objectName()}" for w in nameless] == []
    told = [action.toolTip() for action in table.bar.actions() if action.text()]
    assert len(told) > 10
    assert all(tip.endswith(")") for tip in told), "the key stands in the tool tip"
