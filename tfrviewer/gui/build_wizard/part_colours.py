"""The colours of the parts of a name; always beside an underline of its own kind."""

from PySide6.QtGui import QColor, QPalette, QTextCharFormat

from tfrviewer.gui.theme import is_dark

_Line = QTextCharFormat.UnderlineStyle

_GROUPS = {
    "slide": 0,
    "x": 1,
    "column": 1,
    "y": 2,
    "row": 2,
    "width": 3,
    "height": 3,
    "right": 3,
    "bottom": 3,
}
_LIGHT = ("#1a5c9e", "#8a5300", "#1c6b3d", "#6a4691")
_DARK = ("#7db4ec", "#f0b35a", "#7ccf9a", "#c4a8ea")
_LINES = (_Line.SingleUnderline, _Line.DashUnderline, _Line.DotLine, _Line.WaveUnderline)


def part_colour(part: str, palette: QPalette) -> QColor | None:
    """Return the colour of a part of a name on the palette's base; None for one of no matter."""
    group = _GROUPS.get(part)
    if group is None:
        return None
    return QColor((_DARK if is_dark(palette) else _LIGHT)[group])


def part_format(part: str, palette: QPalette, *, selected: bool) -> QTextCharFormat | None:
    """Return how a part of a name is written: in its colour, on its tint, with its underline."""
    colour = part_colour(part, palette)
    if colour is None:
        return None
    written = QTextCharFormat()
    written.setUnderlineStyle(_LINES[_GROUPS[part]])
    if not selected:
        written.setForeground(colour)
        written.setUnderlineColor(colour)
        tint = QColor(colour)
        tint.setAlphaF(0.14)
        written.setBackground(tint)
    return written
