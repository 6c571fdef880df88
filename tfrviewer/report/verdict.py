"""What is wrong, in sentences, the worst first: what a reader takes along."""

from collections.abc import Iterator, Sequence

import numpy as np

from tfrviewer.dataset.project.absence import Absence, AbsentSlide
from tfrviewer.dataset.words import counted, listed, short
from tfrviewer.errors import FindingKind, Severity
from tfrviewer.report.facts import Checks
from tfrviewer.report.records import Records
from tfrviewer.report.report import Figure, FindingCount, Findings, RuleCount, SlideLine, Statement
from tfrviewer.report.words import kind_name, percent, spoken

_NAMED = 4
"""Slides that a sentence names."""
_KINDS = 6
"""Kinds of findings of a severity that have a sentence each."""
_ORDER = {severity: at for at, severity in enumerate(Severity)}

_NEARLY_ALL = 0.99
"""Of the tiles: a few have no picture that can be measured."""
_ELSEWHERE = {FindingKind.ABSENT_SLIDE}
"""Kinds that another sentence tells."""
_NO_WORRY = {Absence.FILTERED, Absence.NOT_ANNOTATED}


def statements(
    lines: Sequence[SlideLine],
    findings: Findings,
    rules: Sequence[RuleCount],
    absent: Sequence[AbsentSlide],
    records: Records,
    checks: Checks,
) -> tuple[Statement, ...]:
    """Return the verdict.

    Args:
        lines: The slides, the worst first.
        findings: What is wrong.
        rules: How many tiles each rule holds for.
        absent: Slides without tiles.
        records: The records.
        checks: What was checked.
    """
    told = [
        *_lacking(records),
        *_broken(lines),
        *found_words(findings),
        *_absent(absent),
        *_reviewed(records, lines),
        *_ruled(rules),
        *_unchecked(checks, records),
    ]
    told.sort(key=lambda one: _ORDER.get(one.severity, len(_ORDER)) if one.severity else 99)
    if not any(one.severity in (Severity.ERROR, Severity.WARNING) for one in told):
        told.insert(0, Statement(None, "Nothing was found to be wrong, as far as was checked."))
    return tuple(told)


def figures_of(
    lines: Sequence[SlideLine], findings: Findings, absent: int, records: Records
) -> tuple[Figure, ...]:
    """Return the numbers that stand large."""
    errors, warnings = findings.of(Severity.ERROR), findings.of(Severity.WARNING)
    with_tiles = len({line.slide for line in lines if line.tiles})
    shown = int(np.count_nonzero(records.shown))
    figures = [
        Figure(f"{with_tiles:,}", "slide with tiles" if with_tiles == 1 else "slides with tiles"),
        Figure(
            f"{shown:,}",
            "tile" if shown == 1 else "tiles"
            if shown == len(records) else f"of {len(records):,} tiles looked at",
        ),
        Figure(
            f"{errors:,}", "error" if errors == 1 else "errors", Severity.ERROR if errors else None
        ),
        Figure(
            f"{warnings:,}",
            "warning" if warnings == 1 else "warnings",
            Severity.WARNING if warnings else None,
        ),
    ]  # fmt: skip
    if absent:
        label = "slide without tiles" if absent == 1 else "slides without tiles"
        figures.append(Figure(f"{absent:,}", label, Severity.WARNING))
    if records.rejected is not None:
        rejected = int(np.count_nonzero(records.rejected & records.shown))
        label = "tile rejected" if rejected == 1 else "tiles rejected"
        figures.append(Figure(f"{rejected:,}", label))
    return tuple(figures)


def _lacking(records: Records) -> Iterator[Statement]:
    if not len(records):
        yield Statement(Severity.WARNING, "There is no tile in what was opened.")
    elif not records.shown.any():
        words = f"The filter keeps none of {counted(len(records), 'tile')}."
        yield Statement(Severity.WARNING, words)


def _broken(lines: Sequence[SlideLine]) -> Iterator[Statement]:
    closed = [line.file for line in lines if line.index == "cannot be read"]
    if closed:
        yield Statement(
            Severity.ERROR,
            f"{counted(len(closed), 'TFRecord')} cannot be read at all: {listed(closed, _NAMED)}.",
        )
    broken = [line for line in lines if line.broken]
    if broken:
        records = sum(line.broken for line in broken)
        slides = len({line.slide for line in broken})
        names = listed((line.title for line in broken), _NAMED)
        yield Statement(
            Severity.ERROR,
            f"{counted(records, 'record')} of {counted(slides, 'slide')} "
            f"{'is' if records == 1 else 'are'} damaged: {names}.",
        )


def found_words(findings: Findings) -> Iterator[Statement]:
    """Yield a sentence for each of the first kinds of errors and of warnings, and of the rest."""
    for severity in (Severity.ERROR, Severity.WARNING):
        told = [
            one
            for one in findings.counts
            if one.severity is severity and one.kind not in _ELSEWHERE
        ]
        first = told if len(told) == _KINDS + 1 else told[:_KINDS]  # for one no rest is worth it
        for one in first:
            yield Statement(severity, _said(one))
        if rest := told[len(first) :]:
            count = sum(one.count for one in rest)
            yield Statement(
                severity,
                f"{counted(count, severity.value)} of {len(rest)} more kinds, counted below: "
                f"{listed((spoken(one.kind.value) for one in rest), _NAMED)}.",
            )


def _said(one: FindingCount) -> str:
    first = one.first
    if one.count == 1:
        where = f"{short(first.where)}: " if first.where else ""
        return f"{where}{short(first.message, 300)}"
    where = f", {short(first.where)}" if first.where else ""
    inside = f" in {counted(one.files, 'file')}" if one.files else ""
    return (
        f"{kind_name(one.kind)}, {counted(one.count, 'time')}{inside}. The first{where}: "
        f"{short(first.message, 240)}"
    )


def _absent(absent: Sequence[AbsentSlide]) -> Iterator[Statement]:
    worrying = [one for one in absent if one.reason not in _NO_WORRY]
    if worrying:
        yield Statement(
            Severity.WARNING,
            f"{counted(len(worrying), 'slide')} "
            f"{'has' if len(worrying) == 1 else 'have'} no tiles: "
            f"{listed((one.slide for one in worrying), _NAMED)}.",
        )


def _reviewed(records: Records, lines: Sequence[SlideLine]) -> Iterator[Statement]:
    if records.rejected is None:
        return
    count = int(np.count_nonzero(records.rejected & records.shown))
    total = int(np.count_nonzero(records.shown))
    if not count:
        yield Statement(Severity.NOTE, "Tiles were reviewed, and none was rejected.")
        return
    most = max(lines, key=lambda line: line.rejected or 0)
    yield Statement(
        Severity.NOTE,
        f"{counted(count, 'tile')} of {total:,} ({percent(count / total)}) "
        f"{'was' if count == 1 else 'were'} rejected, the most on {short(most.title)} "
        f"({most.rejected:,}).",
    )


def _ruled(rules: Sequence[RuleCount]) -> Iterator[Statement]:
    for rule in rules:
        if rule.tiles is None:
            text = f"{short(rule.title)} cannot be told: {rule.why_not}"
        elif rule.tiles:
            text = (
                f"{short(rule.title)}: {counted(rule.tiles, 'tile')} ({percent(rule.share)}) on "
                f"{counted(rule.slides, 'slide')}; the greatest share on {short(rule.worst)} "
                f"({percent(rule.worst_share)})."
            )
        else:
            continue
        yield Statement(Severity.NOTE, text)


def _unchecked(checks: Checks, records: Records) -> Iterator[Statement]:
    files = len(records.files)
    done = 0 if checks.verified is None else len(checks.verified)
    if done < files:
        what = "The files were" if not done else f"{counted(files - done, 'TFRecord')} were"
        yield Statement(
            Severity.NOTE, f"{what} not verified: damage within records may have gone unnoticed."
        )
    if not len(records):
        return
    if checks.metrics is None:
        words = "The tiles were not measured: blank or blurred ones are not told."
        yield Statement(Severity.NOTE, words)
    elif records.n_measured < _NEARLY_ALL * len(records):
        yield Statement(
            Severity.NOTE,
            f"Only {records.n_measured:,} of {counted(len(records), 'tile')} were measured: blank "
            "or blurred ones among the others are not told.",
        )
