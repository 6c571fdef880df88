"""Which TFRecord each record comes from, where several are interleaved.

A draw picks a file by weight; the file then gives its next record. The order of draws is made
without reading anything, so that it can be counted before it is trained on.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]
Float64Array = npt.NDArray[np.float64]

_LEAST = 1e-280
"""A weight's least share of the greatest: never drawn beside it, but not lost when it has left."""
_BLOCK = 4096
"""Draws made at once. A part of what a seed means: another size gives another order."""


class Draws:
    """The order in which files give records; the same seed always gives the same order.

    Attributes:
        counts: int64 (files,), records that each file has to give in one pass.
        weights: float64 (files,), the share of draws of each file, summing to 1; 0 for a file
            that is never drawn, because its weight or its count is 0.
        infinite: Whether a file begins anew after its last record. If not, it leaves, and the
            others share its draws by their weights, until each record was given once.
    """

    def __init__(
        self,
        counts: Sequence[int] | Int64Array,
        weights: Sequence[float] | Float64Array | None = None,
        *,
        infinite: bool = True,
        seed: int | np.random.SeedSequence | None = None,
    ) -> None:
        """Take the files' counts and weights.

        Args:
            counts: Records that each file has to give.
            weights: One a file, of any scale; 0 means never. None weighs all alike.
            infinite: Whether it goes on for ever.
            seed: Of the order; None gives another one at each pass.

        Raises:
            ValueError: If the weights are not one finite number >= 0 a file, or are all 0; or if
                an infinite order has nothing to draw.
        """
        self.counts = np.asarray(counts, np.int64)
        self.infinite = infinite
        self._seed = seed
        usable = np.where(self.counts > 0, check_weights(weights, len(self.counts)), 0.0)
        if infinite and not usable.any():
            raise ValueError(
                "There is nothing to draw: no file with a weight above 0 has a record here."
            )
        self.weights = usable / (usable.sum() or 1.0)

    def blocks(self, gone: Collection[int] = ()) -> Iterator[Int64Array]:
        """Yield the numbers of the files in the order of drawing, a block at a time.

        Args:
            gone: Files that are drawn no more, from the next block on: who takes the blocks may
                add to them.
        """
        # The raw numbers of a bit generator are the same in every version of NumPy, those that
        # its distributions make of them need not be.
        bits = np.random.PCG64(self._seed)
        left = np.where(self.weights > 0, self.counts, 0)
        gone_before, steps = -1, np.empty(0)
        while True:
            if len(gone) != gone_before or not self.infinite:
                gone_before = len(gone)
                left[list(gone)] = 0
                if not left.any():
                    return
                there = np.where(left > 0, self.weights, 0.0)
                # Scaled, since all that is left may weigh as good as nothing.
                steps = np.cumsum(there / there.max())
            uniform = (bits.random_raw(_BLOCK) >> 11) * 2.0**-53
            at = np.minimum(uniform * steps[-1], np.nextafter(steps[-1], 0))
            picked = np.searchsorted(steps, at, side="right")
            if not self.infinite:
                # To pass over the draws of a file that has no more is to draw by the weights
                # of those that have.
                picked = picked[_turns(picked) < left[picked]]
                left -= np.bincount(picked, minlength=len(left))
            yield picked


def check_seed(seed: int | None) -> int | None:
    """Return a seed.

    Raises:
        ValueError: If it is neither None nor an integer of 0 or more.
    """
    if seed is not None and (
        isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0
    ):
        raise ValueError(f"A seed is an integer, 0 or more, not {seed!r}.")
    return None if seed is None else int(seed)


def shard_seed(seed: int | None, shard: tuple[int, int] | None) -> np.random.SeedSequence | None:
    """Return the seed of one shard's order: with one order for all, shards would move in step."""
    if seed is None:
        return None
    key = () if shard is None or shard[1] == 1 else shard
    return np.random.SeedSequence(seed, spawn_key=key)


def _turns(picked: Int64Array) -> Int64Array:
    """Return int64 (n,): how often the same file was picked before each pick."""
    order = np.argsort(picked, kind="stable")
    ordered = picked[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    lengths = np.diff(np.concatenate((starts, [len(ordered)])))
    turns = np.empty(len(picked), np.int64)
    turns[order] = np.arange(len(picked)) - np.repeat(starts, lengths)
    return turns


def check_weights(weights: Sequence[float] | Float64Array | None, count: int) -> Float64Array:
    """Return weights, the greatest of them 1; 1 for each file if there are none.

    Returns:
        float64 (count,). A weight above 0 stays above 0, however small beside the greatest.

    Raises:
        ValueError: If they are not one finite number >= 0 a file, or are all 0.
    """
    if weights is None:
        return np.ones(count, np.float64)
    given = np.asarray(weights)
    if given.dtype.kind not in "iuf" or given.ndim != 1:
        raise ValueError(f"Weights are a list of numbers, one a file, not {weights!r:.80}.")
    if len(given) != count:
        raise ValueError(
            f"There must be a weight for each of the {count} files; these are {len(given)}."
        )
    given = given.astype(np.float64)
    wrong = ~np.isfinite(given) | (given < 0)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ValueError(f"Weight {at} is {given[at]}; a weight is a finite number, 0 or more.")
    if not count:
        return given
    if not given.any():
        raise ValueError("All weights are 0, so that no file would ever be drawn.")
    return np.where(given > 0, np.maximum(given / given.max(), _LEAST), 0.0)
