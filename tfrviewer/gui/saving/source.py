"""The records of the session as they were when saving began: what changes later does not matter.

Making one costs nothing; its methods are for worker threads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.build.subset.chosen import Chosen, chosen_of, texts_of
from tfrviewer.dataset.table.conditions import join_condition
from tfrviewer.gui.restriction import Restriction
from tfrviewer.gui.saving.request import What
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.gui.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class SaveSource:
    """What can be saved.

    Attributes:
        dataset: The dataset.
        name: What it is called.
        paths: Its TFRecords, by number.
        frame: All columns of all records, as far as they are known.
        is_whole: Whether they are all known.
        is_loading: Whether records are still to come.
        labels: Columns of annotations, by the names that these have for them.
        order: Row numbers shown, in the present order.
        selection: bool (n,), what is selected.
        n_selected: How many are selected, shown or not.
        file_number: int32 (n,), the file of each record.
        record: int64 (n,), its number there.
        sizes: Bytes of each file when it was opened; with others it is another file by now.
        condition: The filter that what is shown fulfils.
        restriction: Records picked by hand that alone are shown, or are hidden.
        sort_keys: What it is sorted by.
        kept: Files besides the TFRecords that are never written over.
    """

    dataset: "Dataset"
    name: str
    paths: tuple[Path, ...]
    frame: pl.DataFrame
    is_whole: bool
    is_loading: bool
    labels: dict[str, str]
    order: NDArray[np.uint32] = field(repr=False)
    selection: NDArray[np.bool_] = field(repr=False)
    n_selected: int
    file_number: NDArray[np.int32] = field(repr=False)
    record: NDArray[np.int64] = field(repr=False)
    sizes: Mapping[int, int] = field(repr=False)
    condition: str
    restriction: Restriction | None
    sort_keys: tuple[tuple[str, bool], ...]
    kept: tuple[Path, ...] = ()

    @classmethod
    def of(cls, session: "Session") -> Self:
        """Return the records of a session with an open dataset."""
        assert session.dataset is not None
        opened = session.opened
        annotations = None if opened is None else opened.annotations
        return cls(
            dataset=session.dataset,
            name=session.name,
            paths=session.paths,
            frame=session.frame,
            is_whole=_is_whole(session),
            is_loading=session.loading,
            labels=dict(session.labels),
            order=session.order,
            selection=session.selection,
            n_selected=session.n_selected,
            file_number=session.file_number,
            record=session.record,
            sizes={file.file_number: file.size for file in session.files},
            condition=session.filter_text,
            restriction=session.restriction,
            sort_keys=tuple(session.sort_keys),
            kept=() if annotations is None else (annotations,),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether a condition or a restriction decides what is shown."""
        return bool(self.condition) or self.restriction is not None

    @property
    def where(self) -> str:
        """What is shown as one condition."""
        if self.restriction is None:
            return self.condition
        numbers = ", ".join(map(str, self.restriction.numbers.tolist()))
        if not numbers:
            picked = "number IS NOT NULL" if self.restriction.hides else "number IS NULL"
        else:
            picked = f"number {'NOT IN' if self.restriction.hides else 'IN'} ({numbers})"
        return join_condition(self.condition, picked)

    @property
    def columns(self) -> list[str]:
        """Names of the columns of the table."""
        return self.frame.columns

    @property
    def n_records(self) -> int:
        """How many records there are."""
        return len(self.record)

    def count(self, what: What) -> int:
        """Return how many records are saved."""
        if what is What.ALL:
            return self.n_records
        return self.n_selected if what is What.SELECTION else len(self.order)

    def numbers(self, what: What) -> NDArray[np.uint32]:
        """Return the row numbers that are saved, in the present order.

        What is selected and filtered out follows what is shown, as it lies in its files.
        """
        if what is What.ALL:
            return np.arange(self.n_records, dtype=np.uint32)
        if what is What.SHOWN:
            return self.order
        shown = self.order[self.selection[self.order]]
        if len(shown) == self.n_selected:
            return shown
        hidden = self.selection.copy()
        hidden[shown] = False
        return np.concatenate([shown, np.flatnonzero(hidden).astype(np.uint32)])

    def chosen(self, what: What, cancel: CancelToken | None = None) -> list[Chosen]:
        """Return the records that are saved, TFRecord by TFRecord.

        Raises:
            Cancelled: If `cancel` was raised.
        """
        numbers = self.numbers(what)
        order = np.argsort(self.file_number[numbers], kind="stable")
        by_file = numbers[order]
        files = self.file_number[by_file]
        edges = [0, *(np.flatnonzero(np.diff(files)) + 1).tolist(), len(by_file)]
        own = {
            self.paths[int(files[begin])]: by_file[begin:end]
            for begin, end in pairwise(edges)
            if end > begin
        }
        found = []
        file_of = self.file_number[numbers]
        for one in chosen_of(self.paths, file_of, self.record[numbers], sizes=self.sizes):
            if cancel is not None:
                cancel.check()
            found.append(replace(one, slides=self._slides(own[one.path])))
        return found

    def whole_frame(
        self, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> pl.DataFrame:
        """Return all columns, reading those that were still to come.

        Raises:
            Cancelled: If `cancel` was raised.
        """
        if self.is_whole:
            return self.frame
        return self.dataset.columns(progress=progress, cancel=cancel)

    def _slides(self, numbers: NDArray[np.uint32]) -> list[str | None] | None:
        """Return the slides of records; None if one is not known, so that records are read."""
        if "slide" not in self.frame.columns:
            return None
        column = self.frame.get_column("slide")
        if column.null_count() and column[numbers].null_count():
            return None
        return list(texts_of(column, numbers))


def _is_whole(session: "Session") -> bool:
    """Whether every column of every record was read; whoever cancels reading leaves gaps."""
    if session.loading or session.pending or "slide" not in session.frame.columns:
        return False
    return session.frame.get_column("slide").null_count() == 0
