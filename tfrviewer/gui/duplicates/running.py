"""Finding duplicates as a job does it: tiles are read in worker processes where these are worth it.

Imported in a thread: it knows polars.
"""

import logging
import os
from collections.abc import Callable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

import polars as pl

from tfrviewer.checks.content import Duplicates, find_duplicates, find_leaks
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.duplicates.leak_lines import LeakLines, Sides
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.workers import worker_pool

T = TypeVar("T")

log = logging.getLogger(__name__)

Result = tuple[Duplicates, pl.DataFrame, list[Finding]]
LeakResult = tuple[LeakLines, pl.DataFrame, list[Finding]]

LEAK = "on both sides"
"""The column that says which tiles another folder has too: `exact` or `near`."""


def run(dataset: Dataset, metrics: pl.DataFrame, progress: Progress, cancel: CancelToken) -> Result:
    """Find the duplicates of a dataset whose tiles are measured.

    Returns:
        What was found, its column, and its findings, which are made here.

    Raises:
        Cancelled: If `cancel` was raised.
    """

    def find(executor: Executor | None) -> Duplicates:
        return find_duplicates(
            dataset, metrics=metrics, executor=executor, progress=progress, cancel=cancel
        )

    found = _in_processes(find)
    return found, found.column(), found.findings()


def run_leaks(
    dataset: Dataset, here: str, folder: Path, progress: Progress, cancel: CancelToken
) -> LeakResult:
    """Find what a dataset has in common with that of a folder.

    Args:
        dataset: The open dataset, whose tiles are measured.
        here: What it is called.
        folder: The other one; its tiles are measured here, and what is measured is kept.
        progress: Called with the tiles measured and read.
        cancel: Ends it.

    Returns:
        What was found as lines, its column in the open dataset, and its findings.

    Raises:
        TfrError: If there is no TFRecord in the folder, or the open dataset has one of them.
        Cancelled: If `cancel` was raised.
    """
    other = Dataset(folder, annotations=dataset.annotations)
    _check_apart(dataset, other, folder)
    try:
        found = _in_processes(
            lambda executor: find_leaks(
                dataset, other, executor=executor, progress=progress, cancel=cancel
            )
        )
    finally:
        other.close()  # to look at a tile opens its file again
    numbers = found.frame["number"]
    matches = pl.DataFrame({"number": numbers, LEAK: found.frame["match"]})
    places = pl.DataFrame({"number": pl.int_range(len(found.one), eager=True)})
    column = places.join(matches, on="number", how="left", maintain_order="left").select(LEAK)
    sides = Sides(here, folder.name or str(folder))
    return LeakLines(found, dataset, other, sides), column, found.findings()


def _check_apart(dataset: Dataset, other: Dataset, folder: Path) -> None:
    paths = other.tfrecords()
    if not paths:
        message = "There is no TFRecord in this folder or below it."
        remedy = "Choose a folder with files named *.tfrecords, *.tfrecord or *.tfrec."
        raise TfrError(_refusal(FindingKind.MISSING_FILE, folder, message, remedy))
    here = {os.path.realpath(path) for path in dataset.tfrecords()}
    common = [path for path in paths if os.path.realpath(path) in here]
    if common:
        message = f"{common[0].name} is a file of the dataset that is open."
        remedy = "Open one side of the split, and choose the folder of the other side."
        raise TfrError(_refusal(FindingKind.SPLIT_LEAK, folder, message, remedy))


def _refusal(kind: FindingKind, folder: Path, message: str, remedy: str) -> Finding:
    return Finding(
        kind=kind, severity=Severity.ERROR, file=str(folder), message=message, remedy=remedy
    )


def _in_processes(find: Callable[[Executor | None], T]) -> T:
    try:
        with worker_pool(os.cpu_count() or 1, gives_way=True) as executor:
            return find(executor)
    except BrokenProcessPool:
        log.exception("the worker processes ended; going on without them")
        return find(None)
