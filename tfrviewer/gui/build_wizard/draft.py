"""The one holder of the wizard's state: what is asked for, what was found, what will be written.

Pages change the request as a whole and listen; no page knows another. Looking at the images runs
as a job, once a source; planning runs in a worker with each change, and what comes too late is
dropped.
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tfrviewer.build.request.request import BuildRequest
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.build_wizard.looking import Found, find, plan_of, suggested_output
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.request.request import Sheet
    from tfrviewer.build.running.report import BuildReport
    from tfrviewer.build.scan.scan import Scan
    from tfrviewer.gui.settings import Settings

log = logging.getLogger(__name__)

NOWHERE = Path()
"""As a source: none is chosen."""

_PLAN = ("build wizard", "plan")
_OF_SCAN = ("source", "sheet")
"""Parts of a request that decide what is looked at."""


class Draft(QObject):
    """A build that is being thought about.

    Attributes:
        tasks: Where the pages run their work.
        jobs: Where long work is shown.
        settings: What is remembered.
        request: What is asked for; replaced as a whole.
        scan: What lies in the source; None until it was looked at.
        plan: What will be written; None until it was planned, and while it cannot be.
        problem: Why there is no scan or no plan; None while nothing is wrong.
        report: What became of it, once it was built.
        seconds: How long that took.
        resume: Whether to go on with what an earlier build of the same request left in the output.

    Signals:
        request_changed: Something else is asked for.
        busy_changed: Looking or planning began or ended.
        progressed: Looking went on: images done, all images (0 while unknown), the last one.
        scanned: There is another scan, or none any more.
        planned: There is another plan, or none any more.
        failed: Looking or planning was refused; the `Finding` that says why.
    """

    request_changed = Signal()
    busy_changed = Signal()
    progressed = Signal(int, int, str)
    scanned = Signal()
    planned = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        jobs: Jobs,
        settings: "Settings",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.jobs = jobs
        self.settings = settings
        self.request = BuildRequest(source=NOWHERE, output=NOWHERE)
        self.scan: Scan | None = None
        self.plan: BuildPlan | None = None
        self.problem: Finding | None = None
        self.report: BuildReport | None = None
        self.seconds = 0.0
        self.resume = False
        self._job = 0
        self._suggested = NOWHERE
        jobs.progressed.connect(self._tell_progress)

    # ---------------------------------------------------------------- what is asked for

    @property
    def has_source(self) -> bool:
        """Whether somebody said what to build of."""
        return self.request.source != NOWHERE

    @property
    def is_scanning(self) -> bool:
        """Whether the source is being looked at."""
        return self._job != 0

    @property
    def is_planning(self) -> bool:
        """Whether another plan is on its way."""
        return self.tasks.is_running(_PLAN)

    @property
    def is_ready(self) -> bool:
        """Whether the plan is there, and is that of the request."""
        return self.plan is not None and not self.is_scanning and not self.is_planning

    def change(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        """Ask for something else; parts by the names of `BuildRequest`.

        What is found is looked at anew if the source or the sheet changed, else only planned.
        """
        request = replace(self.request, **parts)
        if request == self.request:
            return
        before, self.request = self.request, request
        self.report = None
        self.request_changed.emit()
        if any(getattr(before, part) != getattr(request, part) for part in _OF_SCAN):
            self.look()
        elif self.scan is not None:
            if request.pictures.validate and not self.scan.looked:
                self.look()
            else:
                self._make_plan()

    def choose(self, source: Path | None, sheet: "Sheet | None" = None) -> None:
        """Begin anew with a folder of images, or with none."""
        if source is None:
            self.clear()
            return
        suggested = suggested_output(source)
        self._begin(BuildRequest(source=source, output=suggested, sheet=sheet), suggested)

    def start(self, request: BuildRequest) -> None:
        """Begin anew with all that a recipe says."""
        self._begin(request, NOWHERE)

    def _begin(self, request: BuildRequest, suggested: Path) -> None:
        self.request = request
        self._suggested = suggested  # what somebody asked for themselves is left as it is
        self.report = None
        self.resume = False
        self.request_changed.emit()
        self.look()

    def clear(self) -> None:
        """Begin anew with nothing chosen."""
        self.start(BuildRequest(source=NOWHERE, output=NOWHERE))

    # ---------------------------------------------------------------- looking

    def look(self) -> None:
        """Look at the source, again if it was."""
        self.stop_looking()
        self.tasks.cancel(_PLAN)
        self._drop()
        if not self.has_source:
            return
        request, suggested = self.request, self._suggested

        def work(progress: Progress, cancel: CancelToken) -> Found:
            try:
                return find(request, suggested=suggested, progress=progress, cancel=cancel)
            except (OSError, ValueError) as error:  # an answer to what is asked for, no failure
                raise BuildError(finding_of(error, request.source)) from error

        def is_late() -> bool:
            return self._job != job

        def found(value: Found) -> None:
            if not is_late():
                self._take_found(value)

        def failed(error: BaseException) -> None:
            if not is_late():
                self._job = 0
                self._fail(error)
                self.busy_changed.emit()

        def cancelled() -> None:
            if not is_late():
                self._job = 0
                self.busy_changed.emit()

        title = self.tr("Looking at {0}").format(request.source.name or str(request.source))
        job = self.jobs.start(title, work, found, failed=failed, cancelled=cancelled)
        self._job = job
        self.busy_changed.emit()

    def stop_looking(self) -> None:
        """Give up looking at the source; what was found so far is not kept."""
        job, self._job = self._job, 0
        if job:
            self.jobs.cancel(job)
            self.busy_changed.emit()

    def _drop(self) -> None:
        had_scan, had_plan = self.scan is not None, self.plan is not None
        self.scan, self.plan, self.problem = None, None, None
        if had_scan:
            self.scanned.emit()
        if had_plan:
            self.planned.emit()

    def _tell_progress(self, job: int) -> None:
        known = self.jobs.get(job)
        if known is not None and job == self._job:
            self.progressed.emit(known.done, known.total, known.text)

    def _take_found(self, found: Found) -> None:
        self._job = 0
        self.scan, self.problem = found.scan, None
        self.scanned.emit()
        if self.request.output == self._suggested and found.output != self._suggested:
            self._suggested = found.output
            self.request = replace(self.request, output=found.output)
            self.request_changed.emit()
        self.busy_changed.emit()
        self._make_plan()

    # ---------------------------------------------------------------- planning

    def _make_plan(self) -> None:
        request, scan = self.request, self.scan
        assert scan is not None

        def work(cancel: CancelToken) -> "BuildPlan":
            try:
                return plan_of(request, scan, cancel=cancel)
            except (OSError, ValueError) as error:  # an answer to what is asked for, no failure
                raise BuildError(finding_of(error, request.output)) from error

        def done(plan: "BuildPlan") -> None:
            self.plan, self.problem = plan, None
            self.planned.emit()
            self.busy_changed.emit()

        def failed(error: BaseException) -> None:
            self.plan = None
            self.planned.emit()
            self._fail(error)
            self.busy_changed.emit()

        self.tasks.submit(_PLAN, work, done, failed=failed)
        self.busy_changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.problem = finding_of(error, self.request.source)
        self.failed.emit(self.problem)


def finding_of(error: BaseException, path: Path) -> Finding:
    """Return what an exception of a build means for the user."""
    if isinstance(error, TfrError):
        return error.finding
    if isinstance(error, OSError) and error.strerror:
        return Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=str(error.filename or path),
            message=f"{error.strerror}.",
        )
    if isinstance(error, ValueError):
        return _refused(str(error))
    told = f"Something went wrong in tfrviewer: {error or type(error).__name__}."
    return _refused(told, "The log tells more (Help > Open Log Folder).")


def _refused(message: str, remedy: str = "") -> Finding:
    return Finding(
        kind=FindingKind.BAD_REQUEST,
        severity=Severity.ERROR,
        file="",
        message=message,
        remedy=remedy,
    )
