"""Which tiles lie on either side of the line, and what is said of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.metric_words import title_of
from tfrviewer.gui.metrics.strips import Side
from tfrviewer.gui.metrics.words import value_text
from tfrviewer.gui.range_handles import Grip

if TYPE_CHECKING:
    from tfrviewer.dataset.metrics.thresholds import Threshold
    from tfrviewer.gui.metrics.look import Look


def _tr(text: str) -> str:
    return QCoreApplication.translate("Metrics", text)


def sides_of(look: "Look", threshold: "Threshold", active: Grip, most: int) -> tuple[Side, Side]:
    """Return the tiles below and above the limit that was moved last, the nearest first.

    Args:
        look: What the metric says of the tiles.
        threshold: The range.
        active: The handle that was moved last.
        most: How many tiles there is room for on each side.
    """
    ranked, title = look.ranked, title_of(threshold.metric)
    first, end = ranked.span(threshold.low, threshold.high)
    of_low = threshold.high is None or (threshold.low is not None and active is Grip.LOW)
    place, value = (first, threshold.low) if of_low else (end, threshold.high)
    below, above = ranked.beside(place, most)

    def tips(values: Iterable[float]) -> list[str]:
        return [_tr("{0}: {1}").format(title, value_text(one)) for one in values]

    picked, others = _tr("Picked out"), _tr("Others")
    if of_low:
        left, right = _tr("{0}, below {1}"), _tr("{0}, from {1}")
    else:
        left, right = _tr("{0}, up to {1}"), _tr("{0}, above {1}")
    limit = value_text(value)
    lower = ranked.values[max(place - len(below), 0) : place][::-1]
    upper = ranked.values[place : place + len(above)]
    return (
        Side(
            below.tolist(),
            tips(lower.tolist()),
            left.format(others if of_low else picked, limit),
            picked=not of_low,
        ),
        Side(
            above.tolist(),
            tips(upper.tolist()),
            right.format(picked if of_low else others, limit),
            picked=of_low,
        ),
    )
