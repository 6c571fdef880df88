"""Trying out a plan on a few of its images: how fast will it be, and how large the result?"""

import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import numpy as np

from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.running.making import Task, make_records
from tfrviewer.build.running.space import file_bytes
from tfrviewer.build.running.tasks import task_of
from tfrviewer.jobs import CancelToken, map_units

_SPOTS = 16
"""Places of a plan that are tried."""
_A_SPOT = 8
"""Images that are tried there."""
_LONG_ENOUGH = 0.4
"""Seconds after which no more are begun."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What some images of a plan took.

    Attributes:
        records_per_second: How many records were made a second; 0 if none could be tried.
        seconds: What all records of the plan would take.
        bytes: What all its TFRecords and indices would have.
    """

    records_per_second: float
    seconds: float
    bytes: int


def try_out(
    plan: BuildPlan, *, executor: Executor | None = None, cancel: CancelToken | None = None
) -> Trial:
    """Read and encode a few images of a plan, from all over it, and write nothing.

    Writing is not in it: it takes a small part of what reading and decoding takes.

    Args:
        plan: The plan.
        executor: Where images are read and encoded; the same as for the build, so that it is as
            fast.
        cancel: Looked at between units of a few images.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    tried = made = size = 0
    for task in islice(_tasks(plan, 1), 1):
        make_records(task)  # the first image has Pillow load what it needs
    start = time.perf_counter()
    with closing(
        map_units(make_records, _tasks(plan, _A_SPOT), executor=executor, cancel=cancel)
    ) as units:
        for unit in units:
            tried += len(unit.stats)
            made += len(unit.records)
            size += sum(unit.sizes)
            if time.perf_counter() - start > _LONG_ENOUGH:
                break
    took = time.perf_counter() - start
    if not tried:
        return Trial(0.0, 0.0, 0)
    rate = tried / max(took, 1e-9)
    expected = sum(file_bytes(plan, file) for file in plan.files)
    total = round(size / made * plan.records) if made else expected
    return Trial(rate, plan.records / rate, total)


def _tasks(plan: BuildPlan, count: int) -> Iterator[Task]:
    """Yield images from all over a plan, a few at a time and in no order."""
    ends = np.cumsum([len(file.images) for file in plan.files])
    if not len(ends):
        return
    spots = np.unique(np.linspace(0, int(ends[-1]) - 1, _SPOTS).astype(np.int64))
    # The time may be up early: the first ones then are from all over as well.
    for spot in np.random.default_rng(0).permutation(spots).tolist():
        number = int(np.searchsorted(ends, spot, "right"))
        file = plan.files[number]
        first = int(spot - (ends[number] - len(file.images)))
        first = max(0, min(first, len(file.images) - count))
        yield task_of(plan, file, first, first + count)
