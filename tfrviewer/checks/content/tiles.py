"""The tiles of a dataset that can be compared: their hashes, and which of them are blank."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.metrics.frame import metrics_frame
from tfrviewer.dataset.metrics.keeping import PHASH
from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tiles.metrics import PRESETS

LEAST_ENTROPY = 2.0
"""Bits of entropy below which a tile is as good as one colour, whatever colour: its hash is of
noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """All tiles of a dataset, a place each, in the order of its records.

    Attributes:
        paths: The TFRecords.
        names: A short name of each.
        file: int32 (n,), which of them each tile is in.
        record: int64 (n,), its number there.
        hashes: uint64 (n,), its perceptual hash.
        compared: int64 (m,), the places of the tiles that are compared.
        blank: How many tiles are not compared since there is nothing to be seen on them.
        undecodable: How many are not since they cannot be decoded.
    """

    paths: Sequence[Path]
    names: Sequence[str]
    file: NDArray[np.int32]
    record: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    compared: NDArray[np.int64]
    blank: int
    undecodable: int

    def __len__(self) -> int:
        """Return the number of tiles."""
        return len(self.hashes)


def tiles_of(
    dataset: Dataset,
    *,
    metrics: pl.DataFrame | None = None,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Tiles:
    """Return the tiles of a dataset, measured if they have not been.

    Args:
        dataset: The dataset.
        metrics: What `metrics_frame` returns for it; None measures.
        executor: Where to measure; None does it here.
        cancel: Ends it.
        progress: Called with the tiles measured.

    Raises:
        ValueError: If the metrics are not of the records of the dataset.
        Cancelled: If `cancel` is raised.
    """
    if metrics is None:
        metrics = metrics_frame(dataset, executor=executor, cancel=cancel, progress=progress)
    reader = dataset.metric_reader
    counts = [reader.count(i) for i in range(len(dataset))]
    if metrics.height != sum(counts):
        raise ValueError(f"metrics has {metrics.height:,} rows for {sum(counts):,} records.")
    known = metrics.get_column(PHASH).is_not_null().to_numpy()
    plain = pl.sql_expr(PRESETS["blank"].condition) | (pl.col("entropy") < LEAST_ENTROPY)
    blank = metrics.select(plain.fill_null(value=False)).to_series().to_numpy() & known
    return Tiles(
        dataset.tfrecords(),
        dataset.names,
        np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        np.concatenate([np.empty(0, np.int64), *map(np.arange, counts)]),
        metrics.get_column(PHASH).fill_null(0).to_numpy(),
        np.flatnonzero(known & ~blank),
        int(blank.sum()),
        int((~known).sum()),
    )


def offsets_of(dataset: Dataset, tiles: Tiles, places: NDArray[np.int64]) -> list[int | None]:
    """Return where each of some records begins in its file, None where that is gone.

    Args:
        dataset: Whose tiles they are.
        tiles: All of its tiles.
        places: int64 (n,), the places of some.
    """
    offsets = np.full(len(places), -1, np.int64)
    files = tiles.file[places]
    order = np.argsort(files, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(files[order])) + 1):
        if not len(own):
            continue
        try:
            index = dataset.open(int(files[own[0]])).index
        except (TfrError, OSError):  # it was there when its tiles were read
            continue
        records = tiles.record[places[own]]
        there = records < len(index)
        offsets[own[there]] = index[records[there], 0]
    return [offset if offset >= 0 else None for offset in offsets.tolist()]
