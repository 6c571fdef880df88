"""How often each record is delivered: the draws of a loader counted, and no record read."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.draws import Draws, shard_seed

Int64Array = NDArray[np.int64]
Float64Array = NDArray[np.float64]

_REPORT_EVERY = 1 << 17
"""Draws between two calls of progress, and two looks at the token: some 10 ms."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is asked of a loader of several files.

    Attributes:
        counts: int64 (files,), records of each file.
        used: int64 (files,), how many of them, the first ones, the clip leaves.
        weights: float64 (files,), of any scale, or None: all alike.
        draws: How many draws each shard makes.
        shards: How many shards there are.
        infinite: Whether a file begins anew after its last record.
        seed: Of the order of draws; None gives another one each time.
    """

    counts: Int64Array
    used: Int64Array
    weights: Float64Array | None
    draws: int
    shards: int
    infinite: bool
    seed: int | None

    @property
    def busy(self) -> int:
        """How many shards, the first ones, may have a record at all."""
        return min(self.shards, max(int(self.used.max(initial=0)), 1))

    @property
    def all_draws(self) -> int:
        """How many draws all shards make."""
        return self.draws * self.busy

    def block(self, shard: int) -> tuple[Int64Array, Int64Array]:
        """Return where the block of a shard begins in each file, and its length."""
        size, more = np.divmod(self.used, self.shards)
        return shard * size + np.minimum(shard, more), size + (shard < more)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What a shard, or all of them together, deliver of the records of a dataset.

    Attributes:
        available: bool (records,), whether clip and shard leave the record.
        times: int64 (records,), how often it is delivered.
        expected: float64 (records,), how often it is on average over all seeds.
    """

    available: NDArray[np.bool_]
    times: Int64Array
    expected: Float64Array

    @classmethod
    def nothing(cls, count: int) -> "Tally":
        """Return the tally of `count` records none of which is delivered."""
        return cls(np.zeros(count, np.bool_), np.zeros(count, np.int64), np.zeros(count))


def tally_shards(
    plan: Plan,
    shard: int,
    *,
    advance: Callable[[int], None] | None = None,
    cancel: CancelToken | None = None,
) -> tuple[Tally, Tally]:
    """Count what one shard delivers, and all shards together.

    Args:
        plan: What is asked of the loader.
        shard: Number of the shard.
        advance: Called now and then with the number of draws made so far, over all shards.
        cancel: Ends it.

    Returns:
        The tally of the shard, and that of all, which is the same object if there is only one.

    Raises:
        ValueError: If the weights are wrong, or the shard has nothing to draw.
        Cancelled: If `cancel` is raised.
    """
    count = int(plan.counts.sum())
    whole = Tally.nothing(count)
    one = whole if plan.shards == 1 else Tally.nothing(count)
    # The shard that is asked for comes first: if it has nothing to draw, that is told at once.
    for made, i in enumerate([shard, *(i for i in range(plan.busy) if i != shard)]):
        starts, lengths = plan.block(i)
        into = (whole, one) if i == shard and one is not whole else (whole,)
        if i != shard and not lengths.any():
            continue
        try:
            draws = Draws(
                lengths,
                plan.weights,
                infinite=plan.infinite,
                seed=shard_seed(plan.seed, (i, plan.shards)),
            )
        except ValueError:
            if i == shard:
                raise
            continue  # a loader of that shard refuses: it delivers nothing

        def report(done: int, before: int = made * plan.draws) -> None:
            if advance is not None:
                advance(before + done)

        taken = _take(draws, plan.draws, report, cancel)
        expected = _expected(draws, plan.draws)
        firsts = np.cumsum(plan.counts) - plan.counts + starts
        numbers, place = _ranges(firsts, lengths)
        for tally in into:
            tally.available[numbers] = True
            tally.times[numbers] = _times(taken, lengths, place)
            tally.expected[numbers] = _times(expected, lengths, place)
    return one, whole


def group_frame(groups: pl.Series, files: NDArray[np.int32], tally: Tally) -> pl.DataFrame:
    """Return what a tally comes to for each group of records.

    Args:
        groups: The group of each record; missing ones are a group.
        files: int32 (records,), the number of the file of each record.
        tally: How often each record is delivered.

    Returns:
        The columns of `SamplingPreview.frame`, groups in the order in which they come first.
    """
    available = pl.col("available")
    times = pl.col("times")
    return (
        pl.DataFrame(
            {
                "group": groups,
                "file": files,
                "available": tally.available,
                "times": tally.times,
                "expected": tally.expected,
            }
        )
        .group_by("group", maintain_order=True)
        .agg(
            tfrecords=pl.col("file").n_unique().cast(pl.Int64),
            tiles=pl.len().cast(pl.Int64),
            available=available.sum().cast(pl.Int64),
            expected=pl.col("expected").sum(),
            delivered=times.sum(),
            distinct=(times > 0).sum().cast(pl.Int64),
            passes_min=times.filter(available).min(),
            passes_max=times.filter(available).max(),
        )
        .select(
            pl.col("group").cast(pl.String),
            "tfrecords",
            "tiles",
            share=_share("tiles"),
            available="available",
            expected_share=_share("expected"),
            delivered="delivered",
            delivered_share=_share("delivered"),
            distinct="distinct",
            passes_min="passes_min",
            passes_max="passes_max",
        )
    )


def by_deviation(frame: pl.DataFrame, share: str) -> pl.DataFrame:
    """Return groups sorted by how far a share of theirs is from that of the tiles, farthest first.

    Of two that are as far, as two groups always are, the one comes first whose tiles it changes
    more.
    """
    part, tiles = pl.col(share), pl.col("share")
    return frame.sort(
        (part - tiles).abs().round(9),
        pl.max_horizontal(part / tiles, tiles / part),
        descending=True,
        maintain_order=True,
    )


def _share(column: str) -> pl.Expr:
    """Return a column as shares of its sum; of a sum of nothing, nothing."""
    total = pl.col(column).sum()
    return pl.when(total > 0).then(pl.col(column) / total).otherwise(0.0)


def _take(
    draws: Draws, count: int, report: Callable[[int], None], cancel: CancelToken | None
) -> Int64Array:
    """Make draws and return how many came from each file, int64 (files,)."""
    taken = np.zeros(len(draws.counts), np.int64)
    done = told = 0
    for block in draws.blocks():
        taken += np.bincount(block[: count - done], minlength=len(taken))
        done += min(len(block), count - done)
        if done - told >= _REPORT_EVERY:
            told = done
            report(done)
            if cancel is not None:
                cancel.check()
        if done == count:
            break
    if cancel is not None:
        cancel.check()
    report(count)
    return taken


def _expected(draws: Draws, count: int) -> Float64Array:
    """Return how many of so many draws come from each file on average, float64 (files,).

    Where files end, it is what flows from vessels that run empty one after the other: exact
    for many draws, and to within a draw or so for few.
    """
    if draws.infinite:
        return draws.weights * count
    drawn = draws.weights > 0
    counts, weights = draws.counts[drawn].astype(np.float64), draws.weights[drawn]
    flow = np.zeros(len(draws.counts))
    if count >= counts.sum():
        flow[drawn] = counts
        return flow
    ends = counts / weights  # how far the others are when a file has ended
    order = np.argsort(ends)
    ended = np.cumsum(counts[order]) - counts[order]
    running = np.cumsum(weights[order][::-1])[::-1]
    first = min(int(np.searchsorted(ended + ends[order] * running, count)), len(order) - 1)
    far = (count - ended[first]) / running[first]
    flow[drawn] = np.minimum(counts, weights * far)
    return flow


def _ranges(firsts: Int64Array, lengths: Int64Array) -> tuple[Int64Array, Int64Array]:
    """Return the numbers of some ranges one after the other, and the place of each in its own."""
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(firsts, lengths) + place, place


def _times(taken: NDArray[np.number], lengths: Int64Array, place: Int64Array) -> NDArray[np.number]:
    """Return how often each record comes where a file gives so many, always in its own order."""
    passes, rest = np.divmod(taken, np.maximum(lengths, 1))
    return np.repeat(passes, lengths) + np.clip(np.repeat(rest, lengths) - place, 0, 1)
