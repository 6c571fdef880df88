"""What is painted over the tiles of the map: sharp at any scale, and cheap."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPixmap, QPolygonF

from tfrviewer.errors import Severity
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.marks import paint_mark, severity_colour

MARK_PX = 13
"""Side of the sign of a damaged record, in logical pixels."""

_SMALL = 12  # a smaller current tile, in logical pixels, is found by a circle around it


def make_mark(severity: Severity, palette: QPalette, ratio: float) -> QPixmap:
    """Return the sign of a severity on a ground of its own, for drawing many of them."""
    px = round((MARK_PX + 4) * ratio)
    mark = QPixmap(px, px)
    mark.fill(Qt.GlobalColor.transparent)
    mark.setDevicePixelRatio(px / (MARK_PX + 4))
    ground = palette.color(QPalette.ColorRole.Base)
    painter = QPainter(mark)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(0, 0, MARK_PX + 4, MARK_PX + 4))
    colour = severity_colour(severity, palette)
    paint_mark(painter, QRectF(2, 2, MARK_PX, MARK_PX), severity, colour, ground)
    painter.end()
    return mark


def paint_ring(
    painter: QPainter, square: QRect, ratio: float, colours: MapColours, *, focused: bool
) -> None:
    """Paint the ring of the current tile, in device pixels.

    Args:
        painter: Scaled to device pixels.
        square: The tile's pixels.
        ratio: Device pixels per logical pixel.
        colours: Of the map.
        focused: Whether the map has the keyboard, which makes the ring thicker.
    """
    line = max(round((2 if focused else 1) * ratio), 1)
    halo = max(round(ratio), 1)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if min(square.width(), square.height()) < _SMALL * ratio:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(square).center()
        radius = max(square.width(), square.height()) / 2 + 6 * ratio
        for colour, width in ((colours.ground, line + 2 * halo), (colours.ring, line)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(centre, radius, radius)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, out, into in (
            (colours.ground, line + halo, halo),
            (colours.ring, line, 0),
        ):
            _paint_frame(painter, square, colour, out, into)
    painter.restore()


def _paint_frame(painter: QPainter, square: QRect, colour: QColor, out: int, into: int) -> None:
    """Fill the frame between `out` pixels outside and `into` pixels inside a square."""
    path = QPainterPath()
    path.addRect(QRectF(square.adjusted(-out, -out, out, out)))
    path.addRect(QRectF(square.adjusted(into, into, -into, -into)))
    painter.fillPath(path, colour)


def paint_box(
    painter: QPainter, box: QRectF, text: str, within: QRectF, colours: MapColours
) -> None:
    """Paint the box of a selection under way and what it holds, in logical pixels.

    Args:
        painter: In coordinates of the widget.
        box: The box.
        text: Written below it, or where there is room.
        within: Where there is room.
        colours: Of the map.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    fill = QColor(colours.selected)
    fill.setAlphaF(0.16)
    painter.fillRect(box, fill)
    pen = QPen(colours.selected, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    if text:
        _paint_text(painter, box, text, within, colours)
    painter.restore()


def paint_lasso(
    painter: QPainter, points: list[QPointF], text: str, within: QRectF, colours: MapColours
) -> None:
    """Paint the lasso of a selection under way and what it holds, in logical pixels.

    Args:
        painter: In coordinates of the widget.
        points: The line, from its beginning.
        text: Written below it, or where there is room.
        within: Where there is room.
        colours: Of the map.
    """
    polygon = QPolygonF(points)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(colours.selected)
    fill.setAlphaF(0.16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPolygon(polygon, Qt.FillRule.OddEvenFill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.ground, 3))
    painter.drawPolyline(polygon)
    painter.setPen(QPen(colours.selected, 1.5))
    painter.drawPolyline(polygon)
    painter.setPen(QPen(colours.selected, 1, Qt.PenStyle.DashLine))
    painter.drawLine(points[-1], points[0])
    if text:
        _paint_text(painter, polygon.boundingRect(), text, within, colours)
    painter.restore()


def _paint_text(
    painter: QPainter, box: QRectF, text: str, within: QRectF, colours: MapColours
) -> None:
    """Write what a selection under way holds below its box, or where there is room."""
    metrics = painter.fontMetrics()
    room = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
    room.moveCenter(QPointF(box.center().x(), box.bottom() + room.height() / 2 + 4))
    if room.bottom() > within.bottom() - 2:
        room.moveBottom(min(box.bottom(), within.bottom()) - 4)
    room.moveLeft(max(min(room.left(), within.right() - room.width() - 2), within.left() + 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.selected, 1))
    painter.setBrush(colours.ground)
    painter.drawRoundedRect(room, 4, 4)
    painter.setPen(colours.text)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
