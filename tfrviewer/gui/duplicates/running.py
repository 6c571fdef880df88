"""Finding duplicates as a job does it: tiles are read in worker processes where these are worth it.

Imported in a thread: it knows polars.
"""

import logging
import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import polars as pl

from tfrviewer.checks.content import Duplicates, find_duplicates
from tfrviewer.dataset.metrics.measuring import give_way
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

log = logging.getLogger(__name__)

Result = tuple[Duplicates, pl.DataFrame, list[Finding]]

_MOST_PROCESSES = 61


def run(
    dataset: "Dataset", metrics: pl.DataFrame, progress: Progress, cancel: CancelToken
) -> Result:
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

    workers = min(os.cpu_count() or 1, _MOST_PROCESSES)
    context = multiprocessing.get_context("spawn")
    try:
        # A process starts when there is work for it: for a few tiles none does.
        with ProcessPoolExecutor(workers, context, initializer=give_way) as executor:
            found = find(executor)
    except BrokenProcessPool:
        log.exception("the worker processes ended; going on without them")
        found = find(None)
    return found, found.column(), found.findings()
