"""Text in a PDF: escaped, and in a font that has its letters.

The fonts that every reader has know the letters of western Europe. For others a font of the system
is put into the file, if one has them; otherwise they are written as their numbers, so that two
names never look the same.
"""

import os
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from unicodedata import bidirectional
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tfrviewer.errors import shown

REGULAR, BOLD, FIXED, SYMBOLS = "Helvetica", "Helvetica-Bold", "Courier", "ZapfDingbats"

SIGNS = frozenset("✖▲●✔")
"""Of severities; the font of symbols has them."""

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_NAMES = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "Arial Unicode.ttf",
    "Arial.ttf",
    "arial.ttf",
    "segoeui.ttf",
    "simhei.ttf",
    "malgun.ttf",
)
"""In the order in which they are asked."""


def marked(text: str) -> str:
    """Return text as reportlab's paragraphs want it: nothing in it is taken for a mark."""
    parts = []
    for font, letters in groupby(_as_seen(text), _font_of):
        run = "".join(letters)
        if font == _NONE:
            run = "".join(map(_number, run))
        piece = escape(run)
        named = font not in (REGULAR, _NONE)
        parts.append(f'<font name="{font}">{piece}</font>' if named else piece)
    return "".join(parts)


_CLASSES = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N", "NSM": "M"}
_BRACKETS = dict.fromkeys("([{<«", "O") | dict.fromkeys(")]}>»", "C")
_TURNED = re.compile("RM*(?:[RMNOC-]*[RN]M*)?")
"""Letters that are read from the right, with what stands between them and numbers after them."""
_UNIT = re.compile("N+(?:-N+)*|.M*")
"""What stays as it is within them: a number, or a letter with its marks."""
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def _as_seen(text: str) -> str:
    """Return text in the order in which it is seen: reportlab goes from left to right always."""
    if text.isascii():
        return text
    classes = "".join(
        _BRACKETS.get(letter) or _CLASSES.get(bidirectional(letter), "-") for letter in text
    )
    parts, end = [], 0
    for turned in _TURNED.finditer(classes):
        start, stop = turned.span()
        within = turned.group()
        stop += classes[stop : stop + 1] == "C" and within.count("O") > within.count("C")
        units = [text[slice(*unit.span())] for unit in _UNIT.finditer(classes, start, stop)]
        seen = "".join(unit.translate(_MIRRORED) for unit in reversed(units))
        parts += [text[end:start], seen]
        end = stop
    return "".join([*parts, text[end:]])


def simple(text: str) -> str:
    """Return text in the letters of the fonts that every reader has, to be drawn without marks."""
    return shown(text).encode("cp1252", "backslashreplace").decode("cp1252")


_NONE = ""


@cache
def _font_of(letter: str) -> str:
    """Return the font that has a letter, none if no font has."""
    if letter in SIGNS:
        return SYMBOLS
    if not letter.isprintable():
        return _NONE
    try:
        letter.encode("cp1252")
        return REGULAR
    except UnicodeEncodeError:
        pass
    for name, font in _system_fonts().items():
        if ord(letter) in font.face.charToGlyph:
            return name
    return _NONE


def _number(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


@cache
def _system_fonts() -> dict[str, TTFont]:
    """Return the fonts found on the system by the names that reportlab knows them by."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS:
        for where, _, files in os.walk(os.path.expanduser(folder)):  # noqa: PTH111 - a walk
            for file in files:
                if file in _NAMES:
                    found.setdefault(file, Path(where, file))
    known: dict[str, TTFont] = {}
    for file in _NAMES:
        if file in found:
            name = f"system-{len(known)}"
            try:
                font = TTFont(name, str(found[file]))
            except (TTFError, OSError):  # no font after all, or of a form that cannot be put in
                continue
            pdfmetrics.registerFont(font)
            known[name] = font
    return known
