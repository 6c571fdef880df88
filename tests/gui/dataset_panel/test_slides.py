"""The panel of a dataset whose slides are annotated."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QStyleOptionViewItem,
    QTabBar,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.gui.dataset_panel.test_dataset_panel import shown, table
from tests.unit.dataset.made import write_slide
from tests.unit.dataset.projects import ANNOTATIONS, SIZE, Made, extracted
from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.dataset_panel import DatasetPanel
from tfrviewer.gui.dataset_panel.absent import AbsentModel
from tfrviewer.gui.dataset_panel.files_view import FilesView
from tfrviewer.gui.dataset_panel.model import Column, FileModel
from tfrviewer.gui.dataset_panel.notes import NOTE_ROLE, NoteList
from tfrviewer.gui.dataset_panel.slide_page import SlidePage
from tfrviewer.gui.opening import Tiles, ToOpen
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts

PATIENT, SUBTYPE = len(Column), len(Column) + 1


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project that lacks the tiles of s8 and s9, the latter being left unfinished."""
    made = Made(tmp_path / "lung")
    made.annotate(ANNOTATIONS + "P10,LUAD,Site-2,s8\nP9,,Site-2,s9\n")
    made.report("A", extracted("s1", 2, stride=4))
    (made.label("A") / "s9.unfinished").touch()
    return made


@pytest.fixture
def panel(session: Session, facts: SlideFacts, qtbot: QtBot) -> DatasetPanel:
    panel = DatasetPanel(session, facts)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def opened(
    panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
) -> DatasetPanel:
    session.open(ToOpen((made.root,), Tiles(SIZE)))
    qtbot.waitUntil(lambda: bool(facts.absent) and session.is_settled(), timeout=20_000)
    return panel


def tabs(panel: DatasetPanel) -> list[str]:
    bar = panel.findChild(QTabBar, "datasetTabs")
    assert bar is not None
    return [bar.tabText(i) for i in range(bar.count()) if bar.isTabVisible(i)]


def pick(panel: DatasetPanel, start: str) -> None:
    bar = panel.findChild(QTabBar, "datasetTabs")
    assert bar is not None
    bar.setCurrentIndex(next(i for i in range(bar.count()) if bar.tabText(i).startswith(start)))


def absent_list(panel: DatasetPanel) -> NoteList:
    found = panel.findChild(NoteList, "absentSlides")
    assert isinstance(found, NoteList)
    return found


class TestColumns:
    def test_labels_stand_behind_the_columns_of_every_dataset(self, opened: DatasetPanel) -> None:
        model = table(opened).model()
        names = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
        assert names[len(Column) :] == ["patient", "subtype", "site"]
        assert [model.index(i, PATIENT).data() for i in range(4)] == ["P1", "P1", "P1", "P2"]
        assert [model.index(i, SUBTYPE).data() for i in range(4)] == ["LUAD", "LUSC", "LUAD", "–"]

    def test_the_file_gone_to_stays_selected_when_they_come(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        view = table(panel)
        QAbstractItemModelTester(
            view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, view
        )
        with qtbot.waitSignal(facts.changed, timeout=20_000):
            session.open(ToOpen((made.root,), Tiles(SIZE)))
            qtbot.waitUntil(lambda: session.focus_file == 0)
            session.set_focus_file(2)
        qtbot.waitUntil(lambda: bool(facts.labels) and facts.is_settled(), timeout=20_000)
        assert [index.row() for index in view.selectionModel().selectedRows()] == [2]
        assert view.currentIndex().row() == 2

    def test_they_are_sorted_by_with_blank_ones_last(
        self, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        made.annotate("patient,slide,n\nP1,s1,x10\nP2,s2,x9\nP3,s3,\n")
        model = FileModel(session, facts)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.sort(Column.TILES)
        session.open(ToOpen((made.root,), Tiles(SIZE)))
        qtbot.waitUntil(lambda: bool(model.labels), timeout=20_000)
        model.sort(SUBTYPE)
        assert [model.index(i, SUBTYPE).data() for i in range(4)] == ["x9", "x10", "x10", "–"]
        model.sort(SUBTYPE, Qt.SortOrder.DescendingOrder)
        assert [model.index(i, SUBTYPE).data() for i in range(4)] == ["x10", "x10", "x9", "–"]
        session.close()
        assert (model.labels, model.rowCount()) == ((), 0)

    def test_they_are_shown_and_hidden_by_a_menu_and_this_is_kept(
        self, opened: DatasetPanel, qtbot: QtBot
    ) -> None:
        button = opened.findChild(QToolButton, "datasetColumns")
        assert button is not None
        assert button.isVisible()
        menu = button.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert [action.text() for action in menu.actions()] == ["patient", "subtype", "site"]
        assert all(action.isChecked() for action in menu.actions())
        menu.actions()[1].trigger()
        view = table(opened)
        assert view.isColumnHidden(SUBTYPE)
        assert not view.isColumnHidden(PATIENT)
        state = opened.save_state()
        menu.actions()[1].trigger()
        assert not view.isColumnHidden(SUBTYPE)
        assert opened.restore_state(state)
        assert view.isColumnHidden(SUBTYPE)

    @pytest.mark.parametrize("state", [b"", b"{", b"[1]"])
    def test_senseless_states_are_refused(self, panel: DatasetPanel, state: bytes) -> None:
        assert not panel.restore_state(QByteArray(state))

    def test_a_narrow_panel_scrolls_to_them(self, opened: DatasetPanel, qtbot: QtBot) -> None:
        view = table(opened)
        assert isinstance(view, FilesView)
        assert view.horizontalScrollBar().maximum() > 0
        name = view.fontMetrics().horizontalAdvance("s1")
        assert view.columnWidth(Column.NAME) >= name
        opened.resize(1200, 700)
        qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
        for column in view.labels_shown():
            view.set_shown(view.model().headerData(column, Qt.Orientation.Horizontal), shown=False)
        opened.resize(300, 700)
        assert view.horizontalScrollBar().maximum() == 0
        assert view.columnWidth(Column.NAME) >= name

    @pytest.mark.parametrize("width", [220, 300])
    def test_they_give_way_to_names_that_are_long_and_alike(
        self,
        panel: DatasetPanel,
        session: Session,
        facts: SlideFacts,
        tmp_path: Path,
        qtbot: QtBot,
        width: int,
    ) -> None:
        names = [f"SYN-00-{number:04d}-01Z-00-DX1" for number in range(12)]
        for name in names:
            write_slide(tmp_path / "data" / f"{name}.tfrecords", 1)
        annotations = tmp_path / "annotations.csv"
        annotations.write_text("\n".join(["slide,patient,site", *(f"{n},{n},x" for n in names)]))
        panel.resize(width, 700)
        with qtbot.waitSignal(facts.changed, timeout=20_000):
            session.open(ToOpen((tmp_path / "data",), annotations=annotations))
        qtbot.waitUntil(lambda: bool(facts.labels) and facts.is_settled(), timeout=20_000)
        view = table(panel)
        fixed = (Column.NAME, Column.TILES, Column.STATE)
        assert sum(map(view.columnWidth, fixed)) <= view.viewport().width()
        delegate = view.itemDelegateForColumn(Column.NAME)
        assert isinstance(delegate, AlikeNames)
        shown = []
        for line in range(len(names)):
            option = QStyleOptionViewItem()
            view.initViewItemOption(option)
            index = view.model().index(line, Column.NAME)
            option.rect = view.visualRect(index)
            delegate.initStyleOption(option, index)
            shown.append(option.text)
        assert len(set(shown)) == len(names)
        assert (shown == names) == (width == 300)

    def test_the_menu_of_a_label_filters_by_it(self, opened: DatasetPanel, qtbot: QtBot) -> None:
        menu = opened.make_menu(table(opened).model().index(3, PATIENT))
        with qtbot.waitSignal(opened.filter_asked) as caught:
            menu.actions()[1].trigger()
        assert caught.args == ["patient = 'P2'"]
        blank = opened.make_menu(table(opened).model().index(3, SUBTYPE))
        assert len(blank.actions()) == len(menu.actions()) - 1

    def test_a_label_with_the_name_of_a_column_is_filtered_by_its_own(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        made.annotate("patient,slide,format\nP1,s1,it's\n")
        session.open(ToOpen((made.label("A"),), annotations=made.root / "annotations.csv"))
        qtbot.waitUntil(lambda: bool(session.labels) and bool(facts.labels), timeout=20_000)
        menu = panel.make_menu(table(panel).model().index(0, SUBTYPE))
        with qtbot.waitSignal(panel.filter_asked) as caught:
            menu.actions()[1].trigger()
        assert caught.args == ["format_annotation = 'it''s'"]


class TestTips:
    def test_a_file_tells_its_labels_and_extraction(self, opened: DatasetPanel) -> None:
        model = table(opened).model()
        first, second = (model.index(i, 0).data(Qt.ItemDataRole.ToolTipRole) for i in range(2))
        assert "patient P1, subtype LUAD, site Site-1" in first
        assert "stride 4" in first
        assert "slideflow_version 3.0.2" in first
        assert "date 2026-01-05 10:30," in first
        assert "extracted" not in second

    def test_a_file_whose_count_differs_from_the_manifest_says_so(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        (made.label("A") / "manifest.json").write_text('{"s2.tfrecords": {"total": 9}}')
        session.open(ToOpen.of(made.label("A")))
        model = table(panel).model()
        assert isinstance(model, FileModel)
        qtbot.waitUntil(lambda: shown(model, Column.STATE) == ["ok", "stale count"], timeout=20_000)
        tip = model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "manifest.json counts 9 tiles, and it has 3" in tip


class TestPages:
    def test_each_says_what_is_on_it(self, opened: DatasetPanel, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: len(tabs(opened)) == 3)
        assert tabs(opened)[1:] == ["2 without tiles", "Slide"]
        assert tabs(opened)[0].endswith(("finding", "findings"))

    def test_the_first_is_in_front_until_another_is_picked(
        self, opened: DatasetPanel, session: Session, qtbot: QtBot
    ) -> None:
        bar = opened.findChild(QTabBar, "datasetTabs")
        assert bar is not None
        qtbot.waitUntil(lambda: len(tabs(opened)) == 3)
        assert bar.currentIndex() == 0
        pick(opened, "Slide")
        with qtbot.waitSignal(session.settled):
            session.set_filter("patient = 'P2'")
        assert bar.currentIndex() == 2

    def test_a_plain_folder_has_none(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, tmp_path: Path, qtbot: QtBot
    ) -> None:
        write_slide(tmp_path / "a" / "s1.tfrecords", 2)
        with qtbot.waitSignal(session.settled):
            session.open(ToOpen.of(tmp_path / "a"))
        qtbot.waitUntil(facts.is_settled)
        assert tabs(panel) == []
        button = panel.findChild(QToolButton, "datasetColumns")
        assert button is not None
        assert not button.isVisible()


class TestAbsent:
    def test_each_slide_has_its_reason_the_worst_first(self, opened: DatasetPanel) -> None:
        model = absent_list(opened).model()
        notes = [model.index(i, 0).data(NOTE_ROLE) for i in range(model.rowCount())]
        assert [note.title for note in notes] == ["s9", "s8"]
        assert "not finished" in notes[0].text
        assert notes[0].more == "P9 · Site-2"

    def test_each_reason_stands_above_the_first_of_its_slides(
        self, opened: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        made.annotate(f"{ANNOTATIONS}P10,LUAD,Site-2,s8\nP9,,Site-2,s9\nP7,,Site-2,s7\n")
        with qtbot.waitSignal(session.dataset_changed):
            session.open(ToOpen((made.root,), Tiles(SIZE)))
        qtbot.waitUntil(lambda: len(facts.absent) == 3, timeout=20_000)
        notes = absent_list(opened)
        model = notes.model()
        told = [model.index(i, 0).data(NOTE_ROLE) for i in range(3)]
        assert [(note.title, note.heading) for note in told] == [
            ("s9", "extraction not finished (1)"),
            ("s7", "no TFRecord (2)"),
            ("s8", ""),
        ]
        pick(opened, "3 without")
        heights = [notes.sizeHintForIndex(model.index(i, 0)).height() for i in range(3)]
        assert heights[1] > heights[2]
        assert not opened.grab().isNull()
        reasons = opened.findChild(QComboBox, "absentReasons")
        assert reasons is not None
        reasons.setCurrentIndex(2)
        assert model.index(0, 0).data(NOTE_ROLE).heading == ""

    def test_they_are_narrowed_to_one_reason(self, opened: DatasetPanel, qtbot: QtBot) -> None:
        pick(opened, "2 without")
        reasons = opened.findChild(QComboBox, "absentReasons")
        assert reasons is not None
        assert reasons.isVisible()
        assert [reasons.itemText(i) for i in range(reasons.count())] == [
            "All reasons (2)",
            "extraction not finished (1)",
            "no TFRecord (1)",
        ]
        model = absent_list(opened).model()
        assert isinstance(model, AbsentModel)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        qtbot.keyClick(reasons, Qt.Key.Key_Down)
        qtbot.keyClick(reasons, Qt.Key.Key_Down)
        assert [model.slide(model.index(i, 0)).slide for i in range(model.rowCount())] == ["s8"]

    def test_they_are_copied_as_a_table(self, opened: DatasetPanel) -> None:
        pick(opened, "2 without")
        page = absent_list(opened)
        page.selectionModel().setCurrentIndex(
            page.model().index(1, 0), QItemSelectionModel.SelectionFlag.Select
        )
        widget = page.parentWidget()
        copy = getattr(widget, "copy", None)
        assert callable(copy)
        copy()
        lines = QApplication.clipboard().text().split("\n")
        assert lines[0] == "slide\treason\twords"
        assert lines[1].startswith("s8\tno-tfrecord\tThere is no TFRecord of it.")
        assert len(lines) == 2

    def test_a_line_is_as_high_as_its_text_beside_the_scroll_bar(
        self, opened: DatasetPanel, qtbot: QtBot
    ) -> None:
        pick(opened, "2 without")
        notes = absent_list(opened)
        opened.resize(200, 420)
        qtbot.waitUntil(notes.verticalScrollBar().isVisible)

        def fits() -> bool:
            index = notes.model().index(0, 0)
            height = notes.sizeHintForIndex(index).height()
            return notes.visualRect(index).height() == height

        qtbot.waitUntil(fits)


class TestSlide:
    def texts(self, panel: DatasetPanel) -> list[list[str]]:
        page = panel.findChild(SlidePage)
        assert page is not None
        page.copy()
        lines = QApplication.clipboard().text().split("\n")
        return [[*line.split("\t"), ""][:2] for line in lines]

    def test_it_tells_of_the_slide_in_focus(self, opened: DatasetPanel, session: Session) -> None:
        told = self.texts(opened)
        assert told[:4] == [
            ["Annotations", ""],
            ["patient", "P1"],
            ["subtype", "LUAD"],
            ["site", "Site-1"],
        ]
        assert ["stride", "4"] in told
        assert ["told by", "extraction_report.csv, line 2"] in told
        session.set_focus_file(3)
        assert self.texts(opened) == [
            ["Annotations", ""],
            ["patient", "P2"],
            ["subtype", "–"],
            ["site", "–"],
            ["Extraction", ""],
            ["No report tells of it.", ""],
        ]

    def test_a_slide_without_a_line_says_so(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        made.annotate("patient,slide\nP1,s2\n")
        session.open(ToOpen((made.label("A"),), annotations=made.root / "annotations.csv"))
        qtbot.waitUntil(lambda: bool(facts.labels), timeout=20_000)
        assert ["It has no line in them.", ""] in self.texts(panel)


class TestOrigin:
    def test_it_says_which_tiles_these_are(self, opened: DatasetPanel, made: Made) -> None:
        origin = opened.findChild(QLabel, "datasetOrigin")
        assert origin is not None
        assert origin.text() == "299 px, 302 µm · A, B"
        assert str(made.root / "annotations.csv") in origin.toolTip()
        assert str(made.root) in origin.toolTip()

    def test_a_plain_folder_says_nothing_and_annotations_their_name(
        self, panel: DatasetPanel, session: Session, facts: SlideFacts, made: Made, qtbot: QtBot
    ) -> None:
        origin = panel.findChild(QLabel, "datasetOrigin")
        assert origin is not None
        with qtbot.waitSignal(session.settled):
            session.open(ToOpen.of(made.label("A")))
        assert not origin.isVisible()
        with qtbot.waitSignal(session.settled):
            session.open(ToOpen((made.label("A"),), annotations=made.root / "annotations.csv"))
        assert origin.isVisible()
        assert origin.text() == "annotations.csv"
