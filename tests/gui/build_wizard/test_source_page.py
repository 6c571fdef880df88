import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import drop, settle, source_page
from tests.gui.build_wizard.walking import child
from tfrviewer.build.request.recipe import write_recipe
from tfrviewer.build.request.request import BuildRequest, Naming, Sheet
from tfrviewer.gui.build_wizard import source_page as source_module
from tfrviewer.gui.build_wizard.source_page import SourcePage
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.settings import BUILT_OF


@pytest.fixture
def page(wizard: BuildWizard) -> SourcePage:
    return source_page(wizard)


@pytest.fixture
def sheet(images: Path) -> Path:
    """A sheet that names the images of two slides, in columns of names of its own."""
    lines = ["File,Slide_ID,X,Y,stain"]
    for number, path in enumerate(sorted(images.glob("slide-[01]/*.jpg"))):
        lines.append(f"{path.relative_to(images)},S{number % 2},{number * 256},0,H")
    path = images / "sheet.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_folder_is_typed_and_taken_with_enter(
    wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
) -> None:
    line = child(page, QLineEdit, "buildFolder")
    assert line.hasFocus()
    qtbot.keyClicks(line, str(images))
    qtbot.keyClick(line, Qt.Key.Key_Return)  # takes the folder, and does not go on
    settle(wizard, qtbot)
    assert wizard.step == 0
    assert page.state.text.startswith("36 images in 3 folders")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wizard.step == 1


def test_a_folder_of_the_home_is_typed_with_a_tilde(
    wizard: BuildWizard, page: SourcePage, own_home: Path, qtbot: QtBot
) -> None:
    (own_home / "tiles").mkdir()
    line = child(page, QLineEdit, "buildFolder")
    line.setText("~/tiles")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wizard.draft.request.source == own_home / "tiles"
    settle(wizard, qtbot)


def test_a_sheet_typed_for_the_folder_is_taken_as_one(
    wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
) -> None:
    line = child(page, QLineEdit, "buildFolder")
    qtbot.keyClicks(line, str(sheet))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(wizard, qtbot)
    assert line.text() == str(sheet.parent)
    assert child(page, QLineEdit, "buildSheet").text() == str(sheet)
    assert page.is_complete()


def test_a_recipe_that_is_read_late_replaces_nothing_chosen_since(
    wizard: BuildWizard,
    page: SourcePage,
    images: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads, goes_on = threading.Event(), threading.Event()

    def slow(path: Path) -> BuildRequest:
        reads.set()
        assert goes_on.wait(30)
        return BuildRequest(source=tmp_path / "other", output=tmp_path / "out")

    monkeypatch.setattr(source_module, "open_recipe", slow)
    page.choose_recipe(tmp_path / "again.toml")
    qtbot.waitUntil(reads.is_set)
    page.choose_folder(images)
    goes_on.set()
    settle(wizard, qtbot)
    assert wizard.draft.request.source == images


def test_one_may_choose_a_folder_in_a_dialog(
    wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "buildFolderBrowse"), Qt.MouseButton.LeftButton)
    dialog = child(page, QFileDialog, "buildFolderDialog")
    dialog.selectFile(str(images))
    dialog.accept()
    settle(wizard, qtbot)
    assert wizard.draft.request.source == images


@pytest.mark.filterwarnings("ignore:Function. 'Q.*Event:DeprecationWarning")
class TestDrops:
    def test_a_folder(
        self, wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
    ) -> None:
        assert drop(page, images)
        settle(wizard, qtbot)
        assert wizard.draft.request.source == images

    def test_images(
        self, wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
    ) -> None:
        assert drop(page, *sorted((images / "slide-1").iterdir()))
        settle(wizard, qtbot)
        assert wizard.draft.request.source == images / "slide-1"

    def test_a_sheet_brings_its_folder(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page.choose_folder(tmp_path)
        settle(wizard, qtbot)
        assert drop(page, sheet)
        settle(wizard, qtbot)
        assert wizard.draft.request.source == sheet.parent
        assert wizard.draft.plan is not None
        assert wizard.draft.plan.records == 24

    def test_a_recipe_says_all(
        self, wizard: BuildWizard, page: SourcePage, images: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        asked = BuildRequest(
            source=images, output=tmp_path / "out", naming=Naming(pattern="{slide}-{x}-{y}")
        )
        write_recipe(asked, tmp_path / "again.toml")
        assert drop(page, tmp_path / "again.toml")
        settle(wizard, qtbot)
        assert wizard.draft.request == asked
        assert page.is_complete()

    def test_what_nothing_can_be_built_of_is_told(
        self, wizard: BuildWizard, page: SourcePage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        (tmp_path / "notes.txt").write_text("x")
        assert drop(page, tmp_path / "notes.txt")
        settle(wizard, qtbot)
        assert page.state.text.startswith("notes.txt: It is no folder, image, sheet or recipe.")
        assert not wizard.draft.has_source


class TestWhatIsSaid:
    def test_of_a_folder_without_an_image(
        self, wizard: BuildWizard, page: SourcePage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page.choose_folder(tmp_path)
        settle(wizard, qtbot)
        assert "no image in this folder" in page.state.text
        assert not page.is_complete()

    def test_of_what_cannot_be_looked_at(
        self, wizard: BuildWizard, page: SourcePage, images: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        (tmp_path / "links").mkdir()
        (tmp_path / "links" / "a.jpg").symlink_to(tmp_path / "gone")
        page.choose_folder(tmp_path / "links")
        settle(wizard, qtbot)
        assert page.state.text.startswith("a.jpg: It cannot be looked at: the link leads nowhere.")
        (images / "slide-0" / "a.jpg").symlink_to(tmp_path / "gone")
        page.choose_folder(images)
        settle(wizard, qtbot)
        assert page.state.text.endswith(
            " 1 folder or file cannot be looked at; the next step says why."
        )

    def test_of_a_folder_that_is_not_there(
        self, wizard: BuildWizard, page: SourcePage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page.choose_folder(tmp_path / "gone")
        settle(wizard, qtbot)
        assert "There is no such folder" in page.state.text
        (tmp_path / "gone").mkdir()
        qtbot.mouseClick(child(page, QPushButton, "buildLookAgain"), Qt.MouseButton.LeftButton)
        settle(wizard, qtbot)
        assert "no image" in page.state.text

    def test_while_it_looks(self, page: SourcePage, tmp_path: Path) -> None:
        page.state.show_scanning(tmp_path)
        page.state.show_progress(734, 0, "slide-7")
        assert page.state.text == "734 images found so far"
        page.state.show_progress(500, 734, "a.jpg")
        assert page.state.text == "500 of 734 images looked at"

    def test_when_looking_was_stopped(self, wizard: BuildWizard, page: SourcePage) -> None:
        page.choose_folder(Path("/somewhere/else"))
        wizard.draft.stop_looking()
        assert page.state.text.startswith("Looking was stopped.")

    def test_of_images_that_cannot_be_taken(
        self, wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
    ) -> None:
        (images / "slide-0" / "slide-0-9984-256.png").write_text("no image")
        page.choose_folder(images)
        settle(wizard, qtbot)
        assert "1 of them cannot be taken" in page.state.text


def test_what_was_built_from_before_is_offered(
    wizard: BuildWizard, page: SourcePage, images: Path, qtbot: QtBot
) -> None:
    page.choose_folder(images)
    settle(wizard, qtbot)
    assert wizard.draft.settings.lines(BUILT_OF) == [str(images)]
    wizard.draft.clear()
    recent = child(page, QAbstractButton, "buildRecent")
    assert recent.text() == "images"
    qtbot.mouseClick(recent, Qt.MouseButton.LeftButton)
    settle(wizard, qtbot)
    assert wizard.draft.request.source == images


class TestSheet:
    def test_its_columns_are_found_by_what_they_are_called(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
    ) -> None:
        page.choose_folder(sheet.parent)
        page.choose_sheet(sheet)
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet == Sheet(
            path=sheet, image="File", slide="Slide_ID", x="X", y="Y"
        )
        assert page.columns.isVisible()
        chosen = [box.currentText() for box in page.columns.boxes.values()]
        assert chosen == ["File", "Slide_ID", "X", "Y"]
        assert child(page, QToolButton, "buildSheetFeatures").text() == "1 other"
        assert page.is_complete()

    def test_other_columns_may_be_chosen(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
    ) -> None:
        page.choose_sheet(sheet)
        settle(wizard, qtbot)
        box = child(page, QComboBox, "buildSheetSlide")
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_End)
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet is not None
        assert wizard.draft.request.sheet.slide == "stain"
        assert wizard.draft.plan is not None
        assert wizard.draft.plan.files[0].slides == ["H"]
        qtbot.keyClick(box, Qt.Key.Key_Home)
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet.slide is None

    def test_features_are_ticked(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
    ) -> None:
        page.choose_sheet(sheet)
        settle(wizard, qtbot)
        features = child(page, QToolButton, "buildSheetFeatures")
        (stain,) = features.menu().actions()
        stain.trigger()
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet is not None
        assert wizard.draft.request.sheet.features == ()
        assert features.text() == "0 of 1"
        stain.trigger()
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet.features is None

    def test_a_location_has_two_columns_or_none(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
    ) -> None:
        page.choose_sheet(sheet)
        settle(wizard, qtbot)
        x, y = child(page, QComboBox, "buildSheetX"), child(page, QComboBox, "buildSheetY")
        x.setFocus()
        qtbot.keyClick(x, Qt.Key.Key_Home)
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet is not None
        assert (wizard.draft.request.sheet.x, wizard.draft.request.sheet.y) == (None, None)
        assert y.currentText() == "from the name"
        y.setFocus()
        while y.currentText() != "Y":
            qtbot.keyClick(y, Qt.Key.Key_Down)
        settle(wizard, qtbot)
        assert (wizard.draft.request.sheet.x, wizard.draft.request.sheet.y) == ("X", "Y")
        assert x.currentText() == "X"

    def test_emptying_its_line_goes_by_folders_again(
        self, wizard: BuildWizard, page: SourcePage, sheet: Path, qtbot: QtBot
    ) -> None:
        page.choose_sheet(sheet)
        settle(wizard, qtbot)
        line = child(page, QLineEdit, "buildSheet")
        line.setFocus()
        line.clear()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settle(wizard, qtbot)
        assert wizard.draft.request.sheet is None
        assert not page.columns.isVisible()
        assert wizard.draft.plan is not None
        assert wizard.draft.plan.records == 36

    def test_one_that_cannot_be_read_is_told(
        self, wizard: BuildWizard, page: SourcePage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        (tmp_path / "bad.parquet").write_bytes(b"PAR1 no more")
        page.choose_sheet(tmp_path / "bad.parquet")
        settle(wizard, qtbot)
        assert page.state.text.startswith("bad.parquet:")
        assert wizard.draft.request.sheet is None


def test_every_control_has_a_name_for_who_does_not_see_it(page: SourcePage) -> None:
    for line in (page.folder.line, page.sheet.line):
        assert line.accessibleName()
    for box in page.columns.boxes.values():
        assert box.accessibleName()
