"""The wizard itself, and how somebody goes through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.build_wizard.found_page import FoundPage
from tfrviewer.gui.build_wizard.names_page import NamesPage
from tfrviewer.gui.build_wizard.source_page import SourcePage
from tfrviewer.gui.build_wizard.wizard import BuildWizard
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.tasks import TaskRunner


@pytest.fixture
def wizard(tasks: TaskRunner, tmp_path: Path, qtbot: QtBot) -> Iterator[BuildWizard]:
    """A wizard on its first page, with nothing chosen."""
    made = BuildWizard(tasks, Jobs(tasks), Settings(tmp_path / "tfrviewer.ini"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show_step()
    yield made
    made.close()


def source_page(wizard: BuildWizard) -> SourcePage:
    page = wizard.pages[0]
    assert isinstance(page, SourcePage)
    return page


def found_page(wizard: BuildWizard) -> FoundPage:
    page = wizard.pages[1]
    assert isinstance(page, FoundPage)
    return page


def names_page(wizard: BuildWizard) -> NamesPage:
    page = wizard.pages[2]
    assert isinstance(page, NamesPage)
    return page


def settle(wizard: BuildWizard, qtbot: QtBot) -> None:
    """Wait until nothing is on its way."""
    qtbot.waitUntil(
        lambda: not wizard.draft.is_scanning and not wizard.draft.tasks.busy, timeout=20_000
    )


def build_from(wizard: BuildWizard, source: Path, step: int, qtbot: QtBot) -> None:
    """Begin with a folder and go to a page."""
    wizard.build_from(source)
    settle(wizard, qtbot)
    while wizard.step < step:
        before = wizard.step
        wizard.go_on()
        settle(wizard, qtbot)
        assert wizard.step > before, wizard.page.title


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drop paths on a widget; return whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(9, 9), copy, data, left, none)
    QApplication.sendEvent(widget, dropped)
    return dropped.isAccepted()
