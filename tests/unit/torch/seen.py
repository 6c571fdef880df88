"""What tests of DataLoaders look at; light enough to be imported by their worker processes."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from torch import Tensor
from torch.utils.data import DataLoader, Dataset

Tile = tuple[str, int, int]

HEAVY = {"polars", "PySide6", "pyqtgraph"}


def tiles_of(batches: Iterable[dict[str, Any]]) -> list[Tile]:
    """Slide and location of each tile of some batches."""
    return [
        (slide, *loc)
        for batch in batches
        for slide, loc in zip(batch["slide"], batch["loc"].tolist(), strict=True)
    ]


def load(
    dataset: Dataset[dict[str, Any]],
    workers: int = 0,
    **options: Any,  # noqa: ANN401 - of a DataLoader
) -> list[Tile]:
    """What a DataLoader gives."""
    try:
        return tiles_of(DataLoader(dataset, batch_size=4, num_workers=workers, **options))
    except Exception as error:
        # PyTorch's frame refers to its error, whose traceback refers to the frame and to the
        # loader: only the garbage collection would end its workers, which takes 5 s each.
        raise error.with_traceback(None) from None


def tiles_in(sizes: dict[str, int]) -> list[Tile]:
    """What `write_slide` writes for slides of so many tiles, sorted."""
    return sorted((name, 256 * i, 512 * i) for name, size in sizes.items() for i in range(size))


def mean(image: Tensor) -> float:
    return float(image.float().mean())


def heavy_modules(image: Tensor) -> str:
    return ",".join(sorted(HEAVY & set(sys.modules)))


def process(image: Tensor) -> int:
    return os.getpid()


def handles_of(suffix: str) -> Callable[[Tensor], int]:
    return partial(_handles, suffix)


def _handles(suffix: str, image: Tensor) -> int:
    """How many files with an ending the process holds open."""
    held = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            held += link.readlink().name.endswith(suffix)
        except FileNotFoundError:
            continue  # the one that the folder was read by
    return held
