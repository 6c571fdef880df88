"""What is wrong between the files of a dataset: slides and tiles in two, and tiles of two kinds."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from tfrviewer.checks.integrity.dataset_checks_look import FileLook
from tfrviewer.checks.integrity.dataset_checks_tiles import copied_tiles, same_tiles
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.words import LISTED, counted, listed, short
from tfrviewer.errors import Finding, FindingKind, Severity
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
    twice: dict[str, Finding] = {}  # one of each file: it may be in two groups
    same: dict[str, Finding] = {}
    for group in _of_one_slide(filled):
        if cancel is not None:
            cancel.check()
        for part in _by_size(group):
            for finding in _slide_twice(dataset, part):
                twice.setdefault(finding.file, finding)
    for group in _with_common_slides(filled):
        if cancel is not None:
            cancel.check()
        parts = _by_size(group)
        for finding in copied_tiles(dataset, parts):
            same.setdefault(finding.file, finding)
        for part in parts:
            for finding in same_tiles(dataset, part, cancel=cancel):
                same.setdefault(finding.file, finding)
    return [
        *_bounded(list(twice.values())),
        *_bounded(list(same.values())),
        *_kinds_of_tiles(dataset, filled),
    ]


def _of_one_slide(looks: Sequence[FileLook]) -> Iterator[list[FileLook]]:
    """Yield the files of each slide that has several.

    Those are files whose tiles name one slide, and those that are called alike: Slideflow tells
    slides by the names of their files.
    """
    groups: dict[str, list[FileLook]] = {}
    for look in looks:
        for name in dict.fromkeys((look.name, base_name(look.path))):
            groups.setdefault(name, []).append(look)
    seen: set[tuple[int, ...]] = set()
    for group in groups.values():
        numbers = tuple(look.number for look in group)
        if len(group) > 1 and numbers not in seen:
            seen.add(numbers)
            yield group


def _with_common_slides(looks: Sequence[FileLook]) -> list[list[FileLook]]:
    """Return files in groups such that no slide has tiles in files of two, in order.

    A group is of files that have a slide in common, or each with another of it: so a tile that
    strayed into the file of another slide is found, and no two files are compared twice.
    """
    linked: dict[str, str] = {}  # each name to another of its group, or to itself

    def chief(name: str) -> str:
        while (to := linked.setdefault(name, name)) != name:
            linked[name] = linked[to]
            name = to
        return name

    for look in looks:
        for name in (base_name(look.path), *look.slides):
            linked[chief(name)] = chief(look.name)
    groups: dict[str, list[FileLook]] = {}
    for look in looks:
        groups.setdefault(chief(look.name), []).append(look)
    return [group for group in groups.values() if len(group) > 1]


def _by_size(group: Sequence[FileLook]) -> list[list[FileLook]]:
    """Part files by the size of their tiles, each part in order: a slide may be cut into several.

    The size is what a label folder says, such as 299px_302um. A file in any other folder is of
    one size with those whose images are as large.
    """
    parts: dict[Hashable, list[FileLook]] = {}
    of_pixels: dict[Hashable, list[FileLook]] = {}
    for look in group:
        if look.label:
            part = parts.setdefault(look.label, [])
            of_pixels.setdefault(look.size, part)
            part.append(look)
    for look in group:
        if not look.label:
            of_pixels.setdefault(look.size, parts.setdefault(look.size, [])).append(look)
    return [sorted(part, key=lambda look: look.number) for part in parts.values() if part]


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
