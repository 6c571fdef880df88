"""How the records of many files are dealt to those who read side by side.

The readers are the worker processes of all ranks. Each file is split into as many contiguous
blocks as there are readers, so that every reader sees every file and weights mean the same to
all of them. The records that are left over when a file is split go to the readers in turn, going
on from file to file: given to the same reader each time, they would add up.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Int64Array: TypeAlias = NDArray[np.int64]
Uneven: TypeAlias = Literal["keep", "drop", "repeat"]
"""What becomes of records that cannot be dealt to all ranks alike: some ranks give one more; none
gives them; or the other ranks give one of theirs again."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One of those who read side by side.

    Attributes:
        rank: Its process among those that train.
        world_size: How many of these there are.
        worker: Its worker process among those of the rank.
        workers: How many of these each rank has; the same for all ranks.
    """

    rank: int = 0
    world_size: int = 1
    worker: int = 0
    workers: int = 1

    def __post_init__(self) -> None:
        for name, at, of in (
            ("rank", self.rank, self.world_size),
            ("worker", self.worker, self.workers),
        ):
            if not 0 <= at < of:
                raise ValueError(f"There is no {name} {at} of {of}; they count from 0.")

    @property
    def readers(self) -> int:
        """How many read side by side."""
        return self.world_size * self.workers

    @property
    def number(self) -> int:
        """Its number among all readers, rank by rank."""
        return self.rank * self.workers + self.worker

    @property
    def turn(self) -> int:
        """When its turn is: what is left over goes to one worker of each rank before a second."""
        return self.worker * self.world_size + self.rank


def blocks(counts: Int64Array, turn: int, readers: int) -> tuple[Int64Array, Int64Array]:
    """Return the block of each file that is the share of the reader whose turn it is.

    Over all turns, each record is in exactly one block; the readers' sums differ by one at most.

    Args:
        counts: int64 (files,), records of each file.
        turn: From 0.
        readers: How many read side by side.

    Returns:
        Two int64 (files,): the first record of each block, and the one after its last.
    """
    size, left = np.divmod(counts, readers)
    dealt = np.cumsum(left) - left
    position = (turn - dealt) % readers
    starts = position * size + np.minimum(position, left)
    return starts, starts + size + (position < left)


def evened(records: int, world_size: int, uneven: Uneven) -> int:
    """Return how many records all ranks together give, where each gives as many.

    Args:
        records: How many there are.
        world_size: How many ranks there are.
        uneven: What to do with those left over; see `Uneven`.
    """
    left = records % world_size
    if uneven == "keep" or not left:
        return records
    return records - left if uneven == "drop" else records - left + world_size


def portion(records: int, turn: int, readers: int) -> int:
    """Return how many of `records` are the share of the reader whose turn it is."""
    size, left = divmod(records, readers)
    return size + (turn % readers < left)
