"""Telling figures: a line each on the terminal, and all of them as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, Kind, Pair, Quartiles, meets, quartiles

ENOUGH = 7
"""Pairs below which a median says little."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a figure: its pairs, or why there are none."""

    figure: Figure
    pairs: Sequence[Pair] = ()
    absent: str | None = None

    @property
    def ratio(self) -> Quartiles:
        """The quartiles of the pairs' ratios."""
        return quartiles([pair.ratio(self.figure.kind) for pair in self.pairs])

    @property
    def met(self) -> bool | None:
        """Whether the median meets the bar; None where there is no bar, or no figure."""
        if self.absent is not None or self.figure.bar is None:
            return None
        return meets(self.figure.kind, self.ratio.median, self.figure.bar)


def line(result: Result) -> str:
    """Tell a result in two lines."""
    figure = result.figure
    head = f"{figure.name}\n    {figure.title}, against {figure.against}: "
    if result.absent is not None:
        return f"{head}absent ({result.absent})"
    ratio = result.ratio
    ours = quartiles([pair.ours for pair in result.pairs]).median
    theirs = quartiles([pair.theirs for pair in result.pairs]).median
    text = (
        f"{head}{_number(ratio.median)} {figure.kind.value} "
        f"[{_number(ratio.low)} to {_number(ratio.high)}], {len(result.pairs)} pairs"
        f" ({_amount(ours, figure.unit)} : {_amount(theirs, figure.unit)})"
    )
    if result.met is not None:
        side = "at most" if figure.kind is Kind.COST else "at least"
        text += f"; bar {side} {figure.bar:g}: {'met' if result.met else 'MISSED'}"
    if len(result.pairs) < ENOUGH:
        text += f" (fewer than {ENOUGH} pairs)"
    return text


def write_json(path: Path, results: Sequence[Result], versions: dict[str, str]) -> None:
    """Write all results, and what they were measured on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_as_json(results, versions), indent=2) + "\n")


def _as_json(results: Sequence[Result], versions: dict[str, str]) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": platform.system(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "peers": versions,
        "figures": [
            {
                "name": result.figure.name,
                "title": result.figure.title,
                "against": result.figure.against,
                "kind": result.figure.kind.name.lower(),
                "bar": result.figure.bar,
                "unit": result.figure.unit,
                "met": result.met,
                "absent": result.absent,
                "ratio": None
                if result.absent is not None
                else {
                    "median": result.ratio.median,
                    "quartiles": [result.ratio.low, result.ratio.high],
                },
                "pairs": [[pair.ours, pair.theirs] for pair in result.pairs],
            }
            for result in results
        ],
    }


def _number(ratio: float) -> str:
    return f"{ratio:.0f}" if abs(ratio) >= 100 else f"{ratio:.3g}"


def _amount(value: float, unit: str) -> str:
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} {unit}"
