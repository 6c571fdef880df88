"""The real window for tests, and how it is driven."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.session import Session
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.theme import Theme, ThemeSwitch
from tfrviewer.tfrecord.writer import RecordWriter

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MakeWindow]:
    """Make a window as a start of the program does, with the settings of the last one."""
    windows: list[MainWindow] = []
    palette = qapp.palette()

    def make(*, ready: bool = True) -> MainWindow:
        theme = ThemeSwitch(qapp)
        theme.set_theme(Theme.LIGHT)
        window = MainWindow(Settings(tmp_path / "tfrviewer.ini"), theme)
        windows.append(window)
        if ready:
            with qtbot.waitSignal(window.ready, timeout=20_000):
                window.show()
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.setPalette(palette)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def open_paths(window: MainWindow, paths: list[Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        window.open_paths(paths)


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def dialog(window: MainWindow, name: str) -> Any:  # noqa: ANN401 - of the kind asked for
    found = window.findChild(QDialog, name)
    assert found is not None
    return found


def write_tfrecord(
    path: Path, records: int, *, index: bool = True, colour: str = "#d8a", side: int = 16
) -> Path:
    """Write a TFRecord of blank tiles on a grid."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = BytesIO()
    Image.new("RGB", (side, side), colour).save(image, "PNG")
    with RecordWriter(path, index=index) as writer:
        for i in range(records):
            writer.write_example(
                {
                    "slide": path.stem,
                    "image_raw": image.getvalue(),
                    "loc_x": 100 * (i % 4),
                    "loc_y": 100 * (i // 4),
                }
            )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two slides of eight and four tiles."""
    write_tfrecord(tmp_path / "data" / "a.tfrecords", 8)
    write_tfrecord(tmp_path / "data" / "b.tfrecords", 4)
    return tmp_path / "data"


@pytest.fixture
def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> MainWindow:
    open_paths(window, [folder], qtbot)
    return window
