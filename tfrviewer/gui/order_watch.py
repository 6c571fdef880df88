"""What became of the order of the records: all views scroll by the same rule after it. No Qt.

After sorting, one wants to see what comes first: views go to the top. After filtering, the current
record stays in view where it is still shown; where it is not, views go to the top. Records that
merely came in move nothing.
"""

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session


class OrderChange(Enum):
    """Why the order is another one."""

    SORTED = "sorted"
    FILTERED = "filtered"
    GREW = "grew"


class OrderWatch:
    """Tells a view why the order changed; to be asked at each change, and at another dataset."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._keys = list(session.sort_keys)
        self._filter = (session.filter_text, session.restriction)

    def take(self) -> OrderChange:
        """Return what changed since this was asked last."""
        session = self._session
        keys, text = list(session.sort_keys), (session.filter_text, session.restriction)
        resorted, refiltered = keys != self._keys, text != self._filter
        self._keys, self._filter = keys, text
        if resorted:
            return OrderChange.SORTED
        return OrderChange.FILTERED if refiltered else OrderChange.GREW
