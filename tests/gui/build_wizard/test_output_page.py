import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.walking import Enter, child, said, spoil
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.recipe import read_recipe
from tfrviewer.build.running.journal import Journal
from tfrviewer.build.running.report import FileDone
from tfrviewer.build.running.run import run
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.output_page import OutputPage
from tfrviewer.jobs import Cancelled, CancelToken

Settle = Callable[[OutputPage], None]


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Wait until all that a page shows was looked at."""

    def wait(page: OutputPage) -> None:
        qtbot.waitUntil(page.is_settled, timeout=20_000)

    return wait


@pytest.fixture
def page(enter: Enter, settle: Settle) -> OutputPage:
    shown = enter(OutputPage)
    assert isinstance(shown, OutputPage)
    settle(shown)
    return shown


def type_folder(page: OutputPage, folder: Path, qtbot: QtBot) -> None:
    line = child(page, QLineEdit, "buildOutput")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, str(folder))
    qtbot.keyClick(line, Qt.Key.Key_Return)


def figure(page: OutputPage, name: str) -> str:
    return child(page, QWidget, name).accessibleName()


def cut_off(draft: Draft, output: Path, files: int = 1) -> None:
    """Build what a draft asks for into a folder, and stop after so many TFRecords."""
    plan = draft.plan
    assert plan is not None
    cancel, done = CancelToken(), []

    def stop(event: object) -> None:
        if isinstance(event, FileDone):
            done.append(event)
            if len(done) == files:
                cancel.cancel()

    with pytest.raises(Cancelled):
        run(plan, on_event=stop, cancel=cancel)
    assert (output / ".tfrviewer-build").exists()


class TestTheFolder:
    def test_that_one_beside_the_images_is_suggested(self, page: OutputPage, images: Path) -> None:
        suggested = images.with_name("images-tfrecords")
        assert child(page, QLineEdit, "buildOutput").text() == str(suggested)
        assert said(page, "buildOutputTold") == "It is made when the build starts."
        assert page.is_complete()
        assert not suggested.exists()

    def test_that_one_that_is_there_can_be_taken(
        self, page: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle
    ) -> None:
        type_folder(page, tmp_path, qtbot)
        settle(page)
        assert page.draft.request.output == tmp_path
        assert said(page, "buildOutputTold") == "It is there, and can be written to."
        assert page.is_complete()

    def test_that_a_file_in_its_place_is_told_at_once(
        self, page: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle
    ) -> None:
        (tmp_path / "taken").write_text("x")
        type_folder(page, tmp_path / "taken" / "below", qtbot)
        settle(page)
        assert "This is a file, not a folder to write to." in said(page, "buildOutputTold")
        assert str(tmp_path / "taken") in said(page, "buildOutputTold")
        assert not page.is_complete()

    def test_that_one_that_may_not_be_written_to_is_told_at_once(
        self,
        page: OutputPage,
        tmp_path: Path,
        qtbot: QtBot,
        settle: Settle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        # Whoever runs the tests may write anywhere, and so may not be asked.
        monkeypatch.setattr("tfrviewer.build.running.targets.os.access", lambda *_: False)
        type_folder(page, tmp_path / "closed", qtbot)
        settle(page)
        assert "may not be written to" in said(page, "buildOutputTold")
        assert "Choose another folder." in said(page, "buildOutputTold")
        assert not page.is_complete()

    def test_that_none_is_asked_for_in_words(
        self, page: OutputPage, qtbot: QtBot, settle: Settle
    ) -> None:
        line = child(page, QLineEdit, "buildOutput")
        line.clear()
        line.editingFinished.emit()
        settle(page)
        assert said(page, "buildOutputTold") == "Say where the TFRecords go."
        assert not page.is_complete()

    def test_that_one_is_chosen_in_a_dialog(
        self, page: OutputPage, tmp_path: Path, settle: Settle
    ) -> None:
        child(page, QPushButton, "buildOutputBrowse").click()
        dialog = child(page, QFileDialog, "buildOutputDialog")
        dialog.fileSelected.emit(str(tmp_path / "other"))
        dialog.reject()
        settle(page)
        assert child(page, QLineEdit, "buildOutput").text() == str(tmp_path / "other")


class TestTheSummary:
    def test_that_it_counts_what_is_going_to_be_written(self, page: OutputPage) -> None:
        assert figure(page, "buildSummarySlides") == "3 slides"
        assert figure(page, "buildSummaryFiles") == "3 TFRecords"
        assert figure(page, "buildSummaryRecords") == "36 records"
        assert not child(page, QPushButton, "buildLeftOut").isVisible()

    def test_that_room_and_time_are_told(self, page: OutputPage) -> None:
        assert said(page, "buildRoom").startswith("Takes ")
        assert "are free on that disk." in said(page, "buildRoom")
        assert said(page, "buildTime").startswith("Takes less than a second (tried out here at ")

    def test_that_a_full_disk_keeps_one_from_going_on(
        self,
        page: OutputPage,
        tmp_path: Path,
        qtbot: QtBot,
        settle: Settle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        full = SimpleNamespace(total=10, used=0, free=10)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
        type_folder(page, tmp_path / "full", qtbot)
        settle(page)
        assert "only 10 bytes are free there" in said(page, "buildRoom")
        assert not page.is_complete()

    def test_that_shards_make_more_tfrecords(
        self, page: OutputPage, qtbot: QtBot, settle: Settle
    ) -> None:
        page.further.open()
        shards = child(page, QWidget, "buildShards")
        shards.setFocus()
        qtbot.keyClick(shards, Qt.Key.Key_Down)
        settle(page)
        child(page, QSpinBox, "buildShardRecords").setValue(5)
        settle(page)
        assert page.draft.request.shards.records == 5
        assert figure(page, "buildSummaryFiles") == "9 TFRecords"
        assert page.further.short.startswith("at most 5 records each")
        qtbot.keyClick(shards, Qt.Key.Key_End)
        settle(page)
        assert page.draft.request.shards.bytes == 200_000_000
        qtbot.keyClick(shards, Qt.Key.Key_Home)
        settle(page)
        assert figure(page, "buildSummaryFiles") == "3 TFRecords"

    @pytest.mark.parametrize("name", ["Index", "Manifest", "Verify"])
    def test_that_what_is_written_with_them_is_chosen(
        self, page: OutputPage, name: str, settle: Settle
    ) -> None:
        page.further.open()
        box = child(page, QCheckBox, f"build{name}")
        before = box.isChecked()
        assert getattr(page.draft.request.policies, name.lower()) is before
        box.click()
        assert getattr(page.draft.request.policies, name.lower()) is not before
        settle(page)


class TestWhatIsLeftOut:
    @pytest.fixture
    def images(self, images: Path) -> Path:
        spoil(images)
        return images

    def test_that_it_is_counted_with_a_way_back_to_the_list(
        self, page: OutputPage, qtbot: QtBot
    ) -> None:
        link = child(page, QPushButton, "buildLeftOut")
        assert link.text() == "4 left out: show them"
        link.setFocus()
        with qtbot.waitSignal(page.page_asked) as asked:
            qtbot.keyClick(link, Qt.Key.Key_Space)
        assert asked.args == ["foundPage"]


class TestWhatIsThere:
    @pytest.fixture
    def taken(self, page: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle) -> OutputPage:
        """A page whose output has a TFRecord of the name of one of the three."""
        output = tmp_path / "out"
        output.mkdir()
        (output / "slide-1.tfrecords").write_bytes(b"of somebody")
        type_folder(page, output, qtbot)
        settle(page)
        return page

    def test_that_nothing_is_asked_where_nothing_is(self, page: OutputPage) -> None:
        assert not child(page, QWidget, "buildExisting").isVisible()

    def test_that_it_is_listed_and_asked_for(self, taken: OutputPage) -> None:
        assert said(taken, "buildExistingTold") == (
            "1 of 3 TFRecords is there already. What becomes of it?"
        )
        model = child(taken, QListView, "buildExistingFiles").model()
        assert [model.index(i, 0).data() for i in range(model.rowCount())] == ["slide-1.tfrecords"]
        assert not taken.is_complete()

    @pytest.mark.parametrize("existing", [Existing.SKIP, Existing.REPLACE, Existing.APPEND])
    def test_that_an_answer_lets_one_go_on(
        self, taken: OutputPage, existing: Existing, qtbot: QtBot, settle: Settle
    ) -> None:
        button = child(taken, QRadioButton, f"buildExisting{existing.value.title()}")
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settle(taken)
        assert taken.draft.request.policies.existing is existing
        assert button.isChecked()
        assert taken.is_complete()

    def test_that_another_folder_is_asked_for_anew(
        self, taken: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle
    ) -> None:
        child(taken, QRadioButton, "buildExistingReplace").click()
        settle(taken)
        type_folder(taken, tmp_path / "elsewhere", qtbot)
        settle(taken)
        assert taken.draft.request.policies.existing is Existing.REFUSE
        assert not child(taken, QWidget, "buildExisting").isVisible()
        type_folder(taken, tmp_path / "out", qtbot)
        settle(taken)
        assert not taken.is_complete()


class TestWhatWasCutOff:
    @pytest.fixture
    def unfinished(self, page: OutputPage, settle: Settle) -> OutputPage:
        """A page whose output has one of three TFRecords, of the same build."""
        cut_off(page.draft, page.draft.request.output)
        page.entered()
        settle(page)
        return page

    def test_that_going_on_is_offered_and_chosen(self, unfinished: OutputPage) -> None:
        assert said(unfinished, "buildUnfinishedTold") == (
            "This build was cut off here before: 1 of 3 TFRecords is finished."
        )
        assert child(unfinished, QRadioButton, "buildGoOn").isChecked()
        assert unfinished.draft.resume
        assert not child(unfinished, QWidget, "buildExisting").isVisible()
        assert unfinished.is_complete()

    def test_that_who_begins_anew_is_asked_what_becomes_of_it(
        self, unfinished: OutputPage, settle: Settle
    ) -> None:
        child(unfinished, QRadioButton, "buildAnew").click()
        assert not unfinished.draft.resume
        assert child(unfinished, QWidget, "buildExisting").isVisible()
        assert not unfinished.is_complete()
        child(unfinished, QRadioButton, "buildExistingReplace").click()
        settle(unfinished)
        assert not unfinished.draft.resume
        assert unfinished.is_complete()

    def test_that_a_build_of_something_else_cannot_be_gone_on_with(
        self, unfinished: OutputPage, settle: Settle
    ) -> None:
        unfinished.draft.change(filename=None, renamed={"slide-2": "other"})
        settle(unfinished)
        assert said(unfinished, "buildUnfinishedTold").startswith(
            "A build of something else was cut off here."
        )
        assert not child(unfinished, QRadioButton, "buildGoOn").isVisible()
        assert not unfinished.draft.resume

    def test_that_a_build_that_runs_has_the_folder(
        self, page: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle
    ) -> None:
        journal = Journal(tmp_path / "busy", "another", resume=False)
        try:
            type_folder(page, tmp_path / "busy", qtbot)
            settle(page)
            told = said(page, "buildUnfinishedTold")
            assert told.startswith("Another build is writing to this folder.")
            assert not page.is_complete()
        finally:
            journal.close()


class TestTheRecipe:
    def test_that_it_says_what_was_chosen(
        self, page: OutputPage, tmp_path: Path, qtbot: QtBot, settle: Settle
    ) -> None:
        child(page, QPushButton, "buildSaveRecipe").click()
        dialog = child(page, QFileDialog, "buildRecipeDialog")
        dialog.fileSelected.emit(str(tmp_path / "build.toml"))
        dialog.reject()
        qtbot.waitUntil(lambda: said(page, "buildSavedTold") == "Recipe saved as build.toml")
        assert read_recipe(tmp_path / "build.toml") == page.draft.request

    def test_that_it_is_told_where_it_cannot_be_written(
        self, page: OutputPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page.saver.save(page.draft.request, tmp_path / "gone" / "build.toml")
        qtbot.waitUntil(lambda: "cannot be written" in said(page, "buildSavedTold"))
