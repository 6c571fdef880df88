"""Tiles of a slide that are in two of its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.dataset_checks_look import FileLook
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.words import counted
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.tfrecord.framing import FOOTER

_PROBES = 64
"""Pairs of records whose checksums are compared first; if all are equal, the others are taken to
be: a copied folder has as many pairs as tiles."""

Int64Array = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


def same_tiles(dataset: Dataset, looks: Sequence[FileLook]) -> Iterator[Finding]:
    """Yield each file that has tiles where another has some, by the indices.

    Args:
        dataset: Where they are opened.
        looks: Files of one slide and one size of tiles, in order.
    """
    tiles = _Tiles.of(dataset, looks) if len(looks) > 1 else None
    if tiles is not None:
        again, first = tiles.met_again(tiles.xy)
        other = tiles.file[first] < tiles.file[again]
        yield from tiles.findings(again[other], first[other])


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
        again, first = tiles.met_again(np.column_stack((tiles.xy, tiles.size)))
        parts_of = np.array([part_of[number] for number in numbers])
        other = parts_of[tiles.file[first]] != parts_of[tiles.file[again]]
        again, first = again[other], first[other]
        equal = tiles.have_one_checksum(again, first)
        yield from tiles.findings(again[equal], first[equal])


@dataclass(frozen=True, slots=True, eq=False)
class _Tiles:
    """Records of several files that have a location, in order.

    Attributes:
        dataset: Where the files are opened.
        looks: The files.
        file: int64 (n,), which of the files each record is in.
        xy: int64 (n, 2), its location.
        offset: int64 (n,), the byte where it begins.
        size: int64 (n,), its bytes with those of its frame.
    """

    dataset: Dataset
    looks: Sequence[FileLook]
    file: Int64Array
    xy: Int64Array
    offset: Int64Array
    size: Int64Array

    @classmethod
    def of(cls, dataset: Dataset, looks: Sequence[FileLook]) -> "_Tiles | None":
        """Return those of files; None if there is none. What cannot be opened is passed over."""
        places, records, files = [], [], []
        for place, look in enumerate(looks):
            try:
                tfrecord = dataset.open(look.number)
                xy, placed = tfrecord.xy, tfrecord.has_location
            except (TfrError, OSError):
                continue
            placed = placed & xy.any(axis=1)  # (0, 0) stands for no location
            places.append(xy[placed])
            records.append(tfrecord.index[placed])
            files.append(np.full(len(places[-1]), place))
        if not files:
            return None
        index = np.concatenate(records)
        return cls(
            dataset, looks, np.concatenate(files), np.concatenate(places), index[:, 0], index[:, 1]
        )

    def met_again(self, keys: Int64Array) -> tuple[Int64Array, Int64Array]:
        """Return records whose key an earlier one has, and the first that has it.

        Args:
            keys: int64 (n, k).
        """
        order = np.lexsort((self.file, *keys.T[::-1]))
        keys = keys[order]
        begins = np.ones(len(keys), np.bool_)
        begins[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        first = np.maximum.accumulate(np.where(begins, np.arange(len(keys)), 0))
        return order[~begins], order[first[~begins]]

    def have_one_checksum(self, some: Int64Array, others: Int64Array) -> BoolArray:
        """Tell of pairs of records whether the checksums of their payloads are equal."""
        equal = np.ones(len(some), np.bool_)
        step = max(1, len(some) // _PROBES)
        probed = slice(None, None, step)
        equal[probed] = self._checksums(some[probed]) == self._checksums(others[probed])
        if step > 1 and not equal.all():
            equal = self._checksums(some) == self._checksums(others)
        return equal

    def _checksums(self, records: Int64Array) -> Int64Array:
        """Return what is stored behind records; of one that cannot be read, what no other has."""
        told = -1 - records
        ends = self.offset + self.size - FOOTER
        for place, record in enumerate(records.tolist()):
            number = self.looks[int(self.file[record])].number
            try:
                stored = self.dataset.open(number).read_bytes(int(ends[record]), FOOTER)
            except (TfrError, OSError):
                continue
            told[place] = int.from_bytes(stored, "little")
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
