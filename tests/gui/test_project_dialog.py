from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.projects import SIZE, Made
from tfrviewer.gui.opening import Tiles, TilesNotChosen, ToOpen
from tfrviewer.gui.project_dialog import ProjectDialog

Ask = Callable[[], ProjectDialog]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project of A (two sizes) and B (one); it uses A."""
    made = Made(tmp_path / "lung")
    for name in ("s1", "s2", "s3"):
        write_slide(made.label("A", "64px_10x") / f"{name}.tfrecords", 1)
    made.write_settings(sources=["A"])
    return made


@pytest.fixture
def ask(made: Made, qtbot: QtBot) -> Ask:
    def show() -> ProjectDialog:
        with pytest.raises(TilesNotChosen) as caught:
            ToOpen.of(made.root).dataset()
        window = QWidget()
        qtbot.addWidget(window)
        dialog = ProjectDialog(caught.value.offer, caught.value.what, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return show


def lines(dialog: QDialog, name: str) -> QTreeWidget:
    found = dialog.findChild(QTreeWidget, name)
    assert isinstance(found, QTreeWidget)
    return found


def texts(tree: QTreeWidget) -> list[tuple[str, str]]:
    found = (tree.topLevelItem(i) for i in range(tree.topLevelItemCount()))
    return [(line.text(0), line.text(1)) for line in found if line is not None]


def open_button(dialog: QDialog) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    return box.button(QDialogButtonBox.StandardButton.Open)


def test_it_counts_the_tfrecords_of_each_choice(ask: Ask) -> None:
    dialog = ask()
    sizes, sources = lines(dialog, "projectSizes"), lines(dialog, "projectSources")
    assert texts(sizes) == [("64 px, 10x", "3 TFRecords"), ("299 px, 302 µm", "2 TFRecords")]
    assert dialog.label == "64px_10x"  # of which there are most
    assert texts(sources) == [("A", "3 TFRecords"), ("B", "no TFRecords")]
    assert dialog.sources == ("A",)
    assert sizes.accessibleName()
    assert sources.accessibleName()


def test_it_is_used_by_key(ask: Ask, made: Made, qtbot: QtBot) -> None:
    dialog = ask()
    sizes, sources = lines(dialog, "projectSizes"), lines(dialog, "projectSources")
    assert dialog.focusWidget() is sizes
    qtbot.keyClick(sizes, Qt.Key.Key_Down)
    assert dialog.label == SIZE
    assert texts(sources) == [("A", "2 TFRecords"), ("B", "2 TFRecords")]
    qtbot.keyClick(sizes, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is sources
    qtbot.keyClick(sources, Qt.Key.Key_Down)
    qtbot.keyClick(sources, Qt.Key.Key_Space)
    assert dialog.sources == ("A", "B")
    assert texts(sizes)[1] == ("299 px, 302 µm", "4 TFRecords")
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert caught.args == [ToOpen((made.root,), Tiles(SIZE, ("A", "B")), as_project=True)]
    assert not dialog.isVisible()


def test_the_sources_of_the_project_are_not_pinned_down(ask: Ask, made: Made, qtbot: QtBot) -> None:
    dialog = ask()
    with qtbot.waitSignal(dialog.chosen) as caught:
        open_button(dialog).click()
    assert caught.args == [ToOpen((made.root,), Tiles("64px_10x"), as_project=True)]


def test_escape_opens_nothing(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask()
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_has_no_tiles_cannot_be_opened_and_says_so(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask()
    sources = lines(dialog, "projectSources")
    told = dialog.findChild(QLabel, "projectTold")
    assert told is not None
    sources.setFocus()
    qtbot.keyClick(sources, Qt.Key.Key_Space)  # A is ticked no more
    assert told.text() == "Tick a source."
    assert not open_button(dialog).isEnabled()
    qtbot.keyClick(sources, Qt.Key.Key_Down)
    qtbot.keyClick(sources, Qt.Key.Key_Space)  # B has no tiles of 10x
    assert "no tiles of this size" in told.text()
    assert not open_button(dialog).isEnabled()


def test_a_project_of_one_source_asks_for_the_size_alone(
    ask: Ask, made: Made, qtbot: QtBot
) -> None:
    made.write_sources({"A": made.folders("A")})
    dialog = ask()
    assert lines(dialog, "projectSizes").isVisible()
    assert not lines(dialog, "projectSources").isVisible()
