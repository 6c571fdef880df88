"""Worker processes. Only the front ends make them; what is below takes an executor.

They are spawned, never forked: a window has threads. Each ends with the process that made it,
however that ends: the queue they wait at has no end they would see, for all of them hold it open.
"""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

MOST = 61
"""Windows waits for no more of them at once."""


@contextmanager
def worker_pool(workers: int, *, gives_way: bool = False) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of worker processes; they are gone, and their units over, at the end.

    A process starts when there is work for it: for little work few do, for none none does.

    Args:
        workers: How many there may be.
        gives_way: Whether they run after other processes, so that a window stays quick.
    """
    pool = ProcessPoolExecutor(
        max(1, min(workers, MOST)),
        multiprocessing.get_context("spawn"),
        initializer=partial(_begin, gives_way=gives_way),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(*, gives_way: bool) -> None:
    """Set up the worker process that this runs in."""
    if gives_way and hasattr(os, "nice"):
        os.nice(5)
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody waits for what is under way, and files are written atomically
