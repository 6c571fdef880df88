"""Long work that people see: a title, how far it is, and a way to cancel it.

The status bar shows these. A job never blocks the window and is never modal.
"""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import Cancelled, CancelToken, Progress

T = TypeVar("T")

_PERIOD = 0.1  # seconds between two reports: more often than this nobody can read


@dataclass(slots=True)
class Job:
    """One piece of long work, as the status bar shows it.

    Attributes:
        id: Its number; never used again.
        title: What it does, in the user's words.
        cancel: Raised to ask it to stop.
        done: Units done so far.
        total: Units in all; 0 while unknown.
        text: What it is at.
        started: Seconds of the monotonic clock at its start.
        shown: The same when its numbers were last shown.
    """

    id: int
    title: str
    cancel: CancelToken = field(default_factory=CancelToken)
    done: int = 0
    total: int = 0
    text: str = ""
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0

    @property
    def fraction(self) -> float | None:
        """How far it is, from 0 to 1; None while unknown."""
        return min(self.done / self.total, 1.0) if self.total > 0 else None

    def seconds_left(self, now: float | None = None) -> float | None:
        """How long it will still take at this pace; None before that can be said."""
        elapsed = (time.monotonic() if now is None else now) - self.started
        if not self.fraction or elapsed < 1:
            return None
        return elapsed * (1 - self.fraction) / self.fraction


class Jobs(QObject):
    """All jobs under way, in the order they were started.

    Signals:
        started: A job began; its id.
        progressed: A job's numbers changed, or it is to stop; its id. At most ten times a second.
        ended: A job is over, whether done, failed or cancelled; its id.
    """

    started = Signal(int)
    progressed = Signal(int)
    ended = Signal(int)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._jobs: dict[int, Job] = {}
        self._after: dict[int, Callable[[], None] | None] = {}
        self._ids = itertools.count(1)

    @property
    def running(self) -> list[Job]:
        """The jobs under way, oldest first."""
        return list(self._jobs.values())

    def get(self, job: int) -> Job | None:
        """The job of this id, while it is under way."""
        return self._jobs.get(job)

    def start(
        self,
        title: str,
        work: Callable[[Progress, CancelToken], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> int:
        """Run `work` in a thread and show it; return the id of the job.

        Args:
            title: What it does, in the user's words.
            work: Called with a `Progress` and a `CancelToken`.
            done: Called on the GUI thread with what it returned.
            failed: Called with what it raised.
            cancelled: Called once it has stopped because the user cancelled it.
        """
        job = self.open(title)

        def run(
            cancel: CancelToken, report: Callable[[tuple[int, int, str]], None]
        ) -> tuple[bool, T | None]:
            last = 0.0

            def progress(done: int, total: int, text: str) -> None:
                nonlocal last
                if cancel.cancelled:  # the runner is shutting down
                    job.cancel.cancel()
                now = time.monotonic()
                if now - last >= _PERIOD or done == total:
                    last = now
                    report((done, total, text))

            try:
                job.cancel.check()
                return True, work(progress, job.cancel)
            except Cancelled:
                return False, None

        def ended(result: tuple[bool, Any]) -> None:
            self.close(job.id)
            whole, value = result
            if whole:
                done(value)
            elif cancelled is not None:
                cancelled()

        def broke(error: BaseException) -> None:
            self.close(job.id)
            if failed is not None:
                failed(error)

        def reported(numbers: tuple[int, int, str]) -> None:
            self.report(job.id, *numbers)

        self._tasks.stream(
            ("job", job.id),
            run,
            reported,
            ended,
            failed=broke,
            pool=Pool.LONG,
        )
        return job.id

    def open(self, title: str, on_cancel: Callable[[], None] | None = None) -> Job:
        """Show work that somebody else runs, who calls `report` and `close`.

        Args:
            title: What it does, in the user's words.
            on_cancel: Called when the user cancels it, besides raising its token.
        """
        job = Job(next(self._ids), title)
        self._jobs[job.id] = job
        self._after[job.id] = on_cancel
        self.started.emit(job.id)
        return job

    def report(self, job: int, done: int, total: int, text: str) -> None:
        """Say how far a job is; what comes more often than anybody can read is not shown."""
        known = self._jobs.get(job)
        if known is None:
            return
        known.done, known.total, known.text = done, total, text
        now = time.monotonic()
        if now - known.shown >= _PERIOD or done == total:
            known.shown = now
            self.progressed.emit(job)

    def close(self, job: int) -> None:
        """Say that a job is over."""
        if self._jobs.pop(job, None) is not None:
            self._after.pop(job, None)
            self.ended.emit(job)

    def cancel(self, job: int) -> None:
        """Ask a job to stop at its next unit."""
        known = self._jobs.get(job)
        if known is None:
            return
        known.cancel.cancel()
        self.progressed.emit(job)  # it is shown to stop at once; the unit under way goes on
        on_cancel = self._after.get(job)
        if on_cancel is not None:
            on_cancel()

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self.running:
            self.cancel(job.id)
