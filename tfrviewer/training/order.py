"""The order in which one of many readers reads its share of the records."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tfrviewer.tfrecord.draws import Draws
from tfrviewer.training.shares import blocks

Place = tuple[int, int]
"""Number of a file, and which of its records that are used."""


class Order:
    """The order of one pass, or without end: files drawn by weight, each read as it lies.

    Attributes:
        counts: int64 (files,), records of each file that are this reader's.
    """

    def __init__(
        self,
        counts: NDArray[np.int64],
        shares: NDArray[np.float64],
        turn: int,
        readers: int,
        *,
        infinite: bool,
        shuffle: int,
        seed: np.random.SeedSequence,
    ) -> None:
        """Take a share.

        Args:
            counts: int64 (files,), records of each file.
            shares: float64 (files,), share of draws of each; a file of 0 is not read at all.
            turn: Of this reader; see `blocks`.
            readers: How many read side by side.
            infinite: Whether a file begins anew after its last record of the share. A file with
                fewer records than there are readers is then read whole by each of them, from
                different records on: were it only some readers', it would be drawn too seldom.
            shuffle: How many places wait in a buffer, of which each is drawn at random.
            seed: Of the draws and the buffer.
        """
        read = np.where(shares > 0, counts, 0)
        self._starts, stops = blocks(read, turn, readers)
        self.counts = stops - self._starts
        self._ahead = np.zeros(len(read), np.int64)
        if infinite:
            small = (read > 0) & (read < readers)
            self._starts[small] = 0
            self.counts[small] = read[small]
            self._ahead[small] = turn % read[small]
        self._shuffle = shuffle
        self._infinite = infinite
        self._shares = shares
        self._seed = seed
        self._buffer_seed = seed.spawn(1)[0]

    def __len__(self) -> int:
        """Return how many places a pass has."""
        return int(self.counts.sum())

    def __iter__(self) -> Iterator[Place]:
        """Yield the places; the same ones each time."""
        places = self._places()
        return places if self._shuffle < 2 else self._shuffled(places)

    def _places(self) -> Iterator[Place]:
        if not len(self):
            return
        draws = Draws(self.counts, self._shares, infinite=self._infinite, seed=self._seed)
        starts, counts = self._starts.tolist(), self.counts.tolist()
        following = self._ahead.tolist()
        for block in draws.blocks():
            for file in block.tolist():
                at = following[file]
                yield file, starts[file] + at
                following[file] = (at + 1) % counts[file]

    def _shuffled(self, places: Iterator[Place]) -> Iterator[Place]:
        generator = np.random.default_rng(self._buffer_seed)
        waiting: list[Place] = []
        picks: list[float] = []
        for place in places:
            if len(waiting) < self._shuffle:
                waiting.append(place)
                continue
            if not picks:
                picks = generator.random(1024).tolist()
            at = int(picks.pop() * len(waiting))
            yield waiting[at]
            waiting[at] = place
        for at in generator.permutation(len(waiting)).tolist():
            yield waiting[at]
