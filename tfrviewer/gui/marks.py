"""The marks of findings: one shape a severity, so that colour is never the only sign."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.theme import error_colour, warning_colour

_WORST_FIRST: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def severity_colour(severity: Severity, palette: QPalette) -> QColor:
    """Return the colour of a severity: 4.5:1 or more on the palette's window and base."""
    match severity:
        case Severity.ERROR:
            return error_colour(palette)
        case Severity.WARNING:
            return warning_colour(palette)
    return palette.color(QPalette.ColorRole.Link)


def worst(findings: list[Finding]) -> Severity | None:
    """Return the worst severity among some findings, None if there are none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in _WORST_FIRST if severity in found), None)


def paint_mark(
    painter: QPainter, rect: QRectF, severity: Severity, colour: QColor, ground: QColor
) -> None:
    """Paint the mark of a severity: an octagon with a cross, a triangle with a stroke, a disc.

    Args:
        painter: Where to.
        rect: The square to fill.
        severity: Which mark.
        colour: Its colour, as `severity_colour` gives it or that of selected text.
        ground: What it is painted on; the sign within the mark has this colour.
    """
    center, half = rect.center(), min(rect.width(), rect.height()) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)

    def at(x: float, y: float) -> QPointF:
        return QPointF(center.x() + x * half, center.y() + y * half)

    stroke = QPen(ground, half * 0.26)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    match severity:
        case Severity.ERROR:
            side = 0.414
            corners = [(side, -1.0), (1.0, -side), (1.0, side), (side, 1.0)]
            corners += [(-x, -y) for x, y in corners]
            painter.drawPolygon(QPolygonF([at(x, y) for x, y in corners]))
            painter.setPen(stroke)
            painter.drawLine(at(-0.38, -0.38), at(0.38, 0.38))
            painter.drawLine(at(-0.38, 0.38), at(0.38, -0.38))
        case Severity.WARNING:
            edge = QPen(colour, half * 0.24)
            edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(edge)
            painter.drawPolygon(QPolygonF([at(0, -0.82), at(0.88, 0.78), at(-0.88, 0.78)]))
            painter.setPen(stroke)
            painter.drawLine(at(0, -0.32), at(0, 0.22))
            painter.drawPoint(at(0, 0.58))
        case Severity.NOTE:
            painter.drawEllipse(center, half, half)
            painter.setPen(stroke)
            painter.drawPoint(at(0, -0.45))
            painter.drawLine(at(0, -0.02), at(0, 0.5))
    painter.restore()
