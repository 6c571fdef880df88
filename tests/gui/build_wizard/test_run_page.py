import errno
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.walking import Enter, child, said, settle, spoil
from tests.unit.build.made import contents, files_in, jpeg
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.request.choices import OnProblem
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running import run as core
from tfrviewer.build.running.report import BuildReport, Event, FileBegun, FileDone
from tfrviewer.gui.build_wizard import build_run
from tfrviewer.gui.build_wizard.build_run import State
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.file_model import Column
from tfrviewer.gui.build_wizard.file_table import FileTable
from tfrviewer.gui.build_wizard.problem_list import ProblemView
from tfrviewer.gui.build_wizard.run_page import RunPage
from tfrviewer.jobs import CancelToken, Progress


class Gate:
    """Holds a build on its own thread at an event, until it is opened.

    Attributes:
        holds_at: Told of each event; whether to hold there.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.holds_at: Callable[[object], bool] = lambda event: False
        self._held, self._open = threading.Event(), threading.Event()

        def run(
            plan: BuildPlan,
            *,
            resume: bool,
            executor: Executor,
            progress: Progress,
            cancel: CancelToken,
            on_event: Callable[[Event], object],
        ) -> BuildReport:
            def tell(event: Event) -> None:
                on_event(event)
                if self.holds_at(event) and not self._held.is_set():
                    self._held.set()
                    assert self._open.wait(30)

            return core.run(
                plan,
                resume=resume,
                executor=executor,
                progress=progress,
                cancel=cancel,
                on_event=tell,
            )

        monkeypatch.setattr(build_run, "run", run)

    @property
    def holds(self) -> bool:
        """Whether a build waits there."""
        return self._held.is_set()

    def open(self) -> None:
        """Let it go on."""
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.open()


def after_files(count: int) -> Callable[[object], bool]:
    """Tell an event that is the end of so many TFRecords."""
    seen: list[object] = []

    def holds(event: object) -> bool:
        if isinstance(event, FileDone):
            seen.append(event)
        return isinstance(event, FileDone) and len(seen) == count

    return holds


@pytest.fixture
def page(enter: Enter) -> Iterator[RunPage]:
    """A page whose build has begun."""
    shown = enter(RunPage)
    assert isinstance(shown, RunPage)
    yield shown
    shown.run.cancel()


def over(page: RunPage, qtbot: QtBot) -> None:
    """Wait until the build is over, one way or the other."""
    qtbot.waitUntil(lambda: not page.run.is_running, timeout=30_000)


def states(page: RunPage) -> list[tuple[str, str, str, str]]:
    """What the table says, line by line."""
    model = child(page, FileTable, "buildFiles").model()
    rows = range(model.rowCount())
    lines = [[model.index(row, column).data() for column in Column] for row in rows]
    return [(name, state, records, left) for name, state, records, left in lines]


def problems(page: RunPage) -> list[str]:
    view = child(page, ProblemView, "buildProblems")
    return [view.model().index(i, 0).data() for i in range(view.model().rowCount())]


class TestABuild:
    def test_that_it_begins_by_itself_and_goes_on_to_the_result(
        self, draft: Draft, enter: Enter, qtbot: QtBot, gate: Gate
    ) -> None:
        gate.holds_at = lambda event: isinstance(event, FileBegun)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        qtbot.waitUntil(lambda: gate.holds)
        assert page.title == "Building"
        assert not page.can_go_back()
        assert page.goes_on_unseen()
        with qtbot.waitSignal(page.advance, timeout=30_000):
            gate.open()
        assert page.is_complete()
        assert draft.report is not None
        assert (draft.report.records, draft.seconds > 0) == (36, True)
        output = draft.request.output
        assert files_in(output) == sorted(
            f"slide-{i}.{kind}" for i in range(3) for kind in ("index.npz", "tfrecords")
        )
        assert [len(contents(output / f"slide-{i}.tfrecords")) for i in range(3)] == [12] * 3

    def test_that_the_table_tells_how_far_each_tfrecord_is(
        self, enter: Enter, qtbot: QtBot, gate: Gate
    ) -> None:
        gate.holds_at = after_files(1)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        assert {state for _, state, _, _ in states(page)} <= {"waiting", "writing, 0 %"}
        qtbot.waitUntil(lambda: ("slide-0", "written", "12", "–") in states(page))
        assert states(page)[2] == ("slide-2", "waiting", "12", "–")
        gate.open()
        over(page, qtbot)
        assert [state for _, state, _, _ in states(page)] == ["written"] * 3
        bar = child(page, QProgressBar, "buildProgress")
        assert (bar.value(), bar.maximum()) == (36, 36)
        assert child(page, QLabel, "buildPace").text() == "36 of 36 images"

    def test_that_the_jobs_of_the_window_show_it(
        self, draft: Draft, enter: Enter, qtbot: QtBot, gate: Gate
    ) -> None:
        gate.holds_at = after_files(1)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        qtbot.waitUntil(lambda: gate.holds)
        assert [job.title for job in draft.jobs.running] == ["Building images-tfrecords"]
        draft.jobs.cancel_all()  # as the status bar does
        qtbot.waitUntil(lambda: page.run.state is State.STOPPING)
        assert page.title == "Stopping"
        gate.open()
        over(page, qtbot)
        assert page.run.state is State.STOPPED
        assert not draft.jobs.running

    def test_that_what_became_of_it_is_told_to_who_did_not_look_on(
        self, enter: Enter, qtbot: QtBot, gate: Gate
    ) -> None:
        gate.holds_at = after_files(1)
        page = enter(RunPage)
        with qtbot.waitSignal(page.ended, timeout=30_000) as ended:
            gate.open()
        assert ended.args == [
            "Built: 36 records in 3 TFRecords. Tools > Build TFRecords shows it.",
            False,
        ]


class TestOfSpoiltImages:
    @pytest.fixture
    def images(self, images: Path) -> Path:
        spoil(images)
        return images

    def test_that_every_file_is_named_and_counted(self, page: RunPage, qtbot: QtBot) -> None:
        over(page, qtbot)
        named = [line.split(":")[0] for line in problems(page)]
        assert named == [
            "slide-0-9000-1.jpg",
            "slide-0-9000-2.jpg",
            "slide-0-9000-3.png",
            "slide-0-9000-4.png",
            "slide-0-256-256.jpg",  # found while building
        ]
        assert states(page)[0] == ("slide-0", "written", "11", "5")
        assert said(page, "buildProblemsHeading") == "&Problems (5)"
        assert "1 cannot be decoded" in said(page, "buildProblemsReasons")

    def test_that_they_are_copied_by_key(self, page: RunPage, qtbot: QtBot) -> None:
        over(page, qtbot)
        view = child(page, ProblemView, "buildProblems")
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert lines[0] == "file\twhat\tto do"
        assert len(lines) == 6
        assert lines[5].startswith(str(page.draft.request.source / "slide-0" / "slide-0-256"))

    def test_that_one_is_told_in_full_and_followed_to_its_folder(
        self, page: RunPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        over(page, qtbot)
        shown: list[Path] = []

        def show(folder: Path) -> bool:
            shown.append(folder)
            return True

        monkeypatch.setattr("tfrviewer.gui.build_wizard.problem_list.show_folder", show)
        view = child(page, ProblemView, "buildProblems")
        assert said(page, "buildProblemsFull") == ""
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_End)
        path = page.draft.request.source / "slide-0" / "slide-0-256-256.jpg"
        assert said(page, "buildProblemsFull").startswith(f"{path}\n")
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert shown == [path.parent]


class TestOneThatIsStopped:
    @pytest.fixture
    def stopped(self, enter: Enter, qtbot: QtBot, gate: Gate) -> RunPage:
        """A page whose build was stopped after one TFRecord, by key."""
        gate.holds_at = after_files(1)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        qtbot.waitUntil(lambda: gate.holds)
        stop = child(page, QPushButton, "buildStop")
        stop.setFocus()
        qtbot.keyClick(stop, Qt.Key.Key_Space)
        gate.open()
        over(page, qtbot)
        return page

    def test_that_it_says_what_stays(self, stopped: RunPage) -> None:
        assert stopped.title == "Stopped"
        names = files_in(stopped.draft.request.output)
        whole = [name for name in names if name.endswith(".tfrecords")]
        told = {  # the next one may have been on its way to its name when the stop came
            1: "1 of 3 TFRecords is whole and stays. Of the one under way nothing is left. "
            "Resume writes the other 2.",
            2: "2 of 3 TFRecords are whole and stay. Of the one under way nothing is left. "
            "Resume writes the other one.",
        }
        assert said(stopped, "buildEndedText") == told[len(whole)]
        shown = [state for _, state, _, _ in states(stopped)]
        assert shown[: len(whole)] == ["written"] * len(whole)
        assert set(shown[len(whole) :]) <= {"not finished", "waiting"}
        assert stopped.can_go_back()
        assert not stopped.is_complete()
        assert not child(stopped, QPushButton, "buildStop").isVisible()
        assert [name for name in names if not name.startswith(".")] == [
            f"slide-{number}.{end}"
            for number in range(len(whole))
            for end in ("index.npz", "tfrecords")
        ]

    def test_that_it_is_resumed_to_the_same_bytes(self, stopped: RunPage, qtbot: QtBot) -> None:
        output = stopped.draft.request.output
        before = (output / "slide-0.tfrecords").stat()
        whole = sum(name.endswith(".tfrecords") for name in files_in(output))
        resume = child(stopped, QPushButton, "buildResume")
        assert resume.hasFocus()
        qtbot.keyClick(resume, Qt.Key.Key_Space)
        over(stopped, qtbot)
        assert stopped.run.state is State.DONE
        shown = [state for _, state, _, _ in states(stopped)]
        assert shown == ["was there"] * whole + ["written"] * (3 - whole)
        after = (output / "slide-0.tfrecords").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        report = stopped.draft.report
        assert report is not None
        assert report.records == 36
        assert [name for name in files_in(output) if name.startswith(".")] == []

    def test_that_another_request_is_another_build(self, stopped: RunPage, qtbot: QtBot) -> None:
        draft = stopped.draft
        draft.change(output=draft.request.output.with_name("elsewhere"))
        settle(draft, qtbot)
        stopped.begin()
        over(stopped, qtbot)
        assert stopped.run.state is State.DONE
        assert (draft.request.output / "slide-2.tfrecords").exists()


class TestOneThatFails:
    def test_that_an_image_that_ends_it_is_named_and_can_be_mended(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        bad = images / "slide-1" / "slide-1-256-256.jpg"
        whole = bad.read_bytes()
        bad.write_bytes(whole[:-40])  # its head is sound, so that planning knows of nothing
        draft.choose(images)
        draft.change(policies=Policies(on_problem=OnProblem.RAISE))
        settle(draft, qtbot)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        over(page, qtbot)
        assert page.title == "Not finished"
        told = said(page, "buildEndedText")
        assert told.startswith("slide-1-256-256.jpg: The image")
        assert "1 of 3 TFRecords is whole and stays." in told
        assert [line.split(":")[0] for line in problems(page)] == ["slide-1-256-256.jpg"]
        bad.write_bytes(whole)
        child(page, QPushButton, "buildResume").click()
        over(page, qtbot)
        assert page.run.state is State.DONE

    def test_that_a_full_disk_is_told_and_leaves_nothing_half_made(
        self,
        enter: Enter,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def full(*args: object, **more: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", "slide-0.tfrecords")

        monkeypatch.setattr("tfrviewer.build.running.one_file.OneFile.take", full)
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        over(page, qtbot)
        told = said(page, "buildEndedText")
        assert "No space left on device." in told
        assert "No TFRecord was finished, and nothing is left behind." in told
        assert files_in(page.draft.request.output) == []
        assert caplog.records
        monkeypatch.undo()
        child(page, QPushButton, "buildResume").click()
        over(page, qtbot)
        assert page.run.state is State.DONE

    def test_that_nothing_is_written_where_a_tfrecord_came_meanwhile(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        output = images.with_name("images-tfrecords")
        draft.choose(images)
        settle(draft, qtbot)
        output.mkdir()
        (output / "slide-2.tfrecords").write_bytes(b"of somebody")
        page = enter(RunPage)
        assert isinstance(page, RunPage)
        over(page, qtbot)
        assert said(page, "buildEndedText").startswith("slide-2.tfrecords: It is there already")
        assert files_in(output) == ["slide-2.tfrecords"]


def test_that_a_flood_of_problems_is_shown_in_few_steps(
    draft: Draft, enter: Enter, images: Path, qtbot: QtBot
) -> None:
    for number in range(600):
        (images / "slide-1" / f"slide-1-{number}-7.jpg").write_bytes(jpeg(number)[:-40])
    page = enter(RunPage)
    assert isinstance(page, RunPage)
    steps: list[int] = []
    page.run.advanced.connect(lambda events: steps.append(len(events)))
    over(page, qtbot)
    assert len(problems(page)) == 600
    assert sum(steps) == 600 + 6  # with the beginning and end of each TFRecord
    assert len(steps) < 100
