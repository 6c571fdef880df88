from functools import partial
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


def is_seen(dock: QDockWidget) -> bool:
    return not dock.visibleRegion().isEmpty()


def test_a_panel_below_the_views_lies_beside_them_in_a_low_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    docks = {}
    for name, side in (
        ("inspector", Qt.DockWidgetArea.RightDockWidgetArea),
        ("findings", Qt.DockWidgetArea.BottomDockWidgetArea),
        ("dashboard", Qt.DockWidgetArea.BottomDockWidgetArea),
    ):
        dock = docks[name] = QDockWidget(name, window)
        dock.setObjectName(name)
        dock.setWidget(QWidget())
        window.addDockWidget(side, dock)
    bar = QToolBar("bar")
    bar.setObjectName("bar")
    window.addToolBar(bar)
    closed = frozenset({"findings", "dashboard"})
    settings = Settings(tmp_path / "settings.ini")
    layout = WindowLayout(window, docks, bar, settings, closed=closed)
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    layout.show_panels(shown=True)

    def area(name: str) -> Qt.DockWidgetArea:
        return window.dockWidgetArea(docks[name])

    for name in ("findings", "dashboard"):
        layout.open_dock(name)
        assert area(name) is Qt.DockWidgetArea.RightDockWidgetArea
        qtbot.waitUntil(partial(is_seen, docks[name]))  # under no other panel
    assert docks["findings"] in window.tabifiedDockWidgets(docks["inspector"])
    window.resize(1360, 860)
    qtbot.waitUntil(lambda: area("findings") is Qt.DockWidgetArea.BottomDockWidgetArea)
    assert area("dashboard") is Qt.DockWidgetArea.BottomDockWidgetArea
    window.resize(1360, 600)
    qtbot.waitUntil(lambda: area("findings") is Qt.DockWidgetArea.RightDockWidgetArea)
    layout.reset()
    assert docks["findings"].isHidden()
