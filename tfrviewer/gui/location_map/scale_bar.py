"""The scale bar of the map: a round length in its lower left corner."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tfrviewer.gui.figures import written_here
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.tiles.drawing.scale_bar import bar_length, micrometres

LONGEST = 140.0
"""Logical pixels of a bar."""

_AWAY = 10.0  # from the corner
_SHOWN_FROM = (220.0, 140.0)  # a smaller map has no room for it


def paint_scale_bar(
    painter: QPainter,
    within: QRectF,
    um_per_px: float,
    scale: float,
    colours: MapColours,
    *,
    size: float = 1.0,
) -> None:
    """Paint a scale bar into the lower left corner, if there is room.

    Args:
        painter: In pixels of what is painted on.
        within: Where the map is.
        um_per_px: Micrometres per level-0 pixel.
        scale: Pixels per level-0 pixel.
        colours: Of the map.
        size: How many pixels a logical pixel is, on an image that is not a screen.
    """
    if within.width() < _SHOWN_FROM[0] * size or within.height() < _SHOWN_FROM[1] * size:
        return
    um = bar_length(min(LONGEST * size, within.width() / 3) / scale * um_per_px)
    long, (figure, unit) = um / um_per_px * scale, micrometres(um)
    text = f"{written_here(figure)} {unit}"
    painter.save()
    metrics = painter.fontMetrics()
    width = max(long, metrics.horizontalAdvance(text)) + 16 * size
    height = metrics.height() + 14 * size
    left, bottom = within.left() + _AWAY * size, within.bottom() - _AWAY * size
    chip = QRectF(left, bottom - height, width, height)
    ground = QColor(colours.ground)
    ground.setAlphaF(0.86)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(chip, 4 * size, 4 * size)
    painter.setPen(colours.text)
    room = chip.adjusted(0, 3 * size, 0, -9 * size)
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    start, y = round(chip.center().x() - long / 2), round(chip.bottom() - 6 * size)
    tick = round(4 * size)
    pen = QPen(colours.text, max(round(1.5 * size), 2))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(start, y), QPointF(start + long, y))
    for x in (start, start + long):
        painter.drawLine(QPointF(x, y - tick), QPointF(x, y + 1 * size))
    painter.restore()
