"""From the first page to the last, by keyboard, through the real core."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import build_from, settle
from tests.gui.build_wizard.test_run_page import Gate, after_files, gate  # noqa: F401 - a fixture
from tests.gui.build_wizard.walking import child, said, spoil
from tests.unit.build.made import contents, files_in
from tfrviewer.gui.build_wizard.pages import PAGES
from tfrviewer.gui.build_wizard.run_page import RunPage
from tfrviewer.gui.build_wizard.wizard import BuildWizard

NAMES = [spec.name for spec in PAGES]
RUN, RESULT = NAMES.index("runPage"), NAMES.index("resultPage")
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)


def run_of(wizard: BuildWizard) -> RunPage:
    page = wizard.pages[RUN]
    assert isinstance(page, RunPage)
    return page


def go_to_end(wizard: BuildWizard, qtbot: QtBot) -> None:
    """Press Enter on the button that leads on, page after page, until the result is there."""
    while wizard.step != RESULT:
        before = wizard.step
        if run_of(wizard).run.is_running:
            qtbot.waitUntil(lambda: wizard.step == RESULT, timeout=30_000)
            return
        qtbot.waitUntil(wizard.next.isEnabled, timeout=20_000)
        wizard.next.setFocus()
        qtbot.keyClick(wizard.next, Qt.Key.Key_Return)
        settle(wizard, qtbot)
        assert wizard.step > before, wizard.page.title


def test_that_next_and_next_build_slideflows_own_loose_tiles(
    wizard: BuildWizard, golden_copy: Path, qtbot: QtBot
) -> None:
    source = golden_copy / "loose_images"
    wizard.build_from(source)
    settle(wizard, qtbot)
    go_to_end(wizard, qtbot)
    output = source.with_name("loose_images-tfrecords")
    found = {
        (slide, x, y) for path in output.glob("*.tfrecords") for slide, _, (x, y) in contents(path)
    }
    expected = set()
    for path in source.rglob("*.jpg"):
        slide, x, y = path.stem.rsplit("-", 2)
        expected.add((slide, int(x), int(y)))
    assert found == expected
    assert not wizard.cancel.isVisible()
    qtbot.keyClick(wizard.next, Qt.Key.Key_Return)
    assert not wizard.isVisible()


def test_that_one_can_look_back_after_a_build_and_return(
    wizard: BuildWizard, images: Path, qtbot: QtBot
) -> None:
    wizard.build_from(images)
    settle(wizard, qtbot)
    go_to_end(wizard, qtbot)
    wizard.go_back()
    wizard.go_back()
    settle(wizard, qtbot)
    assert said(wizard.page, "buildOutputTold") == "This has been built here."
    assert not child(wizard.page, QWidget, "buildExisting").isVisible()
    go_to_end(wizard, qtbot)
    assert len(files_in(images.with_name("images-tfrecords"))) == 6


class TestWhileItBuilds:
    @pytest.fixture
    def building(
        self,
        wizard: BuildWizard,
        images: Path,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> BuildWizard:
        """A wizard whose build is held after the first TFRecord."""
        gate.holds_at = after_files(1)
        build_from(wizard, images, RUN - 1, qtbot)
        wizard.go_on()
        qtbot.waitUntil(lambda: gate.holds)
        return wizard

    def test_that_closing_leaves_it_running_and_the_result_waits(
        self,
        building: BuildWizard,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> None:
        assert building.cancel.text() == "Close"
        qtbot.keyClick(building, Qt.Key.Key_Escape)
        assert not building.isVisible()
        assert run_of(building).run.is_running
        with qtbot.waitSignal(building.ended_unseen, timeout=30_000) as ended:
            gate.open()
        assert ended.args is not None
        assert ended.args[0].startswith("Built: 36 records in 3 TFRecords.")
        building.show_step()
        assert building.step == RESULT
        assert said(building.page, "buildHeadline").startswith("36 records")

    def test_the_button_that_stops_it_has_the_keyboard(self, building: BuildWizard) -> None:
        assert building.focusWidget() is child(building, QPushButton, "buildStop")

    def test_that_it_can_be_brought_back_while_it_runs(self, building: BuildWizard) -> None:
        building.close()
        building.show_step()
        assert building.step == RUN
        assert building.page.title == "Building"

    def test_that_a_folder_dropped_meanwhile_begins_no_other(
        self, building: BuildWizard, tmp_path: Path, images: Path
    ) -> None:
        building.build_from(tmp_path)
        assert building.draft.request.source == images
        assert building.step == RUN

    def test_that_who_closes_the_program_is_asked(
        self,
        building: BuildWizard,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> None:
        building.ask_to_stop(building.close)
        box = building.findChild(QMessageBox)
        assert box is not None
        next(b for b in box.buttons() if box.buttonRole(b) is box.ButtonRole.AcceptRole).click()
        gate.open()
        qtbot.waitUntil(lambda: not building.isVisible(), timeout=20_000)
        assert building.page.title == "Stopped"


class TestAfterItWasStopped:
    @pytest.fixture
    def stopped(
        self,
        wizard: BuildWizard,
        images: Path,
        qtbot: QtBot,
        gate: Gate,  # noqa: F811
    ) -> BuildWizard:
        """A wizard at its output again, its build stopped after the first TFRecord."""
        gate.holds_at = after_files(1)
        build_from(wizard, images, RUN - 1, qtbot)
        wizard.go_on()
        qtbot.waitUntil(lambda: gate.holds)
        run_of(wizard).stop()
        gate.open()
        qtbot.waitUntil(lambda: not run_of(wizard).run.is_running)
        wizard.go_back()
        settle(wizard, qtbot)
        return wizard

    @pytest.mark.parametrize("choice", ["buildGoOn", "buildAnew"])
    def test_that_build_means_build(self, stopped: BuildWizard, qtbot: QtBot, choice: str) -> None:
        child(stopped.page, QAbstractButton, choice).click()
        for button in stopped.page.findChildren(QAbstractButton, "buildExistingReplace"):
            button.click()
        settle(stopped, qtbot)
        go_to_end(stopped, qtbot)
        assert said(stopped.page, "buildHeadline").startswith("36 records in 3 TFRecords")

    def test_that_looking_at_it_again_begins_nothing(
        self, stopped: BuildWizard, qtbot: QtBot
    ) -> None:
        stopped.go_to(RUN)
        settle(stopped, qtbot)
        assert stopped.page.title == "Stopped"

    def test_that_something_else_is_built_by_its_button_alone(
        self, stopped: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        stopped.draft.change(output=tmp_path / "elsewhere")
        settle(stopped, qtbot)
        stopped.go_to(RUN)
        assert stopped.step == RUN - 1
        assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("step", range(len(PAGES)), ids=NAMES)
def test_that_every_control_has_a_name_and_a_key_of_its_own(
    wizard: BuildWizard, images: Path, qtbot: QtBot, step: int
) -> None:
    spoil(images)
    if step < RUN:
        build_from(wizard, images, step, qtbot)
    else:
        build_from(wizard, images, RUN - 1, qtbot)
        go_to_end(wizard, qtbot)
        if step == RUN:
            wizard.go_back()
    for fold in wizard.page.findChildren(QToolButton):
        if fold.objectName() in ("buildFurther", "buildWrittenWith"):
            fold.click()
    settle(wizard, qtbot)
    keys: dict[str, str] = {}
    for widget in wizard.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName() == "qt_spinbox_lineedit":
            continue
        if isinstance(widget, CONTROLS) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or (
                isinstance(widget, QAbstractButton) and widget.text()
            )
            assert named, f"{type(widget).__name__} {widget.objectName()!r}"
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        plain = isinstance(widget, QLabel) and widget.buddy() is None
        key = QKeySequence.mnemonic(text).toString()
        if key and not plain:
            assert keys.setdefault(key, text) == text, f"{text!r} and {keys[key]!r}"


def test_that_no_two_pages_share_a_name() -> None:
    assert all(one != other for one, other in combinations(NAMES, 2))


def test_that_the_button_that_builds_says_so(
    wizard: BuildWizard, images: Path, qtbot: QtBot
) -> None:
    build_from(wizard, images, RUN - 1, qtbot)
    assert child(wizard, QPushButton, "buildNext").text() == "B&uild"
