"""Which TFRecords chosen records become, and what is in their way."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.running.targets import refuse_folder
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.source_folders import folders_below, folders_between
from tfrviewer.build.subset.choices import CopyLayout
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.build.subset.names import SUFFIX, FileNames
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.words import counted, listed, sized
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity, TargetExistsError
from tfrviewer.tfrecord.index import index_path_of, possible_indices
from tfrviewer.tfrecord.writer import is_index

_RESERVE = 1 << 20
"""Bytes of the disk that are left free, for indices and what others write meanwhile."""


@dataclass(frozen=True, slots=True, eq=False)
class CopyTarget:
    """A TFRecord to write.

    Attributes:
        path: Where to.
        rows: int64 (n,), which of the chosen records it gets, in order.
        part: The part it belongs to, where there are parts.
    """

    path: Path
    rows: NDArray[np.int64] = field(repr=False)
    part: str | None = None


def plan_targets(
    gathered: Gathered,
    output: Path,
    layout: CopyLayout,
    *,
    names: Sequence[str],
    filename: str | None = None,
    parts: Sequence[str] = (),
    part_of: NDArray[np.int32] | None = None,
    joined: bool = False,
) -> list[CopyTarget]:
    """Return the TFRecords to write, in the order of their first records.

    Args:
        gathered: The chosen records.
        output: The folder.
        layout: Into which TFRecords they go.
        names: What each of the slides is called in the copy.
        filename: Of the one TFRecord of `SINGLE`.
        parts: Names of parts, each a folder in the output; none are folders of their own.
        part_of: int32 (n,), the part of each record; -1 leaves it out.
        joined: Whether a slide becomes one TFRecord wherever its records come from. If not, it
            becomes several where TFRecords of one name lie in several folders, as those of two
            sizes of tiles do.
    """
    paths = [file.path for file in gathered.files]
    below = folders_between(paths) if layout is CopyLayout.FILE else folders_below(paths)
    if joined or layout is CopyLayout.SINGLE:
        below = [()] * len(paths)
    folders = {one: code for code, one in enumerate(dict.fromkeys(below))}
    folder_of = np.array([folders[one] for one in below], np.int64)[gathered.file_of]
    called = list(dict.fromkeys(names))
    codes = {name: code for code, name in enumerate(called)}
    name_of = np.array([codes[name] for name in names], np.int64)[gathered.slide_of]
    key = {
        CopyLayout.SLIDE: folder_of * len(called) + name_of,
        CopyLayout.FILE: gathered.file_of.astype(np.int64),
        CopyLayout.SINGLE: np.zeros(len(gathered), np.int64),
    }[layout]
    rows = np.arange(len(gathered))
    if part_of is not None:
        key = part_of.astype(np.int64) * (int(key.max(initial=0)) + 1) + key
        rows = rows[part_of >= 0]
    order = rows[np.argsort(key[rows], kind="stable")]
    several = np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(order) else []
    several.sort(key=lambda own: int(own[0]))
    free = FileNames()
    targets = []
    for own in several:
        first = int(own[0])
        part = None if part_of is None else parts[int(part_of[first])]
        folder = output if part is None else output / safe_name(part)
        if layout is CopyLayout.SINGLE:
            name = filename or safe_name(Path(os.path.abspath(folder)).name) + SUFFIX  # noqa: PTH100
            path = folder / name
        else:
            number = int(gathered.file_of[first])
            name = base_name(paths[number])
            if layout is CopyLayout.SLIDE:
                name = called[int(name_of[first])]
            path = free.free(folder.joinpath(*map(safe_name, below[number])), name)
        targets.append(CopyTarget(path, own, part))
    return targets


def free_targets(
    targets: Sequence[CopyTarget],
    others: Sequence[Path],
    sources: Sequence[Path],
    existing: Existing,
    *,
    index: bool,
) -> tuple[list[CopyTarget], list[Path]]:
    """Refuse to write over what is not to be written over.

    Args:
        targets: The TFRecords to write.
        others: Further files to write.
        sources: The TFRecords that are read.
        existing: What becomes of what is there.
        index: Whether indices are written.

    Returns:
        The targets that are to be written, and those that are there and stay.

    Raises:
        TargetExistsError: If something is there that is not to be replaced; whatever the policy:
            if it is one of the sources or its index, a folder, or has the name of an index and
            is none.
        ValueError: If a further file has the name of a TFRecord to write, or of its folder.
        PermissionError: If nothing may be written there.
    """
    there: list[Path] = []
    read = _identities(sources)
    indices = _identities([index for path in sources for index in possible_indices(path)])
    _refuse_one_name(targets, others)
    for target in targets:
        refuse_folder(target.path.parent)
        for path in (target.path, *possible_indices(target.path)):
            if path.is_dir():
                raise _exists([path], "This is a folder.", "Move it away.")
        if read & _identities([target.path]):
            raise _exists(
                [target.path],
                "This is one of the TFRecords that the records come from.",
                "Choose another folder.",
            )
        if indices & _identities(possible_indices(target.path)):
            raise _exists(
                [index_path_of(target.path)],
                "This is the index of one of the TFRecords that the records come from.",
                "Choose another folder or name.",
            )
        found = [path for path in (target.path, *possible_indices(target.path)) if _lies(path)]
        stranger = index_path_of(target.path)
        if index and existing is Existing.REPLACE and stranger in found and not is_index(stranger):
            raise _exists(
                [stranger],
                f"This has the name of the index of {target.path.name} and is none; it may be "
                "of a feature bag, or damaged.",
                "Move it away, or write no index (index=False).",
            )
        there += found
    for path in others:
        if path.is_dir():
            raise _exists([path], "This is a folder.", "Move it away.")
        there += [path] if _lies(path) and existing is not Existing.SKIP else []
    if existing is Existing.REFUSE and there:
        raise _exists(
            there,
            f"{'It is' if len(there) == 1 else counted(len(there), 'file') + ' are'} there "
            f"already: {listed(path.name for path in there)}.",
            "Choose another folder, replace what is there (existing='replace', --replace), or keep "
            "it (existing='skip', --existing skip).",
        )
    if existing is not Existing.SKIP:
        return list(targets), []
    kept = {target.path for target in targets if _lies(target.path)}
    for target in targets:
        if target.path not in kept and index and _lies(index_path_of(target.path)):
            raise _exists(
                [index_path_of(target.path)],
                f"This is an index, and there is no {target.path.name}.",
                "Move it away, or replace what is there (existing='replace', --replace).",
            )
    return [target for target in targets if target.path not in kept], sorted(kept)


def refuse_full(output: Path, needed: int) -> None:
    """Refuse to write more than the disk has room for.

    Raises:
        BuildError: If it has not; nothing was written then.
    """
    place = next(path for path in (output.absolute(), *output.absolute().parents) if path.exists())
    free = shutil.disk_usage(place).free
    if needed + _RESERVE > free:
        raise BuildError(
            Finding(
                kind=FindingKind.DISK_SPACE,
                severity=Severity.ERROR,
                file=str(output),
                message=f"There is no room: {sized(needed)} are to be written, and "
                f"{sized(free)} are free there. Nothing has been written.",
                remedy="Choose fewer records, or a folder on another disk.",
            )
        )


def _refuse_one_name(targets: Sequence[CopyTarget], others: Sequence[Path]) -> None:
    """Refuse a TFRecord, or a folder of them, of the name of a file that is written besides."""
    taken = {path for target in targets for path in (target.path, *target.path.parents)}
    for other in others:
        if other in taken:
            raise ValueError(f"{other.name} is written besides: call a TFRecord or part otherwise.")


def _identities(paths: Sequence[Path]) -> set[tuple[int, int]]:
    """Return what tells files apart, by whatever path they are reached."""
    found = set()
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # it is gone, and was told of
            continue
        found.add((status.st_dev, status.st_ino))
    return found


def _lies(path: Path) -> bool:
    return os.path.lexists(path)


def _exists(paths: Sequence[Path], message: str, remedy: str) -> TargetExistsError:
    return TargetExistsError(
        Finding(
            kind=FindingKind.TARGET_EXISTS,
            severity=Severity.ERROR,
            file=str(paths[0]),
            message=message,
            remedy=remedy,
        )
    )
