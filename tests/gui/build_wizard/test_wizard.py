from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.build_wizard.leading import build_from, settle
from tests.gui.build_wizard.walking import child
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.page import Page, PageSpec
from tfrviewer.gui.build_wizard.pages import PAGES
from tfrviewer.gui.build_wizard.steps import StepList
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.settings import WIZARD_GEOMETRY, Settings
from tfrviewer.gui.tasks import TaskRunner

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class PlainPage(Page):
    """A page that is what a test says it is."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.complete, self.busy, self.stopped = True, False, False
        self.seen: list[str] = []
        self.button = QPushButton("A control", self, autoDefault=False)

    def entered(self) -> None:
        self.seen.append("entered")

    def left(self) -> None:
        self.seen.append("left")

    def is_complete(self) -> bool:
        return self.complete

    def goes_on_unseen(self) -> bool:
        return self.busy

    def stop(self) -> None:
        self.stopped = True


PLAIN = (
    PageSpec("onePage", "One", PlainPage),
    PageSpec("twoPage", "Two", PlainPage, "&Go"),
    PageSpec("threePage", "Three", PlainPage, "&Close", last=True),
)


@pytest.fixture
def plain(tasks: TaskRunner, tmp_path: Path, qtbot: QtBot) -> BuildWizard:
    """A wizard of three pages without any work."""
    made = BuildWizard(tasks, Jobs(tasks), Settings(tmp_path / "plain.ini"), table=PLAIN)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show_step()
    return made


def page_of(wizard: BuildWizard, step: int) -> PlainPage:
    page = wizard.pages[step]
    assert isinstance(page, PlainPage)
    return page


def steps_of(wizard: BuildWizard) -> StepList:
    return child(wizard, StepList, "buildSteps")


class TestGoingThrough:
    def test_one_goes_on_and_back_by_keys_alone(self, plain: BuildWizard, qtbot: QtBot) -> None:
        qtbot.keyClick(plain, Key.Key_Right, ALT)
        assert plain.step == 1
        assert plain.next.text() == "&Go"
        qtbot.keyClick(plain, Key.Key_Return)  # the default button
        assert plain.step == 2
        qtbot.keyClick(plain, Key.Key_Left, ALT)
        assert plain.step == 1
        qtbot.keyClick(plain, Key.Key_Escape)
        assert not plain.isVisible()

    def test_the_first_control_of_a_page_gets_the_keyboard(self, plain: BuildWizard) -> None:
        assert plain.focusWidget() is page_of(plain, 0).button
        plain.go_on()
        assert plain.focusWidget() is page_of(plain, 1).button

    def test_a_page_is_told_when_it_comes_and_goes(self, plain: BuildWizard) -> None:
        plain.go_on()
        assert page_of(plain, 0).seen == ["entered", "left"]
        assert page_of(plain, 1).seen == ["entered"]
        plain.close()
        assert page_of(plain, 1).seen == ["entered", "left"]

    def test_that_a_page_that_is_not_complete_holds_one(self, plain: BuildWizard) -> None:
        first = page_of(plain, 0)
        plain.next.setFocus()
        first.complete = False
        first.completeness_changed.emit()
        assert not plain.next.isEnabled()
        assert plain.focusWidget() is first.button  # not whatever comes next by chance
        plain.go_on()
        assert plain.step == 0

    def test_only_steps_behind_complete_pages_can_be_gone_to(self, plain: BuildWizard) -> None:
        assert plain.reachable() == [True, False, False]
        plain.go_on()
        plain.go_on()
        plain.go_to(0)
        assert plain.reachable() == [True, True, True]
        page_of(plain, 1).complete = False
        assert plain.reachable() == [True, True, False]
        page_of(plain, 0).complete = False
        assert plain.reachable() == [True, False, False]

    def test_that_the_last_button_ends_where_it_does_on_all_pages(
        self, plain: BuildWizard, qtbot: QtBot
    ) -> None:
        edge = plain.cancel.geometry().right()
        plain.go_on()
        plain.go_on()
        qtbot.waitUntil(lambda: plain.next.geometry().right() == edge)

    def test_a_page_that_is_done_by_itself_leads_on(self, plain: BuildWizard) -> None:
        page_of(plain, 1).advance.emit()  # not the one that is seen
        assert plain.step == 0
        page_of(plain, 0).advance.emit()
        assert plain.step == 1

    def test_the_last_page_is_closed_and_asks_nothing(
        self, plain: BuildWizard, qtbot: QtBot
    ) -> None:
        plain.go_on()
        plain.go_on()
        assert not plain.cancel.isVisible()
        qtbot.keyClick(plain, Key.Key_Return)
        assert not plain.isVisible()


class TestSteps:
    def test_each_says_whether_it_is_done(self, plain: BuildWizard) -> None:
        plain.go_on()
        told = [button.accessibleName() for button in steps_of(plain).buttons]
        assert told == [
            "Step 1 of 3: One, done",
            "Step 2 of 3: Two, current step",
            "Step 3 of 3: Three, to come",
        ]

    def test_they_are_gone_through_by_click_and_by_arrow(
        self, plain: BuildWizard, qtbot: QtBot
    ) -> None:
        plain.go_on()
        buttons = steps_of(plain).buttons
        qtbot.mouseClick(buttons[2], Qt.MouseButton.LeftButton)
        assert plain.step == 1  # never seen before
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        assert plain.step == 0
        buttons[0].setFocus()
        qtbot.keyClick(buttons[0], Key.Key_Down)
        assert plain.step == 1
        assert buttons[1].hasFocus()  # the keyboard stays with the steps


class TestClosing:
    def test_what_was_chosen_is_there_again(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        build_from(wizard, images, 2, qtbot)
        wizard.close()
        wizard.show_step()
        assert wizard.step == 2
        assert wizard.draft.request.source == images

    def test_that_work_is_ended_only_after_a_question(
        self, plain: BuildWizard, qtbot: QtBot
    ) -> None:
        first = page_of(plain, 0)
        first.busy = True
        first.completeness_changed.emit()
        plain.ask_to_stop(plain.close)
        question = child(plain, QMessageBox, "stopBuildDialog")
        plain.ask_to_stop(plain.close)  # nothing is asked twice
        assert len(plain.findChildren(QMessageBox)) == 1
        keep, stop = question.defaultButton(), question.buttons()[0]
        assert keep is not stop
        qtbot.keyClick(question, Key.Key_Escape)
        assert not first.stopped
        first.busy = False
        first.completeness_changed.emit()
        assert plain.isVisible()

    def test_that_who_answers_with_stop_need_not_close_again(
        self, plain: BuildWizard, qtbot: QtBot
    ) -> None:
        first = page_of(plain, 0)
        first.busy = True
        plain.ask_to_stop(plain.close)
        question = child(plain, QMessageBox, "stopBuildDialog")
        stop = next(one for one in question.buttons() if one is not question.defaultButton())
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
        assert first.stopped
        assert plain.isVisible()  # it has not ended yet
        first.busy = False
        first.completeness_changed.emit()
        qtbot.waitUntil(lambda: not plain.isVisible())

    def test_that_a_question_goes_away_when_the_work_has_ended(self, plain: BuildWizard) -> None:
        first = page_of(plain, 0)
        first.busy = True
        plain.ask_to_stop(plain.close)
        question = child(plain, QMessageBox, "stopBuildDialog")
        first.busy = False
        first.completeness_changed.emit()
        assert not question.isVisible()
        assert not first.stopped
        assert plain.isVisible()

    def test_the_window_is_where_it_was(
        self, tasks: TaskRunner, tmp_path: Path, qtbot: QtBot
    ) -> None:
        settings = Settings(tmp_path / "place.ini")
        for size in ((700, 500), (720, 520)):
            made = BuildWizard(tasks, Jobs(tasks), settings, table=PLAIN)
            qtbot.addWidget(made)
            made.show_step()
            if settings.get(WIZARD_GEOMETRY):
                assert (made.width(), made.height()) == (700, 500)
            made.resize(*size)
            made.close()
            assert settings.get(WIZARD_GEOMETRY)

    def test_senseless_settings_do_no_harm(
        self, tasks: TaskRunner, tmp_path: Path, qtbot: QtBot
    ) -> None:
        settings = Settings(tmp_path / "place.ini")
        settings.set(WIZARD_GEOMETRY, b"nonsense")
        made = BuildWizard(tasks, Jobs(tasks), settings, table=PLAIN)
        qtbot.addWidget(made)
        assert made.width() > 600


class TestBeginningWithAFolder:
    def test_that_it_goes_on_once_the_folder_was_looked_at(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        wizard.build_from(images)
        assert wizard.step == 0
        settle(wizard, qtbot)
        assert wizard.page.objectName() == "foundPage"

    def test_that_it_stays_where_there_is_nothing_to_build(
        self, wizard: BuildWizard, tmp_path: Path, qtbot: QtBot
    ) -> None:
        wizard.build_from(tmp_path)
        settle(wizard, qtbot)
        assert wizard.step == 0
        assert not wizard.next.isEnabled()

    def test_that_it_leaves_alone_who_chose_something_else_meanwhile(
        self, wizard: BuildWizard, images: Path, qtbot: QtBot
    ) -> None:
        wizard.build_from(images / "slide-1")
        wizard.draft.choose(images)
        settle(wizard, qtbot)
        assert wizard.step == 0
        assert wizard.next.isEnabled()


def test_every_page_has_a_name_a_title_and_texts_that_fit_keys(wizard: BuildWizard) -> None:
    assert [page.objectName() for page in wizard.pages] == [spec.name for spec in PAGES]
    assert len({spec.name for spec in PAGES}) == len(PAGES)
    assert all(page.title for page in wizard.pages)


def test_the_title_and_the_sentence_are_said_to_who_does_not_see_them(wizard: BuildWizard) -> None:
    assert wizard.page.title in wizard.accessibleDescription()
    assert wizard.page.sentence in wizard.accessibleDescription()


def test_it_is_not_modal_and_keeps_its_colours(wizard: BuildWizard, qapp: QApplication) -> None:
    assert not wizard.isModal()
    assert wizard.windowTitle() == "Build TFRecords"
