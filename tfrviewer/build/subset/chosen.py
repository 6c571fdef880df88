"""Which records of which TFRecords are chosen, and in which order."""

import os
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

SortKeys = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Records of one TFRecord.

    Attributes:
        path: The TFRecord.
        records: int64 (n,), their numbers in the order wanted, none twice; None for all.
        places: int64 (n,), the place of each among the chosen records of all TFRecords, where
            they are sorted across TFRecords; None puts them after those of the `Chosen` before.
        slides: The slide of each as its record tells it, where that is known already; None has
            the records read for it.
    """

    path: Path
    records: NDArray[np.int64] | None = None
    places: NDArray[np.int64] | None = None
    slides: Sequence[str | None] | None = None


def choose(
    dataset: "Dataset",
    where: str | None = None,
    sort: str | SortKeys | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> list[Chosen]:
    """Return the records of a dataset that fulfil a condition, in order.

    Args:
        dataset: The dataset.
        where: A condition as the filter of the window takes it, such as `x > 1000`; None takes
            all records.
        sort: A column, or pairs of (column, whether it descends), the first key first; None
            leaves them in the order of files.
        executor: Where to read files that are not in the cache; None reads them here.
        progress: Called after each file.
        cancel: Ends it.

    Raises:
        QueryError: If it is no condition on the columns of the dataset, or there is no such
            column.
        Cancelled: If `cancel` is raised.
    """
    raise NotImplementedError


def chosen_of(
    paths: Sequence[Path],
    file_of: NDArray[np.integer],
    records: NDArray[np.integer],
    slides: Sequence[str | None] | None = None,
) -> list[Chosen]:
    """Return records given one after the other as what is chosen of each TFRecord.

    Args:
        paths: The TFRecords.
        file_of: int (n,), which of them each record is in.
        records: int (n,), its number there.
        slides: Its slide, where that is known.
    """
    raise NotImplementedError


def all_of(paths: Sequence[str | os.PathLike[str]]) -> list[Chosen]:
    """Return all records of some TFRecords."""
    return [Chosen(Path(os.fsdecode(path))) for path in paths]
