import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.notice import Kind, NoticeBar
from tfrviewer.gui.status_bar import JobLine, StatusBar
from tfrviewer.gui.tasks import TaskRunner


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def jobs(tasks: TaskRunner) -> Jobs:
    return Jobs(tasks)


@pytest.fixture
def bar(jobs: Jobs, qtbot: QtBot) -> StatusBar:
    bar = StatusBar(jobs)
    qtbot.addWidget(bar)
    bar.resize(900, 24)
    bar.show()
    return bar


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((284_182, 284_182, 0, 0), "284,182 tiles · read-only"),
        ((284_182, 1204, 3, 0), "284,182 tiles · 1,204 shown · 3 selected · read-only"),
        ((10, 0, 0, 2), "10 tiles · 0 shown · 2 records with findings · read-only"),
        ((10, 10, 0, 1), "10 tiles · 1 record with a finding · read-only"),
        ((1, 1, 1, 0), "1 tile · 1 selected · read-only"),
    ],
)
def test_the_counts_say_what_is_shown_of_what(
    bar: StatusBar, counts: tuple[int, int, int, int], text: str
) -> None:
    bar.show_counts(*counts)
    assert bar.text == text
    bar.show_nothing()
    assert bar.text == ""


def test_what_was_done_is_told_beside_the_counts(bar: StatusBar) -> None:
    bar.show_counts(10, 0, 0, 0)
    bar.tell("4 records copied")
    assert (bar.told, bar.text) == ("4 records copied", "10 tiles · 0 shown · read-only")
    counts, told = bar.findChild(QLabel, "counts"), bar.findChild(QLabel, "told")
    assert counts is not None
    assert told is not None
    assert counts.isVisible()
    assert not counts.geometry().intersects(told.geometry())


def test_a_job_shows_how_far_it_is_and_can_be_cancelled(
    bar: StatusBar, jobs: Jobs, qtbot: QtBot
) -> None:
    stopped: list[bool] = []
    height = bar.sizeHint().height()
    job = jobs.open("Reading fields", lambda: stopped.append(True))
    assert bar.sizeHint().height() == height  # else all views were laid out anew
    line = bar.findChild(JobLine)
    assert line is not None
    progress = line.findChild(QProgressBar)
    assert progress is not None
    assert progress.maximum() == 0  # not known yet
    jobs.report(job.id, 1, 4, "slide-1")
    assert progress.value() / progress.maximum() == 0.25
    assert "slide-1" in line.toolTip()
    cancel = line.findChild(QToolButton, "cancelJob")
    assert cancel is not None
    assert cancel.accessibleName() == "Cancel Reading fields"
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert stopped == [True]
    assert "stopping…" in [label.text() for label in line.findChildren(QLabel)]
    jobs.close(job.id)
    assert not line.isVisible()


def test_a_long_job_says_what_is_left(bar: StatusBar, jobs: Jobs) -> None:
    job = jobs.open("Reading")
    job.started = time.monotonic() - 60
    jobs.report(job.id, 1, 4, "")
    line = bar.findChild(JobLine)
    assert line is not None
    assert any("3 min left" in label.text() for label in line.findChildren(QLabel))


class TestNotice:
    @pytest.fixture
    def notice(self, qtbot: QtBot) -> NoticeBar:
        notice = NoticeBar()
        qtbot.addWidget(notice)
        return notice

    def test_it_is_not_there_until_there_is_something_to_say(self, notice: NoticeBar) -> None:
        assert notice.text == ""
        notice.tell("Done.")
        assert notice.text == "Done."

    def test_an_error_made_for_people_is_told_as_it_is(self, notice: NoticeBar) -> None:
        finding = Finding(
            kind=FindingKind.LFS_POINTER,
            severity=Severity.ERROR,
            file="/data/a.tfrecords",
            message="This is a Git-LFS pointer.",
            remedy="Run git lfs pull.",
        )
        notice.tell_error("It cannot be opened", TfrError(finding))
        assert notice.text == "a.tfrecords: This is a Git-LFS pointer. Run git lfs pull."

    def test_an_error_of_the_system_names_the_file(self, notice: NoticeBar) -> None:
        notice.tell_error("It cannot be opened", PermissionError(13, "Permission denied", "/a"))
        assert notice.text == "It cannot be opened: /a: Permission denied."

    def test_a_fault_has_its_trace_behind_a_button(self, notice: NoticeBar, qtbot: QtBot) -> None:
        notice.show()
        notice.tell_error("Something went wrong", ValueError("oh"))
        details = notice.findChild(QPlainTextEdit)
        assert details is not None
        assert "ValueError: oh" in details.toPlainText()
        assert not details.isVisible()


def test_what_was_done_is_told_for_some_time_and_what_went_wrong_stays(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    timer = bar.findChild(QTimer, "noticeTimer")
    assert timer is not None
    bar.tell("Done.")
    assert timer.isActive()
    bar.tell("Not done.", Kind.ERROR)
    assert not timer.isActive()
    timer.setInterval(0)
    bar.tell("Done.")
    qtbot.waitUntil(lambda: bar.isHidden())
