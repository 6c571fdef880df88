"""The rules that nobody has to write again: those kept of a dataset, and those of the presets."""

from collections.abc import Collection, Iterable, Mapping

from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.report.request import MOST_RULES, Rule
from tfrviewer.tiles.metrics import METRICS, PRESETS


def usual_rules(columns: Collection[str], kept: Iterable[Threshold] = ()) -> tuple[Rule, ...]:
    """Return the rules that are kept of a dataset, then those of the presets beside them.

    Args:
        columns: Columns of the records; rules of others are left out.
        kept: The rules of the dataset.
    """
    there = set(columns)
    rules = {}
    for one in kept:
        condition = one.condition()
        if condition_columns(condition) <= there:
            title = one.title or condition
            rules[title] = Rule(
                title=title, condition=condition, column=one.metric, low=one.low, high=one.high
            )
    asked = {rule.condition for rule in rules.values()}
    for rule in preset_rules(columns):
        if rule.condition not in asked:
            rules.setdefault(rule.title, rule)
    return tuple(rules.values())[:MOST_RULES]


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
