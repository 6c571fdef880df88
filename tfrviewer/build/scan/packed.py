"""Many names in little memory, and their natural order."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

_NUMBER = re.compile(r"([0-9]+)")
_LONGEST_NUMBER = 254
"""Digits that count for the order; a file's name has no more."""
_A_RUN = 4096


class Packed(Sequence[str]):
    """Texts packed into one piece of bytes: a hundred thousand names are a few megabytes.

    Slices and `picked` share the bytes with what they are taken of. Texts may hold what is no
    text, as names of files do (lone surrogates), and come back as they were.
    """

    __slots__ = ("_data", "_ends", "_starts")

    def __init__(
        self, data: bytes | bytearray, starts: NDArray[np.integer], ends: NDArray[np.integer]
    ) -> None:
        """Take UTF-8, and where in it each text begins and ends."""
        self._data = data
        self._starts = starts
        self._ends = ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Packed":
        """Pack texts."""
        packing = Packing()
        packing.extend(texts)
        return packing.packed()

    @classmethod
    def joined(cls, parts: Iterable["Packed"]) -> "Packed":
        """Return several as one; each is copied."""
        packing = Packing()
        for part in parts:
            packing.extend(part)
        return packing.packed()

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


class Packing:
    """Packs texts one after the other."""

    def __init__(self) -> None:
        """Begin with none."""
        self._data = bytearray()
        self._bounds = array("q", (0,))

    def add(self, text: bytes) -> None:
        """Pack one more, as UTF-8."""
        self._data += text
        self._bounds.append(len(self._data))

    def extend(self, texts: Iterable[str]) -> None:
        """Pack several more."""
        for text in texts:
            self.add(text.encode("utf-8", "surrogatepass"))

    def packed(self) -> Packed:
        """Return them; nothing can be packed after it."""
        bounds = np.frombuffer(self._bounds, dtype=np.int64)
        if len(self._data) <= np.iinfo(np.uint32).max:
            where: NDArray[np.integer] = bounds.astype(np.uint32)
        else:
            where = bounds
        return Packed(self._data, where[:-1], where[1:])


def natural_key(name: str) -> bytes:
    """Return bytes that sort names with their numbers by value: `slide-2` before `slide-10`.

    Capitals, and zeros before a number, count only where nothing else tells names apart.
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


class NaturalOrder:
    """Names in their natural order: gathered one by one, and sorted in little memory.

    A list of a hundred thousand names takes far more than their letters; so a few thousand at a
    time are sorted and packed, and merged whenever they are asked for.
    """

    __slots__ = ("_names", "_runs")

    def __init__(self) -> None:
        """Begin with none."""
        self._names: list[str] = []
        self._runs: list[Packed] = []

    def add(self, name: str) -> None:
        """Add a name."""
        self._names.append(name)
        if len(self._names) == _A_RUN:
            self.settle()

    def settle(self) -> None:
        """Sort and pack what was added: to be called once all is."""
        if self._names:
            self._names.sort(key=natural_key)
            self._runs.append(Packed.of(self._names))
            self._names = []

    def __len__(self) -> int:
        return len(self._names) + sum(map(len, self._runs))

    def __iter__(self) -> Iterator[str]:
        self.settle()
        if len(self._runs) == 1:
            return iter(self._runs[0])
        return merge(*self._runs, key=natural_key)
