"""Comparing the images of flagged tiles with what they were when they were flagged."""

from typing import TYPE_CHECKING

import numpy as np

from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.review.hashing import image_hash, mismatch
from tfrviewer.review.joining import join_flags, keys_of, short_hash
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.errors import Finding


def check_images(
    dataset: "Dataset",
    store: Store,
    reader: str,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> "Iterator[Finding]":
    """Yield a finding for each flagged tile whose image is not the one that was flagged.

    A tile that cannot be read is a finding as well. Only flagged tiles are read.

    Args:
        dataset: The records.
        store: Where flags are kept.
        reader: Whose flags.
        progress: Called after each tile.
        cancel: Looked at before each tile.

    Raises:
        ReviewError: If the store cannot be read.
        Cancelled: If `cancel` was raised.
    """
    keys = keys_of(dataset)
    joined = join_flags(keys, store.flags(reader=reader))
    numbers = np.flatnonzero(joined.images).tolist()
    firsts = np.searchsorted(keys.file_number, np.arange(len(keys.names)))
    paths = dataset.tfrecords()
    for done, number in enumerate(numbers, 1):
        if cancel is not None:
            cancel.check()
        file = int(keys.file_number[number])
        record = number - int(firsts[file])
        try:
            image = dataset.open(file).image(record, check_crc=False)
        except TfrError as error:
            yield error.finding
        else:
            if short_hash(image_hash(image)) != int(joined.images[number]):
                yield mismatch(str(paths[file]), record, joined.names[joined.codes[number]])
        if progress is not None:
            progress(done, len(numbers), "")
