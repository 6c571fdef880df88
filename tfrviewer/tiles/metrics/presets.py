"""Thresholds that find tiles with a fault, tuned on drawn tissue and told in docs/metrics.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Preset:
    """A fault of tiles and the condition that finds it.

    Attributes:
        name: What it is called in code.
        title: Its name for people.
        condition: SQL over the columns of the metrics; no NaN meets it.
        metric: The metric that decides most of it, whose histogram shows it.
        low, high: The range of that metric that is at fault; None where it is open.
    """

    name: str
    title: str
    condition: str
    metric: str
    low: float | None
    high: float | None


_ALL = (
    Preset("blank", "Blank", "tissue < 0.1 AND pen < 0.1", "tissue", None, 0.1),
    Preset(
        "out_of_focus",
        "Out of focus",
        "sharpness < 0.42 AND tissue >= 0.1 AND highlight >= 160",
        "sharpness",
        None,
        0.42,
    ),
    Preset("pen", "Pen", "pen >= 0.15 AND highlight >= 160", "pen", 0.15, None),
    Preset(
        "fold",
        "Fold",
        "dark >= 0.25 AND pen < 0.15 AND highlight >= 160 AND contrast >= 40"
        " AND saturation >= 0.33",
        "dark",
        0.25,
        None,
    ),
    Preset("dark", "Dark", "highlight < 160", "highlight", None, 160),
    Preset(
        "washed_out",
        "Washed out",
        "shadow >= 175 AND contrast >= 3 AND tissue >= 0.03 AND sharpness >= 0.42",
        "shadow",
        175,
        None,
    ),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in _ALL})
"""Every preset by name."""
