"""What the map shows and says."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import (
    Hand,
    LateDataset,
    Locations,
    PlacedDataset,
    grid_places,
)
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map import drawing as drawing_module
from tfrviewer.gui.location_map.view import LocationMap
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.session import Session
from tfrviewer.gui.theme import is_dark, make_palette
from tfrviewer.tiles.drawing import raster
from tfrviewer.tiles.layout.placement import Placement

Open = Callable[..., PlacedDataset]
PLACES = [(256, 256), (256, 768), (256, 1280), (768, 1280)]
L_SHAPE: Locations = [*PLACES]


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def same(seen: QColor, expected: QColor) -> bool:
    """Whether two colours are the same, but for what smoothing and dimming round away."""
    return all(abs(a - b) <= 3 for a, b in zip(rgb(seen), rgb(expected), strict=True))


def colours(view: LocationMap) -> MapColours:
    return MapColours.of(view.palette())


def test_that_an_empty_map_says_what_to_do(location_map: LocationMap) -> None:
    assert "Open a TFRecord" in location_map.message
    assert location_map.is_settled()
    assert location_map.caption == ""


def test_that_an_l_of_tiles_is_seen_as_an_l_with_y_downwards(hand: Hand, open_places: Open) -> None:
    open_places(slide=L_SHAPE)
    tile, ground = colours(hand.view).tile, colours(hand.view).ground
    for x, y in PLACES[1:]:  # the first has the ring of the current tile
        assert same(hand.colour(x, y), tile)
    for x, y in [(768, 256), (768, 768), (1050, 1280)]:
        assert same(hand.colour(x, y), ground)
    assert hand.at(256, 1280).y() > hand.at(256, 256).y()
    assert hand.at(768, 1280).x() > hand.at(256, 1280).x()


def test_that_squares_are_square_and_leave_a_hairline(hand: Hand, open_places: Open) -> None:
    open_places(slide=grid_places(3, 3))
    image = hand.picture()
    side = round(512 * hand.canvas.scale_factor)
    left, top = hand.at(512, 512).x(), hand.at(512, 512).y()  # corner of the middle tile
    tile = colours(hand.view).tile
    inner = [same(image.pixelColor(left + d, top + side // 2), tile) for d in range(-3, side + 4)]
    assert side - 2 <= sum(inner[3 : side + 3]) <= side
    down = [same(image.pixelColor(left + side // 2, top + d), tile) for d in range(-3, side + 4)]
    assert inner.count(False) == down.count(False) == 2


@pytest.mark.parametrize("size", [(600, 480), (300, 700), (900, 200)])
def test_that_all_tiles_fit_with_the_aspect_true(
    hand: Hand, open_places: Open, size: tuple[int, int]
) -> None:
    hand.view.resize(*size)
    open_places(slide=grid_places(9, 5))
    hand.settle()
    seen, _, _ = hand.canvas.raster_view()
    assert hand.canvas.plot_rect().contains(hand.at(0, 0))
    assert hand.canvas.plot_rect().contains(hand.at(9 * 512, 5 * 512))
    across = hand.at(9 * 512, 0).x() - hand.at(0, 0).x()
    down = hand.at(0, 5 * 512).y() - hand.at(0, 0).y()
    assert across / 9 == pytest.approx(down / 5, rel=0.05)
    assert seen.scale == pytest.approx(hand.canvas.scale_factor)


def test_that_the_grid_found_is_stated(hand: Hand, open_places: Open) -> None:
    places = grid_places(9, 7, 604)
    without = [at for at in places if at not in ((604 * 3 + 302, 604 * 3 + 302),)]
    open_places(slide=[*without, places[0], (9000, 1111)])
    assert hand.view.caption == (
        "slide · 64 tiles · pitch 604 px · 1 hole · 1 off the grid · 1 duplicate location"
    )


def test_that_a_slide_without_locations_is_explained(
    hand: Hand, open_places: Open, locations_of: Callable[[str], Locations]
) -> None:
    open_places(lost=locations_of("no_locations.tfrecords"))
    assert "lost has no locations" in hand.view.message
    assert "extract the tiles again" in hand.view.message
    assert hand.view.slide is None
    assert hand.view.accessibleDescription() == hand.view.message
    assert not hand.button("locationMapFit").isEnabled()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("only_loc_x.tfrecords", "Its 12 tiles have loc_x but no loc_y"),
        ("sequence_example.tfrecord", "another kind (SequenceExample)"),
        ("no_locations.tfrecords", "Its 12 tiles have no loc_x and loc_y, so"),
    ],
)
def test_that_what_a_slide_without_locations_lacks_is_told(
    name: str, told: str, hand: Hand, golden: Path
) -> None:
    hand.view.session.open_with(lambda: Dataset(golden / name), name)
    hand.settle()
    assert told in hand.view.message
    assert ("before 0.11" in hand.view.message) is (name == "no_locations.tfrecords")


def test_that_locations_that_only_the_records_tell_are_waited_for_and_shown(
    hand: Hand, qtbot: QtBot
) -> None:
    session, go_on = hand.view.session, threading.Event()
    dataset = LateDataset({"late": L_SHAPE, "lost": [None, None]})

    def wait(_: int) -> None:
        assert go_on.wait(20)

    dataset.column_gate = wait
    session.open_with(lambda: cast("Dataset", dataset), "late")
    qtbot.waitUntil(lambda: session.n_records == 6 and session.current == 0)
    assert "being read" in hand.view.message
    with qtbot.waitSignal(session.settled):
        go_on.set()
    hand.settle()
    assert hand.view.message == ""
    assert hand.view.caption.startswith("late · 4 tiles")
    session.set_focus_file(1)
    assert "lost has no locations" in hand.view.message


def test_that_locations_of_zero_everywhere_are_explained(
    hand: Hand, open_places: Open, locations_of: Callable[[str], Locations]
) -> None:
    open_places(zero=locations_of("zero_locations.tfrecords"))
    assert "no real locations" in hand.view.message
    assert "All 12 tiles are said to lie at (0, 0)" in hand.view.message


def test_that_a_file_without_records_is_explained(hand: Hand, open_places: Open) -> None:
    open_places(nothing=[], other=L_SHAPE)
    hand.view.session.set_focus_file(0)
    assert "nothing holds no tiles" in hand.view.message
    open_places(alone=[])
    assert "alone holds no tiles" in hand.view.message


def test_that_records_without_a_location_are_counted(
    hand: Hand, open_places: Open, locations_of: Callable[[str], Locations]
) -> None:
    open_places(mixed=locations_of("mixed_locations.tfrecords"))
    assert "8 tiles" in hand.view.caption
    assert "4 without location" in hand.view.caption
    assert hand.view.message == ""


def test_that_locations_far_below_zero_are_exact(
    hand: Hand, open_places: Open, locations_of: Callable[[str], Locations]
) -> None:
    places = locations_of("negative_locations.tfrecords")
    open_places(negative=places)
    assert "pitch 512 px" in hand.view.caption
    for number, at in enumerate(places):
        assert at is not None
        hand.click(at[0] + 200, at[1] - 200)
        assert hand.view.session.current == number


def test_that_the_farthest_locations_there_can_be_are_shown(hand: Hand, open_places: Open) -> None:
    open_places(far=[(-(2**63), -(2**63)), (2**63 - 1, 2**63 - 1), (0, 5)])
    hand.picture()
    assert "no regular grid" in hand.view.caption


def test_that_one_tile_alone_does_not_fill_the_map(hand: Hand, open_places: Open) -> None:
    open_places(one=[(256, 768)])
    assert hand.view.caption == "one · 1 tile"
    assert same(hand.colour(256, 768), colours(hand.view).tile)
    assert hand.canvas.scale_factor * hand.slide.tiles.side_x <= 140


def test_that_selected_tiles_stand_out_and_the_others_are_dimmed(
    hand: Hand, open_places: Open
) -> None:
    open_places(slide=L_SHAPE)
    hand.view.session.select(np.array([1, 2]), SelectMode.REPLACE)
    palette = colours(hand.view)
    assert same(hand.colour(256, 768), palette.selected)
    half = [(a + b) // 2 for a, b in zip(rgb(palette.tile), rgb(palette.ground), strict=True)]
    assert same(hand.colour(768, 1280), QColor(*half))


def test_that_one_tile_selected_dims_nothing_wherever_the_current_one_is(
    hand: Hand, open_places: Open
) -> None:
    open_places(slide=L_SHAPE)
    hand.click(256, 768)
    assert same(hand.colour(768, 1280), colours(hand.view).tile)
    hand.view.session.set_current(0)
    assert same(hand.colour(768, 1280), colours(hand.view).tile)


def test_that_tiles_filtered_out_are_outlines(hand: Hand, open_places: Open, qtbot: QtBot) -> None:
    open_places(slide=L_SHAPE)
    session = hand.view.session
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("y < 1000")
    assert same(hand.colour(768, 1280), colours(hand.view).ground)
    image, y = hand.picture(), hand.at(768, 1280).y()
    across = range(hand.at(512, 1280).x() - 1, hand.at(1024, 1280).x() + 3)
    outline = [x for x in across if same(image.pixelColor(x, y), colours(hand.view).ghost)]
    assert len(outline) == 2
    assert outline[1] - outline[0] == pytest.approx(512 * hand.canvas.scale_factor, abs=3)
    assert "2 of 4 tiles shown" in hand.view.caption


def test_that_tiles_that_the_legend_hides_are_told(hand: Hand, open_places: Open) -> None:
    open_places(slide=L_SHAPE)
    hand.view.colouring.colour_by("slide")
    hand.settle()
    legend = hand.view.colouring.panel.legend
    legend.setCurrentIndex(legend.model().index(0, 0))
    QTest.keyClick(legend, Qt.Key.Key_Space)
    hand.settle()
    assert hand.view.caption.startswith("slide · 4 tiles · all hidden by the legend · pitch")
    assert "hidden by the legend" in hand.canvas.accessibleDescription()
    QTest.keyClick(legend, Qt.Key.Key_Space)
    hand.settle()
    assert "legend" not in hand.view.caption


def test_that_a_new_current_tile_draws_no_tile_anew(
    hand: Hand, open_places: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_places(slide=grid_places(5, 5))
    before = hand.picture()
    drawn: list[object] = []
    monkeypatch.setattr(drawing_module, "draw_tiles", lambda *args, **kw: drawn.append(args))
    hand.view.session.set_current(12)
    after = hand.picture()
    assert drawn == []
    assert before != after


def test_that_the_current_tile_is_brought_into_sight(hand: Hand, open_places: Open) -> None:
    open_places(slide=grid_places(20, 20))
    hand.canvas.zoom(12)
    hand.view.session.set_current(399)
    assert hand.canvas.plot_rect().contains(hand.at(19 * 512 + 256, 19 * 512 + 256))


def test_that_damaged_tiles_bear_a_sign(hand: Hand, open_places: Open, qtbot: QtBot) -> None:
    open_places(slide=L_SHAPE)
    session = hand.view.session
    before = hand.colour(256, 1280)
    finding = Finding(
        kind=FindingKind.PAYLOAD_CRC,
        severity=Severity.ERROR,
        file=str(session.paths[0]),
        record=2,
        message="wrong checksum",
    )
    with qtbot.waitSignal(session.findings_changed):
        session.add_finding(2, finding)
    assert hand.colour(256, 1280) != before
    assert same(hand.colour(768, 1280), colours(hand.view).tile)


def test_that_light_and_dark_colours_follow_the_palette(hand: Hand, open_places: Open) -> None:
    open_places(slide=L_SHAPE)
    for dark in (True, False):
        hand.view.setPalette(make_palette(dark=dark))
        assert is_dark(hand.view.palette()) is dark
        assert same(hand.colour(768, 1280), colours(hand.view).tile)
        assert same(hand.colour(768, 256), colours(hand.view).ground)
        corner = hand.picture().pixelColor(2, 2)
        assert same(corner, colours(hand.view).ground)


def test_that_slides_are_chosen_one_at_a_time(hand: Hand, open_places: Open) -> None:
    open_places(first=L_SHAPE, second=grid_places(3, 3), third=grid_places(2, 2))
    slides = hand.view.findChild(QComboBox, "locationMapSlide")
    assert slides is not None
    assert [slides.itemText(i) for i in range(slides.count())] == ["first", "second", "third"]
    previous = hand.button("locationMapPrevious")
    following = hand.button("locationMapNext")
    assert not previous.isEnabled()
    following.click()
    hand.settle()
    assert hand.view.caption.startswith("second · 9 tiles")
    assert slides.currentText() == "second"
    assert hand.view.session.focus_file == 1
    following.click()
    hand.settle()
    assert not following.isEnabled()
    assert hand.view.caption.startswith("third")


def test_that_the_map_follows_the_current_record_to_its_slide(
    hand: Hand, open_places: Open
) -> None:
    open_places(first=L_SHAPE, second=grid_places(3, 3))
    hand.view.session.set_current(6)
    hand.settle()
    assert hand.view.caption.startswith("second")
    assert hand.slide.tile_of(6) == 2


def test_that_another_dataset_opened_while_drawing_is_what_is_shown(
    hand: Hand, open_places: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    open_places(old=grid_places(5, 5))
    begun, go_on = threading.Event(), threading.Event()
    draw = raster.draw_tiles

    def slow(*args: Any, **kw: Any) -> None:  # noqa: ANN401 - whatever is drawn
        begun.set()
        assert go_on.wait(20)
        draw(*args, **kw)

    monkeypatch.setattr(drawing_module, "draw_tiles", slow)
    hand.canvas.zoom(3)
    assert begun.wait(20)
    assert not hand.view.is_settled()
    monkeypatch.setattr(drawing_module, "draw_tiles", draw)
    open_later = hand.view.session
    dataset = PlacedDataset({"new": L_SHAPE})
    open_later.open_with(lambda: dataset, "new")  # type: ignore[arg-type, return-value]
    qtbot.waitUntil(lambda: len(open_later.paths) == 1 and open_later.paths[0].stem == "new")
    go_on.set()
    hand.settle()
    assert hand.view.caption.startswith("new · 4 tiles")
    assert same(hand.colour(768, 1280), colours(hand.view).tile)
    assert same(hand.colour(768, 256), colours(hand.view).ground)


def test_that_closing_the_dataset_empties_the_map(hand: Hand, open_places: Open) -> None:
    open_places(slide=L_SHAPE)
    hand.view.session.close()
    assert hand.view.slide is None
    assert "Open a TFRecord" in hand.view.message
    assert hand.view.is_settled()


def test_that_a_hidden_map_draws_when_it_is_shown(hand: Hand, open_places: Open) -> None:
    hand.view.hide()
    open_places(slide=L_SHAPE)
    hand.view.show()
    assert same(hand.colour(768, 1280), colours(hand.view).tile)


def test_that_tiles_that_cannot_be_placed_leave_a_settled_map(
    hand: Hand,
    open_places: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: object) -> Placement:
        raise MemoryError

    monkeypatch.setattr("tfrviewer.gui.location_map.placing.Placement", fail)
    open_places(slide=L_SHAPE)
    assert hand.view.is_settled()
    assert "slide cannot be shown on the map" in hand.view.message
    assert caplog.text.count("work for") == 1


def test_that_every_control_has_a_name_and_the_map_tells_its_state(
    hand: Hand, open_places: Open
) -> None:
    open_places(slide=L_SHAPE)
    hand.click(256, 768)
    for control in hand.view.findChildren(QToolButton):
        if control.objectName().startswith("locationMap"):
            assert control.accessibleName()
            assert control.accessibleName() in control.toolTip()
    assert hand.view.accessibleName() == "Location map of slide"
    assert "4 tiles" in hand.view.accessibleDescription()
    assert "record 1 at 256, 768, selected" in hand.view.accessibleDescription()


def test_that_images_lie_on_the_pixels_of_a_sharp_screen(
    hand: Hand, open_places: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(hand.canvas), "devicePixelRatioF", lambda self: 2.0)
    monkeypatch.setattr(QWidget, "devicePixelRatioF", lambda self: 2.0)
    open_places(slide=L_SHAPE)
    hand.canvas.pan(0.5, 0.5)
    seen, left, top = hand.canvas.raster_view()
    assert seen.scale == pytest.approx(2 * hand.canvas.scale_factor)
    rect = hand.canvas.plot_rect()
    assert (left, top) == (rect.left() * 2, rect.top() * 2)
    assert (seen.width, seen.height) == (rect.width() * 2, rect.height() * 2)


def test_that_the_session_alone_holds_the_state(
    hand: Hand, open_places: Open, session: Session, qapp: QApplication
) -> None:
    open_places(slide=L_SHAPE)
    selections: list[None] = []
    session.selection_changed.connect(lambda: selections.append(None))
    hand.click(256, 768)
    hand.settle()
    assert len(selections) == 1


def test_that_a_narrow_map_shows_eight_letters_of_the_slide(
    hand: Hand, open_places: Open, qtbot: QtBot
) -> None:
    open_places(**{"SYN-01-D": L_SHAPE})
    least = hand.view.header.minimumSizeHint().width()
    hand.view.resize(500, 300)
    assert hand.view.header.minimumSizeHint().width() <= least + 12  # however many buttons show
    slides = hand.view.findChild(QComboBox, "locationMapSlide")
    assert slides is not None
    hand.view.resize(least, 300)

    def room() -> int:
        option = QStyleOptionComboBox()
        slides.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        return slides.style().subControlRect(kind, option, field, slides).width()

    widest = slides.fontMetrics().horizontalAdvance("SYN-01-D")
    qtbot.waitUntil(lambda: widest <= room() < 2 * widest)


def test_that_the_ring_of_a_tile_cut_by_the_edge_is_whole(hand: Hand, open_places: Open) -> None:
    open_places(slide=L_SHAPE)
    hand.view.session.set_current(0)
    plot = hand.canvas.plot_rect()
    hand.canvas.zoom(2)
    x, y = int(hand.view.session.x[0]), int(hand.view.session.y[0])
    hand.canvas.pan(plot.left() + 1 - hand.at(x, y).x(), 100 - hand.at(x, y).y())
    inside = hand.at(x, y).y()
    ring = [hand.picture().pixelColor(round(plot.left()) + i, inside) for i in range(6)]
    assert any(same(colour, colours(hand.view).ring) for colour in ring)


def test_that_a_tile_under_the_pointer_is_told_once_the_pointer_rests(
    hand: Hand, open_places: Open, qtbot: QtBot
) -> None:
    open_places(slide=L_SHAPE)
    told: list[int] = []
    hand.canvas.hovered.connect(lambda number, _: told.append(number))
    viewport = hand.canvas.viewport()
    with qtbot.waitSignal(hand.canvas.hovered) as hovered:
        QTest.mouseMove(viewport, hand.at(256, 768))
        QTest.mouseMove(viewport, hand.at(266, 768))
    number, tile = hovered.args
    assert number == 1
    assert tile.contains(hand.at(256, 768))
    QTest.mouseMove(viewport, hand.at(286, 768))
    assert told == [1], "the same tile is not told again"
    QTest.mouseMove(viewport, hand.at(5000, 256))
    assert told == [1, -1]
