"""The window sitting for its picture: offscreen, waited for by signals alone."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QWidget

from tfrviewer.atomic import temporary_beside
from tfrviewer.gui.application import Application
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.language import install_language
from tfrviewer.gui.large_view.view import LargeView
from tfrviewer.gui.light_table.table import LightTable
from tfrviewer.gui.log import log_qt_messages
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.pose import PANELS, WINDOWS, Pose
from tfrviewer.gui.screenshot import missing_error
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.theme import Theme, ThemeSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.workspace import Workspace


class Portrait:
    """One window with settings of its own, so that every picture is alike."""

    def __init__(self, what: ToOpen | None, pose: Pose, *, size: tuple[int, int]) -> None:
        self._what = what
        self._pose = pose
        self._steps: list[Callable[[Workspace], None]] = []
        self._size = QSize(*size)
        self._folder = tempfile.TemporaryDirectory(prefix="tfrviewer-")
        log_qt_messages()
        self.app = Application.make()
        theme = ThemeSwitch(self.app)
        theme.set_theme(Theme(pose.theme))
        self._translators = install_language(self.app, pose.language)
        self._theme = theme
        self.window = MainWindow(Settings(Path(self._folder.name) / "tfrviewer.ini"), theme)
        self._sitter: QWidget = self.window
        self._error: BaseException | None = None
        self._loop = QEventLoop()
        # A view may be settled and, a moment later, wish for more: quiet is when all of them
        # are settled and the event loop has nothing left to do.
        self._quiet = QTimer(singleShot=True, interval=50)
        self._quiet.timeout.connect(self._look)

    def save(self, out: Path, time_limit: float) -> None:
        """Wait until everything shown is there and write the picture; see `screenshot.draw`."""
        window = self.window
        window.show()
        window.setGeometry(0, 0, self._size.width(), self._size.height())
        try:
            self._wait(time_limit)
            write_picture(self._sitter, out)
        finally:
            for translator in self._translators:
                self.app.removeTranslator(translator)
            self._quiet.timeout.disconnect()
            window.close()
            window.deleteLater()
            self._folder.cleanup()

    def _wait(self, time_limit: float) -> None:
        limit = QTimer(singleShot=True, interval=round(time_limit * 1000))
        limit.timeout.connect(lambda: self._loop.exit(1))
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
        session, view = workspace.session, self._pose.view
        if view in PANELS:
            # Panels show only once there is a dataset.
            session.dataset_changed.connect(lambda: self.window.show_panel(view))
        elif view is not None and view not in WINDOWS:
            workspace.maximise("map" if view == "slides" else view)
        if self._pose.needs_records:
            self._steps = [self._query, self._look_at, self._open]
        session.open_failed.connect(self._fail)
        session.query_failed.connect(lambda reason: self._fail(ValueError(reason)))
        for part in workspace.parts().values():
            part.settled.connect(self._quiet.start)
        self.window.verifying.settled.connect(self._quiet.start)

    def _query(self, workspace: "Workspace") -> None:
        """Filter and sort."""
        pose, sort = self._pose, self._pose.sort.removeprefix("-")
        keys = [(sort, pose.sort.startswith("-"))] if sort else []
        if pose.condition or keys:
            workspace.session.set_query(pose.condition, keys)

    def _look_at(self, workspace: "Workspace") -> None:
        """Choose what is current, selected, in which colours, and how near."""
        pose, session, map_view = self._pose, workspace.session, workspace.map
        if pose.selected:
            session.select_range(0, min(pose.selected, len(session.order)) - 1, SelectMode.REPLACE)
        if pose.record is not None:
            if not 0 <= pose.record < session.n_records:
                raise ValueError(f"there is no record {pose.record}: {session.n_records} are there")
            session.set_current(pose.record)
        if pose.colour:
            if pose.colour not in session.columns:
                raise ValueError(f"there is no column {pose.colour}; there are {session.columns}")
            map_view.colouring.colour_by(pose.colour)
        if pose.overlay is not None:
            map_view.colouring.set_overlay(pose.overlay)
        if pose.view == "slides":
            map_view.set_show_all_slides(True)
        if pose.zoom is not None:
            map_view.canvas.zoom(pose.zoom)
            map_view.canvas.centre_current.emit()

    def _open(self, workspace: "Workspace") -> None:
        """Open the window that is to be drawn, if it is another one."""
        session = workspace.session
        if self._pose.view == "large" and session.current >= 0:
            workspace.open_large(session.current)
        elif self._pose.view == "light-table":
            if not session.n_selected:
                session.select_range(0, min(4, len(session.order)) - 1, SelectMode.REPLACE)
            workspace.compare()
        else:
            return
        for window in self.app.topLevelWidgets():
            if isinstance(window, LargeView | LightTable) and window.isVisible():
                self._sitter = window
                window.setGeometry(0, 0, self._size.width(), self._size.height())
                window.settled.connect(self._quiet.start)

    def _fail(self, error: BaseException) -> None:
        self._error = error
        self._loop.exit(0)

    def _look(self) -> None:
        workspace = self.window.workspace
        if workspace is None or not workspace.is_settled() or self.window.jobs.running:
            return
        if not self.window.verifying.is_settled():  # what was found before comes yet
            return
        sitter = self._sitter
        if isinstance(sitter, LargeView | LightTable) and not sitter.is_settled():
            return
        if not self._steps:
            self._loop.exit(0)
            return
        try:
            self._steps.pop(0)(workspace)
        except ValueError as error:
            self._fail(error)
        else:
            self._quiet.start()


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
