"""How the heading of a group is drawn: a band across the grid, with what opens and folds it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF

from tfrviewer.gui.grid.painting import Colours
from tfrviewer.gui.grid.words import group_counts

SIGN_WIDTH: Final = 26
"""From the left edge: what folds the group; the rest of the heading selects it."""
_GAP: Final = 12
_EDGE: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is to be drawn.

    Attributes:
        rect: Where.
        title: What its tiles have in common.
        count: How many tiles there are.
        selected: How many of them are selected.
        is_folded: The tiles are not shown.
        is_hovered: The pointer is over it.
        is_stuck: It stays at the top, its tiles below it.
    """

    rect: QRect
    title: str
    count: int
    selected: int = 0
    is_folded: bool = False
    is_hovered: bool = False
    is_stuck: bool = False


def draw_heading(painter: QPainter, heading: Heading, colours: Colours, font: QFont) -> None:
    """Draw a heading over whatever is below it."""
    rect = heading.rect
    painter.fillRect(rect, colours.band_hover if heading.is_hovered else colours.band)
    painter.setPen(QPen(colours.band_edge, 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    _draw_sign(painter, heading, colours)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    counts = group_counts(heading.count, heading.selected)
    counts_width = QFontMetrics(font).horizontalAdvance(counts)
    metrics = QFontMetrics(bold)
    room = rect.width() - SIGN_WIDTH - _GAP
    # The name goes first where there is no room for both.
    both = room - _GAP - counts_width >= min(metrics.horizontalAdvance(heading.title), 60)
    # With nothing behind it, it may go nearer to the edge.
    title_room = room - _GAP - counts_width if both else room + _GAP - _EDGE
    title = metrics.elidedText(heading.title, Qt.TextElideMode.ElideMiddle, max(0, title_room))
    line = rect.adjusted(SIGN_WIDTH, 0, -_GAP if both else -_EDGE, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.setPen(colours.text)
    painter.setFont(bold)
    painter.drawText(line, int(flags), title)
    if both:
        painter.setFont(font)
        painter.setPen(colours.muted)
        line.setLeft(line.left() + metrics.horizontalAdvance(title) + _GAP)
        painter.drawText(line, int(flags), counts)


def _draw_sign(painter: QPainter, heading: Heading, colours: Colours) -> None:
    """A chevron, to the right while the group is folded, else downwards."""
    middle = QPointF(heading.rect.left() + SIGN_WIDTH / 2 + 1, heading.rect.center().y() + 0.5)
    if heading.is_folded:
        points = [QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)]
    else:
        points = [QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.text, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([middle + point for point in points]))
    painter.restore()
