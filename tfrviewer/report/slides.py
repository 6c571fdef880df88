"""The slides of a report, the worst first, and how many tiles each rule holds for."""

from collections import Counter

import numpy as np
import polars as pl

from tfrviewer.dataset.words import short
from tfrviewer.report.records import BoolArray, Records
from tfrviewer.report.report import RuleCount, SlideLine

_LONGEST = 120
"""Characters of a slide's name that are shown; files may hold any number."""
_INDEX = {
    "given": "given",
    "found": "beside it",
    "built": "beside it",
    "cached": "none beside it",
    "stale": "does not fit",
    "none": "cannot be read",
}


def slide_lines(records: Records, figures: pl.DataFrame) -> list[SlideLine]:
    """Return the line of each file, in the order of files.

    Args:
        records: The records.
        figures: What `checks.slides.slide_figures` told of the files.
    """
    shown = records.count(records.shown).tolist()
    rejected = _counts(records, records.rejected)
    ruled = [_counts(records, one.holds) for one in records.ruled]
    named = Counter(figures.get_column("slide"))

    def title(slide: str, file: str) -> str:
        return short(slide if named[slide] == 1 else f"{slide} ({file})", _LONGEST)

    return [
        SlideLine(
            slide=told["slide"],
            file=told["tfrecord"],
            title=title(told["slide"], told["tfrecord"]),
            tiles=told["tiles"],
            shown=shown[file],
            errors=told["errors"],
            warnings=told["warnings"],
            broken=told["broken"],
            rejected=None if rejected is None else rejected[file],
            ruled=tuple(None if counts is None else counts[file] for counts in ruled),
            duplicates=told["duplicates"],
            same_place=told["duplicate_locations"],
            holes=told["holes"],
            index=_INDEX.get(told["index"], told["index"]),
            score=round(told["score"], 1),
        )
        for file, told in enumerate(figures.iter_rows(named=True))
    ]


def worst_first(lines: list[SlideLine]) -> list[tuple[int, SlideLine]]:
    """Return (number of the file, line), the greatest score first.

    Of slides with one score those with the greatest share of rejected tiles come first, then of
    tiles that rules hold for.
    """

    def badness(line: SlideLine) -> tuple[float, float, float]:
        tiles = max(line.shown, 1)
        return line.score, (line.rejected or 0) / tiles, sum(n or 0 for n in line.ruled) / tiles

    return sorted(enumerate(lines), key=lambda one: badness(one[1]), reverse=True)


def rule_counts(records: Records, lines: list[SlideLine]) -> tuple[RuleCount, ...]:
    """Return how many of the tiles that are shown each rule holds for."""
    total = int(np.count_nonzero(records.shown))
    counted = []
    for at, one in enumerate(records.ruled):
        rule = one.rule
        if one.holds is None:
            counted.append(
                RuleCount(
                    title=rule.title, condition=rule.condition, tiles=None, why_not=one.why_not
                )
            )
            continue
        tiles = int(np.count_nonzero(one.holds & records.shown))
        there = [line for line in lines if line.ruled[at]]
        worst = max(there, key=lambda line, at=at: _share(line, at), default=None)  # type: ignore[misc]
        counted.append(
            RuleCount(
                title=rule.title,
                condition=rule.condition,
                tiles=tiles,
                share=tiles / total if total else 0.0,
                slides=len({line.slide for line in there}),
                worst="" if worst is None else worst.title,
                worst_share=0.0 if worst is None else _share(worst, at),
            )
        )
    return tuple(counted)


def _share(line: SlideLine, rule: int) -> float:
    return (line.ruled[rule] or 0) / max(line.shown, 1)


def _counts(records: Records, mask: BoolArray | None) -> list[int] | None:
    return None if mask is None else records.count(mask & records.shown).tolist()
