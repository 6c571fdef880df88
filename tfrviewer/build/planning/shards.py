"""A slide in several TFRecords: `slide-00000-of-00003.tfrecords`, as TensorFlow's tools name them.

A slide that fits into one keeps its plain name, by which Slideflow finds it.
"""

from pathlib import Path

import numpy as np

from tfrviewer.build.planning.planned import PlannedImages
from tfrviewer.build.request.request import Shards


def cut(images: PlannedImages, shards: Shards) -> list[PlannedImages]:
    """Return the images of one slide in pieces, each as large as it may be.

    Args:
        images: At least one.
        shards: How large a piece may be. An image larger than that has a piece of its own.
    """
    count = len(images)
    most = count if shards.records is None else shards.records
    if count <= most and shards.bytes is None:
        return [images]
    ends = np.cumsum(np.maximum(images.columns.bytes[images.at], 0))
    pieces, start = [], 0
    while start < count:
        stop = min(count, start + most)
        if shards.bytes is not None:
            before = int(ends[start - 1]) if start else 0
            fits = int(np.searchsorted(ends, before + shards.bytes, side="right"))
            stop = min(stop, max(fits, start + 1))
        pieces.append(images[start:stop])
        start = stop
    return pieces


def shard_path(path: Path, number: int, count: int) -> Path:
    """Return the path of one piece of what would go to `path` as a whole."""
    return path.with_name(f"{path.stem}-{number:05d}-of-{count:05d}{path.suffix}")
