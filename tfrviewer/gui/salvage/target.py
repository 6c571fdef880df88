"""Where what is salvaged goes: beside the open dataset, never into it unasked."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.tfrecord.index import index_path_of

if TYPE_CHECKING:
    from tfrviewer.gui.session_state import SessionState

_FOLDER = "salvaged"


def folders_of(session: "SessionState | None") -> frozenset[Path]:
    """Return the folders in and below which the open dataset has its TFRecords."""
    if session is None or session.dataset is None:
        return frozenset()
    root = session.dataset.root
    folders = {path.parent for path in session.paths}
    return frozenset(folders if root is None else folders | {root})


def folder_around(path: Path, folders: Iterable[Path]) -> Path | None:
    """Return the outermost of some folders that a path lies in; None if it lies in none.

    Follows links, so it looks at the disk.
    """
    real = Path(os.path.realpath(path))
    around = (folder for folder in folders if real.is_relative_to(os.path.realpath(folder)))
    return min(around, key=lambda folder: len(os.path.realpath(folder)), default=None)


def offered_path(path: Path, last: str, folders: Iterable[Path]) -> Path:
    """Return where to salvage a file to if nobody says otherwise; looks at the disk.

    Args:
        path: The damaged TFRecord.
        last: The folder where something was saved last; "" for none.
        folders: Those of the open dataset, which would have each saved tile twice.
    """
    folders = list(folders)
    places = [Path(last)] if last else []
    places.append(path.parent.parent / _FOLDER)
    around = folder_around(places[-1], folders)
    beside = iter(()) if around is None else _beside(around)
    free = (at for at in chain(places, beside) if folder_around(at, folders) is None)
    return free_path(next(free, places[-1]) / path.name)


def _beside(folder: Path) -> Iterator[Path]:
    """Return folders to make beside a folder; the root of a disk has none."""
    if folder.parent != folder:
        yield folder.parent / _FOLDER
        yield folder.parent / f"{_FOLDER}-{folder.name}"


def free_path(path: Path) -> Path:
    """Return a path, or one named after it, that neither a file nor its index has."""
    names = chain(("", "-salvaged"), (f"-salvaged-{number}" for number in count(2)))
    paths = (path.with_name(f"{path.stem}{name}{path.suffix}") for name in names)
    return next(
        free for free in paths if not any(map(os.path.lexists, (free, index_path_of(free))))
    )
