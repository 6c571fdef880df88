"""The tables of a report, in texts, for any writer to lay out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tfrviewer.dataset.words import short
from tfrviewer.errors import Severity
from tfrviewer.report.report import Report, SlideLine
from tfrviewer.report.words import kind_name, percent, spoken

UNKNOWN = "–"
"""Stands where nobody looked."""

_LONGEST_MESSAGE = 600


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: What stands above it.
        is_number: Whether its texts are numbers, to be set right.
        explanation: What it tells; may be empty.
        weight: How wide it wants to be beside other texts.
    """

    title: str
    is_number: bool = False
    explanation: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table.

    Attributes:
        text: What stands there.
        severity: How bad it is; None where it is not.
        is_faint: Whether it says that there is nothing.
    """

    text: str
    severity: Severity | None = None
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of cells.

    Attributes:
        columns: The columns.
        lines: A cell a column each.
    """

    columns: tuple[Column, ...]
    lines: tuple[tuple[Cell, ...], ...]


def slide_table(report: Report) -> Table:
    """Return the slides, the worst first."""
    columns = list(_slide_columns(report))
    return Table(
        tuple(column for column, _ in columns),
        tuple(tuple(cell(line) for _, cell in columns) for line in report.slides),
    )


def _slide_columns(report: Report) -> Iterator[tuple[Column, Callable[[SlideLine], Cell]]]:
    lines = report.slides
    yield Column("Slide", weight=3), lambda line: Cell(short(line.title))
    yield Column("Tiles", True), lambda line: _number(line.tiles)
    if report.is_filtered:
        yield (
            Column("Looked at", True, "tiles that the filter keeps"),
            lambda line: _number(line.shown),
        )
    yield Column("Errors", True), lambda line: _number(line.errors, Severity.ERROR)
    yield Column("Warnings", True), lambda line: _number(line.warnings, Severity.WARNING)
    for at, rule in enumerate(report.rules):
        if rule.tiles is not None:
            yield (
                Column(short(rule.title, 24), True, rule.condition),
                lambda line, at=at: _number(line.ruled[at]),  # type: ignore[misc]
            )
    if report.is_reviewed:
        yield Column("Rejected", True), lambda line: _number(line.rejected)
    optional: Sequence[tuple[Column, Callable[[SlideLine], int | None]]] = (
        (
            Column("Duplicates", True, "tiles that are like others"),
            lambda line: line.duplicates,
        ),
        (
            Column("Same place", True, "tiles at a location that another tile has"),
            lambda line: line.same_place,
        ),
        (
            Column("Holes", True, "places without tiles that tiles surround"),
            lambda line: line.holes,
        ),
    )
    for column, value in optional:
        if any(value(line) is not None for line in lines):
            yield column, lambda line, value=value: _number(value(line))  # type: ignore[misc]
    yield Column("Index", weight=1.4), lambda line: _index(line.index)
    yield (
        Column("Score", True, "how bad it is: 0 where nothing is known to be wrong"),
        lambda line: Cell(f"{line.score:,.1f}", None, not line.score),
    )


def _number(value: int | None, severity: Severity | None = None) -> Cell:
    if value is None:
        return Cell(UNKNOWN, None, is_faint=True)
    return Cell(f"{value:,}", severity if value else None, is_faint=not value)


def _index(words: str) -> Cell:
    bad = {"does not fit": Severity.WARNING, "cannot be read": Severity.ERROR}
    return Cell(words, bad.get(words), is_faint=words not in bad)


def rule_table(report: Report) -> Table:
    """Return how many tiles each rule holds for."""
    return Table(
        (
            Column("Tiles that are", weight=1.5),
            Column("Condition", weight=4),
            Column("Tiles", True),
            Column("Share", True),
            Column("Slides", True),
            Column("Greatest share", weight=3),
        ),
        tuple(
            (
                Cell(short(rule.title)),
                Cell(short(rule.condition, 300)),
                _number(rule.tiles),
                Cell(UNKNOWN if rule.tiles is None else percent(rule.share)),
                _number(None if rule.tiles is None else rule.slides),
                Cell(
                    short(rule.why_not, 300)
                    or (f"{short(rule.worst)} ({percent(rule.worst_share)})" if rule.worst else ""),
                ),
            )
            for rule in report.rules
        ),
    )


def kind_table(report: Report) -> Table:
    """Return how often each kind of finding is met."""
    return Table(
        (
            Column("", weight=0.8),
            Column("What", weight=1.6),
            Column("Findings", True),
            Column("Files", True),
            Column("What to do", weight=5),
        ),
        tuple(
            (
                _severity(one.severity),
                Cell(kind_name(one.kind)),
                Cell(f"{one.count:,}"),
                Cell(f"{one.files:,}"),
                Cell(short(one.first.remedy, _LONGEST_MESSAGE) or UNKNOWN),
            )
            for one in report.findings.counts
        ),
    )


def finding_table(report: Report) -> Table:
    """Return the findings that are listed."""
    return Table(
        (Column("", weight=0.8), Column("Where", weight=2), Column("What", weight=4)),
        tuple(
            (
                _severity(finding.severity),
                Cell(short(finding.where, 160) or UNKNOWN),
                Cell(short(finding.message, _LONGEST_MESSAGE)),
            )
            for finding in report.findings.listed
        ),
    )


def absent_table(report: Report) -> Table:
    """Return the slides without tiles."""
    return Table(
        (Column("Slide", weight=1.5), Column("Why", weight=1), Column("In words", weight=4)),
        tuple(
            (
                Cell(short(one.slide)),
                Cell(spoken(one.reason.value)),
                Cell(short(one.words, _LONGEST_MESSAGE)),
            )
            for one in report.absent
        ),
    )


def _severity(severity: Severity) -> Cell:
    return Cell(severity.value, severity)
