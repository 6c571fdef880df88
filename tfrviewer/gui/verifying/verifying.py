"""Tools > Verify and Verify Deeply: starts it, brings what it finds, and tells how it ended."""

import importlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tfrviewer.errors import Severity
from tfrviewer.gui.notice import Kind
from tfrviewer.gui.tasks import Pool
from tfrviewer.gui.verifying import words
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tfrviewer.checks.integrity.file_report import FileReport
    from tfrviewer.checks.integrity.verification import Verification
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.workspace import Workspace

_RUNNING = "tfrviewer.gui.verifying.running"
_VERIFY = "tfrviewer.checks.integrity.verify"
_RECALL, _RUN = "verify recall", "verify"
_PANEL = "findings"


class Verifying(QObject):
    """Verifies the open dataset in the background, and shows again what was found before.

    Signals:
        settled: Nothing is on its way any more.
    """

    settled = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._recalled: Dataset | None = None
        self._job = 0
        self._done = 0

    def follow(self, workspace: "Workspace") -> None:
        """Look after the datasets of the session, now that there is one."""
        self._workspace = workspace
        workspace.session.dataset_changed.connect(self._restart)
        workspace.session.loading_changed.connect(self._recall)

    # ---------------------------------------------------------------- what is asked for

    def verify(self) -> None:
        """Check every record: framing, checksums, fields, heads of images, names, locations."""
        self._start(deep=False)

    def verify_deeply(self) -> None:
        """Check every record as `verify` does, and decode every image whole."""
        self._start(deep=True)

    def stop(self) -> None:
        """Check no more; the files checked so far are kept."""
        self._window.jobs.cancel(self._job)

    @property
    def _session(self) -> "Session | None":
        return None if self._workspace is None else self._workspace.session

    @property
    def is_running(self) -> bool:
        """Whether files are being checked."""
        return self._window.tasks.is_running(_RUN)

    def is_settled(self) -> bool:
        """Whether nothing is on its way."""
        return not self.is_running and not self._window.tasks.is_running(_RECALL)

    # ---------------------------------------------------------------- the session

    def _restart(self) -> None:
        window = self._window
        window.jobs.cancel(self._job)
        for key in (_RECALL, _RUN):
            window.tasks.cancel(key)
        window.jobs.close(self._job)
        self._recalled = None

    def _recall(self) -> None:
        """Show what was found before, once the records are listed."""
        session = self._session
        dataset = None if session is None else session.dataset
        if session is None or dataset is None or session.loading or self._recalled is dataset:
            return
        self._recalled = dataset
        if self.is_running:  # which brings the same, and more
            return

        def work(cancel: CancelToken) -> "Verification":
            found: Verification = importlib.import_module(_VERIFY).recall(dataset, cancel=cancel)
            return found

        def done(found: "Verification") -> None:
            self._take(found.files)
            self._take_whole(found)
            self.settled.emit()

        def failed(error: BaseException) -> None:  # it is logged; nothing was asked for
            self.settled.emit()

        self._window.tasks.submit(_RECALL, work, done, failed=failed, pool=Pool.LONG)

    def _take(self, reports: "Sequence[FileReport]") -> None:
        """Bring what was found in some files, in place of what was found in them before."""
        workspace = self._workspace
        if workspace is None:
            return
        for report in reports:
            workspace.session.add_findings(report.findings, teller=(_RUN, report.path))
        for deep in (False, True):
            checked = [report.path for report in reports if report.deep is deep]
            workspace.verified.note(checked, deep=deep)

    def _take_whole(self, found: "Verification") -> None:
        """Bring what was found in all files together."""
        if self._session is not None:
            self._session.add_findings(found.findings, teller=_RUN)

    # ---------------------------------------------------------------- running

    def _start(self, *, deep: bool) -> None:
        session, window = self._session, self._window
        dataset = None if session is None else session.dataset
        if session is None or dataset is None:
            return
        if self.is_running:
            window.tell(self.tr("It is being verified: the status bar says how far it is."))
            return
        title = self.tr("Verifying {0} deeply") if deep else self.tr("Verifying {0}")
        job = window.jobs.open(title.format(session.name))
        self._job, self._done = job.id, 0
        files = len(session.paths)

        def work(cancel: CancelToken, each: "Callable[[Any], None]") -> "Verification | None":
            # In a thread: it loads what checks.
            found: Verification | None = importlib.import_module(_RUNNING).run(
                dataset, job.cancel, each, deep=deep
            )
            return found

        def take(news: Any) -> None:  # noqa: ANN401 - of a module that is loaded late
            self._done += len(news.reports)
            window.jobs.report(job.id, news.done, news.total, news.text)
            self._take(news.reports)

        def done(found: "Verification | None") -> None:
            window.jobs.close(job.id)
            if found is None:
                window.notice.tell(words.stopped(self._done, files))
            else:
                self._take_whole(found)
                self._tell(found)
            self.settled.emit()

        def failed(error: BaseException) -> None:
            window.jobs.close(job.id)
            window.notice.tell_error(self.tr("It could not be verified"), error)
            self.settled.emit()

        window.tasks.cancel(_RECALL)  # this brings the same, and more
        window.tasks.stream(_RUN, work, take, done, failed=failed, pool=Pool.LONG)

    def _tell(self, found: "Verification") -> None:
        findings = list(found.all_findings())
        severities = {finding.severity for finding in findings}
        kind = Kind.DONE
        if severities & {Severity.ERROR, Severity.WARNING}:
            kind = Kind.ERROR if Severity.ERROR in severities else Kind.WARNING
        deeds = [(self.tr("Show Findings"), self._show_findings)] if findings else []
        if _PANEL not in self._window.docks:
            deeds = []
        text = words.headline(len(found.files), found.records, findings)
        self._window.notice.tell(text, kind, deeds=deeds)

    def _show_findings(self) -> None:
        self._window.show_panel(_PANEL)
        self._window.notice.hide()
