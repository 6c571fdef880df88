"""Finding duplicates as a job does it: tiles are read in worker processes where these are worth it.

Imported in a thread: it knows polars.
"""

import logging
import os
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import polars as pl

from tfrviewer.checks.content import Duplicates, find_duplicates
from tfrviewer.errors import Finding
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.workers import worker_pool

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

log = logging.getLogger(__name__)

Result = tuple[Duplicates, pl.DataFrame, list[Finding]]


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

    try:
        with worker_pool(os.cpu_count() or 1, gives_way=True) as executor:
            found = find(executor)
    except BrokenProcessPool:
        log.exception("the worker processes ended; going on without them")
        found = find(None)
    return found, found.column(), found.findings()
