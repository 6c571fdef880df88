"""Numbers that the worker processes of a DataLoader share with the one that made them.

They lie in shared memory, and so does a copy or what a pickle gives, but in one of its own: only
on the way to a worker process they stay the same numbers.
"""

from typing import Any

import torch
from torch.utils.data import get_worker_info

_SLOTS = 512


class SharedCounts:
    """A count that worker processes add to, and the process that made it reads.

    Each worker has a place of its own, since adding is not one step.
    """

    def __init__(self) -> None:
        self._slots = torch.zeros(_SLOTS, dtype=torch.int64).share_memory_()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._slots = state["_slots"].share_memory_()

    def add(self, more: int) -> None:
        """Add to the count."""
        worker = get_worker_info()
        at = 0 if worker is None else 1 + worker.id % (_SLOTS - 1)
        self._slots[at] += more

    def total(self) -> int:
        """Return the count of all processes."""
        return int(self._slots.sum())


class SharedNumber:
    """A number that the process that made it sets, and worker processes see."""

    def __init__(self, value: int) -> None:
        self._value = torch.tensor([value], dtype=torch.int64).share_memory_()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._value = state["_value"].share_memory_()

    def set(self, value: int) -> None:
        """Set it, also for workers that run already."""
        self._value[0] = value

    def get(self) -> int:
        """Return it."""
        return int(self._value[0])
