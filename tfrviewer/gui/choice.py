"""The order of the records shown and the selection among them: plain numpy, no Qt.

Records are named by row number (their key in the frame); places in the present order are
called positions. Everything here is vectorised: it must answer at once for a million records.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray


class SelectMode(Enum):
    """How a set of records is joined to the selection."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"
    TOGGLE = "toggle"


def invert_order(order: NDArray[np.uint32], count: int) -> NDArray[np.int64]:
    """Return the position of each of `count` row numbers in `order`, -1 where it is not shown."""
    inverse = np.full(count, -1, dtype=np.int64)
    inverse[order] = np.arange(len(order), dtype=np.int64)
    return inverse


class Numbering:
    """Order and inverse of records shown as they are numbered, lent out in parts.

    To make them for a million records holds the window up, so they are made for more than is
    asked for, and in the thread that reads.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._order = np.zeros(0, dtype=np.uint32)
        self._inverse = np.zeros(0, dtype=np.int64)

    def up_to(self, count: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the order and the inverse of so many records, not to be written to."""
        if count > len(self._order):
            room = max(count, 2 * len(self._order))
            self._order = np.arange(room, dtype=np.uint32)
            self._inverse = np.arange(room, dtype=np.int64)
        return self._order[:count], self._inverse[:count]


def _empty_bool() -> NDArray[np.bool_]:
    return np.zeros(0, dtype=np.bool_)


@dataclass
class Choice:
    """What is shown in which order, what is selected, and which record is current.

    Attributes:
        order: Row numbers in the present order, uint32 (n_shown,).
        inverse: Position of each row number, int64 (n,), -1 where filtered out.
        selection: Whether each row number is selected, bool (n,).
        current: The current row number, or -1.
        anchor: Where a range begins, a row number, or -1.
        n_selected: How many are selected, shown or not.
    """

    order: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))
    inverse: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    selection: NDArray[np.bool_] = field(default_factory=_empty_bool)
    current: int = -1
    anchor: int = -1
    n_selected: int = 0
    _is_plain: bool = True  # shown as numbered
    _position: int = 0  # where the current record was last seen, for when it is filtered out

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.selection)

    @property
    def dims(self) -> bool:
        """Whether views dim what is not selected: one record alone does not put off the others.

        The one selected may be out of sight, as the current record moves without the selection.
        """
        return self.n_selected > 1

    def grow(
        self,
        count: int,
        *,
        shown: bool,
        numbered: tuple[NDArray[np.uint32], NDArray[np.int64]] | None = None,
    ) -> None:
        """Take more records, up to `count`, at the end of the order if `shown`, else hidden.

        Args:
            count: How many there are then.
            shown: Whether the new ones are shown.
            numbered: What a `Numbering` gives for so many, if that is at hand.
        """
        old = self.count
        selection = np.zeros(count, dtype=np.bool_)
        selection[:old] = self.selection
        self.selection = selection
        if shown and self._is_plain:
            self.order, self.inverse = numbered or Numbering().up_to(count)
            return
        self._is_plain = False
        added = np.arange(old, count, dtype=np.uint32)
        if shown:
            positions = np.arange(len(self.order), len(self.order) + len(added), dtype=np.int64)
            self.order = np.concatenate([self.order, added])
        else:
            positions = np.full(len(added), -1, dtype=np.int64)
        self.inverse = np.concatenate([self.inverse, positions])

    def set_order(self, order: NDArray[np.uint32], inverse: NDArray[np.int64]) -> None:
        """Show other records, or in another order; the selection stays what it is.

        Records that came since the order was made are hidden until it is made again.
        """
        missing = self.count - len(inverse)
        if missing > 0:
            inverse = np.concatenate([inverse, np.full(missing, -1, dtype=np.int64)])
        self._remember()
        self.order, self.inverse, self._is_plain = order, inverse, False

    def position(self, number: int) -> int:
        """Return the position of a row number in the order, -1 if it is not shown."""
        return int(self.inverse[number]) if 0 <= number < self.count else -1

    def set_current(self, number: int) -> bool:
        """Make a record the current one; return whether that changed anything."""
        if not -1 <= number < self.count:
            number = -1
        if number == self.current:
            return False
        self.current = number
        self._remember()
        return True

    def select(self, numbers: NDArray[np.integer], mode: SelectMode) -> bool:
        """Join a set of row numbers to the selection; return whether that changed it."""
        if mode is SelectMode.REPLACE:
            new = np.zeros(self.count, dtype=np.bool_)
            new[numbers] = True
        else:
            new = self.selection.copy()
            if mode is SelectMode.TOGGLE:
                # A number given twice is toggled once: fancy assignment of the old values.
                new[numbers] = ~self.selection[numbers]
            else:
                new[numbers] = mode is SelectMode.ADD
        return self._take(new)

    def select_range(self, first: int, last: int, mode: SelectMode) -> bool:
        """Select the positions from `first` to `last`, both included, in either direction."""
        low, high = sorted((first, last))
        return self.select(self.order[max(low, 0) : max(high, -1) + 1], mode)

    def select_all(self) -> bool:
        """Select all that is shown, and nothing else."""
        return self.select(self.order, SelectMode.REPLACE)

    def invert(self) -> bool:
        """Toggle what is shown; what is filtered out stays as it is."""
        return self.select(self.order, SelectMode.TOGGLE)

    def clear(self) -> bool:
        """Select nothing."""
        return self._take(np.zeros(self.count, dtype=np.bool_))

    def click(self, number: int, *, ctrl: bool, shift: bool) -> tuple[bool, bool]:
        """Apply the one rule of clicking.

        Plain: this record alone. Ctrl: toggle it. Shift: the range from the anchor to it, in
        place of the selection, or added to it with Ctrl. A plain or Ctrl click moves the anchor.

        Returns:
            Whether the selection changed, and whether the current record changed.
        """
        if not 0 <= number < self.count:
            return False, False
        if shift:
            start = self._anchor_position()
            end = self.position(number)
            if end < 0:
                selected = False
            else:
                mode = SelectMode.ADD if ctrl else SelectMode.REPLACE
                selected = self.select_range(end if start < 0 else start, end, mode)
        else:
            mode = SelectMode.TOGGLE if ctrl else SelectMode.REPLACE
            selected = self.select(np.array([number]), mode)
            self.anchor = number
        return selected, self.set_current(number)

    def move(self, delta: int, *, extend: bool) -> tuple[bool, bool]:
        """Go `delta` positions on in the order, stopping at its ends, as the arrow keys do.

        Args:
            delta: How far, in positions; negative goes back.
            extend: Select the range from the anchor, as Shift and an arrow do.

        Returns:
            Whether the selection changed, and whether the current record changed.
        """
        if len(self.order) == 0:
            return False, False
        here = self.position(self.current)
        # It was filtered out, or there is none: the first step goes to where it was.
        gone = self._position if self.current >= 0 else 0
        target = here + delta if here >= 0 else gone
        number = int(self.order[min(max(target, 0), len(self.order) - 1)])
        if extend and self._anchor_position() < 0:
            self.anchor = self.current if here >= 0 else number
        return self.click(number, ctrl=False, shift=extend)

    def step_selected(self, delta: int) -> bool:
        """Go to the next (1) or previous (-1) record selected and shown, around the ends.

        Returns:
            Whether the current record changed; the selection stays.
        """
        positions = np.flatnonzero(self.selection[self.order])
        if not len(positions):
            return False
        here = self.position(self.current)
        here = self._position if here < 0 else here
        if delta > 0:
            at = int(np.searchsorted(positions, here, side="right")) % len(positions)
        else:
            at = int(np.searchsorted(positions, here)) - 1
        return self.set_current(int(self.order[positions[at]]))

    def _anchor_position(self) -> int:
        at = self.position(self.anchor)
        return at if at >= 0 else self.position(self.current)

    def _remember(self) -> None:
        at = self.position(self.current)
        if at >= 0:
            self._position = at

    def _take(self, new: NDArray[np.bool_]) -> bool:
        if np.array_equal(new, self.selection):
            return False
        self.selection = new
        self.n_selected = int(np.count_nonzero(new))
        return True
