"""Tools > Find Duplicates: tiles that are alike get a group, and each group is a finding."""

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.duplicates import words
from tfrviewer.gui.notice import Deed, Kind

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.duplicates.running import Result
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace
    from tfrviewer.jobs import CancelToken, Progress

ADDED = "duplicates"
"""What the session calls the column."""
_RUNNING = "tfrviewer.gui.duplicates.running"


class DuplicateSearch(QObject):
    """Finds duplicates among the tiles of the open dataset, which are measured before.

    Signals:
        ended: A search is over, and was told.
    """

    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._wanted: Dataset | None = None
        self._follows = False
        self._job = 0

    def find_duplicates(self) -> None:
        """Find the tiles that are there more than once; measure first what is not measured."""
        workspace = self._window.workspace
        dataset = None if workspace is None else workspace.session.dataset
        if workspace is None or dataset is None:
            return
        if self._window.jobs.get(self._job) is not None or self._wanted is dataset:
            self._window.tell(self.tr("They are being looked for: the status bar says how far."))
            return
        if not self._follows:
            self._follows = True
            workspace.measuring.changed.connect(self._go_on)
            workspace.measuring.settled.connect(self._go_on)
            workspace.session.dataset_changed.connect(self._stop)
        self._wanted = dataset
        if not workspace.measuring.is_whole:
            workspace.measuring.start()
        self._go_on()

    # ---------------------------------------------------------------- measuring before

    def _go_on(self) -> None:
        """Search once every tile is measured; give up if measuring was ended before."""
        workspace, dataset = self._window.workspace, self._wanted
        if workspace is None or dataset is None or workspace.session.dataset is not dataset:
            return
        if workspace.measuring.is_whole and workspace.measuring.frame is not None:
            self._wanted = None
            self._search(workspace, dataset)
        elif workspace.measuring.is_settled() and not workspace.session.loading:
            self._wanted = None
            text = self.tr("There are no tiles to compare.")
            if workspace.session.n_records:
                text = self.tr("Duplicates are found once all tiles are measured, which was ended.")
            self._window.notice.tell(text)
            self.ended.emit()

    def _stop(self) -> None:
        self._wanted = None
        self._window.jobs.cancel(self._job)

    # ---------------------------------------------------------------- searching

    def _search(self, workspace: "Workspace", dataset: "Dataset") -> None:
        metrics = workspace.measuring.frame

        def work(progress: "Progress", cancel: "CancelToken") -> "Result":
            result: Result = importlib.import_module(_RUNNING).run(
                dataset, metrics, progress, cancel
            )
            return result

        def done(result: "Result") -> None:
            if workspace.session.dataset is dataset:
                self._take(workspace, result)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("Duplicates could not be looked for"), error)
            self.ended.emit()

        self._job = self._window.jobs.start(
            self.tr("Finding duplicates"), work, done, failed=failed, cancelled=self.ended.emit
        )

    def _take(self, workspace: "Workspace", result: "Result") -> None:
        session = workspace.session
        found, column, findings = result
        if session.loading or column.height != session.n_records:
            return
        session.add_columns(ADDED, column)
        session.add_findings(findings)
        name = column.columns[0]
        deeds: list[Deed] = []
        if len(found):
            deeds.append((self.tr("Show Them"), lambda: self._show(name)))
            deeds.append((self.tr("Show Findings"), self._show_findings))
        kind = Kind.WARNING if len(found) else Kind.DONE
        self._window.notice.tell(words.outcome(found), kind, deeds=deeds)

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
