from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.settings import Settings
from tfrviewer.gui.window_layout import WindowLayout


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> QMainWindow:
    """A window of 1360 by 860 with a panel at each side."""
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    docks = {}
    for name, side in (
        ("dataset", Qt.DockWidgetArea.LeftDockWidgetArea),
        ("inspector", Qt.DockWidgetArea.RightDockWidgetArea),
    ):
        dock = docks[name] = QDockWidget(name, window)
        dock.setObjectName(name)
        inner = QWidget()
        inner.setMinimumWidth(180)
        dock.setWidget(inner)
        window.addDockWidget(side, dock)
    bar = QToolBar("bar")
    bar.setObjectName("bar")
    window.addToolBar(bar)
    layout = WindowLayout(window, docks, bar, Settings(tmp_path / "settings.ini"))
    window.resize(1360, 860)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    layout.show_panels(shown=True)
    return window


def widths(window: QMainWindow) -> list[int]:
    return [dock.width() for dock in window.findChildren(QDockWidget)]


def middle(window: QMainWindow) -> int:
    centre = window.centralWidget()
    assert centre is not None
    return centre.width()


def test_panels_give_way_when_the_window_shrinks(qtbot: QtBot, window: QMainWindow) -> None:
    qtbot.waitUntil(lambda: widths(window) == [300, 300])
    window.resize(900, 600)
    qtbot.waitUntil(lambda: max(widths(window)) <= 225)
    assert middle(window) >= 450


def test_a_panel_made_wide_stays_so_while_there_is_room(qtbot: QtBot, window: QMainWindow) -> None:
    qtbot.waitUntil(lambda: widths(window) == [300, 300])
    window.resizeDocks([window.findChildren(QDockWidget)[1]], [370], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: widths(window) == [300, 370])
    window.resize(1350, 860)
    qtbot.waitUntil(lambda: middle(window) < 690)
    assert widths(window) == [300, 370]
