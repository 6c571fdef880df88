"""The rules that nobody has to write: those of the presets of metrics."""

from collections.abc import Collection, Mapping

from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.report.request import Rule
from tfrviewer.tiles.metrics import METRICS, PRESETS


def preset_rules(columns: Collection[str]) -> tuple[Rule, ...]:
    """Return a rule for each preset whose metrics are there.

    Args:
        columns: Columns of the records.
    """
    there = set(columns)
    return tuple(
        Rule(
            title=preset.title,
            condition=preset.condition,
            column=preset.metric,
            low=preset.low,
            high=preset.high,
        )
        for preset in PRESETS.values()
        if condition_columns(preset.condition) <= there
    )


def metric_titles() -> Mapping[str, tuple[str, str]]:
    """Return title and unit of each metric by its column; "%" for shares of a tile."""
    return {
        name: (metric.title, "%" if metric.share else metric.unit)
        for name, metric in METRICS.items()
    }
