"""What the value of a field is, and how it is told in a line."""

import json
from enum import StrEnum
from itertools import islice
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.gui.figures import decimal, number, quoted
from tfrviewer.gui.inspector.letters import find_encoding, is_utf8, looks_like_text, page_of
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar
from tfrviewer.tiles.image.sniff import image_size, sniff_format

_LOOKED_AT: Final = 64 * 1024
LONGEST_GUESSED: Final = 128 * 1024
"""A longer text is not taken apart to see whether it is JSON."""
PLOTTED_FROM: Final = 33
"""So many numbers are drawn rather than listed, unless a person wants it otherwise."""
_PREVIEWED: Final = 8
_PREVIEW_TEXT: Final = 120


class Mode(StrEnum):
    """How a value is shown."""

    AUTO = "auto"
    IMAGE = "image"
    TEXT = "text"
    JSON = "json"
    NUMBERS = "numbers"
    PLOT = "plot"
    HEX = "hex"


def as_text(data: bytes) -> str | None:
    """Return bytes as text if that is what they are: UTF-8 without control characters."""
    if not is_utf8(data):
        return None
    text = data.decode("utf-8")
    return text if all(c.isprintable() or c in "\n\r\t" for c in text[:4096]) else None


def guess_mode(feature: Feature) -> Mode:
    """Return how a feature is best shown, by what it holds."""
    if feature.kind in (FeatureKind.FLOAT, FeatureKind.INT64):
        return Mode.PLOT if len(feature.values) >= PLOTTED_FROM else Mode.NUMBERS
    first = next(iter(feature.values), b"")
    if not isinstance(first, bytes) or not first:
        return Mode.TEXT
    if sniff_format(first) is not None:
        return Mode.IMAGE
    for value in feature.values[:_PREVIEWED]:
        if isinstance(value, bytes) and not looks_like_text(value[:_LOOKED_AT], len(value)):
            return Mode.HEX
    return Mode.JSON if len(feature.values) == 1 and _is_json(first) else Mode.TEXT


def _is_json(data: bytes) -> bool:
    """Tell whether some bytes are an object or a list of JSON."""
    if len(data) > LONGEST_GUESSED or data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def number_text(value: float) -> str:
    """Return a number as it is, a float with as many digits as tell it from other 32-bit ones."""
    return str(value) if isinstance(value, int) else str(np.float32(value))


def figure_text(value: float) -> str:
    """Return a number as `number_text` does, as people write it here."""
    if isinstance(value, int):
        return str(value)
    return decimal(float(number_text(value)), 9, grouped=False)


def length_text(feature: Feature) -> str:
    """Return how much a feature holds: bytes of its one value, or how many values."""
    count = len(feature.values)
    if count == 1:
        (value,) = feature.values
        return f"{number(len(value))} B" if isinstance(value, bytes) else "1"
    return number(count)


def preview(feature: Feature) -> str:
    """Return the values of a feature in one line of bounded length."""
    if not feature.values:
        return _tr("no type set") if feature.kind is FeatureKind.EMPTY else _tr("empty")
    shown = [_preview_one(value) for value in islice(feature.values, _PREVIEWED)]
    more = len(feature.values) - len(shown)
    if more:
        shown.append(_tr("… {0} more").format(number(more)))
    text = ("; " if QLocale().decimalPoint() == "," else ", ").join(shown)
    return text if len(text) <= 2 * _PREVIEW_TEXT else text[: 2 * _PREVIEW_TEXT] + "…"


def _preview_one(value: Scalar) -> str:
    if not isinstance(value, bytes):
        return figure_text(value)
    if not value:
        return quoted("")
    image_format = sniff_format(value)
    if image_format is not None:
        size = image_size(value)
        name = image_format.upper()
        if size is None:
            return _tr("{0} image").format(name)
        return _tr("{0} image, {1} × {2} px").format(name, *size)
    text = as_text(value[:_PREVIEW_TEXT])
    if text is None and len(value) > _PREVIEW_TEXT:  # a letter may have been cut in two
        text = next((t for n in (1, 2, 3) if (t := as_text(value[: _PREVIEW_TEXT - n]))), None)
    if text is None and looks_like_text(value[:_LOOKED_AT], len(value)):
        text = page_of(value[:_PREVIEW_TEXT], 0, find_encoding(value))
    if text is None:
        return value[:12].hex(" ") + (" …" if len(value) > 12 else "")
    return " ".join(text.split()) + ("…" if len(value) > _PREVIEW_TEXT else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldValue", text)
