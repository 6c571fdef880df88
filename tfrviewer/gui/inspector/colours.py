"""The colours of bytes by what they are for, and of the parts of JSON; 7:1 on their ground.

Dark enough for white, light enough for black: so they hold in every theme there is. Never the
only sign: a word says the same of the byte under the pointer or the cursor.
"""

from typing import Final

from PySide6.QtGui import QColor, QPalette

from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.gui.theme import is_dark

_LIGHT: Final = {
    Ink.TAG: "#6a2c91",
    Ink.LENGTH: "#0a4f8f",
    Ink.NAME: "#0f5132",
    Ink.VALUE: "#1d2125",
    Ink.CHECKSUM: "#0b5563",
    Ink.UNKNOWN: "#6b4300",
    Ink.BROKEN: "#8f1d17",
    Ink.KEY: "#0a4f8f",
    Ink.STRING: "#0f5132",
    Ink.NUMBER: "#7a3100",
    Ink.WORD: "#6a2c91",
}
_DARK: Final = {
    Ink.TAG: "#d3adf0",
    Ink.LENGTH: "#93c5f7",
    Ink.NAME: "#86d9a4",
    Ink.VALUE: "#e4e7ea",
    Ink.CHECKSUM: "#7fd6e0",
    Ink.UNKNOWN: "#f3be6d",
    Ink.BROKEN: "#ffa198",
    Ink.KEY: "#93c5f7",
    Ink.STRING: "#86d9a4",
    Ink.NUMBER: "#f5b48a",
    Ink.WORD: "#d3adf0",
}


def ink_colour(palette: QPalette, ink: Ink) -> QColor:
    """Return the colour in which something is written."""
    if ink is Ink.PLAIN:
        return palette.color(QPalette.ColorRole.Text)
    return QColor((_DARK if is_dark(palette) else _LIGHT)[ink])


def ground_colour(palette: QPalette, ink: Ink) -> QColor:
    """Return the ground behind what is written in a colour: a breath of that colour."""
    base = palette.color(QPalette.ColorRole.Base)
    if ink in (Ink.PLAIN, Ink.VALUE):
        return base
    return mixed(base, ink_colour(palette, ink), 0.13 if ink is Ink.BROKEN else 0.07)


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Return a ground with some of a colour in it."""
    pairs = (
        (ground.red(), colour.red()),
        (ground.green(), colour.green()),
        (ground.blue(), colour.blue()),
    )
    return QColor(*(round((1 - share) * a + share * b) for a, b in pairs))
