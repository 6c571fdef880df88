"""A value made ready to be shown in a mode; called in a worker where that may take a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import decimal, number
from tfrviewer.gui.inspector.byte_source import ByteSource, Mark
from tfrviewer.gui.inspector.forms import raw_bytes
from tfrviewer.gui.inspector.inks import Ink
from tfrviewer.gui.inspector.numbers import (
    MANY,
    ByteKind,
    Series,
    Statistics,
    as_numbers,
    statistics,
)
from tfrviewer.gui.inspector.pages import Pages, json_pages, number_pages, plain, text_pages
from tfrviewer.gui.inspector.values import Mode
from tfrviewer.tfrecord.example import Feature, FeatureKind

_LARGE: Final = 1024 * 1024
_LARGE_JSON: Final = 64 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What a value is shown with: one of pages, numbers and bytes.

    Attributes:
        note: What is said below it.
        pages: Its text.
        series: The numbers that are drawn.
        told: What is said of the numbers.
        source: Its bytes.
        marks: How the bytes are written.
    """

    note: str = ""
    pages: Pages | None = None
    series: Series | None = None
    told: Statistics | None = None
    source: ByteSource | None = None
    marks: Callable[[int, int], Sequence[Mark]] | None = None


def takes_long(feature: Feature, mode: Mode) -> bool:
    """Tell whether making a value ready may hold the window up."""
    if len(feature.values) > MANY:
        return True
    size = sum(len(value) for value in feature.values if isinstance(value, bytes))
    match mode:
        case Mode.NUMBERS | Mode.PLOT:
            return size > _LARGE
        case Mode.JSON:
            return size > _LARGE_JSON
    return False


def prepare(feature: Feature, mode: Mode, kind: ByteKind) -> Prepared:
    """Make a value ready.

    Args:
        feature: The value, or several.
        mode: Any but AUTO and IMAGE.
        kind: What bytes are taken for, where numbers are wanted.
    """
    if not feature.values and mode not in (Mode.PLOT,):
        none = _tr("The field holds no values.")
        return Prepared(none, pages=plain(""))
    match mode:
        case Mode.NUMBERS | Mode.PLOT:
            return _prepare_numbers(feature, mode, kind)
        case Mode.HEX:
            return _prepare_bytes(feature)
    pages = json_pages(feature) if mode is Mode.JSON else text_pages(feature)
    return Prepared(pages.note, pages=pages)


def _prepare_numbers(feature: Feature, mode: Mode, kind: ByteKind) -> Prepared:
    numbers = as_numbers(feature, kind)
    told = statistics(numbers)
    notes = [statistics_words(told)]
    if feature.kind is FeatureKind.BYTES:
        left = sum(len(v) for v in feature.values if isinstance(v, bytes)) % kind.dtype.itemsize
        if left:
            notes.append(_tr("bytes left over at the end: {0}").format(number(left)))
    note = " · ".join(note for note in notes if note)
    if mode is Mode.NUMBERS:
        return Prepared(note, pages=number_pages(numbers, note))
    return Prepared(note, series=Series(numbers), told=told)


def statistics_words(told: Statistics) -> str:
    """Return what is said of some numbers."""
    if not told.count:
        return _tr("No numbers.")
    parts = [_count(told.count, _tr("1 value"), _tr("{0} values"))]
    if told.finite:
        parts += [
            _tr("{0} to {1}").format(decimal(told.low), decimal(told.high)),
            _tr("mean {0}").format(decimal(told.mean)),
            _tr("median {0}").format(decimal(told.median)),
            _tr("sd {0}").format(decimal(told.deviation)),
        ]
    if told.count == 1:
        return ""  # the number itself says it all
    if told.zeros:
        parts.append(_count(told.zeros, _tr("1 zero"), _tr("{0} zeros")))
    missing = told.count - told.finite
    if missing:
        parts.append(_count(missing, _tr("1 not finite"), _tr("{0} not finite")))
    return " · ".join(parts)


def _prepare_bytes(feature: Feature) -> Prepared:
    if feature.kind is FeatureKind.FLOAT:
        note = _tr("Each value as 4 bytes, little-endian, as it is stored.")
        return Prepared(note, source=ByteSource(raw_bytes(feature)))
    if feature.kind is FeatureKind.INT64:
        note = _tr("Each value as 8 bytes, little-endian; stored as a varint.")
        return Prepared(note, source=ByteSource(raw_bytes(feature)))
    values = [value for value in feature.values if isinstance(value, bytes)]
    source = ByteSource(*values)
    if len(values) == 1:
        note = _count(len(source), _tr("1 byte"), _tr("{0} bytes"))
        return Prepared(note, source=source)
    ends = np.fromiter(accumulate(map(len, values)), np.int64, len(values))

    def marks(start: int, end: int) -> list[Mark]:
        """Colour each other value."""
        found = []
        at = int(np.searchsorted(ends, start, side="right"))
        while at < len(ends):
            low = int(ends[at - 1]) if at else 0
            if low >= end:
                break
            found.append(Mark(low, int(ends[at]), Ink.LENGTH if at % 2 else Ink.VALUE))
            at += 1
        return found

    note = _tr("{0} values, one after the other, each second one in another colour.")
    return Prepared(note.format(number(len(values))), source=source, marks=marks)


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(number(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldValue", text)
