"""A dataset in the window, and the dialogs that save from it."""

from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tests.unit.dataset.made import flip, tile, write
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.saving.dialog import SaveDialog
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.saving.split_dialog import SplitDialog
from tfrviewer.gui.session import Session

D = TypeVar("D", SaveDialog, SplitDialog)

SLIDES = ("a", "b", "c")
EACH = 6


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    """Three slides of six tiles; record 2 of slide b is damaged."""
    folder = tmp_path / "cohort"
    for slide in SLIDES:
        tiles = [tile(slide, 256 * i, 512, grade=i) for i in range(EACH)]
        write(folder / f"{slide}.tfrecords", tiles)
    path = folder / "b.tfrecords"
    size = path.stat().st_size // EACH
    flip(path, 2 * size + size // 2)
    return folder


@pytest.fixture
def source(session: Session, cohort: Path, qtbot: QtBot) -> SaveSource:
    """The records of `cohort`, of which four are selected."""
    from tfrviewer.gui.opening import ToOpen

    with qtbot.waitSignal(session.settled, timeout=20_000):
        session.open(ToOpen.of(cohort))
    session.select(np.array([1, 2, 7, 13]), SelectMode.REPLACE)
    return SaveSource.of(session)


def open_cohort(window: MainWindow, cohort: Path, qtbot: QtBot, numbers: list[int]) -> Session:
    """Open the dataset and select records of it."""
    open_paths(window, [cohort], qtbot)
    session = session_of(window)
    session.select(np.array(numbers, np.int64), SelectMode.REPLACE)
    return session


def ask(window: MainWindow, name: str, kind: type[D], qtbot: QtBot) -> D:
    """Choose a command of the menu; return the dialog once all in it is known."""
    with qtbot.waitSignal(window.saving.shown, timeout=20_000):
        action(window, name).trigger()
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    settle(found[0], qtbot)
    return found[0]


def settle(dialog: SaveDialog | SplitDialog, qtbot: QtBot) -> None:
    """Wait until nothing is being looked at."""
    qtbot.waitUntil(lambda: dialog.is_settled() and dialog.look is not None, timeout=20_000)


def pick(dialog: QDialog, name: str, text: str) -> None:
    """Choose an entry as a person does."""
    box = part(dialog, name, QComboBox)
    at = box.findText(text)
    assert at >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


def visible(window: MainWindow) -> list[QDialog]:
    """The dialogs on the screen; one that is closed may be deleted already."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


W = TypeVar("W", bound=QWidget)


def part(dialog: QDialog, name: str, kind: type[W]) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def type_target(dialog: SaveDialog | SplitDialog, path: Path, qtbot: QtBot) -> None:
    """Type where to, as far as Enter."""
    dialog.field.line.selectAll()
    dialog.field.line.setText(str(path))
    dialog.field.take()
    qtbot.waitUntil(dialog.is_settled, timeout=20_000)


def save(window: MainWindow, dialog: SaveDialog | SplitDialog, qtbot: QtBot) -> None:
    """Press the button and wait until all is saved and told."""
    assert dialog.button.isEnabled()
    with qtbot.waitSignal(window.saving.ended, timeout=30_000):
        dialog.button.click()


def told(window: MainWindow) -> str:
    return window.notice.text
