"""The list of findings as a person uses it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.finding_deeds import Deed
from tfrviewer.gui.finding_words import KIND_NAMES
from tfrviewer.gui.findings.lines import Grouping
from tfrviewer.gui.findings.model import Column, FindingModel
from tfrviewer.gui.findings.view import FindingsView
from tfrviewer.gui.session import SelectMode, Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified

_OF_BUILDS = frozenset(
    (
        *("empty-folder", "outside-layout", "passed-over", "sheet", "not-an-image"),
        *("unnamed-format", "guessed-location", "corner-location", "renamed", "target-exists"),
        *("already-there", "disk-space", "not-as-written", "bad-query", "bad-request"),
        *("folder-in-use", "new-split"),
    )
)
"""Kinds that are told where something is made or asked for, and never of an open dataset."""

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


def made(
    kind: FindingKind, file: int, record: int | None = None, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        file=str(Path(f"/synthetic/slide-{file}.tfrecords")),
        message=f"It is {kind.value}.",
        remedy="Copy it again.",
        record=record,
        offset=None if record is None else 2000 * record,
    )


CRC = made(FindingKind.PAYLOAD_CRC, 1, 4)
CRC_TOO = made(FindingKind.PAYLOAD_CRC, 0, 2)
OFF_GRID = made(FindingKind.OFF_GRID, 0, 3, Severity.WARNING)
STALE = made(FindingKind.STALE_INDEX, 1, None, Severity.WARNING)


@pytest.fixture
def verified(session: Session) -> Verified:
    return Verified(session)


@pytest.fixture
def view(
    session: Session,
    tasks: TaskRunner,
    verified: Verified,
    synthetic: Make,
    open_synthetic: Open,
    qtbot: QtBot,
    english: None,
) -> FindingsView:
    """The list with a dataset of two slides of ten tiles, in which nothing was found yet."""
    view = FindingsView(
        session,
        tasks,
        verified,
        lambda: frozenset(Deed),
        lambda: True,
        lambda _: np.zeros(0, np.uint32),
    )
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    open_synthetic(synthetic([10, 10]))
    return view


def add(view: FindingsView, session: Session, findings: list[Finding], qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.findings_changed):
        session.add_findings(findings)
    qtbot.waitUntil(view.is_settled)


@pytest.fixture
def filled(view: FindingsView, session: Session, qtbot: QtBot) -> FindingsView:
    add(view, session, [OFF_GRID, CRC, CRC_TOO, STALE], qtbot)
    return view


def label(view: FindingsView, name: str) -> QLabel:
    found = view.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def button(view: FindingsView, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def texts(model: FindingModel) -> list[str]:
    return [model.index(line, Column.WHAT).data() for line in range(model.rowCount())]


def click(view: FindingsView, finding: Finding, qtbot: QtBot) -> None:
    index = view.model.index_of(view.model.columns.findings.index(finding))
    at: QPoint = view.table.visualRect(index).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_that_the_model_keeps_its_word_while_findings_come_and_go(
    view: FindingsView, session: Session, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(
        view.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    add(view, session, [CRC, OFF_GRID], qtbot)
    for grouping in Grouping:
        view.model.group_by(grouping)
    view.model.show_text("off-grid")
    view.model.set_open(view.model.lines.groups[0], on=False) if view.model.lines.groups else None
    add(view, session, [STALE], qtbot)
    view.model.show_text("")
    lines = view.model.rowCount()
    for findings in ([CRC_TOO, CRC], []):
        with qtbot.waitSignal(session.findings_changed):
            session.add_findings(findings, teller="one who looks again")
    qtbot.waitUntil(lambda: session.is_settled() and view.is_settled())
    assert view.model.rowCount() == lines
    session.close()
    assert view.model.rowCount() == 0
    del tester


def test_that_every_kind_that_a_dataset_has_is_called_something() -> None:
    of_builds = {kind for kind in FindingKind if kind.value in _OF_BUILDS}
    unnamed = [kind for kind in FindingKind if kind not in KIND_NAMES]
    assert set(unnamed) <= of_builds


def test_that_headings_say_how_many_there_are(filled: FindingsView) -> None:
    model = filled.model
    assert texts(model) == [
        *("Errors", CRC_TOO.message, CRC.message),
        *("Warnings", OFF_GRID.message, STALE.message),
    ]
    spoken = model.index(0, Column.WHAT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Errors: 2 errors"
    assert model.index(1, Column.WHERE).data() == "slide-0, record 2"
    model.group_by(Grouping.SLIDE)
    assert texts(model)[0] == "slide-0"
    assert model.index(1, Column.WHERE).data() == "Record 2"
    assert model.index(5, Column.WHERE).data() == "The file"


def test_that_a_click_shows_the_record_everywhere_and_keeps_the_selection(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    session.select_range(0, 1, SelectMode.REPLACE)
    click(filled, CRC, qtbot)
    assert (session.current, session.focus_file, session.n_selected) == (14, 1, 2)
    assert label(filled, "findingMessage").text() == CRC.message
    assert label(filled, "findingRemedy").text() == CRC.remedy
    assert label(filled, "findingRecord").text() == "4"
    assert label(filled, "findingByte").text() == "8,000"
    click(filled, STALE, qtbot)
    assert session.focus_file == 1
    assert not label(filled, "findingRecord").isVisible()


def test_that_the_finding_about_the_current_record_is_read(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    session.click(14, ctrl=False, shift=False)
    assert filled.table.finding() is CRC
    assert label(filled, "findingMessage").isVisible()
    session.set_current(5)
    assert filled.table.finding() is CRC, "nothing is wrong with this one"
    filled.model.set_open(filled.model.lines.groups[0], on=False)
    session.set_current(2)
    assert len(texts(filled.model)) == 4, "a group that was closed stays so"


def test_that_enter_goes_there_and_arrows_open_and_close_headings(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    table = filled.table
    table.setCurrentIndex(filled.model.index(0, Column.WHAT))
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert texts(filled.model) == ["Errors", "Warnings", OFF_GRID.message, STALE.message]
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert session.current == 0, "an arrow key only reads"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert session.current == 2
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(texts(filled.model)) == 4


def test_that_next_and_previous_go_round_through_closed_groups(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    told: list[str] = []
    filled.told.connect(told.append)
    filled.model.set_open(filled.model.lines.groups[0], on=False)
    for expected in (2, 14, 3):
        filled.step(1)
        assert session.current == expected
    assert told[0] == f"Finding 1 of 4: {CRC_TOO}"
    filled.step(1)
    assert session.focus_file == 1
    filled.step(1)
    assert session.current == 2
    filled.step(-1)
    assert filled.table.finding() is STALE


def test_that_stepping_with_nothing_found_says_so(view: FindingsView) -> None:
    told: list[str] = []
    view.told.connect(told.append)
    view.step(1)
    assert told == ["Nothing wrong was found so far"]


def test_that_the_finding_read_stays_when_others_come(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    click(filled, CRC, qtbot)
    first = made(FindingKind.TRUNCATED, 0)
    add(filled, session, [first], qtbot)
    assert texts(filled.model)[1] == first.message
    assert filled.table.finding() is CRC
    assert filled.model.finding(filled.table.currentIndex()) is CRC
    filled.model.show_text("off-grid")
    assert filled.table.finding() is None
    assert not label(filled, "findingMessage").isVisible()


def test_that_switches_and_words_narrow_the_list_and_it_says_how_to_widen_it(
    filled: FindingsView, qtbot: QtBot
) -> None:
    errors = filled.findChild(QToolButton, "findings_error")
    words = filled.findChild(QLineEdit, "findingsText")
    assert isinstance(errors, QToolButton)
    assert isinstance(words, QLineEdit)
    assert errors.text() == "2 errors"
    errors.click()
    assert texts(filled.model) == ["Warnings", OFF_GRID.message, STALE.message]
    words.setText("payload")
    qtbot.waitUntil(lambda: filled.model.rowCount() == 0)
    assert label(filled, "findingsEmptyTitle").text() == "No finding is listed"
    button(filled, "findingsEmptyDo").click()
    assert len(filled.listed()) == 4


def test_that_a_record_hidden_by_a_filter_can_be_shown(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("tfrecord = 'slide-0'")
    click(filled, CRC, qtbot)
    assert label(filled, "findingHidden").isVisible()
    with qtbot.waitSignal(session.order_changed):
        button(filled, "finding_show_hidden").click()
    assert not label(filled, "findingHidden").isVisible()
    assert not button(filled, "finding_show_hidden").isVisible()


def test_that_all_records_of_a_kind_are_selected(
    filled: FindingsView, session: Session, qtbot: QtBot
) -> None:
    click(filled, CRC, qtbot)
    button(filled, "finding_select_kind").click()
    assert session.selection.nonzero()[0].tolist() == [2, 14]


def test_that_records_of_files_that_are_not_read_yet_are_not_selected(
    view: FindingsView, session: Session
) -> None:
    session.close()
    view.select_kind(CRC)
    assert not session.selection.any()


def test_that_only_the_findings_of_one_slide_are_listed(
    view: FindingsView,
    session: Session,
    synthetic: Make,
    open_synthetic: Open,
    qtbot: QtBot,
) -> None:
    open_synthetic(synthetic([1] * 11))
    of_one, of_ten = made(FindingKind.PAYLOAD_CRC, 1, 0), made(FindingKind.PAYLOAD_CRC, 10, 0)
    index = Path(of_one.file).with_suffix(".index.npz")
    of_index = replace(STALE, file=str(index))
    names_it = replace(of_ten, message="It has the tiles of slide-1.tfrecords.", record=1)
    add(view, session, [of_one, of_ten, of_index, names_it], qtbot)
    view.list_slide(1)
    assert set(view.listed()) == {of_one, of_index}
    chip = view.findChild(QToolButton, "findingsSlide")
    assert isinstance(chip, QToolButton)
    assert chip.text() == "slide-1"
    chip.click()
    assert len(view.listed()) == 4
    assert not chip.isVisible()


def test_that_only_what_helps_is_offered(filled: FindingsView, qtbot: QtBot) -> None:
    asked: list[tuple[Deed, Finding]] = []
    filled.deed_asked.connect(lambda deed, finding: asked.append((deed, finding)))
    click(filled, CRC, qtbot)
    assert button(filled, "finding_salvage").isVisible()
    assert not button(filled, "finding_rebuild_index").isVisible()
    button(filled, "finding_salvage").click()
    click(filled, STALE, qtbot)
    assert not button(filled, "finding_salvage").isVisible()
    button(filled, "finding_rebuild_index").click()
    assert asked == [(Deed.SALVAGE, CRC), (Deed.REBUILD_INDEX, STALE)]


def test_that_the_menu_of_a_line_offers_the_same(filled: FindingsView, qtbot: QtBot) -> None:
    click(filled, CRC, qtbot)
    menu = filled.make_menu(CRC)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Salvage…", "Select All of This Kind", "Copy", "Show in Folder"]
    menu.actions()[2].trigger()
    assert CRC.message in QGuiApplication.clipboard().text()


def test_that_it_is_copied_and_saved_as_it_is_listed(
    filled: FindingsView, tmp_path: Path, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    click(filled, CRC, qtbot)
    filled.copy()
    assert clipboard.text().splitlines()[1:] == [CRC.where, CRC.message, CRC.remedy]
    filled.model.show_text("payload")
    with qtbot.waitSignal(filled.told):
        filled.copy_all()
    assert len(clipboard.text().splitlines()) == 3
    for name in ("list.json", "list.csv"):
        with qtbot.waitSignal(filled.told):
            filled.save(tmp_path / name)
    read = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert [Finding.from_json(value) for value in read] == [CRC_TOO, CRC]
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "kind,severity,file,record,offset,message,remedy"
    told: list[str] = []
    filled.told.connect(told.append)
    filled.save(tmp_path / "no" / "such" / "list.csv")
    qtbot.waitUntil(lambda: bool(told))
    assert "cannot be written" in told[0]


def test_that_nothing_found_is_said_with_what_was_looked_at(
    view: FindingsView, session: Session, verified: Verified, qtbot: QtBot
) -> None:
    title, words = label(view, "findingsEmptyTitle"), label(view, "findingsEmptyWords")
    assert title.text() == "Nothing wrong found so far"
    assert words.text().startswith("Opening 2 TFRecords with 20 records")
    with qtbot.waitSignal(view.verify_asked):
        button(view, "findingsEmptyDo").click()
    verified.note(session.paths[:1], deep=False)
    assert "1 TFRecord" in words.text().splitlines()[1]
    verified.note(session.paths, deep=True)
    assert title.text() == "Nothing wrong found"
    assert words.text().endswith("every image decoded whole.")
    assert not button(view, "findingsEmptyDo").isVisible()
    session.close()
    assert not verified.files
    assert title.text().startswith("Open a dataset")


def test_that_a_narrow_panel_has_the_finding_below_the_list(
    filled: FindingsView, qtbot: QtBot
) -> None:
    click(filled, CRC, qtbot)
    filled.resize(360, 500)
    detail = filled.detail.mapTo(filled, QPoint())
    assert detail.y() > filled.table.mapTo(filled, QPoint()).y()
    qtbot.waitUntil(lambda: filled.table.height() > filled.detail.height())
    filled.resize(1000, 300)
    qtbot.waitUntil(lambda: filled.table.width() > filled.detail.width() + 200)
    filled.resize(360, 500)
    switch = filled.findChild(QToolButton, "findings_error")
    assert isinstance(switch, QToolButton)
    qtbot.waitUntil(lambda: switch.text() == "2")
    assert (switch.text(), switch.accessibleName()) == ("2", "2 errors")
