"""The light table in the window: opened by a key, fed by the large view."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.large_view.view import LargeView
from tfrviewer.gui.light_table.table import LightTable
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.settings import LARGE_VIEW, LIGHT_TABLE


def test_that_selected_tiles_and_the_tile_shown_large_come_to_the_table(
    window: MainWindow, golden: Path, qtbot: QtBot
) -> None:
    open_paths(window, [golden / "slide-A.tfrecords"], qtbot)
    session, workspace = session_of(window), window.workspace
    assert workspace is not None
    session.select(np.array([0, 2]), SelectMode.REPLACE)
    action(window, "compare").trigger()
    table = window.findChild(LightTable)
    assert isinstance(table, LightTable)
    qtbot.waitUntil(lambda: table.isVisible() and all(pane.picture for pane in table.panes))
    assert table.numbers == [0, 2]
    workspace.open_large(3)
    large = window.findChild(LargeView)
    assert isinstance(large, LargeView)
    qtbot.waitUntil(lambda: large.number == 3)
    QTest.keyClick(large, Qt.Key.Key_T)
    assert table.numbers == [0, 2, 3]
    qtbot.waitUntil(table.is_settled)
    for view, setting, switch in (
        (table, LIGHT_TABLE, "onlyDifferent"),
        (large, LARGE_VIEW, "neighbours"),
    ):
        action(window, switch).setChecked(True)
        view.close()
        assert window.settings.get(setting) == view.save_state()
