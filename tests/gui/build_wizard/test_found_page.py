import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import build_from, found_page, settle
from tests.gui.build_wizard.walking import child, make_images, spoil
from tests.unit.build.made import make_slide
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.request.choices import Layout
from tfrviewer.gui.build_wizard import found_page as found_module
from tfrviewer.gui.build_wizard.found_page import FoundPage
from tfrviewer.gui.build_wizard.slide_lines import SlideLine, slide_lines
from tfrviewer.gui.build_wizard.slide_model import Column
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.theme import make_palette
from tfrviewer.jobs import CancelToken


@pytest.fixture
def page(wizard: BuildWizard, images: Path, qtbot: QtBot) -> FoundPage:
    """Three slides; of the first, five images cannot be taken."""
    spoil(images)
    build_from(wizard, images, 1, qtbot)
    return found_page(wizard)


def cell(page: FoundPage, line: int, column: Column) -> str:
    return str(page.model.index(line, column).data()).strip()


def lines(page: FoundPage) -> list[tuple[str, ...]]:
    shown = (Column.SLIDE, Column.IMAGES, Column.LEFT_OUT, Column.LOCATED, Column.SIZE)
    return [
        tuple(cell(page, line, column) for column in shown) for line in range(len(page.model.lines))
    ]


class TestSlides:
    def test_each_has_a_line(self, page: FoundPage) -> None:
        assert lines(page) == [
            ("slide-0", "12", "4", "all", "32 × 32"),
            ("slide-1", "12", "–", "all", "32 × 32"),
            ("slide-2", "12", "–", "all", "32 × 32"),
        ]
        assert cell(page, 0, Column.FORMAT) == "JPEG"
        assert cell(page, 0, Column.BYTES).endswith("kB")

    def test_that_what_is_left_out_is_told_by_a_sign_as_well(self, page: FoundPage) -> None:
        signs = [
            page.model.index(line, Column.LEFT_OUT).data(Qt.ItemDataRole.DecorationRole)
            for line in range(3)
        ]
        assert [sign is not None for sign in signs] == [True, False, False]

    def test_they_are_sorted_by_a_click(self, page: FoundPage) -> None:
        page.table.sortByColumn(Column.LEFT_OUT, Qt.SortOrder.AscendingOrder)
        assert [line[0] for line in lines(page)] == ["slide-1", "slide-2", "slide-0"]

    def test_that_the_model_is_a_sound_one(self, page: FoundPage) -> None:
        QAbstractItemModelTester(
            page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
        )
        page.table.sortByColumn(Column.SLIDE, Qt.SortOrder.DescendingOrder)
        page.model.set_lines(page.model.lines, {})

    def test_that_a_folder_whose_images_are_all_left_out_is_listed(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        (images / "slide-9").mkdir()
        (images / "slide-9" / "slide-9-1-1.jpg").write_text("no image")
        build_from(wizard, images, 1, qtbot)
        page = found_page(wizard)
        assert lines(page)[-1] == ("slide-9", "0", "1", "", "")
        page.table.selectRow(3)
        assert page.samples.samples == []

    def test_that_a_folder_that_cannot_be_read_makes_no_slide_of_the_one_above(
        self, page: FoundPage
    ) -> None:
        plan = page.draft.plan
        assert plan is not None
        shut = replace(plan.left_out[0], path=plan.source / "shut")
        assert len(slide_lines(replace(plan, left_out=(shut,)))) == 3

    def test_that_what_comes_late_of_a_plan_before_is_dropped(
        self, page: FoundPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        begun, goes_on = threading.Event(), threading.Event()

        def slow(plan: BuildPlan, cancel: CancelToken) -> list[SlideLine]:
            begun.set()
            assert goes_on.wait(30)
            return slide_lines(plan)

        draft = page.draft
        with monkeypatch.context() as patched:
            patched.setattr(found_module, "slide_lines", slow)
            draft.change(layout=Layout.MERGED)
            qtbot.waitUntil(begun.is_set)
            (tmp_path / "a file").touch()
            draft.change(output=tmp_path / "a file")
            qtbot.waitUntil(lambda: draft.problem is not None)
            goes_on.set()
            qtbot.waitUntil(lambda: not draft.tasks.busy)
        assert not page.model.lines

    def test_names_tell_slides_where_they_lie_in_one_folder(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        for slide in ("A", "B"):
            for path in make_slide(tmp_path / "made" / slide, 3):
                os.renames(path, tmp_path / "both" / path.name)
        build_from(wizard, tmp_path / "both", 1, qtbot)
        page = found_page(wizard)
        assert wizard.draft.plan is not None
        assert wizard.draft.plan.layout is Layout.NAMES
        assert [line[:2] for line in lines(page)] == [("A", "3"), ("B", "3")]

    def test_of_a_folder_with_several_slides_none_is_said_to_lack_an_image(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        for slide in ("A", "B", "C"):
            for path in make_slide(tmp_path / "made" / slide, 3):
                os.renames(path, tmp_path / "all" / path.name)
        (tmp_path / "all" / "A-9000-9000.jpg").write_text("no image")
        build_from(wizard, tmp_path / "all", 1, qtbot)
        page = found_page(wizard)
        assert [line[::2][:2] for line in lines(page)] == [("A", "–"), ("B", "–"), ("C", "–")]
        assert page.problems.count == 1

    def test_a_slide_gets_another_name_with_f2(
        self, wizard: BuildWizard, page: FoundPage, qtbot: QtBot
    ) -> None:
        page.table.setFocus()
        page.table.setCurrentIndex(page.model.index(1, Column.SLIDE))
        qtbot.keyClick(page.table, Qt.Key.Key_F2)
        editor = page.table.findChild(QLineEdit)
        assert editor is not None
        editor.setText("TCGA-1")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert wizard.step == 1  # it was the name that was taken
        settle(wizard, qtbot)
        assert wizard.draft.request.renamed == {"slide-1": "TCGA-1"}
        assert [line[0] for line in lines(page)] == ["slide-0", "TCGA-1", "slide-2"]
        tip = page.model.index(1, Column.SLIDE).data(Qt.ItemDataRole.ToolTipRole)
        assert "found as slide-1" in tip
        page.model.setData(page.model.index(1, Column.SLIDE), "slide-1")
        settle(wizard, qtbot)
        assert wizard.draft.request.renamed == {}

    def test_columns_that_say_least_give_way_to_names(self, page: FoundPage) -> None:
        header = page.table.horizontalHeader()
        page.table.setMinimumWidth(1)
        page.table.resize(900, 200)
        assert not any(map(header.isSectionHidden, Column))
        page.table.resize(480, 200)
        assert header.isSectionHidden(Column.BYTES)
        assert not header.isSectionHidden(Column.LEFT_OUT)
        assert header.sectionSize(Column.SLIDE) >= 150


class TestSamples:
    def test_they_are_of_the_chosen_slide(
        self, wizard: BuildWizard, page: FoundPage, qtbot: QtBot
    ) -> None:
        settle(wizard, qtbot)
        assert page.is_settled()
        assert page.samples.samples[0].tip.startswith("slide-0-")
        page.table.selectRow(2)
        settle(wizard, qtbot)
        samples = page.samples.samples
        assert 0 < len(samples) <= 12
        assert all(sample.tip.startswith("slide-2-") for sample in samples)
        assert all(sample.image is not None for sample in samples)

    def test_one_that_cannot_be_decoded_says_why(
        self, wizard: BuildWizard, page: FoundPage, images: Path, qtbot: QtBot
    ) -> None:
        settle(wizard, qtbot)
        broken = [sample for sample in page.samples.samples if sample.image is None]
        assert all(sample.reason for sample in broken)
        assert len(broken) == 1  # the one that was cut short

    def test_that_one_that_went_away_is_no_failure(
        self, wizard: BuildWizard, page: FoundPage, images: Path, qtbot: QtBot
    ) -> None:
        for path in (images / "slide-1").iterdir():
            path.rename(path.with_suffix(".gone"))
        page.table.selectRow(1)
        settle(wizard, qtbot)
        assert {sample.reason for sample in page.samples.samples} == {"No such file or directory"}


class TestProblems:
    def test_each_file_is_named(self, page: FoundPage) -> None:
        view = child(page, QTableView, "buildFoundProblems")
        model = view.model()
        told = [str(model.index(line, 0).data()) for line in range(model.rowCount(QModelIndex()))]
        for name in ("9000-1.jpg", "9000-2.jpg", "9000-3.png", "9000-4.png"):
            assert any(f"slide-0-{name}" in text for text in told), name
        tabs = child(page, QTabWidget, "buildFoundTabs")
        assert tabs.tabText(1) == f"&Problems ({len(told)})"

    def test_they_are_chosen_by_kind_and_by_name(self, page: FoundPage, qtbot: QtBot) -> None:
        child(page, QTabWidget, "buildFoundTabs").setCurrentIndex(1)
        kinds = child(page, QComboBox, "buildProblemKinds")
        model = child(page, QTableView, "buildFoundProblems").model()
        entries = [kinds.itemText(i) for i in range(kinds.count())]
        at = next(i for i, text in enumerate(entries) if "other sizes" in text)
        kinds.setFocus()
        for _ in range(at):
            qtbot.keyClick(kinds, Qt.Key.Key_Down)
        assert model.rowCount(QModelIndex()) == 2
        qtbot.keyClicks(child(page, QLineEdit, "buildProblemFilter"), "9000-2")
        assert model.rowCount(QModelIndex()) == 1

    def test_that_there_is_none_is_said(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        build_from(wizard, images, 1, qtbot)
        tabs = child(found_page(wizard), QTabWidget, "buildFoundTabs")
        tabs.setCurrentIndex(1)
        assert tabs.tabText(1) == "&Problems"
        assert not child(found_page(wizard), QComboBox, "buildProblemKinds").isVisible()


class TestLayout:
    def test_the_recognised_one_is_said_and_another_can_be_chosen(
        self, wizard: BuildWizard, page: FoundPage, qtbot: QtBot
    ) -> None:
        box = child(page, QComboBox, "buildLayout")
        assert box.currentText() == "Recognised: each folder is a slide"
        box.setFocus()
        while box.currentData() != Layout.MERGED:
            qtbot.keyClick(box, Qt.Key.Key_Down)
        assert wizard.draft.request.layout is Layout.MERGED
        settle(wizard, qtbot)
        assert wizard.draft.plan is not None
        assert [file.path.name for file in wizard.draft.plan.files] == ["images.tfrecords"]
        assert [line[0] for line in lines(page)] == ["slide-0", "slide-1", "slide-2"]
        assert box.hasFocus()

    def test_one_that_leaves_nothing_holds_one(
        self, wizard: BuildWizard, page: FoundPage, qtbot: QtBot
    ) -> None:
        wizard.draft.change(layout=Layout.SINGLE)
        settle(wizard, qtbot)
        assert not page.is_complete()
        assert not wizard.next.isEnabled()
        wizard.draft.change(layout=None)
        settle(wizard, qtbot)
        assert wizard.next.isEnabled()


def test_that_the_table_can_be_read_on_dark_ground(page: FoundPage, qapp: QApplication) -> None:
    before = qapp.palette()
    try:
        qapp.setPalette(make_palette(dark=True))
        page.table.clearSelection()
        picture = page.table.viewport().grab().toImage()
        levels = {
            picture.pixelColor(x, y).lightness()
            for x in range(0, picture.width(), 2)
            for y in range(min(picture.height(), 40))
        }
        assert min(levels) < 60
        assert max(levels) > 180
    finally:
        qapp.setPalette(before)


def test_thousands_of_images_are_told_at_once(
    wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    build_from(wizard, make_images(tmp_path / "many", slides=40, tiles=5), 1, qtbot)
    assert len(found_page(wizard).model.lines) == 40
