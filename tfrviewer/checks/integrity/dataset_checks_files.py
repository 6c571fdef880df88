"""What is wrong between the files of a dataset: slides and tiles in two, and tiles of two kinds."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

import numpy as np

from tfrviewer.checks.integrity.dataset_checks_look import FileLook
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.words import LISTED, counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.jobs import CancelToken

_MOST = 50
"""Findings of one kind; the rest are counted."""
_SHARD = re.compile(r"(?P<base>.+)-\d{5}-(?P<of>of-\d{5})")


def compare_files(
    dataset: Dataset, looks: Sequence[FileLook], *, cancel: CancelToken | None = None
) -> list[Finding]:
    """Return what is wrong between files.

    Args:
        dataset: Where they are opened; locations are asked for of those of one slide.
        looks: What they tell, in order; those without records count for nothing.
        cancel: Looked at between slides.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    filled = [look for look in looks if look.count]
    twice: dict[str, Finding] = {}  # one of each file: groups by name and by slide overlap
    same: dict[str, Finding] = {}
    for group in _of_one_slide(filled):
        if cancel is not None:
            cancel.check()
        for found, findings in (
            (twice, _slide_twice(dataset, group)),
            (same, _same_tiles(dataset, group)),
        ):
            for finding in findings:
                found.setdefault(finding.file, finding)
    return [
        *_bounded(list(twice.values())),
        *_bounded(list(same.values())),
        *_kinds_of_tiles(dataset, filled),
    ]


def _of_one_slide(looks: Sequence[FileLook]) -> Iterator[list[FileLook]]:
    """Yield the files of each slide that has several, of one size of tiles.

    Those are files whose tiles name one slide, and those that are called alike: Slideflow tells
    slides by the names of their files.
    """
    groups: dict[tuple[str, str], list[FileLook]] = {}
    for look in looks:
        label = look.label
        for name in dict.fromkeys((look.name, base_name(look.path))):
            groups.setdefault((label, name), []).append(look)
    seen: set[tuple[int, ...]] = set()
    for group in groups.values():
        numbers = tuple(look.number for look in group)
        if len(group) > 1 and numbers not in seen:
            seen.add(numbers)
            yield group


def _shards_of(look: FileLook) -> Hashable:
    """Return what the shards of one set have in common; for any other file, the file."""
    shard = _SHARD.search(look.path.name)
    return look.number if shard is None else (look.path.parent, shard["base"], shard["of"])


def _slide_twice(dataset: Dataset, group: Sequence[FileLook]) -> Iterator[Finding]:
    """Yield each file of a slide that another has already."""
    first, *others = group
    for look in others:
        if _shards_of(look) == _shards_of(first):
            continue
        if look.name == first.name:
            message = f"The slide “{short(look.name)}” is in {dataset.names[first.number]} as well."
        else:
            message = (
                f"It is called as {dataset.names[first.number]}, whose tiles are of the slide "
                f"“{short(first.name)}”; its own are of “{short(look.name)}”."
            )
        yield Finding(
            kind=FindingKind.DUPLICATE_SLIDE,
            severity=Severity.WARNING,
            file=str(look.path),
            message=message,
            remedy="Slideflow tells slides by the names of their files and takes one TFRecord of "
            "each. Keep one of them here, or give different slides different names.",
        )


def _same_tiles(dataset: Dataset, group: Sequence[FileLook]) -> Iterator[Finding]:
    """Yield each file of a slide that has tiles of another: at one location, by the index."""
    xy, sizes, files, counts = [], [], [], Counter[int]()
    for at, look in enumerate(group):
        try:
            tfrecord = dataset.open(look.number)
            places, there = tfrecord.xy, tfrecord.has_location
        except (TfrError, OSError):
            continue
        there = there & places.any(axis=1)  # (0, 0) stands for no location
        xy.append(places[there])
        sizes.append(tfrecord.index[there, 1])
        files.append(np.full(len(xy[-1]), at))
        counts[at] = len(tfrecord)
    if not xy:
        return
    placed, size, file = np.concatenate(xy), np.concatenate(sizes), np.concatenate(files)
    order = np.lexsort((file, placed[:, 1], placed[:, 0]))
    placed, size, file = placed[order], size[order], file[order]
    begins = np.ones(len(placed), np.bool_)
    begins[1:] = (placed[1:] != placed[:-1]).any(axis=1)
    first = np.maximum.accumulate(np.where(begins, np.arange(len(placed)), 0))
    again = np.flatnonzero(file[first] < file)
    alike = np.bincount(file[again], size[again] == size[first[again]], len(group))
    pairs, amounts = np.unique(file[again] * len(group) + file[first[again]], return_counts=True)
    others: dict[int, list[tuple[int, int]]] = {}
    for pair, amount in zip(pairs.tolist(), amounts.tolist(), strict=True):
        at, other = divmod(pair, len(group))
        others.setdefault(at, []).append((amount, other))
    for at, shared in others.items():
        _, most = max(shared, key=lambda one: one[0])
        names = dataset.names[group[most].number]
        if len(shared) > 1:
            names += f" and {counted(len(shared) - 1, 'other file')}"
        again_here = sum(amount for amount, _ in shared)
        yield _tiles_again(group[at].path, names, again_here, int(alike[at]), counts[at])


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


def _kinds_of_tiles(dataset: Dataset, looks: Sequence[FileLook]) -> Iterator[Finding]:
    """Yield where files of one size of tiles differ in format or in width and height."""
    by_label: dict[str, list[FileLook]] = {}
    for look in looks:
        by_label.setdefault(look.label, []).append(look)
    for group in by_label.values():
        formats = [(look, look.format.upper()) for look in group if look.format is not None]
        sizes = [(look, f"{look.size[0]}×{look.size[1]} px") for look in group if look.size]
        for told, kind, what, remedy in (
            (
                formats,
                FindingKind.MIXED_FORMATS,
                "{0} images",
                "Slideflow refuses to train on such a folder, and models see the difference. "
                "Extract them again with one format.",
            ),
            (
                sizes,
                FindingKind.ODD_SIZE,
                "tiles of {0}",
                "A model takes tiles of one size: extract them again, or keep each size in a "
                "folder of its own.",
            ),
        ):
            counts = Counter(value for _, value in told)
            if len(counts) < 2:
                continue
            yield _mixed(dataset, told, counts, kind, what, remedy)


def _mixed(
    dataset: Dataset,
    told: Sequence[tuple[FileLook, str]],
    counts: Counter[str],
    kind: FindingKind,
    what: str,
    remedy: str,
) -> Finding:
    """Tell which files are of one kind and most of another."""
    (usual, most), *others = counts.most_common()
    parts = [
        f"{what.format(value)} in {counted(count, 'TFRecord')} "
        f"({listed(dataset.names[look.number] for look, own in told if own == value)})"
        for value, count in others[:LISTED]
    ]
    if len(others) > LISTED:
        parts.append(f"{len(others) - LISTED:,} more kinds")
    parents = {look.path.parent for look, _ in told}
    place = parents.pop() if len(parents) == 1 else dataset.root or told[0][0].path.parent
    return Finding(
        kind=kind,
        severity=Severity.WARNING,
        file=str(place),
        message=f"Files differ: {what.format(usual)} in {counted(most, 'TFRecord')}, "
        f"{', '.join(parts)}, by the first tile of each.",
        remedy=remedy,
    )


def _bounded(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first findings of a kind; the others are counted."""
    kept = list(findings[:_MOST])
    if len(findings) > _MOST:
        more = findings[_MOST:]
        names = listed(Path(finding.file).name for finding in more)
        kept.append(
            Finding(
                kind=FindingKind.MORE,
                severity=Severity.WARNING,
                file=str(Path(more[0].file).parent),
                message=f"{len(more):,} more findings of the kind “{more[0].kind}”: {names}.",
                remedy=more[0].remedy,
            )
        )
    return kept
