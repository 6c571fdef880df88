import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, session_of
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.theme import Theme, ThemeSwitch
from tfrviewer.gui.windows import Windows
from tfrviewer.jobs import CancelToken, Progress


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[Windows]:
    palette = qapp.palette()
    theme = ThemeSwitch(qapp)
    theme.set_theme(Theme.LIGHT)
    windows = Windows(Settings(tmp_path / "tfrviewer.ini"), theme)
    yield windows
    for window in qapp.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close()
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setPalette(palette)


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    if window.workspace is None:
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show()
    return window


def test_each_window_has_a_session_and_all_have_the_settings(
    windows: Windows, golden_copy: Path, qtbot: QtBot
) -> None:
    first = shown(windows.open(), qtbot)
    first.resize(500, 400)  # the screen of tests is small
    with qtbot.waitSignal(session_of(first).settled):
        first.open_paths([golden_copy / "slide-A.tfrecords"], remember=False)  # as the sample
    session_of(first).select_all()
    action(first, "open_in_new_window").trigger()
    second = shown(windows.all[1], qtbot)
    qtbot.waitUntil(lambda: session_of(second).n_records > 0 and session_of(second).is_settled())
    assert second.recent.entries == []  # nor is it remembered from here
    assert session_of(second).n_selected == 0
    assert session_of(first).n_selected == session_of(first).n_records
    assert second.geometry() != first.geometry()

    for state in (Qt.WindowState.WindowMaximized, Qt.WindowState.WindowNoState):
        second.setWindowState(state)
        action(second, "full_screen").trigger()
        assert second.isFullScreen()
        action(second, "full_screen").trigger()
        assert second.windowState() == state
    action(second, "theme_contrast").trigger()
    assert action(first, "theme_contrast").isChecked()
    first.recent.add(ToOpen((golden_copy,)))
    assert len(second.recent.entries) == 1
    first.recent.clear()
    assert second.recent.entries == []

    with qtbot.waitSignal(second.closed):
        second.close()
    assert windows.all == [first]
    assert first.isVisible()
    action(first, "new_window").trigger()
    idle = [window.is_idle for window in windows.all]
    windows.open_path(golden_copy / "slide-A.tfrecords")  # what the system asks for
    assert [idle, [window.is_idle for window in windows.all]] == [[False, True], [False, False]]
    assert len(windows.all) == 2
    action(first, "quit").trigger()
    assert windows.all == []


def test_a_window_that_closes_while_it_works_holds_up_no_other_and_is_over_with_the_last(
    windows: Windows, qtbot: QtBot
) -> None:
    first, second = (shown(windows.open(), qtbot) for _ in range(2))
    may_end, begun = threading.Event(), threading.Event()

    def work(progress: Progress, cancel: CancelToken) -> None:
        begun.set()
        may_end.wait(10)

    for window in (first, second):
        window.jobs.start("Long work", work, lambda _: None)
        assert begun.wait(10)
        begun.clear()
    first.close()  # it would wait for ten seconds
    assert not first.isVisible()
    assert windows.all == [first, second]
    windows.open_path(Path("somewhere"))
    assert second.isVisible()
    assert not second.is_idle, "it is opened where one can see it"
    may_end.set()
    second.close()
    assert windows.all == []
