"""Numbers and kinds as reports write them. Writers import it: it knows neither numpy nor polars."""

from tfrviewer.dataset.words import sized
from tfrviewer.errors import FindingKind

_SMALL = 0.001
_SPELT = {word.lower(): word for word in ("CRC", "LFS", "TFRecord", "Example", "Slideflow")}


def percent(share: float) -> str:
    """Return a share as percent; never 0 where there is something, never 100 where some lack."""
    if 0 < share < 0.001:
        return "less than 0.1 %"
    if 0.999 < share < 1:
        return "more than 99.9 %"
    text = f"{100 * share:.1f}"
    return f"{text.removesuffix('.0')} %"


def kind_name(kind: FindingKind) -> str:
    """Return what a kind of finding is called."""
    words = spoken(kind.value)
    return f"{words[:1].upper()}{words[1:]}"


def spoken(name: str) -> str:
    """Return a name of the code as words: "no-tfrecord" is “no TFRecord”."""
    return " ".join(_SPELT.get(word, word) for word in name.split("-"))


def tick_text(value: float, unit: str) -> str:
    """Return a number in the digits that matter, with its unit where that belongs to it."""
    if unit == "bytes":
        return sized(round(value))
    if unit == "%":
        return f"{100 * value:.3g} %"
    if 0 < value < _SMALL:
        return f"<{_SMALL:g}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
