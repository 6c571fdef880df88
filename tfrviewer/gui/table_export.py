"""File > Export Table…: asks in a dialog, writes in the background, and tells how it went."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tfrviewer.gui.figures import records_text
from tfrviewer.gui.notice import Deed, Kind
from tfrviewer.gui.settings import SAVED_IN
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow


class TableExport(QObject):
    """Exports the records table as it is shown.

    Signals:
        ended: An export is over, and was told.
    """

    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Ask what is exported, and where to."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None:
            return
        # Knows tables, whose library is there with the workspace only.
        from tfrviewer.gui.records.export_dialog import ExportDialog

        dialog = ExportDialog(workspace.table, self._window.settings.get(SAVED_IN), self._window)
        dialog.asked.connect(self._start)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _start(self, request: Any) -> None:  # noqa: ANN401 - of the dialog's module
        from tfrviewer.dataset.table.table_file import write_table

        window = self._window
        assert window.workspace is not None
        frame = window.workspace.session.frame
        window.settings.set(SAVED_IN, str(request.path.parent))

        def work(progress: Progress, cancel: CancelToken) -> int:
            return write_table(
                frame,
                request.path,
                columns=request.columns,
                numbers=request.numbers,
                form=request.form,
                progress=progress,
                cancel=cancel,
            )

        def done(count: int) -> None:
            text = self.tr("{0} written to {1}").format(records_text(count), request.path.name)
            folder: Deed = (self.tr("Show folder"), lambda: self._show(request.path.parent))
            window.notice.tell(text, Kind.DONE, deeds=[folder])
            self.ended.emit()

        def cancelled() -> None:
            window.notice.tell(self.tr("The export was stopped; nothing was written"), Kind.WARNING)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            window.notice.tell_error(self.tr("The table cannot be exported"), error)
            self.ended.emit()

        title = self.tr("Exporting {0}").format(request.path.name)
        window.jobs.start(title, work, done, failed=failed, cancelled=cancelled)

    def _show(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The folder is {0}").format(folder))
