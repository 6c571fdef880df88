"""What was chosen of the colours, and as bytes for the settings."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from tfrviewer.tiles.drawing.colour_scales import SCALES, VIRIDIS

REST, MISSING = "\0rest", "\0missing"
"""What the class of the other values, and that of no value, are called; no value is."""

_LONGEST = 100_000  # bytes of a state that are looked at


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose.

    Attributes:
        column: What tiles are coloured by; empty for nothing.
        scale: Name of the colour scale.
        reverse: Whether it runs the other way.
        log: Whether it is logarithmic.
        whole: Whether the limits, where not chosen, are the least and the greatest number.
        low: The lower limit; None where not chosen.
        high: The upper limit.
        hidden: Classes that are hidden, by name.
        overlay: How opaque colours lie over the pictures of tiles, 0 to 1.
        classes: Whether the values of a column of numbers are classes; None where not chosen.
    """

    column: str = ""
    scale: str = VIRIDIS.name
    reverse: bool = False
    log: bool = False
    whole: bool = False
    low: float | None = None
    high: float | None = None
    hidden: frozenset[str] = field(default=frozenset())
    overlay: float = 0.6
    classes: bool | None = None

    def to_bytes(self) -> bytes:
        """Return the choices for `from_bytes`."""
        return json.dumps(asdict(self) | {"hidden": sorted(self.hidden)}).encode()

    @classmethod
    def from_bytes(cls, saved: bytes) -> "Choices | None":
        """Return the choices that were saved; None for nonsense."""
        try:
            found = json.loads(saved[:_LONGEST])
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, dict):
            return None
        plain = cls()
        taken = {
            one.name: _fitting(found, one.name, getattr(plain, one.name)) for one in fields(cls)
        }
        low, high = taken["low"], taken["high"]
        if low is not None and high is not None and not low < high:
            taken["low"] = taken["high"] = None
        if taken["scale"] not in SCALES:
            taken["scale"] = plain.scale
        taken["overlay"] = min(max(taken["overlay"], 0.0), 1.0)
        return cls(**taken)


def _fitting(found: Mapping[str, Any], name: str, plain: Any) -> Any:  # noqa: ANN401 - of any field
    """Return what was saved of a field, or what it plainly is where that does not fit."""
    value = found.get(name, plain)
    if isinstance(plain, frozenset):
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return frozenset(value) if is_list else plain
    if name == "classes":
        return value if isinstance(value, bool) else None
    if isinstance(plain, bool | str):
        return value if type(value) is type(plain) else plain
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else plain
