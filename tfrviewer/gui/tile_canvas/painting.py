"""Painting a picture that is zoomed: its pixels, the lines between them, and what is said on it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette, QPen

from tfrviewer.gui.figures import written_here
from tfrviewer.gui.rgb_image import halved
from tfrviewer.gui.theme import error_colour
from tfrviewer.gui.tile_canvas import transform as tf
from tfrviewer.tiles.drawing.scale_bar import bar_length, micrometres

_LINES: Final = QColor(128, 128, 128, 90)
_BAR_MOST: Final = 168.0
_BAR_LEAST: Final = 24.0
_AWAY: Final = 12.0
_SLIGHTLY: Final = 1e-6
"""Twelve notches of a fourth of a doubling are not quite three doublings in floats."""
_AT_ONCE: Final = 2048
"""Side of a picture that is halved while it is painted; a larger one takes too long."""


class Levels:
    """A picture, and itself halved and halved again as far as it was needed."""

    def __init__(self, image: QImage) -> None:
        self.image = image
        self._smaller: list[QImage] = []

    @classmethod
    def prepared(cls, image: QImage) -> "Levels":
        """Return a picture that is halved as far as painting can go on from; for a thread."""
        levels = cls(image)
        side = max(image.width(), image.height())
        while side > _AT_ONCE:
            side //= 2
            levels._halve()
        return levels

    def at(self, scale: float) -> tuple[QImage, float]:
        """Return a picture that is drawn at half its size at least, and its share of the whole."""
        image, level = self.image, 0
        while scale * 2**level < 0.5 and min(image.width(), image.height()) >> level > 2:
            level += 1
        while len(self._smaller) < level:
            self._halve()
        if not level:
            return image, 1.0
        drawn = self._smaller[level - 1]
        return drawn, drawn.width() / image.width()

    def _halve(self) -> None:
        before = self._smaller[-1] if self._smaller else self.image
        self._smaller.append(halved(before))


def paint_picture(
    painter: QPainter, levels: Levels, place: tf.Transform, view: tf.View, *, grid: bool
) -> None:
    """Paint a picture where it lies, with lines between its pixels once they are large.

    Args:
        painter: Where to, in logical pixels.
        levels: The picture.
        place: Where it lies.
        view: What it is shown in.
        grid: Whether lines are wanted at all.
    """
    image, ratio, scale = levels.image, view.ratio, place.scale
    # Edges on whole device pixels: at 1:1 every pixel of the picture is one of the screen.
    x, y = round(place.x * ratio) / ratio, round(place.y * ratio) / ratio
    unit = scale / ratio
    # Only the pixels in sight: a long picture at 64:1 would be too large to draw.
    left, top = max(0, int(-x / unit)), max(0, int(-y / unit))
    right = min(image.width(), int((view.width - x) / unit) + 1)
    bottom = min(image.height(), int((view.height - y) / unit) + 1)
    if right <= left or bottom <= top:
        return
    columns, rows = right - left, bottom - top
    target = QRectF(x + left * unit, y + top * unit, columns * unit, rows * unit)
    drawn, share = levels.at(scale)
    source = QRectF(left * share, top * share, columns * share, rows * share)
    smooth = scale <= tf.SMOOTH_UP_TO and scale != 1.0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(target, drawn, source)
    if grid and scale >= tf.GRID_FROM - _SLIGHTLY:
        _paint_lines(painter, target, unit, columns, rows, ratio)


def _paint_lines(
    painter: QPainter, target: QRectF, unit: float, columns: int, rows: int, ratio: float
) -> None:
    """Paint lines between pixels as thin rectangles: a tenth of the time that lines would take."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    thin, left, top = 1 / ratio, target.left(), target.top()
    for i in range(1, columns):
        x = round((left + i * unit) * ratio) / ratio
        painter.fillRect(QRectF(x, top, thin, target.height()), _LINES)
    for i in range(1, rows):
        y = round((top + i * unit) * ratio) / ratio
        painter.fillRect(QRectF(left, y, target.width(), thin), _LINES)


def paint_words(painter: QPainter, area: QRectF, words: str, palette: QPalette) -> None:
    """A cross, so that the state is told by shape, and below it why there is no picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, reach = area.center() - QPointF(0, min(40.0, area.height() / 5)), 18.0
    pen = QPen(error_colour(palette), 4, c=Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for dy in (-reach, reach):
        painter.drawLine(middle + QPointF(-reach, dy), middle + QPointF(reach, -dy))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    text = area.adjusted(24, 0, -24, -12)
    text.setTop(middle.y() + reach + 16)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(text, int(flags), words)


def scale_bar(um_per_px: float, place: tf.Transform, view: tf.View) -> tuple[float, str] | None:
    """Return how long a scale bar is in logical pixels, and what stands on it; None without room.

    Args:
        um_per_px: Micrometres in a pixel of the picture.
        place: Where the picture lies.
        view: What it is shown in.
    """
    most = min(_BAR_MOST, view.width * 0.3)
    if most < _BAR_LEAST:
        return None
    um_per_unit = um_per_px * view.ratio / place.scale
    length = bar_length(most * um_per_unit)
    figure, unit = micrometres(length)
    return length / um_per_unit, f"{written_here(figure)} {unit}"


def paint_scale_bar(
    painter: QPainter, area: QRectF, length: float, text: str, palette: QPalette
) -> None:
    """Paint a scale bar into the lower left corner, on a plate that it is legible on.

    Args:
        painter: Where to.
        area: What the picture is shown in.
        length: Of the bar, in logical pixels.
        text: What stands above it.
        palette: The colours.
    """
    metrics = QFontMetricsF(painter.font())
    wide = max(length, metrics.horizontalAdvance(text))
    plate = QRectF(0, 0, wide + 20, metrics.height() + 18)
    plate.moveBottomLeft(area.bottomLeft() + QPointF(_AWAY, -_AWAY))
    ground = palette.color(QPalette.ColorRole.Window)
    ground.setAlpha(225)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 5, 5)
    ink = palette.color(QPalette.ColorRole.WindowText)
    painter.setPen(ink)
    words = QRectF(plate.left(), plate.top() + 4, plate.width(), metrics.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    bar = QRectF(plate.center().x() - length / 2, words.bottom() + 4, length, 3)
    painter.fillRect(bar, ink)
    for x in (bar.left(), bar.right() - 1):
        painter.fillRect(QRectF(x, bar.top() - 2, 1, 7), ink)


def paint_cross(painter: QPainter, at: QPointF) -> None:
    """Mark a point: dark within light, so that it is seen on any picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for pen in (QPen(QColor(255, 255, 255, 220), 3), QPen(QColor(0, 0, 0, 230), 1)):
        painter.setPen(pen)
        for near, far in ((4, 11), (-4, -11)):
            painter.drawLine(at + QPointF(near, 0), at + QPointF(far, 0))
            painter.drawLine(at + QPointF(0, near), at + QPointF(0, far))
