"""The sign of a sort key: an arrow, its number among several, and whether it is out of date.

An arrow that points up stands for ascending, here and wherever the program sorts; the Fusion
style's own points the other way.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF

from tfrviewer.gui.theme import warning_colour

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_ARROW: Final = 9
_GAP: Final = 3


def _place(session: "Session", name: str) -> int:
    return next((i for i, (key, _) in enumerate(session.sort_keys) if key == name), -1)


def sort_sign_width(session: "Session", name: str, font: QFont) -> int:
    """Return how much room the sign of a column takes, with the gap before it; 0 if it has none."""
    if _place(session, name) < 0:
        return 0
    width = _ARROW + _GAP
    if len(session.sort_keys) > 1:
        width += QFontMetrics(_small(font)).horizontalAdvance("2") + 2
    if session.order_stale:
        width += QFontMetrics(font).horizontalAdvance("!") + 1 + _GAP
    return width


def paint_sort_sign(
    painter: QPainter, rect: QRect, session: "Session", name: str, font: QFont, palette: QPalette
) -> int:
    """Paint the sign of a sort key at the right of a rectangle; return where it begins."""
    place = _place(session, name)
    descending = session.sort_keys[place][1]
    stale = session.order_stale
    colour = warning_colour(palette) if stale else palette.color(QPalette.ColorRole.ButtonText)
    right, middle = rect.right() + 1.0, rect.center().y() + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(session.sort_keys) > 1:
        small = _small(font)
        painter.setFont(small)
        painter.setPen(colour)
        text = str(place + 1)
        width = QFontMetrics(small).horizontalAdvance(text)
        area = QRect(int(right) - width, rect.top(), width + 1, rect.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
        right -= width + 2
    half, up = _ARROW / 2, -1.0 if descending else 1.0
    points = [(-half, 2.4), (half, 2.4), (0.0, -2.6)]
    arrow = QPolygonF([QPointF(right - half + dx, middle + up * dy) for dx, dy in points])
    # Hollow, and with an exclamation mark: out of date by shape as well as by colour.
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if stale else colour)
    painter.drawPolygon(arrow)
    right -= _ARROW + _GAP
    if stale:
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        width = QFontMetrics(bold).horizontalAdvance("!") + 1
        area = QRect(int(right) - width, rect.top(), width, rect.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), "!")
        right -= width + _GAP
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    return int(right) - 1


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(QFontMetrics(font).ascent() - 2, 8))
    return small
