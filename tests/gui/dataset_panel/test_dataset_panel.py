import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.dataset_panel import DatasetPanel
from tfrviewer.gui.dataset_panel.findings import FindingList, FindingModel
from tfrviewer.gui.dataset_panel.model import Column, FileModel
from tfrviewer.gui.dataset_panel.state import ICONS, FileState, state_of, word_for
from tfrviewer.gui.dataset_panel.words import size_text
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts

Make = Callable[..., Any]


def finding(
    file: int, kind: FindingKind, severity: Severity = Severity.ERROR, record: int | None = None
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        file=f"/synthetic/slide-{file}.tfrecords",
        record=record,
        message="Something is wrong here.",
        remedy="Do this about it.",
    )


@pytest.fixture
def panel(session: Session, facts: SlideFacts, qtbot: QtBot) -> DatasetPanel:
    panel = DatasetPanel(session, facts)
    qtbot.addWidget(panel)
    panel.resize(400, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def table(panel: DatasetPanel) -> QTableView:
    found = panel.findChild(QTableView, "datasetFiles")
    assert isinstance(found, QTableView)
    return found


def shown(model: FileModel, column: Column) -> list[str]:
    return [model.index(line, column).data() for line in range(model.rowCount())]


class TestState:
    @pytest.mark.parametrize(
        ("kind", "severity", "state"),
        [
            (FindingKind.EMPTY_FILE, Severity.WARNING, FileState.EMPTY),
            (FindingKind.LFS_POINTER, Severity.ERROR, FileState.NOT_A_TFRECORD),
            (FindingKind.STALE_INDEX, Severity.WARNING, FileState.STALE_INDEX),
            (FindingKind.PAYLOAD_CRC, Severity.ERROR, FileState.DAMAGED),
            (FindingKind.MORE, Severity.WARNING, FileState.WARNING),
            (FindingKind.INDEX_NOT_WRITTEN, Severity.NOTE, FileState.OK),
        ],
    )
    def test_a_finding_says_how_a_file_is(
        self, kind: FindingKind, severity: Severity, state: FileState
    ) -> None:
        assert state_of([finding(0, kind, severity)]) is state

    def test_the_worst_counts(self) -> None:
        findings = [
            finding(0, FindingKind.STALE_INDEX, Severity.WARNING),
            finding(0, FindingKind.TRUNCATED),
        ]
        assert state_of(findings) is FileState.DAMAGED
        assert state_of([]) is FileState.OK

    def test_every_state_has_a_word_and_a_sign_of_its_own(self, qapp: QApplication) -> None:
        assert len({word_for(state) for state in FileState}) == len(FileState)
        assert len(set(ICONS.values())) == len(FileState)


class TestModel:
    def test_it_keeps_the_rules_of_models_while_files_come_in(
        self,
        session: Session,
        facts: SlideFacts,
        synthetic: Make,
        open_synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        model = FileModel(session, facts)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.sort(Column.TILES, Qt.SortOrder.DescendingOrder)
        open_synthetic(synthetic([3, 0, 5, 1]))
        model.sort(Column.STATE)
        session.close()
        assert model.rowCount() == 0

    def test_it_shows_what_is_known_of_each_file(
        self, session: Session, facts: SlideFacts, synthetic: Make, open_synthetic: Make
    ) -> None:
        model = FileModel(session, facts)
        open_synthetic(
            synthetic([1200, 0], {1: [finding(1, FindingKind.EMPTY_FILE, Severity.WARNING)]})
        )
        assert shown(model, Column.NAME) == ["slide-0", "slide-1"]
        assert shown(model, Column.TILES) == [QLocale().toString(1200), "0"]
        assert shown(model, Column.STATE) == ["ok", "empty"]
        tip = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "/synthetic/slide-1.tfrecords" in tip
        assert "Do this about it." in tip
        assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "slide-1, empty"

    def test_files_not_read_yet_say_so(
        self, session: Session, facts: SlideFacts, synthetic: Make, qtbot: QtBot
    ) -> None:
        release = threading.Event()
        dataset = synthetic([2, 2])
        dataset.gate = lambda i: release.wait(10) if i else None
        model = FileModel(session, facts)
        with qtbot.waitSignal(session.records_changed):
            session.open_with(lambda: dataset, "synthetic")
        assert shown(model, Column.STATE) == ["ok", "loading"]
        assert shown(model, Column.TILES) == ["2", "…"]
        with qtbot.waitSignal(session.settled):
            release.set()
        assert shown(model, Column.STATE) == ["ok", "ok"]

    @pytest.mark.parametrize(
        ("order", "lines"),
        [(Qt.SortOrder.AscendingOrder, (1, 2)), (Qt.SortOrder.DescendingOrder, (0, 1))],
    )
    def test_it_tells_of_the_files_that_came_alone(
        self,
        order: Qt.SortOrder,
        lines: tuple[int, int],
        session: Session,
        facts: SlideFacts,
        synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        release = threading.Event()
        dataset = synthetic([2, 2, 2])
        dataset.gate = lambda i: release.wait(10) if i == 1 else None
        model = FileModel(session, facts)
        model.sort(Column.NAME, order)
        told: list[tuple[int, int]] = []
        with qtbot.waitSignal(session.records_changed):
            session.open_with(lambda: dataset, "synthetic")
        model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
        with qtbot.waitSignal(session.settled):
            release.set()
        assert {line for first, last in told for line in range(first, last + 1)} == set(lines)

    def test_it_sorts_by_any_column(
        self, session: Session, facts: SlideFacts, synthetic: Make, open_synthetic: Make
    ) -> None:
        model = FileModel(session, facts)
        open_synthetic(synthetic([3, 9, 5], {2: [finding(2, FindingKind.TRUNCATED)]}))
        model.sort(Column.TILES)
        assert shown(model, Column.NAME) == ["slide-0", "slide-2", "slide-1"]
        model.sort(Column.STATE, Qt.SortOrder.DescendingOrder)
        assert shown(model, Column.NAME)[0] == "slide-2"
        model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
        assert shown(model, Column.NAME) == ["slide-2", "slide-1", "slide-0"]
        assert model.file_number(model.index_of(1)) == 1
        assert model.file_number(QModelIndex()) == -1

    def test_ten_thousand_files_are_no_trouble(
        self, session: Session, facts: SlideFacts, synthetic: Make, open_synthetic: Make
    ) -> None:
        model = FileModel(session, facts)
        open_synthetic(synthetic([1] * 10_000))
        model.sort(Column.SIZE, Qt.SortOrder.DescendingOrder)
        assert model.rowCount() == 10_000


class TestPanel:
    def test_a_click_goes_to_the_first_record_of_a_file(
        self,
        panel: DatasetPanel,
        session: Session,
        synthetic: Make,
        open_synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        open_synthetic(synthetic([3, 3]))
        view = table(panel)
        at = view.visualRect(view.model().index(1, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert session.current == 3
        assert session.focus_file == 1

    def test_the_file_of_the_current_record_is_marked(
        self, panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        open_synthetic(synthetic([3, 3]))
        session.set_current(4)
        assert table(panel).currentIndex().row() == 1

    def test_a_double_click_shows_only_that_file(
        self,
        panel: DatasetPanel,
        session: Session,
        synthetic: Make,
        open_synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        open_synthetic(synthetic([3, 3]))
        view = table(panel)
        at: QPoint = view.visualRect(view.model().index(1, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        with qtbot.waitSignal(panel.filter_asked) as caught:
            qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert caught.args == ["tfrecord = 'slide-1'"]

    def test_the_menu_of_a_file_selects_its_records_and_copies_its_path(
        self,
        panel: DatasetPanel,
        session: Session,
        synthetic: Make,
        open_synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        open_synthetic(synthetic([3, 2]))
        menu = panel.make_menu(table(panel).model().index(1, 0))
        only, everything, _, copy = menu.actions()
        everything.trigger()
        assert session.n_selected == 2
        assert session.selection.tolist() == [False] * 3 + [True] * 2
        copy.trigger()
        assert QApplication.clipboard().text() == "/synthetic/slide-1.tfrecords"
        with qtbot.waitSignal(panel.filter_asked):
            only.trigger()

    def test_it_sums_up_the_dataset(
        self, panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        open_synthetic(synthetic([3, 2]))
        label = panel.findChild(QLabel, "datasetSummary")
        assert label is not None
        assert label.text().startswith("2 TFRecords · 5 tiles")

    def test_the_name_of_a_file_has_its_room_in_a_narrow_panel(
        self, panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        open_synthetic(synthetic([3, 2]))
        assert not table(panel).isColumnHidden(Column.SIZE)
        panel.resize(180, 600)
        assert table(panel).isColumnHidden(Column.SIZE)
        name = table(panel).fontMetrics().horizontalAdvance("slide-0")
        assert table(panel).columnWidth(Column.NAME) >= name

    def test_no_word_of_a_state_is_cut_in_a_narrow_panel(
        self, panel: DatasetPanel, synthetic: Make, open_synthetic: Make, qtbot: QtBot
    ) -> None:
        files = table(panel)
        for width in (420, 200):
            panel.resize(width, 500)
            open_synthetic(synthetic([3], {0: [finding(0, FindingKind.STALE_INDEX)]}))
            qtbot.waitUntil(lambda width=width: files.width() == width)  # type: ignore[misc]
            state = files.model().index(0, Column.STATE)
            room = files.columnWidth(Column.STATE)
            assert files.fontMetrics().horizontalAdvance(state.data() or "") + 22 <= room
            assert bool(state.data()) == (width == 420)
            title = files.model().headerData(Column.STATE, Qt.Orientation.Horizontal)
            assert files.fontMetrics().horizontalAdvance(title) + 6 <= room
            assert state.data(Qt.ItemDataRole.ToolTipRole).startswith("stale index")
            assert "stale index" in state.data(Qt.ItemDataRole.AccessibleTextRole)


class TestFindings:
    def test_the_list_shows_only_when_there_are_any(
        self, panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        findings = panel.findChild(FindingList)
        assert findings is not None
        open_synthetic(synthetic([3]))
        assert not findings.isVisible()
        open_synthetic(synthetic([3], {0: [finding(0, FindingKind.TRUNCATED)]}))
        assert findings.isVisible()

    def test_a_click_goes_to_the_record(
        self,
        panel: DatasetPanel,
        session: Session,
        synthetic: Make,
        open_synthetic: Make,
        qtbot: QtBot,
    ) -> None:
        about = finding(1, FindingKind.PAYLOAD_CRC, record=2)
        open_synthetic(synthetic([3, 3], {1: [about]}))
        findings = panel.findChild(FindingList)
        assert findings is not None
        at = findings.visualRect(findings.model().index(0, 0)).center()
        qtbot.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert session.current == 5

    def test_errors_come_before_notes(
        self, session: Session, synthetic: Make, open_synthetic: Make
    ) -> None:
        note = finding(0, FindingKind.MORE, Severity.NOTE)
        error = finding(0, FindingKind.TRUNCATED)
        model = FindingModel(session)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        open_synthetic(synthetic([3], {0: [note, error]}))
        assert [model.finding(model.index(i, 0)) for i in range(2)] == [error, note]


def test_a_file_without_tiles_shows_its_finding(
    panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    found = {
        0: [finding(0, FindingKind.PAYLOAD_CRC, record=i) for i in range(30)],
        1: [finding(1, FindingKind.LFS_POINTER)],
    }
    open_synthetic(synthetic([40, 0], findings=found))
    files, findings = table(panel), panel.findChild(FindingList)
    assert findings is not None
    qtbot.waitUntil(lambda: findings.viewport().height() > 50)
    place = files.visualRect(files.model().index(1, Column.NAME)).center()
    qtbot.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=place)
    chosen = findings.currentIndex()
    assert chosen.data(FindingModel.FINDING_ROLE).kind is FindingKind.LFS_POINTER
    assert findings.viewport().rect().intersects(findings.visualRect(chosen))


def test_the_findings_follow_the_file_in_focus(
    panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    hole = replace(finding(2, FindingKind.PAYLOAD_CRC), offset=150)
    open_synthetic(
        synthetic(
            [3, 3, 3],
            {
                0: [finding(0, FindingKind.PAYLOAD_CRC, record=i) for i in (0, 2)],
                2: [finding(2, FindingKind.PAYLOAD_CRC, record=0), hole],
            },
        )
    )
    findings = panel.findChild(FindingList)
    assert findings is not None

    def chosen() -> list[int]:
        return [index.row() for index in findings.selectedIndexes()]

    assert chosen() == [0]
    session.set_focus_file(1)
    assert chosen() == []
    session.set_focus_file(2)
    assert chosen() == [2]
    session.set_focus_file(1)
    at = findings.visualRect(findings.model().index(3, 0)).center()
    qtbot.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen() == [3]  # not the first of its file
    offsets = session.values("offset")[6:].to_list()
    assert session.current == 6 + next(i for i, at in enumerate(offsets) if at >= 150)


def test_a_menu_left_again_leaves_the_file_in_focus_marked(
    panel: DatasetPanel, session: Session, synthetic: Make, open_synthetic: Make, qtbot: QtBot
) -> None:
    open_synthetic(synthetic([3, 3]))
    files = table(panel)
    place = files.visualRect(files.model().index(1, Column.NAME)).center()
    qtbot.mousePress(files.viewport(), Qt.MouseButton.RightButton, pos=place)
    files.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert session.focus_file == 0
    assert [index.row() for index in files.selectionModel().selectedRows()] == [0]


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (35_912, "35.9 kB"), (1_234_567, "1.2 MB")],
)
def test_a_size_is_told_as_by_the_command_line(size: int, text: str) -> None:
    assert size_text(size) == text
