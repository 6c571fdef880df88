"""A tile as what a DataLoader collates: tensors, text and numbers by name."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.utils.data import get_worker_info

from tfrviewer.errors import RecordError, TfrError
from tfrviewer.torch.shared import SharedCounts
from tfrviewer.training.files import Source, TileFiles
from tfrviewer.training.labels import Labels, SlideLabels
from tfrviewer.training.tile import decode_tile, tile_of

NO_LOCATION = -(2**63)
"""Stands for both coordinates of a tile without a location: a batch needs numbers."""

Transform = Callable[[Any], Any]

_MOST_TOLD = 20
_log = logging.getLogger(__name__)


class TileReader:
    """Reads what a dataset gives of a record; knows which records were passed over.

    Attributes:
        files: The TFRecords.
    """

    def __init__(
        self,
        source: Source,
        files: TileFiles,
        *,
        labels: Labels | None,
        transform: Transform | None,
        decode: bool,
    ) -> None:
        """Check the arguments; they are those of `TileDataset`."""
        if transform is not None and not callable(transform):
            raise TypeError(f"A transform is called with each image; {transform!r} is no function.")
        self.files = files
        self._labels = None if labels is None else SlideLabels(labels, source, files)
        self._transform = transform
        self._decode = decode
        self._skipped = SharedCounts()
        self._damaged: set[tuple[int, int]] = set()

    @property
    def skipped(self) -> int:
        """How often a damaged record was passed over, in all worker processes."""
        return self._skipped.total()

    def read(self, file: int, k: int) -> dict[str, Any]:
        """Return the tile of a record.

        Args:
            file: Number of its TFRecord.
            k: Which of its records that are used.

        Raises:
            RecordError: If it is damaged, has no image, or one that cannot be decoded.
            FileChangedError: If the file is no longer the one that was opened.
        """
        number = self.files.number(file, k)
        values = self.files.read(file, number)
        tfrecord = self.files.reader(file).tfrecord
        tile = tile_of(values, tfrecord, number)
        image: Any = tile.image
        if self._decode:
            image = torch.from_numpy(decode_tile(tile.image, tfrecord, number)).permute(2, 0, 1)
        made = {
            "image": image if self._transform is None else self._transform(image),
            "slide": tile.slide,
            "loc": torch.tensor(tile.location or (NO_LOCATION, NO_LOCATION), dtype=torch.int64),
        }
        if self._labels is not None:
            made["label"] = self._labels.of(tile.slide, file)
        return made

    def try_read(self, file: int, k: int) -> dict[str, Any] | None:
        """Return the tile of a record; None for a damaged one that is to be passed over.

        Raises:
            RecordError: As `read`, if damage is raised.
            FileChangedError: If the file is no longer the one that was opened.
        """
        try:
            return self.read(file, k)
        except RecordError as error:
            if self.files.on_damage == "raise":
                raise
            self._skipped.add(1)
            if (file, k) not in self._damaged:
                self._damaged.add((file, k))
                if len(self._damaged) <= _MOST_TOLD:
                    _log.warning("Passed over: %s", error)
            return None


@contextmanager
def told_in_text() -> Iterator[None]:
    """Have errors of a worker process keep their finding.

    A DataLoader sends them as type and text, and makes a new error of these.
    """
    try:
        yield
    except TfrError as error:
        if get_worker_info() is not None:
            error.note_finding()
        raise
