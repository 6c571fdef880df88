"""Tools > Find Duplicates, and Compare with Another Folder: tiles that are alike, in groups."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from tfrviewer.gui.duplicates import words
from tfrviewer.gui.notice import Deed, Kind
from tfrviewer.gui.settings import FOLDER

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.duplicates.leak_dialog import LeakDialog
    from tfrviewer.gui.duplicates.leak_lines import LeakLines
    from tfrviewer.gui.duplicates.running import LeakResult, Result
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace
    from tfrviewer.jobs import CancelToken, Progress

ADDED, ADDED_LEAKS = "duplicates", "leaks"
"""What the session calls the columns, and who tells the findings."""
_RUNNING = "tfrviewer.gui.duplicates.running"
_DIALOG = "tfrviewer.gui.duplicates.leak_dialog"

T = TypeVar("T")
Search = Callable[["Workspace", "Dataset"], None]


class DuplicateSearch(QObject):
    """Compares the tiles of the open dataset, which are measured before.

    Signals:
        ended: A search is over, and was told.
    """

    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._wanted: tuple[Dataset, Search] | None = None
        self._follows = False
        self._told = ""
        self._job = 0

    def find_duplicates(self) -> None:
        """Find the tiles that are there more than once; measure first what is not measured."""
        self._want(self._search)

    def find_leaks(self) -> None:
        """Ask for another folder, and find what it has in common with the open dataset."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None or self._is_busy():
            return
        if workspace.session.mask is not None:
            text = self.tr("Folders are compared by names, which are hidden now.")
            self._window.notice.tell(text)
            return
        title = self.tr("The other side of the split")
        dialog = QFileDialog(self._window, title, self._window.settings.get(FOLDER))
        dialog.setObjectName("leakFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)

        def chosen() -> None:
            for name in dialog.selectedFiles()[:1]:
                self.compare_with(Path(name))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def compare_with(self, folder: Path) -> None:
        """Find what a folder has in common with the open dataset; measure first."""
        self._want(lambda workspace, dataset: self._search_leaks(workspace, dataset, folder))

    # ---------------------------------------------------------------- measuring before

    def _is_busy(self) -> bool:
        """Whether a search is under way, which is then told."""
        busy = self._window.jobs.get(self._job) is not None or self._wanted is not None
        if busy:
            self._window.tell(self.tr("They are being looked for: the status bar says how far."))
        return busy

    def _want(self, search: Search) -> None:
        workspace = self._window.workspace
        dataset = None if workspace is None else workspace.session.dataset
        if workspace is None or dataset is None or self._is_busy():
            return
        if not self._follows:
            self._follows = True
            workspace.measuring.changed.connect(self._go_on)
            workspace.measuring.settled.connect(self._go_on)
            workspace.session.dataset_changed.connect(self._stop)
        self._wanted = dataset, search
        if not workspace.measuring.is_whole:
            workspace.measuring.start()
        self._go_on()

    def _go_on(self) -> None:
        """Search once every tile is measured; give up if measuring was ended before."""
        workspace = self._window.workspace
        if workspace is None or self._wanted is None:
            return
        dataset, search = self._wanted
        if workspace.session.dataset is not dataset:
            return
        if workspace.measuring.is_whole and workspace.measuring.frame is not None:
            self._wanted = None
            search(workspace, dataset)
        elif workspace.measuring.is_settled() and not workspace.session.loading:
            self._wanted = None
            text = self.tr("There are no tiles to compare.")
            if workspace.session.n_records:
                text = self.tr("Duplicates are found once all tiles are measured, which was ended.")
            self._window.notice.tell(text)
            self.ended.emit()

    def _stop(self) -> None:
        """Forget what was found in a dataset that is gone, and what is offered to do about it."""
        self._wanted = None
        self._window.jobs.cancel(self._job)
        if self._told and self._window.notice.text == self._told:
            self._window.notice.hide()
        self._told = ""

    def _run(
        self,
        workspace: "Workspace",
        title: str,
        work: Callable[["Progress", "CancelToken"], T],
        take: Callable[["Workspace", T], None],
    ) -> None:
        """Search in the background; what is found comes to the dataset it was looked for in."""
        dataset = workspace.session.dataset

        def done(result: T) -> None:
            if workspace.session.dataset is dataset and not workspace.session.loading:
                take(workspace, result)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("Duplicates could not be looked for"), error)
            self.ended.emit()

        self._job = self._window.jobs.start(
            title, work, done, failed=failed, cancelled=self.ended.emit
        )

    def _tell(self, text: str, deeds: list[Deed], *, found: bool) -> None:
        self._window.notice.tell(text, Kind.WARNING if found else Kind.DONE, deeds=deeds)
        self._told = self._window.notice.text

    # ---------------------------------------------------------------- within the dataset

    def _search(self, workspace: "Workspace", dataset: "Dataset") -> None:
        metrics = workspace.measuring.frame

        def work(progress: "Progress", cancel: "CancelToken") -> "Result":
            result: Result = importlib.import_module(_RUNNING).run(
                dataset, metrics, progress, cancel
            )
            return result

        self._run(workspace, self.tr("Finding duplicates"), work, self._take)

    def _take(self, workspace: "Workspace", result: "Result") -> None:
        session = workspace.session
        found, column, findings = result
        if column.height != session.n_records:  # somebody had enough of loading
            return
        session.add_columns(ADDED, column)
        session.add_findings(findings, teller=ADDED)
        name = column.columns[0]
        deeds: list[Deed] = []
        if len(found):
            deeds.append((self.tr("Show Them"), lambda: self._show(name)))
            deeds.append((self.tr("Show Findings"), self._show_findings))
        self._tell(words.outcome(found), deeds, found=bool(len(found)))

    # ---------------------------------------------------------------- with another folder

    def _search_leaks(self, workspace: "Workspace", dataset: "Dataset", folder: Path) -> None:
        here = workspace.session.name

        def work(progress: "Progress", cancel: "CancelToken") -> "LeakResult":
            importlib.import_module(_DIALOG)  # that takes some frames, and here none is waited for
            result: LeakResult = importlib.import_module(_RUNNING).run_leaks(
                dataset, here, folder, progress, cancel
            )
            return result

        title = self.tr("Comparing with {0}").format(folder.name)
        self._run(workspace, title, work, self._take_leaks)

    def _take_leaks(self, workspace: "Workspace", result: "LeakResult") -> None:
        session = workspace.session
        lines, column, findings = result
        if column.height != session.n_records:
            return
        session.add_columns(ADDED_LEAKS, column)
        session.add_findings(findings, teller=ADDED_LEAKS)  # not those of another folder
        name = column.columns[0]
        deeds: list[Deed] = []
        if len(lines):
            deeds.append((self.tr("Compare Them"), lambda: self._show_leaks(workspace, lines)))
        if lines.found.frame.height:
            deeds.append((self.tr("Show Tiles"), lambda: self._show(name)))
        self._tell(words.leaks(lines.found, lines.sides.there), deeds, found=bool(len(lines)))

    def _show_leaks(self, workspace: "Workspace", lines: "LeakLines") -> None:
        dialog: LeakDialog = importlib.import_module(_DIALOG).LeakDialog(
            lines, self._window.tasks, self._window
        )
        dialog.shown.connect(workspace.session.set_current)
        workspace.session.dataset_changed.connect(dialog.reject)
        dialog.show()

    # ---------------------------------------------------------------- showing

    def _show(self, name: str) -> None:
        """Show the tiles that are in a group, group by group."""
        workspace = self._window.workspace
        if workspace is None:
            return
        workspace.session.set_query(f'"{name}" IS NOT NULL', [(name, False)])
        self._window.filter_line.setText(workspace.session.wanted_filter)

    def _show_findings(self) -> None:
        self._window.show_panel("findings")
        self._window.notice.hide()
