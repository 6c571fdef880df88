"""Deciding what is planted where: which slide and which of its tiles get what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tfrviewer.build.sample.defects import INKS, TileDefect
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.truth import TILE_DEFECTS, Planted

Cell = tuple[int, int]

FILE_FAULTS = (None, Planted.CRC, Planted.NO_LOCATIONS, Planted.MIXED, Planted.STALE_INDEX)
"""Fault of the file of each slide, over and over; an undecodable image comes with a wrong CRC."""


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """What one slide gets.

    Attributes:
        runs: Kind and ink of each run of tile defects.
        faults: Faults of its file.
        exact, near: How many exact and near copies it holds.
        exact_across, near_across: Whether they are copies of tiles of the slide before.
    """

    runs: list[tuple[Planted, str]] = field(default_factory=list)
    faults: set[Planted] = field(default_factory=set)
    exact: int = 1
    near: int = 1
    exact_across: bool = False
    near_across: bool = False

    @property
    def copies(self) -> int:
        """How many of the records are copies of others."""
        return self.exact + self.near


def plan_slides(settings: SampleSettings) -> list[SlidePlan]:
    """Share out runs of defects, faults of files and duplicates over the slides."""
    count = settings.slides
    copies = max(1, round(settings.copies * settings.tiles))
    plans = [
        SlidePlan(
            exact=copies,
            near=copies,
            exact_across=number % 2 == 1,
            near_across=number % 2 == 0 and number > 0,
        )
        for number in range(count)
    ]
    wanted = settings.defects * count * settings.tiles / len(settings.strengths)
    inks = list(INKS)
    kinds = (*TILE_DEFECTS, Planted.WASHED) if settings.washed_out else TILE_DEFECTS
    drawn = 0
    for run in range(max(len(kinds), round(wanted)) if settings.defects else 0):
        turn, place = divmod(run, len(kinds))
        kind = kinds[place]
        ink = inks[drawn % len(inks)]
        drawn += kind is Planted.PEN
        plans[(run + turn) % count].runs.append((kind, ink))
    for number in range(max(count, len(FILE_FAULTS))):
        fault = FILE_FAULTS[number % len(FILE_FAULTS)]
        # With one slide alone there would be no location left to show.
        if fault is not None and not (count == 1 and fault is Planted.NO_LOCATIONS):
            plans[number % count].faults.add(fault)
    return plans


def place_defects(
    plan: SlidePlan, strengths: Sequence[float], cells: Sequence[Cell], rng: np.random.Generator
) -> dict[Cell, TileDefect]:
    """Choose the tiles of each run: a straight line of neighbours where there is one.

    At most half of the tiles are used; where that is not enough, the strongest tiles of a run
    come first.
    """
    ordered = sorted(set(strengths))
    free = set(cells)
    most = len(cells) // 2
    placed: dict[Cell, TileDefect] = {}
    for number, (kind, ink) in enumerate(plan.runs):
        left = most - len(placed)
        fair = max(1, left // (len(plan.runs) - number))
        run = ordered[-fair:] if left else []
        phase = float(rng.random())
        line, down = _line(free, cells, len(run), rng)
        for place, (cell, strength) in enumerate(zip(line, run, strict=False)):
            before = after = strength
            if down is not None:
                before = (run[place - 1] + strength) / 2 if place else strength / 2
                after = (run[place + 1] + strength) / 2 if place + 1 < len(run) else strength
            placed[cell] = TileDefect(kind, strength, before, after, bool(down), place, phase, ink)
            free.discard(cell)
    return placed


def _line(
    free: set[Cell], cells: Sequence[Cell], length: int, rng: np.random.Generator
) -> tuple[list[Cell], bool | None]:
    """Return `length` free cells in a line and whether it goes down; None: they are scattered."""
    order = rng.permutation(len(cells))
    turns = rng.random(len(cells)) < 0.5
    for i in order:
        x, y = cells[i]
        for down in (bool(turns[i]), not turns[i]):
            line = [(x, y + k) if down else (x + k, y) for k in range(length)]
            if all(cell in free for cell in line):
                return line, down
    return [cells[i] for i in order if cells[i] in free][:length], None
