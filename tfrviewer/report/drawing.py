"""A chart in the coordinates of a drawing: bars, ticks and limits, for SVG and for PDF alike."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tfrviewer.report.report import Chart
from tfrviewer.report.words import tick_text

WIDTH, HEIGHT = 340.0, 120.0
"""Of the whole drawing."""
LEFT, RIGHT, TOP, BOTTOM = 4.0, 336.0, 14.0, 98.0
"""Where the bars lie; y grows downwards."""

_GAP = 0.12  # of a bar
_ROOM = 44.0  # of the text of a tick
_LEAST = 0.8  # what a bar of one tile among thousands is high, to be seen at all


Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its left edge, top, width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis.

    Attributes:
        x: Where it lies.
        text: What is written there.
        anchor: Where the text has its x.
    """

    x: float
    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn.

    Attributes:
        bars: The bars.
        ticks: Numbers below the axis.
        limits: Where the ranges of rules end; the texts stand above.
        most: What the highest bar counts.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[Mark, ...]
    limits: tuple[Mark, ...]
    most: int


def draw(chart: Chart) -> Drawing:
    """Lay out a chart."""
    most = max(chart.counts, default=0)
    width = (RIGHT - LEFT) / max(len(chart.counts), 1)
    bars = []
    for at, count in enumerate(chart.counts):
        if count:
            height = max((BOTTOM - TOP) * count / most, _LEAST)
            left = LEFT + at * width
            bars.append(Bar(left + width * _GAP / 2, BOTTOM - height, width * (1 - _GAP), height))
    ticks = [_mark(chart, tick, tick_text(tick, chart.unit)) for tick in chart.ticks]
    clear = [tick for tick in ticks[1:-1] if LEFT + _ROOM < tick.x < RIGHT - _ROOM]
    return Drawing(
        tuple(bars),
        (*ticks[:1], *clear, *ticks[-1:]),
        tuple(_mark(chart, limit.value, limit.title) for limit in chart.limits),
        most,
    )


def _mark(chart: Chart, value: float, text: str) -> Mark:
    part = (value - chart.first) / (chart.last - chart.first)
    anchor: Anchor = "start" if part < 0.15 else "end" if part > 0.85 else "middle"
    return Mark(LEFT + part * (RIGHT - LEFT), text, anchor)
