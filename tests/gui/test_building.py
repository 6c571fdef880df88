"""The wizard as the window has it: from the menu, from the start page, from a drop."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import drop
from tests.gui.build_wizard.test_run_page import Gate, after_files, gate  # noqa: F401 - a fixture
from tests.gui.build_wizard.walking import make_images
from tests.gui.windows import MakeWindow, action, session_of
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.drops import folder_of_images
from tfrviewer.gui.main_window import MainWindow

pytestmark = pytest.mark.filterwarnings("ignore:Function. 'Q.*Event:DeprecationWarning")


def wizard_of(window: MainWindow, qtbot: QtBot) -> BuildWizard:
    """Wait for the wizard, and until it has nothing more to do."""
    qtbot.waitUntil(lambda: window.building.wizard is not None, timeout=20_000)
    wizard = window.building.wizard
    assert wizard is not None
    qtbot.waitUntil(lambda: wizard.isVisible() and not window.tasks.busy, timeout=20_000)
    return wizard


@pytest.fixture
def images(tmp_path: Path) -> Path:
    return make_images(tmp_path / "images", slides=2, tiles=4)


def test_the_menu_and_the_start_page_lead_to_it(window: MainWindow, qtbot: QtBot) -> None:
    action(window, "build").trigger()
    wizard = wizard_of(window, qtbot)
    assert wizard.step == 0
    wizard.close()
    button = window.welcome.findChild(QAbstractButton, "buildFromImages")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wizard_of(window, qtbot) is wizard


def test_that_it_comes_before_the_views_are_there(
    make_window: MakeWindow, images: Path, qtbot: QtBot
) -> None:
    window = make_window(ready=False)
    window.show()
    window.building.show(images)
    assert wizard_of(window, qtbot).step == 1


def test_a_folder_of_images_is_dropped_and_looked_at(
    window: MainWindow, images: Path, qtbot: QtBot
) -> None:
    assert drop(window, images)
    wizard = wizard_of(window, qtbot)
    assert wizard.draft.request.source == images
    assert wizard.page.objectName() == "foundPage"
    assert session_of(window).dataset is None
    assert not window.notice.isVisible()


def test_that_the_window_may_close_beside_it(
    window: MainWindow, images: Path, qtbot: QtBot
) -> None:
    window.building.show(images)
    wizard = wizard_of(window, qtbot)
    assert window.close()
    assert not wizard.isVisible()


class TestClosingTheWindowWhileItBuilds:
    @pytest.fixture
    def asked(
        self,
        window: MainWindow,
        images: Path,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> QMessageBox:
        """The question whether a build, held after its first TFRecord, is to end."""
        gate.holds_at = after_files(1)
        window.building.show(images)
        wizard = wizard_of(window, qtbot)
        while wizard.page.objectName() != "outputPage":
            wizard.go_on()
            qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
        wizard.go_on()
        qtbot.waitUntil(lambda: gate.holds, timeout=20_000)
        assert not window.close()
        assert window.isVisible()
        question = wizard.findChild(QMessageBox, "stopBuildDialog")
        assert question is not None
        return question

    def test_that_it_goes_on_unless_one_says_otherwise(
        self,
        window: MainWindow,
        asked: QMessageBox,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> None:
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
        gate.open()
        wizard = wizard_of(window, qtbot)
        qtbot.waitUntil(lambda: wizard.page.objectName() == "resultPage", timeout=20_000)
        assert window.isVisible()
        assert window.close()

    def test_that_who_ends_it_need_not_close_the_window_again(
        self,
        window: MainWindow,
        asked: QMessageBox,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> None:
        stop = next(one for one in asked.buttons() if one is not asked.defaultButton())
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
        gate.open()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


def test_what_was_built_is_opened_in_the_window(
    window: MainWindow, golden_copy: Path, qtbot: QtBot
) -> None:
    window.building.show()
    wizard = wizard_of(window, qtbot)
    with qtbot.waitSignal(session_of(window).settled, timeout=20_000):
        wizard.open_asked.emit(golden_copy / "slide-A.tfrecords")
    assert session_of(window).n_records > 0


def test_what_became_of_a_build_is_told_while_the_wizard_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.building.show()
    wizard = wizard_of(window, qtbot)
    wizard.ended_unseen.emit("Built 2 TFRecords.", False)
    assert window.notice.text == "Built 2 TFRecords."


class TestWhatIsAFolderOfImages:
    def test_one_with_images_at_any_depth(self, images: Path) -> None:
        assert folder_of_images([images]) == images
        assert folder_of_images([images.parent]) == images.parent

    def test_images_themselves_stand_for_their_folder(self, images: Path) -> None:
        paths = sorted((images / "slide-0").iterdir())
        assert folder_of_images(paths) == images / "slide-0"
        assert folder_of_images([paths[0], images / "slide-1"]) is None

    def test_none_with_a_tfrecord_or_an_index(self, images: Path) -> None:
        (images / "slide-1" / "slide-1.tfrecords").touch()
        assert folder_of_images([images]) is None
        (images / "slide-1" / "slide-1.tfrecords").rename(images / "a.index.npz")
        assert folder_of_images([images]) is None

    def test_none_without_an_image(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").touch()
        (tmp_path / ".hidden.jpg").touch()
        assert folder_of_images([tmp_path]) is None
        assert folder_of_images([tmp_path / "notes.txt"]) is None

    def test_no_project_of_slideflow(self, images: Path) -> None:
        settings = '{"name": "P", "dataset_config": "./datasets.json", "sources": []}'
        (images / "settings.json").write_text(settings)
        assert folder_of_images([images]) is None

    def test_not_several_folders(self, images: Path) -> None:
        assert folder_of_images([images / "slide-0", images / "slide-1"]) is None
