"""Processes that are killed at a random moment."""

import random
import subprocess
import sys
from pathlib import Path


def kill(code: str, arguments: list[Path | str], chance: random.Random, *, lines: int) -> int:
    """Run code that prints a line now and then, and kill it; return how many lines it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(lines):  # from then on it may be anywhere
        process.stdout.readline()
    threshold = chance.randrange(1, 400_000)
    while threshold:
        threshold -= 1
    process.kill()
    more, _ = process.communicate()
    return lines + more.count(b"\n")
