"""The sampling preview: what a loader of several TFRecords would deliver, before one is trained on.

The order in which a loader draws from files depends on counts, weights and a seed alone, so it
is counted here without reading records. To which slide or label a record belongs is read only
where the index cannot tell.
"""

from collections import deque
from concurrent.futures import Executor
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.sampling.sampling_tally import (
    Plan,
    Tally,
    by_deviation,
    group_frame,
    tally_shards,
)
from tfrviewer.dataset.sampling.sampling_weights import Clip, Weights, clips_of, weights_of
from tfrviewer.dataset.sampling.sampling_words import headline, table
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tfrecord.draws import check_seed
from tfrviewer.tfrecord.selection import check_shard

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

TFRECORD = "tfrecord"
"""To group by file, for which no record has to be read."""
_DAMAGE = (FindingKind.PAYLOAD_CRC, FindingKind.NOT_AN_EXAMPLE)


@dataclass(frozen=True, slots=True)
class SamplingTotals:
    """What all groups come to.

    Attributes:
        tiles: All there are.
        available: Those that clip and shard leave.
        delivered: How many times a tile is delivered.
        distinct: How many different tiles are.
        never: Those that are never delivered, whatever the cause.
    """

    tiles: int
    available: int
    delivered: int
    distinct: int
    never: int

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Self:
        """Return the totals of a frame of groups."""
        tiles, available, delivered, distinct = (
            int(frame[name].sum()) for name in ("tiles", "available", "delivered", "distinct")
        )
        return cls(tiles, available, delivered, distinct, tiles - distinct)

    def to_json(self) -> dict[str, int]:
        """Return them as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, eq=False)
class SamplingPreview:
    """What a loader would deliver; `print` it, take its JSON, or its frames.

    Attributes:
        draws: How many draws each shard makes.
        by: What the groups are: "slide", "tfrecord" or a column.
        shard: (i, n): this shard of so many; (0, 1) is all there is.
        infinite: Whether a file begins anew after its last record.
        seed: Of the order; None is another one each time.
        frame: What this shard delivers, a row a group, in the order in which they come in the
            dataset: group (missing where a record has none), tfrecords (files it lies in), tiles
            (all there are), share (of all tiles), available (tiles left by clip and shard),
            expected_share (of the draws, on average over all seeds), delivered,
            delivered_share (of what is delivered), distinct (different tiles delivered),
            passes_min and passes_max (how often the available tiles are delivered, the one
            delivered least and the one delivered most; missing if none is available).
        all_shards: The same of all shards together, each of which makes its own draws.
        groups: The group of each record, in the order of the dataset.
        times: int64 (records,), how often this shard delivers each record.
        findings: What is wrong with the dataset, as far as known.
    """

    draws: int
    by: str
    shard: tuple[int, int]
    infinite: bool
    seed: int | None
    frame: pl.DataFrame
    all_shards: pl.DataFrame
    groups: pl.Series = field(repr=False)
    times: NDArray[np.int64] = field(repr=False)
    findings: tuple[Finding, ...] = ()

    @property
    def damaged(self) -> int:
        """How many records are known to be damaged; a loader passes them over, or ends there.

        They are counted as if they were whole. None is known of files that were never read.
        """
        return len({(one.file, one.record) for one in self.findings if one.kind in _DAMAGE})

    @property
    def totals(self) -> SamplingTotals:
        """What the groups of this shard come to."""
        return SamplingTotals.of(self.frame)

    @property
    def totals_of_all_shards(self) -> SamplingTotals:
        """What the groups of all shards come to."""
        return SamplingTotals.of(self.all_shards)

    @property
    def headline(self) -> str:
        """The main thing in a sentence or a few."""
        return headline(self)

    def sorted(self) -> pl.DataFrame:
        """Return `frame` with the groups first that differ most from their share of the tiles."""
        return by_deviation(self.frame, "delivered_share")

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object, without what it says of each record."""
        return {
            "draws": self.draws,
            "by": self.by,
            "shard": list(self.shard),
            "infinite": self.infinite,
            "seed": self.seed,
            "headline": self.headline,
            "damaged": self.damaged,
            "totals": self.totals.to_json(),
            "groups": self.frame.to_dicts(),
            "all_shards": {
                "totals": self.totals_of_all_shards.to_json(),
                "groups": self.all_shards.to_dicts(),
            },
            "findings": [finding.to_json() for finding in self.findings],
        }

    def __str__(self) -> str:
        return f"{self.headline}\n\n{table(self)}"


def preview_sampling(
    dataset: "Dataset",
    draws: int = 10_000,
    *,
    weights: Weights = None,
    shard: tuple[int, int] | None = None,
    clip: Clip = None,
    infinite: bool = True,
    seed: int | None = 0,
    by: str = "slide",
    records: pl.DataFrame | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SamplingPreview:
    """Tell how many tiles of each slide or label a loader would deliver in so many draws.

    It is what `multi_tfrecord_loader` delivers for the same weights, shard, clip and seed, to
    the record, if none is damaged: both make the same draws. A damaged record is counted as if
    it were whole; a loader ends there, or passes it over and delivers nothing for that draw. By
    TFRecord no record is read. By anything else the records are, unless what they hold is in the
    cache: only they tell which slide each is of, also in a file of several slides.

    Args:
        dataset: The TFRecords. Its `prob_weights` and `clips`, if it has some, are used where
            `weights` and `clip` are None.
        draws: How many tiles a loader is asked for, by each shard.
        weights: How often each TFRecord is drawn from: a number a TFRecord, in the order of
            `dataset.tfrecords()` or by path or name, of any scale, 0 for never; or a strategy of
            `Dataset.balance`: "tile", "slide", "patient", "category:COLUMN"; or "uniform", all
            TFRecords alike.
        shard: (i, n): what the i-th of n loaders delivers, counted from 0.
        clip: The first so many records of each TFRecord are used: a number for all, or one a
            TFRecord in order, or by path or name.
        infinite: Whether a TFRecord begins anew after its last record. If not, each record is
            delivered once, and then it ends.
        seed: Of the order of draws; None gives another one each time.
        by: What to count by: "slide", "tfrecord", or any column of `dataset.columns()`, such as
            "patient" or a label of the annotations.
        records: `dataset.columns()`, or that column of it, if it is at hand.
        executor: Where to read files that are not in the cache; None reads them here.
        progress: Called with files read, then with draws made.
        cancel: Ends it.

    Raises:
        ValueError: If an argument makes no sense, a TFRecord has no weight, a clip is beyond the
            end, or there is nothing to draw.
        DatasetError: If the annotations do not tell what the strategy needs.
        Cancelled: If `cancel` is raised.
    """
    i, n = (0, 1) if shard is None else check_shard(shard)
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 1:
        raise ValueError(f"draws is how many draws are made, 1 or more, not {draws!r}.")
    seed = check_seed(seed)
    if records is None:
        # So that opening, and scanning what has no index, can be followed and cancelled.
        deque(dataset.load(progress=progress, cancel=cancel), maxlen=0)
    counts = np.array([told["total"] for told in dataset.manifest().values()], np.int64)
    if not counts.any():
        none = f"none of {counted(len(counts), 'TFRecord')} has a tile"
        raise ValueError(
            f"There is nothing to draw: {none if len(counts) else 'there are no TFRecords'}."
        )
    used = clips_of(dataset, clip, counts)
    plan = Plan(counts, used, weights_of(dataset, weights, used), int(draws), n, infinite, seed)
    if records is None and by != TFRECORD:
        records = dataset.columns(executor=executor, progress=progress, cancel=cancel)
    files = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    groups = _groups(dataset, by, records, files)

    def advance(done: int) -> None:
        if progress is not None:
            progress(done, plan.all_draws, "draws")

    try:
        one, whole = tally_shards(plan, i, advance=advance, cancel=cancel)
    except ValueError as error:
        where = f"Shard {i} of {n}: " if n > 1 else ""
        raise ValueError(f"{where}{error}") from None

    def frame_of(tally: Tally) -> pl.DataFrame:
        return group_frame(groups, files, tally)

    frame = frame_of(one)
    return SamplingPreview(
        draws,
        by,
        (i, n),
        infinite,
        seed,
        frame,
        frame if whole is one else frame_of(whole),
        groups,
        one.times,
        tuple(dataset.findings),
    )


def _groups(
    dataset: "Dataset", by: str, records: pl.DataFrame | None, files: NDArray[np.int32]
) -> pl.Series:
    """Return the group of each record."""
    if records is None:
        return pl.Series(dataset.names, dtype=pl.String()).gather(files.astype(np.uint32))
    if records.height != len(files):
        raise ValueError(
            f"The table has {records.height:,} records, the dataset {len(files):,}: it is of "
            "another dataset, or a file was changed. Open the dataset again."
        )
    if by in records.columns:
        return records[by]
    near = get_close_matches(by, records.columns, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(records.columns)}."
    more = "" if dataset.annotations is not None else " The dataset has no annotations."
    raise ValueError(f"There is no column {by!r} to count by. {hint}{more}")
