import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tfrviewer.dataset.discovery import discover
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import Cancelled, CancelToken


def test_the_result_arrives_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.submit(
            "a",
            lambda cancel: threading.current_thread(),
            lambda worker: threads.extend([worker, threading.current_thread()]),
        )
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_newer_request_replaces_the_older(tasks: TaskRunner, qtbot: QtBot) -> None:
    release = threading.Event()
    tokens: list[CancelToken] = []
    results: list[str] = []

    def slow(cancel: CancelToken) -> str:
        tokens.append(cancel)
        release.wait(10)
        return "old"

    tasks.submit("a", slow, results.append)
    qtbot.waitUntil(lambda: bool(tokens))
    tasks.submit("a", lambda cancel: "new", results.append)
    release.set()
    qtbot.waitUntil(lambda: results == ["new"])
    tasks.shutdown()
    assert tokens[0].cancelled
    assert results == ["new"]


def test_what_is_cancelled_brings_nothing(tasks: TaskRunner, qtbot: QtBot) -> None:
    results: list[int] = []
    release = threading.Event()
    for i in range(4):  # two run, two wait

        def work(cancel: CancelToken, i: int = i) -> int:
            release.wait(10)
            return i

        tasks.submit(i, work, results.append)
    for i in range(4):
        tasks.cancel(i)
    assert not tasks.busy
    with qtbot.waitSignal(tasks.idle):
        release.set()
    with qtbot.waitSignal(tasks.idle):
        tasks.submit("last", lambda cancel: 99, results.append)
    assert results == [99]


def test_a_failure_is_logged_and_handed_over(
    tasks: TaskRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[BaseException] = []

    def work(cancel: CancelToken) -> None:
        raise ValueError("no such thing")

    with qtbot.waitSignal(tasks.idle):
        tasks.submit("a", work, lambda _: None, failed=errors.append)
    assert str(errors[0]) == "no such thing"
    assert "no such thing" in caplog.text


@pytest.mark.usefixtures("caplog")  # the warning is meant
def test_an_exception_that_is_none_of_exception_is_a_failure(
    tasks: TaskRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    class Panic(BaseException):
        pass

    errors: list[BaseException] = []

    def work(cancel: CancelToken) -> None:
        raise Panic

    with qtbot.waitSignal(tasks.idle):
        tasks.submit("a", work, lambda _: None, failed=errors.append, pool=Pool.QUERY)
    assert isinstance(errors[0], Panic)


def test_work_that_stops_by_itself_is_no_failure(tasks: TaskRunner, qtbot: QtBot) -> None:
    called: list[object] = []

    def work(cancel: CancelToken) -> None:
        raise Cancelled

    with qtbot.waitSignal(tasks.idle):
        tasks.submit("a", work, called.append, failed=called.append)
    assert called == []


def test_a_stream_brings_its_parts_in_order(tasks: TaskRunner, qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(cancel: CancelToken, each: Callable[[int], None]) -> str:
        for i in range(5):
            each(i)
        return "end"

    with qtbot.waitSignal(tasks.idle):
        tasks.stream("a", work, seen.append, seen.append)
    assert seen == [0, 1, 2, 3, 4, "end"]


def test_a_cancelled_stream_stops_at_its_next_part(tasks: TaskRunner, qtbot: QtBot) -> None:
    begun, release = threading.Event(), threading.Event()
    reached: list[str] = []

    def work(cancel: CancelToken, each: Callable[[str], None]) -> None:
        begun.set()
        release.wait(10)
        each("late")
        reached.append("after")

    tasks.stream("a", work, reached.append, lambda _: None)
    assert begun.wait(10)
    tasks.cancel("a")
    with qtbot.waitSignal(tasks.idle):
        release.set()
    assert reached == []


def test_shutdown_waits_for_the_unit_under_way_and_takes_no_more(tasks: TaskRunner) -> None:
    ended = threading.Event()
    begun = threading.Event()

    def work(cancel: CancelToken) -> None:
        begun.set()
        while not cancel.cancelled:
            pass
        ended.set()

    tasks.submit("a", work, lambda _: None)
    assert begun.wait(10)
    tasks.shutdown()
    assert ended.is_set()
    tasks.submit("b", work, lambda _: None)
    assert not tasks.busy


def test_winding_down_waits_for_nothing_and_tells_when_all_ended(
    tasks: TaskRunner, qtbot: QtBot
) -> None:
    may_end, begun = threading.Event(), threading.Event()
    told: list[str] = []

    def work(cancel: CancelToken) -> str:
        begun.set()
        may_end.wait(10)
        return "never told"

    tasks.submit("a", work, told.append)
    assert begun.wait(10)
    tasks.wind_down(lambda: told.append("over"))
    tasks.submit("b", work, told.append)
    assert tasks.is_winding_down
    assert not tasks.busy
    may_end.set()
    qtbot.waitUntil(lambda: told == ["over"])
    tasks.wind_down(lambda: told.append("at once, as nothing runs"))
    assert len(told) == 2


class Witness:
    """Tells in which thread it went."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.current_thread())


class Lingering(TaskRunner):
    """A runner whose workers stay in their last call until they may leave it."""

    def __init__(self) -> None:
        super().__init__()
        self.may_leave = threading.Event()

    @override
    def _run(self, *args: Any) -> None:
        super()._run(*args)
        assert self.may_leave.wait(10)


def spoil(witness: Witness) -> None:
    """Fail as the library does, because of another failure."""
    assert witness is not None
    discover(Path(__file__) / "no")


@pytest.mark.parametrize("way", ["done", "failed", "cancelled", "never begun"])
def test_what_work_and_answers_hold_goes_on_the_thread_of_the_window(
    way: str, qtbot: QtBot
) -> None:
    # A timer or widget that a worker destroyed would crash Qt.
    went: list[threading.Thread] = []
    tasks = Lingering()

    def ask() -> None:
        witness = Witness(went)

        def work(cancel: CancelToken) -> None:
            if way == "failed":
                spoil(witness)

        def answer(_: object) -> None:
            assert witness is not None

        tasks.submit("a", work, answer, failed=answer)

    if way == "never begun":
        for i in range(2):
            tasks.submit(i, lambda cancel: None, lambda _: None)
    with qtbot.waitSignal(tasks.idle):
        ask()
        if way in ("cancelled", "never begun"):
            tasks.cancel("a")
    qtbot.waitUntil(lambda: bool(went))
    tasks.may_leave.set()
    tasks.shutdown()
    assert went == [threading.main_thread()]
