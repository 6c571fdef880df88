"""Work off the GUI thread: executors, a key and a number for each request, one queued signal.

A newer request replaces the older one of the same key; what the older one still brings is
dropped. Nothing is ever killed: work looks at its cancel token between units.
"""

import logging
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from tfrviewer.errors import TfrError
from tfrviewer.jobs import Cancelled, CancelToken

T = TypeVar("T")
P = TypeVar("P")

log = logging.getLogger(__name__)


class Pool(Enum):
    """Where work runs."""

    THREADS = "threads"
    """Short reading and decoding: two threads."""
    QUERY = "query"
    """Filtering, sorting and joining with polars: one thread, so requests keep their order."""
    LONG = "long"
    """Work of seconds and more that mostly waits for processes or the disk."""
    SAYING = "saying"
    """Writing what a person said of tiles: one thread, so it waits for nothing but itself."""


_WORKERS = {Pool.THREADS: 2, Pool.QUERY: 1, Pool.LONG: 4, Pool.SAYING: 1}


Work = Callable[[CancelToken, Callable[[Any], None]], Any]


@dataclass(eq=False, slots=True)
class _Task:
    """What is asked for; kept by the GUI thread until its last news came.

    A worker has the work alone, and gives it back before it tells the end: were the last
    reference to a closure dropped there, the widgets and timers it holds would be destroyed in a
    thread that is not theirs, which crashes Qt.
    """

    key: Hashable
    work: Work
    held: list[Work]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None
    each: Callable[[Any], None] | None
    cancel: CancelToken = field(default_factory=CancelToken)
    future: Future[None] | None = None


class TaskRunner(QObject):
    """Runs work in threads and gives its result back on the thread that the runner lives in.

    Signals:
        idle: The last task under way ended; nothing is queued.
    """

    idle = Signal()
    _arrived = Signal(int, str, object)  # number, "each" | "done" | "failed" | "dropped", value

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[Hashable, _Task] = {}
        self._begun: dict[int, _Task] = {}  # the same, and those given up but not yet over
        self._executors: dict[Pool, ThreadPoolExecutor] = {}
        self._count = 0
        self._closed = False
        self._then: Callable[[], None] | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether the result of any task is still awaited."""
        return bool(self._tasks)

    def is_running(self, key: Hashable) -> bool:
        """Whether the result of the task `key` is still awaited."""
        return key in self._tasks

    def submit(
        self,
        key: Hashable,
        work: Callable[[CancelToken], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        pool: Pool = Pool.THREADS,
    ) -> None:
        """Run `work` in a thread, then `done` with its result on the GUI thread.

        Args:
            key: What the work is for; a task under way with the same key is cancelled, and
                whatever it returns is dropped.
            work: Called in a thread with a token to look at between units.
            done: Called with what `work` returned.
            failed: Called with what `work` raised, which is logged in any case. `Cancelled` is
                not a failure: neither `done` nor `failed` is called.
            pool: Where it runs.
        """

        def run(cancel: CancelToken, each: Callable[[Any], None]) -> T:
            return work(cancel)

        self.stream(key, run, None, done, failed=failed, pool=pool)

    def stream(
        self,
        key: Hashable,
        work: Callable[[CancelToken, Callable[[P], None]], T],
        each: Callable[[P], None] | None,
        done: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        pool: Pool = Pool.LONG,
    ) -> None:
        """Run work that brings results by and by; see `submit`.

        Args:
            key: As in `submit`.
            work: Called in a thread with a token and a function to hand over a result.
            each: Called on the GUI thread with every result handed over, in order.
            done: Called last, with what `work` returned.
            failed: As in `submit`.
            pool: Where it runs.
        """
        if self._closed or self.is_winding_down:
            return
        self.cancel(key)
        self._count += 1
        task = _Task(key, work, [work], done, failed, each)
        self._tasks[key] = self._begun[self._count] = task
        task.future = self._executor(pool).submit(
            self._run, self._count, task.held, task.cancel, key
        )

    def cancel(self, key: Hashable) -> None:
        """Ask the task `key` to stop; its callbacks are not called any more."""
        task = self._tasks.pop(key, None)
        if task is None:
            return
        task.cancel.cancel()
        if task.future is not None and task.future.cancel():
            # It never began, so nothing of it will arrive to tell that all is quiet.
            task.held.clear()
            number = next(number for number, begun in self._begun.items() if begun is task)
            self._arrived.emit(number, "dropped", None)

    @property
    def is_winding_down(self) -> bool:
        """Whether it takes no more, and units under way have not ended yet."""
        return self._then is not None

    def wind_down(self, then: Callable[[], None]) -> None:
        """Cancel everything, and shut down once the units under way ended, without waiting.

        Args:
            then: Called after that on the GUI thread.
        """
        self._then = then
        for key in list(self._tasks):
            self.cancel(key)
        if not self._begun:
            self.shutdown()

    def shutdown(self) -> None:
        """Cancel everything and wait for the units under way to end; nothing arrives after."""
        self._closed = True
        for key in list(self._tasks):
            self.cancel(key)
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)
        self._executors.clear()
        self._begun.clear()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _executor(self, pool: Pool) -> ThreadPoolExecutor:
        if pool not in self._executors:
            self._executors[pool] = ThreadPoolExecutor(_WORKERS[pool], f"tfrviewer-{pool.value}")
        return self._executors[pool]

    def _run(self, number: int, held: list[Work], cancel: CancelToken, key: Hashable) -> None:
        """Run in a worker thread; what is held is let go of before the end is told."""

        def each(value: object) -> None:
            cancel.check()
            self._arrived.emit(number, "each", value)

        news: tuple[str, object]
        try:
            cancel.check()
            news = "done", held[0](cancel, each)
        except Cancelled:
            news = "dropped", None
        except BaseException as error:  # polars panics are BaseExceptions
            if isinstance(error, TfrError):  # made for people: whoever asked shows it
                log.info("work for %r: %s", key, error)
            elif not cancel.cancelled:
                log.warning("work for %r failed", key, exc_info=error)
            news = "failed", _without_frames(error)
        held.clear()
        self._arrived.emit(number, *news)

    @Slot(int, str, object)
    def _deliver(self, number: int, what: str, value: object) -> None:
        if self._closed:
            return
        task = self._begun[number] if what == "each" else self._begun.pop(number)
        if self._tasks.get(task.key) is task:
            if what == "each":
                if task.each is not None:
                    task.each(value)
                return
            del self._tasks[task.key]
            if what == "done":
                task.done(value)
            elif what == "failed" and task.failed is not None:
                task.failed(cast("BaseException", value))
        if not self._tasks:
            self.idle.emit()
        if self.is_winding_down and not self._begun:
            self.shutdown()


def _without_frames(error: BaseException) -> BaseException:
    """Return an error without the frames it came through, which hold what the work held."""
    one: BaseException | None = error
    while one is not None:
        one.__traceback__ = None
        one = one.__cause__ or one.__context__
    return error
