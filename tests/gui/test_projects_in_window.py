"""Projects of Slideflow and annotations, from the menu to the views."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCompleter, QFileDialog, QMenu, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import MakeWindow, action, dialog, session_of
from tests.unit.dataset.made import tree, write_slide
from tests.unit.dataset.projects import ANNOTATIONS, SIZE, Made
from tfrviewer.gui.grid.captions import sorted_column, value_texts
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import Tiles, ToOpen
from tfrviewer.gui.project_dialog import ProjectDialog


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project of two sources with ten tiles of one size, and one of another."""
    made = Made(tmp_path / "lung")
    made.annotate(ANNOTATIONS + "P4,LUAD,Site-2,s8\n")
    write_slide(made.label("A", "64px_10x") / "s1.tfrecords", 1)
    return made


def settle(window: MainWindow, qtbot: QtBot, records: int) -> None:
    """Wait until a dataset of so many records is there, with all that is known of its slides."""
    session = session_of(window)
    assert window.workspace is not None
    facts = window.workspace.slide_facts
    qtbot.waitUntil(
        lambda: session.n_records == records and session.is_settled() and facts.is_settled(),
        timeout=20_000,
    )


def choose(window: MainWindow, name: str, path: Path) -> None:
    """Choose a file or a folder in a dialog."""
    asked = dialog(window, name)
    assert isinstance(asked, QFileDialog)
    asked.setDirectory(str(path.parent))
    asked.selectFile(str(path))
    asked.accepted.emit()
    asked.close()


def ask_tiles(window: MainWindow, qtbot: QtBot) -> ProjectDialog:
    """Wait for the dialog of tiles."""
    qtbot.waitUntil(lambda: window.findChild(ProjectDialog) is not None, timeout=20_000)
    found = window.findChild(ProjectDialog)
    assert found is not None
    return found


def test_a_project_is_opened_from_the_menu(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    before = tree(made.root)
    action(window, "open_project").trigger()
    choose(window, "openProjectDialog", made.root)
    asked = ask_tiles(window, qtbot)
    assert asked.isVisible()
    assert asked.label == SIZE
    qtbot.keyClick(asked.findChild(QTreeWidget, "projectSizes"), Qt.Key.Key_Return)
    settle(window, qtbot, 10)
    session = session_of(window)
    assert window.windowTitle() == "Lung, 299 px, 302 µm – tfrviewer"
    assert session.frame["patient"].to_list() == ["P1"] * 9 + ["P2"]
    assert session.columns[-4:] == ["patient", "subtype", "site", "problem"]
    assert window.workspace is not None
    assert [one.slide for one in window.workspace.slide_facts.absent] == ["s8"]
    assert tree(made.root) == before


def test_what_was_chosen_is_remembered_and_opens_at_once(
    window: MainWindow, make_window: MakeWindow, made: Made, qtbot: QtBot
) -> None:
    window.open_paths([made.root])
    sources = ask_tiles(window, qtbot).findChild(QTreeWidget, "projectSources")
    assert sources is not None
    sources.setFocus()
    qtbot.keyClick(sources, Qt.Key.Key_Space)  # without A
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    settle(window, qtbot, 5)
    (entry,) = window.recent.entries
    assert entry.title == "lung · 299 px, 302 µm · B"
    other = make_window()
    menu = other.findChild(QMenu, "recentMenu")
    assert menu is not None
    menu.actions()[0].trigger()
    settle(other, qtbot, 5)
    action(other, "reload").trigger()
    settle(other, qtbot, 5)
    assert other.findChild(ProjectDialog) is None
    assert len(other.recent.entries) == 1


def test_a_project_without_a_choice_opens_when_it_is_dropped(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    made.write_sources({"B": made.folders("B")})
    made.write_settings(sources=["B"])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(made.root))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    settle(window, qtbot, 5)
    assert window.recent.entries[0].what == ToOpen((made.root,), Tiles(SIZE), as_project=True)


def test_cancelling_the_choice_leaves_what_is_open(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    window.open_paths([made.label("A")])
    settle(window, qtbot, 5)
    window.open_paths([made.root])
    qtbot.keyClick(ask_tiles(window, qtbot), Qt.Key.Key_Escape)
    assert session_of(window).n_records == 5
    assert not session_of(window).loading
    assert window.notice.text == ""
    assert len(window.recent.entries) == 1


def test_a_folder_that_is_no_project_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    action(window, "open_project").trigger()
    with qtbot.waitSignal(session_of(window).open_failed, timeout=20_000):
        choose(window, "openProjectDialog", tmp_path)
    assert "A project of Slideflow is a folder with a settings.json" in window.notice.text
    assert window.welcome.isVisible()


class TestAnnotations:
    def test_they_are_taken_and_left_while_the_rest_stays(
        self, window: MainWindow, made: Made, qtbot: QtBot
    ) -> None:
        session = session_of(window)
        assert not action(window, "annotations").isEnabled()
        window.open_paths([made.label("A")])
        settle(window, qtbot, 5)
        session.set_current(3)
        assert not action(window, "remove_annotations").isEnabled()
        action(window, "annotations").trigger()
        choose(window, "annotationsDialog", made.root / "annotations.csv")
        qtbot.waitUntil(lambda: "patient" in session.columns, timeout=20_000)
        settle(window, qtbot, 5)
        assert session.current == 3
        assert action(window, "remove_annotations").isEnabled()
        assert window.recent.entries[0].title == f"{SIZE} · annotations.csv"
        action(window, "remove_annotations").trigger()
        qtbot.waitUntil(lambda: "patient" not in session.columns, timeout=20_000)
        settle(window, qtbot, 5)
        assert session.current == 3
        assert not action(window, "remove_annotations").isEnabled()

    def test_damaged_ones_are_told_and_nothing_changes(
        self, window: MainWindow, made: Made, qtbot: QtBot
    ) -> None:
        window.open_paths([made.label("A")])
        settle(window, qtbot, 5)
        (made.root / "annotations.csv").write_text("subtype,slide\nLUAD,s1\n")
        action(window, "annotations").trigger()
        with qtbot.waitSignal(session_of(window).open_failed, timeout=20_000):
            choose(window, "annotationsDialog", made.root / "annotations.csv")
        assert "No column is called “patient”" in window.notice.text
        assert session_of(window).n_records == 5
        assert "subtype" not in session_of(window).columns

    def test_they_take_the_place_of_those_of_a_project(
        self, window: MainWindow, made: Made, tmp_path: Path, qtbot: QtBot
    ) -> None:
        session = session_of(window)
        window.open_dataset(ToOpen((made.root,), Tiles(SIZE)))
        settle(window, qtbot, 10)
        assert not action(window, "remove_annotations").isEnabled()
        csv = tmp_path / "other.csv"
        csv.write_text("patient,slide,grade\nX,s1,3\n")
        action(window, "annotations").trigger()
        choose(window, "annotationsDialog", csv)
        qtbot.waitUntil(lambda: "grade" in session.columns, timeout=20_000)
        assert "subtype" not in session.columns
        settle(window, qtbot, 10)
        action(window, "remove_annotations").trigger()
        qtbot.waitUntil(lambda: "subtype" in session.columns, timeout=20_000)
        settle(window, qtbot, 10)


class TestLabels:
    @pytest.fixture
    def opened(self, window: MainWindow, made: Made, qtbot: QtBot) -> MainWindow:
        window.open_dataset(ToOpen((made.root,), Tiles(SIZE)))
        settle(window, qtbot, 10)
        return window

    def test_the_filter_line_knows_them(self, opened: MainWindow, qtbot: QtBot) -> None:
        session = session_of(opened)
        completer = opened.filter_line.findChild(QCompleter)
        opened.filter_line.setFocus()
        qtbot.keyClicks(opened.filter_line, "subt")
        assert completer is not None
        model = completer.completionModel()
        assert "subtype" in [model.index(i, 0).data() for i in range(model.rowCount())]
        with qtbot.waitSignal(session.order_changed):
            opened.filter_line.set_condition("subtype = 'LUSC' OR patient = 'P2'")
        assert session.frame["slide"].gather(session.order).to_list() == ["s2"] * 3 + ["s3"]

    def test_records_are_sorted_and_captioned_by_them(
        self, opened: MainWindow, qtbot: QtBot
    ) -> None:
        import numpy as np

        session = session_of(opened)
        with qtbot.waitSignal(session.order_changed):
            session.sort([("subtype", True)])
        first = np.asarray(session.order[:1])
        assert value_texts(session, sorted_column(session), first) == ["LUSC"]
        assert session.frame["subtype"].gather(session.order)[-1] is None

    def test_the_table_says_where_a_column_is_from(self, opened: MainWindow) -> None:
        from tfrviewer.gui.records.model import RecordModel

        assert opened.workspace is not None
        model = opened.workspace.table.findChild(RecordModel)
        assert model is not None
        at = model.columns.index("subtype")
        tip = model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert tip.startswith("“subtype” of the annotations")

    def test_the_panel_filters_by_them(self, opened: MainWindow, qtbot: QtBot) -> None:
        assert opened.workspace is not None
        panel = opened.workspace.dataset_panel
        with qtbot.waitSignal(session_of(opened).order_changed):
            panel.filter_asked.emit("patient = 'P2'")
        assert opened.filter_line.text() == "patient = 'P2'"
        assert len(session_of(opened).order) == 1
