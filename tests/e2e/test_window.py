import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.application import Application
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.session import Session
from tfrviewer.gui.settings import config_dir

RunMain = Callable[[list[str], Callable[[MainWindow], None]], int]


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def wait_until_settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: session_of(window).n_records > 0 and session_of(window).is_settled(),
        timeout=30_000,
    )


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def test_open_filter_select_and_close(
    run_main: RunMain, golden_copy: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def play(window: MainWindow) -> None:
        wait_until_settled(window, qtbot)
        session = session_of(window)
        assert len(session.files) > 1
        with qtbot.waitSignal(session.order_changed):
            window.filter_line.setFocus()
            qtbot.keyClicks(window.filter_line, "record < 3")
            qtbot.keyClick(window.filter_line, Qt.Key.Key_Return)
        assert 0 < len(session.order) < session.n_records
        trigger(window, "clear_selection")
        grid = window.findChild(QWidget, "tileGrid")
        assert grid is not None
        grid.setFocus()
        # Offscreen, the popup of the completion leaves no window active when it hides.
        window.activateWindow()
        qtbot.waitUntil(grid.hasFocus)
        trigger(window, "select_all")
        assert session.n_selected == len(session.order)
        trigger(window, "close_dataset")
        assert window.welcome.isVisible()

    before = sorted((path, path.stat().st_mtime_ns) for path in golden_copy.rglob("*"))
    assert run_main([str(golden_copy)], play) == 0
    # Read-only: not a file was touched or added.
    assert before == sorted((path, path.stat().st_mtime_ns) for path in golden_copy.rglob("*"))
    assert (config_dir() / "tfrviewer.ini").exists()


def test_without_arguments_the_start_page_shows(run_main: RunMain) -> None:
    def play(window: MainWindow) -> None:
        assert window.welcome.isVisible()
        assert window.windowTitle() == "tfrviewer"

    assert run_main([], play) == 0


def test_the_theme_and_the_list_of_recent_datasets_outlive_the_program(
    run_main: RunMain, golden_copy: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def first(window: MainWindow) -> None:
        wait_until_settled(window, qtbot)
        trigger(window, "theme_dark")

    def second(window: MainWindow) -> None:
        assert window.theme.theme == "dark"
        assert window.recent.entries[0].what.paths == (golden_copy / "slide-A.tfrecords",)

    run_main([str(golden_copy / "slide-A.tfrecords")], first)
    run_main([], second)


def test_an_exception_nobody_caught_is_logged_and_told(
    run_main: RunMain, caplog: pytest.LogCaptureFixture
) -> None:
    def play(window: MainWindow) -> None:
        error = ValueError("oh")
        sys.excepthook(ValueError, error, None)
        assert "oh" in window.notice.text

    with caplog.at_level(logging.CRITICAL):
        run_main([], play)
    assert "not caught" in caplog.text


def test_a_file_that_the_system_asks_to_open_is_opened(
    run_main: RunMain, golden: Path, qtbot: QtBot, qapp: Application
) -> None:
    def play(window: MainWindow) -> None:
        qapp.file_opened.emit(golden / "slide-A.tfrecords")
        wait_until_settled(window, qtbot)
        assert session_of(window).name == "slide-A.tfrecords"

    run_main([], play)


def run_python(code: str, machine_environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in machine_environment.items() if k not in hidden}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_start_page_needs_neither_numpy_nor_polars(
    machine_environment: dict[str, str], tmp_path: Path
) -> None:
    code = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from tfrviewer.gui.app import start
app, window = start([])
window.show()
window.grab()
print([name for name in ("numpy", "polars", "pyqtgraph", "PIL") if name in sys.modules])
window.close()
"""
    ended = run_python(code, machine_environment | {"TFRVIEWER_CONFIG_DIR": str(tmp_path)})
    assert ended.stdout.strip() == "[]", ended.stderr


def test_without_a_display_it_says_so_and_what_to_do(
    machine_environment: dict[str, str],
) -> None:
    code = "from tfrviewer.gui.app import run; import sys; sys.exit(run([]))"
    ended = run_python(code, machine_environment)
    if sys.platform.startswith("linux"):
        assert ended.returncode == 3
        assert "tfrviewer screenshot" in ended.stderr


@pytest.mark.parametrize("dark", [False, True])
def test_the_window_is_drawn_without_a_display(
    golden_copy: Path, tmp_path: Path, machine_environment: dict[str, str], dark: bool
) -> None:
    out = tmp_path / "window.png"
    code = (
        "from tfrviewer.__main__ import main; import sys; sys.argv = "
        f"['tfrviewer', 'screenshot', {str(golden_copy / 'slide-A.tfrecords')!r}, {str(out)!r}, "
        f"'--size', '900x600', '--scale', '2', {'--dark' if dark else '--view=grid'!r}]; main()"
    )
    ended = run_python(code, machine_environment)
    assert ended.returncode == 0, ended.stderr
    with Image.open(out) as picture:
        assert picture.size == (1800, 1200)
        corner = picture.convert("L").getpixel((2, 2))
        assert isinstance(corner, int | float)
        assert (corner < 80) == dark
        assert len(set(np.asarray(picture.convert("L")).ravel().tolist())) > 100
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_dataset_that_cannot_be_drawn_is_an_error(
    golden: Path, tmp_path: Path, machine_environment: dict[str, str]
) -> None:
    out = tmp_path / "window.png"
    (tmp_path / "empty").mkdir()
    code = (
        "from tfrviewer.__main__ import main; import sys; sys.argv = "
        f"['tfrviewer', 'screenshot', {str(tmp_path / 'empty')!r}, {str(out)!r}]; main()"
    )
    ended = run_python(code, machine_environment)
    assert ended.returncode == 1
    assert "no TFRecord" in ended.stderr
    assert not out.exists()


def test_the_application_is_our_own(qapp: QApplication) -> None:
    assert isinstance(qapp, Application)


def test_a_curated_copy_is_made_and_opened(
    run_main: RunMain, golden_copy: Path, qtbot: QtBot
) -> None:
    folder = golden_copy.parent / "slides"
    folder.mkdir()
    for path in golden_copy.glob("slide-*.tfrecords"):
        path.rename(folder / path.name)
    out = folder.parent / "slide-A-selection"

    def play(window: MainWindow) -> None:
        wait_until_settled(window, qtbot)
        session = session_of(window)
        session.select(np.arange(3), SelectMode.REPLACE)
        with qtbot.waitSignal(window.saving.shown):
            trigger(window, "save_selection")
        dialog = window.findChild(QDialog, "saveDialog")
        assert isinstance(dialog, QDialog)
        with qtbot.waitSignal(window.saving.ended, timeout=30_000):
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        (button,) = (b for b in window.notice.findChildren(QPushButton) if b.text() == "Open it")
        with qtbot.waitSignal(session.settled, timeout=30_000):
            button.click()
        assert session.n_records == 3
        assert session.n_damaged == 0

    before = sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    assert run_main([str(folder)], play) == 0
    assert before == sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    assert sorted(path.suffix for path in out.iterdir()) == [".npz", ".tfrecords"]
