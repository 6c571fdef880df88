"""How the tiles of the grid are drawn: plain drawing, which knows neither session nor view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)

from tfrviewer.gui.theme import error_colour, is_dark, tile_background

CAPTION_MIN_SIDE: Final = 40
"""Below this width a caption would be dots only."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of the grid: neutral greys, so that they do not tint how a tile is seen.

    Attributes:
        background: Between the tiles.
        cell: A cell that has no picture.
        glyph: The hourglass of a tile that is on its way.
        text: Captions and messages; at least 4.5:1 on the background.
        accent: The frame of what is selected, and the rubber band.
        ring: The ring of the current tile, and the line around the hovered one.
        cross: The cross of a tile that has no picture.
        badge: The sign of a damaged record, with `badge_edge` around it.
    """

    background: QColor
    cell: QColor
    glyph: QColor
    text: QColor
    accent: QColor
    ring: QColor
    cross: QColor
    badge: QColor
    badge_edge: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Colours":
        """Return the colours for a light or a dark palette."""
        role = QPalette.ColorRole
        if is_dark(palette):
            cell, glyph, text = "#3f3f3f", "#a6a6a6", "#e8e8e8"
            accent, ring = palette.color(role.Accent), "#ffffff"
        else:
            cell, glyph, text = "#e2e2e2", "#6a6a6a", "#1f1f1f"
            accent, ring = palette.color(role.Highlight), "#000000"
        return cls(
            background=tile_background(palette),
            cell=QColor(cell),
            glyph=QColor(glyph),
            text=QColor(text),
            accent=accent,
            ring=QColor(ring),
            cross=error_colour(palette),
            badge=QColor("#ffc400"),
            badge_edge=QColor("#1a1a1a"),
        )


@dataclass(slots=True)
class Cell:
    """One tile as it is to be drawn.

    Attributes:
        rect: Where the tile goes; its caption goes below.
        image: Its picture, of any size, or None while there is none.
        is_broken: It has no picture, and never will.
        is_damaged: Something is wrong with its record.
        is_selected: It is selected.
        is_dimmed: Others are selected, and it is not.
        is_current: It is the current one.
        is_hovered: The pointer is over it.
        caption: The text under it.
    """

    rect: QRect
    image: QImage | None = None
    is_broken: bool = False
    is_damaged: bool = False
    is_selected: bool = False
    is_dimmed: bool = False
    is_current: bool = False
    is_hovered: bool = False
    caption: str = ""


def fit(size: QSize, rect: QRect) -> QRect:
    """Return the largest rectangle of the aspect of `size` in the middle of `rect`."""
    width, height = size.width(), size.height()
    if width == height:
        return rect
    if width > height:
        wide, high = rect.width(), max(1, rect.width() * height // width)
    else:
        wide, high = max(1, rect.height() * width // height), rect.height()
    return QRect(
        rect.x() + (rect.width() - wide) // 2, rect.y() + (rect.height() - high) // 2, wide, high
    )


class TilePainter:
    """Draws cells of one size; glyphs that many cells share are drawn once.

    Args:
        colours: What to draw with.
        side: Edge length of a tile.
        gap: Space between tiles; frames stay within it.
        caption: Height of a caption with the gap above it, 0 for none.
        ratio: Device pixels in a logical pixel.
        font: Font of captions.

    Attributes:
        size: Side, gap, caption and ratio.
    """

    def __init__(
        self, colours: Colours, side: int, gap: int, caption: int, ratio: float, font: QFont
    ) -> None:
        self.colours = colours
        self.size = (side, gap, caption, ratio)
        self._side = side
        self._frame = max(2, min(4, gap - 3))
        self._ring = 2
        self._gap = gap
        self._caption = caption if side >= CAPTION_MIN_SIDE else 0
        self._metrics = QFontMetrics(font)
        self._font = font
        self._ratio = ratio
        self._waiting = self._glyph(side, self._draw_waiting)
        self._broken = self._glyph(side, self._draw_broken)
        self._badge_side = max(10, min(24, side // 4))
        self._badge = self._glyph(self._badge_side, self._draw_badge)
        self._veil = QColor(colours.background)
        self._veil.setAlphaF(0.68)

    def draw(self, painter: QPainter, cell: Cell, *, focused: bool) -> None:
        """Draw a cell on a background that is already filled.

        Args:
            painter: To draw with, its smooth scaling switched on.
            cell: What to draw.
            focused: Whether the view has the keyboard, which makes the ring of the current tile
                full.
        """
        rect, colours = cell.rect, self.colours
        if cell.is_current:
            self._draw_ring(painter, rect, focused=focused)
        if cell.is_selected:
            grown = rect.adjusted(-self._frame, -self._frame, self._frame, self._frame)
            painter.fillRect(grown, colours.accent)
        if cell.image is not None:
            target = fit(cell.image.size(), rect)
            if cell.is_selected and target != rect:
                painter.fillRect(rect, colours.background)
            painter.drawImage(target, cell.image)
        else:
            painter.drawPixmap(rect.topLeft(), self._broken if cell.is_broken else self._waiting)
        if cell.is_dimmed:
            painter.fillRect(rect, self._veil)
        if cell.is_damaged and not cell.is_broken:
            inset = max(1, self._side // 32)
            corner = rect.topRight() + QPointF(1 - self._badge_side - inset, inset).toPoint()
            painter.drawPixmap(corner, self._badge)
        if cell.is_hovered:
            painter.setPen(QPen(colours.ring, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if cell.caption and self._caption:
            painter.setFont(self._font)
            painter.setPen(colours.text)
            text = self._metrics.elidedText(
                cell.caption, Qt.TextElideMode.ElideMiddle, self._side + self._gap - 4
            )
            # The first stretch below the tile belongs to its ring.
            line = QRect(
                rect.x() - self._gap // 2,
                rect.bottom() + 1 + self._gap,
                self._side + self._gap,
                self._caption - self._gap,
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)

    def draw_message(self, painter: QPainter, area: QRect, text: str) -> None:
        """Say in the middle why there is no tile."""
        painter.setPen(self.colours.text)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(16, 16, -16, -16), int(flags), text)

    def draw_band(self, painter: QPainter, rect: QRect) -> None:
        """Draw the rubber band."""
        fill = QColor(self.colours.accent)
        fill.setAlphaF(0.18)
        painter.fillRect(rect, fill)
        painter.setPen(QPen(self.colours.accent, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _draw_ring(self, painter: QPainter, rect: QRect, *, focused: bool) -> None:
        """A ring in black or white, apart from the frame of a selection by shape and place."""
        out = self._gap
        ring = QColor(self.colours.ring)
        if not focused:
            ring.setAlphaF(0.55)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ring, self._ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = self._ring / 2
        box = QRectF(rect).adjusted(half - out, half - out, out - half, out - half)
        painter.drawRoundedRect(box, 3, 3)
        painter.restore()

    def _glyph(self, side: int, draw: Callable[[QPainter, float], None]) -> QPixmap:
        pixels = max(1, round(side * self._ratio))
        pixmap = QPixmap(pixels, pixels)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, float(side))
        return pixmap

    def _draw_waiting(self, painter: QPainter, side: float) -> None:
        painter.fillRect(QRectF(0, 0, side, side), self.colours.cell)
        high = max(10.0, min(28.0, side * 0.3))
        wide = high * 0.66
        x, y = (side - wide) / 2, (side - high) / 2
        painter.setPen(QPen(self.colours.glyph, max(1.0, high / 16), j=Qt.PenJoinStyle.RoundJoin))
        middle = QPointF(side / 2, side / 2)
        glass = QPainterPath(QPointF(x, y))
        glass.lineTo(x + wide, y)
        glass.cubicTo(QPointF(x + wide, y + high * 0.32), middle, middle)
        glass.cubicTo(middle, QPointF(x + wide, y + high * 0.68), QPointF(x + wide, y + high))
        glass.lineTo(x, y + high)
        glass.cubicTo(QPointF(x, y + high * 0.68), middle, middle)
        glass.cubicTo(middle, QPointF(x, y + high * 0.32), QPointF(x, y))
        painter.drawPath(glass)
        sand = QPainterPath(middle)
        sand.cubicTo(
            middle, QPointF(x + wide * 0.9, y + high * 0.75), QPointF(x + wide * 0.92, y + high)
        )
        sand.lineTo(x + wide * 0.08, y + high)
        sand.cubicTo(QPointF(x + wide * 0.1, y + high * 0.75), middle, middle)
        painter.fillPath(sand, self.colours.glyph)

    def _draw_broken(self, painter: QPainter, side: float) -> None:
        painter.fillRect(QRectF(0, 0, side, side), self.colours.cell)
        pen = QPen(self.colours.cross, max(2.0, side / 24), c=Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        low, high = side * 0.32, side * 0.68
        painter.drawLine(QPointF(low, low), QPointF(high, high))
        painter.drawLine(QPointF(low, high), QPointF(high, low))
        painter.setPen(QPen(self.colours.cross, 1))
        painter.drawRect(QRectF(0.5, 0.5, side - 1, side - 1))

    def _draw_badge(self, painter: QPainter, side: float) -> None:
        edge = max(1.0, side / 14)
        triangle = QPolygonF(
            [QPointF(side / 2, edge), QPointF(side - edge, side - edge), QPointF(edge, side - edge)]
        )
        painter.setPen(QPen(self.colours.badge_edge, edge, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(self.colours.badge)
        painter.drawPolygon(triangle)
        painter.setPen(
            QPen(self.colours.badge_edge, max(1.2, side / 10), c=Qt.PenCapStyle.RoundCap)
        )
        middle = side / 2
        painter.drawLine(QPointF(middle, side * 0.42), QPointF(middle, side * 0.62))
        painter.drawPoint(QPointF(middle, side * 0.78))
