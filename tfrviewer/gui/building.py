"""The wizard of the window: made when it is first asked for, and asked before the window closes."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.notice import Kind
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.build_wizard.wizard import BuildWizard
    from tfrviewer.gui.main_window import MainWindow

_WIZARD = "tfrviewer.gui.build_wizard.wizard"


class Building(QObject):
    """Shows the wizard that makes TFRecords of images.

    Attributes:
        wizard: The wizard; None until it was asked for.

    Signals:
        shown: The wizard is on the screen.
    """

    shown = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.wizard: BuildWizard | None = None

    def show(self, source: Path | None = None) -> None:
        """Show the wizard as it was left, or with a folder of images to build from."""
        if self.wizard is not None:
            self._show(source)
            return

        def work(cancel: CancelToken) -> Any:  # noqa: ANN401 - a module
            # In a thread: it loads what knows images, grids and sheets.
            return importlib.import_module(_WIZARD)

        def done(module: Any) -> None:  # noqa: ANN401 - a module
            window = self._window
            if self.wizard is None:
                self.wizard = module.BuildWizard(window.tasks, window.jobs, window.settings, window)
                self.wizard.open_asked.connect(self._open)
                self.wizard.ended_unseen.connect(self._tell_ended)
            self._show(source)

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The wizard cannot be made"), error)

        self._window.tasks.submit("wizard", work, done, failed=failed, pool=Pool.LONG)

    def may_close(self) -> bool:
        """Return whether the window may close; if a build runs, ask, and close once it ended."""
        wizard = self.wizard
        if wizard is None:
            return True
        if wizard.goes_on_unseen():
            wizard.show_step()
            wizard.ask_to_stop(then=self._window.close)
            return False
        wizard.close()
        return True

    def _show(self, source: Path | None) -> None:
        assert self.wizard is not None
        if source is None:
            self.wizard.show_step()
        else:
            self.wizard.build_from(source)
        self.shown.emit()

    def _tell_ended(self, text: str, is_bad: bool) -> None:
        self._window.notice.tell(text, Kind.WARNING if is_bad else Kind.DONE)

    def _open(self, path: Path) -> None:
        self._window.open_paths([path])
        self._window.raise_()
        self._window.activateWindow()
