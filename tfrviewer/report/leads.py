"""The sentence below the heading of a part: what it shows, and what not."""

from tfrviewer.report.report import Maps, Report
from tfrviewer.report.tables import UNKNOWN

RULES_LEAD = (
    "How many of the tiles looked at each rule holds for. What a rule finds is a suspicion: look "
    "at such tiles."
)
SLIDES_LEAD = (
    "The worst first, by the score that errors, damaged, blank, blurred and duplicate tiles add "
    f"up to. {UNKNOWN} stands where nobody looked."
)
ABSENT_LEAD = (
    "Slides of the annotations and of the folders of slides that no tile belongs to, with the "
    "likeliest reason."
)


def charts_lead(report: Report) -> str:
    """Return what the histograms show."""
    kept = "tiles that the filter keeps" if report.is_filtered else "tiles"
    return f"Of the {kept}; where a number stands above, it is what the highest bar counts."


def maps_lead(maps: Maps) -> str:
    """Return which slides have a map."""
    which = "the worst slides" if maps.more else "each slide"
    words = [f"Where the tiles of {which} lie, each map as large as it fits."]
    if maps.more:
        words.append(f"{maps.more:,} more {_have(maps.more)} no map here.")
    if maps.unlocated:
        words.append(f"{maps.unlocated:,} {_have(maps.unlocated)} no locations.")
    return " ".join(words)


def findings_lead(report: Report) -> str:
    """Return which findings are listed."""
    more = report.findings.more
    if not more:
        return "All of them, the worst first."
    return (
        f"The worst first, a few of each kind in each file; {more:,} more are counted by kind "
        "and not listed."
    )


def _have(count: int) -> str:
    return "slide has" if count == 1 else "slides have"
