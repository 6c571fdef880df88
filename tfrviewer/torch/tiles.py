"""`TileDataset`: the tiles of TFRecords by number."""

import operator
from pathlib import Path
from typing import Any, SupportsIndex

import numpy as np
import torch
from torch.utils.data import Dataset

from tfrviewer.errors import Finding
from tfrviewer.tfrecord.reader import OnDamage
from tfrviewer.torch.tensors import TileReader, Transform, told_in_text
from tfrviewer.training.files import Source, TileFiles, Weights
from tfrviewer.training.labels import Labels


class TileDataset(Dataset[dict[str, Any]]):
    """The tiles of TFRecords by number, file by file: a map-style dataset.

    `dataset[i]`, also negative, is a dict:

        image   the transform's result; without one a uint8 tensor (3, height, width), RGB, or
                the encoded bytes where `decode` is off
        slide   str, empty where the record does not say
        loc     int64 tensor (2,), the tile's centre (x, y) in level-0 slide pixels; twice
                `NO_LOCATION` where the record has none
        label   the slide's label, if labels were given

    Any sampler goes with it, also `DistributedSampler`. It is sent to worker processes as paths;
    each opens the files itself, and keeps at most 128 of them open.
    """

    def __init__(
        self,
        source: Source,
        *,
        clip: int | None = None,
        transform: Transform | None = None,
        labels: Labels | None = None,
        decode: bool = True,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
    ) -> None:
        """Open the files and check the arguments; nothing is written beside the files.

        Args:
            source: A TFRecord, a folder of them, or several of either, by path or opened; or a
                `tfrviewer.Dataset`, whose filters and clips hold.
            clip: Use only the first so many records of each file.
            transform: Called with each image. It is sent to worker processes, and so must be a
                function of a module, or an object of a class of one.
            labels: By slide; or the name of an annotation column of a `Dataset`. A slide's name
                is what its records say, else the file's name.
            decode: Whether images are decoded.
            check_crc: Whether each payload is compared with its CRC.
            on_damage: "raise" ends with an error at a damaged record, also from a worker
                process; "skip" gives the next sound tile of the file in its place, logs a
                warning and counts it (`skipped`).

        Raises:
            TfrError: If a path is not there, or a file is no TFRecord, is empty, or has lost
                records (the last two not with "skip").
            OSError: If a file cannot be opened.
            TypeError: If an argument is of a kind that it cannot be.
            ValueError: If there is no record, a file has no label, or a clip is below 1.
        """
        files = TileFiles(source, clip=clip, check_crc=check_crc, on_damage=on_damage)
        self._reader = TileReader(source, files, labels=labels, transform=transform, decode=decode)
        self._stops = np.cumsum(files.counts)

    def __len__(self) -> int:
        """Return the number of tiles."""
        return int(self._stops[-1])

    def __getitem__(self, i: SupportsIndex) -> dict[str, Any]:
        """Return a tile.

        Raises:
            IndexError: If there is no such tile.
            RecordError: If the record is damaged; names file, record and byte. With "skip", if
                the whole file is.
            FileChangedError: If the file is no longer the one that was opened.
        """
        file, first = self._find(i)
        count = int(self.files.counts[file])
        with told_in_text():
            for k in range(first, first + count):
                tile = self._reader.try_read(file, k % count)
                if tile is not None:
                    return tile
            return self._reader.read(file, first)

    def locate(self, i: SupportsIndex) -> tuple[Path, int]:
        """Return the TFRecord of tile `i`, and the number of its record in there.

        Raises:
            IndexError: If there is no such tile.
        """
        file, k = self._find(i)
        return self.files.paths[file], self.files.number(file, k)

    def sampling_weights(self, weights: Weights | None = None) -> torch.Tensor:
        """Return one weight a tile, for `torch.utils.data.WeightedRandomSampler`.

        The tiles of a file share its weight, so that to draw tiles is to draw files by their
        weights.

        Args:
            weights: One a file, in their order or by path, of any positive scale; None takes
                those that `Dataset.balance` set, else 1 each.

        Returns:
            float64 (tiles,), summing to 1.

        Raises:
            ValueError: If there is not one finite weight >= 0 a file, or all are 0.
        """
        counts = self.files.counts
        each = self.files.shares(weights) / np.maximum(counts, 1)
        return torch.from_numpy(np.repeat(each, counts))

    @property
    def files(self) -> TileFiles:
        """The TFRecords, with how many records of each are used."""
        return self._reader.files

    @property
    def skipped(self) -> int:
        """How often a damaged record was passed over so far, in all worker processes."""
        return self._reader.skipped

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the files, and with the records that this process read."""
        return self.files.findings

    def __repr__(self) -> str:
        return f"TileDataset(files={len(self.files)}, tiles={len(self)})"

    def _find(self, i: SupportsIndex) -> tuple[int, int]:
        """Return the number of a tile's file, and which of its records it is."""
        number = operator.index(i)
        count = len(self)
        if not -count <= number < count:
            raise IndexError(f"There are {count:,} tiles; there is no tile {number}.")
        number %= count
        file = int(np.searchsorted(self._stops, number, side="right"))
        return file, number - int(self._stops[file] - self.files.counts[file])
