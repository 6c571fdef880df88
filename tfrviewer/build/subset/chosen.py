"""Which records of which TFRecords are chosen, and in which order."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.dataset import Dataset

_OF_RECORDS = ("number", "tfrecord", "record", "slide")

SortKeys = Sequence[tuple[str, bool]]

_PIECE = 16_384
"""Texts taken out of a column at once."""


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
        size: Bytes of the TFRecord when they were chosen, where that is known. If it has another
            size now, it is another file, and their numbers mean nothing.
    """

    path: Path
    records: NDArray[np.int64] | None = None
    places: NDArray[np.int64] | None = None
    slides: Sequence[str | None] | None = None
    size: int | None = None

    def __post_init__(self) -> None:
        """Take a path however it is given."""
        object.__setattr__(self, "path", Path(os.fsdecode(self.path)))


def choose(
    dataset: "Dataset",
    where: str | None = None,
    sort: str | SortKeys | None = None,
    *,
    frame: "pl.DataFrame | None" = None,
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
        frame: What `Dataset.columns` gave, with further columns to choose and sort by, such as
            those of `review.flags_frame`; None reads the columns of the dataset alone.
        executor: Where to read files that are not in the cache; None reads them here.
        progress: Called after each file.
        cancel: Ends it.

    Raises:
        QueryError: If it is no condition on the columns of the dataset, or there is no such
            column.
        ValueError: If `frame` is not of all records of the dataset.
        Cancelled: If `cancel` is raised.
    """
    from tfrviewer.dataset.table.query import filter_numbers, sort_numbers

    if frame is None:
        frame = dataset.columns(executor=executor, progress=progress, cancel=cancel)
    else:
        check_frame(dataset, frame)
    numbers = filter_numbers(frame, where or "")
    if sort is not None:
        numbers = sort_numbers(frame, numbers, sort_keys(sort))
    return records_of(dataset, frame, numbers)


def check_frame(dataset: "Dataset", frame: "pl.DataFrame") -> None:
    """Refuse a frame that is not of all records of a dataset.

    Raises:
        TypeError, ValueError: If it is none.
    """
    import polars as pl

    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"frame is a polars DataFrame, not {type(frame).__name__}.")
    if missing := [name for name in _OF_RECORDS if name not in frame.columns]:
        raise ValueError(f"frame has no column {missing[0]}: add columns to Dataset.columns().")
    counts = sum(len(file) for file in dataset.load())
    if frame.height != counts or not np.array_equal(frame["number"], np.arange(counts)):
        raise ValueError(
            f"frame is not of the {counts:,} records of the dataset: add columns to "
            "Dataset.columns(), and leave its rows as they are."
        )


def records_of(
    dataset: "Dataset", frame: "pl.DataFrame", numbers: NDArray[np.integer]
) -> list[Chosen]:
    """Return records of a dataset by their numbers.

    Args:
        dataset: The dataset.
        frame: What its `columns` gave, whole.
        numbers: int (n,), which records, in the order wanted.
    """
    names = {name: number for number, name in enumerate(dataset.names)}
    # A name a category: there are far fewer than records.
    files = frame.get_column("tfrecord")
    codes = files.to_physical().to_numpy()
    categories, first = np.unique(codes, return_index=True)
    of_code = np.zeros(int(codes.max(initial=0)) + 1, np.int32)
    of_code[categories] = [names[files[at]] for at in first.tolist()]
    file_of = of_code[codes[numbers]]
    return chosen_of(
        dataset.tfrecords(),
        file_of,
        frame.get_column("record").to_numpy()[numbers],
        list(texts_of(frame.get_column("slide"), numbers)),
        {number: dataset.open(number).size for number in np.unique(file_of).tolist()},
    )


def texts_of(column: "pl.Series", numbers: NDArray[np.integer]) -> Iterator[str | None]:
    """Yield some texts of a column, piece by piece: all at once would hold up other threads."""
    for first in range(0, len(numbers), _PIECE):
        yield from column[numbers[first : first + _PIECE]].to_list()


def sort_keys(sort: str | SortKeys) -> list[tuple[str, bool]]:
    """Return what to sort by as pairs of (column, whether it descends)."""
    return [(sort, False)] if isinstance(sort, str) else [(name, bool(down)) for name, down in sort]


def chosen_of(
    paths: Sequence[Path],
    file_of: NDArray[np.integer],
    records: NDArray[np.integer],
    slides: Sequence[str | None] | None = None,
    sizes: Mapping[int, int] | None = None,
) -> list[Chosen]:
    """Return records given one after the other as what is chosen of each TFRecord.

    Args:
        paths: The TFRecords.
        file_of: int (n,), which of them each record is in.
        records: int (n,), its number there.
        slides: Its slide, where that is known.
        sizes: Bytes of the TFRecords, by their places in `paths`, when they were opened.
    """
    order = np.argsort(file_of, kind="stable")
    several = np.split(order, np.flatnonzero(np.diff(file_of[order])) + 1) if len(order) else []
    several.sort(key=lambda own: int(own[0]))
    sorted_across = bool(several) and not np.array_equal(
        np.concatenate(several), np.arange(len(order))
    )
    return [
        Chosen(
            paths[int(file_of[own[0]])],
            records[own].astype(np.int64),
            own.astype(np.int64) if sorted_across else None,
            None if slides is None else [slides[at] for at in own.tolist()],
            None if sizes is None else sizes.get(int(file_of[own[0]])),
        )
        for own in several
    ]


def all_of(paths: Sequence[str | os.PathLike[str]]) -> list[Chosen]:
    """Return all records of some TFRecords."""
    return [Chosen(Path(os.fsdecode(path))) for path in paths]
