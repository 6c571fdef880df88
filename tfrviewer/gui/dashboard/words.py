"""What the dashboard says of slides."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.checks.slides import ERROR_WEIGHT, NOTHING_WEIGHT, WARNING_WEIGHT, WEIGHTS
from tfrviewer.errors import Severity
from tfrviewer.gui.figures import counted, decimal, number


class Column(IntEnum):
    """The columns, in their order."""

    MAP = 0
    NAME = 1
    SPARK = 2
    SCORE = 3
    FINDINGS = 4
    TILES = 5
    BROKEN = 6
    BLANK = 7
    BLURRED = 8
    DUPLICATES = 9
    SAME_PLACE = 10
    HOLES = 11
    INDEX = 12


FIGURES = {
    Column.SCORE: "score",
    Column.TILES: "tiles",
    Column.BROKEN: "broken",
    Column.BLANK: "blank",
    Column.BLURRED: "blurred",
    Column.DUPLICATES: "duplicates",
    Column.SAME_PLACE: "duplicate_locations",
    Column.HOLES: "missing",
}
"""The figure that a column shows as a number."""
UNKNOWN = "–"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dashboard", text)


def counts_of(line: Mapping[str, Any]) -> list[tuple[Severity, int]]:
    """Return how many findings of which severity a slide has, the worst first; without zeros."""
    counts = zip(Severity, (line["errors"], line["warnings"], line["notes"]), strict=True)
    return [(severity, count) for severity, count in counts if count]


def title(column: int) -> str:
    """Return the title of a column."""
    return {
        Column.NAME: _tr("Slide"),
        Column.SCORE: _tr("Score"),
        Column.TILES: _tr("Tiles"),
        Column.BROKEN: _tr("Broken"),
        Column.BLANK: _tr("Blank"),
        Column.BLURRED: _tr("Blurred"),
        Column.DUPLICATES: _tr("Alike"),
        Column.SAME_PLACE: _tr("Same place"),
        Column.HOLES: _tr("Missing"),
        Column.INDEX: _tr("Index"),
        Column.FINDINGS: _tr("Findings"),
    }.get(Column(column), "")


def explanation(column: int) -> str:
    """Return what a column tells, for the tool tip of its title."""
    return {
        Column.MAP: _tr("Where the tiles lie"),
        Column.NAME: _tr("The slide. Sort by name"),
        Column.SCORE: score_words(),
        Column.TILES: _tr("How many tiles it has"),
        Column.BROKEN: _tr(
            "Records with an error. Only verifying finds all of them: “≥” stands before what is "
            "known so far"
        ),
        Column.BLANK: _tr("Tiles that the preset “blank” of the metrics finds"),
        Column.BLURRED: _tr("Tiles that the preset “out of focus” of the metrics finds"),
        Column.DUPLICATES: _tr("Tiles that look like another one of the dataset"),
        Column.SAME_PLACE: _tr("Tiles at a location where another tile of the slide lies"),
        Column.HOLES: _tr("Tiles missing in holes: places without a tile that tiles surround"),
        Column.INDEX: _tr("Where the index came from"),
        Column.FINDINGS: _tr("Errors, warnings and notes about the file and its records"),
        Column.SPARK: _tr(
            "How many tiles have which value, on one scale for all slides: it runs from the least "
            "usual value at the left to the greatest at the right"
        ),
    }[Column(column)]


def why_unknown(column: int) -> str:
    """Return why there is no figure, and what gives one; "" for columns that always have one."""
    return {
        Column.BROKEN: _tr("Not verified yet: Tools > Verify looks at every record"),
        Column.BLANK: _tr("Not measured yet: Tools > Measure Tiles"),
        Column.BLURRED: _tr("Not measured yet: Tools > Measure Tiles"),
        Column.DUPLICATES: _tr("Not looked for yet: Tools > Find Duplicates"),
        Column.SAME_PLACE: _tr("Its tiles have no locations"),
        Column.HOLES: _tr("Its tiles have no locations, or lie on no grid"),
        Column.SPARK: _tr("No tile has a value"),
    }.get(Column(column), "")


def score_words() -> str:
    """Return how the score is made."""
    text = _tr(
        "The score adds, for every 100 tiles: {0} for each that is broken, {1} for each that looks "
        "like another one, {2} for each that is blank, blurred, beside the grid or at the place of "
        "another, {3} for each that is missing in a hole. Each error about the file itself adds "
        "{4}, each warning {5}, and errors without a single tile {6}. What is not known yet adds "
        "nothing."
    )
    weights = (
        *(WEIGHTS[name] for name in ("broken", "duplicates", "blank", "missing")),
        *(ERROR_WEIGHT, WARNING_WEIGHT, NOTHING_WEIGHT),
    )
    return text.format(*map(decimal, weights))


def score_text(score: float) -> str:
    """Return a score in as many digits as matter."""
    if score >= 100:
        return number(round(score))
    return QLocale().toString(score, "f", 1)


def index_text(state: str) -> str:
    """Return in a word where an index came from."""
    return {
        "found": _tr("beside it"),
        "built": _tr("built"),
        "cached": _tr("in the cache"),
        "stale": _tr("stale"),
        "given": _tr("given"),
        "none": _tr("none"),
    }.get(state, state)


def usual_texts(column: int) -> tuple[str, ...]:
    """Return what cells of a column say that are as wide as they usually get."""
    if column == Column.INDEX:
        return tuple(map(index_text, ("found", "built", "cached", "stale", "given", "none")))
    return (number(1234),)


def share_text(count: int, tiles: int) -> str:
    """Return which part of the tiles these are."""
    share = QLocale().toString(100 * count / max(tiles, 1), "f", 1)
    of = counted(tiles, _tr("1 tile"), _tr("{0} tiles"))
    return _tr("{0} of {1} ({2} %)").format(number(count), of, share)
