"""The slide laid together from the pictures of its tiles, as the map shows it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.location_map.conftest import Hand, PlacedDataset, grid_places
from tests.gui.painted import COLOURS, PaintedFile
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map import mosaic_cache
from tfrviewer.gui.location_map.map_scale import tile_um_of
from tfrviewer.gui.location_map.minimap import Minimap
from tfrviewer.gui.location_map.view import LocationMap
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.drawing.colour_scheme import TilePaint
from tfrviewer.tiles.drawing.mosaic import Mosaic
from tfrviewer.tiles.drawing.raster import RasterView

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

Open = Callable[..., PaintedFile]
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
SQUARE: list[tuple[float, float]] = [(300, 300), (1600, 300), (1600, 1600), (300, 1600)]


@pytest.fixture
def hand(
    qtbot: QtBot, session: Session, tasks: TaskRunner, thumbnails: ThumbnailLoader
) -> Iterator[Hand]:
    """A map with pictures, of 500 by 420 pixels."""
    view = LocationMap(session, tasks, thumbnails)
    view.resize(500, 420)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    yield Hand(view, qtbot)
    view.hide()


@pytest.fixture
def open_slide(hand: Hand, session: Session, qtbot: QtBot, tmp_path: Path) -> Open:
    """Open a slide of so many columns and rows whose tiles have one colour each."""

    def open_it(
        columns: int, rows: int, *, broken: set[int] | None = None, image: bytes = b""
    ) -> PaintedFile:
        dataset = PlacedDataset({"slide": grid_places(columns, rows)})
        dataset.root = tmp_path
        path = tmp_path / "slide.tfrecords"
        if not path.exists():  # changed, it would be another slide to what is kept
            path.write_bytes(b"the key of what is kept")
        file = PaintedFile(path)
        file.undecodable = broken or set()
        if image:
            vars(file)["_images"] = dict.fromkeys(COLOURS, image)
        vars(dataset)["open"] = lambda i: file
        with qtbot.waitSignal(session.settled):
            session.open_with(lambda: cast("Dataset", dataset), "slide")
        hand.settle()
        return file

    return open_it


def at(column: int, row: int) -> tuple[float, float]:
    return column * 512 + 256, row * 512 + 256


def seen(hand: Hand, column: int, row: int) -> str:
    """The name of the colour in the middle of a tile, or its code."""
    colour = hand.colour(*at(column, row))
    return next((name for name in COLOURS if QColor(name).rgb() == colour.rgb()), colour.name())


def test_that_tiles_are_their_pictures_from_far_and_near(hand: Hand, open_slide: Open) -> None:
    open_slide(5, 4)
    assert [seen(hand, i, 0) for i in range(1, 5)] == list(COLOURS[1:5])
    hand.canvas.zoom(4)
    assert hand.slide.tiles.side_x * hand.canvas.scale_factor > 200
    assert seen(hand, 2, 2) == COLOURS[(2 * 5 + 2) % 8]


def test_that_pictures_are_taken_away_and_come_back(hand: Hand, open_slide: Open) -> None:
    open_slide(3, 3)
    told: list[bool] = []
    hand.view.show_pictures_changed.connect(told.append)
    assert hand.view.show_pictures
    hand.view.set_show_pictures(False)
    assert seen(hand, 1, 1) not in COLOURS
    hand.view.set_show_pictures(True)
    assert seen(hand, 1, 1) == COLOURS[4]
    hand.key(Qt.Key.Key_T)
    assert told == [False, True, False]


def test_that_a_broken_tile_stays_a_square_and_is_marked(hand: Hand, open_slide: Open) -> None:
    open_slide(3, 3, broken={4})
    assert hand.view.session.record_findings(4)
    assert hand.colour(512 + 90, 512 + 90) == hand.view._scene.colours.tile
    assert hand.colour(*at(1, 1)) != hand.view._scene.colours.tile, "its sign"
    assert seen(hand, 2, 1) == COLOURS[5]


def test_that_without_room_for_pictures_there_are_squares(
    hand: Hand,
    open_slide: Open,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: object) -> Mosaic:
        raise MemoryError

    monkeypatch.setattr("tfrviewer.gui.location_map.pictures.Mosaic", fail)
    open_slide(4, 4)
    assert hand.view.is_settled()
    assert seen(hand, 1, 1) not in COLOURS
    hand.canvas.zoom(2)
    hand.settle()
    assert caplog.text.count("work for") == 1


def test_that_a_map_that_is_not_seen_reads_nothing(
    hand: Hand, open_slide: Open, qtbot: QtBot
) -> None:
    hand.view.hide()
    file = open_slide(4, 4)
    looked = len(file.read)
    assert looked <= 24, "some pairs of neighbours tell of their overlap"
    hand.view.show()
    hand.settle()
    assert set(file.read) == set(range(16))


def test_that_pictures_are_kept_for_the_next_time(
    hand: Hand, open_slide: Open, own_home: Path
) -> None:
    open_slide(12, 12)
    hand.view.session.close()
    hand.qtbot.waitUntil(lambda: any(mosaic_cache.folder().glob("*.npz")))
    file = open_slide(12, 12)
    assert seen(hand, 1, 1) == COLOURS[5]
    assert len(file.read) <= 24, "but for the pairs of neighbours"
    for kept in mosaic_cache.folder().glob("*.npz"):
        kept.write_bytes(kept.read_bytes()[:-30])
    hand.view.session.close()
    open_slide(12, 12)
    assert seen(hand, 1, 1) == COLOURS[5]


def test_that_selected_tiles_keep_their_pictures_in_a_frame(hand: Hand, open_slide: Open) -> None:
    open_slide(3, 3)
    hand.view.session.select(np.array([4, 5]), SelectMode.REPLACE)
    assert seen(hand, 1, 1) == COLOURS[4]
    assert seen(hand, 0, 0) not in COLOURS, "dimmed"
    edge = hand.colour(512 + 4, 768)
    assert edge.rgb() == hand.view._scene.colours.selected.rgb()


class HalfGreen:
    """A scheme that lays green over all tiles, and hides the first."""

    def paint(self, numbers: np.ndarray) -> TilePaint:
        return TilePaint(np.full(len(numbers), 0xFF00FF00, np.uint32), numbers == 0, 0.5)


def test_that_colours_lie_over_pictures_and_hidden_classes_cannot_be_hit(
    hand: Hand, open_slide: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(hand.view.colouring), "scheme", HalfGreen())
    open_slide(4, 4)
    mixed = hand.colour(*at(2, 0))  # blue below
    assert (mixed.red(), mixed.green(), mixed.blue()) == pytest.approx((0, 127, 127), abs=2)
    hand.click(*at(0, 0))
    assert hand.selected() == []
    hand.drag(at(0, 0), (1200, 500))
    assert hand.selected() == [1]


def test_that_a_snapshot_is_what_is_seen_at_any_size(hand: Hand, open_slide: Open) -> None:
    open_slide(4, 4)
    work, view = hand.view.snapshot(900, 700), hand.view.view_for(900, 700)
    image = work(CancelToken())
    assert (image.width(), image.height()) == (900, 700)
    u, v = at(3, 2)
    pixel = image.pixelColor(
        round((u - view.left) * view.scale), round((v - view.top) * view.scale)
    )
    assert pixel == QColor(COLOURS[11 % 8])
    assert hand.view.snapshot(300)(CancelToken()).height() == pytest.approx(
        300 * hand.canvas.plot_rect().height() / hand.canvas.plot_rect().width(), abs=1
    )
    with pytest.raises(ValueError, match="at least 1 x 1"):
        hand.view.snapshot(0)


def test_that_a_large_picture_of_the_slide_is_as_sharp_as_its_tiles(
    hand: Hand, open_slide: Open
) -> None:
    stripes = np.zeros((96, 96, 3), np.uint8)
    stripes[:, ::2] = 255
    buffer = io.BytesIO()
    Image.fromarray(stripes).save(buffer, "png")
    file = open_slide(8, 8, broken={9}, image=buffer.getvalue())
    file.read.clear()
    bounds = hand.slide.tiles.bounds
    image = hand.view.snapshot_of(RasterView(*bounds[:2], 192 / 512, 1536, 1536))(CancelToken())
    assert set(file.read) == set(range(64))
    line = {QColor(image.pixel(x, 500)).red() for x in range(2, 1534)}
    assert min(line) < 16
    assert max(line) > 240
    small = hand.view.snapshot_of(RasterView(*bounds[:2], 32 / 512, 256, 256))
    file.read.clear()
    assert small(CancelToken()).width() == 256
    assert file.read == []


def test_that_the_minimap_is_there_while_a_part_is_seen_and_moves_the_map(
    hand: Hand, open_slide: Open
) -> None:
    open_slide(6, 6)
    minimap = hand.view.findChild(Minimap)
    assert minimap is not None
    assert minimap.isHidden()
    hand.canvas.zoom(3)
    hand.settle()
    assert minimap.isVisible()
    assert minimap.accessibleName()
    first = minimap.grab().toImage()
    row = minimap.height() * 7 // 12
    inside = [first.pixelColor(x, row).rgb() for x in range(minimap.width())]
    assert {QColor(COLOURS[i]).rgb() for i in (2, 3)} & set(inside)
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().center())
    middle = hand.canvas.centre
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert hand.canvas.centre[0] < middle[0]
    assert hand.canvas.centre[1] < middle[1]
    hand.key(Qt.Key.Key_0)
    assert minimap.isHidden()


def test_that_a_lasso_selects_adds_and_takes_away(hand: Hand, open_slide: Open) -> None:
    open_slide(6, 6)
    hand.key(Qt.Key.Key_L)
    lasso(hand, SQUARE)
    assert hand.selected() == [7, 8, 13, 14]
    lasso(hand, [(2100, 10), (2500, 10), (2500, 900), (2100, 900)], SHIFT)
    assert hand.selected() == [4, 7, 8, 10, 13, 14]
    lasso(hand, [(10, 300), (1000, 300), (1000, 1600), (10, 1600)], ALT)
    assert hand.selected() == [4, 8, 10, 14]


def test_that_a_lasso_counts_as_it_is_drawn_and_escape_gives_it_up(
    hand: Hand, open_slide: Open
) -> None:
    open_slide(6, 6)
    hand.key(Qt.Key.Key_L)
    viewport, told = hand.canvas.viewport(), hand.view._gestures
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=hand.at(300, 300))
    for place in SQUARE[1:]:
        QTest.mouseMove(viewport, hand.at(*place))
    assert told.box_text == "4 tiles"
    before = hand.picture()
    hand.key(Qt.Key.Key_Escape)
    assert hand.canvas.lasso() == []
    assert hand.picture() != before
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=hand.at(300, 1800))
    assert hand.selected() == []


def lasso(
    hand: Hand,
    points: list[tuple[float, float]],
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    viewport, left = hand.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, modifiers, hand.at(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(viewport, hand.at(*point))
    QTest.mouseRelease(viewport, left, modifiers, hand.at(*points[-1]))


def test_that_space_held_moves_the_map_and_pressed_opens_the_tile(
    hand: Hand, open_slide: Open, qtbot: QtBot
) -> None:
    open_slide(6, 6)
    hand.canvas.zoom(3)
    opened: list[int] = []
    hand.view.open_requested.connect(opened.append)
    before = hand.at(*at(2, 2))
    QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    hand.drag(at(2, 2), at(3, 2))
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.at(*at(2, 2)) != before
    assert (hand.selected(), opened) == ([], [])
    hand.key(Qt.Key.Key_Space)
    assert opened == [hand.view.session.current]


def test_that_two_fingers_scale_about_the_place_between_them(hand: Hand, open_slide: Open) -> None:
    open_slide(6, 6)
    scale, place = hand.canvas.scale_factor, hand.at(*at(4, 1))
    touchpad = QPointingDevice.primaryPointingDevice()
    at_place = QPointF(place)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        touchpad,
        2,
        at_place,
        at_place,
        QPointF(hand.canvas.viewport().mapToGlobal(place)),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(hand.canvas.viewport(), pinch)
    assert hand.canvas.scale_factor == pytest.approx(scale * 1.5)
    assert (hand.at(*at(4, 1)) - place).manhattanLength() <= 2


@pytest.mark.parametrize(
    ("folder", "asked", "um"),
    [("299px_302um", None, 302.0), ("256px_10x", 128, 128.0), ("any", "20x", None)],
)
def test_that_the_width_of_a_tile_is_told_by_folder_or_project(
    tmp_path: Path, folder: str, asked: float | str | None, um: float | None
) -> None:
    assert tile_um_of(tmp_path / folder / "slide.tfrecords", asked) == um


def test_that_the_width_of_a_tile_is_told_by_a_report_beside_it(tmp_path: Path) -> None:
    (tmp_path / "extraction_report.csv").write_text(
        "slide,num_tiles,tile_px,tile_um\nslide,9,299,151.0\n"
    )
    assert tile_um_of(tmp_path / "slide.tfrecords") == 151.0


def test_that_a_scale_bar_is_shown_where_the_scale_is_known(hand: Hand, open_slide: Open) -> None:
    open_slide(5, 5)
    unknown: float | None = hand.view.um_per_px
    assert unknown is None
    before = corner(hand)
    scale = hand.view._scale
    scale._tile_um = 256.0
    scale.take_overlap(1.0)
    found: float | None = hand.view.um_per_px
    assert found == 0.5
    assert corner(hand) != before


def corner(hand: Hand) -> QImage:
    rect = hand.canvas.plot_rect().toRect()
    return hand.picture().copy(rect.left(), rect.bottom() - 60, 200, 60)
