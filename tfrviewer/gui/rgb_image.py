"""Pixels as images of Qt, and images halved, without holding up the window's thread.

Called from Python, Qt's own conversion and scaling let no other thread on before they end: with
64 megapixels in a worker the window would stand still for a fourth of a second each. So both go
piece by piece.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

_PIECE: Final = 1 << 18
"""Pixels that are converted or scaled at once: a millisecond or two."""


def rgb_image(pixels: NDArray[np.uint8]) -> QImage:
    """Return RGB pixels, uint8 (h, w, 3), as an image that owns its memory.

    It is null where Qt has no memory for it.
    """
    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        return image
    memory = np.frombuffer(image.bits(), np.uint8)
    memory = memory.reshape(height, image.bytesPerLine() // 4, 4)[:, :width]
    lines = max(_PIECE // max(width, 1), 1)
    for top in range(0, height, lines):
        piece, made = pixels[top : top + lines], memory[top : top + lines]
        # Blue lies first where the machine is little-endian, as all of ours are.
        for channel in range(3):
            made[..., 2 - channel] = piece[..., channel]
        made[..., 3] = 255
    return image


def halved(image: QImage) -> QImage:
    """Return an image of half the width and height, each pixel the mean of those it stands for."""
    half = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
    if image.height() < 2 or image.width() * image.height() <= 4 * _PIECE:
        return _scaled(image, half)
    made = QImage(half, image.format())
    if made.isNull():
        return made
    lines = max(_PIECE // image.width(), 1)
    # The painter ends even when painting fails: one left open ends the process.
    with QPainter(made) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for top in range(0, half.height(), lines):
            bottom = min(top + lines, half.height())
            # A line that is left over goes into the last piece.
            end = 2 * bottom if bottom < half.height() else image.height()
            piece = image.copy(QRect(0, 2 * top, image.width(), end - 2 * top))
            painter.drawImage(QPoint(0, top), _scaled(piece, QSize(half.width(), bottom - top)))
    return made


def _scaled(image: QImage, size: QSize) -> QImage:
    ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
    return image.scaled(size, ignore, smooth.SmoothTransformation)
