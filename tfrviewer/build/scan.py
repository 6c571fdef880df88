"""Looking: what lies in a folder of images, and what each of them is.

This is the slow part of a build: it walks, and reads the head of every image. What comes out, a
`Scan`, knows nothing of patterns, policies or where to write, so that `planning.make_plan` can
make one plan after the other of it.
"""

import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.packed import Packed
from tfrviewer.build.pictures import Picture, look
from tfrviewer.build.planned import UNKNOWN, ImageColumns
from tfrviewer.build.walk import Folder, walk
from tfrviewer.errors import Finding, FindingKind, ImageError, Severity
from tfrviewer.jobs import CancelToken, Progress, map_units

_A_UNIT = 64
"""Images looked at as one unit of work: some milliseconds, a second at most over a network."""

_Unit: TypeAlias = tuple[str, list[str], bool]
_Facts: TypeAlias = tuple[int, int, Picture | Finding | None]


@dataclass(frozen=True, slots=True, eq=False)
class ScannedFolder:
    """One folder that was looked into.

    Attributes:
        path: The folder.
        relative: Its path from the source; "." for that itself.
        start: Where in the columns of the scan its images begin.
        stop: Where they end.
        others: Names of files that are no images by their extension, and of hidden ones.
        findings: What in it could not be looked at, by path.
        is_leaf: Whether no folder is in it.
    """

    path: Path
    relative: Path
    start: int
    stop: int
    others: Packed
    findings: tuple[Finding, ...] = ()
    is_leaf: bool = True

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """What lies in a source.

    Attributes:
        source: The folder that was looked into.
        folders: It, and those below it; each before its own folders.
        columns: What was found of the images: folder after folder, each by name.
        faults: What is wrong with an image, by its place in the columns: it cannot be read, or
            is none.
        looked: Whether the images were looked at; if not, only sizes of files are known.
    """

    source: Path
    folders: tuple[ScannedFolder, ...]
    columns: ImageColumns
    faults: Mapping[int, Finding] = field(default_factory=dict, repr=False)
    looked: bool = True

    @property
    def images(self) -> int:
        """How many images there are."""
        return len(self.columns)

    @property
    def size_bytes(self) -> int:
        """Bytes of all images together."""
        sizes = self.columns.bytes
        return int(sizes[sizes > 0].sum())

    def names(self, folder: ScannedFolder) -> Packed:
        """Return the names of the images in a folder, numbers by their value."""
        return self.columns.names[folder.start : folder.stop]


def scan(
    source: str | os.PathLike[str],
    *,
    look: bool = True,
    below: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Scan:
    """Look into a folder of images.

    Args:
        source: The folder.
        look: Whether to read the head of each image, for its size in pixels and how it would be
            stored; without, only the sizes of the files are looked up.
        below: Whether to look at images in folders below it too, at any depth. Without, only
            those in folders right below it are listed, and none of these is looked at.
        executor: Where images are looked at; None does it here. Threads do well where files
            are far away.
        progress: Told of the images looked at so far; of 0 in total while folders are walked.
        cancel: Looked at between folders, and between units of a few images.

    Raises:
        PathNotFoundError: If there is no such folder.
        Cancelled: If `cancel` was raised.
    """
    source = Path(os.fsdecode(source))
    walked = []
    listed = 0
    for folder in walk(source, deepest=None if below else 1, cancel=cancel):
        walked.append(folder)
        listed += len(folder.images)
        if progress is not None:
            progress(listed, 0, str(folder.relative))
    counts = [len(folder.images) for folder in walked]
    paths = [str(folder.path) for folder in walked]
    names = Packed.joined([folder.images for folder in walked])
    wanted = len(names) if below else counts[0]
    facts = _Gathered(len(names), wanted, progress)
    units = _units(paths, walked if below else walked[:1], look=look)
    with closing(map_units(_look_at, units, executor=executor, cancel=cancel)) as answers:
        for answer in answers:
            facts.take(answer, names)
    stops = np.cumsum(counts).tolist()
    return Scan(
        source=source,
        folders=tuple(
            ScannedFolder(
                path=folder.path,
                relative=folder.relative,
                start=stop - len(folder.images),
                stop=stop,
                others=folder.others,
                findings=tuple(folder.findings),
                is_leaf=folder.is_leaf,
            )
            for folder, stop in zip(walked, stops, strict=True)
        ),
        columns=facts.columns(
            paths, np.repeat(np.arange(len(paths), dtype=np.int32), counts), names
        ),
        faults=facts.faults,
        looked=look,
    )


class _Gathered:
    """Facts of images, as they come."""

    def __init__(self, count: int, wanted: int, progress: Progress | None) -> None:
        self.faults: dict[int, Finding] = {}
        self._count = count
        self._wanted = wanted
        self._progress = progress
        self._bytes, self._modified = array("q"), array("q")
        self._picture = array("i")
        self._pictures: dict[Picture, int] = {}

    def take(self, facts: Sequence[_Facts], names: Packed) -> None:
        """Take the facts of the next few images."""
        for size, modified, found in facts:
            if isinstance(found, Finding):
                self.faults[len(self._bytes)] = found
            code = UNKNOWN
            if isinstance(found, Picture):
                code = self._pictures.setdefault(found, len(self._pictures))
            self._bytes.append(size)
            self._modified.append(modified)
            self._picture.append(code)
        if self._progress is not None:
            done = len(self._bytes)
            self._progress(done, self._wanted, names[done - 1])

    def columns(
        self, folders: Sequence[str], folder: NDArray[np.int32], names: Packed
    ) -> ImageColumns:
        """Return them as columns."""
        rest = self._count - len(self._bytes)
        self._bytes.extend(repeat(UNKNOWN, rest))
        self._modified.extend(repeat(UNKNOWN, rest))
        self._picture.extend(repeat(UNKNOWN, rest))
        return ImageColumns(
            folders=tuple(folders),
            folder=folder,
            names=names,
            bytes=np.frombuffer(self._bytes, dtype=np.int64),
            modified=np.frombuffer(self._modified, dtype=np.int64),
            picture=np.frombuffer(self._picture, dtype=np.int32),
            pictures=tuple(self._pictures),
        )


def _units(paths: Sequence[str], folders: Sequence[Folder], *, look: bool) -> Iterator[_Unit]:
    """Yield the images in units: those of a folder, a few at a time."""
    for path, folder in zip(paths, folders, strict=False):
        for start in range(0, len(folder.images), _A_UNIT):
            yield path, list(folder.images[start : start + _A_UNIT]), look


def _look_at(unit: _Unit) -> list[_Facts]:
    """Return what is found of some images in a folder."""
    folder, names, looks = unit
    return [_facts(os.path.join(folder, name), looks=looks) for name in names]  # noqa: PTH118


def _facts(path: str, *, looks: bool) -> _Facts:
    """Return size, time of change and kind of an image, or what is wrong with it."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path takes longer to make
        picture = look(path) if looks else None
    except OSError as error:
        return UNKNOWN, UNKNOWN, _unreadable(path, error)
    except ImageError as error:
        return status.st_size, status.st_mtime_ns, error.finding
    return status.st_size, status.st_mtime_ns, picture


def _unreadable(path: str, error: OSError) -> Finding:
    gone = isinstance(error, FileNotFoundError)
    return Finding(
        kind=FindingKind.MISSING_FILE if gone else FindingKind.UNREADABLE_FILE,
        severity=Severity.ERROR,
        file=path,
        message="It is not there any more."
        if gone
        else f"The file cannot be read: {error.strerror or error}.",
        remedy="Check that it is there and that you may read it.",
    )
