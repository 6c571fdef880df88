"""Memory that is used again: to be given it anew for each step takes longer than the step."""

import math
import threading
from typing import Any, cast

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Scratch(threading.local):
    """Arrays by name, each thread its own; what one held is lost when it is asked for again."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[str, NDArray[np.uint8]] = {}

    def array(self, name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """Return an array that holds anything, over memory that was lent under this name before.

        Args:
            name: What it is for; two arrays in use at a time need two names.
            shape: Its shape.
            dtype: Its type.
        """
        size = math.prod(shape) * np.dtype(dtype).itemsize
        kept = self._kept.get(name)
        if kept is None or len(kept) < size:
            kept = self._kept[name] = np.empty(size, np.uint8)
        return cast("NDArray[Any]", kept[:size].view(dtype).reshape(shape))

    def let_go(self, size: int) -> None:
        """Give back the memory of whatever is larger than a size in bytes."""
        self._kept = {name: kept for name, kept in self._kept.items() if len(kept) <= size}

    def copy(self, name: str, values: NDArray[Any], dtype: DTypeLike) -> NDArray[Any]:
        """Return a copy of values as another type, over memory lent under this name."""
        array = self.array(name, values.shape, dtype)
        np.copyto(array, values, casting="unsafe")
        return array
