"""What the mouse and the keys do on the map."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tests.gui.location_map.conftest import Hand, PlacedDataset, grid_places
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map.canvas import MouseMode

if TYPE_CHECKING:
    from tfrviewer.gui.location_map.view import LocationMap

Open = Callable[..., PlacedDataset]
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def six(hand: Hand, open_places: Open) -> Hand:
    """A map of six times six tiles of 512 px; tile 6 * row + column."""
    open_places(slide=grid_places(6, 6))
    return hand


def place(column: int, row: int) -> tuple[float, float]:
    return column * 512 + 256, row * 512 + 256


def test_that_a_click_selects_one_tile_and_makes_it_current(six: Hand) -> None:
    six.click(*place(2, 1))
    assert six.selected() == [8]
    assert six.view.session.current == 8
    six.click(*place(3, 1))
    assert six.selected() == [9]


def test_that_clicks_with_keys_add_toggle_and_take_away(six: Hand) -> None:
    six.click(*place(0, 0))
    six.click(*place(2, 0), SHIFT)
    assert six.selected() == [0, 2]
    assert six.view.session.current == 2
    six.click(*place(4, 0), CTRL)
    six.click(*place(0, 0), CTRL)
    assert six.selected() == [2, 4]
    six.click(*place(2, 0), ALT)
    assert six.selected() == [4]


def test_that_a_click_beside_the_tiles_selects_nothing(six: Hand) -> None:
    six.click(*place(0, 0))
    six.click(-300, -300)
    assert six.selected() == []
    assert six.view.session.current == 0


def test_that_a_box_selects_the_tiles_whose_centres_it_holds(six: Hand) -> None:
    six.drag((600, 600), (1700, 1300))
    assert six.selected() == [7, 8, 13, 14]


def test_that_a_box_drawn_backwards_selects_the_same(six: Hand) -> None:
    six.drag((1700, 1300), (600, 600))
    assert six.selected() == [7, 8, 13, 14]


def test_that_boxes_add_with_shift_and_take_away_with_alt(six: Hand) -> None:
    six.drag((10, 10), (1000, 500))
    assert six.selected() == [0, 1]
    six.drag((10, 1000), (1000, 1500), SHIFT)
    assert six.selected() == [0, 1, 12, 13]
    six.drag((10, 10), (500, 1500), ALT)
    assert six.selected() == [1, 13]


def test_that_a_box_leaves_out_what_the_filter_hides(six: Hand, qtbot: QtBot) -> None:
    session = six.view.session
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("number % 2 = 0")
    six.drag((10, 10), (6 * 512 - 10, 1000))
    assert six.selected() == [0, 2, 4, 6, 8, 10]
    six.click(*place(1, 0))
    assert six.selected() == [0, 2, 4, 6, 8, 10], "a hidden tile is neither tile nor ground"


def test_that_a_box_within_one_tile_selects_it(six: Hand) -> None:
    six.canvas.zoom(4)
    six.drag((1600, 1600), (1700, 1700))
    assert six.selected() == [21]


def test_that_a_box_of_nothing_clears_and_escape_gives_it_up(six: Hand) -> None:
    six.click(*place(0, 0))
    viewport = six.canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=six.at(*place(1, 1)))
    QTest.mouseMove(viewport, six.at(*place(3, 3)))
    assert six.canvas.box() is not None
    six.key(Qt.Key.Key_Escape)
    assert six.canvas.box() is None
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=six.at(*place(3, 3)))
    assert six.selected() == [0]
    six.drag((-400, -400), (-100, 2000))
    assert six.selected() == []


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_that_the_other_buttons_move_the_map(six: Hand, button: Qt.MouseButton) -> None:
    six.canvas.zoom(3)
    before = six.at(*place(2, 2))
    six.drag(place(2, 2), place(3, 2), button=button)
    moved = six.at(*place(2, 2)) - before
    assert moved.x() == pytest.approx(512 * six.canvas.scale_factor, abs=2)
    assert abs(moved.y()) <= 1
    assert six.selected() == []


def test_that_the_left_button_moves_the_map_in_pan_mode_and_still_clicks(six: Hand) -> None:
    six.key(Qt.Key.Key_G)
    assert six.button("locationMapPan").isChecked()
    before = six.at(*place(2, 2))
    six.drag(place(2, 2), place(3, 3))
    assert six.at(*place(2, 2)) != before
    assert six.selected() == []
    six.click(*place(2, 2))
    assert six.selected() == [14]
    six.key(Qt.Key.Key_S)
    assert six.canvas.mode is MouseMode.SELECT
    assert six.button("locationMapSelect").isChecked()


def test_that_the_wheel_scales_about_the_pointer(six: Hand) -> None:
    at = six.at(*place(4, 1))
    scale = six.canvas.scale_factor
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(six.canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(six.canvas.viewport(), wheel)
    assert six.canvas.scale_factor == pytest.approx(scale * 1.25**2)
    assert (six.at(*place(4, 1)) - at).manhattanLength() <= 2


def test_that_scaling_has_bounds(six: Hand) -> None:
    for _ in range(100):
        six.key(Qt.Key.Key_Plus)
    assert six.canvas.scale_factor * 512 == pytest.approx(512)
    six.key(Qt.Key.Key_0)
    fitted = six.canvas.scale_factor
    for _ in range(100):
        six.key(Qt.Key.Key_Minus)
    assert six.canvas.scale_factor == pytest.approx(fitted / 4)


def test_that_zero_shows_the_whole_slide_and_keeps_it_fitted(six: Hand) -> None:
    six.key(Qt.Key.Key_Plus)
    six.key(Qt.Key.Key_Plus)
    assert not six.canvas.plot_rect().contains(six.at(3072, 3072))
    six.key(Qt.Key.Key_0)
    six.view.resize(300, 300)
    six.settle()
    assert six.canvas.plot_rect().contains(six.at(0, 0))
    assert six.canvas.plot_rect().contains(six.at(3072, 3072))


def test_that_the_map_can_not_be_moved_out_of_sight(six: Hand) -> None:
    for _ in range(50):
        six.canvas.pan(400, 400)
    assert six.canvas.centre == (0, 0)


def test_that_arrow_keys_go_to_the_neighbours(six: Hand) -> None:
    six.click(*place(1, 1))
    for key, expected in (
        (Qt.Key.Key_Right, 8),
        (Qt.Key.Key_Down, 14),
        (Qt.Key.Key_Left, 13),
        (Qt.Key.Key_Up, 7),
    ):
        six.key(key)
        assert six.view.session.current == expected
        assert six.selected() == [expected]


def test_that_shift_and_arrows_extend_the_selection(six: Hand) -> None:
    six.click(*place(1, 1))
    six.key(Qt.Key.Key_Right, SHIFT)
    six.key(Qt.Key.Key_Down, SHIFT)
    assert six.selected() == [7, 8, 14]
    assert six.view.session.current == 14


def test_that_arrow_keys_pass_over_what_the_filter_hides(six: Hand, qtbot: QtBot) -> None:
    session = six.view.session
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("number <> 8")
    six.click(*place(1, 1))
    six.key(Qt.Key.Key_Right)
    assert session.current == 9


def test_that_page_keys_go_to_the_next_slide_also_from_a_message(
    hand: Hand, open_places: Open
) -> None:
    open_places(a=grid_places(2, 2), b=[None, None], c=grid_places(3, 3))
    hand.canvas.setFocus()
    hand.key(Qt.Key.Key_PageDown)
    hand.settle()
    assert "b has no locations" in hand.view.message
    page = hand.view.focusProxy()
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    hand.settle()
    assert hand.view.caption.startswith("c · 9 tiles")
    hand.key(Qt.Key.Key_PageUp)
    hand.key(Qt.Key.Key_PageUp)
    hand.key(Qt.Key.Key_PageUp)
    hand.settle()
    assert hand.view.caption.startswith("a")


def test_that_a_double_click_opens_the_tile(six: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(six.view.open_requested) as opened:
        QTest.mouseDClick(
            six.canvas.viewport(), Qt.MouseButton.LeftButton, pos=six.at(*place(3, 4))
        )
    assert opened.args == [27]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_that_a_key_opens_the_current_tile(six: Hand, qtbot: QtBot, key: Qt.Key) -> None:
    six.view.session.set_current(9)
    with qtbot.waitSignal(six.view.open_requested) as opened:
        six.key(key)
    assert opened.args == [9]


def test_that_clicking_again_goes_through_tiles_in_one_place(hand: Hand, open_places: Open) -> None:
    open_places(slide=[*grid_places(3, 3), (256, 256), (256, 256)])
    seen = []
    for _ in range(4):
        hand.click(256, 256)
        seen.append(hand.view.session.current)
    assert sorted(seen[:3]) == [0, 9, 10]
    assert seen[3] == seen[0]


def test_that_c_brings_the_current_tile_to_the_middle(six: Hand) -> None:
    six.canvas.zoom(3)
    six.view.session.set_current(14)
    six.key(Qt.Key.Key_C)
    assert six.canvas.centre == place(2, 2)


def test_that_keys_with_ctrl_are_left_to_the_window(six: Hand) -> None:
    scale = six.canvas.scale_factor
    six.key(Qt.Key.Key_Plus, CTRL)
    assert six.canvas.scale_factor == scale


def test_that_click_and_box_find_exactly_their_tiles_among_a_million(
    hand: Hand,
    synthetic: Callable[..., SyntheticDataset],
    open_synthetic: Callable[[SyntheticDataset], SyntheticDataset],
) -> None:
    open_synthetic(synthetic([1_000_000]))
    hand.settle()
    assert hand.view.caption == "slide-0 · 1000000 tiles · pitch 256 px"
    hand.canvas.zoom(1000, QPointF(hand.at(123 * 256, 877 * 256)))
    hand.settle()
    hand.click(123 * 256 + 100, 877 * 256 - 100)
    view: LocationMap = hand.view
    assert view.session.current == 877_123
    hand.canvas.fit()
    at = hand.canvas.to_plane(QPointF(300, 250))
    QTest.mouseClick(hand.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    assert view.session.current == round(at[1] / 256) * 1000 + round(at[0] / 256)
    start, end = hand.at(20_000, 30_000), hand.at(150_000, 99_000)
    (left, top), (right, bottom) = (hand.canvas.to_plane(QPointF(p)) for p in (start, end))
    hand.drag((20_000, 30_000), (150_000, 99_000))
    x, y = view.session.x, view.session.y
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    assert inside.sum() > 100_000
    assert np.array_equal(view.session.selection, inside)
    view.session.select(np.arange(10), SelectMode.REPLACE)
    hand.settle()


def menu_of(hand: Hand) -> dict[str, QAction]:
    """The lines of the menu that is shown, by name."""
    menu = hand.view.findChild(QMenu, "mapMenu")
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    lines = {action.objectName(): action for action in menu.actions()}
    menu.close()
    menu.setObjectName("")
    return lines


def test_that_a_right_click_offers_what_can_be_done_with_the_tile_there(
    six: Hand, qtbot: QtBot
) -> None:
    viewport, right = six.canvas.viewport(), Qt.MouseButton.RightButton
    six.click(*place(0, 0))
    QTest.mouseClick(viewport, right, pos=six.at(*place(5, 2)))
    lines = menu_of(six)
    assert (six.view.session.current, six.selected()) == (17, [17])
    assert lines["openLarge"].text().endswith("\tReturn")
    with qtbot.waitSignal(six.view.open_requested) as opened:
        lines["openLarge"].trigger()
    assert opened.args == [17]
    lines["selectAround"].trigger()
    assert six.selected() == [10, 11, 16, 17, 22, 23]
    QTest.mouseClick(viewport, right, pos=six.at(*place(4, 2)))
    assert (six.view.session.current, len(six.selected())) == (16, 6)
    lines = menu_of(six)
    lines["centreTile"].trigger()
    assert six.canvas.centre == pytest.approx(place(4, 2))
    lines["selectSlide"].trigger()
    assert len(six.selected()) == 36
    lines["showAllSlides"].trigger()
    assert six.view.show_all_slides


def test_that_the_menu_of_the_key_is_that_of_the_current_tile_and_of_no_tile_that_of_the_map(
    six: Hand,
) -> None:
    six.view.session.set_current(3)
    point = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(six.canvas.viewport(), QContextMenuEvent(reason, point, point))
    assert "openLarge" in menu_of(six)
    QTest.mouseClick(six.canvas.viewport(), Qt.MouseButton.RightButton, pos=six.at(3500, 1000))
    lines = menu_of(six)
    assert "openLarge" not in lines
    assert lines["fitMap"].isEnabled()
    QTest.mouseClick(six.canvas.viewport(), Qt.MouseButton.RightButton, pos=six.at(*place(1, 1)))
    menu = six.view.findChild(QMenu, "mapMenu")
    assert menu is not None
    six.view.session.close()
    assert not menu.isVisible()
