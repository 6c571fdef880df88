"""Decoding tiles small, on as many threads as there are processors."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image

from benchmarks.bench import Bench
from benchmarks.harness import Figure, Kind, Pair, pairs, seconds

_CORPUS = "one20k"
_TILES = 1500
_UNIT = 16
_SLACK = 1.25
"""As the window asks for them: it scales pictures as it paints."""

Decode = Callable[[bytes], object]


def _pillow_draft(px: int) -> Decode:
    def decode(data: bytes) -> object:
        image = Image.open(BytesIO(data))
        image.draft("RGB", (px, px))
        return image.load()

    return decode


def _pillow_thumbnail(px: int) -> Decode:
    def decode(data: bytes) -> object:
        image = Image.open(BytesIO(data))
        image.thumbnail((px, px))
        return image

    return decode


def _ours(px: int) -> Decode:
    from tfrviewer.tiles.image.thumbnails import decode_thumbnail_rgbx

    return lambda data: decode_thumbnail_rgbx(data, px, slack=_SLACK)


def _against(px: int, pillow: Callable[[int], Decode]) -> Callable[[Bench], list[Pair]]:
    def measure(bench: Bench) -> list[Pair]:
        from tfrviewer import TFRecord

        with TFRecord(bench.indexed(_CORPUS)[0]) as tfr:
            images = [tfr.image(i) for i in range(_TILES)]
        units = [images[i : i + _UNIT] for i in range(0, _TILES, _UNIT)]

        with ThreadPoolExecutor(os.cpu_count()) as pool:

            def all_with(decode: Decode) -> None:
                def work(unit: Sequence[bytes]) -> None:
                    for data in unit:
                        decode(data)

                for _ in pool.map(work, units):
                    pass

            return pairs(
                seconds(lambda: all_with(_ours(px))),
                seconds(lambda: all_with(pillow(px))),
                bench.pairs,
            )

    return measure


FIGURES = tuple(
    figure
    for px in (64, 128, 256)
    for figure in (
        Figure(
            f"thumbnails/{px}/draft",
            f"decode_thumbnail_rgbx of 299 px JPEGs at {px} px, a thread a processor",
            "Pillow's scaled decode (draft), as many threads",
            Kind.SPEED,
            _against(px, _pillow_draft),
            bar=0.85,
        ),
        Figure(
            f"thumbnails/{px}/thumbnail",
            f"decode_thumbnail_rgbx of 299 px JPEGs at {px} px, a thread a processor",
            "Pillow's Image.thumbnail, as many threads",
            Kind.SPEED,
            _against(px, _pillow_thumbnail),
        ),
    )
)
