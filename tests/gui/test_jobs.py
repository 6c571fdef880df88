import threading

import pytest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.jobs import Job, Jobs
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken, Progress


@pytest.fixture
def jobs(tasks: TaskRunner) -> Jobs:
    return Jobs(tasks)


def test_a_job_reports_progress_and_ends(jobs: Jobs, qtbot: QtBot) -> None:
    fractions: list[float | None] = []
    results: list[str] = []

    def watch(job: int) -> None:
        known = jobs.get(job)
        assert known is not None
        fractions.append(known.fraction)

    def work(progress: Progress, cancel: CancelToken) -> str:
        progress(2, 4, "half")
        progress(4, 4, "whole")
        return "made"

    jobs.progressed.connect(watch)
    with qtbot.waitSignal(jobs.ended):
        jobs.start("Making", work, results.append)
    assert fractions == [0.5, 1.0]
    assert results == ["made"]
    assert jobs.running == []


def test_a_job_cancelled_by_the_user_says_so(jobs: Jobs, qtbot: QtBot) -> None:
    begun = threading.Event()
    calls: list[str] = []

    def work(progress: Progress, cancel: CancelToken) -> None:
        begun.set()
        while True:
            cancel.check()

    job = jobs.start(
        "Making", work, lambda _: calls.append("done"), cancelled=lambda: calls.append("cancelled")
    )
    assert begun.wait(10)
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel(job)
    assert calls == ["cancelled"]


@pytest.mark.usefixtures("caplog")  # the warning is meant
def test_a_job_that_fails_hands_over_why(
    jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[BaseException] = []

    def work(progress: Progress, cancel: CancelToken) -> None:
        raise OSError("disk full")

    with qtbot.waitSignal(jobs.ended):
        jobs.start("Making", work, lambda _: None, failed=errors.append)
    assert str(errors[0]) == "disk full"


def test_a_job_run_by_somebody_else_is_shown_until_closed(jobs: Jobs) -> None:
    stopped: list[bool] = []
    job = jobs.open("Reading", lambda: stopped.append(True))
    jobs.report(job.id, 1, 2, "one")
    assert [j.title for j in jobs.running] == ["Reading"]
    jobs.cancel_all()
    assert stopped == [True]
    jobs.close(job.id)
    jobs.close(job.id)
    assert jobs.running == []


def test_what_is_left_is_told_from_the_pace() -> None:
    job = Job(1, "Reading", done=1, total=4, started=100.0)
    assert job.seconds_left(now=102.0) == pytest.approx(6.0)
    assert job.seconds_left(now=100.5) is None
    assert Job(1, "Reading").fraction is None


def test_what_comes_faster_than_anybody_reads_is_not_shown(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("tfrviewer.gui.jobs.time.monotonic", lambda: now)
    shown: list[int] = []
    job = jobs.open("Reading")
    jobs.progressed.connect(lambda _: shown.append(job.done))
    for done in range(1, 9):
        jobs.report(job.id, done, 10, "")
    assert shown == [1]
    now += 1
    jobs.report(job.id, 9, 10, "")
    jobs.report(job.id, 10, 10, "")
    assert shown == [1, 9, 10]
