"""What the metrics panel says."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.gui.figures import counted, number
from tfrviewer.gui.histogram import figure_text
from tfrviewer.gui.metric_words import title_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Metrics", text)


def tiles_text(count: int) -> str:
    """Return how many tiles."""
    return counted(count, _tr("1 tile"), _tr("{0} tiles"))


def range_text(threshold: Threshold) -> str:
    """Return which range of a metric, in words."""
    title = title_of(threshold.metric)
    low, high = threshold.low, threshold.high
    if low is None and high is None:
        return title
    if low is None:
        return _tr("{0} up to {1}").format(title, value_text(high))
    if high is None:
        return _tr("{0} from {1}").format(title, value_text(low))
    return _tr("{0} from {1} to {2}").format(title, value_text(low), value_text(high))


def limits_text(threshold: Threshold) -> str:
    """Return which range, in words, without the metric."""
    low, high = threshold.low, threshold.high
    if low is None:
        return _tr("up to {0}").format(value_text(high))
    if high is None:
        return _tr("from {0}").format(value_text(low))
    return _tr("{0} to {1}").format(value_text(low), value_text(high))


def value_text(value: float | None) -> str:
    """Return a value of a metric in few digits."""
    return "–" if value is None else figure_text(float(f"{value:.4g}"))


def picked_text(count: int, shown: int, measured: int) -> str:
    """Return how many tiles are picked out, of those shown that are measured."""
    words = _tr("{0} of {1} shown ({2})")
    if measured < shown:
        words = _tr("{0} of {1} measured ({2})")
    share = share_text(count, measured).replace(" ", "\N{NO-BREAK SPACE}")
    return words.format(tiles_text(count), number(measured), share)


def share_text(count: int, whole: int) -> str:
    """Return a share as percent, never 0 or 100 for what is not."""
    if not whole or count in (0, whole):
        return _tr("{0} %").format(100 if count else 0)
    share = 100 * count / whole
    if share < 0.1:
        return _tr("less than {0} %").format(figure_text(0.1))
    if share > 99.9:
        return _tr("more than {0} %").format(figure_text(99.9))
    return _tr("{0} %").format(figure_text(round(share, 1)))
