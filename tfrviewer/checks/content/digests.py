"""What tells that two images are the same: their bytes, or else their pixels.

Read are only tiles that look alike already, so that few of a dataset are. This runs in worker
processes as well, so it imports `tfrecord` and `tiles` and no polars.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.table.scan import open_latest
from tfrviewer.errors import ImageError, RecordError, TfrError
from tfrviewer.jobs import CancelToken, Progress, map_units
from tfrviewer.tiles.image.decode import decode_image

SIZE = 16
"""Bytes of a digest."""
_UNIT = 256
"""Records of a unit of work."""
_FEW = 4
"""Units that are read here before worker processes would have begun."""


@dataclass(frozen=True, slots=True)
class _Unit:
    path: str
    records: tuple[int, ...]
    pixels: bool


@dataclass(frozen=True, slots=True)
class _Found:
    digests: list[bytes]
    slides: list[str]
    several: list[bool]


@dataclass(frozen=True, slots=True, eq=False)
class Digests:
    """Digests of some tiles, in the order asked for.

    Attributes:
        digests: BLAKE2b of the encoded image, or of its pixels; empty where it cannot be read. Of a
            sequence of images that of all of them, and none of their pixels.
        slides: The slide that each record names, "" for none.
        several: bool (n,), whether the record is a sequence of images: only the first of them is
            looked at otherwise, and that it is like another makes no record one too many.
    """

    digests: list[bytes]
    slides: list[str]
    several: NDArray[np.bool_]


def digests_of(
    paths: Sequence[Path],
    file: NDArray[np.int32],
    record: NDArray[np.int64],
    *,
    pixels: bool = False,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Digests:
    """Read tiles, and return what tells them from others.

    Args:
        paths: The TFRecords.
        file: int32 (n,), which of them each tile is in, in ascending order.
        record: int64 (n,), its number there.
        pixels: Whether the pixels are asked for, not the encoded bytes.
        executor: Where to read; None does it here.
        cancel: Looked at before each unit.
        progress: Called with the tiles read.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    units = []
    pairs = zip(file.tolist(), record.tolist(), strict=True)
    for number, of_file in groupby(pairs, key=lambda pair: pair[0]):
        records = tuple(one for _, one in of_file)
        for first in range(0, len(records), _UNIT):
            units.append(_Unit(str(paths[number]), records[first : first + _UNIT], pixels))
    if len(units) <= _FEW:
        executor = None
    digests: list[bytes] = []
    slides: list[str] = []
    several: list[bool] = []
    found = map_units(_read, units, executor=executor, cancel=cancel)
    for unit, read in zip(units, found, strict=True):
        digests += read.digests
        slides += read.slides
        several += read.several
        if progress is not None:
            progress(len(digests), len(file), Path(unit.path).name)
    return Digests(digests, slides, np.array(several, np.bool_))


def _read(unit: _Unit) -> _Found:
    """Read a unit; picklable, for an executor. What cannot be read is like nothing."""
    try:
        tfrecord = open_latest(Path(unit.path))
    except (TfrError, OSError):
        nothing = len(unit.records)
        return _Found([b""] * nothing, [""] * nothing, [False] * nothing)
    digests, slides, several = [], [], []
    for record in unit.records:
        digest, slide, is_sequence = b"", "", False
        try:
            example = tfrecord.example(record, check_crc=False)
            slide = example.slide or ""
            images = example.images
            is_sequence = len(images) > 1
            if is_sequence:
                digest = b"" if unit.pixels else _of(b"".join(map(_of, images)))
            elif images:
                digest = _of_pixels(images[0]) if unit.pixels else _of(images[0])
        except (ImageError, RecordError, TfrError, OSError, IndexError):
            pass  # it was there when it was measured: the file changed meanwhile
        digests.append(digest)
        slides.append(slide)
        several.append(is_sequence)
    return _Found(digests, slides, several)


def _of(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SIZE).digest()


def _of_pixels(image: bytes) -> bytes:
    pixels = decode_image(image)
    shape = np.array(pixels.shape, np.int64).tobytes()
    return _of(shape + np.ascontiguousarray(pixels).tobytes())
