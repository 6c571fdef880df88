"""Tools > Salvage Damaged File: asks which, shows what will be saved, and tells how it went."""

import importlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tfrviewer.gui.finding_deeds import DAMAGE
from tfrviewer.gui.notice import Deed, Kind
from tfrviewer.gui.settings import FOLDER, SAVED_IN
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.tfrecord.salvage import SalvageReport

_DIALOG = "tfrviewer.gui.salvage.dialog"


class Salvaging(QObject):
    """Saves what is whole in a damaged TFRecord to a new one; the damaged one is only read.

    Signals:
        shown: The dialog is on the screen.
        ended: A salvage is over, and was told.
    """

    shown = Signal()
    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def salvage_file(self) -> None:
        """Ask which TFRecord is damaged, then show what can be saved."""
        window = self._window
        dialog = QFileDialog(window, self.tr("A damaged TFRecord"), window.settings.get(FOLDER))
        dialog.setObjectName("salvageFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("TFRecords (*.tfrecords *.tfrecord)"), self.tr("All files (*)")]
        )
        damaged = self._first_damaged()
        if damaged is not None:
            dialog.setDirectory(str(damaged.parent))
            dialog.selectFile(damaged.name)

        def chosen() -> None:
            for name in dialog.selectedFiles()[:1]:
                self.salvage(Path(name))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def salvage(self, path: Path) -> None:
        """Show what can be saved out of a TFRecord, and save it if that is wanted."""

        def work(cancel: CancelToken) -> Any:  # noqa: ANN401 - a module
            return importlib.import_module(_DIALOG)

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The dialog cannot be made"), error)

        self._window.tasks.submit(
            "salvage", work, partial(self._show, path), failed=failed, pool=Pool.LONG
        )

    def _first_damaged(self) -> Path | None:
        """Return the first file of the open dataset that is known to be damaged."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None:
            return None
        damage = (found for found in workspace.session.findings if found.kind in DAMAGE)
        return next((Path(finding.file) for finding in damage), None)

    def _show(self, path: Path, module: Any) -> None:  # noqa: ANN401 - a module
        window = self._window
        dialog = module.SalvageDialog(
            path,
            window.tasks,
            folder=window.settings.get(SAVED_IN),
            opened=module.folders_of(window.workspace and window.workspace.session),
            parent=window,
        )
        dialog.asked.connect(
            lambda out, doubtful: self._start(module, path, out, doubtful=doubtful)
        )
        dialog.open()
        self.shown.emit()

    def _start(self, module: Any, path: Path, out: Path, *, doubtful: bool) -> None:  # noqa: ANN401 - a module
        window = self._window
        window.settings.set(SAVED_IN, str(out.parent))

        def work(progress: Progress, cancel: CancelToken) -> "SalvageReport":
            report: SalvageReport = module.run(path, out, progress, cancel, doubtful=doubtful)
            return report

        def done(report: "SalvageReport") -> None:
            deeds: list[Deed] = []
            if report.records:
                deeds.append((self.tr("Open it"), lambda: window.open_paths([out])))
            deeds.append((self.tr("Show folder"), lambda: self._show_folder(out.parent)))
            kind = Kind.WARNING if report.num_lost or report.num_doubtful else Kind.DONE
            details = "\n".join(report.words())
            window.notice.tell(module.words.outcome(report), kind, details, deeds)
            self.ended.emit()

        def cancelled() -> None:
            window.notice.tell(self.tr("Nothing was salvaged: it was cancelled."))
            self.ended.emit()

        def failed(error: BaseException) -> None:
            window.notice.tell_error(self.tr("It could not be salvaged"), error)
            self.ended.emit()

        title = self.tr("Salvaging {0}").format(path.name)
        window.jobs.start(title, work, done, failed=failed, cancelled=cancelled)

    def _show_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The folder is {0}").format(folder))
