"""What the value of a field is, and how it is written for people. No Qt."""

import base64
import json
import math
import struct
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Final

import numpy as np

from tfrviewer.gui.inspector.hexdump import bytes_per_line, hexdump
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar
from tfrviewer.tiles.sniff import image_size, sniff_format

LIMIT: Final = 64 * 1024
"""Bytes of a value that are shown."""
LONGEST_JSON: Final = 128 * 1024
"""A longer text is not taken apart to see whether it is JSON."""
MOST_LINES: Final = 4096
"""Values in a line each that are shown."""
LONGEST_LINE: Final = 400
"""A longer line is broken: Qt takes seconds to wrap one of 64 kB."""
_PREVIEWED: Final = 8
_PREVIEW_TEXT: Final = 120


class Mode(StrEnum):
    """How a value is shown."""

    AUTO = "auto"
    IMAGE = "image"
    TEXT = "text"
    JSON = "json"
    NUMBERS = "numbers"
    HEX = "hex"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A value written out.

    Attributes:
        text: What to show.
        note: What should be known about it: that it was cut, its range, why it is no JSON.
        is_fixed: Whether it must be shown in letters of one width.
    """

    text: str
    note: str = ""
    is_fixed: bool = False


def as_text(data: bytes) -> str | None:
    """Return bytes as text if that is what they are: UTF-8 without control characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if all(c.isprintable() or c in "\n\r\t" for c in text[:4096]) else None


def guess_mode(feature: Feature) -> Mode:
    """Return how a feature is best shown, by what it holds."""
    if feature.kind in (FeatureKind.FLOAT, FeatureKind.INT64):
        return Mode.NUMBERS
    first = next(iter(feature.values), b"")
    if not isinstance(first, bytes) or not first:
        return Mode.TEXT
    if sniff_format(first) is not None:
        return Mode.IMAGE
    for value in feature.values[:_PREVIEWED]:
        if isinstance(value, bytes) and as_text(value[:LIMIT]) is None and not _cut_text(value):
            return Mode.HEX
    return Mode.JSON if len(feature.values) == 1 and _json(first) is not None else Mode.TEXT


def _cut_text(value: bytes) -> bool:
    """Whether a long value is text but for a letter that the limit cut in two."""
    return len(value) > LIMIT and as_text(value[: LIMIT - LIMIT % 4].rsplit(b" ", 1)[0]) is not None


def _json(data: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the object or list that some bytes are as JSON, else None."""
    if len(data) > LONGEST_JSON or data.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def number_text(value: float) -> str:
    """Return a number as it is, a float with as many digits as tell it from other 32-bit ones."""
    return str(value) if isinstance(value, int) else str(np.float32(value))


def length_text(feature: Feature) -> str:
    """Return how much a feature holds: bytes of its one value, or how many values."""
    count = len(feature.values)
    if count == 1:
        (value,) = feature.values
        return f"{len(value):,} B" if isinstance(value, bytes) else "1"
    return f"{count:,}"


def preview(feature: Feature) -> str:
    """Return the values of a feature in one line of bounded length."""
    if not feature.values:
        return "no type set" if feature.kind is FeatureKind.EMPTY else "empty"
    shown = [_preview_one(value) for value in islice(feature.values, _PREVIEWED)]
    more = len(feature.values) - len(shown)
    text = ", ".join(shown) + (f", … {more:,} more" if more else "")
    return text if len(text) <= 2 * _PREVIEW_TEXT else text[: 2 * _PREVIEW_TEXT] + "…"


def _preview_one(value: Scalar) -> str:
    if not isinstance(value, bytes):
        return number_text(value)
    if not value:
        return "“”"
    image_format = sniff_format(value)
    if image_format is not None:
        size = image_size(value)
        return image_format.upper() + (f" image, {size[0]} × {size[1]} px" if size else " image")
    text = as_text(value[:_PREVIEW_TEXT])
    if text is None and len(value) > _PREVIEW_TEXT:  # a letter may have been cut in two
        text = next((t for n in (1, 2, 3) if (t := as_text(value[: _PREVIEW_TEXT - n]))), None)
    if text is None:
        return value[:12].hex(" ") + (" …" if len(value) > 12 else "")
    return " ".join(text.split()) + ("…" if len(value) > _PREVIEW_TEXT else "")


def render(feature: Feature, mode: Mode, columns: int = 76) -> Rendered:
    """Write out a feature in a mode other than IMAGE.

    Args:
        feature: What to write out; at most `LIMIT` bytes of it are.
        mode: How; AUTO goes by the content.
        columns: Characters that fit in a line, for what stands in columns.
    """
    if mode is Mode.AUTO:
        mode = guess_mode(feature)
    if not feature.values:
        return Rendered("", "The field holds no values.")
    match mode:
        case Mode.JSON:
            return _render_json(feature)
        case Mode.NUMBERS:
            return _render_numbers(feature, columns)
        case Mode.HEX:
            return _render_hex(feature, columns)
    return _render_text(feature)


def _cut_note(size: int, shown: int = LIMIT) -> str:
    return f"The first {shown:,} of {size:,} bytes are shown." if size > shown else ""


def _render_text(feature: Feature) -> Rendered:
    pieces, left, damaged = [], LIMIT, False
    size = sum(len(v) if isinstance(v, bytes) else 8 for v in feature.values)
    for value in feature.values[:MOST_LINES]:
        if left <= 0:
            break
        if isinstance(value, bytes):
            part = value[:left]
            text = part.decode("utf-8", "replace")
            damaged = damaged or "\N{REPLACEMENT CHARACTER}" in text[:-1]
            pieces.append(
                text if text.isprintable() else "".join(c if _is_shown(c) else "�" for c in text)
            )
            left -= len(part)
        else:
            pieces.append(number_text(value))
            left -= 8
    lines = "\n".join(pieces).split("\n")
    broken = [
        line[at : at + LONGEST_LINE]
        for line in lines
        for at in range(0, max(len(line), 1), LONGEST_LINE)
    ]
    count = len(feature.values)
    notes = [_cut_note(size)]
    if count > MOST_LINES:
        notes = [f"The first {len(pieces):,} of {count:,} values are shown."]
    if len(broken) > len(lines):
        notes.append(f"Lines of more than {LONGEST_LINE} letters are broken.")
    if damaged:
        notes.append("Bytes that are no UTF-8 text show as �.")
    return Rendered("\n".join(broken), " ".join(note for note in notes if note))


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter in "\n\t"


def _render_json(feature: Feature) -> Rendered:
    if feature.kind is not FeatureKind.BYTES or len(feature.values) != 1:
        values = [json_value(value) for value in feature.values[: LIMIT // 8]]
        text = json.dumps(values, indent=None if _is_flat(values) else 2, ensure_ascii=False)
        return _fixed_json(text)
    data = feature.values[0]
    assert isinstance(data, bytes)
    if len(data) > LONGEST_JSON:
        plain = _render_text(feature)
        return Rendered(plain.text, f"Too long to be laid out as JSON. {plain.note}".strip())
    try:
        text = json.dumps(json.loads(data), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError) as error:
        plain = _render_text(feature)
        return Rendered(plain.text, f"Not JSON ({error}). {plain.note}".strip())
    return _fixed_json(text)


def _fixed_json(text: str) -> Rendered:
    # Text in one line of 64 kB would take Qt long; JSON has room for a break behind any comma.
    shown = text[:LIMIT]
    if max(map(len, shown.split("\n"))) > LONGEST_LINE:
        shown = textwrap.fill(shown, 100, break_long_words=True) if "\n" not in shown else shown
    return Rendered(shown, _cut_note(len(text)), is_fixed=True)


def _is_flat(values: Sequence[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _render_numbers(feature: Feature, columns: int) -> Rendered:
    note = ""
    if feature.kind is FeatureKind.BYTES:
        data = b"".join(v for v in feature.values if isinstance(v, bytes))
        numbers: Sequence[float] = data[:LIMIT]
        total = len(data)
        note = "Each byte as a number from 0 to 255."
    else:
        numbers = [v for v in feature.values[: LIMIT // 8] if not isinstance(v, bytes)]
        total = len(feature.values)
    texts = [number_text(number) for number in numbers]
    if total == 1:
        return Rendered(texts[0], note, is_fixed=True)
    width = max(map(len, texts), default=1)
    digits = len(str(max(len(texts) - 1, 0)))
    room = max((columns - digits - 2) // (width + 2), 1)
    per_line = next((n for n in (16, 10, 8, 5, 4, 2) if n <= room), 1)
    lines = []
    for at in range(0, len(texts), per_line):
        row = "  ".join(f"{text:>{width}}" for text in texts[at : at + per_line])
        lines.append(f"{at:>{digits}}: {row}")
    finite = [number for number in numbers if math.isfinite(number)]
    notes = [note]
    if finite:
        mean = sum(finite) / len(finite)
        notes.append(
            f"{total:,} values, {number_text(min(finite))} to {number_text(max(finite))}, "
            f"mean {mean:.6g}."
        )
    if total > len(texts):
        notes.append(f"The first {len(texts):,} are shown, and counted in these figures.")
    if len(finite) < len(texts):
        notes.append(f"{len(texts) - len(finite):,} are not finite.")
    return Rendered("\n".join(lines), " ".join(n for n in notes if n), is_fixed=True)


def _render_hex(feature: Feature, columns: int) -> Rendered:
    note, parts, left = "", [], LIMIT
    chunks: list[bytes] = []
    match feature.kind:
        case FeatureKind.FLOAT:
            chunks = [struct.pack(f"<{len(feature.values)}f", *feature.values)]
            note = "Each value as 4 bytes, little-endian, as it is stored."
        case FeatureKind.INT64:
            chunks = [struct.pack(f"<{len(feature.values)}q", *feature.values)]
            note = "Each value as 8 bytes, little-endian; stored as a varint."
        case _:
            chunks = [value for value in feature.values if isinstance(value, bytes)]
    for i, chunk in enumerate(chunks):
        if left <= 0:
            break
        if len(chunks) > 1:
            parts.append(f"value {i + 1} of {len(chunks):,}, {len(chunk):,} bytes")
        shown = chunk[:left]
        parts.append(hexdump(shown, per_line=bytes_per_line(columns, len(shown))))
        left -= len(shown)
    notes = [note, _cut_note(sum(map(len, chunks)))]
    return Rendered("\n".join(parts), " ".join(n for n in notes if n), is_fixed=True)


def json_value(value: Scalar) -> str | int | float | dict[str, Any]:
    """Return a value as JSON: text where bytes are text, else base64; NaN and inf as text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return value
    text = as_text(value)
    if text is not None:
        return text
    return {"bytes": len(value), "base64": base64.b64encode(value).decode()}


def json_feature(feature: Feature) -> dict[str, Any]:
    """Return a feature as JSON."""
    return {
        "kind": feature.kind.value,
        "length": len(feature.values),
        "values": [json_value(value) for value in feature.values],
    }


def copied_text(feature: Feature) -> str:
    """Return a value as it is put on the clipboard: whole, several of them as a JSON list."""
    if len(feature.values) != 1:
        return json.dumps([json_value(value) for value in feature.values], ensure_ascii=False)
    (value,) = feature.values
    if not isinstance(value, bytes):
        return number_text(value)
    text = as_text(value)
    return text if text is not None else value.hex(" ")
