"""Tiles of a slide that are in two of its files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.dataset_checks_look import FileLook
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import FOOTER
from tfrviewer.tfrecord.slides import read_slides

_PROBES = 64
"""Pairs of records that are read first; if all are alike, the others are taken to be: a copied
folder has as many pairs as tiles."""

Int64Array = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


def same_tiles(
    dataset: Dataset, looks: Sequence[FileLook], *, cancel: CancelToken | None = None
) -> Iterator[Finding]:
    """Yield each file that has tiles where another has some of the same slide.

    Args:
        dataset: Where they are opened.
        looks: Files of one slide and one size of tiles, in order; they may hold others as well.
        cancel: Ends reading the slides of files that do.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    tiles = _Tiles.of(dataset, looks) if len(looks) > 1 else None
    if tiles is not None:
        again, first = tiles.in_two_files(tiles.xy)
        probed = slice(None, None, max(1, len(again) // _PROBES))
        if not _are_alike(again[probed], first[probed], tiles.slides).all():
            slides = tiles.slides(np.arange(len(tiles.xy)), cancel)
            again, first = tiles.in_two_files(np.column_stack((slides, tiles.xy)))
        yield from tiles.findings(again, first)


def copied_tiles(dataset: Dataset, parts: Sequence[Sequence[FileLook]]) -> Iterator[Finding]:
    """Yield each file that has the very tiles of one that should be of another size.

    Two sizes may have tiles at one location, and some of as many bytes: the checksums of the
    records tell. Files whose images differ in size are not looked into.

    Args:
        dataset: Where they are opened.
        parts: Files of one slide, parted by the size of tiles that their folders tell.
    """
    by_pixels: dict[tuple[int, int] | None, dict[int, int]] = {}
    looks = {}
    for part, some in enumerate(parts):
        for look in some:
            looks[look.number] = look
            by_pixels.setdefault(look.size, {})[look.number] = part
    for part_of in by_pixels.values():
        if len(set(part_of.values())) < 2:
            continue
        numbers = sorted(part_of)
        tiles = _Tiles.of(dataset, [looks[number] for number in numbers])
        if tiles is None:
            continue
        again, first = tiles.in_two_files(np.column_stack((tiles.xy, tiles.size)))
        parts_of = np.array([part_of[number] for number in numbers])
        other = parts_of[tiles.file[first]] != parts_of[tiles.file[again]]
        again, first = again[other], first[other]
        probed = slice(None, None, max(1, len(again) // _PROBES))
        if not _are_alike(again[probed], first[probed], tiles.checksums).all():
            same = _are_alike(again, first, tiles.checksums)
            again, first = again[same], first[same]
        yield from tiles.findings(again, first)


def _are_alike(
    some: Int64Array, others: Int64Array, tell: Callable[[Int64Array], Int64Array]
) -> BoolArray:
    """Tell of pairs of records whether what is told of both is the same."""
    told = tell(np.concatenate((some, others)))
    alike: BoolArray = told[: len(some)] == told[len(some) :]
    return alike


@dataclass(frozen=True, slots=True, eq=False)
class _Tiles:
    """Records of several files that have a location, in order.

    Attributes:
        dataset: Where the files are opened.
        looks: The files.
        file: int64 (n,), which of the files each record is in.
        record: int64 (n,), its number there.
        xy: int64 (n, 2), its location.
        offset: int64 (n,), the byte where it begins.
        size: int64 (n,), its bytes with those of its frame.
    """

    dataset: Dataset
    looks: Sequence[FileLook]
    file: Int64Array
    record: Int64Array
    xy: Int64Array
    offset: Int64Array
    size: Int64Array

    @classmethod
    def of(cls, dataset: Dataset, looks: Sequence[FileLook]) -> "_Tiles | None":
        """Return those of files; None if there is none. What cannot be opened is passed over."""
        places, numbers, records, files = [], [], [], []
        for place, look in enumerate(looks):
            try:
                tfrecord = dataset.open(look.number)
                xy, placed = tfrecord.xy, tfrecord.has_location
            except (TfrError, OSError):
                continue
            placed = placed & xy.any(axis=1)  # (0, 0) stands for no location
            places.append(xy[placed])
            numbers.append(np.flatnonzero(placed))
            records.append(tfrecord.index[placed])
            files.append(np.full(len(places[-1]), place))
        if not files:
            return None
        index = np.concatenate(records)
        return cls(
            dataset,
            looks,
            file=np.concatenate(files),
            record=np.concatenate(numbers),
            xy=np.concatenate(places),
            offset=index[:, 0],
            size=index[:, 1],
        )

    def in_two_files(self, keys: Int64Array) -> tuple[Int64Array, Int64Array]:
        """Return records whose key one of an earlier file has, and the first that has it.

        Args:
            keys: int64 (n, k).
        """
        order = np.lexsort((self.file, *keys.T[::-1]))
        keys = keys[order]
        begins = np.ones(len(keys), np.bool_)
        begins[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        first = np.maximum.accumulate(np.where(begins, np.arange(len(keys)), 0))
        again, first = order[~begins], order[first[~begins]]
        other = self.file[first] < self.file[again]
        return again[other], first[other]

    def checksums(self, some: Int64Array) -> Int64Array:
        """Return what is stored behind records; of one that cannot be read, what no other has."""
        told = -1 - some
        ends = self.offset + self.size - FOOTER
        for place, one in enumerate(some.tolist()):
            number = self.looks[int(self.file[one])].number
            try:
                stored = self.dataset.open(number).read_bytes(int(ends[one]), FOOTER)
            except (TfrError, OSError):
                continue
            told[place] = int.from_bytes(stored, "little")
        return told

    def slides(self, some: Int64Array, cancel: CancelToken | None = None) -> Int64Array:
        """Return a number for the slide that records name, -1 where none is named."""
        told = np.full(len(some), -1)
        codes: dict[str, int] = {}
        for at in np.unique(self.file[some]).tolist():
            here = np.flatnonzero(self.file[some] == at)
            try:
                tfrecord = self.dataset.open(self.looks[at].number)
                read = read_slides(tfrecord, self.record[some[here]], cancel=cancel)
            except (TfrError, OSError):
                continue
            known = [codes.setdefault(name, len(codes)) for name in read.names]
            told[here] = np.array([*known, -1])[read.codes]
        return told

    def findings(self, again: Int64Array, first: Int64Array) -> Iterator[Finding]:
        """Yield each file that has tiles of others.

        Args:
            again: Its records.
            first: The one of another file that each is like.
        """
        files = len(self.looks)
        here, there = self.file[again], self.file[first]
        alike = np.bincount(here, self.size[again] == self.size[first], files)
        pairs, amounts = np.unique(here * files + there, return_counts=True)
        others: dict[int, list[tuple[int, int]]] = {}
        for pair, amount in zip(pairs.tolist(), amounts.tolist(), strict=True):
            at, other = divmod(pair, files)
            others.setdefault(at, []).append((amount, other))
        for at, shared in others.items():
            _, most = max(shared, key=lambda one: one[0])
            names = self.dataset.names[self.looks[most].number]
            if len(shared) > 1:
                names += f" and {counted(len(shared) - 1, 'other file')}"
            look = self.looks[at]
            again_here = sum(amount for amount, _ in shared)
            yield _tiles_again(look.path, names, again_here, int(alike[at]), look.count)


def _tiles_again(path: Path, names: str, again: int, alike: int, count: int) -> Finding:
    """Tell that `again` of a file's tiles lie where `names` have some, `alike` of one size."""
    some = "All" if again == count else f"{again:,}"
    some += f" of its {counted(count, 'tile')}"
    if alike == again:
        message = f"{some} are in {names} as well, at one location and of one size in bytes."
    else:
        message = f"{some} lie at locations that {names} has tiles of as well"
        message += f"; {alike:,} are of one size in bytes, too." if alike else ", stored otherwise."
    return Finding(
        kind=FindingKind.SAME_TILES,
        severity=Severity.WARNING,
        file=str(path),
        message=message,
        remedy="Keep one of the two: a model would see these tiles twice, and a split could put "
        "one into training and the other into validation.",
    )
