"""What a report is to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_TILES = 240
"""Tiles of a contact sheet at most."""
MOST_MAPS = 400
"""Maps of slides at most."""
MOST_RULES = 24
"""Rules at most: each is a column of the table of slides."""
LONGEST_TITLE = 200
MOST_SEED = 2**63 - 1


class Part(StrEnum):
    """The parts of a report that may be left out."""

    SLIDES = "slides"
    """The table of slides."""
    HISTOGRAMS = "histograms"
    """How figures are spread."""
    MAPS = "maps"
    """Where the tiles of slides lie."""
    FINDINGS = "findings"
    """The list of what is wrong; its counts are always told."""
    SAMPLE = "sample"
    """Tiles drawn by lot."""
    REJECTED = "rejected"
    """Tiles that were rejected."""
    ABSENT = "absent"
    """Slides without tiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Tiles that are counted, slide by slide: those of a preset, or beyond a threshold.

    Attributes:
        title: What such tiles are called, such as "Blank".
        condition: SQL over the columns of the records, such as `whitespace > 0.9`.
        column: The one column that it compares, whose histogram shows the limits; or None.
        low: Where the range of that column begins that is meant; None where it is open.
        high: Where it ends.
    """

    title: str
    condition: str
    column: str | None = None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Refuse what names or asks nothing."""
        if not self.title.strip() or not self.condition.strip():
            raise ValueError(
                f"a rule has a title and a condition, not {self.title!r} and {self.condition!r}."
            )

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "title": self.title,
            "condition": self.condition,
            "column": self.column,
            "low": self.low,
            "high": self.high,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What is asked for.

    Attributes:
        title: What stands above it; empty names the folder.
        where: Condition on the records, as the filter takes it; empty looks at all of them.
        rules: Tiles that are counted.
        seed: Of the tiles drawn by lot; the same seed draws the same tiles of the same dataset.
        tiles: How many tiles a contact sheet has at most.
        maps: How many slides have their map, the worst first.
        parts: What it is made of.
        remarks: Further lines on how it was made, by their names, such as the reader of flags.
    """

    title: str = ""
    where: str = ""
    rules: tuple[Rule, ...] = ()
    seed: int = 0
    tiles: int = 48
    maps: int = 48
    parts: frozenset[Part] = frozenset(Part)
    remarks: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse numbers out of range."""
        for name, least, most in (
            ("seed", 0, MOST_SEED),
            ("tiles", 1, MOST_TILES),
            ("maps", 0, MOST_MAPS),
        ):
            value = getattr(self, name)
            if type(value) is not int or not least <= value <= most:
                raise ValueError(f"{name} is a whole number from {least} to {most:,}, not {value}.")
        if len(self.title) > LONGEST_TITLE:
            raise ValueError(f"title has {LONGEST_TITLE} characters at most.")
        if len(self.rules) > MOST_RULES:
            raise ValueError(f"{MOST_RULES} rules at most, not {len(self.rules)}.")
        titles = [rule.title for rule in self.rules]
        if len(set(titles)) < len(titles):
            raise ValueError("no two rules have the same title.")
        object.__setattr__(self, "parts", frozenset(Part(part) for part in self.parts))
