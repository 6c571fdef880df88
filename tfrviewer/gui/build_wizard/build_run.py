"""One build under way: started as a job, watched by a page, and going on without it.

What the build tells comes on its own thread, thousands of times a second. It is gathered there,
and taken over ten times a second here, so that the window has as little to do with a fast build as
with a slow one.
"""

import os
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.build.running.run import run
from tfrviewer.gui.jobs import Jobs
from tfrviewer.jobs import Cancelled, CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.running.report import BuildReport, Event

_PERIOD_MS = 100
_PACE_S = 4.0
"""Seconds back from now that the rate is taken over."""
_LEAST_PACE_S = 0.8


class State(Enum):
    """How far a build is."""

    WAITING = "waiting"
    """It was not started."""
    RUNNING = "running"
    STOPPING = "stopping"
    """It was cancelled, and finishes the images it is at."""
    STOPPED = "stopped"
    """It was cancelled, and can go on."""
    FAILED = "failed"
    """An error ended it; it can go on."""
    DONE = "done"


class Feed:
    """What a build told since it was last asked; written on its thread, read on another."""

    def __init__(self) -> None:
        self._events: deque[tuple[int, Event]] = deque()
        self.done = 0
        self.total = 0

    def progress(self, done: int, total: int, text: str) -> None:
        """Take how many images are done."""
        self.done, self.total = done, total

    def event(self, event: "Event") -> None:
        """Take what happened, with how many images were done by then."""
        self._events.append((self.done, event))

    def take(self) -> "list[tuple[int, Event]]":
        """Return what happened since the last time, in order."""
        # Only what is there now: the build may well be faster than whoever reads.
        return [self._events.popleft() for _ in range(len(self._events))]


class Pace:
    """How fast it goes, from the last few seconds: the images of a build are not all alike."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()

    def begin(self) -> None:
        """Forget what was."""
        self._marks.clear()

    def mark(self, done: int) -> None:
        """Take how many are done now."""
        now = self._clock()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > _PACE_S:
            self._marks.popleft()

    @property
    def rate(self) -> float | None:
        """Images a second; None before that can be said."""
        if len(self._marks) < 2:
            return None
        (began, first), (ended, last) = self._marks[0], self._marks[-1]
        if ended - began < _LEAST_PACE_S or last <= first:
            return None
        return (last - first) / (ended - began)

    def seconds_left(self, left: int) -> float | None:
        """How long the rest will take; None before that can be said."""
        rate = self.rate
        return None if rate is None else left / rate


class BuildRun(QObject):
    """A build as a job of the window.

    Attributes:
        state: How far it is.
        plan: What it builds; None before it was started.
        report: What became of it; None before it is over, and where it told none.
        error: What ended it; None if nothing did.
        resumed: Whether it goes on with what an earlier one left unfinished.
        done: Images done.
        total: All images, 0 while unknown.
        seconds: How long it took, or has been running.

    Signals:
        changed: Another state.
        advanced: More is done; with what happened meanwhile, as the build told it and with how
            many images were done then. At most ten times a second.
    """

    changed = Signal()
    advanced = Signal(list)

    def __init__(
        self,
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self._feed = Feed()
        self._job = 0
        self._began = self._ended = 0.0
        self.pace = Pace(clock)
        self.state = State.WAITING
        self.plan: BuildPlan | None = None
        self.report: BuildReport | None = None
        self.error: BaseException | None = None
        self.resumed = False
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.take)

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self.state in (State.RUNNING, State.STOPPING)

    @property
    def done(self) -> int:
        """Images done."""
        return self._feed.done

    @property
    def total(self) -> int:
        """All images, 0 while unknown."""
        return self._feed.total

    @property
    def seconds(self) -> float:
        """How long it took, or has been running."""
        return (self._clock() if self.is_running else self._ended) - self._began

    def start(self, plan: "BuildPlan", *, resume: bool = False) -> None:
        """Begin, or go on where an earlier one was cut off.

        Args:
            plan: What to build.
            resume: Whether what an earlier build of this plan had finished is kept.
        """
        assert not self.is_running
        feed = self._feed = Feed()
        feed.total = plan.records
        self.plan, self.report, self.error, self.resumed = plan, None, None, resume
        self._began = self._clock()
        self.pace.begin()

        def work(progress: Progress, cancel: CancelToken) -> "BuildReport":
            def both(done: int, total: int, text: str) -> None:
                feed.progress(done, total, text)
                progress(done, total, text)

            workers = os.cpu_count() or 1
            with ThreadPoolExecutor(workers, "tfrviewer-build") as executor:
                try:
                    return run(
                        plan,
                        resume=resume,
                        executor=executor,
                        progress=both,
                        cancel=cancel,
                        on_event=feed.event,
                    )
                except Cancelled as error:
                    self.report = getattr(error, "report", None)
                    raise

        title = self.tr("Building {0}").format(plan.output.name or str(plan.output))
        self._set(State.RUNNING)
        self._job = self._jobs.start(
            title, work, self._finish, failed=self._fail, cancelled=self._stop
        )
        self._timer.start()

    def cancel(self) -> None:
        """Ask it to stop after the images it is at."""
        if self.state is State.RUNNING:
            self._jobs.cancel(self._job)
            self._set(State.STOPPING)

    def take(self) -> None:
        """Take over what the build told meanwhile."""
        job = self._jobs.get(self._job)
        if job is not None and job.cancel.cancelled and self.state is State.RUNNING:
            self._set(State.STOPPING)  # cancelled in the status bar
        self.pace.mark(self.done)
        self.advanced.emit(self._feed.take())

    def _finish(self, report: "BuildReport") -> None:
        self.report = report
        self._end(State.DONE)

    def _fail(self, error: BaseException) -> None:
        self.error = error
        self.report = getattr(error, "report", None)
        self._end(State.FAILED)

    def _stop(self) -> None:
        self._end(State.STOPPED)

    def _end(self, state: State) -> None:
        self._timer.stop()
        self._ended = self._clock()
        self.take()
        self._set(state)

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()
