"""A window with pictures comes back as it was."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.tile_canvas.window_state import restore_window, save_window


def window(qtbot: QtBot, width: int, *, on: bool) -> tuple[QWidget, list[QAction]]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(width, 300)
    switches = [QAction("one", made), QAction("two", made)]
    for switch in switches:
        switch.setCheckable(True)
        switch.setChecked(on)
    return made, switches


def test_that_size_and_switches_come_back_but_not_the_full_screen(qtbot: QtBot) -> None:
    first, switches = window(qtbot, 400, on=True)
    switches[0].setChecked(False)
    first.show()
    first.showFullScreen()
    state = save_window(first, switches)
    second, restored = window(qtbot, 700, on=True)
    restore_window(second, restored, state)
    assert [switch.isChecked() for switch in restored] == [False, True]
    assert not second.isFullScreen()
    assert second.width() == 400


@pytest.mark.parametrize("state", [b"", b"nonsense", b"\xff" * 40])
def test_that_nonsense_changes_nothing(state: bytes, qtbot: QtBot) -> None:
    made, switches = window(qtbot, 400, on=True)
    restore_window(made, switches, state)
    assert made.width() == 400
    assert all(switch.isChecked() for switch in switches)
