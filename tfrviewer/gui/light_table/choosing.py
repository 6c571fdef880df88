"""Which tiles lie on the light table at first; no Qt."""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

MOST: Final = 4
"""Panes side by side."""


def tiles_to_compare(session: "Session") -> NDArray[np.int64]:
    """Return the row numbers to compare, in the present order.

    They are those selected, the ones shown first; of one selected tile or none, it and the
    current one; of one tile alone, it and the next in the order.
    """
    order = session.order
    chosen = order[session.selection[order]].astype(np.int64)
    if len(chosen) < session.n_selected:  # some are selected and not shown
        hidden = np.flatnonzero(session.selection & (session.inverse < 0))
        chosen = np.concatenate([chosen, hidden])
    current = session.current
    if len(chosen) < 2 and current >= 0 and current not in chosen:
        chosen = np.append(chosen, current)
    if len(chosen) == 1 and len(order) > 1:
        position = int(session.inverse[chosen[0]])
        beside = position + 1 if position + 1 < len(order) else position - 1
        chosen = np.append(chosen, np.int64(order[beside if position >= 0 else 0]))
    return chosen


def groups(count: int) -> int:
    """Return how many groups of panes a number of tiles makes."""
    return -(-count // MOST)


def letter(pane: int) -> str:
    """Return what a pane is called."""
    return "ABCD"[pane]
