"""Pairs of runs, the ratio of each, and whether their median meets a bar."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.bench import Bench

Run = Callable[[], float]
"""Does the work once and returns what it took: seconds, or bytes."""


class Kind(Enum):
    """Which way round a ratio is told."""

    COST = "x as much"
    """Ours over theirs: the less the better; a bar says "at most"."""
    SPEED = "x as fast"
    """Theirs over ours: the more the better; a bar says "at least"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What one run of ours and one of theirs took, close to each other in time."""

    ours: float
    theirs: float

    def ratio(self, kind: Kind) -> float:
        """Return the ratio of the two, told as `kind` says."""
        cost = self.ours / self.theirs
        return cost if kind is Kind.COST else 1 / cost


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to measure.

    Attributes:
        name: Its name on the command line, "subject/what/against".
        title: What tfrviewer does.
        against: What it is compared with.
        kind: Which way round the ratio is told.
        bar: The ratio to be met by the median; None where none is promised.
        measure: Measures it.
        unit: What a run returns: "s", or "MB".
    """

    name: str
    title: str
    against: str
    kind: Kind
    measure: Callable[[Bench], Sequence[Pair]]
    bar: float | None = None
    unit: str = "s"


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The quartiles of some numbers."""

    low: float
    median: float
    high: float


def quartiles(values: Sequence[float]) -> Quartiles:
    """Return the quartiles, between neighbours by linear interpolation."""
    if not values:
        raise ValueError("no values have no quartiles")
    if len(values) == 1:
        return Quartiles(values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Quartiles(low, median, high)


def meets(kind: Kind, ratio: float, bar: float) -> bool:
    """Say whether a ratio meets a bar."""
    return ratio <= bar if kind is Kind.COST else ratio >= bar


def pairs(
    ours: Run,
    theirs: Run,
    count: int,
    *,
    before: Callable[[], object] | None = None,
    warm: bool = True,
) -> list[Pair]:
    """Run two things in turn, in the order A B, B A, A B …

    What drifts (the clock of the processor, other work on the machine) then falls on both
    alike, and neither has always the other's leavings in the caches.

    Args:
        ours: Ours.
        theirs: What it is compared with.
        count: How many pairs.
        before: Called before each run, unmeasured.
        warm: Whether each is run once unmeasured at the beginning.
    """

    def run(what: Run) -> float:
        if before is not None:
            before()
        return what()

    if warm:
        run(ours)
        run(theirs)
    found: list[Pair] = []
    for k in range(count):
        if k % 2 == 0:
            mine = run(ours)
            found.append(Pair(mine, run(theirs)))
        else:
            other = run(theirs)
            found.append(Pair(run(ours), other))
    return found


def against_bar(run: Run, bar: float, count: int) -> list[Pair]:
    """Run something `count` times and set each beside a fixed number."""
    return [Pair(run(), bar) for _ in range(count)]


def seconds(work: Callable[[], object]) -> Run:
    """Make a run of some work: its result is the time it took."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run
