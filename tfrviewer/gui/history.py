"""What was done to filter, sorting and selection, step by step, to go back and forth."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.restriction import Restriction

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

MOST_STEPS = 100
_FILTER_STEP, _DRAG_STEP = 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Filter, sorting and selection at one time.

    Attributes:
        condition: The filter.
        keys: What is sorted by.
        bits: A bit a record, as far as the last one selected: of a million records, a hundred
            states take 12 MB at most.
        among: Which records may be shown at all.
    """

    condition: str
    keys: tuple[tuple[str, bool], ...]
    bits: NDArray[np.uint8]
    among: Restriction | None

    @classmethod
    def of(cls, session: "Session") -> "_State":
        bits = np.packbits(session.selection)
        used = np.flatnonzero(bits)
        bits = bits[: used[-1] + 1].copy() if len(used) else bits[:0].copy()
        keys, among = tuple(session.sort_keys), session.restriction
        return cls(session.filter_text, keys, bits, among)

    def numbers(self, count: int) -> NDArray[np.intp]:
        """Return the row numbers selected, of so many records at most."""
        return np.flatnonzero(np.unpackbits(self.bits)[:count])

    def has_query_of(self, other: "_State") -> bool:
        same = (self.condition, self.keys) == (other.condition, other.keys)
        return same and self.among is other.among

    def has_selection_of(self, other: "_State") -> bool:
        return np.array_equal(self.bits, other.bits)


class _Step(QUndoCommand):
    """One step from a state to the next."""

    def __init__(
        self, history: "History", before: _State, after: _State, text: str, drag: int
    ) -> None:
        super().__init__(text)
        self._drag = drag
        self._history = history
        self._before = before
        self._after = after
        self._done = True  # the stack calls `redo` as it takes what was done already
        typed = before.keys == after.keys and before.among is after.among
        typed = typed and before.has_selection_of(after)
        self._is_typing = typed and bool(before.condition)

    @override
    def redo(self) -> None:
        if self._done:
            self._done = False
        else:
            self._history.go_to(self._after)

    @override
    def undo(self) -> None:
        self._history.go_to(self._before)

    @override
    def id(self) -> int:
        if self._before.condition != self._after.condition:
            return _FILTER_STEP
        return _DRAG_STEP if self._drag else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take what one drag selects, or a condition that is typed on, as one step."""
        if not isinstance(other, _Step):
            return False
        if self._drag and self._drag == other._drag and self.id() == _DRAG_STEP:
            self._after = other._after
            return True
        if not other._is_typing:
            return False
        old, new = other._before.condition, other._after.condition
        if not new or not (new.startswith(old) or old.startswith(new)):
            return False
        self._after = other._after
        return True


class History(QObject):
    """Undo and redo of filter, sorting and selection; the records themselves never change.

    Signals:
        changed: Other steps can be undone or redone.
    """

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MOST_STEPS)
        self._present = _State.of(session)
        self._target: _State | None = None
        self._drag = self._drags = 0
        self._stack.indexChanged.connect(self.changed)
        session.dataset_changed.connect(self._begin)
        session.selection_changed.connect(self._take)
        session.order_changed.connect(self._take)
        session.query_failed.connect(self._forget_target)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._stack.canRedo()

    @property
    def undo_text(self) -> str:
        """What would be undone; empty if nothing."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What would be done again; empty if nothing."""
        return self._stack.redoText()

    @property
    def undo_words(self) -> str:
        """What a menu calls undoing it."""
        words = {
            self.tr("Selection"): self.tr("&Undo Selection"),
            self.tr("Filter"): self.tr("&Undo Filter"),
            self.tr("Sorting"): self.tr("&Undo Sorting"),
        }
        return words.get(self.undo_text, self.tr("&Undo"))

    @property
    def redo_words(self) -> str:
        """What a menu calls doing it again."""
        words = {
            self.tr("Selection"): self.tr("&Redo Selection"),
            self.tr("Filter"): self.tr("&Redo Filter"),
            self.tr("Sorting"): self.tr("&Redo Sorting"),
        }
        return words.get(self.redo_text, self.tr("&Redo"))

    def undo(self) -> None:
        """Go back a step."""
        self._stack.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._stack.redo()

    def begin_drag(self) -> None:
        """Take all that is selected until `end_drag` as one step."""
        self._drags += 1
        self._drag = self._drags

    def end_drag(self) -> None:
        """The button was released; what is selected next is another step."""
        self._drag = 0

    def go_to(self, state: _State) -> None:
        """Bring a state about; for the steps."""
        session = self._session
        before, self._present = self._present, state
        if not state.has_query_of(before):
            self._target = state
            session.ordering.want(state.condition, state.keys, state.among)
        if not state.has_selection_of(before):
            session.select(state.numbers(session.n_records), SelectMode.REPLACE)

    def _begin(self) -> None:
        self._target = None
        self._present = _State.of(self._session)
        self._stack.clear()
        self.changed.emit()

    def _forget_target(self) -> None:
        """What was to come back is refused, since a column is gone: what is there holds."""
        if self._target is not None:
            self._target = None
            self._present = _State.of(self._session)

    def _take(self) -> None:
        """Take what was done, if it was done by anybody else."""
        before, now = self._present, _State.of(self._session)
        if self._target is not None:
            if now.has_query_of(self._target):
                self._target = None
            else:  # the answer is on its way
                now = replace(now, condition=before.condition, keys=before.keys, among=before.among)
        same_selection = now.has_selection_of(before)
        if same_selection and now.has_query_of(before):
            return
        self._present = now
        if now.condition != before.condition or now.among is not before.among:
            text = self.tr("Filter")
        elif not same_selection:
            text = self.tr("Selection")
        else:
            text = self.tr("Sorting")
        self._stack.push(_Step(self, before, now, text, self._drag))
