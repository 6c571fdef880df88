"""The metrics of many tiles in few figures."""

from typing import Any

import polars as pl

from tfrviewer.dataset.metrics.counting import count_picked
from tfrviewer.tiles.metrics import METRICS, PRESETS, VERSION

FIGURES = ("min", "p05", "median", "mean", "p95", "max", "sd")
"""What is told of each metric, in this order."""


def summarise_metrics(frame: pl.DataFrame) -> dict[str, Any]:
    """Return what metrics come to, as JSON holds it.

    Args:
        frame: As `metrics_frame` gives it; more columns do no harm.

    Returns:
        version: Of what is measured; records; measured: how many of them have metrics;
        metrics: by name title, unit, count (of those that have it) and the figures of `FIGURES`,
        null where there are none; presets: by name title, condition and count.
    """
    names = list(METRICS)
    values = frame.select(names)
    told = values.select(
        *(pl.col(name).count().alias(f"{name} count") for name in names),
        *(pl.col(name).min().alias(f"{name} min") for name in names),
        *(pl.col(name).quantile(0.05).alias(f"{name} p05") for name in names),
        *(pl.col(name).median().alias(f"{name} median") for name in names),
        *(pl.col(name).cast(pl.Float64).mean().alias(f"{name} mean") for name in names),
        *(pl.col(name).quantile(0.95).alias(f"{name} p95") for name in names),
        *(pl.col(name).max().alias(f"{name} max") for name in names),
        *(pl.col(name).cast(pl.Float64).std().alias(f"{name} sd") for name in names),
    ).row(0, named=True)
    measured = frame.select(pl.any_horizontal(pl.col(names).is_not_null()).sum()).item()
    counts = count_picked(frame, {name: preset.condition for name, preset in PRESETS.items()})
    return {
        "version": VERSION,
        "records": frame.height,
        "measured": int(measured or 0),
        "metrics": {
            name: {
                "title": metric.title,
                "unit": metric.unit,
                "count": told[f"{name} count"],
                **{figure: told[f"{name} {figure}"] for figure in FIGURES},
            }
            for name, metric in METRICS.items()
        },
        "presets": {
            name: {
                "title": preset.title,
                "condition": preset.condition,
                "count": counts[name],
            }
            for name, preset in PRESETS.items()
        },
    }
