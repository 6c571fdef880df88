"""Comparing the images of flagged tiles with what they were when they were flagged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfrviewer.dataset.indexing import finding_of
from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.review.hashing import image_hash, mismatch
from tfrviewer.review.joining import join_flags, keys_of, short_hash
from tfrviewer.review.store import Store

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What comparing images told.

    Attributes:
        tiles: How many tiles were compared.
        unknown: How many flagged tiles could not be, since nobody read their image when they
            were flagged, as with those of a table from elsewhere.
        findings: A tile with another image than was flagged, or that cannot be read.
    """

    tiles: int
    unknown: int
    findings: tuple["Finding", ...]


def check_images(
    dataset: "Dataset",
    store: Store,
    reader: str | None = None,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Checked:
    """Look for flagged tiles whose image is not the one that was flagged.

    Only flagged tiles are read, each once, whoever flagged it.

    Args:
        dataset: The records.
        store: Where flags are kept.
        reader: Whose flags; None for everybody's.
        progress: Called after each tile.
        cancel: Looked at before each tile.

    Raises:
        ReviewError: If the store cannot be read.
        Cancelled: If `cancel` was raised.
    """
    keys = keys_of(dataset)
    flags = store.flags(reader=reader)
    joined = [join_flags(keys, part) for part in flags.partition_by("reader")]
    known = np.zeros(len(keys), np.bool_)
    said = np.zeros(len(keys), np.bool_)
    for one in joined:
        known |= one.images != 0
        said |= one.codes != 0
        said[list(one.notes)] = True
    numbers = np.flatnonzero(known).tolist()
    firsts = np.searchsorted(keys.file_number, np.arange(len(keys.names)))
    paths = dataset.tfrecords()
    findings: dict[Finding, None] = {}
    for done, number in enumerate(numbers, 1):
        if cancel is not None:
            cancel.check()
        file = int(keys.file_number[number])
        record = number - int(firsts[file])
        try:
            tfrecord = dataset.open(file)
            image = short_hash(image_hash(tfrecord.image(record, check_crc=False)))
            offset = int(tfrecord.index[record, 0])
        except (TfrError, OSError) as error:
            findings[finding_of(error, paths[file])] = None
        else:
            for one in joined:
                if int(one.images[number]) not in (0, image):
                    flag = one.names[one.codes[number]]
                    findings[mismatch(str(paths[file]), record, offset, flag)] = None
        if progress is not None:
            progress(done, len(numbers), "")
    return Checked(len(numbers), int(np.count_nonzero(said & ~known)), tuple(findings))
