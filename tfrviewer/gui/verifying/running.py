"""Verifying as a job does it: in worker processes where these are worth it, reports by and by."""

import logging
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tfrviewer.checks.integrity.file_report import FileReport
from tfrviewer.checks.integrity.verify import is_worth_processes, verify
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.workers import worker_pool

if TYPE_CHECKING:
    from tfrviewer.checks.integrity.verification import Verification
    from tfrviewer.dataset.dataset import Dataset

log = logging.getLogger(__name__)

_PERIOD = 0.25  # seconds between two hand-overs


@dataclass(frozen=True, slots=True)
class News:
    """What came since the last news.

    Attributes:
        done: Megabytes done.
        total: Megabytes in all.
        text: The file it is at.
        reports: Files that are checked.
    """

    done: int
    total: int
    text: str
    reports: tuple[FileReport, ...]


def run(
    dataset: "Dataset",
    cancel: CancelToken,
    each: Callable[[News], None],
    *,
    deep: bool,
    fresh: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> "Verification | None":
    """Verify a dataset; None if it was cancelled, and what is checked is kept.

    Args:
        dataset: The dataset.
        cancel: Ends it.
        each: Takes how far it is, and what was found, a few times a second.
        deep: Whether every image is decoded whole.
        fresh: Whether files are checked again that are unchanged.
        clock: Seconds.
    """
    waiting: list[FileReport] = []
    at = (0, 0, "")
    told = clock()

    def hand_over() -> None:
        nonlocal told
        each(News(*at, tuple(waiting)))
        waiting.clear()
        told = clock()

    def progress(done: int, total: int, text: str) -> None:
        nonlocal at
        at = done, total, text
        if clock() - told >= _PERIOD:
            hand_over()

    def go(executor: Executor | None, *, anew: bool) -> "Verification":
        return verify(
            dataset,
            deep=deep,
            fresh=anew,
            executor=executor,
            cancel=cancel,
            progress=progress,
            each=waiting.append,
        )

    def run_all() -> "Verification":
        if is_worth_processes(dataset, deep=deep):
            try:
                with worker_pool(os.cpu_count() or 1, gives_way=True) as executor:
                    return go(executor, anew=fresh)
            except BrokenProcessPool:
                log.exception("the worker processes ended; going on without them")
                return go(None, anew=False)  # what they finished is kept
        return go(None, anew=fresh)

    try:
        found = run_all()
    except Cancelled:
        found = None
    hand_over()
    return found
