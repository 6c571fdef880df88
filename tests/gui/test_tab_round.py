from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tfrviewer.gui.main_window import MainWindow

LANDMARKS = [
    "open_file_button",
    "open_folder_button",
    "filterLine",
    "tileSize",
    "datasetFiles",
    "tileGrid",
    "locationMapSlide",
    "locationMapAll",
    "locationMapColourBy",
    "locationMapCanvas",
    "colourOverlay",
    "colourLow",
    "colourHigh",
    "locationMapCaption",
    "recordTable",
    "inspectorTile",
    "inspectorOpen",
    "inspectorFields",
    "valueMode",
]


def test_tab_goes_through_the_window_as_it_is_read(opened: MainWindow, qtbot: QtBot) -> None:
    workspace = opened.workspace
    assert workspace is not None
    workspace.map.colouring.colour_by("x")
    workspace.map.colouring.take_as_classes(False)
    qtbot.waitUntil(workspace.is_settled, timeout=10_000)
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)

    def walk(key: Qt.Key) -> list[str]:
        workspace.grid.setFocus()
        met: list[str] = []
        while len(met) < 60:
            focus = opened.focusWidget()
            assert focus is not None
            qtbot.keyClick(focus, key)
            focus = opened.focusWidget()
            assert focus is not None
            met.append(focus.objectName())
            if focus is workspace.grid:
                break
        return met

    forward = walk(Qt.Key.Key_Tab)
    met = [name for name in dict.fromkeys(forward) if name in LANDMARKS]
    at = met.index("open_file_button")
    assert met[at:] + met[:at] == [name for name in LANDMARKS if name in met]
    assert set(LANDMARKS) - set(met) <= {"locationMapCaption"}  # where it has nothing to press
    backward = walk(Qt.Key.Key_Backtab)
    assert [*dict.fromkeys(reversed(backward[:-1]))] == [*dict.fromkeys(forward[:-1])]
