"""Which TFRecords are made of which images: the layouts."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.choices import Layout
from tfrviewer.build.request import BuildRequest, Naming
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.scan import Scan, ScannedFolder

SUFFIX = ".tfrecords"


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Images of one slide that lie in one folder.

    Attributes:
        slide: Their slide, as it was found.
        folder: Where they lie.
        at: int64: their places in the columns of the scan.
    """

    slide: str
    folder: Path
    at: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Target:
    """A TFRecord to plan: where it goes, and of what it is made."""

    path: Path
    shares: tuple[Share, ...]


def recognised_layout(scan: Scan, naming: Naming | None = None) -> Layout:
    """Return the layout that a source looks like."""
    below = any(len(folder) for folder in scan.folders[1:])
    return Layout.NESTED if below else Layout.SINGLE


def targets_of(request: BuildRequest, scan: Scan, layout: Layout) -> list[Target]:
    """Return the TFRecords that a layout makes of what was found, in order."""
    output, renamed = request.output, request.renamed
    name = request.slide or folder_name(scan.source)
    if layout is Layout.NESTED:
        return _by_path(
            (
                output.joinpath(*(safe_name(text_of(part)) for part in folder.relative.parts[:-1]))
                / (safe_name(renamed.get(share.slide, share.slide)) + SUFFIX),
                share,
            )
            for folder in scan.folders[1:]
            if (share := _share(folder, text_of(folder.path.name))) is not None
        )
    if layout is Layout.SINGLE:
        folders = [(scan.folders[0], name)]
    else:
        folders = [(folder, text_of(folder.path.name)) for folder in scan.folders[1:]]
    path = output / (request.filename or safe_name(renamed.get(name, name)) + SUFFIX)
    shares = [_share(folder, slide) for folder, slide in folders]
    return _by_path((path, share) for share in shares if share is not None)


def folder_name(path: Path) -> str:
    """Return the name of a folder, which "." and ".." have too, as text."""
    return text_of(Path(os.path.abspath(path)).name)  # noqa: PTH100 - resolve() follows links


def text_of(name: str) -> str:
    """Return a name as text: the bytes of a file name need not be any."""
    return name.encode("utf-8", "backslashreplace").decode()


def _share(folder: ScannedFolder, slide: str) -> Share | None:
    if not len(folder):
        return None
    return Share(slide, folder.path, np.arange(folder.start, folder.stop, dtype=np.int64))


def _by_path(shares: Iterable[tuple[Path, Share]]) -> list[Target]:
    """Return targets: shares that go to one path are of one slide, or were to be merged."""
    found: dict[Path, list[Share]] = {}
    for path, share in shares:
        found.setdefault(path, []).append(share)
    return [Target(path, tuple(parts)) for path, parts in found.items()]
