import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTabWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.walking import Enter, child, choose, said, settle, spoil
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.recipe import read_recipe
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running.fates import Outcome
from tfrviewer.build.running.report import BuildReport
from tfrviewer.build.running.run import run
from tfrviewer.gui.assets import renew_icons
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.fate_model import FateModel
from tfrviewer.gui.build_wizard.problem_list import ProblemView
from tfrviewer.gui.build_wizard.report_window import ReportWindow
from tfrviewer.gui.build_wizard.result_page import ResultPage
from tfrviewer.gui.form import Choices


def build(draft: Draft) -> BuildReport:
    """Build what a draft has planned, as the page before does."""
    assert draft.plan is not None
    draft.report = run(draft.plan)
    draft.seconds = 75.0
    return draft.report


@pytest.fixture
def page(draft: Draft, images: Path, enter: Enter, qtbot: QtBot) -> ResultPage:
    """The page of a build of sound and spoilt images."""
    spoil(images)
    choose(draft, images, qtbot)
    build(draft)
    shown = enter(ResultPage)
    assert isinstance(shown, ResultPage)
    return shown


def tabs(page: ResultPage) -> list[str]:
    parts = child(page, QTabWidget, "buildResultParts")
    return [parts.tabText(i) for i in range(parts.count())]


class TestThePage:
    def test_that_it_says_what_was_written_and_where(self, page: ResultPage) -> None:
        assert said(page, "buildHeadline") == "35 records in 3 TFRecords, written and verified"
        assert said(page, "buildWhere") == str(page.draft.request.output)
        assert said(page, "buildParticulars").endswith(" · 1 min 15 s")

    def test_that_what_was_left_out_comes_first_with_its_reasons(self, page: ResultPage) -> None:
        assert tabs(page)[:2] == ["Left out (5)", "TFRecords (3)"]
        assert said(page, "buildLeftOutListReasons") == (
            "2 have other sizes · 1 has another format · 1 is no image · 1 cannot be decoded"
        )
        assert child(page, ProblemView, "buildLeftOutList").model().rowCount() == 5

    def test_that_a_build_without_a_flaw_lists_tfrecords_alone(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        choose(draft, images, qtbot)
        build(draft)
        page = enter(ResultPage)
        assert isinstance(page, ResultPage)
        assert tabs(page) == ["TFRecords (3)"]

    def test_that_unverified_is_not_called_verified(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        choose(draft, images, qtbot)
        draft.change(policies=Policies(verify=False))
        settle(draft, qtbot)
        build(draft)
        page = enter(ResultPage)
        assert said(page, "buildHeadline") == "36 records in 3 TFRecords, written"

    @pytest.mark.parametrize(
        ("existing", "headline", "particulars"),
        [
            (
                Existing.SKIP,
                "Nothing had to be written: every TFRecord was there.",
                "3 TFRecords kept as they were",
            ),
            (
                Existing.APPEND,
                "Nothing had to be added: every image was there already.",
                "36 images were in them already",
            ),
        ],
    )
    def test_that_what_stayed_is_told_apart(
        self,
        draft: Draft,
        enter: Enter,
        images: Path,
        qtbot: QtBot,
        existing: Existing,
        headline: str,
        particulars: str,
    ) -> None:
        choose(draft, images, qtbot)
        build(draft)
        draft.change(policies=Policies(existing=existing))
        settle(draft, qtbot)
        build(draft)
        page = enter(ResultPage)
        assert said(page, "buildHeadline") == headline
        assert particulars in said(page, "buildParticulars")

    def test_that_nothing_written_cannot_be_opened(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        for path in images.rglob("*.jpg"):
            path.write_bytes(path.read_bytes()[:-40])
        choose(draft, images, qtbot)
        build(draft)
        page = enter(ResultPage)
        assert said(page, "buildHeadline").startswith("No TFRecord was written")
        assert not child(page, QPushButton, "buildOpenResult").isEnabled()


class TestWhatOneMayDo:
    def test_that_the_folder_is_opened(self, page: ResultPage, qtbot: QtBot) -> None:
        button = child(page, QPushButton, "buildOpenResult")
        button.setFocus()
        with qtbot.waitSignal(page.open_asked) as asked:
            qtbot.keyClick(button, Qt.Key.Key_Space)
        assert asked.args == [page.draft.request.output]

    def test_that_a_single_tfrecord_is_opened_itself(
        self, draft: Draft, enter: Enter, images: Path, qtbot: QtBot
    ) -> None:
        choose(draft, images / "slide-0", qtbot)
        report = build(draft)
        page = enter(ResultPage)
        with qtbot.waitSignal(page.open_asked) as asked:
            child(page, QPushButton, "buildOpenResult").click()
        assert asked.args == [report.files[0].path]

    def test_that_the_recipe_is_saved(self, page: ResultPage, tmp_path: Path, qtbot: QtBot) -> None:
        child(page, QPushButton, "buildSaveRecipeNow").click()
        dialog = child(page, QFileDialog, "buildRecipeDialog")
        dialog.fileSelected.emit(str(tmp_path / "again.toml"))
        dialog.reject()
        qtbot.waitUntil(lambda: said(page, "buildResultTold") == "Recipe saved as again.toml")
        assert read_recipe(tmp_path / "again.toml") == page.draft.request

    def test_that_the_folder_is_told_where_no_file_manager_is(
        self, page: ResultPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "tfrviewer.gui.build_wizard.result_page.show_folder", lambda folder: False
        )
        child(page, QPushButton, "buildShowFolder").click()
        assert said(page, "buildResultTold") == f"The folder is {page.draft.request.output}"

    def test_that_another_build_closes_the_report_of_this_one(
        self, page: ResultPage, qtbot: QtBot
    ) -> None:
        page.show_report()
        window = page.findChild(ReportWindow)
        assert window is not None
        page.draft.change(output=page.draft.request.output.with_name("other"))
        settle(page.draft, qtbot)
        build(page.draft)
        with qtbot.waitSignal(window.destroyed):
            page.entered()


class TestTheReport:
    @pytest.fixture
    def report(self, page: ResultPage, qtbot: QtBot) -> ReportWindow:
        page.show_report()
        window = page.findChild(ReportWindow)
        assert window is not None
        qtbot.addWidget(window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        return window

    def shown(self, window: ReportWindow, qtbot: QtBot) -> list[str]:
        """Return the files shown, once they are those asked for."""
        qtbot.waitUntil(window.is_settled)
        model = child(window, QTableView, "buildFates").model()
        return [model.index(i, 0).data() for i in range(model.rowCount())]

    def test_that_it_lists_every_file(self, report: ReportWindow, qtbot: QtBot) -> None:
        files = self.shown(report, qtbot)
        assert len(files) == 40
        assert files[0] == "slide-0/slide-0-256-768.jpg"
        assert child(report, QLabel, "buildReportCount").text() == "40 files"

    def test_that_words_find_some(self, report: ReportWindow, qtbot: QtBot) -> None:
        words = child(report, QLineEdit, "buildReportWords")
        qtbot.keyClicks(words, "cut off")
        assert self.shown(report, qtbot) == ["slide-0/slide-0-256-256.jpg"]
        words.clear()
        assert len(self.shown(report, qtbot)) == 40

    def test_that_its_sign_follows_the_theme(self, report: ReportWindow) -> None:
        (sign,) = child(report, QLineEdit, "buildReportWords").actions()
        before = sign.icon().cacheKey()
        renew_icons()
        assert sign.icon().cacheKey() != before

    def test_that_outcomes_are_told_apart(self, report: ReportWindow, qtbot: QtBot) -> None:
        box = child(report, Choices, "buildReportOutcome")
        entries = [box.itemText(i) for i in range(box.count())]
        assert entries == ["All files (40)", "Written (35)", "Left out (5)"]
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_End)
        assert box.value is Outcome.LEFT_OUT
        assert len(self.shown(report, qtbot)) == 5

    def test_that_lines_are_copied(self, report: ReportWindow, qtbot: QtBot) -> None:
        table = child(report, QTableView, "buildFates")
        table.setFocus()
        table.selectRow(0)
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert lines[0] == "File\tWhat became of it\tWhere, or why"
        assert lines[1].endswith("slide-0-256-768.jpg\twritten\tslide-0.tfrecords, record 0")

    @pytest.mark.parametrize("form", ["csv", "json"])
    def test_that_all_of_it_is_saved(
        self, report: ReportWindow, tmp_path: Path, qtbot: QtBot, form: str
    ) -> None:
        path = tmp_path / f"report.{form}"
        child(report, QPushButton, f"buildReport{form.title()}").click()
        dialog = child(report, QFileDialog, "buildReportDialog")
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        qtbot.waitUntil(lambda: said(report, "buildReportTold") == f"Saved as {path.name}")
        text = path.read_text(encoding="utf-8")
        files = list(csv.DictReader(text.splitlines())) if form == "csv" else None
        assert len(files or json.loads(text)["files"]) == 40

    def test_that_it_is_told_where_it_cannot_be_saved(
        self, report: ReportWindow, tmp_path: Path, qtbot: QtBot
    ) -> None:
        report.save(tmp_path / "gone" / "report.csv", "csv")
        qtbot.waitUntil(lambda: "cannot be written" in said(report, "buildReportTold"))

    def test_that_its_model_keeps_the_rules_of_models(
        self, page: ResultPage, qtmodeltester: ModelTester
    ) -> None:
        assert page.draft.report is not None
        qtmodeltester.check(FateModel(page.draft.report, page.draft.request.source))
