"""The panel as a part of the window: opened, closed, remembered, drawn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.dataset.made import write_slide
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.sampling.panel import SamplingPanel
from tfrviewer.gui.sampling.view import SamplingView
from tfrviewer.gui.settings import LAYOUT_VERSION, STATE, VERSION, Settings
from tfrviewer.gui.theme import Theme, ThemeSwitch


@pytest.fixture
def make_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[], MainWindow]]:
    """Make a window with a dataset, as a start of the program does."""
    for name, count in (("a", 8), ("b", 4)):
        write_slide(tmp_path / "data" / f"{name}.tfrecords", count)
    windows: list[MainWindow] = []
    palette = qapp.palette()

    def make() -> MainWindow:
        theme = ThemeSwitch(qapp)
        theme.set_theme(Theme.LIGHT)
        window = MainWindow(Settings(tmp_path / "tfrviewer.ini"), theme)
        windows.append(window)
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show()
        assert window.workspace is not None
        with qtbot.waitSignal(window.workspace.session.settled, timeout=20_000):
            window.open_paths([tmp_path / "data"])
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.setPalette(palette)


def panel_of(window: MainWindow) -> SamplingPanel:
    found = window.findChild(SamplingPanel, "sampling")
    assert isinstance(found, SamplingPanel)
    return found


def open_panel(window: MainWindow) -> None:
    action = window.findChild(QAction, "sampling")
    assert isinstance(action, QAction)
    assert action.isEnabled()
    action.trigger()


def test_that_the_menu_opens_it_and_goes_there(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    panel = panel_of(window)
    assert not panel.isVisible()
    assert panel.findChild(SamplingView) is None, "made though nobody looks"
    open_panel(window)
    qtbot.waitUntil(panel.isVisible)
    assert panel.findChild(SamplingView) is not None
    assert panel.isAncestorOf(window.focusWidget() or window)
    qtbot.waitUntil(panel.is_settled, timeout=20_000)
    assert panel.preview is not None
    assert panel.preview.frame["group"].to_list() == ["a", "b"]
    assert window.docks["sampling"] in window.tabifiedDockWidgets(window.docks["inspector"])
    assert window.workspace is not None
    assert window.workspace.parts()["sampling"] is panel
    assert "sampling" not in window.workspace.unsettled()


def test_that_it_comes_to_the_front_from_under_the_inspector(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    open_panel(window)
    qtbot.waitUntil(panel_of(window).isVisible)
    panel = panel_of(window)
    window.docks["inspector"].raise_()
    qtbot.waitUntil(lambda: panel.visibleRegion().isEmpty())
    open_panel(window)
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())


def test_that_it_is_remembered_and_closed_when_the_layout_is_reset(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = make_window()
    open_panel(first)
    first.close()
    second = make_window()
    assert not second.docks["sampling"].isHidden()
    assert panel_of(second).findChild(SamplingView) is not None
    second.reset_layout()
    assert second.docks["sampling"].isHidden()
    assert second.docks["inspector"].isVisible()


def test_that_a_layout_from_before_there_was_such_a_panel_does_no_harm(
    make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    first = make_window()
    dock = first.docks["sampling"]
    first.removeDockWidget(dock)
    dock.setParent(None)
    old = bytes(first.saveState(VERSION).data())
    first.addDockWidget(first.dockWidgetArea(first.docks["inspector"]), dock)
    first.close()
    settings = Settings(tmp_path / "tfrviewer.ini")
    settings.set(LAYOUT_VERSION, VERSION)
    settings.set(STATE, old)
    settings.save()
    second = make_window()
    assert second.docks["inspector"].isVisible()
    assert second.docks["sampling"].isHidden()
    open_panel(second)
    assert not second.docks["sampling"].isHidden()


def test_that_closing_the_dataset_puts_it_away(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = make_window()
    open_panel(window)
    qtbot.waitUntil(panel_of(window).isVisible)
    assert window.workspace is not None
    window.workspace.session.close()
    assert not panel_of(window).isVisible()
    assert panel_of(window).is_settled()
