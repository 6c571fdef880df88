"""The TFRecords that a training loop reads: how many records of each, and how often."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import discover
from tfrviewer.errors import FileChangedError, Finding, FindingKind, Severity, TfrError
from tfrviewer.tfrecord.draws import Draws
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.opening import IndexState
from tfrviewer.tfrecord.reader import OnDamage, RecordReader
from tfrviewer.tfrecord.selection import AnyPath, check_clip, select_records

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset

Source: TypeAlias = "AnyPath | TFRecord | Dataset | Iterable[AnyPath | TFRecord]"
Weights: TypeAlias = Mapping[Any, float] | Sequence[float] | NDArray[Any]


class TileFiles:
    """TFRecords in a stable order. Pickles as paths: another process opens them itself.

    Attributes:
        paths: The TFRecords.
        counts: int64 (files,), how many records of each are used: the first ones.
        weights: How often each is drawn, if the source says so.
        on_damage: "raise" or "skip".
    """

    def __init__(
        self,
        source: Source,
        *,
        clip: int | None = None,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
    ) -> None:
        """Open each file once, to count its records; nothing is written beside it.

        Args:
            source: A TFRecord, a folder of them, or several of either, by path or opened; or a
                `Dataset`, whose clips and weights are kept. A path found twice counts once; of
                a TFRecord that was opened with an index of a part, that part is used.
            clip: Use only the first so many records of each file.
            check_crc: Whether each payload is compared with its CRC.
            on_damage: Whether a file that is empty or has lost records is refused.

        Raises:
            PathNotFoundError: If a path is not there.
            TfrError: If a file is no TFRecord; or, where damage is raised, if one is empty or
                has lost records.
            OSError: If a file cannot be opened.
            TypeError: If the source is none of these.
            ValueError: If there is no record in it.
        """
        if clip is not None:
            check_clip(clip)
        self.on_damage: OnDamage = on_damage
        self._check_crc = check_crc
        self.weights: Weights | None = None
        given: dict[int, NDArray[np.int64]] = {}
        dataset = as_dataset(source)
        if dataset is not None:
            self.paths = dataset.tfrecords()
            weights = dataset.prob_weights
            if weights is not None:  # those of files filtered out since may be left
                self.weights = {p: weights[str(p)] for p in self.paths if str(p) in weights}
        else:
            self.paths = []
            for each in _several(source):
                if isinstance(each, TFRecord):
                    if each.index_state is IndexState.GIVEN:
                        given[len(self.paths)] = each.index
                    self.paths.append(each.path)
                else:
                    found = discover(os.fsdecode(each))
                    self.paths += [path for path in found if path not in self.paths]
        readers = [self._open(i) for i in range(len(self.paths))]
        self._readers: list[RecordReader | None] = [*readers]
        self._lengths = [len(reader.tfrecord) for reader in readers]
        self._numbers = {
            i: select_records(readers[i].tfrecord, index) for i, index in given.items()
        }
        self.counts = np.array(self._lengths, np.int64)
        for i, numbers in self._numbers.items():
            self.counts[i] = len(numbers)
        clips = {} if dataset is None else dataset.clips
        for i, path in enumerate(self.paths):
            for most in (clip, clips.get(str(path))):
                self.counts[i] = self.counts[i] if most is None else min(self.counts[i], most)
        if not self.counts.sum():
            named = ", ".join(path.name for path in self.paths[:3])
            raise ValueError(
                f"There is no record to train on in {named or 'an empty list of TFRecords'}."
            )

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.paths)

    def reader(self, i: int) -> RecordReader:
        """Return what reads the i-th file, opened at the first time in each process.

        Raises:
            FileChangedError: If it has not the records that it had.
            OSError: If it cannot be opened.
        """
        reader = self._readers[i]
        if reader is None:
            reader = self._open(i)
            if len(reader.tfrecord) != self._lengths[i]:
                raise FileChangedError(
                    Finding(
                        kind=FindingKind.CHANGED_FILE,
                        severity=Severity.ERROR,
                        file=str(self.paths[i]),
                        message=f"It has {len(reader.tfrecord):,} records, and had "
                        f"{self._lengths[i]:,} when the training data was put together.",
                        remedy="Put the training data together again.",
                    )
                )
            self._readers[i] = reader
        return reader

    def number(self, i: int, k: int) -> int:
        """Return the number, in the i-th file, of the k-th record that is used."""
        numbers = self._numbers.get(i)
        return k if numbers is None else int(numbers[k])

    def read(self, i: int, number: int) -> dict[str, Any]:
        """Return the values of a record.

        Raises:
            RecordError: If it is damaged.
            FileChangedError: If the file is no longer the one that was opened.
        """
        reader = self.reader(i)
        values = reader.read(number)
        if values is None:
            raise reader.damage(number)
        return values

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the files and with the records that this process read."""
        readers = [reader for reader in self._readers if reader is not None]
        return [finding for reader in readers for finding in reader.findings]

    def shares(self, weights: Weights | None) -> NDArray[np.float64]:
        """Return the share of draws of each file.

        Args:
            weights: One a file, in their order or by path, of any positive scale; None takes
                those of the source, else 1 each.

        Returns:
            float64 (files,), summing to 1; 0 for a file that has no record.

        Raises:
            ValueError: If there is not one finite weight >= 0 a file, or all are 0.
        """
        given = self.weights if weights is None else weights
        if isinstance(given, Mapping):
            given = self._by_file(given)
        shares = Draws(self.counts, given, infinite=False).weights
        if not shares.any():
            raise ValueError(
                "There is nothing to draw: no file with a weight above 0 has a record."
            )
        return shares

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_readers": [None] * len(self.paths)}

    # -- how

    def _open(self, i: int) -> RecordReader:
        reader = RecordReader(
            self.paths[i],
            compression=None,
            as_numpy=False,
            check_crc=self._check_crc,
            on_damage=self.on_damage,
        )
        if not len(reader.tfrecord) and self.on_damage == "raise":
            for finding in reader.tfrecord.findings:
                raise TfrError(finding)
        return reader

    def _by_file(self, weights: Mapping[Any, float]) -> list[float]:
        """Return one weight a file, from weights by path."""
        by_path = {Path(os.fsdecode(path)).absolute(): value for path, value in weights.items()}
        absolute = [path.absolute() for path in self.paths]
        without = [path for path in absolute if path not in by_path]
        if without:
            raise ValueError(
                f"There is no weight for {len(without)} of {len(self)} TFRecords; the first is "
                f"{without[0]}."
            )
        strangers = by_path.keys() - set(absolute)
        if strangers:
            raise ValueError(f"There is a weight for {min(strangers)}, which is not read here.")
        return [by_path[path] for path in absolute]


def as_dataset(source: object) -> "Dataset | None":
    """Return the source if it is a `Dataset`, whose module a worker process does not import."""
    module = sys.modules.get("tfrviewer.dataset.dataset")
    return source if module is not None and isinstance(source, module.Dataset) else None


def _several(source: Any) -> list[Any]:  # noqa: ANN401 - what it may not be is told
    """Return paths and TFRecords as a list."""
    one = (TFRecord, str, bytes, os.PathLike)
    if isinstance(source, one):
        return [source]
    if not isinstance(source, Iterable) or isinstance(source, Mapping):
        raise _no_source(source)
    several = list(source)
    for each in several:
        if not isinstance(each, one):
            raise _no_source(each)
    return several


def _no_source(given: object) -> TypeError:
    return TypeError(
        "The tiles come from a path, a TFRecord, a Dataset, or several paths or TFRecords; "
        f"this is {type(given).__name__}: {given!r:.80}."
    )
