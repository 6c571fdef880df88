"""Measuring every metric of tiles, in as many processes as there are processors."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

_TILES = 1024
_UNIT = 64
_images: list[bytes] = []
"""What each process reads before the clock is started."""

Span = tuple[int, int]


def _read(path: Path) -> None:
    from tfrviewer import TFRecord

    with TFRecord(path, create_index=False) as tfr:
        _images.extend(tfr.image(i) for i in range(_TILES))


def _measure(span: Span) -> int:
    from tfrviewer.tiles.metrics import measure_hashed

    return len(measure_hashed(_images[slice(*span)]).values)


def _decode(span: Span) -> int:
    some = _images[slice(*span)]
    for data in some:
        image = Image.open(BytesIO(data))
        image.draft("RGB", (image.width // 2, image.height // 2))
        image.load()
    return len(some)


def _against_half_scale(corpus: str) -> Callable[[Bench], Sequence[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        path = bench.files(corpus)[0].absolute()
        spans = [(i, i + _UNIT) for i in range(0, _TILES, _UNIT)]
        spawn = multiprocessing.get_context("spawn")
        processes = os.cpu_count()
        with ProcessPoolExecutor(processes, spawn, _read, (path,)) as pool:

            def all_with(work: Callable[[Span], int]) -> None:
                assert sum(pool.map(work, spans)) == _TILES

            return pairs(
                seconds(lambda: all_with(_measure)), seconds(lambda: all_with(_decode)), bench.pairs
            )

    return measure


FIGURES = (
    Figure(
        "measuring/299/half",
        "measure_hashed, all metrics of 299 px JPEGs, a process a processor",
        "Pillow's half-scale decode (draft), as many processes",
        Kind.SPEED,
        _against_half_scale("one20k"),
        bar=0.5,
    ),
    Figure(
        "measuring/64/half",
        "measure_hashed, all metrics of 64 px JPEGs, a process a processor",
        "Pillow's half-scale decode (draft), as many processes",
        Kind.SPEED,
        _against_half_scale("million"),
    ),
)
