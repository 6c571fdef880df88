"""What every record has from the index alone, as numpy arrays that grow while files come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Records:
    """The index columns of some records, aligned with each other.

    Attributes:
        x: Location in level-0 pixels, int64 (n,); 0 where there is none.
        y: As `x`.
        has_location: Whether there is one, bool (n,).
        file_number: Number of the file, int32 (n,).
        record: Number of the record within its file, int64 (n,).
    """

    x: NDArray[np.int64]
    y: NDArray[np.int64]
    has_location: NDArray[np.bool_]
    file_number: NDArray[np.int32]
    record: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.x)


_DTYPES: dict[str, type[np.generic]] = {
    "x": np.int64,
    "y": np.int64,
    "has_location": np.bool_,
    "file_number": np.int32,
    "record": np.int64,
    "is_damaged": np.bool_,
}


class RecordArrays:
    """Arrays by row number; appending costs what is appended, not what is there.

    The arrays handed out are views of buffers: a longer one replaces them at the next append,
    so hold the object and not its arrays across signals.
    """

    x: NDArray[np.int64]
    y: NDArray[np.int64]
    has_location: NDArray[np.bool_]
    file_number: NDArray[np.int32]
    record: NDArray[np.int64]
    is_damaged: NDArray[np.bool_]

    def __init__(self) -> None:
        self._buffers: dict[str, NDArray[Any]] = {
            name: np.zeros(0, dtype) for name, dtype in _DTYPES.items()
        }
        self._starts: list[int] = [0]
        self._count = 0
        self._publish()

    def __len__(self) -> int:
        return self._count

    @property
    def n_files(self) -> int:
        """How many files have been appended."""
        return len(self._starts) - 1

    def append(self, records: Records, counts: Sequence[int]) -> None:
        """Take the records of further whole files.

        Args:
            records: Their columns, file after file.
            counts: How many records each of these files has.
        """
        count = self._count + len(records)
        whole = self._count == 0 and count > len(self._buffers["x"])
        if not whole and count > len(self._buffers["x"]):
            self.reserve(max(count, 2 * self._count))
        for name, buffer in self._buffers.items():
            if name == "is_damaged":
                if whole:
                    self._buffers[name] = np.zeros(count, np.bool_)
            elif whole:  # taken as they are: to copy a million holds the window up
                self._buffers[name] = getattr(records, name)
            else:
                buffer[self._count : count] = getattr(records, name)
        for n in counts:
            self._starts.append(self._starts[-1] + n)
        self._count = count
        self._publish()

    def reserve(self, count: int) -> None:
        """Make room for so many records, as long as there are few to be moved.

        To move a million of them holds the window up for the better part of 100 ms.
        """
        for name, buffer in self._buffers.items():
            if count > len(buffer):
                # No np.resize: that would write into arrays still held by painting code.
                grown = np.zeros(count, buffer.dtype)
                grown[: self._count] = buffer[: self._count]
                self._buffers[name] = grown

    def set_locations(
        self,
        file_number: int,
        x: NDArray[np.int64],
        y: NDArray[np.int64],
        has_location: NDArray[np.bool_],
    ) -> None:
        """Take the locations of a file, which its index did not hold."""
        first, end = self.span(file_number)
        for name, values in (("x", x), ("y", y), ("has_location", has_location)):
            # A copy: whoever holds the arrays handed out sees one state or the other.
            self._buffers[name] = buffer = self._buffers[name].copy()
            buffer[first:end] = values
        self._publish()

    def span(self, file_number: int) -> tuple[int, int]:
        """Return the first row number of a file and the one after its last; (0, 0) if unknown."""
        if not 0 <= file_number < self.n_files:
            return 0, 0
        return self._starts[file_number], self._starts[file_number + 1]

    def number_of(self, file_number: int, record: int) -> int:
        """Return the row number of a record of a file, -1 if there is none."""
        first, end = self.span(file_number)
        return first + record if 0 <= record < end - first else -1

    def _publish(self) -> None:
        for name, buffer in self._buffers.items():
            setattr(self, name, buffer[: self._count])
