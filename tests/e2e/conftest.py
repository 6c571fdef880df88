"""The program through its real entry point and real arguments, driven instead of waited for."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tfrviewer.__main__ import main
from tfrviewer.gui.application import Application
from tfrviewer.gui.main_window import MainWindow

Play = Callable[[MainWindow], None]


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    return Application


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """Put back what a start of the program changes for the whole process."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    handlers, level, palette, locale = list(root.handlers), root.level, qapp.palette(), QLocale()
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    qapp.setPalette(palette)
    QLocale.setDefault(locale)


@pytest.fixture
def run_main(
    qapp: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, restored: None
) -> Callable[[list[str], Play], int]:
    """Run main() with arguments; where it would wait for events, `play` acts as the user."""

    def run(arguments: list[str], play: Play) -> int:
        def instead_of_waiting() -> int:
            # The window of an earlier run may be closed and not yet deleted.
            windows = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow)]
            (window,) = [w for w in windows if w.isVisible()]
            try:
                qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
                play(window)
            finally:
                window.close()
                window.deleteLater()
                # Now, or the next start of the program in this test would find this window.
                qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)
            return 0

        monkeypatch.setattr(sys, "argv", ["tfrviewer", *arguments])
        monkeypatch.setattr(Application, "exec", lambda self: instead_of_waiting())
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return code if isinstance(code, int) else 0

    return run
