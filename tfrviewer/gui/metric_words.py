"""What a metric is, in words: for the tool tips of every view that shows one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import decimal
from tfrviewer.tiles.metrics import METRICS, Metric, Preset

if TYPE_CHECKING:
    from tfrviewer.dataset.metrics.thresholds import Threshold


def _tr(text: str) -> str:
    return QCoreApplication.translate("MetricWords", text)


def title_of(name: str) -> str:
    """Return what a metric is called, by its name."""
    return _tr(METRICS[name].title)


def description_of(name: str) -> str:
    """Return what a metric says of a tile, in a sentence or two."""
    return _tr(METRICS[name].description)


def preset_title(preset: Preset) -> str:
    """Return what a preset is called."""
    return _tr(preset.title)


def threshold_title(threshold: "Threshold") -> str:
    """Return what a threshold is called, "" if it has no name."""
    return _tr(threshold.title) if threshold.title else ""


def explanation(metric: Metric) -> str:
    """Return all that is to be known of a metric, a line each."""
    if metric.high is None:
        span = _tr("From {0} upwards").format(decimal(metric.low))
    else:
        span = _tr("From {0} to {1}").format(decimal(metric.low), decimal(metric.high))
    if metric.unit:
        span = _tr("{0}, in {1}").format(span, _tr(metric.unit))
    return "\n".join(
        (
            title_of(metric.name),
            description_of(metric.name),
            span,
            _tr("How: {0}").format(metric.formula),
            _tr("Source: {0}").format(metric.source),
        )
    )


def explanation_of(column: str) -> str:
    """Return what is to be known of the metric that a column added as metrics holds, or ""."""
    metric = METRICS.get(column.removesuffix(SUFFIX)) or METRICS.get(column)
    return "" if metric is None else explanation(metric)


SUFFIX = "_metric"
"""Appended to the name of a metric where a column has that name already."""
