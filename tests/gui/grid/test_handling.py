"""Pointer and keyboard do with the grid what they do everywhere."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.grid.handling import (
    MILLION,
    Alt,
    Ctrl,
    Key,
    Left,
    Painted,
    Shift,
    colour_of,
    drag,
    middle,
    selected,
    settle,
)
from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session

NoButton = Qt.MouseButton.NoButton


def test_that_clicks_select_as_everywhere(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(1000)
    settle(qtbot, grid)
    view = grid.viewport()
    QTest.mouseClick(view, Left, pos=middle(grid, 2))
    assert (selected(session), session.current) == ([2], 2)
    QTest.mouseClick(view, Left, Ctrl, middle(grid, 5))
    assert (selected(session), session.current) == ([2, 5], 5)
    QTest.mouseClick(view, Left, Shift, middle(grid, 9))
    assert (selected(session), session.current) == ([5, 6, 7, 8, 9], 9)


def test_that_the_rubber_band_replaces_adds_and_removes_at_once(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(1000)
    settle(qtbot, grid)
    columns = grid.tiles.columns
    changes: list[int] = []
    session.selection_changed.connect(lambda: changes.append(session.n_selected))
    drag(grid, middle(grid, 0), middle(grid, columns + 1))
    assert selected(session) == [0, 1, columns, columns + 1]
    assert changes == [4]  # a gesture changes it once
    drag(grid, middle(grid, 3), middle(grid, columns + 3), Ctrl)
    assert selected(session) == [0, 1, 3, columns, columns + 1, columns + 3]
    drag(grid, middle(grid, 0), middle(grid, columns), Alt)
    assert selected(session) == [1, 3, columns + 1, columns + 3]
    drag(grid, middle(grid, 7), middle(grid, columns + 7))
    assert selected(session) == [7, columns + 7]


def test_that_the_rubber_band_shows_what_it_would_select_and_escape_gives_it_up(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    settle(qtbot, grid)
    view = grid.viewport()
    QTest.mousePress(view, Left, pos=QPoint(1, 1))
    QTest.mouseMove(view, QPoint(30, 30))
    QTest.mouseMove(view, middle(grid, 1) + QPoint(10, 10))
    assert colour_of(grid, 8) != QColor("red")
    assert session.n_selected == 0
    QTest.keyClick(grid, Key.Key_Escape)
    assert colour_of(grid, 8) == QColor("red")
    QTest.mouseRelease(view, Left, pos=middle(grid, 0))
    assert session.n_selected == 0


def test_that_a_press_that_was_let_go_elsewhere_begins_no_band(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(100)
    settle(qtbot, grid)
    view, none = grid.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, Left, pos=middle(grid, 1))
    for number in (2, 3):  # the button is up: a menu or a dialog came between
        at = middle(grid, number).toPointF()
        to = view.mapToGlobal(at)
        move = QMouseEvent(QEvent.Type.MouseMove, at, to, NoButton, NoButton, none)
        QApplication.sendEvent(view, move)
    assert not grid.pointer.is_banding
    assert grid.pointer.hovered == 3
    QTest.mouseRelease(view, Left, pos=middle(grid, 3))
    assert session.n_selected == 0


def test_that_the_rubber_band_scrolls_at_the_edge(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(1000)
    settle(qtbot, grid)
    view = grid.viewport()
    below = QPoint(300, view.height() + 60)
    QTest.mousePress(view, Left, pos=QPoint(2, 2))
    QTest.mouseMove(view, QPoint(100, 100))
    QTest.mouseMove(view, below)
    qtbot.waitUntil(lambda: grid.offset > 500, timeout=10_000)
    QTest.mouseRelease(view, Left, pos=below)
    assert bool(session.selection[0])
    assert session.n_selected > 5 * (500 // grid.tiles.row_height)


def test_that_a_click_beside_all_tiles_selects_nothing(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(5)
    settle(qtbot, grid)
    session.select_all()
    between = grid.tile_rect(0).topRight() + QPoint(2, 30)
    QTest.mouseClick(grid.viewport(), Left, pos=between)
    assert session.n_selected == 5
    QTest.mouseClick(grid.viewport(), Left, pos=QPoint(300, 350))
    assert session.n_selected == 0


def test_that_a_double_click_and_the_keys_open_a_tile(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(50)
    settle(qtbot, grid)
    asked: list[int] = []
    grid.open_requested.connect(asked.append)
    QTest.mouseClick(grid.viewport(), Left, pos=middle(grid, 4))
    QTest.mouseDClick(grid.viewport(), Left, pos=middle(grid, 4))
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_Enter):
        QTest.keyClick(grid, key)
    assert asked == [4] * 4


def test_that_a_click_on_a_tile_seen_in_part_does_not_scroll(
    painted: Painted, grid: TileGrid, qtbot: QtBot
) -> None:
    painted(1000)
    grid.scroll_to(30)
    settle(qtbot, grid)
    QTest.mouseClick(grid.viewport(), Left, pos=QPoint(40, 8))
    assert grid.session.current == 0
    assert grid.offset == 30


def test_that_the_arrows_move_and_shift_extends_at_a_million(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    settle(qtbot, grid)
    columns = grid.tiles.columns
    session.set_current(0)
    for key, at in [
        (Key.Key_Right, 1),
        (Key.Key_Down, columns + 1),
        (Key.Key_Left, columns),
        (Key.Key_Up, 0),
        (Key.Key_End, MILLION - 1),
        (Key.Key_Home, 0),
    ]:
        QTest.keyClick(grid, key)
        assert session.current == at
        assert grid.viewport().rect().contains(grid.tile_rect(at))
        assert selected(session) == [at]
    QTest.keyClick(grid, Key.Key_Down, Shift)
    QTest.keyClick(grid, Key.Key_Right, Shift)
    assert session.n_selected == columns + 2
    QTest.keyClick(grid, Key.Key_End, Shift)
    assert session.n_selected == MILLION
    QTest.keyClick(grid, Key.Key_PageUp)
    assert session.current < MILLION - 3 * columns
    assert session.n_selected == 1


def test_that_the_keys_of_the_selection_work(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    QTest.keyClick(grid, Key.Key_A, Ctrl)
    assert session.n_selected == MILLION
    session.click(3, ctrl=True, shift=False)
    QTest.keyClick(grid, Key.Key_I, Ctrl)
    assert selected(session) == [3]
    QTest.keyClick(grid, Key.Key_Space, Ctrl)
    assert selected(session) == []
    session.select_all()
    QTest.keyClick(grid, Key.Key_Escape)
    assert session.n_selected == 0
    settle(qtbot, grid)


def test_that_a_record_made_current_elsewhere_comes_into_view(
    painted: Painted, grid: TileGrid, session: Session, qtbot: QtBot
) -> None:
    painted(MILLION)
    session.set_current(700_000)
    rect = grid.tile_rect(700_000)
    assert grid.viewport().rect().contains(rect)
    assert abs(rect.center().y() - grid.viewport().height() // 2) < grid.tiles.row_height
    before = grid.offset
    session.set_current(700_001)
    assert grid.offset == before
    settle(qtbot, grid)
