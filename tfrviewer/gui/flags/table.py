"""What one reader said of each record, as it is shown: plain numpy, no Qt."""

import numpy as np
from numpy.typing import NDArray

from tfrviewer.review.joining import Joined, Said

Numbers = NDArray[np.integer]


class FlagTable:
    """Flags and notes by row number.

    Attributes:
        names: The flags there are, by code; the first is None, for no flag.
        codes: The code of each record's flag, uint16 (n,), never changed in place; empty while
            nothing is known.
        notes: The notes, by row number; never changed in place.
        images: The `short_hash` of each image that was flagged, uint64 (n,), 0 where unknown.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Know nothing."""
        self.names: tuple[str | None, ...] = (None,)
        self.codes: NDArray[np.uint16] = np.zeros(0, np.uint16)
        self.notes: dict[int, str] = {}
        self.images: NDArray[np.uint64] = np.zeros(0, np.uint64)

    def make_room(self, count: int) -> None:
        """Have a flag for each of so many records."""
        if len(self.codes) != count:
            self.codes = np.zeros(count, np.uint16)
            self.images = np.zeros(count, np.uint64)

    def flag_of(self, number: int) -> str | None:
        """Return the flag of a record, None if it has none."""
        return self.names[self.codes[number]] if 0 <= number < len(self.codes) else None

    def count(self, name: str | None) -> int:
        """Return how many records have a flag."""
        if name not in self.names:
            return 0
        return int(np.count_nonzero(self.codes == self.names.index(name)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever said."""
        return len(self.names) == 1 and not self.notes

    def flag(self, rows: Numbers, name: str | None) -> bool:
        """Give records a flag, or take it away; return whether that changed anything."""
        code = self._code(name)
        if (self.codes[rows] == code).all():
            return False
        codes = self.codes.copy()
        codes[rows] = code
        self.codes = codes
        self.images[rows] = 0  # as they are now they were not read yet
        return True

    def note(self, number: int, text: str) -> bool:
        """Give a record a note, "" for none; return whether that changed anything."""
        if text == self.notes.get(number, ""):
            return False
        self.notes = {**self.notes, number: text}
        if not text:
            del self.notes[number]
        return True

    def take_all(self, joined: Joined) -> None:
        """Take what was said of all records."""
        self.names, self.codes = joined.names, joined.codes
        self.notes, self.images = joined.notes, joined.images

    def take(self, said: Said) -> bool:
        """Take what was said of some records; return whether that changed anything."""
        codes = self.codes.copy()
        own = np.array([self._code(name) for name in said.names], np.uint16)
        codes[said.rows] = own[said.codes]
        touched = np.zeros(len(codes), np.bool_)
        touched[said.rows] = True
        notes = {row: text for row, text in self.notes.items() if not touched[row]} | said.notes
        self.images[said.rows] = said.images
        if notes == self.notes and np.array_equal(codes, self.codes):
            return False
        self.codes, self.notes = codes, notes
        return True

    def joined(self) -> Joined:
        """Return it as it is now, for a thread."""
        return Joined(self.names, self.codes, self.notes, self.images)

    def _code(self, name: str | None) -> int:
        if name not in self.names:
            self.names = (*self.names, name)
        return self.names.index(name)
