"""Tools > Verify: what is found comes to all views, ends with a notice, and is known next time."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.windows import MakeWindow, action, open_paths, session_of, write_tfrecord
from tests.unit.dataset.made import flip
from tfrviewer.checks.integrity import Unit, UnitReport, check_unit
from tfrviewer.checks.integrity import verify as verify_module
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.verifying import running, words
from tfrviewer.jobs import CancelToken


@pytest.fixture
def damaged(folder: Path) -> Path:
    """Two slides; a record of the second was changed."""
    flip(folder / "b.tfrecords", 60)
    return folder


def verify(window: MainWindow, qtbot: QtBot, name: str = "verify") -> None:
    with qtbot.waitSignal(window.verifying.settled, timeout=20_000):
        action(window, name).trigger()


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    open_paths(window, [path], qtbot)
    qtbot.waitUntil(window.verifying.is_settled)
    return window


def under_way(window: MainWindow) -> int:
    return sum(job.title.startswith("Verifying") for job in window.jobs.running)


def kinds(window: MainWindow) -> list[FindingKind]:
    session = session_of(window)
    return sorted(finding.kind for finding in session.findings)


def show_findings(window: MainWindow) -> list[QPushButton]:
    buttons = window.notice.findChildren(QPushButton)
    return [button for button in buttons if button.text() == "Show Findings"]


def test_that_there_is_nothing_to_verify_without_a_dataset(window: MainWindow) -> None:
    assert not action(window, "verify").isEnabled()
    window.verifying.verify()
    assert under_way(window) == 0


def test_what_is_found_is_told_and_shown(window: MainWindow, damaged: Path, qtbot: QtBot) -> None:
    session = session_of(opened(window, damaged, qtbot))
    # A deep check, for a plain one finds what reading the fields found before.
    verify(window, qtbot, "verify_deeply")
    assert window.notice.text.startswith("2 files, 12 records: 1 error")
    qtbot.waitUntil(lambda: FindingKind.PAYLOAD_CRC in kinds(window))
    assert window.workspace is not None
    assert window.workspace.verified.files == dict.fromkeys(session.paths, True)
    assert under_way(window) == 0
    (button,) = show_findings(window)
    assert not window.docks["findings"].isVisible()
    button.click()
    assert window.docks["findings"].isVisible()
    assert window.notice.text == ""


def test_what_is_mended_is_no_longer_wrong_once_it_is_verified_again(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    path = folder / "b.tfrecords"
    middle = path.stat().st_size // 2 + 40
    session = session_of(opened(window, folder, qtbot))

    def known() -> tuple[list[FindingKind], list[bool], list[str | None]]:
        verify(window, qtbot)
        qtbot.waitUntil(session.is_settled)
        return kinds(window), session.is_damaged.tolist(), session.frame["problem"].to_list()

    whole = known()
    flip(path, middle)
    broken = known()
    assert set(broken[0]) - set(whole[0]) == {FindingKind.PAYLOAD_CRC}
    assert broken[1] != whole[1]
    assert broken[2] != whole[2]
    flip(path, middle)
    assert known() == whole


def test_where_nothing_is_wrong_that_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_tfrecord(tmp_path / "c.tfrecords", 3)
    opened(window, path, qtbot)
    verify(window, qtbot)
    assert window.notice.text.startswith("1 file, 3 records: ")
    assert "error" not in window.notice.text


def test_what_was_found_is_shown_at_once_when_the_dataset_is_opened_again(
    make_window: MakeWindow, damaged: Path, qtbot: QtBot
) -> None:
    first = opened(make_window(), damaged, qtbot)
    verify(first, qtbot, "verify_deeply")
    qtbot.waitUntil(lambda: session_of(first).is_settled())
    before = kinds(first)
    second = opened(make_window(), damaged, qtbot)
    qtbot.waitUntil(lambda: kinds(second) == before)
    assert second.workspace is not None
    assert len(second.workspace.verified.files) == 2
    assert second.notice.text == ""
    write_tfrecord(damaged / "b.tfrecords", 5)
    third = opened(make_window(), damaged, qtbot)
    assert third.workspace is not None
    assert [path.stem for path in third.workspace.verified.files] == ["a"]


def test_a_run_that_is_cancelled_says_how_far_it_came(
    window: MainWindow, damaged: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, damaged, qtbot)

    def check_and_cancel(bundle: Sequence[Unit]) -> list[UnitReport]:
        window.verifying.stop()
        return list(map(check_unit, bundle))

    monkeypatch.setattr(verify_module, "check_bundle", check_and_cancel)
    verify(window, qtbot)
    assert window.notice.text == (
        "Stopped: 1 of 2 files verified. Verifying again goes on from there."
    )
    assert window.workspace is not None
    assert len(window.workspace.verified.files) == 1
    assert under_way(window) == 0


def test_one_run_at_a_time(
    window: MainWindow, damaged: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, damaged, qtbot)
    with qtbot.waitSignal(window.verifying.settled, timeout=20_000):
        action(window, "verify").trigger()
        action(window, "verify_deeply").trigger()
        assert under_way(window) == 1
    assert "being verified" in window.status.told


def test_another_dataset_ends_it(
    window: MainWindow, damaged: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(window, damaged, qtbot)
    action(window, "verify").trigger()
    other = write_tfrecord(tmp_path / "other" / "o.tfrecords", 2)
    opened(window, other, qtbot)
    assert under_way(window) == 0
    assert FindingKind.PAYLOAD_CRC not in kinds(window)


def test_a_failure_is_told(
    window: MainWindow,
    damaged: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    opened(window, damaged, qtbot)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "permission denied", "cache")

    monkeypatch.setattr(running, "verify", fail)
    verify(window, qtbot)
    assert window.notice.text == "It could not be verified: cache: permission denied."
    assert under_way(window) == 0


def test_reports_come_by_and_by_and_all_of_them(damaged: Path) -> None:
    clock = iter(range(1000))
    news: list[running.News] = []
    done = running.run(
        Dataset(damaged), CancelToken(), news.append, deep=False, clock=lambda: next(clock)
    )
    assert done is not None
    told = [report for one in news for report in one.reports]
    assert told == list(done.files)
    assert news[-1].done == news[-1].total


def test_numbers_are_told_with_their_nouns() -> None:
    assert words.headline(1, 1, ()) == "1 file, 1 record: nothing wrong was found"
    assert words.headline(941, 300, ()).startswith("941 files, 300 records")


def test_that_each_kind_of_which_there_are_more_is_told(
    window: MainWindow, damaged: Path, qtbot: QtBot
) -> None:
    session = session_of(opened(window, damaged, qtbot))
    more = [
        Finding(
            kind=FindingKind.MORE,
            severity=Severity.ERROR,
            file=str(damaged / "b.tfrecords"),
            message=f"{count} more findings of the kind “{kind}”.",
        )
        for count, kind in ((7, "length-crc"), (9, "payload-crc"))
    ]
    session.add_findings([*more, *more])
    qtbot.waitUntil(lambda: kinds(window).count(FindingKind.MORE) == 2)
