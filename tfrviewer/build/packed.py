"""Many names in little memory, and their natural order."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

_NUMBER = re.compile(r"([0-9]+)")
_LONGEST_NUMBER = 254
"""Digits that count for the order; a file's name has no more."""


class Packed(Sequence[str]):
    """Texts packed into one piece of bytes: a hundred thousand names are a few megabytes.

    Slices and `picked` share the bytes with what they are taken of. Texts may hold what is no
    text, as names of files do (lone surrogates), and come back as they were.
    """

    __slots__ = ("_data", "_ends", "_starts")

    def __init__(self, data: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        """Take UTF-8, and where in it each text begins and ends."""
        self._data = data
        self._starts = starts
        self._ends = ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Pack texts."""
        return cls.of_bytes(text.encode("utf-8", "surrogatepass") for text in texts)

    @classmethod
    def of_bytes(cls, texts: Iterable[bytes]) -> Self:
        """Pack texts that are UTF-8 already."""
        data = bytearray()
        bounds = [0]
        for text in texts:
            data += text
            bounds.append(len(data))
        where = np.array(bounds, dtype=np.int64)
        return cls(bytes(data), where[:-1], where[1:])

    @classmethod
    def joined(cls, parts: Sequence["Packed"]) -> Self:
        """Return several as one; each is copied."""
        data = bytearray()
        starts, ends = [], []
        for part in parts:
            own = part if part.is_tight else part.copy()
            shift = len(data) - (int(own._starts[0]) if len(own) else 0)
            if len(own):
                data += memoryview(own._data)[own._starts[0] : own._ends[-1]]
            starts.append(own._starts + shift)
            ends.append(own._ends + shift)
        none = np.empty(0, dtype=np.int64)
        return cls(bytes(data), np.concatenate((none, *starts)), np.concatenate((none, *ends)))

    @property
    def is_tight(self) -> bool:
        """Whether one text follows the other without a gap."""
        return bool(np.array_equal(self._starts[1:], self._ends[:-1]))

    def copy(self) -> Self:
        """Return the same in bytes of its own."""
        return type(self).of_bytes(
            self._data[start:end] for start, end in zip(self._starts, self._ends, strict=True)
        )

    def picked(self, at: Any) -> Self:  # noqa: ANN401 - what indexes an array
        """Return those at some places, in a slice, or where a mask is true."""
        return type(self)(self._data, self._starts[at], self._ends[at])

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> "Packed": ...

    def __getitem__(self, at: int | slice) -> "str | Packed":
        if isinstance(at, slice):
            return self.picked(at)
        text = self._data[self._starts[at] : self._ends[at]]
        return text.decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed | list | tuple):
            return len(self) == len(other) and all(
                mine == its for mine, its in zip(self, other, strict=True)
            )
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Packed({len(self):,} texts)"


def natural_key(name: str) -> bytes:
    """Return bytes that sort names with their numbers by value: `slide-2` before `slide-10`.

    Capitals count only where nothing else tells names apart. The name itself, as UTF-8, is what
    follows the last zero byte.
    """
    chunks = _NUMBER.split(name.casefold())
    key = bytearray()
    for at, chunk in enumerate(chunks):
        if at % 2:
            digits = chunk.lstrip("0").encode()[:_LONGEST_NUMBER]
            key.append(len(digits) + 1)
            key += digits
        else:
            key += chunk.encode("utf-8", "surrogatepass") + b"\0"
    return bytes(key + b"\0" + name.encode("utf-8", "surrogatepass"))


def in_natural_order(keys: list[bytes]) -> Packed:
    """Return the names of natural keys in order; the list is sorted, and emptied."""
    keys.sort()
    names = Packed.of_bytes(key[key.rindex(b"\0") + 1 :] for key in keys)
    keys.clear()
    return names
