"""Shares and ratios of draws, as people write them here."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.dataset.sampling import sampling_words
from tfrviewer.gui.figures import written_here


def _tr(text: str) -> str:
    return QCoreApplication.translate("SamplingView", text)


def percent(share: float) -> str:
    """Return a share with as many figures as it deserves."""
    figure = sampling_words.percent(share).removesuffix(" %")
    if figure[0].isdigit():
        return _tr("{0} %").format(written_here(figure))
    return _tr("less than 0.01 %")


def times(delivered_share: float, share: float) -> str:
    """Return how often a group is drawn as compared with its share of the tiles: ×4, ÷2."""
    text = sampling_words.times(delivered_share, share)
    if text[:1] in ("×", "÷"):
        return text[0] + written_here(text[1:])
    return _tr("never") if text else ""


def name_of(group: str | None, by: str) -> str:
    """Return what a group is called in a sentence."""
    if group is None:
        return _tr("tiles without “{0}”").format(by)
    kinds = {"slide": _tr("slide {0}"), "tfrecord": _tr("TFRecord {0}")}
    kinds["patient"] = _tr("patient {0}")
    return kinds[by].format(group) if by in kinds else _tr("“{0}” ({1})").format(group, by)
