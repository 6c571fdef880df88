"""How figures are spread over tiles or slides, ready to be drawn by any writer."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from tfrviewer.dataset.table.statistics import histogram
from tfrviewer.dataset.words import counted
from tfrviewer.report.records import Records
from tfrviewer.report.report import Chart, ChartLimit
from tfrviewer.report.request import Rule
from tfrviewer.report.words import tick_text
from tfrviewer.tiles.drawing.colour_scheme import Span, usual_span
from tfrviewer.tiles.drawing.heatmap import ticks_of

BINS = 48
MOST_CHARTS = 40
"""Charts at most."""
_TICKS = 3


def charts_of(
    records: Records, rules: Sequence[Rule], metrics: Mapping[str, tuple[str, str]]
) -> tuple[Chart, ...]:
    """Return how tiles are spread over slides, and figures over the tiles that are shown.

    Args:
        records: The records.
        rules: Whose limits are drawn.
        metrics: Title and unit of the columns to draw, by name; those not there are passed over.
    """
    charts = []
    if len(records.files) > 1:
        per_slide = pl.Series(records.count(records.shown))
        if per_slide.n_unique() > 1:
            charts.append(_chart("Tiles of a slide", "", per_slide, (), "slides"))
    shown = records.frame.filter(pl.Series(records.shown))
    named = {"bytes": ("Size of a record", "bytes"), **metrics}
    for name, (title, unit) in named.items():
        if name not in shown.columns or not shown.schema[name].is_numeric():
            continue
        values = shown.get_column(name)
        if values.dtype.is_float():
            values = values.fill_nan(None)
            values = values.filter(values.is_finite())
        values = values.drop_nulls()
        if len(values):
            limits = _limits(name, rules)
            missing = shown.height - len(values)
            charts.append(_chart(title, unit, values, limits, "tiles", missing))
    return tuple(charts[:MOST_CHARTS])


def _limits(column: str, rules: Sequence[Rule]) -> tuple[ChartLimit, ...]:
    return tuple(
        ChartLimit(float(limit), rule.title, is_low=is_low)
        for rule in rules
        if rule.column == column
        for limit, is_low in ((rule.low, True), (rule.high, False))
        if limit is not None and math.isfinite(limit)
    )


def _chart(
    title: str,
    unit: str,
    values: pl.Series,
    limits: tuple[ChartLimit, ...],
    noun: str,
    missing: int = 0,
) -> Chart:
    counts, first, last, outside = _spread(values, unit, limits)
    return Chart(
        title=f"{title} ({unit})" if unit and unit not in ("bytes", "%") else title,
        unit=unit,
        counts=counts,
        first=first,
        last=last,
        ticks=tuple(ticks_of(Span(first, last), _TICKS)),
        limits=tuple(one for one in limits if first <= one.value <= last),
        caption=_caption(values, unit, missing, outside, limits),
        counted=noun,
    )


def _spread(
    values: pl.Series, unit: str, limits: tuple[ChartLimit, ...]
) -> tuple[tuple[int, ...], float, float, int]:
    """Return counts, ends, and how many values lie outside: a few far out would hide the others.

    Limits lie inside. Shares of a tile are drawn from nothing to all of it, to be compared.
    """
    numbers = values.cast(pl.Float64).to_numpy()
    span = usual_span(numbers)
    assert span is not None, "there are finite values"
    if values.dtype.is_integer() and not limits and unit != "%":
        inside = (numbers >= span.low) & (numbers <= span.high)
        spread = histogram(values.filter(pl.Series(inside)), bins=BINS)
        counts, first, last = spread.counts, float(spread.edges[0]), float(spread.edges[-1])
        return tuple(counts.tolist()), first, last, int(np.count_nonzero(~inside))
    ends = [span.low, span.high, *(limit.value for limit in limits)]
    if unit == "%":
        ends += [0.0, 1.0]
    if limits:  # what lies beyond them is what is looked for
        finite = numbers[np.isfinite(numbers)]
        ends += [float(finite.min()), float(finite.max())]
    first, last = min(ends), max(ends)
    if not first < last:  # a single value has a bin of its own, in the middle
        beside = max(abs(first), 1.0) / 2
        first, last = first - beside, last + beside
    counts, _ = np.histogram(numbers, BINS, (first, last))
    return tuple(counts.tolist()), first, last, len(numbers) - int(counts.sum())


def _caption(
    values: pl.Series,
    unit: str,
    missing: int,
    outside: int,
    limits: tuple[ChartLimit, ...],
) -> str:
    least, median, most = (
        tick_text(float(value), unit)  # type: ignore[arg-type]
        for value in (values.min(), values.median(), values.max())
    )
    parts = [f"median {median}, from {least} to {most}"]
    if outside:
        parts.append(f"{counted(outside, 'value')} far out not drawn")
    if missing:
        parts.append(f"{missing:,} without a value")
    parts += [
        f"{limit.title} {'from' if limit.is_low else 'up to'} {tick_text(limit.value, unit)}"
        for limit in limits
    ]
    return "; ".join(parts)
