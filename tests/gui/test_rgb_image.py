"""Pixels become images of Qt, and are halved, piece by piece and yet as a whole would be."""

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from tfrviewer.gui import rgb_image as module
from tfrviewer.gui.rgb_image import halved, rgb_image


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 500)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (101, 99), (7, 1200), (1200, 3)])
def test_that_each_pixel_keeps_its_colour(height: int, width: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    whole = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    assert rgb_image(pixels) == whole.convertToFormat(QImage.Format.Format_RGB32)
    mirrored = pixels[:, ::-1]
    assert rgb_image(mirrored) == rgb_image(np.ascontiguousarray(mirrored))


@pytest.mark.parametrize(("height", "width"), [(1, 900), (140, 99), (141, 98), (7, 1200)])
def test_a_picture_is_halved_as_if_in_one_piece(height: int, width: int) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (height, width, 3), np.uint8)
    image = rgb_image(pixels)
    half = halved(image)
    assert half.size() == QSize(width // 2, max(height // 2, 1))
    even = image.copy(0, 0, width, max(height - height % 2, 1))
    ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
    whole = even.scaled(half.size(), ignore, smooth.SmoothTransformation)
    lines = half.height() - 5 * (height % 2)  # a line that is left over goes into the last piece
    assert half.copy(0, 0, half.width(), lines) == whole.copy(0, 0, half.width(), lines)
