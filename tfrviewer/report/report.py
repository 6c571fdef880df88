"""`Report`: all that is told of a dataset, gathered once, for any writer to lay out.

Numbers, words and small encoded pictures; nothing here knows HTML or PDF. Every list is bounded,
and says how many more there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.report.request import Part, ReportRequest

if TYPE_CHECKING:
    from tfrviewer.dataset.project.absence import AbsentSlide


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known: a name and what it is."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the verdict.

    Attributes:
        severity: How bad it is; None where it is good.
        text: The sentence.
    """

    severity: Severity | None
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands large at the beginning.

    Attributes:
        number: The number, as people read it.
        label: What it counts.
        severity: How bad it is that there are so many; None where it is not.
    """

    number: str
    label: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How many tiles a rule holds for.

    Attributes:
        title: What they are called.
        condition: What was asked.
        tiles: How many of the tiles looked at; None where it cannot be told.
        share: Which part of them, 0 to 1.
        slides: On how many slides.
        worst: The slide with the greatest share of them; empty without any.
        worst_share: That share.
        why_not: Why it cannot be told.
    """

    title: str
    condition: str
    tiles: int | None
    share: float = 0.0
    slides: int = 0
    worst: str = ""
    worst_share: float = 0.0
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideLine:
    """One slide.

    Attributes:
        slide: Its name.
        file: The TFRecord, in the dataset's short names.
        title: What it is called: its name, with the file where several have that name.
        tiles: Its records.
        shown: Those that the filter keeps.
        errors: Findings with that severity.
        warnings: The same.
        broken: Records with an error.
        rejected: Tiles with that flag, of those shown; None if nobody reviewed.
        ruled: Tiles of each rule, in the order of rules, of those shown; None where unknown.
        duplicates: Tiles that are like others; None if nobody looked for them.
        same_place: Tiles at a location that another one has; None without locations.
        holes: Regions without tiles that tiles surround; None where no grid is known.
        index: Where its index came from, in words.
        score: How bad it is, the worse the greater; 0 where nothing is known to be wrong.
    """

    slide: str
    file: str
    title: str
    tiles: int
    shown: int
    errors: int
    warnings: int
    broken: int
    rejected: int | None
    ruled: tuple[int | None, ...]
    duplicates: int | None
    same_place: int | None
    holes: int | None
    index: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class ChartLimit:
    """Where the range of a rule ends on a chart.

    Attributes:
        value: Where.
        title: What the tiles of the rule are called.
        is_low: Whether the range begins there; otherwise it ends there.
    """

    value: float
    title: str
    is_low: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """How a figure is spread, ready to be drawn.

    Attributes:
        title: What it shows.
        unit: What its values are in; may be empty.
        counts: Of each bin, from the least value on.
        first: Where the first bin begins.
        last: Where the last one ends.
        ticks: Values on the axis.
        limits: Where the ranges of rules end.
        caption: Median, range and what is missing, in words.
        counted: What is counted: "tiles" or "slides".
    """

    title: str
    unit: str
    counts: tuple[int, ...]
    first: float
    last: float
    ticks: tuple[float, ...]
    limits: tuple[ChartLimit, ...]
    caption: str
    counted: str = "tiles"


@dataclass(frozen=True, slots=True)
class Picture:
    """A small encoded image.

    Attributes:
        data: Its bytes.
        media_type: "image/png" or "image/jpeg".
        width: In pixels.
        height: In pixels.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SlideMap:
    """Where the tiles of a slide lie.

    Attributes:
        slide: Its name.
        picture: The map.
        caption: How many tiles of which class, in words.
    """

    slide: str
    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class MapClass:
    """A colour on the maps.

    Attributes:
        name: What tiles of that colour are.
        colour: As #rrggbb.
    """

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Maps:
    """Maps of slides.

    Attributes:
        maps: The maps.
        classes: What their colours mean.
        more: How many slides with locations have none here.
        unlocated: How many slides have no locations.
    """

    maps: tuple[SlideMap, ...]
    classes: tuple[MapClass, ...]
    more: int
    unlocated: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often something is wrong.

    Attributes:
        kind: What it is about.
        severity: How bad it is.
        count: How many findings.
        files: In how many files.
        first: The first of them.
    """

    kind: FindingKind
    severity: Severity
    count: int
    files: int
    first: Finding


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong.

    Attributes:
        counts: By kind, the worst first.
        listed: The findings that are listed, the worst first.
        more: How many are not.
    """

    counts: tuple[FindingCount, ...]
    listed: tuple[Finding, ...]
    more: int

    def of(self, severity: Severity) -> int:
        """Return how many there are of a severity."""
        return sum(one.count for one in self.counts if one.severity is severity)


@dataclass(frozen=True, slots=True)
class SheetTile:
    """A tile of a contact sheet.

    Attributes:
        slide: Its slide.
        number: Its number among all records.
        place: Its location in words; empty where it has none.
        picture: The tile; None where it cannot be shown.
        why_not: Why not.
        note: What was said of it.
    """

    slide: str
    number: int
    place: str
    picture: Picture | None
    why_not: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tiles side by side.

    Attributes:
        tiles: The tiles, in the order of the dataset.
        words: How they were chosen.
        of: Of how many.
    """

    tiles: tuple[SheetTile, ...]
    words: str
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is told of a dataset.

    Attributes:
        request: What was asked for.
        title: What stands above it.
        where: The folder or file, as it was opened.
        made: When it was gathered, with its time zone.
        verdict: What is wrong, in sentences, the worst first.
        figures: The numbers that stand large.
        facts: What was opened.
        method: How it was looked at: versions, checks, filter, rules.
        rules: How many tiles each rule holds for.
        slides: The slides, the worst first, as far as they are listed.
        slides_more: How many are not.
        is_filtered: Whether a filter left records out.
        is_reviewed: Whether tiles were flagged.
        charts: How figures are spread.
        maps: Maps of slides.
        findings: What is wrong.
        sample: Tiles drawn by lot; None if left out, or no tile is looked at.
        rejected: Tiles that were rejected; None if left out, or there are none.
        absent: Slides without tiles, as far as they are listed.
        absent_more: How many are not.
    """

    request: ReportRequest
    title: str
    where: str
    made: datetime
    verdict: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    method: tuple[Fact, ...]
    rules: tuple[RuleCount, ...]
    slides: tuple[SlideLine, ...]
    slides_more: int
    is_filtered: bool
    is_reviewed: bool
    charts: tuple[Chart, ...]
    maps: Maps
    findings: Findings
    sample: Sheet | None
    rejected: Sheet | None
    absent: "tuple[AbsentSlide, ...]"
    absent_more: int

    def has(self, part: Part) -> bool:
        """Tell whether a part was asked for."""
        return part in self.request.parts

    @property
    def worst(self) -> Severity | None:
        """The worst severity of the verdict; None if nothing is wrong."""
        order = list(Severity)
        there = [one.severity for one in self.verdict if one.severity is not None]
        return min(there, key=order.index, default=None)

    def to_json(self) -> dict[str, Any]:
        """Return all of it but the pictures as a JSON object."""
        return {
            "title": self.title,
            "where": self.where,
            "made": self.made.isoformat(timespec="seconds"),
            "verdict": [
                {"severity": one.severity and one.severity.value, "text": one.text}
                for one in self.verdict
            ],
            "facts": _lines(self.facts),
            "method": _lines(self.method),
            "filter": self.request.where,
            "seed": self.request.seed,
            "rules": [
                {name: getattr(rule, name) for name in rule.__dataclass_fields__}
                for rule in self.rules
            ],
            "slides": [line.to_json() for line in self.slides],
            "slides_more": self.slides_more,
            "maps": [one.slide for one in self.maps.maps],
            "findings": {
                "errors": self.findings.of(Severity.ERROR),
                "warnings": self.findings.of(Severity.WARNING),
                "notes": self.findings.of(Severity.NOTE),
                "listed": [finding.to_json() for finding in self.findings.listed],
                "more": self.findings.more,
            },
            "sample": _numbers(self.sample),
            "rejected": _numbers(self.rejected),
            "absent": [slide.to_json() for slide in self.absent],
            "absent_more": self.absent_more,
        }


def _lines(facts: Sequence[Fact]) -> Mapping[str, str]:
    return {fact.name: fact.text for fact in facts}


def _numbers(sheet: Sheet | None) -> list[int] | None:
    return None if sheet is None else [tile.number for tile in sheet.tiles]
