"""One start of the window, watched from inside: run as a process by `window.py`.

usage: python -c "from benchmarks.window_probe import main; main()" {bare|window} STARTED [PATH]

Not as a script: the processes that tfrviewer starts would import it too, and Qt with it.
STARTED is what `time.monotonic()` said when the process was started. `bare` shows an empty
window of Qt and nothing of tfrviewer. Prints what was seen as one line of JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    # A bare window must not import it.
    from tfrviewer.gui.main_window import MainWindow


BEAT_MS = 5
IDLE_MS = 1000
"""How long the window is let be before its memory is read."""
LIMIT_MS = 120_000


class FirstPaint(QObject):
    """Calls something once, after the next paint of a widget."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The filter comes before the painting; the timer after it.
            QTimer.singleShot(0, self._then)
        return False


class Heartbeat(QObject):
    """Notes the longest time for which the event loop did not come round."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last = time.monotonic()
        self._timer.start()

    def pause(self) -> None:
        """Note no more, for what comes is not the window's own."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last - BEAT_MS / 1000)
        self._last = now


class Probe(QObject):
    """Watches the window open a dataset, prints what it saw, and ends the program."""

    def __init__(self, app: QApplication, window: QMainWindow, started: float) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._started = started
        self._heart = Heartbeat(self)
        self._seen: dict[str, float] = {}
        FirstPaint(window, lambda: self._see("window"))
        QTimer.singleShot(LIMIT_MS, lambda: self._app.exit(1))

    def _see(self, what: str) -> None:
        self._seen.setdefault(what, time.monotonic() - self._started)

    # -- an empty window

    def watch_empty(self) -> None:
        """End a while after all that an empty window needs is there."""
        QTimer.singleShot(IDLE_MS, self._finish)

    # -- a window with a dataset

    def watch_dataset(self, window: "MainWindow") -> None:
        """End a while after nothing of the dataset is on its way any more."""
        self._main = window
        window.ready.connect(self._ready)

    def _ready(self) -> None:
        workspace = self._main.workspace
        assert workspace is not None
        self._see("ready")
        self._heart.start()
        workspace.session.records_changed.connect(lambda: self._see("first_records"))
        workspace.session.loading_changed.connect(self._loading)
        workspace.session.settled.connect(self._settled)
        workspace.session.open_failed.connect(lambda error: self._app.exit(1))
        workspace.thumbnails.arrived_many.connect(self._pictures)
        workspace.thumbnails.settled.connect(lambda: self._see("all_tiles"))

    def _loading(self) -> None:
        workspace = self._main.workspace
        assert workspace is not None
        if not workspace.session.loading and workspace.session.n_records:
            self._see("browsable")

    def _pictures(self) -> None:
        workspace = self._main.workspace
        assert workspace is not None
        if "pictures" not in self._seen:
            self._see("pictures")
            FirstPaint(workspace.grid.viewport(), lambda: self._see("first_tiles"))

    def _settled(self) -> None:
        self._see("settled")
        QTimer.singleShot(IDLE_MS, self._finish)

    def _finish(self) -> None:
        seen = {**self._seen, "stall": self._heart.longest, **_memory()}
        print(json.dumps(seen), flush=True)
        self._window.close()
        self._app.quit()


def _memory() -> dict[str, float]:
    """Return resident memory in MB, where the system tells.

    `memory` is that of the process and of those it has started, now; `peak` the highest of its
    own.
    """
    if not Path("/proc/self/status").exists():
        return {}
    own = os.getpid()
    processes = [own, *_children(own)]
    return {
        "memory": sum(_status(process, "VmRSS") for process in processes),
        "peak": _status(own, "VmHWM"),
    }


def _children(process: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    lists = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    children = [int(word) for text in lists for word in text.split()]
    return children + [below for child in children for below in _children(child)]


def _status(process: int, key: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


def main() -> None:
    """Show the window asked for."""
    kind, started, *paths = sys.argv[1:]
    if kind == "bare":
        bare_app = QApplication([])
        bare = QMainWindow()
        bare.resize(1280, 800)
        probe = Probe(bare_app, bare, float(started))
        probe.watch_empty()
        bare.show()
        sys.exit(bare_app.exec())

    from tfrviewer.gui.app import collect_garbage, start

    app, window = start([Path(path) for path in paths])
    collect_garbage(app, window)
    probe = Probe(app, window, float(started))
    if paths:
        probe.watch_dataset(window)
    else:
        window.ready.connect(probe.watch_empty)
    window.resize(1280, 800)
    window.show()
    sys.exit(app.exec())
