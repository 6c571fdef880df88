"""The window sitting for its picture: offscreen, waited for by signals alone."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QWidget

from tfrviewer.atomic import temporary_beside
from tfrviewer.gui.application import Application
from tfrviewer.gui.log import log_qt_messages
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.screenshot import missing_error
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.theme import Theme, ThemeSwitch


class Portrait:
    """One window with settings of its own, so that every picture is alike."""

    def __init__(
        self, what: ToOpen | None, *, size: tuple[int, int], dark: bool, view: str | None
    ) -> None:
        self._what = what
        self._view = view
        self._size = QSize(*size)
        self._folder = tempfile.TemporaryDirectory(prefix="tfrviewer-")
        log_qt_messages()
        self.app = Application.make()
        theme = ThemeSwitch(self.app)
        theme.set_theme(Theme.DARK if dark else Theme.LIGHT)
        self._theme = theme
        self.window = MainWindow(Settings(Path(self._folder.name) / "tfrviewer.ini"), theme)
        self._error: BaseException | None = None
        self._loop = QEventLoop()

    def save(self, out: Path, time_limit: float) -> None:
        """Wait until everything shown is there and write the picture; see `screenshot.draw`."""
        window = self.window
        window.show()
        window.setGeometry(0, 0, self._size.width(), self._size.height())
        try:
            self._wait(time_limit)
            write_picture(self.window, out)
        finally:
            window.close()
            self._folder.cleanup()

    def _wait(self, time_limit: float) -> None:
        limit = QTimer(singleShot=True, interval=round(time_limit * 1000))
        limit.timeout.connect(lambda: self._loop.exit(1))
        # A view may be settled and, a moment later, wish for more: quiet is when all of them
        # are settled and the event loop has nothing left to do.
        self._quiet = QTimer(singleShot=True, interval=50)
        self._quiet.timeout.connect(self._look)
        self.window.ready.connect(self._begin)
        self.window.broken.connect(self._fail)
        limit.start()
        if self._what is None:
            self.window.ready.connect(self._quiet.start)
            self.window.prepare()
        else:
            self.window.open_dataset(self._what, remember=False)
        late = self._loop.exec() != 0
        if self._error is not None:
            raise self._error
        workspace = self.window.workspace
        if late:
            missing = ["views"] if workspace is None else workspace.unsettled()
            path = Path() if self._what is None else self._what.paths[0]
            raise missing_error(path, missing, time_limit)

    def _begin(self) -> None:
        workspace = self.window.workspace
        assert workspace is not None
        if self._view in self.window.docks:
            # Panels show only once there is a dataset.
            panel = self._view
            workspace.session.dataset_changed.connect(lambda: self.window.show_panel(panel))
        elif self._view is not None:
            workspace.maximise(self._view)
        workspace.session.open_failed.connect(self._fail)
        for part in workspace.parts().values():
            part.settled.connect(self._quiet.start)

    def _fail(self, error: BaseException) -> None:
        self._error = error
        self._loop.exit(0)

    def _look(self) -> None:
        workspace = self.window.workspace
        if workspace is not None and workspace.is_settled() and not self.window.jobs.running:
            self._loop.exit(0)


def write_picture(window: QWidget, out: Path) -> None:
    """Write what a window shows to a PNG.

    Raises:
        OSError: If the picture cannot be written.
    """
    picture = window.grab()
    temporary = temporary_beside(out)
    try:
        if not picture.save(str(temporary), "PNG"):
            msg = f"the picture cannot be written to {out}"
            raise OSError(msg)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
