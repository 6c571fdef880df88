"""Which records may be shown at all, beside the condition: some alone, or all but some. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Restriction:
    """Records picked by hand, as they were at the moment of asking; compared by identity.

    Attributes:
        numbers: Row numbers, ascending, each once, uint32 (n,).
        hides: These are hidden; else they alone are shown.
    """

    numbers: NDArray[np.uint32]
    hides: bool

    def applied(self, numbers: NDArray[np.uint32], count: int) -> NDArray[np.uint32]:
        """Return those of some row numbers that may be shown, in the order given.

        Args:
            numbers: Row numbers, uint32 (n,).
            count: How many records there are.
        """
        listed = np.zeros(count, dtype=np.bool_)
        listed[self.numbers[self.numbers < count]] = True
        allowed = ~listed if self.hides else listed
        return numbers[allowed[numbers]]


def only(chosen: NDArray[np.bool_]) -> Restriction:
    """Return what shows the chosen row numbers alone, whatever was hidden before."""
    return Restriction(np.flatnonzero(chosen).astype(np.uint32), hides=False)


def without(chosen: NDArray[np.bool_], before: Restriction | None) -> Restriction:
    """Return what hides the chosen row numbers besides what is hidden already."""
    if before is not None and not before.hides:
        return Restriction(before.numbers[~chosen[before.numbers]], hides=False)
    hidden = chosen.copy()
    if before is not None:
        hidden[before.numbers] = True
    return Restriction(np.flatnonzero(hidden).astype(np.uint32), hides=True)
