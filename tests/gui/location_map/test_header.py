"""The line above the map, and the pages below it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import Hand, grid_places
from tests.gui.location_map.test_grid_marking import Open
from tfrviewer.gui.location_map.canvas import MouseMode
from tfrviewer.gui.location_map.multiples.view import AllSlides
from tfrviewer.gui.location_map.slide_chooser import SlideChooser


def chooser(hand: Hand) -> SlideChooser:
    found = hand.view.findChild(SlideChooser, "locationMapSlide")
    assert found is not None
    return found


@pytest.mark.parametrize("width", [300, 400, 500, 620])
def test_that_the_header_has_room_for_all_it_shows_however_narrow_it_is(
    hand: Hand, open_places: Open, width: int
) -> None:
    open_places(slide=grid_places(3, 3))
    assert hand.view.minimumSizeHint().width() <= 300
    hand.view.resize(width, 400)
    header = hand.view.header
    shown = [
        control
        for kind in (QToolButton, QComboBox)
        for control in header.findChildren(kind)
        if control.isVisible()
    ]
    assert {control.objectName() for control in shown} >= {
        "locationMapSlide", "locationMapAll", "locationMapPictures", "locationMapMore",
        "locationMapColourBy", "locationMapSelect" if width > 350 else "locationMapMode",
    }  # fmt: skip
    for control in shown:
        at = control.mapTo(header, control.rect().topLeft())
        assert header.rect().contains(control.rect().translated(at)), control.objectName()
        others = [other for other in shown if other is not control]
        assert not any(control.geometry().intersects(other.geometry()) for other in others)


def test_that_what_has_no_room_is_in_the_menu(hand: Hand, open_places: Open) -> None:
    open_places(slide=grid_places(3, 3))
    hand.view.resize(300, 400)
    zoomed = hand.canvas.scale_factor
    into = next(a for a in hand.view.header.menu.actions() if a.text() == "Zoom in")
    assert into.isVisible()
    into.trigger()
    assert hand.canvas.scale_factor > zoomed
    mode = hand.button("locationMapMode")
    mode.menu().actions()[1].trigger()
    assert hand.canvas.mode is MouseMode.LASSO
    assert "lasso" in mode.toolTip()
    hand.view.resize(620, 400)
    assert not into.isVisible()
    assert hand.button("locationMapLasso").isChecked()


def test_that_a_slide_is_found_by_the_letters_of_its_name(hand: Hand, open_places: Open) -> None:
    open_places(**{f"SLIDE-{i:02}-DX": grid_places(2, 2) for i in range(14)})
    listed = chooser(hand).slide_list
    listed.search.setText("dx 1")
    names = [listed.list.model().index(i, 0).data() for i in range(listed.list.model().rowCount())]
    assert names == ["SLIDE-01-DX", "SLIDE-10-DX", "SLIDE-11-DX", "SLIDE-12-DX", "SLIDE-13-DX"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(listed.search, key)
    assert hand.view.session.focus_file == 11
    listed.search.setText("nothing of the kind")
    QTest.keyClick(listed.search, Qt.Key.Key_Return)
    assert hand.view.session.focus_file == 11


def test_that_all_slides_are_shown_and_one_of_them_alone_again(
    hand: Hand, open_places: Open, qtbot: QtBot
) -> None:
    open_places(first=grid_places(3, 3), second=grid_places(2, 2), none=[None])
    hand.canvas.setFocus()
    with qtbot.waitSignal(hand.view.all_slides_changed):
        hand.key(Qt.Key.Key_A)
    hand.settle()
    slides = hand.view.findChild(AllSlides)
    assert slides is not None
    assert slides.isVisible()
    assert slides.order == [0, 2, 1]
    assert hand.button("locationMapAll").isChecked()
    assert not hand.button("locationMapFit").isEnabled()
    hand.view.session.set_focus_file(2)
    hand.settle()
    assert slides.isVisible()
    hand.view.session.set_focus_file(1)
    QTest.keyClick(slides.grid, Qt.Key.Key_Return)
    hand.settle()
    assert hand.canvas.isVisible()
    assert hand.view.caption.startswith("second")
    assert hand.button("locationMapFit").isEnabled()
    hand.button("locationMapAll").click()
    QTest.keyClick(slides.grid, Qt.Key.Key_Escape)
    assert not hand.view.show_all_slides
