"""How the tiles of the grid are drawn: plain drawing, which knows neither session nor view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
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
    QTransform,
)

from tfrviewer.gui.flags.marks import flag_text, paint_flag, paint_note
from tfrviewer.gui.theme import error_colour, is_contrast, is_dark, tile_background

CAPTION_MIN_SIDE: Final = 40
"""Below this width a caption would be dots only."""
FLAG_NAME_MIN_SIDE: Final = 88
"""Below this width the mark of a flag stands without its name."""
VALUE_MIN_SIDE: Final = 44
"""Below this width a value would cover the tile it is on."""


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
        band: The heading of a group; `band_hover` while the pointer is over it, with `band_edge`
            below it.
        muted: Counts; at least 4.5:1 on the bands.
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
    band: QColor
    band_hover: QColor
    band_edge: QColor
    muted: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Colours":
        """Return the colours for a light or a dark palette."""
        role = QPalette.ColorRole
        if is_dark(palette):
            cell, glyph, text = "#3f3f3f", "#b0b0b0", "#e8e8e8"
            accent, ring = palette.color(role.Accent), "#ffffff"
            band, band_hover, band_edge, muted = "#242424", "#2c2c2c", "#161616", "#b4b4b4"
        else:
            cell, glyph, text = "#e2e2e2", "#606060", "#1f1f1f"
            accent, ring = palette.color(role.Highlight), "#000000"
            band, band_hover, band_edge, muted = "#e4e4e4", "#ededed", "#b9b9b9", "#4f4f4f"
        if is_contrast(palette):
            band, band_hover = palette.color(role.Window).name(), palette.color(role.Base).name()
            text = band_edge = muted = glyph = palette.color(role.WindowText).name()
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
            band=QColor(band),
            band_hover=QColor(band_hover),
            band_edge=QColor(band_edge),
            muted=QColor(muted),
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
        lines: The text under it: names, left out where there is no room, and values.
        value: What is written on it.
        flag: What was said of it, "" for nothing.
        has_note: A note was written to it.
    """

    rect: QRect
    image: QImage | None = None
    is_broken: bool = False
    is_damaged: bool = False
    is_selected: bool = False
    is_dimmed: bool = False
    is_current: bool = False
    is_hovered: bool = False
    lines: tuple[tuple[str, str], ...] = ()
    value: str = ""
    flag: str = ""
    has_note: bool = False


def device_side(side: int, ratio: float) -> int:
    """Return how many pixels of the device the edge of a tile takes, wherever the tile lies."""
    return max(1, int(side * ratio))


def smaller(font: QFont) -> QFont:
    """Return a font for what is written on the tiles."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
    else:
        small.setPixelSize(max(8, round(font.pixelSize() * 0.85)))
    return small


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
        signs: The sign on the mark of each class, by its name.
    """

    def __init__(
        self, colours: Colours, side: int, gap: int, caption: int, ratio: float, font: QFont
    ) -> None:
        self.colours = colours
        self.size = (side, gap, caption, ratio)
        self._side = side
        self._frame = max(2, min(4, gap - 3))
        self._ring = 2
        self.signs: dict[str, str] = {}
        self._gap = gap
        self._caption = caption if side >= CAPTION_MIN_SIDE else 0
        self._metrics = QFontMetrics(font)
        self._font = font
        self._small = smaller(font)
        self._small_metrics = QFontMetrics(self._small)
        self._ratio = ratio
        self._pixels = device_side(side, ratio)
        # Pictures are painted pixel by pixel of the device, whatever its scale factor.
        self._device = QTransform.fromScale(1 / ratio, 1 / ratio)
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
        self._draw_picture(painter, cell)
        if cell.flag or cell.has_note:
            self._draw_flag(painter, cell)
        if cell.is_hovered:
            painter.setPen(QPen(colours.ring, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if cell.value and self._side >= VALUE_MIN_SIDE:
            self._draw_value(painter, rect, cell.value, dimmed=cell.is_dimmed)
        if cell.lines and self._caption:
            self._draw_lines(painter, rect, cell.lines)

    def _draw_picture(self, painter: QPainter, cell: Cell) -> None:
        """Draw what fills the cell, on whole pixels of the device."""
        ratio, rect = self._ratio, cell.rect
        place = QRect(round(rect.x() * ratio), round(rect.y() * ratio), self._pixels, self._pixels)
        if ratio != 1:
            painter.setWorldTransform(self._device)
        if cell.image is None:
            painter.drawPixmap(place.topLeft(), self._broken if cell.is_broken else self._waiting)
        else:
            target = fit(cell.image.size(), place)
            if cell.is_selected and target != place:
                painter.fillRect(place, self.colours.background)
            if target.size() == cell.image.size():
                painter.drawImage(target.topLeft(), cell.image)
            else:
                painter.drawImage(target, cell.image)
        if cell.is_dimmed:
            painter.fillRect(place, self._veil)
        if cell.is_damaged and not cell.is_broken:
            inset = max(1, self._side // 32)
            left = self._pixels - round((self._badge_side + inset) * ratio)
            painter.drawPixmap(place.topLeft() + QPoint(left, round(inset * ratio)), self._badge)
        if ratio != 1:
            painter.setWorldTransform(QTransform())

    def _draw_flag(self, painter: QPainter, cell: Cell) -> None:
        """The mark of the flag at the upper left, with its name where there is room; a note."""
        side = max(11, min(24, self._side // 5))
        inset = max(2, self._side // 32)
        rect, name = cell.rect, cell.flag
        mark = QRectF(rect.left() + inset, rect.top() + inset, side, side)
        if name and self._side >= FLAG_NAME_MIN_SIDE:
            room = self._side - 2 * inset - side - 12 - (side if cell.is_damaged else 0)
            metrics = self._small_metrics
            text = metrics.elidedText(flag_text(name), Qt.TextElideMode.ElideRight, room)
            wide = side + metrics.horizontalAdvance(text) + 10
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 190))
            painter.drawRoundedRect(QRectF(mark.left() - 1, mark.top() - 1, wide, side + 2), 4, 4)
            painter.setFont(self._small)
            painter.setPen(QColor("#d0d0d0" if cell.is_dimmed else "#ffffff"))
            words = QRectF(mark.right() + 4, mark.top(), wide - side, side)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.restore()
        if name:
            paint_flag(painter, mark, name, self.signs.get(name) or name[:1].upper())
            mark.translate(0, side + inset)
        if cell.has_note:
            paint_note(painter, mark)

    def _draw_value(self, painter: QPainter, rect: QRect, value: str, *, dimmed: bool) -> None:
        """White on a dark ground of its own: readable on any tile."""
        metrics = self._small_metrics
        text = metrics.elidedText(value, Qt.TextElideMode.ElideRight, self._side - 14)
        high = metrics.height() + 2
        box = QRect(rect.left() + 3, rect.bottom() - high - 2, 0, high)
        box.setWidth(metrics.horizontalAdvance(text) + 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(self._small)
        painter.setPen(QColor("#d0d0d0" if dimmed else "#ffffff"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _draw_lines(
        self, painter: QPainter, rect: QRect, lines: tuple[tuple[str, str], ...]
    ) -> None:
        painter.setFont(self._font)
        painter.setPen(self.colours.text)
        high = self._metrics.height()
        # The first stretch below the tile belongs to its ring.
        line = QRect(
            rect.x() - self._gap // 2,
            rect.bottom() + 1 + self._gap,
            self._side + self._gap,
            high,
        )
        room = self._side + self._gap - 4
        for name, value in lines:
            text = f"{name} {value}" if name and value else value
            if name and self._metrics.horizontalAdvance(text) > room:
                text = value
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
            line.translate(0, high)

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
        pixels = device_side(side, self._ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.scale(pixels / side, pixels / side)
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
