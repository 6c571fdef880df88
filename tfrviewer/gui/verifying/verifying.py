"""Tools > Verify and Verify Deeply: starts it, brings what it finds, and tells how it ended."""

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tfrviewer.errors import Severity
from tfrviewer.gui.notice import Kind
from tfrviewer.gui.tasks import Pool
from tfrviewer.gui.verifying import words
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.checks.integrity.verification import Verification
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.workspace import Workspace

_RUNNING = "tfrviewer.gui.verifying.running"
_VERIFY = "tfrviewer.checks.integrity.verify"
_RECALL, _RUN = "verify recall", "verify"
_PANEL = "findings"


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the open dataset is verified.

    Attributes:
        checked: How many of its files are checked.
        files: How many it has.
        records: How many records those checked have.
        deep: Whether their images were decoded whole.
    """

    checked: int = 0
    files: int = 0
    records: int = 0
    deep: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every file is checked."""
        return 0 < self.checked == self.files


class Verifying(QObject):
    """Verifies the open dataset in the background, and shows again what was found before.

    Attributes:
        verified: How far it is.

    Signals:
        changed: More is verified, or it began or ended.
        settled: Nothing is on its way any more.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._recalled: Dataset | None = None
        self._wanted: bool | None = None  # a run asked for while records were still listed; deep?
        self._job = 0
        self._done = 0
        self.verified = Verified()

    def follow(self, workspace: "Workspace") -> None:
        """Look after the datasets of the session, now that there is one."""
        self._session = workspace.session
        self._session.dataset_changed.connect(self._restart)
        self._session.loading_changed.connect(self._recall)

    # ---------------------------------------------------------------- what is asked for

    def verify(self) -> None:
        """Check every record: framing, checksums, fields, heads of images, names, locations."""
        self._start(deep=False)

    def verify_deeply(self) -> None:
        """Check every record as `verify` does, and decode every image whole."""
        self._start(deep=True)

    def stop(self) -> None:
        """Check no more; the files checked so far are kept."""
        self._wanted = None
        self._window.jobs.cancel(self._job)

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
        self._recalled = self._wanted = None
        files = 0 if self._session is None else len(self._session.paths)
        self.verified = Verified(files=files)
        self.changed.emit()

    def _recall(self) -> None:
        """Show what was found before, once the records are listed."""
        session = self._session
        dataset = None if session is None else session.dataset
        if session is None or dataset is None or session.loading or self._recalled is dataset:
            return
        self._recalled = dataset

        def work(cancel: CancelToken) -> "Verification":
            found: Verification = importlib.import_module(_VERIFY).recall(dataset, cancel=cancel)
            return found

        def done(found: "Verification") -> None:
            if not self.is_running and self.verified.checked <= len(found.files):
                self._take(found)
            self.settled.emit()

        def failed(error: BaseException) -> None:  # it is logged; nothing was asked for
            self.settled.emit()

        self._window.tasks.submit(_RECALL, work, done, failed=failed, pool=Pool.LONG)

    def _take(self, found: "Verification") -> None:
        if self._session is not None:
            self._session.add_findings(found.all_findings())
        self.verified = Verified(
            checked=len(found.files),
            files=len(found.files) + found.unchecked,
            records=found.records,
            deep=found.deep,
        )
        self.changed.emit()

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
            session.add_findings(one for report in news.reports for one in report.findings)

        def done(found: "Verification | None") -> None:
            window.jobs.close(job.id)
            if found is None:
                window.notice.tell(words.stopped(self._done, files))
            else:
                self._take(found)
                self._tell(found)
            self.changed.emit()
            self.settled.emit()

        def failed(error: BaseException) -> None:
            window.jobs.close(job.id)
            window.notice.tell_error(self.tr("It could not be verified"), error)
            self.changed.emit()
            self.settled.emit()

        window.tasks.cancel(_RECALL)  # this brings the same, and more
        window.tasks.stream(_RUN, work, take, done, failed=failed, pool=Pool.LONG)
        self.changed.emit()

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
