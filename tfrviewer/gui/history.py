"""What was done to filter, sorting, selection and flags, step by step, to go back and forth.

A list and no `QUndoStack`: that can forget its oldest steps alone, and flags are not forgotten.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.restriction import Restriction

if TYPE_CHECKING:
    from tfrviewer.gui.flags.flags import Flags
    from tfrviewer.gui.flags.keeping import FlagStep
    from tfrviewer.gui.session import Session

MOST_STEPS = 100


class What(Enum):
    """What a step changed."""

    SELECTION = "selection"
    FILTER = "filter"
    SORTING = "sorting"
    FLAG = "flag"


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


class _Step(ABC):
    """One step from a state to the next."""

    @property
    @abstractmethod
    def what(self) -> What:
        """What it changed."""

    @abstractmethod
    def undo(self, told: str) -> None:
        """Go back, and tell so once it is done."""

    @abstractmethod
    def redo(self, told: str) -> None:
        """Go there again, and tell so once it is done."""

    def takes_in(self, other: "_Step") -> bool:
        """Take the step that follows as a part of this one, if it is; return whether it is."""
        return False

    @property
    def has_state(self) -> bool:
        """Whether it holds states, which take room."""
        return False


class _StateStep(_Step):
    """A step of filter, sorting or selection."""

    def __init__(
        self, history: "History", before: _State, after: _State, what: What, drag: int
    ) -> None:
        self._drag = drag
        self._history = history
        self._before = before
        self._after = after
        self._what = what
        typed = before.keys == after.keys and before.among is after.among
        typed = typed and before.has_selection_of(after)
        self._is_typing = typed and bool(before.condition)

    @property
    @override
    def what(self) -> What:
        return self._what

    @property
    @override
    def has_state(self) -> bool:
        return True

    @override
    def undo(self, told: str) -> None:
        self.go_back()
        self._history.told.emit(told)

    @override
    def redo(self, told: str) -> None:
        self.go_on()
        self._history.told.emit(told)

    def go_back(self) -> None:
        """Bring about what was before, without a word."""
        self._history.go_to(self._before)

    def go_on(self) -> None:
        """Bring about what came after, without a word."""
        self._history.go_to(self._after)

    @property
    def _is_filter(self) -> bool:
        return self._before.condition != self._after.condition

    @override
    def takes_in(self, other: _Step) -> bool:
        """Take what one drag selects, or a condition that is typed on, as one step."""
        if not isinstance(other, _StateStep) or self._is_filter != other._is_filter:
            return False
        if not self._is_filter:
            same = bool(self._drag) and self._drag == other._drag
            self._after = other._after if same else self._after
            return same
        if not other._is_typing:
            return False
        old, new = other._before.condition, other._after.condition
        if not new or not (new.startswith(old) or old.startswith(new)):
            return False
        self._after = other._after
        return True


class _FlagStep(_Step):
    """A step of what was said of tiles, and of how the same gesture went on to the next."""

    def __init__(self, session: "Session", flags: "Flags", step: "FlagStep") -> None:
        self._session = session
        self._flags = flags
        self._step = step
        self._moved: _StateStep | None = None
        self._to = -1
        self._is_open = True

    @property
    @override
    def what(self) -> What:
        return What.FLAG

    @override
    def undo(self, told: str) -> None:
        if self._moved is not None:
            self._moved.go_back()
        self._flags.undo(self._step, told=told)

    @override
    def redo(self, told: str) -> None:
        self._flags.undo(self._step, again=True, told=told)
        if self._moved is not None:
            self._moved.go_on()
        if 0 <= self._to < self._session.n_records:
            self._session.set_current(self._to)

    @override
    def takes_in(self, other: _Step) -> bool:
        """Take the way to the next tile, as long as the gesture goes on."""
        if not (self._is_open and self._moved is None and isinstance(other, _StateStep)):
            return False
        self._moved = other
        return True

    def close(self) -> None:
        """The gesture is over: what comes next is another step."""
        self._is_open, self._to = False, self._session.current

    @property
    @override
    def has_state(self) -> bool:
        return self._moved is not None

    def forget_state(self) -> None:
        """Let go of the selections: they take room, and flags are undone without limit."""
        self._moved = None


class History(QObject):
    """Undo and redo of filter, sorting, selection and flags; the records themselves never change.

    Of filter, sorting and selection the last `MOST_STEPS` are kept; of flags all, also those of
    earlier sessions.

    Signals:
        changed: Other steps can be undone or redone.
        told: A step was undone or done again; a sentence for the status bar.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: "Session", flags: "Flags") -> None:
        super().__init__(session)
        self._session = session
        self._flags = flags
        self._steps: list[_Step] = []
        self._done = 0  # steps that are not undone
        self._present = _State.of(session)
        self._target: _State | None = None
        self._drag = self._drags = 0
        self._in_gesture = False
        self._said: _FlagStep | None = None
        session.dataset_changed.connect(self._begin)
        session.selection_changed.connect(self._take)
        session.order_changed.connect(self._take)
        session.query_failed.connect(self._forget_target)
        flags.done.connect(self._take_flag)
        flags.earlier_changed.connect(self.changed)
        flags.reloaded.connect(self._forget_flags)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._undone_next is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._redone_next is not None

    @property
    def _undone_next(self) -> What | None:
        if self._done:
            return self._steps[self._done - 1].what
        return What.FLAG if self._flags.earlier else None

    @property
    def _redone_next(self) -> What | None:
        if not self._done and self._flags.earlier_again:
            return What.FLAG
        return self._steps[self._done].what if self._done < len(self._steps) else None

    @property
    def undo_text(self) -> str:
        """What would be undone; empty if nothing."""
        return self._called(self._undone_next)

    @property
    def redo_text(self) -> str:
        """What would be done again; empty if nothing."""
        return self._called(self._redone_next)

    def _called(self, what: What | None) -> str:
        words = {
            What.SELECTION: self.tr("Selection"),
            What.FILTER: self.tr("Filter"),
            What.SORTING: self.tr("Sorting"),
            What.FLAG: self.tr("Flag"),
        }
        return "" if what is None else words[what]

    @property
    def undo_words(self) -> str:
        """What a menu calls undoing it."""
        words = {
            What.SELECTION: self.tr("&Undo Selection"),
            What.FILTER: self.tr("&Undo Filter"),
            What.SORTING: self.tr("&Undo Sorting"),
            What.FLAG: self.tr("&Undo Flag"),
            None: self.tr("&Undo"),
        }
        return words[self._undone_next]

    @property
    def redo_words(self) -> str:
        """What a menu calls doing it again."""
        words = {
            What.SELECTION: self.tr("&Redo Selection"),
            What.FILTER: self.tr("&Redo Filter"),
            What.SORTING: self.tr("&Redo Sorting"),
            What.FLAG: self.tr("&Redo Flag"),
            None: self.tr("&Redo"),
        }
        return words[self._redone_next]

    def undo(self) -> None:
        """Go back a step; of flags that is told when it is on the disk."""
        told = self.tr("Undone: {0}").format(self.undo_text)
        if self._done:
            self._done -= 1
            self._steps[self._done].undo(told)
            self.changed.emit()
        else:
            self._flags.undo_earlier(told=told)

    def redo(self) -> None:
        """Do again what was undone."""
        told = self.tr("Done again: {0}").format(self.redo_text)
        if not self._done and self._flags.earlier_again:
            self._flags.undo_earlier(again=True, told=told)
        elif self._done < len(self._steps):
            self._done += 1
            self._steps[self._done - 1].redo(told)
            self.changed.emit()

    def _push(self, step: _Step) -> None:
        """Take a step that was done; what was undone is gone."""
        self._flags.forget_earlier_again()
        del self._steps[self._done :]
        if not self._steps or not self._steps[-1].takes_in(step):
            self._steps.append(step)
        states = [i for i, one in enumerate(self._steps) if one.has_state]
        if len(states) > MOST_STEPS:
            oldest = self._steps[states[0]]
            if isinstance(oldest, _FlagStep):
                oldest.forget_state()
            else:
                del self._steps[states[0]]
        self._done = len(self._steps)
        self.changed.emit()

    @contextmanager
    def gesture(self) -> Iterator[None]:
        """Take a flag and the way to the next tile as one step."""
        self._in_gesture = True
        try:
            yield
        finally:
            self._in_gesture = False
            if self._said is not None:
                self._said.close()
            self._said = None

    def _take_flag(self, step: "FlagStep") -> None:
        said = _FlagStep(self._session, self._flags, step)
        if self._in_gesture:
            self._said = said
        else:
            said.close()
        self._push(said)

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
        self._steps, self._done = [], 0
        self.changed.emit()

    def _forget_flags(self) -> None:
        """Forget flags: the store tells them all anew, or another reads and said others."""

        def others(steps: list[_Step]) -> list[_Step]:
            return [step for step in steps if not isinstance(step, _FlagStep)]

        done = others(self._steps[: self._done])
        self._steps, self._done = done + others(self._steps[self._done :]), len(done)
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
            what = What.FILTER
        elif not same_selection:
            what = What.SELECTION
        else:
            what = What.SORTING
        self._push(_StateStep(self, before, now, what, self._drag))
