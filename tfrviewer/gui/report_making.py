"""Tools > Report…: asks in a dialog, makes the report in the background, and offers to open it."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tfrviewer.gui.notice import Kind
from tfrviewer.gui.settings import SAVED_IN
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.reporting.dialog import Asked
    from tfrviewer.gui.reporting.source import ReportSource
    from tfrviewer.report.report import Report

_DIALOGS = "tfrviewer.gui.reporting.dialogs"
Dialogs = Any
"""The module, which is loaded when it is first needed."""


class ReportMaking(QObject):
    """Makes reports on the open dataset, which is only read.

    Signals:
        shown: The dialog is on the screen; it.
        ended: A report was made, or not, and that was told.
    """

    shown = Signal(object)
    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def report(self) -> None:
        """Ask what a report on the open dataset is to tell."""
        window = self._window
        session = None if window.workspace is None else window.workspace.session
        if session is None or session.dataset is None:
            return
        if session.loading or session.pending:
            window.notice.tell(
                self.tr("The records are still being read. Ask again once they are."), Kind.WARNING
            )
            return

        def work(cancel: CancelToken) -> Dialogs:
            return importlib.import_module(_DIALOGS)

        def failed(error: BaseException) -> None:
            window.notice.tell_error(self.tr("The dialog cannot be made"), error)

        window.tasks.submit("reporting", work, self._show, failed=failed)

    def _show(self, dialogs: Dialogs) -> None:
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None or workspace.session.loading:
            return
        source = dialogs.ReportSource.of(workspace)
        dialog = dialogs.ReportDialog(source, self._window.settings.get(SAVED_IN), self._window)
        dialog.asked.connect(lambda asked: self._start(dialogs, source, asked))
        # Another dataset means other tiles.
        workspace.session.dataset_changed.connect(dialog.reject)
        dialog.open()
        self.shown.emit(dialog)

    def _start(self, dialogs: Dialogs, source: "ReportSource", asked: "Asked") -> None:
        window, target = self._window, asked.target
        window.settings.set(SAVED_IN, str(target.parent))

        def done(report: "Report") -> None:
            self._let_go(source)
            self._tell(dialogs, target, report, verified=source.is_verified)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self._let_go(source)
            window.notice.tell_error(self.tr("The report was not saved"), error)
            self.ended.emit()

        def cancelled() -> None:
            self._let_go(source)
            window.notice.tell(self.tr("The report was not saved: it was cancelled."), Kind.WARNING)
            self.ended.emit()

        window.jobs.start(
            self.tr("Report on {0}").format(source.name),
            dialogs.ReportWork(source, asked.request, target, asked.only_shown),
            done,
            failed=failed,
            cancelled=cancelled,
        )

    def _let_go(self, source: "ReportSource") -> None:
        """Close what only the report still reads."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is not source.dataset:
            # In a thread: it waits while another report is opening a file, maybe of a slow disk.
            close = source.dataset.close
            self._window.tasks.submit(
                ("close", id(source.dataset)), lambda _: close(), lambda _: None
            )

    def _tell(self, dialogs: Dialogs, target: Path, report: "Report", *, verified: bool) -> None:
        self._window.notice.tell(
            dialogs.words.saved_text(target.name, report, verified=verified),
            deeds=[
                (self.tr("Open it"), lambda: self._open(target)),
                (self.tr("Show folder"), lambda: self._open(target.parent)),
            ],
        )

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._window.notice.tell(self.tr("It is {0}").format(path))
