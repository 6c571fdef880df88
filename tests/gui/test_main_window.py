import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.windows import MakeWindow, action, dialog, open_paths, session_of
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.recent_pictures import picture_path
from tfrviewer.gui.settings import GEOMETRY, LAYOUT_VERSION, TILE_PX, Settings


class TestStart:
    def test_the_start_page_is_there_before_the_views(self, make_window: MakeWindow) -> None:
        window = make_window(ready=False)
        window.show()
        assert window.workspace is None
        assert window.welcome.isVisible()
        assert not window.filter_line.isVisible()

    def test_paths_given_at_the_start_open_once_the_views_are_there(
        self, make_window: MakeWindow, folder: Path, qtbot: QtBot
    ) -> None:
        window = make_window(ready=False)
        window.open_paths([folder])
        assert not window.welcome.isVisible()
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show()
        qtbot.waitUntil(lambda: session_of(window).n_records == 12)

    def test_actions_for_a_dataset_wait_for_one(
        self, window: MainWindow, folder: Path, qtbot: QtBot
    ) -> None:
        names = ("reload", "close_dataset", "find", "show_map", "next_record", "save_indices")
        assert not any(action(window, name).isEnabled() for name in names)
        open_paths(window, [folder], qtbot)
        assert all(action(window, name).isEnabled() for name in names)
        assert not action(window, "clear_selection").isEnabled()
        action(window, "select_all").trigger()
        assert action(window, "clear_selection").isEnabled()


class TestOpening:
    def test_a_folder_shows_all_its_parts(self, opened: MainWindow) -> None:
        for name in (
            "datasetPanel",
            "tileGrid",
            "locationMap",
            "recordTable",
            "inspector",
            "filterLine",
            "statusBar",
        ):
            part = opened.findChild(QWidget, name)
            assert part is not None, name
            assert part.isVisible(), name
            assert part.accessibleName() or name == "statusBar", name
        assert opened.windowTitle() == "data – tfrviewer"
        assert opened.status.text.startswith("12 tiles")

    def test_one_file_and_an_index_open_as_well(
        self, window: MainWindow, folder: Path, qtbot: QtBot
    ) -> None:
        open_paths(window, [folder / "b.tfrecords"], qtbot)
        assert session_of(window).n_records == 4
        open_paths(window, [folder / "a.index.npz"], qtbot)
        assert session_of(window).n_records == 8

    # Qt takes a QPointF from 6.12 on, and knew only QPoint before.
    @pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
    def test_what_is_dropped_is_opened(
        self, window: MainWindow, folder: Path, qtbot: QtBot
    ) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder / n)) for n in ("a.tfrecords", "b.tfrecords")])
        enter = QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
            QApplication.sendEvent(window, drop)
        assert session_of(window).n_records == 12
        assert window.recent.entries[0].what.paths == (
            folder / "a.tfrecords",
            folder / "b.tfrecords",
        )

    # Qt takes a QPointF from 6.12 on, and knew only QPoint before.
    @pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
    def test_text_that_is_dropped_is_not_for_us(self, window: MainWindow) -> None:
        data = QMimeData()
        data.setText("hello")
        enter = QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter.ignore()
        QApplication.sendEvent(window, enter)
        assert not enter.isAccepted()

    def test_what_cannot_be_opened_is_told_and_nothing_changes(
        self, opened: MainWindow, tmp_path: Path, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(session_of(opened).open_failed):
            opened.open_paths([tmp_path / "no such thing"])
        assert "no such thing" in opened.notice.text
        assert session_of(opened).n_records == 12
        assert len(opened.recent.entries) == 1

    def test_a_folder_without_a_tfrecord_is_told(
        self, window: MainWindow, tmp_path: Path, qtbot: QtBot
    ) -> None:
        (tmp_path / "empty").mkdir()
        with qtbot.waitSignal(session_of(window).open_failed):
            window.open_paths([tmp_path / "empty"])
        assert "no TFRecord" in window.notice.text
        assert window.welcome.isVisible()

    def test_damaged_files_are_shown_with_what_is_wrong(
        self, window: MainWindow, golden_copy: Path, qtbot: QtBot
    ) -> None:
        open_paths(window, [golden_copy], qtbot)
        session = session_of(window)
        assert session.findings
        assert session.n_damaged > 0
        assert "records with findings" in window.status.text

    def test_recent_datasets_are_listed_and_opened(
        self, opened: MainWindow, folder: Path, qtbot: QtBot
    ) -> None:
        menu = opened.findChild(QMenu, "recentMenu")
        assert menu is not None
        entry = menu.actions()[0]
        assert entry.text().startswith("data")
        action(opened, "close_dataset").trigger()
        assert opened.welcome.isVisible()
        with qtbot.waitSignal(session_of(opened).settled, timeout=20_000):
            entry.trigger()
        assert session_of(opened).n_records == 12
        menu.actions()[-1].trigger()
        assert opened.recent.entries == []

    def test_a_dataset_is_remembered_with_a_picture(
        self, opened: MainWindow, folder: Path, qtbot: QtBot
    ) -> None:
        qtbot.waitUntil(lambda: opened.recent.entries[0].picture is not None)
        entry = opened.recent.entries[0]
        assert (entry.known.files, entry.size, entry.when()) == (2, "12 tiles", "today")
        assert picture_path(ToOpen.of(folder)).is_file()

    def test_closing_returns_to_the_start_page(self, opened: MainWindow) -> None:
        action(opened, "close_dataset").trigger()
        assert opened.welcome.isVisible()
        assert opened.windowTitle() == "tfrviewer"
        assert not any(dock.isVisible() for dock in opened.docks.values())
        assert opened.status.text == ""

    def test_the_window_can_be_closed_while_a_dataset_is_read(
        self, window: MainWindow, qtbot: QtBot, synthetic: Callable[..., Any]
    ) -> None:
        dataset = synthetic([5, 5])
        release = threading.Event()
        dataset.gate = lambda i: release.wait(10) if i else None
        session = session_of(window)
        with qtbot.waitSignal(session.records_changed):
            session.open_with(lambda: dataset, "synthetic")
        threading.Timer(0.2, release.set).start()
        window.close()
        assert not window.isVisible()


class TestViews:
    def test_one_view_takes_all_the_room_and_gives_it_back(
        self, opened: MainWindow, qtbot: QtBot
    ) -> None:
        assert opened.workspace is not None
        workspace = opened.workspace
        action(opened, "show_map").trigger()
        assert workspace.map.isVisible()
        assert not workspace.grid.isVisible()
        assert not workspace.table.isVisible()
        assert action(opened, "show_map").isChecked()
        action(opened, "show_table").trigger()
        assert workspace.table.isVisible()
        assert not workspace.map.isVisible()
        assert not action(opened, "show_map").isChecked()
        action(opened, "show_table").trigger()
        assert workspace.map.isVisible()
        assert workspace.grid.isVisible()
        action(opened, "show_grid").trigger()
        action(opened, "show_all").trigger()
        assert workspace.map.isVisible()

    def test_escape_shows_all_views_again(self, opened: MainWindow, qtbot: QtBot) -> None:
        assert opened.workspace is not None
        action(opened, "show_map").trigger()
        qtbot.keyClick(opened, Qt.Key.Key_Escape)
        assert opened.workspace.maximised == ""

    def test_the_filter_narrows_every_view(self, opened: MainWindow, qtbot: QtBot) -> None:
        session = session_of(opened)
        with qtbot.waitSignal(session.order_changed):
            opened.filter_line.set_condition("slide = 'b'")
        assert session.order.tolist() == [8, 9, 10, 11]
        assert "4 shown" in opened.status.text
        with qtbot.waitSignal(session.order_changed):
            action(opened, "clear_filter").trigger()
        assert len(session.order) == 12

    def test_a_wrong_filter_is_told_at_the_line(self, opened: MainWindow, qtbot: QtBot) -> None:
        session = session_of(opened)
        with qtbot.waitSignal(session.query_failed):
            opened.filter_line.set_condition("slidee = 'b'")
        assert "slidee" in opened.filter_line.message
        assert "Did you mean slide?" in opened.filter_line.message
        assert len(session.order) == 12

    def test_a_double_click_on_a_file_puts_it_into_the_filter(
        self, opened: MainWindow, qtbot: QtBot
    ) -> None:
        files = opened.findChild(QTableView, "datasetFiles")
        assert isinstance(files, QTableView)
        at = files.visualRect(files.model().index(1, 0)).center()
        qtbot.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at)
        with qtbot.waitSignal(session_of(opened).order_changed):
            qtbot.mouseDClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert opened.filter_line.text() == "tfrecord = 'b'"
        assert len(session_of(opened).order) == 4

    def test_the_slider_and_the_grid_agree_on_the_size(self, opened: MainWindow) -> None:
        assert opened.workspace is not None
        grid = opened.workspace.grid
        before = grid.tile_size
        action(opened, "larger_tiles").trigger()
        assert grid.tile_size > before
        assert opened.size_slider.value == grid.tile_size
        action(opened, "smaller_tiles").trigger()
        opened.size_slider.moved.emit(64)
        assert grid.tile_size == 64

    def test_the_large_view_opens_from_the_grid(self, opened: MainWindow) -> None:
        assert opened.workspace is not None
        opened.workspace.grid.open_requested.emit(3)
        assert session_of(opened).current == 3
        large = opened.findChild(QWidget, "largeView")
        assert large is not None
        assert large.isVisible()

    def test_the_theme_is_switched_from_the_menu(self, opened: MainWindow) -> None:
        action(opened, "theme_dark").trigger()
        assert opened.theme.theme == "dark"
        assert action(opened, "theme_dark").isChecked()
        assert not action(opened, "theme_system").isChecked()
        action(opened, "theme_light").trigger()
        assert opened.theme.theme == "light"


class TestGoing:
    def test_through_records_and_slides(self, opened: MainWindow) -> None:
        session = session_of(opened)
        for name, current in (
            ("last_record", 11),
            ("previous_record", 10),
            ("first_record", 0),
            ("next_record", 1),
            ("next_slide", 8),
            ("next_slide", 8),
            ("previous_slide", 0),
            ("previous_slide", 0),
        ):
            action(opened, name).trigger()
            assert session.current == current, name

    def test_to_a_record_by_its_number(self, opened: MainWindow) -> None:
        action(opened, "go_to").trigger()
        asked = dialog(opened, "goToDialog")
        assert isinstance(asked, QInputDialog)
        asked.setIntValue(7)
        asked.accept()
        assert session_of(opened).current == 7


class TestKeys:
    def test_editing_the_filter_keeps_its_keys(self, opened: MainWindow, qtbot: QtBot) -> None:
        session = session_of(opened)
        line = opened.filter_line
        line.setFocus()
        line.setText("record")
        current = session.current
        for key, modifier in (
            (Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier),
            (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        ):
            qtbot.keyClick(line, key, modifier)
        assert session.current == current
        assert session.n_selected == 0
        assert line.selectedText() == line.text() == "recordj?"
        assert QApplication.clipboard().text() == "recordj?"

    def test_select_all_from_the_menu_minds_where_the_focus_is(
        self, opened: MainWindow, qtbot: QtBot
    ) -> None:
        assert opened.workspace is not None
        opened.filter_line.setText("x")
        opened.filter_line.setFocus()
        action(opened, "select_all").trigger()
        assert session_of(opened).n_selected == 0
        assert opened.filter_line.selectedText() == "x"
        opened.workspace.grid.setFocus()
        action(opened, "select_all").trigger()
        assert session_of(opened).n_selected == 12

    def test_copy_takes_the_table_where_no_view_copies(
        self, opened: MainWindow, qtbot: QtBot
    ) -> None:
        assert opened.workspace is not None
        session_of(opened).select_all()
        opened.workspace.table.setFocus()
        QApplication.clipboard().clear()
        action(opened, "copy").trigger()
        qtbot.waitUntil(lambda: QApplication.clipboard().text().count("\n") >= 12)

    def test_the_line_for_the_filter_is_one_key_away(self, opened: MainWindow) -> None:
        action(opened, "find").trigger()
        assert isinstance(QApplication.focusWidget(), QLineEdit)


class TestRemembering:
    def test_the_next_window_is_as_the_last_one_was(
        self, make_window: MakeWindow, folder: Path, qtbot: QtBot
    ) -> None:
        first = make_window()
        open_paths(first, [folder], qtbot)
        first.resize(760, 560)
        first.docks["inspector"].close()
        first.size_slider.moved.emit(200)
        first.size_slider.set_value(200)
        first.filter_line.set_condition("x > 0")
        qtbot.waitUntil(lambda: session_of(first).filter_text == "x > 0")
        first.close()
        second = make_window()
        open_paths(second, [folder], qtbot)
        assert second.size() == first.size()
        assert second.docks["inspector"].isHidden()
        assert second.docks["dataset"].isVisible()
        assert second.settings.get(TILE_PX) == 200
        assert second.filter_line.history == ["x > 0"]

    def test_a_layout_of_another_version_is_not_restored(
        self, make_window: MakeWindow, tmp_path: Path
    ) -> None:
        settings = Settings(tmp_path / "tfrviewer.ini")
        settings.set(LAYOUT_VERSION, 99)
        settings.set(GEOMETRY, b"nonsense")
        settings.save()
        assert make_window().isVisible()

    def test_reset_brings_every_panel_back(self, opened: MainWindow) -> None:
        opened.docks["inspector"].close()
        opened.docks["dataset"].setFloating(True)
        action(opened, "show_map").trigger()
        action(opened, "reset_layout").trigger()
        assert opened.docks["inspector"].isVisible()
        assert not opened.docks["dataset"].isFloating()
        assert opened.workspace is not None
        assert opened.workspace.maximised == ""

    def test_reset_leaves_no_tabs_behind_nor_colours(self, opened: MainWindow) -> None:
        assert opened.workspace is not None
        colouring = opened.workspace.map.colouring
        colouring.colour_by("bytes")
        opened.workspace.map.set_show_all_slides(True)
        opened.show_panel("sampling")
        action(opened, "reset_layout").trigger()
        assert colouring.column == ""
        assert not opened.workspace.map.show_all_slides
        assert not opened.docks["sampling"].isVisible()
        bars = [bar for bar in opened.findChildren(QTabBar) if bar.parent() is opened]
        assert not [bar for bar in bars if bar.geometry().intersects(opened.rect())]


class TestHelp:
    def test_the_pages_open(self, window: MainWindow) -> None:
        for name, page in (("about", "aboutDialog"),):
            action(window, name).trigger()
            found = dialog(window, page)
            assert found.isVisible()
            found.close()

    def test_the_versions_can_be_copied(self, window: MainWindow) -> None:
        action(window, "about").trigger()
        about = dialog(window, "aboutDialog")
        about.copy()
        text = QApplication.clipboard().text()
        for part in ("tfrviewer", "Python", "PySide6", "protobuf", "CRC32C", "Pillow", "polars"):
            assert f"{part}: " in text
        about.close()


def test_an_exception_nobody_caught_is_told_and_ends_nothing(window: MainWindow) -> None:
    window.show_unexpected(ValueError("oh"))
    assert "oh" in window.notice.text
    assert window.isVisible()
