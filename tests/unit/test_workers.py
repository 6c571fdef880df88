"""Worker processes end with the process that made them, however that ends."""

import os
import signal
import subprocess
import sys

import pytest

from tfrviewer.workers import worker_pool

_KILLED = """
import os, signal
from tfrviewer.workers import worker_pool
with worker_pool(1, gives_way=True) as pool:
    print(pool.submit(os.getpriority, os.PRIO_PROCESS, 0).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_that_no_process_is_started_without_work() -> None:
    with worker_pool(1000) as pool:
        assert not pool._processes


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_that_workers_end_with_a_process_that_is_killed() -> None:
    # They hold its output open, so that this returns once they are gone, and not before.
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, timeout=60, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert int(ended.stdout) >= min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)
