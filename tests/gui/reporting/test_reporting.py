"""A report takes what the window knows: its filter, what was verified and measured, its flags."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, session_of
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.reporting.dialog import Asked, ReportDialog
from tfrviewer.gui.reporting.source import ReportSource, ReportWork
from tfrviewer.gui.settings import SAVED_IN
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.report.report import Report
from tfrviewer.report.request import Part, ReportRequest

Ask = Callable[[], ReportDialog]


@pytest.fixture
def ask(opened: MainWindow, qtbot: QtBot) -> Ask:
    """Have Tools > Report… ask, and return the dialog."""

    def show() -> ReportDialog:
        qtbot.waitUntil(lambda: not session_of(opened).pending)
        with qtbot.waitSignal(opened.reporting.shown) as told:
            action(opened, "report").trigger()
        assert told.args is not None
        dialog = told.args[0]
        assert isinstance(dialog, ReportDialog)
        return dialog

    return show


def source_of(window: MainWindow) -> ReportSource:
    assert window.workspace is not None
    return ReportSource.of(window.workspace)


def said(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QWidget, name)
    assert label is not None
    return str(label.property("text"))


def made(source: ReportSource, target: Path, *, only_shown: bool = True) -> Report:
    work = ReportWork(source, ReportRequest(tiles=4), target, only_shown)
    return work(lambda done, total, text: None, CancelToken())


def test_that_a_report_is_saved_and_can_be_opened(
    opened: MainWindow,
    ask: Ask,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = ask()
    dialog.title.setText("Mine")
    with qtbot.waitSignal(opened.reporting.ended, timeout=20_000):
        dialog.save_to(tmp_path / "out")
    assert "<h1>Mine</h1>" in (tmp_path / "out.html").read_text()
    assert opened.notice.text == (
        "out.html was saved: nothing wrong was found so far, but not all files are verified."
    )
    assert opened.settings.get(SAVED_IN) == str(tmp_path)
    seen: list[str] = []

    def open_url(url: QUrl) -> bool:
        seen.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    for button in opened.notice.findChildren(QPushButton):
        if button.text() in ("Open it", "Show folder"):
            button.click()
    assert seen == [str(tmp_path / "out.html"), str(tmp_path)]


def test_that_what_is_ticked_and_typed_is_asked_for(ask: Ask, tmp_path: Path) -> None:
    dialog = ask()
    asked: list[Asked] = []
    dialog.asked.disconnect()
    dialog.asked.connect(asked.append)
    dialog.form.show_value(".pdf")
    dialog.parts[Part.MAPS].setChecked(False)
    dialog.seed.setValue(7)
    dialog.count.setValue(12)
    dialog.save_to(tmp_path / "out.html")
    (one,) = asked
    assert one.target == tmp_path / "out.html.pdf"
    assert (one.request.seed, one.request.tiles) == (7, 12)
    assert one.request.parts == frozenset(Part) - {Part.MAPS, Part.REJECTED}


def test_that_the_dialog_says_what_nobody_looked_for(ask: Ask) -> None:
    dialog = ask()
    told = said(dialog, "reportKnownTold")
    assert "2 TFRecords are not verified" in told
    assert "not measured" in told
    assert not dialog.parts[Part.REJECTED].isEnabled()
    assert [dialog.tiles.itemText(at) for at in range(dialog.tiles.count())] == ["All 12 tiles"]


def test_that_only_what_is_shown_is_looked_at_where_that_is_asked_for(
    opened: MainWindow, ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(opened)
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("x >= 200")
    dialog = ask()
    assert said(dialog, "reportTilesTold") == "Filter: x >= 200"
    source = source_of(opened)
    told = made(source, tmp_path / "shown.html")
    assert sum(line.shown for line in told.slides) == 6
    told = made(source, tmp_path / "all.html", only_shown=False)
    assert sum(line.shown for line in told.slides) == 12


def test_that_records_hidden_by_hand_are_left_out(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(opened)
    session.click(3, ctrl=False, shift=False)
    with qtbot.waitSignal(session.order_changed):
        session.hide_selected()
    told = made(source_of(opened), tmp_path / "out.html")
    assert told.is_filtered
    method = {fact.name: fact.text for fact in told.method}
    assert method["Filter"] == "chosen by hand: 11 of 12 tiles"


def test_that_flags_of_the_session_make_a_sheet_of_rejected_tiles(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(opened)
    qtbot.waitUntil(lambda: not session.pending)
    with qtbot.waitSignal(session.flags.settled):
        session.flags.flag(np.array([2, 9]), "reject")
    source = source_of(opened)
    assert source.checks.reader == session.flags.reader
    told = made(source, tmp_path / "out.html")
    assert told.rejected is not None
    assert [tile.number for tile in told.rejected.tiles] == [2, 9]


def test_that_a_report_that_cannot_be_written_says_so_and_leaves_nothing(
    opened: MainWindow, ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ask()
    (tmp_path / "folder.html").mkdir()
    with qtbot.waitSignal(opened.reporting.ended, timeout=20_000):
        dialog.save_to(tmp_path / "folder.html")
    assert "It is a folder" in opened.notice.text
    assert list((tmp_path / "folder.html").iterdir()) == []


def test_that_a_report_can_be_cancelled(opened: MainWindow, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    work = ReportWork(source_of(opened), ReportRequest(), tmp_path / "out.html", False)
    with pytest.raises(Cancelled):
        work(lambda done, total, text: None, cancel)
    assert not (tmp_path / "out.html").exists()


def test_that_two_reports_at_once_are_both_made_though_the_dataset_is_closed(
    opened: MainWindow, ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = ask(), ask()
    second.form.show_value(".pdf")
    ended: list[None] = []
    opened.reporting.ended.connect(lambda: ended.append(None))
    first.save_to(tmp_path / "first.html")
    second.save_to(tmp_path / "second.pdf")
    assert len(opened.jobs.running) == 2
    opened.close_dataset()
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=20_000)
    assert "<figure>" in (tmp_path / "first.html").read_text()
    assert (tmp_path / "second.pdf").read_bytes().startswith(b"%PDF")


def test_that_another_dataset_takes_the_dialog_away(
    opened: MainWindow, ask: Ask, qtbot: QtBot
) -> None:
    dialog = ask()
    with qtbot.waitSignal(dialog.finished):
        opened.close_dataset()
