"""File > Save Map As…: asks, saves in the background, and tells how it went."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tfrviewer.errors import TfrError
from tfrviewer.gui.figures import counted
from tfrviewer.gui.location_map.export import ExportRequest, MapExport
from tfrviewer.gui.location_map.export_dialog import ExportDialog
from tfrviewer.gui.notice import Kind
from tfrviewer.gui.settings import SAVED_IN

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.build.subset.table import TableReport
    from tfrviewer.gui.location_map.view import LocationMap
    from tfrviewer.gui.main_window import MainWindow


class MapExports(QObject):
    """Saves the map; one a window.

    Signals:
        shown: The dialog is on the screen; it.
        ended: It was saved, or not, and that was told.
    """

    shown = Signal(object)
    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def ask(self, view: "LocationMap") -> None:
        """Ask what the map is to be saved as."""
        window = self._window
        if view.slide is None:
            window.notice.tell(
                self.tr("There is no map to be saved: {0}").format(view.message.split("\n")[0]),
                Kind.WARNING,
            )
            return
        export = MapExport.of(view)
        dialog = ExportDialog(export, window.settings.get(SAVED_IN), window)
        dialog.asked.connect(lambda request: self._start(export, request))
        dialog.finished.connect(dialog.deleteLater)
        # Another dataset means other tiles.
        view.session.dataset_changed.connect(dialog.reject)
        dialog.open()
        self.shown.emit(dialog)

    def _start(self, export: MapExport, request: ExportRequest) -> None:
        window, target = self._window, request.target
        folder = target if request.all_slides else target.parent
        window.settings.set(SAVED_IN, str(folder))

        def done(report: "TableReport | None") -> None:
            self._tell(target, folder, report)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            window.notice.tell_error(self.tr("The map was not saved"), error)
            self.ended.emit()

        def cancelled() -> None:
            window.notice.tell(self.tr("The map was not saved: it was cancelled."), Kind.WARNING)
            self.ended.emit()

        try:
            work = export.work(request)
        except (TfrError, ValueError) as error:
            failed(error)
            return
        window.jobs.start(
            self.tr("Saving the map of {0}").format(export.name),
            work,
            done,
            failed=failed,
            cancelled=cancelled,
        )

    def _tell(self, target: "Path", folder: "Path", report: "TableReport | None") -> None:
        show = (self.tr("Show folder"), lambda: self._show_folder(folder))
        kind, details = Kind.DONE, ""
        text = self.tr("{0} was saved.").format(target.name)
        if report is not None:
            squares = counted(report.records, self.tr("1 square"), self.tr("{0} squares"))
            text = self.tr("{0} saved to {1}.").format(squares, target.name)
            if report.findings:
                kind = Kind.WARNING
                details = "\n".join(str(finding.message) for finding in report.findings)
        self._window.notice.tell(text, kind, details, deeds=[show])

    def _show_folder(self, folder: "Path") -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The folder is {0}").format(folder))
