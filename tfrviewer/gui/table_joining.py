"""File > Join a Table: asks for a file, shows the dialog, and takes joined columns back again."""

import importlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog

from tfrviewer.gui.notice import Kind
from tfrviewer.gui.settings import FOLDER
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session

_DIALOG = "tfrviewer.gui.joining.dialog"


class TableJoining(QObject):
    """Joins tables to the records of the open dataset, and removes what was joined.

    Signals:
        shown: The dialog is on the screen.
    """

    shown = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Ask for a table, then show the dialog."""
        window = self._window
        title = self.tr("A table with values of records, tiles or slides")
        dialog = QFileDialog(window, title, window.settings.get(FOLDER))
        dialog.setObjectName("joinTableDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Tables (*.csv *.tsv *.csv.gz *.parquet *.parquet.gzip *.pq *.feather)"),
                self.tr("All files (*)"),
            ]
        )

        def chosen() -> None:
            for name in dialog.selectedFiles()[:1]:
                window.settings.set(FOLDER, str(Path(name).parent))
                self.show(Path(name))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show(self, path: Path) -> None:
        """Show the dialog with a table."""

        def work(cancel: CancelToken) -> Any:  # noqa: ANN401 - a module
            return importlib.import_module(_DIALOG)

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The table cannot be joined"), error)

        self._window.tasks.submit(
            "joining", work, partial(self._show, path), failed=failed, pool=Pool.LONG
        )

    def _show(self, path: Path, module: Any) -> None:  # noqa: ANN401 - a module
        window, workspace = self._window, self._window.workspace
        if workspace is None or workspace.session.dataset is None:
            return
        dialog = module.JoinDialog(path, workspace.session, window.tasks, window.jobs, window)
        dialog.joined.connect(self._tell)
        dialog.show()
        self.shown.emit()

    def _tell(self, name: str, text: str, column: str) -> None:
        self._window.notice.tell(text, Kind.DONE)
        workspace = self._window.workspace
        if column and workspace is not None:
            workspace.map.colouring.colour_by(column)

    def remove(self, session: "Session") -> None:
        """Remove joined columns; of several tables it is asked whose."""
        names = session.joined
        if len(names) == 1:
            self._remove(session, names[0])
        if len(names) <= 1:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("removeJoinedDialog")
        dialog.setWindowTitle(self.tr("Remove Joined Columns"))
        dialog.setLabelText(self.tr("The columns of this table:"))
        dialog.setComboBoxItems(names)
        dialog.setOkButtonText(self.tr("&Remove"))
        dialog.textValueSelected.connect(lambda name: self._remove(session, name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self, session: "Session", name: str) -> None:
        if name in session.added:
            session.remove_columns(name)
            text = self.tr("The columns of {0} were removed; the file is as it was.")
            self._window.notice.tell(text.format(name), Kind.DONE)
