"""`multi_tfrecord_loader`: records of several TFRecords, interleaved by weight."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.tfrecord.description import AnyDescription, as_description
from tfrviewer.tfrecord.draws import Draws, check_seed, check_weights, shard_seed
from tfrviewer.tfrecord.reader import OnDamage, RecordReader, nothing_readable
from tfrviewer.tfrecord.selection import (
    AnyIndex,
    AnyPath,
    Shard,
    as_index,
    as_path,
    check_clip,
    check_shard,
    select_records,
    take_clip,
    take_shard,
)

Clips: TypeAlias = int | Sequence[int | None] | None
Weights: TypeAlias = Sequence[float] | npt.NDArray[Any] | Mapping[Any, float]


class InterleavedLoader:
    """Delivers records of several TFRecords; made by `multi_tfrecord_loader`.

    Each `iter()` begins anew. Can be pickled: another process opens the files itself.

    Attributes:
        paths: The files.
        counts: int64 (files,), the records of each that belong to this shard and clip.
        weights: float64 (files,), the share of draws of each, summing to 1.
        infinite: Whether it goes on for ever.
    """

    def __init__(
        self,
        paths: Sequence[AnyPath],
        indices: Sequence[AnyIndex | None] | None = None,
        weights: Weights | None = None,
        *,
        shard: Shard | None = None,
        clip: Clips = None,
        infinite: bool = True,
        seed: int | None = None,
        description: AnyDescription | None = None,
        compression: str | None = None,
        as_numpy: bool = False,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
    ) -> None:
        """Open the files and check all that was asked for; see `multi_tfrecord_loader`."""
        if isinstance(paths, str | bytes | os.PathLike):
            raise TypeError(f"Give a list of TFRecords, such as [{os.fsdecode(paths)!r}].")
        self.paths = [as_path(path) for path in paths]
        if not self.paths:
            raise ValueError("There must be at least one TFRecord to load from.")
        of_files = [as_index(index) for index in _indices(indices, len(self.paths))]
        shares = check_weights(_by_file(weights, self.paths), len(self.paths))
        block = None if shard is None else check_shard(shard)
        clips = _clips(clip, len(self.paths))
        asked = as_description(description)
        # All of it the loader's own: what is sent to another process is what was checked here.
        self._arguments = (self.paths, of_files, shares)
        self._options = {
            "shard": block,
            "clip": clip if isinstance(clip, int | np.integer) else clips,
            "infinite": infinite,
            "seed": check_seed(seed),
            "description": asked,
            "compression": compression,
            "as_numpy": as_numpy,
            "check_crc": check_crc,
            "on_damage": on_damage,
        }
        self._readers: list[RecordReader] = []
        self._numbers: list[npt.NDArray[np.int64]] = []
        for path, index, most in zip(self.paths, of_files, clips, strict=True):
            reader = RecordReader(
                path,
                compression=compression,
                as_numpy=as_numpy,
                check_crc=check_crc,
                on_damage=on_damage,
                whole=index is None,
            )
            selected = select_records(reader.tfrecord, index)
            if not len(selected) and on_damage == "raise":
                raise TfrError(_empty(path, has_records=len(reader.tfrecord) > 0))
            if isinstance(clip, int | np.integer):  # one for all: a file gives what it has
                selected = selected[:clip]
            elif len(selected):
                selected = take_clip(selected, most, path)
            reader.describe(asked, selected)
            self._readers.append(reader)
            self._numbers.append(take_shard(selected, block))
        self.infinite = infinite
        self.counts = np.array([len(numbers) for numbers in self._numbers], np.int64)
        self._draws = Draws(
            self.counts, shares, infinite=infinite, seed=shard_seed(check_seed(seed), block)
        )
        self.weights = self._draws.weights
        self._different: dict[int, int] = {}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        reads = [reader.read for reader in self._readers]
        numbers = [numbers.data for numbers in self._numbers]
        counts = self.counts.tolist()
        nexts = [0] * len(reads)
        dead = {i for i in range(len(reads)) if self._is_dead(i)} if self.infinite else set()
        for block in self._draws.blocks(dead):
            for i in block.tolist():
                k = nexts[i]
                if k == counts[i]:
                    k = 0
                nexts[i] = k + 1
                values = reads[i](numbers[i][k])
                if values is not None:
                    yield values
                elif self.infinite and i not in dead and self._is_dead(i):
                    dead.add(i)
        if self.infinite:
            raise nothing_readable([str(path) for path in self.paths])

    def __len__(self) -> int:
        """Return how many records a pass draws, damaged ones among them.

        Raises:
            TypeError: If it goes on for ever.
        """
        if self.infinite:
            raise TypeError("An infinite loader has no length.")
        return int(self.counts[self.weights > 0].sum())

    def _is_dead(self, i: int) -> bool:
        """Tell whether every record that a file has to give was passed over."""
        skipped = len(self._readers[i].skipped)
        if not skipped:
            return False
        different = self._different.get(i)
        if different is None:
            different = self._different[i] = len(np.unique(self._numbers[i]))
        return skipped >= different

    @property
    def skipped(self) -> int:
        """How many damaged records were passed over so far, each counted once."""
        return sum(len(reader.skipped) for reader in self._readers)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the files and with their records, as far as they were read."""
        return [finding for reader in self._readers for finding in reader.findings]

    def close(self) -> None:
        """Close the files; reading on opens them again."""
        for reader in self._readers:
            reader.tfrecord.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _load, (self._arguments, self._options)

    def __repr__(self) -> str:
        return f"<InterleavedLoader of {len(self.paths):,} TFRecords>"


def _load(arguments: tuple[Any, ...], options: dict[str, Any]) -> InterleavedLoader:
    return InterleavedLoader(*arguments, **options)


def _by_file(
    weights: Weights | None, paths: Sequence[Path]
) -> Sequence[float] | npt.NDArray[Any] | None:
    """Return weights in the order of the files.

    Raises:
        ValueError: If weights by path are not those of the files.
    """
    if not isinstance(weights, Mapping):
        return weights
    by_path = {as_path(path): weight for path, weight in weights.items()}
    for path in paths:
        if path not in by_path:
            raise ValueError(f"There is no weight for {path}.")
    for path in by_path.keys() - set(paths):
        raise ValueError(f"There is a weight for {path}, which is not loaded from.")
    return [by_path[path] for path in paths]


def _indices(indices: Sequence[AnyIndex | None] | None, count: int) -> Sequence[AnyIndex | None]:
    if indices is None:
        return [None] * count
    if not isinstance(indices, list | tuple) or len(indices) != count:
        raise ValueError(
            f"There must be a list of as many indices as TFRecords, which are {count}, an index or "
            "None for each."
        )
    return indices


def _clips(clip: Clips, count: int) -> list[int | None]:
    """Return the clip of each file.

    Raises:
        ValueError: If one is below 1 or no number, or there are not as many as files.
    """
    if clip is None or isinstance(clip, int | np.integer):
        of_files = [clip] * count
    elif isinstance(clip, list | tuple | np.ndarray) and np.ndim(clip) == 1:
        of_files = list(clip)
    else:
        raise ValueError(f"A clip is one number, or one for each TFRecord, not {clip!r:.80}.")
    if len(of_files) != count:
        raise ValueError(
            f"A clip is one number, or one for each of the {count} TFRecords, not {len(of_files)}."
        )
    for each in of_files:
        if each is not None:
            check_clip(each)
    return [None if each is None else int(each) for each in of_files]


def _empty(path: Path, *, has_records: bool) -> Finding:
    what = "The index given names no record of it" if has_records else "The file has no record"
    return Finding(
        kind=FindingKind.EMPTY_FILE,
        severity=Severity.ERROR,
        file=str(path),
        message=f"{what}, so that there is nothing to load.",
        remedy='Leave it out, or pass such files over (on_damage="skip").',
    )


def multi_tfrecord_loader(
    paths: Sequence[AnyPath],
    indices: Sequence[AnyIndex | None] | None = None,
    weights: Weights | None = None,
    *,
    shard: Shard | None = None,
    clip: Clips = None,
    infinite: bool = True,
    seed: int | None = None,
    description: AnyDescription | None = None,
    compression: str | None = None,
    as_numpy: bool = False,
    check_crc: bool = True,
    on_damage: OnDamage = "raise",
) -> InterleavedLoader:
    """Deliver records of several TFRecords, each drawn from a file chosen at random by weight.

    What `slideflow.tfrecord.multi_tfrecord_loader` does. A file gives its records in the order
    of its index. Every argument is checked here, before the first record.

    Args:
        paths: The TFRecords, as str, bytes or Path.
        indices: An index for each, as for `tfrecord_loader`, or None to find or make them.
        weights: One for each, 0 or more, of any scale, in their order or by path. None weighs
            all alike.
        shard: (i, n): of each file the i-th of n contiguous blocks of records.
        clip: Of each file only the first records: one number for all (a file with fewer gives
            what it has), or one for each, None for all of its records.
        infinite: Begin a file anew after its last record. If not, a file that has given all
            leaves, the others share its draws by their weights, and every record is delivered
            once, but for those of files with weight 0.
        seed: Of the draws: the same seed gives the same records in the same order, another one in
            each shard. None gives another order at each pass.
        description: As for `tfrecord_loader`, of every file.
        compression: As for `tfrecord_loader`.
        as_numpy: As for `tfrecord_loader`.
        check_crc: As for `tfrecord_loader`.
        on_damage: "raise" ends with an error at an empty file (here) or a damaged record; "skip"
            passes them over and counts the records (`skipped`, `findings`).

    Returns:
        A loader that can be iterated again and again.

    Raises:
        ValueError: If weights, indices or clips are not one a file, a weight is negative, no
            number, or all are 0; a clip is below 1 or beyond the end; a shard does not exist, or
            an infinite one holds no record; or as for `tfrecord_loader`.
        TfrError: If a file is empty (unless "skip"); while iterating for ever, if all records
            are damaged; or as for `tfrecord_loader`.
        OSError: If a file cannot be opened.
    """
    return InterleavedLoader(
        paths,
        indices,
        weights,
        shard=shard,
        clip=clip,
        infinite=infinite,
        seed=seed,
        description=description,
        compression=compression,
        as_numpy=as_numpy,
        check_crc=check_crc,
        on_damage=on_damage,
    )
