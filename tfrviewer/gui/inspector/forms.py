"""A value as it leaves the window: as text, JSON, hexadecimal, Python, or as bytes. No Qt."""

import base64
import json
import math
from enum import StrEnum
from typing import Any, Final

import numpy as np

from tfrviewer.gui.inspector.numbers import as_numbers
from tfrviewer.gui.inspector.values import Mode, as_text, guess_mode, number_text
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar
from tfrviewer.tiles.image.sniff import sniff_format

MOST_COPIED: Final = 16 * 1024 * 1024
"""Bytes of a value that are copied at most: beyond, a clipboard is no place for them."""
_SUFFIXES: Final = {"jpeg": ".jpg", "tiff": ".tif", Mode.TEXT: ".txt", Mode.JSON: ".json"}


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    JSON = "json"
    HEX = "hex"
    PYTHON = "python"


def written(feature: Feature, form: Form) -> str:
    """Return a feature written out whole: one value as that value, several as a list."""
    match form:
        case Form.TEXT:
            return copied_text(feature)
        case Form.HEX:
            return raw_bytes(feature).hex(" ")
        case Form.PYTHON:
            return _python(feature)
    values = [json_value(value) for value in feature.values]
    only = values[0] if len(values) == 1 else values
    return json.dumps(only, ensure_ascii=False, indent=2 if isinstance(only, dict) else None)


def size_of(feature: Feature) -> int:
    """Return about how many bytes a feature takes when it is written out."""
    return sum(len(v) if isinstance(v, bytes) else 8 for v in feature.values)


def raw_bytes(feature: Feature) -> bytes:
    """Return the bytes of a feature: one after the other, numbers little-endian.

    Floats have 4 bytes each, whole numbers 8.
    """
    if feature.kind in (FeatureKind.FLOAT, FeatureKind.INT64):
        numbers = as_numbers(feature)
        return numbers.astype(numbers.dtype.newbyteorder("<")).tobytes()
    values = [value for value in feature.values if isinstance(value, bytes)]
    return values[0] if len(values) == 1 else b"".join(values)


def suffix_of(feature: Feature) -> str:
    """Return the suffix of a file with the bytes of a feature."""
    mode = guess_mode(feature)
    first = next(iter(feature.values), None)
    if mode is Mode.IMAGE and isinstance(first, bytes):
        found = sniff_format(first) or "bin"
        return _SUFFIXES.get(found, f".{found}")
    return _SUFFIXES.get(mode, ".bin")


def _python(feature: Feature) -> str:
    def literal(value: Scalar) -> str:
        if isinstance(value, float):
            if not math.isfinite(value):
                return f"float({str(value)!r})"
            return str(np.float32(value))
        return repr(value)

    literals = [literal(value) for value in feature.values]
    return literals[0] if len(literals) == 1 else f"[{', '.join(literals)}]"


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
    """Return a value as text: several of them as a JSON list, bytes that are none as hex."""
    if len(feature.values) != 1:
        return json.dumps([json_value(value) for value in feature.values], ensure_ascii=False)
    (value,) = feature.values
    if not isinstance(value, bytes):
        return number_text(value)
    text = as_text(value)
    return text if text is not None else value.hex(" ")
