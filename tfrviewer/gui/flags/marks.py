"""The marks of flags: a shape each, so that colour is never the only sign."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap

# Those of review/names.py, which imports more than what is there before a dataset needs.
KEEP: Final = "keep"
REJECT: Final = "reject"
UNSURE: Final = "unsure"
_INK: Final = {KEEP: "#1b7a43", REJECT: "#b3261e", UNSURE: "#8a5a00"}
_CLASS: Final = "#24539c"
_WHITE: Final = QColor("#ffffff")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Flags", text)


def flag_text(name: str) -> str:
    """Return a flag as people read it: what every review has in their language, others as named.

    Columns and filters have the name itself.
    """
    match name:
        case "keep":
            return _tr("keep")
        case "reject":
            return _tr("reject")
        case "unsure":
            return _tr("unsure")
        case _:
            return name


def flag_title(name: str) -> str:
    """Return a flag as a menu reads it."""
    text = flag_text(name)
    return (text[:1].upper() + text[1:]).replace("&", "&&")


def flag_sign(name: str, classes: Mapping[int, str]) -> str:
    """Return the letter on the mark of a class: its key, else its first letter."""
    key = next((key for key, known in classes.items() if known == name), None)
    return str(key) if key is not None else name[:1].upper()


def flag_colour(name: str) -> QColor:
    """Return the ground of a mark; white on it has 5:1 and more."""
    return QColor(_INK.get(name, _CLASS))


def paint_flag(painter: QPainter, rect: QRectF, name: str, sign: str) -> None:
    """Paint the mark of a flag, with a white edge to be seen on any tile.

    To keep is a disc with a hook, to reject a square with a cross, unsure a diamond with a
    question mark, and a class a shield with its sign.

    Args:
        painter: Where to.
        rect: The square to fill.
        name: The flag.
        sign: As `flag_sign` gives it.
    """
    centre, half = rect.center(), min(rect.width(), rect.height()) / 2
    edge = max(1.0, half * 0.14)
    inner = half - edge / 2

    def at(x: float, y: float) -> QPointF:
        return QPointF(centre.x() + x * half, centre.y() + y * half)

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(flag_colour(name))
    painter.setPen(QPen(_WHITE, edge, j=Qt.PenJoinStyle.RoundJoin))
    square = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
    stroke = QPen(_WHITE, half * 0.28, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    match name:
        case "keep":
            painter.drawEllipse(square)
            painter.setPen(stroke)
            hook = QPainterPath(at(-0.42, 0.04))
            hook.lineTo(at(-0.1, 0.36))
            hook.lineTo(at(0.44, -0.32))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(hook)
        case "reject":
            painter.drawRoundedRect(square, half * 0.16, half * 0.16)
            painter.setPen(stroke)
            painter.drawLine(at(-0.4, -0.4), at(0.4, 0.4))
            painter.drawLine(at(-0.4, 0.4), at(0.4, -0.4))
        case "unsure":
            diamond = QPainterPath(at(0, -0.98))
            for x, y in ((0.98, 0), (0, 0.98), (-0.98, 0)):
                diamond.lineTo(at(x, y))
            diamond.closeSubpath()
            painter.drawPath(diamond)
            _letter(painter, square, "?", half * 1.15)
        case _:
            shield = QPainterPath(at(-0.86, -0.9))
            shield.lineTo(at(0.86, -0.9))
            shield.lineTo(at(0.86, 0.3))
            shield.quadTo(at(0.7, 0.78), at(0, 0.95))
            shield.quadTo(at(-0.7, 0.78), at(-0.86, 0.3))
            shield.closeSubpath()
            painter.drawPath(shield)
            _letter(painter, square, sign, half * 1.15)
    painter.restore()


def _letter(painter: QPainter, square: QRectF, letter: str, size: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(6, round(size)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_WHITE)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letter)


def flag_icon(name: str, sign: str) -> QIcon:
    """Return the mark as an icon, sharp at any scale factor."""
    icon = QIcon()
    for side in (16, 32, 48):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint_flag(painter, QRectF(0, 0, side, side), name, sign)
        icon.addPixmap(pixmap)
    return icon


def paint_note(painter: QPainter, rect: QRectF) -> None:
    """Paint the mark of a note: a sheet with lines."""
    side = min(rect.width(), rect.height())
    sheet = QRectF(rect.left() + 0.1 * side, rect.top(), 0.8 * side, 0.86 * side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#3a3300"), max(1.0, side * 0.07)))
    painter.setBrush(QColor("#fff2ae"))
    painter.drawRoundedRect(sheet, 1.5, 1.5)
    for share in (0.3, 0.55, 0.8):
        y = sheet.top() + share * sheet.height()
        end = sheet.right() - (0.35 if share > 0.7 else 0.16) * side
        painter.drawLine(QPointF(sheet.left() + 0.16 * side, y), QPointF(end, y))
    painter.restore()
