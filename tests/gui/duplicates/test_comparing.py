"""Tools > Compare with Another Folder: what both sides of a split have, and which lies where."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, open_paths, session_of
from tests.unit.checks.content.drawn import encoded, write
from tfrviewer.errors import FindingKind
from tfrviewer.gui.duplicates.leak_dialog import HERE, THERE, WHAT, LeakDialog
from tfrviewer.gui.main_window import MainWindow

_DEEDS = ("Compare Them", "Show Tiles")
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """Two sides with two slides, a tile and nearly another one in common, and a third, without."""
    write(tmp_path / "train/A.tfrecords", [encoded(1), encoded(2), encoded(-1)])
    write(tmp_path / "train/both.tfrecords", [encoded(4)])
    write(tmp_path / "train/too.tfrecords", [encoded(7)])
    write(tmp_path / "test/B.tfrecords", [encoded(3), encoded(1), encoded(2, quality=60)])
    write(tmp_path / "test/both.tfrecords", [encoded(5)])
    write(tmp_path / "test/too.tfrecords", [encoded(8)])
    write(tmp_path / "apart/C.tfrecords", [encoded(6)])
    return tmp_path


def compare(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.duplicates.ended, timeout=20_000):
        window.duplicates.compare_with(folder)


def click(window: MainWindow, text: str) -> None:
    (button,) = (b for b in window.notice.findChildren(QPushButton) if b.text() == text)
    button.click()


def test_what_lies_where_is_listed_and_shown(window: MainWindow, split: Path, qtbot: QtBot) -> None:
    open_paths(window, [split / "train"], qtbot)
    session = session_of(window)
    compare(window, split / "test", qtbot)
    assert window.notice.text == (
        "In common with test: 2 slides, 1 tile that is the same, 1 that is nearly so."
    )
    assert session.frame["on both sides"].to_list() == ["exact", "near", None, None, None]
    qtbot.waitUntil(lambda: session.is_settled())
    leaks = [found for found in session.findings if found.kind is FindingKind.SPLIT_LEAK]
    assert len(leaks) == 4  # of slides, which are in no file, as well
    click(window, _DEEDS[0])
    (dialog,) = window.findChildren(LeakDialog)
    model = dialog.model
    told = [[model.index(i, column).data() for column in (WHAT, HERE, THERE)] for i in range(4)]
    assert told[0] == ["Slide", "both", "both"]
    assert told[2] == ["Same image", "A, record 0", "B, record 1"]
    assert told[3][1:] == ["A, record 1", "B, record 2"]
    dialog.table.selectRow(3)
    qtbot.waitUntil(lambda: not dialog.here.image.isNull() and not dialog.there.image.isNull())
    assert session.current == 1
    assert dialog.there.accessibleName() == "Tile there: B, record 2"
    dialog.table.selectRow(0)
    assert dialog.here.image.isNull()
    dialog.lines.close()
    write(split / "test/B.tfrecords", [encoded(3)])
    dialog.table.selectRow(2)
    qtbot.waitUntil(lambda: "changed" in dialog.there.text)
    assert window.notice.isVisible()
    session.close()
    assert not window.findChildren(LeakDialog) or not dialog.isVisible()
    assert not window.notice.isVisible(), "it offers to show tiles that are gone"


def test_that_nothing_is_in_common_is_told_and_what_was_with_another_is_forgotten(
    window: MainWindow, split: Path, qtbot: QtBot
) -> None:
    open_paths(window, [split / "train"], qtbot)
    session = session_of(window)
    compare(window, split / "test", qtbot)
    qtbot.waitUntil(lambda: session.is_settled() and len(session.findings) > 0)
    compare(window, split / "apart", qtbot)
    assert window.notice.text == (
        "apart has nothing in common with this dataset: no slide, no patient, no tile."
    )
    buttons = window.notice.findChildren(QPushButton)
    assert not [b for b in buttons if b.text() in _DEEDS and not b.isHidden()]
    qtbot.waitUntil(session.is_settled)
    assert not [found for found in session.findings if found.kind is FindingKind.SPLIT_LEAK]


@pytest.mark.parametrize(("name", "told"), [("train", "of the dataset that is open"), ("no", "no")])
def test_that_a_folder_that_is_no_other_side_is_refused(
    window: MainWindow, split: Path, qtbot: QtBot, name: str, told: str
) -> None:
    (split / "no").mkdir()
    open_paths(window, [split / "train"], qtbot)
    compare(window, split / name, qtbot)
    assert told in window.notice.text
    assert "on both sides" not in session_of(window).columns


def test_the_menu_asks_for_the_other_side(window: MainWindow, split: Path, qtbot: QtBot) -> None:
    open_paths(window, [split / "train"], qtbot)
    action(window, "find_leaks").trigger()
    dialog = window.findChild(QFileDialog, "leakFolderDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()
