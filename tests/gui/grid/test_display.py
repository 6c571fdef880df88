"""What is shown beside the pictures is chosen in a dialog, remembered, and heeded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.grid.captions import LOCATION, MOST_LINES, NUMBER, as_text, of_column
from tfrviewer.gui.grid.cells import find_cells, find_headings
from tfrviewer.gui.grid.display_dialog import TileDisplayDialog, remember_looks
from tfrviewer.gui.grid.looks import Looks
from tfrviewer.gui.grid.menu import make_menu, tile_deeds
from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.session import Session
from tfrviewer.gui.settings import PICTURE_MB, Settings

Ctrl = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton


@pytest.fixture
def slides(
    grid: TileGrid, synthetic: Callable[..., Any], open_synthetic: Callable[[Any], Any]
) -> TileGrid:
    """A grid of three slides of 40, 3 and 200 tiles, whose pictures cannot be read."""
    open_synthetic(synthetic([40, 3, 200]))
    return grid


def titles(grid: TileGrid) -> list[str]:
    return [heading.title for heading in find_headings(grid)]


def test_that_slides_get_headings_that_stay_at_the_top(slides: TileGrid) -> None:
    slides.resize(600, 900)
    first, second, third = find_headings(slides)
    assert (first.title, first.count, second.count, third.count) == ("slide-0", 40, 3, 200)
    slides.scroll_to(slides.tiles.heading_y(2) + 30)
    assert titles(slides) == ["slide-2"]
    (stuck,) = find_headings(slides)
    assert stuck.rect.top() == 0
    assert stuck.is_stuck
    assert slides.position_at(stuck.rect.center()) == -1


def test_that_headings_follow_the_sorting_by_words_and_by_nothing_else(
    slides: TileGrid, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.order_changed):
        session.sort([("slide", True)])
    assert titles(slides)[0] == "slide-2"
    with qtbot.waitSignal(session.order_changed):
        session.sort([("score", True)])
    assert slides.groups is None
    values = [cell.value for cell in find_cells(slides, slides.viewport().rect())]
    assert values[0] == "0.8571"
    slides.set_looks(Looks(values=False))
    assert not any(cell.value for cell in find_cells(slides, slides.viewport().rect()))
    slides.set_looks(Looks((of_column("score"),)))
    assert slides.value_column() == ""
    slides.viewport().grab()


def test_that_a_group_is_folded_by_its_sign_and_selected_by_its_name(
    slides: TileGrid, session: Session
) -> None:
    view = slides.viewport()
    heading = find_headings(slides)[0].rect
    QTest.mouseClick(view, Left, pos=QPoint(10, heading.center().y()))
    assert [h.is_folded for h in find_headings(slides)] == [True, False, False]
    assert 40 in slides.visible_positions()
    assert 0 not in slides.visible_positions()
    second = find_headings(slides)[1].rect
    QTest.mouseClick(view, Left, pos=second.center())
    assert np.flatnonzero(session.selection).tolist() == [40, 41, 42]
    QTest.mouseClick(view, Left, Ctrl, find_headings(slides)[0].rect.center())
    assert session.n_selected == 43
    assert [h.selected for h in find_headings(slides)] == [40, 3, 0]
    slides.viewport().grab()
    session.set_current(7)
    assert not slides.is_folded(0)
    assert slides.tile_rect(7).isValid()


def test_that_all_groups_are_folded_and_unfolded_from_the_menu(slides: TileGrid) -> None:
    menu = make_menu(slides, -1, 1)
    actions = {action.objectName(): action for action in menu.actions()}
    actions["foldAll"].trigger()
    assert not len(slides.visible_positions())
    assert slides.tiles.height == 3 * slides.tiles.heading
    QTest.keyClick(slides, Qt.Key.Key_Down)
    actions["unfoldAll"].trigger()
    assert len(slides.visible_positions())
    actions["selectGroup"].trigger()
    assert slides.session.n_selected == 3
    menu.deleteLater()


def test_that_the_menu_chooses_captions_in_turn(slides: TileGrid) -> None:
    for name in ("location", "number"):
        menu = make_menu(slides, 3, 0)
        captions = menu.findChild(type(menu), "captionMenu")
        assert captions is not None
        actions = {action.objectName(): action for action in captions.actions()}
        actions[f"caption-{name}"].trigger()
        menu.deleteLater()
    assert slides.looks.captions == (LOCATION, NUMBER)
    actions["caption-none"].trigger()
    assert not slides.looks.captions


def test_that_the_dialog_shows_what_is_chosen_at_once_and_it_is_remembered(
    slides: TileGrid, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = Settings(tmp_path / "s.ini")
    remember_looks(slides, settings)
    dialog = TileDisplayDialog(slides, settings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    for i in range(MOST_LINES + 1):
        dialog.captions.item(i).setCheckState(Qt.CheckState.Checked)
    assert len(slides.looks.captions) == MOST_LINES
    dialog.headings.setChecked(False)
    assert slides.groups is None
    dialog.memory.setValue(64)
    assert slides.thumbnails.budget == 64 * 1024 * 1024
    assert settings.get(PICTURE_MB) == 64
    dialog.close()
    looks = Looks((NUMBER, of_column("score")), headings=False)
    slides.set_looks(looks)
    settings.save()
    slides.looks_changed.disconnect()
    slides.set_looks(Looks())
    remember_looks(slides, Settings(tmp_path / "s.ini"))
    assert slides.looks == looks


@pytest.mark.parametrize("text", ["", "[]", "{", '{"captions": 3}', '{"captions": ["nonsense"]}'])
def test_that_senseless_looks_read_as_the_default(text: str) -> None:
    assert Looks.of_text(text) == Looks()
    assert Looks.of_text(Looks((NUMBER,), values=False).to_text()) == Looks((NUMBER,), values=False)


def test_that_a_filter_of_the_menu_narrows_the_one_there_is(
    slides: TileGrid, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("record < 3 OR record = 5")
    with qtbot.waitSignal(session.order_changed):
        {deed.name: deed for deed in tile_deeds(slides, 3)}["allButThisSlide"].run()
    assert session.order.tolist() == [40, 41, 42, 43, 44, 45, 48]


def test_that_a_long_text_is_a_short_caption_of_one_line() -> None:
    assert as_text("a\n b") == "a b"
    assert len(as_text("x" * 10**6)) <= 200
