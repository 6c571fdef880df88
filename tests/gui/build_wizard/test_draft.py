import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.walking import choose, settle
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Naming
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.build_wizard import draft as draft_module
from tfrviewer.gui.build_wizard.draft import NOWHERE, Draft
from tfrviewer.gui.build_wizard.looking import Found, find, free_output, suggested_output
from tfrviewer.jobs import CancelToken, Progress


def test_nothing_is_chosen_at_first(draft: Draft) -> None:
    assert not draft.has_source
    assert draft.scan is None
    assert draft.plan is None
    assert not draft.is_ready


def test_a_folder_is_looked_at_and_planned(draft: Draft, images: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignals([draft.scanned, draft.planned], order="strict"):
        draft.choose(images)
    assert draft.scan is not None
    assert draft.scan.images == 36
    assert draft.plan is not None
    assert draft.plan.records == 36
    assert draft.plan.layout is Layout.NESTED
    assert draft.is_ready


def test_the_output_is_beside_the_images_where_nothing_is_yet(
    draft: Draft, images: Path, qtbot: QtBot
) -> None:
    (images.parent / "images-tfrecords").mkdir()
    choose(draft, images, qtbot)
    assert draft.request.output == images.parent / "images-tfrecords-2"
    assert not draft.request.output.exists()


def test_an_output_that_was_chosen_stays(draft: Draft, images: Path, qtbot: QtBot) -> None:
    chosen = images.parent / "images-tfrecords"
    chosen.mkdir()
    draft.start(BuildRequest(source=images, output=chosen))
    settle(draft, qtbot)
    assert draft.request.output == chosen


def test_an_output_that_a_recipe_names_stays_though_it_was_suggested_before(
    draft: Draft, images: Path, qtbot: QtBot
) -> None:
    choose(draft, images, qtbot)
    suggested = draft.request.output
    suggested.mkdir()
    draft.start(BuildRequest(source=images, output=suggested))
    settle(draft, qtbot)
    assert draft.request.output == suggested


def test_where_nobody_may_write_the_home_folder_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert free_output(suggested_output(tmp_path / "a")).parent == own_home


def test_that_a_change_of_names_looks_at_no_image_again(
    draft: Draft, images: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(draft, images, qtbot)
    scan = draft.scan
    monkeypatch.setattr(draft_module, "find", None)  # must not be called
    with qtbot.waitSignal(draft.planned):
        draft.change(naming=Naming(pattern="none"))
    assert draft.scan is scan
    assert draft.plan is not None
    assert not draft.plan.files[0].images.known.any()


def test_that_the_same_again_does_nothing(draft: Draft, images: Path, qtbot: QtBot) -> None:
    choose(draft, images, qtbot)
    with qtbot.assertNotEmitted(draft.request_changed), qtbot.assertNotEmitted(draft.planned):
        draft.change(naming=Naming())
        assert not draft.is_planning


def test_that_only_the_last_of_many_changes_arrives(
    draft: Draft, images: Path, qtbot: QtBot
) -> None:
    choose(draft, images, qtbot)
    plans: list[str | None] = []
    draft.planned.connect(
        lambda: plans.append(draft.plan.request.naming.pattern if draft.plan else "")
    )
    for pattern in ("none", "qupath", "clam", "slideflow"):
        draft.change(naming=Naming(pattern=pattern))
    settle(draft, qtbot)
    assert plans == ["slideflow"]


def test_a_source_that_is_not_there_is_told(draft: Draft, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(draft.failed) as caught:
        draft.choose(tmp_path / "gone")
    assert caught.args is not None
    finding: Finding = caught.args[0]
    assert finding.kind is FindingKind.MISSING_FILE
    assert draft.problem == finding
    assert not draft.is_scanning


def test_a_request_that_contradicts_itself_is_told_and_can_be_mended(
    draft: Draft, images: Path, qtbot: QtBot
) -> None:
    choose(draft, images, qtbot)
    with qtbot.waitSignal(draft.failed):
        draft.change(filename="one.tfrecords")  # of three slides
    assert draft.plan is None
    with qtbot.waitSignal(draft.planned):
        draft.change(filename=None)
    assert draft.problem is None
    assert draft.is_ready


class Gate:
    """Looking that goes on until it is let go, or cancelled."""

    def __init__(self) -> None:
        self.begun, self.go, self.cancelled = threading.Event(), threading.Event(), False

    def __call__(
        self, request: BuildRequest, *, suggested: Path, progress: Progress, cancel: CancelToken
    ) -> Found:
        progress(7, 0, "folder")
        self.begun.set()
        while not self.go.wait(0.01):
            if cancel.cancelled:
                self.cancelled = True
                cancel.check()
        return self.really(request, suggested=suggested, progress=progress, cancel=cancel)

    really: Callable[..., Found] = staticmethod(find)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate()
    monkeypatch.setattr(draft_module, "find", made)
    return made


def test_looking_can_be_stopped_and_begun_again(
    draft: Draft, images: Path, gate: Gate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(draft.progressed) as caught:
        draft.choose(images)
    assert caught.args == [7, 0, "folder"]
    assert draft.is_scanning is True
    draft.stop_looking()
    assert [draft.is_scanning] == [False]
    qtbot.waitUntil(lambda: gate.cancelled)
    assert draft.scan is None
    gate.go.set()
    draft.look()
    settle(draft, qtbot)
    assert draft.is_ready


def test_that_looking_can_be_cancelled_in_the_status_bar(
    draft: Draft, images: Path, gate: Gate, qtbot: QtBot
) -> None:
    draft.choose(images)
    (job,) = draft.jobs.running
    assert job.title == "Looking at images"
    with qtbot.waitSignal(draft.busy_changed):
        draft.jobs.cancel(job.id)
    assert not draft.is_scanning
    assert draft.scan is None


def test_that_what_an_earlier_source_brings_is_dropped(
    draft: Draft, images: Path, gate: Gate, qtbot: QtBot
) -> None:
    draft.choose(images / "slide-0")
    assert gate.begun.wait(10)
    draft.choose(images)
    gate.go.set()
    settle(draft, qtbot)
    assert draft.scan is not None
    assert draft.scan.source == images


def test_beginning_anew_forgets_all(draft: Draft, images: Path, qtbot: QtBot) -> None:
    choose(draft, images, qtbot)
    draft.clear()
    assert draft.request == replace(draft.request, source=NOWHERE, output=NOWHERE)
    assert draft.scan is None
    assert draft.plan is None
