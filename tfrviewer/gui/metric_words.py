"""What a metric is, in words: for the tool tips of every view that shows one."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import decimal
from tfrviewer.tiles.metrics.catalogue import METRICS, Metric


def _tr(text: str) -> str:
    return QCoreApplication.translate("MetricWords", text)


def explanation(metric: Metric) -> str:
    """Return all that is to be known of a metric, a line each."""
    if metric.high is None:
        span = _tr("From {0} upwards").format(decimal(metric.low))
    else:
        span = _tr("From {0} to {1}").format(decimal(metric.low), decimal(metric.high))
    if metric.unit:
        span = _tr("{0}, in {1}").format(span, metric.unit)
    return "\n".join(
        (
            metric.title,
            metric.description,
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
