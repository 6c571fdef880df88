"""The canvas shows a picture whole or in its very pixels, and never loses it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.gui.tile_canvas.canvas import PictureCanvas
from tfrviewer.gui.tile_canvas.painting import Levels


@pytest.fixture
def canvas(qtbot: QtBot) -> PictureCanvas:
    """A canvas of 400 by 300 with a picture of 8 by 8 whose pixels all differ."""
    view = PictureCanvas()
    qtbot.addWidget(view)
    view.resize(400, 300)
    with qtbot.waitExposed(view):
        view.show()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    for x in range(8):
        for y in range(8):
            image.setPixelColor(x, y, QColor(x * 30, y * 30, 128))
    view.show_image(image)
    return view


def test_that_a_picture_fits_and_stays_so(canvas: PictureCanvas) -> None:
    canvas.resize(200, 200)
    assert canvas.fits is True
    canvas.show_pixels()
    assert (canvas.scale, canvas.fits) == (1.0, False)
    canvas.resize(300, 300)
    assert canvas.scale == 1.0


def test_that_a_wheel_that_does_not_turn_leaves_a_whole_picture_whole(
    canvas: PictureCanvas,
) -> None:
    canvas.zoom(0.0)
    assert canvas.fits is True
    canvas.zoom(99)
    canvas.zoom(1)
    assert canvas.scale == 64.0


def test_that_the_wheel_zooms_about_the_pointer(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(60.0, 200, 150))
    at = QPointF(123, 77)
    before = canvas.pixel_at(at)
    for turn in (120, 120, -120):
        canvas.wheelEvent(
            QWheelEvent(
                at,
                at,
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
        )
        assert canvas.pixel_at(at) == before


def test_that_each_pixel_is_a_square_with_a_line_around_it_when_large(
    canvas: PictureCanvas,
) -> None:
    canvas.set_place(canvas.place.scaled(32.0, 200, 150))
    image = canvas.grab().toImage()
    for x, y in [(0, 0), (3, 5), (7, 7)]:
        left, top = round(canvas.place.x) + x * 32, round(canvas.place.y) + y * 32
        assert image.pixelColor(left + 16, top + 16) == QColor(x * 30, y * 30, 128)
        assert image.pixelColor(left + 4, top + 28) == QColor(x * 30, y * 30, 128)
    line = image.pixelColor(round(canvas.place.x) + 32, round(canvas.place.y) + 16)
    assert line not in (QColor(0, 0, 128), QColor(30, 0, 128))


def test_that_one_to_one_shows_the_very_pixels(canvas: PictureCanvas) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (101, 99, 3), np.uint8)
    picture = QImage(noise.data, 99, 101, 297, QImage.Format.Format_RGB888)
    canvas.show_image(picture.convertToFormat(QImage.Format.Format_RGB32))
    canvas.show_pixels()
    grabbed = canvas.grab().toImage()
    x, y = round(canvas.place.x), round(canvas.place.y)
    part = grabbed.copy(x, y, 99, 101).convertToFormat(QImage.Format.Format_RGB32)
    assert part == picture.convertToFormat(QImage.Format.Format_RGB32)


def test_that_dragging_pans_and_never_loses_the_picture(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(60.0, 200, 150))
    before = canvas.place
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(190, 145))
    assert (canvas.place.x, canvas.place.y) == (before.x - 10, before.y - 5)
    QTest.mouseMove(canvas, QPoint(-5000, -5000))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(-5000, -5000))
    assert canvas.pixel_at(QPointF(399, 299)) == QPoint(7, 7)


def test_that_a_huge_picture_is_averaged_not_skipped(canvas: PictureCanvas) -> None:
    stripes = np.zeros((4000, 4000, 3), np.uint8)
    stripes[::2] = 255
    canvas.show_image(rgb_image(stripes))
    grey = canvas.grab().toImage().pixelColor(200, 150)
    assert abs(grey.red() - 128) < 12


def test_that_a_large_picture_is_halved_before_it_is_painted() -> None:
    image = QImage(9000, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    levels = Levels.prepared(image)
    assert [smaller.width() for smaller in levels._smaller] == [4500, 2250, 1125]
    drawn, share = levels.at(0.2)
    assert (drawn.width(), share) == (2250, 0.25)
    assert Levels.prepared(drawn.copy(0, 0, 99, 7))._smaller == []


def test_that_no_lines_lie_between_pixels_where_none_are_wanted(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(32.0, 200, 150))
    canvas.set_grid(False)
    image = canvas.grab().toImage()
    line = image.pixelColor(round(canvas.place.x) + 32, round(canvas.place.y) + 16)
    assert line in (QColor(0, 0, 128), QColor(30, 0, 128))


def test_that_the_scale_bar_is_as_long_as_it_says(canvas: PictureCanvas) -> None:
    assert canvas.scale_bar is None
    canvas.um_per_px = 0.5
    canvas.set_place(canvas.place.scaled(10.0, 200, 150))
    length, text = canvas.scale_bar or (0.0, "")
    assert length == pytest.approx(100.0)
    assert text == "5 µm"
    canvas.show_words("It is broken.")
    assert canvas.scale_bar is None


def test_that_what_is_in_the_middle_stays_there_in_a_larger_window(canvas: PictureCanvas) -> None:
    canvas.set_place(canvas.place.scaled(60.0, 200, 150))
    before = canvas.look
    canvas.resize(440, 360)
    assert (canvas.look.x, canvas.look.y) == pytest.approx((before.x, before.y))


def test_that_a_click_is_no_drag(canvas: PictureCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.clicked) as clicked:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    assert clicked.args == [QPointF(20, 30)]
    with qtbot.assertNotEmitted(canvas.clicked):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
        QTest.mouseMove(canvas, QPoint(90, 30))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(90, 30))
