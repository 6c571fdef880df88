"""What is asked of the sampling preview, and the work that answers it; no widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.sampling.sampling import SamplingPreview
    from tfrviewer.dataset.sampling.sampling_weights import Weights

SLIDE, TFRECORD = "slide", "tfrecord"

_NO_GROUPS = frozenset(
    ("number", "tfrecord", "record", "slide", "x", "y", "offset", "bytes", "width", "height")
)
"""Columns that every dataset has and that are no labels."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the controls say.

    Attributes:
        draws: How many draws each shard makes.
        weights: A strategy, a CSV file, or None: as the dataset has them.
        clip: Records used of each file, or None: as the dataset has it.
        shard: (i, n).
        infinite: Whether a file begins anew after its last record.
        seed: Of the order of draws.
        by: What to count by.
    """

    draws: int = 10_000
    weights: str | Path | None = "uniform"
    clip: int | None = None
    shard: tuple[int, int] = (0, 1)
    infinite: bool = True
    seed: int = 0
    by: str = SLIDE


FIRST = Request()
"""What the controls say at first."""


def answer(
    dataset: "Dataset",
    records: pl.DataFrame,
    request: Request,
    progress: Progress,
    cancel: CancelToken,
) -> "SamplingPreview | str":
    """Return the preview, or in words why there is none; for worker threads.

    Args:
        dataset: The one that is open.
        records: Its table, so that nothing is read again.
        request: What the controls say.
        progress: Called with draws made.
        cancel: Ends it.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    # Here, in a thread: opening the panel need not wait for it.
    from tfrviewer.dataset.sampling.sampling import preview_sampling
    from tfrviewer.dataset.sampling.sampling_weights import read_weights

    try:
        weights: Weights = (
            read_weights(request.weights) if isinstance(request.weights, Path) else request.weights
        )
        return preview_sampling(
            dataset,
            request.draws,
            weights=weights,
            shard=request.shard,
            clip=request.clip,
            infinite=request.infinite,
            seed=request.seed,
            by=request.by,
            records=records,
            progress=progress,
            cancel=cancel,
        )
    except (ValueError, TfrError) as error:  # an answer, and no failure of the program
        return str(error)


def columns_to_count_by(records: pl.DataFrame, annotated: Iterable[str]) -> list[str]:
    """Return the columns that may tell labels: slide and TFRecord, the annotations', others."""
    labels = [
        name
        for name, dtype in records.schema.items()
        if name not in _NO_GROUPS and not (dtype.is_float() or dtype.is_nested())
    ]
    return list(dict.fromkeys([SLIDE, TFRECORD, *annotated, *labels]))
