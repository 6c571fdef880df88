"""`TileStream`: tiles of many TFRecords, interleaved and dealt to those who read side by side."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import distributed
from torch.utils.data import IterableDataset, get_worker_info

from tfrviewer.errors import Finding
from tfrviewer.tfrecord.reader import OnDamage, nothing_readable
from tfrviewer.torch.shared import SharedNumber
from tfrviewer.torch.tensors import TileReader, Transform, told_in_text
from tfrviewer.training.files import Source, TileFiles, Weights
from tfrviewer.training.labels import Labels
from tfrviewer.training.order import Order, Place
from tfrviewer.training.shares import Reader, Uneven, evened, portion


class TileStream(IterableDataset[dict[str, Any]]):
    """Tiles of TFRecords, interleaved by weight: an iterable dataset.

    Gives dicts as `TileDataset` does. Each tile is drawn from a TFRecord picked by weight, which
    gives its records in order. With worker processes, or ranks of `torch.distributed`, or both,
    each reads a part of every file: over all of them each record comes once in a pass. All ranks
    must have the same number of workers.

    A pass ends after the last record, unless `infinite`. Its order depends on the seed and the
    epoch.
    """

    def __init__(
        self,
        source: Source,
        *,
        weights: Weights | None = None,
        clip: int | None = None,
        infinite: bool = False,
        shuffle: int = 0,
        seed: int | None = None,
        uneven: Uneven = "keep",
        rank: int | None = None,
        world_size: int | None = None,
        transform: Transform | None = None,
        labels: Labels | None = None,
        decode: bool = True,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
    ) -> None:
        """Open the files and check the arguments; nothing is written beside the files.

        Args:
            source: A TFRecord, a folder of them, or several of either, by path or opened; or a
                `tfrviewer.Dataset`, whose filters, clips and weights hold.
            weights: How often each file is drawn: one number a file, in their order or by path,
                of any positive scale; 0 leaves a file out. None takes those that
                `Dataset.balance` set, else 1 each. In a pass that ends they change the order
                alone: a file that has no more leaves, and the others go on.
            clip: Use only the first so many records of each file.
            infinite: Whether a file begins anew after its last record, without end. A file with
                fewer records than there are readers is then read by each of them.
            shuffle: Size of a buffer from which tiles are drawn at random. It holds numbers of
                records and no images, so that it may well be as large as the dataset; then the
                order is random altogether, and reading jumps about in the files.
            seed: Of the order, >= 0. None takes it from PyTorch's generator, so that
                `torch.manual_seed` tells it.
            uneven: What becomes of records that cannot be dealt to all ranks alike, for training
                that hangs if one rank ends earlier: "keep" gives each record once, to some
                ranks one more; "drop" leaves out up to `world_size` - 1 records; "repeat" has
                as few given twice.
            rank: Of this process; None asks `torch.distributed` if it is initialised, when
                reading begins, and else is 0.
            world_size: How many ranks there are, if `rank` is given.
            transform: Called with each image. It is sent to worker processes, and so must be a
                function of a module, or an object of a class of one.
            labels: By slide; or the name of an annotation column of a `Dataset`. A slide's name
                is what its records say, else the file's name.
            decode: Whether images are decoded.
            check_crc: Whether each payload is compared with its CRC.
            on_damage: "raise" ends with an error at a damaged record, also from a worker
                process; "skip" passes it over, logs a warning and counts it (`skipped`).

        Raises:
            TfrError: If a path is not there, or a file is no TFRecord, is empty, or has lost
                records (the last two not with "skip").
            OSError: If a file cannot be opened.
            TypeError: If an argument is of a kind that it cannot be.
            ValueError: If there is no record, a file has no label, or a number makes no sense.
        """
        _check(shuffle, seed, uneven, infinite=infinite)
        if (rank is None) != (world_size is None):
            raise ValueError("Give both rank and world_size, or neither.")
        self._given = None if rank is None or world_size is None else Reader(rank, world_size)
        self._sent: Reader | None = None
        self.infinite = infinite
        self._shuffle = shuffle
        self._seed = seed
        self._uneven: Uneven = uneven
        files = TileFiles(source, clip=clip, check_crc=check_crc, on_damage=on_damage)
        self._reader = TileReader(source, files, labels=labels, transform=transform, decode=decode)
        self._shares = files.shares(weights)
        self._counts = np.where(self._shares > 0, files.counts, 0)
        self._epoch = SharedNumber(0)

    def __len__(self) -> int:
        """Return the number of tiles that this rank gives in a pass.

        Raises:
            TypeError: If there is no end.
        """
        if self.infinite:
            raise TypeError("An infinite TileStream has no length.")
        ranks = self._rank()
        turn = ranks.rank + self._epoch.get()
        return portion(self._evened(ranks), turn, ranks.world_size)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the tiles of this rank and worker process.

        Raises:
            RecordError: If a record is damaged, unless such are passed over.
            TfrError: If all are damaged.
            FileChangedError: If a file is no longer the one that was opened.
        """
        with told_in_text():
            yield from self._tiles(self._me())

    def set_epoch(self, epoch: int) -> None:
        """Have the next pass come in another order.

        Call it before a pass begins, on all ranks with the same number: the parts that are dealt
        depend on it. Worker processes that stay (`persistent_workers`) follow as well.

        Args:
            epoch: >= 0.
        """
        if isinstance(epoch, bool) or not isinstance(epoch, int) or epoch < 0:
            raise ValueError(f"An epoch is a number, 0 or more, not {epoch!r}.")
        self._epoch.set(epoch)

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
        tiles = int(self._counts.sum())
        return f"TileStream(files={len(self.files)}, tiles={tiles}, infinite={self.infinite})"

    def __getstate__(self) -> dict[str, Any]:
        # A worker process that is not forked knows nothing of its parent's process group.
        return {**self.__dict__, "_sent": self._rank()}

    # -- how

    def _rank(self) -> Reader:
        """Return this process among those that train, as one reader."""
        if self._given is not None:
            return self._given
        if distributed.is_available() and distributed.is_initialized():
            return Reader(distributed.get_rank(), distributed.get_world_size())
        return self._sent or Reader()

    def _me(self) -> Reader:
        ranks, worker = self._rank(), get_worker_info()
        if worker is None:
            return ranks
        return Reader(ranks.rank, ranks.world_size, worker.id, worker.num_workers)

    def _evened(self, ranks: Reader) -> int:
        """Return how many records all ranks give together in a pass."""
        records = int(self._counts.sum())
        together = evened(records, ranks.world_size, self._uneven)
        if not together:
            raise ValueError(
                f"{records} records cannot be dealt alike to {ranks.world_size} ranks by dropping "
                'some. Use fewer ranks, or uneven="repeat".'
            )
        return together

    def _tiles(self, me: Reader) -> Iterator[dict[str, Any]]:
        epoch = self._epoch.get()
        # The parts change with the epoch as well, so that each rank sees all records in time.
        turn = (me.turn + epoch) % me.readers
        wanted = None if self.infinite else portion(self._evened(me), turn, me.readers)
        if wanted and not portion(int(self._counts.sum()), turn, me.readers):
            turn %= int(self._counts.sum())  # it has none of its own to give again
        # A lone reader draws, at first, as `multi_tfrecord_loader` does.
        key = (epoch, turn, me.readers) if epoch or me.readers > 1 else ()
        order = Order(
            self._counts,
            self._shares,
            turn,
            me.readers,
            infinite=self.infinite,
            shuffle=self._shuffle,
            seed=np.random.SeedSequence(self._drawn_seed(), spawn_key=key),
        )
        given = 0
        damaged: set[Place] = set()
        while wanted is None or given < wanted:
            for file, k in order:
                tile = self._reader.try_read(file, k)
                if tile is not None:
                    yield tile
                    given += 1
                    if given == wanted:
                        return
                else:
                    damaged.add((file, k))
                    if len(damaged) == len(order) and self._goes_round:
                        raise nothing_readable([str(path) for path in self.files.paths])
            if not self._goes_round:
                return

    @property
    def _goes_round(self) -> bool:
        """Whether a record is given again in place of one that is missing or passed over."""
        return self.infinite or self._uneven != "keep"

    def _drawn_seed(self) -> int:
        if self._seed is not None:
            return self._seed
        return int(torch.empty((), dtype=torch.int64).random_())


def _check(shuffle: int, seed: int | None, uneven: str, *, infinite: bool) -> None:
    if isinstance(shuffle, bool) or not isinstance(shuffle, int) or shuffle < 0:
        raise ValueError(f"shuffle is the size of a buffer, in tiles: 0 for none, not {shuffle!r}.")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int) or seed < 0):
        raise ValueError(f"A seed is a whole number, 0 or more, or None, not {seed!r}.")
    if uneven not in ("keep", "drop", "repeat"):
        raise ValueError(f'uneven is "keep", "drop" or "repeat", not {uneven!r}.')
    if infinite and uneven != "keep":
        raise ValueError("Ranks of an infinite stream are even; leave uneven out.")
