"""The one holder of state: the records, what is shown in which order, selected and current.

Views send intents here and listen; no view knows another. Each signal fires at most once a
gesture, after the state is whole.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from tfrviewer.dataset.table.columns import PROBLEM
from tfrviewer.dataset.table.query import condition_columns
from tfrviewer.errors import Finding
from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.dataset_reader import DatasetReader
from tfrviewer.gui.flags.flags import Flags
from tfrviewer.gui.history import History
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.kept import Kept
from tfrviewer.gui.loading import LATE_COLUMNS, Batch, FileInfo, Joined, Opened
from tfrviewer.gui.mask import Mask
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.ordering import Ordering
from tfrviewer.gui.query import Ordered
from tfrviewer.gui.restriction import Restriction, only, without
from tfrviewer.gui.session_state import SessionState
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.review.blinding import Blinding

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

__all__ = ["FileInfo", "SelectMode", "Session"]

BLINDED = "blinded"
"""What the order drawn by lot is called among the columns that were added."""
MOST_RESERVED = 20_000_000  # records; what is reserved costs no memory before it is used


class Session(SessionState):
    """State of the window, by row number.

    Attributes:
        flags: What the reader says of the records.
        history: What was filtered, sorted, selected and flagged, to undo it.

    Signals:
        leaving: The records are about to go.
        dataset_changed: Another dataset was opened, or it was closed.
        records_changed: The frame grew, or got new columns; order and selection may have grown.
        order_changed: A filter or sorting was applied: order and inverse were replaced.
        selection_changed: Other records are selected.
        current_changed: Another record is current; its row number, -1 for none.
        focus_changed: Another file is in focus; its number, -1 for none.
        findings_changed: Further findings are known.
        loading_changed: `loading` or `pending` changed.
        open_failed: A dataset could not be opened; the exception.
        query_failed: A filter or sorting was refused, and nothing changed; why.
        settled: Nothing of the dataset is on its way any more; see `is_settled`.
    """

    leaving = Signal()
    dataset_changed = Signal()
    records_changed = Signal()
    order_changed = Signal()
    selection_changed = Signal()
    current_changed = Signal(int)
    focus_changed = Signal(int)
    findings_changed = Signal()
    loading_changed = Signal()
    open_failed = Signal(object)
    query_failed = Signal(str)
    settled = Signal()

    def __init__(
        self, tasks: TaskRunner, jobs: Jobs | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        jobs = jobs if jobs is not None else Jobs(tasks, self)
        self._reader = DatasetReader(tasks, jobs, lambda: self.frame, self)
        self._reader.opened.connect(self._take_dataset)
        self._reader.loaded.connect(self._take_batch)
        self._reader.joined.connect(self._take_columns)
        self._reader.changed.connect(self._follow_reader)
        self._reader.failed.connect(self._take_failure)
        self._findings.told.connect(self._tell_findings)
        self._to_keep: Kept | None = None
        self.ordering = Ordering(
            tasks, lambda: (self.frame, self._choice.order), self._awaits_columns, self
        )
        self.ordering.answered.connect(self._take_answer)
        self.ordering.refused.connect(self._take_refusal)
        self._kept: Kept | None = None
        self._to_unselect: Restriction | None = None
        self._left: tuple[int, int] | None = None  # a record that was hidden, and where we went
        self.flags = Flags(self, tasks)
        self.history = History(self, self.flags)

    # ---------------------------------------------------------------- the dataset

    @property
    def opened(self) -> ToOpen | None:
        """What the open dataset was opened from, None if it was not made from files."""
        return self._reader.what

    def open(self, what: ToOpen, *, keep: bool = False) -> None:
        """Open a dataset in the background; the one before stays until its files are found.

        Args:
            what: Where it is, and with what.
            keep: It has the same records: filter, sorting, selection and current record stay.
        """
        self._to_keep = (self._kept or Kept.of(self)) if keep and self.dataset is not None else None
        self._reader.open(what)

    def open_with(self, make: Callable[[], "Dataset"], title: str) -> None:
        """Open the dataset that `make` returns; it is called in a thread, also to reload it."""
        self._to_keep = None
        self._reader.open_with(make, title)

    def reload(self) -> None:
        """Open the same dataset again; filter, sorting, selection and current record stay."""
        if self.dataset is not None:
            self._to_keep = self._kept or Kept.of(self)
        self._reader.reload()

    def blind(self, seed: int | None) -> None:
        """Hide names, and show the records in an order drawn by lot; None shows all again.

        The dataset is read anew: filter, selection and what was done to them tell names.

        Raises:
            ValueError: If the seed is negative.
        """
        if seed is not None:
            Blinding(seed)
        self._reader.seed = seed
        self._to_keep = None
        self._reader.reload()

    def close(self) -> None:
        """Close the dataset; the next one is not blinded."""
        self._reader.seed = None
        self._reader.close()
        self._replace(None, ())

    def stop_loading(self) -> None:
        """Keep what is there and read no more."""
        self._reader.stop()

    def is_settled(self) -> bool:
        """Whether nothing of the dataset is on its way: records, columns, order, findings."""
        busy = self._reader.is_running() or self.ordering.is_running
        return not busy and not self._findings.is_waiting()

    @property
    def loading(self) -> bool:
        """Whether records are still to come."""
        return self._reader.loading

    def _replace(
        self,
        dataset: "Dataset | None",
        paths: tuple[Path, ...],
        kept: Kept | None = None,
        mask: Mask | None = None,
    ) -> None:
        old = self.dataset
        self.leaving.emit()
        self._forget()
        self.dataset = dataset
        self.paths = paths
        self.mask = mask
        self._kept, self._to_keep = kept, None
        self._left = None
        self.ordering.reset(*(() if kept is None else (kept.condition, kept.keys)))
        self._findings.begin(self.shown_paths, self._arrays)
        self.pending = LATE_COLUMNS if dataset is not None else frozenset[str]()
        self.dataset_changed.emit()
        if old is not None and old is not dataset:
            # In a thread: it waits while another file is being opened, maybe of a slow disk.
            self._tasks.submit(("close", id(old)), lambda _: old.close(), lambda _: None)

    def _take_dataset(self, opened: Opened) -> None:
        self._replace(opened.dataset, opened.paths, self._to_keep, opened.mask)
        self.add_findings(opened.dataset.findings)

    def _take_batch(self, batch: Batch) -> None:
        if batch.files and not self.files:  # as many as there will be if all are like these
            share = len(batch.files) / max(len(self.paths), 1)
            if share < 1:
                self._arrays.reserve(min(round(1.2 * len(batch.records) / share), MOST_RESERVED))
        self._arrays.append(batch.records, [file.count for file in batch.files])
        self._findings.take_records()
        self.files += batch.files
        self.frame = pl.concat([self.frame, batch.frame], how="vertical", rechunk=False)
        plain = self.ordering.is_plain
        self._choice.grow(len(self._arrays), shown=plain, numbered=batch.numbered)
        self.records_changed.emit()
        self.add_findings(finding for file in batch.files for finding in file.findings)
        if not plain:
            self._ask_again()
        self._place_current()

    def _take_columns(self, joined: Joined) -> None:
        self.pending |= set(joined.frame.columns) - set(self.frame.columns)
        frame = self._findings.book.problems.onto(joined.frame)
        self.frame, self.labels = self._added.onto(frame), joined.labels
        for file_number, (x, y, has_location) in joined.locations:
            self._arrays.set_locations(file_number, x, y, has_location)
        self.add_findings(joined.findings)
        if any(column in self.pending for column, _ in self.sort_keys):
            self.ordering.stale = True
        self.records_changed.emit()
        late = self._kept is not None and self.ordering.wanted[1] != self.sort_keys
        if self.wanted_filter or late:
            self._ask_again()

    def _place_current(self) -> None:
        """Give a session without a current record the one it had, else the first shown."""
        if self.current >= 0 or (self.mask is not None and self.ordering.is_plain):
            return
        kept = self._kept
        number = -1 if kept is None else kept.find_current(self.paths, self._arrays)
        comes = kept is not None and kept.current is not None and self.loading
        if number < 0 and len(self.order) and not comes:
            number = int(self.order[0])
        self.set_current(number)

    def _follow_reader(self) -> None:
        kept = self._kept
        if kept is not None and not self.loading:
            self._place_current()
            if not self.n_selected:
                self.select(kept.find_selection(self.paths, self._arrays), SelectMode.REPLACE)
            if kept.restriction is not None and self.ordering.wanted_among is None:
                self.restrict(kept.find_restriction(self.paths, self._arrays))
        if self.mask is not None and not self.loading and BLINDED not in self.added:
            drawn = self._reader.drawn
            if drawn is None or len(drawn) != self.n_records:  # somebody had enough of loading
                drawn = self.mask.order(self.n_records)
            while drawn.name in self.columns:
                drawn = drawn.alias(f"{drawn.name}_")
            self.add_columns(BLINDED, pl.DataFrame([drawn]))
            self.ordering.set_base([(drawn.name, False)])
        if not self._reader.reading:
            self.pending = frozenset()
            self._kept = None
            if kept is not None:
                self._take_kept_columns(kept)
                if any(self.ordering.wanted):
                    self.ordering.ask(resort=True)  # the columns it needs may have come only now
        self.loading_changed.emit()
        self._tell_settled()

    def _take_kept_columns(self, kept: Kept) -> None:
        """Add again what was added before the dataset was read anew."""
        before = self.frame
        for name, columns in kept.find_added(self.paths, self._arrays):
            fresh = [column for column in columns.columns if column not in self.columns]
            if fresh:
                self.frame = self._added.add(self.frame, name, columns.select(fresh))
        if self.frame is not before:
            self.records_changed.emit()

    def _awaits_columns(self, condition: str) -> bool:
        """Whether a condition that failed was in force before, and its columns may yet come."""
        kept = self._kept
        return kept is not None and self._reader.reading and condition == kept.condition

    def _take_failure(self, error: BaseException) -> None:
        self._to_keep = None
        self.open_failed.emit(error)
        self._tell_settled()

    # ---------------------------------------------------------------- records

    def add_columns(self, name: str, columns: pl.DataFrame) -> None:
        """Add columns that something other than the records tells; see `AddedColumns.add`.

        Raises:
            ValueError: While records are still to come, or when the columns do not fit.
        """
        if self.loading:
            raise ValueError("the records are still being listed")
        before = self.added.get(name, ())
        self.frame = self._added.add(self.frame, name, columns)
        self._follow_columns(before)

    def remove_columns(self, name: str) -> None:
        """Take back the columns of a name; a filter or sorting by them goes as well."""
        before = self.added.get(name, ())
        self.frame = self._added.remove(self.frame, name)
        self._follow_columns(before)

    def _follow_columns(self, changed: Collection[str]) -> None:
        """Tell of other columns, and ask again for what they decide."""
        gone = set(changed) - set(self.columns)
        keys = [key for key in self.sort_keys if key[0] not in gone]
        text = "" if gone & condition_columns(self.wanted_filter) else self.wanted_filter
        if any(column in changed for column, _ in keys):
            self.ordering.stale = True
        self.records_changed.emit()
        if (text, keys) != (self.wanted_filter, self.sort_keys):
            self.set_query(text, keys)
        elif text:
            self._ask_again()

    # ---------------------------------------------------------------- findings

    def add_finding(self, number: int | None, finding: Finding) -> None:
        """Take a finding that a view made while reading; one known already is not added."""
        self._findings.take_of(number, self._masked(finding))

    def add_findings(self, findings: Iterable[Finding], *, teller: Hashable | None = None) -> None:
        """Take findings; those known already are not added; `teller` as `FindingsIntake.take`."""
        self._findings.take(map(self._masked, findings), teller=teller)

    def _masked(self, finding: Finding) -> Finding:
        return finding if self.mask is None else self.mask.finding(finding)

    def _tell_findings(self) -> None:
        frame = self.frame
        if not self._findings.is_taking():  # of a million records it takes long, so once for all
            frame = self._findings.book.problems.newest_onto(frame)
        if frame is not self.frame:
            self.frame = frame
            self.records_changed.emit()
            if PROBLEM in self.wanted_filter:
                self._ask_again()
        self.findings_changed.emit()
        self._tell_settled()

    # ---------------------------------------------------------------- filter and sorting

    def set_filter(self, text: str) -> None:
        """Show what fulfils a condition, and only that; empty shows everything."""
        self.ordering.filter_by(text)

    def sort_by(self, column: str, *, add: bool) -> None:
        """Sort by a column: ascending, then descending, then not; out of date, sort anew.

        Args:
            column: Name of the column.
            add: Keep the keys there are, and sort by this one within them.
        """
        self.ordering.sort_by(column, add=add)

    def sort(self, keys: Sequence[tuple[str, bool]]) -> None:
        """Sort by these keys (column, descending), or by none."""
        self.ordering.want(self.wanted_filter, keys, self.ordering.wanted_among)

    def set_query(self, text: str, keys: Sequence[tuple[str, bool]]) -> None:
        """Filter and sort at once."""
        self.ordering.want(text, keys, self.ordering.wanted_among)

    def show_only_selected(self) -> None:
        """Show what is selected now, of what fulfils the condition, and nothing else."""
        if self.n_selected:
            self.restrict(only(self.selection))

    def hide_selected(self) -> None:
        """Hide what is selected now, and select nothing."""
        if self.n_selected:
            self._to_unselect = without(self.selection, self.ordering.wanted_among)
            self.restrict(self._to_unselect)

    def restrict(self, restriction: Restriction | None) -> None:
        """Show, of what fulfils the condition, what a restriction allows; None allows all."""
        if restriction is not self.ordering.wanted_among:
            self.ordering.want(*self.ordering.wanted, restriction)

    def show_everything(self) -> None:
        """Take back condition and restriction at once."""
        if not self.ordering.is_plain:
            self.ordering.want("", self.ordering.wanted[1], None)

    def _ask_again(self) -> None:
        """Ask for what is wanted, of the records and columns there are now; none shown moves."""
        if not self.ordering.is_running:
            self.ordering.ask(resort=False)

    def _take_answer(self, ordered: Ordered, frame: pl.DataFrame) -> None:
        self._choice.set_order(ordered.order, ordered.inverse)
        # Else all that is left would be dimmed beside what is hidden; one step to undo.
        hid = self._to_unselect is not None and self._to_unselect is self.restriction
        unselected = hid and self._choice.clear()
        self._to_unselect = None if hid else self._to_unselect
        self.order_changed.emit()
        if unselected:
            self.selection_changed.emit()
        if frame is not self.frame and (self.filter_text or frame.height < self.n_records):
            self._ask_again()
        self._place_current()
        self._leave_hidden_slide()
        self._tell_settled()

    def _leave_hidden_slide(self) -> None:
        """Go to what is shown first if nothing of the slide in focus is, and back once it is."""
        if self._left is not None and self.current != self._left[1]:
            self._left = None  # somebody went on
        if self._left is not None and self._choice.position(self._left[0]) >= 0:
            self.set_current(self._left[0])
            self._left = None
            return
        first, end = self.file_span(self.focus_file)
        hidden = first < end and bool((self.inverse[first:end] < 0).all())
        if hidden and len(self.order) and self.current >= 0 and self._kept is None:
            left = self.current if self._left is None else self._left[0]
            self._left = left, int(self.order[0])
            self.set_current(int(self.order[0]))

    def _take_refusal(self, reason: str, frame: pl.DataFrame) -> None:
        self.query_failed.emit(reason)
        hidden = not self.is_narrowed and len(self.order) < self.n_records
        if hidden or (frame is not self.frame and (self.filter_text or self.sort_keys)):
            self._ask_again()
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    # ---------------------------------------------------------------- selection and current

    def set_current(self, number: int) -> None:
        """Make a record the current one, without selecting it."""
        self._tell(selected=False, moved=self._choice.set_current(number))

    def select(self, numbers: NDArray[np.integer], mode: SelectMode) -> None:
        """Join row numbers to the selection."""
        self._tell(selected=self._choice.select(numbers, mode), moved=False)

    def select_range(self, first_pos: int, last_pos: int, mode: SelectMode) -> None:
        """Join the positions from one to another, both included, to the selection."""
        self._tell(selected=self._choice.select_range(first_pos, last_pos, mode), moved=False)

    def select_all(self) -> None:
        """Select all that is shown, and nothing else."""
        self._tell(selected=self._choice.select_all(), moved=False)

    def invert_selection(self) -> None:
        """Toggle what is shown; what is filtered out stays as it is."""
        self._tell(selected=self._choice.invert(), moved=False)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._tell(selected=self._choice.clear(), moved=False)

    def click(self, number: int, *, ctrl: bool, shift: bool) -> None:
        """Apply the one rule of clicking; see `Choice.click`."""
        selected, moved = self._choice.click(number, ctrl=ctrl, shift=shift)
        self._tell(selected=selected, moved=moved)

    def move(self, delta: int, *, extend: bool) -> None:
        """Go on in the order, as the arrow keys do; see `Choice.move`."""
        selected, moved = self._choice.move(delta, extend=extend)
        self._tell(selected=selected, moved=moved)

    def step_selected(self, delta: int) -> None:
        """Go to the next or previous record selected and shown; past the last comes the first."""
        self._tell(selected=False, moved=self._choice.step_selected(delta))

    def set_focus_file(self, file_number: int) -> None:
        """Go to a file: its first record shown becomes current, if there is one."""
        if not -1 <= file_number < len(self.paths):
            return
        first, end = self.file_span(file_number)
        positions = self.inverse[first:end]
        shown = positions[positions >= 0]
        changed = file_number != self.focus_file
        self.focus_file = file_number
        moved = bool(len(shown)) and self._choice.set_current(int(self.order[shown.min()]))
        self._tell(selected=False, moved=moved, focused=changed)

    def _tell(self, *, selected: bool, moved: bool, focused: bool = False) -> None:
        if moved and self.current >= 0:
            file = int(self.file_number[self.current])
            focused = focused or file != self.focus_file
            self.focus_file = file
        if focused:
            self.focus_changed.emit(self.focus_file)
        if moved:
            self.current_changed.emit(self.current)
        if selected:
            self.selection_changed.emit()
