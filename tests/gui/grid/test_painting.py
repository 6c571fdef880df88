"""Pictures are painted as they are, and what is written beside them can be read."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tfrviewer.gui.grid.headings import Heading, draw_heading
from tfrviewer.gui.grid.painting import Cell, Colours, TilePainter, device_side
from tfrviewer.gui.theme import make_palette


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())


def canvas(side: int, ratio: float) -> QImage:
    image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def noise(width: int, height: int) -> QImage:
    values = np.random.default_rng(3).integers(0, 255, (height, width, 4), np.uint8)
    picture = QImage(values.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32)
    return picture.copy()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])
@pytest.mark.parametrize(("x", "y"), [(8, 8), (13, 27)])
def test_that_a_picture_of_the_right_size_is_painted_pixel_for_pixel(
    qapp: object, ratio: float, x: int, y: int
) -> None:
    side = device_side(61, ratio)
    picture = noise(side, side)
    drawing = TilePainter(Colours.of(make_palette(dark=False)), 61, 6, 0, ratio, QFont())
    image = canvas(120, ratio)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawing.draw(painter, Cell(QRect(x, y, 61, 61), image=picture), focused=True)
        assert painter.worldTransform().isIdentity()
    left, top = round(x * ratio), round(y * ratio)
    found = pixels(image)[top : top + side, left : left + side]
    assert np.array_equal(found & 0xFFFFFF, pixels(picture) & 0xFFFFFF)


def test_that_a_picture_that_is_not_square_keeps_its_aspect(qapp: object) -> None:
    drawing = TilePainter(Colours.of(make_palette(dark=False)), 60, 6, 0, 1.5, QFont())
    image, picture = canvas(90, 1.5), noise(90, 45)
    with QPainter(image) as painter:
        drawing.draw(painter, Cell(QRect(10, 10, 60, 60), image=picture), focused=True)
    assert np.array_equal(pixels(image)[37:82, 15:105] & 0xFFFFFF, pixels(picture) & 0xFFFFFF)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_that_captions_and_headings_can_be_read(qapp: object, dark: bool, contrast: bool) -> None:
    colours = Colours.of(make_palette(dark=dark, contrast=contrast))
    pairs = [(colours.text, colours.background), (colours.glyph, colours.cell)]
    for band in (colours.band, colours.band_hover):
        pairs += [(colours.text, band), (colours.muted, band)]
    for front, ground in pairs:
        high, low = sorted((luminance(front), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5
    image = canvas(200, 1.0)
    with QPainter(image) as painter:
        heading = Heading(QRect(0, 0, 200, 24), "TCGA-AA-0001", 1063, selected=3)
        draw_heading(painter, heading, colours, QFont())
    assert len(np.unique(pixels(image)[2:20, 30:190])) > 4
    assert image.pixelColor(2, 2) == colours.band
