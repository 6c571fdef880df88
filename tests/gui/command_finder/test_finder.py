from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tfrviewer.gui.command_finder.finder import CommandFinder
from tfrviewer.gui.layout_store import Layout
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.settings import COMMANDS


def shown(window: MainWindow) -> CommandFinder:
    action(window, "find_command").trigger()
    finder = next(one for one in window.findChildren(CommandFinder) if one.isVisible())
    assert QApplication.focusWidget() is finder.line
    return finder


def test_a_few_letters_and_return_do_it_where_the_keyboard_was(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden_copy / "slide-A.tfrecords"], qtbot)
    assert window.workspace is not None
    grid, session = window.workspace.grid, session_of(window)
    grid.setFocus()
    finder = shown(window)
    qtbot.keyClicks(finder.line, "sel al")
    with qtbot.waitSignal(session.selection_changed):
        qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert session.n_selected == session.n_records
    assert grid.hasFocus()
    assert window.settings.lines(COMMANDS) == ["select_all"]

    window.layouts.store.name("two\nlines", Layout())
    finder = shown(window)  # what was used last is one key away
    assert finder.shown[0].entry.key == "select_all"
    finder.line.setText("two lines")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.settings.lines(COMMANDS) == ["layout:two lines", "select_all"]

    finder = shown(window)
    for query, first in (
        ("3", "Go to record 3"),
        ("slide-A", "Go to slide slide-A"),
        ("sort slide desc", "Sort by slide, descending"),
        ("colour by width", "Colour the map by width"),
        ("128 px", "Tile size 128 px"),
        ("panel insp", "Panel Inspector"),
        ("ctrast", "High Contrast"),
    ):
        finder.line.setText(query)
        assert finder.shown[0].entry.title == first
    finder.line.setText("zqzq")
    assert finder.shown == []
    qtbot.keyClick(finder.line, Qt.Key.Key_Escape)
    assert finder.isHidden()
    assert grid.hasFocus()


def test_what_cannot_be_done_says_why_and_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    finder = shown(window)
    finder.line.setText("reload")
    (found, *_) = finder.shown
    assert (found.entry.key, found.entry.why_not) == ("reload", "Open a dataset first")
    assert "Open a dataset first" in finder.line.accessibleDescription()
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.isVisible()
    finder.line.setText("")
    qtbot.keyClick(finder.line, Qt.Key.Key_Up)
    assert finder.list.currentIndex().row() == finder.results.rowCount() - 1
    action(window, "find_command").trigger()
    assert finder.isHidden()
