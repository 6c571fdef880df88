"""Looking: what lies in a folder of images, and what each of them is.

This is the slow part of a build: it walks, and reads the head of every image. What comes out, a
`Scan`, knows nothing of patterns, policies or where to write, so that `planning.make_plan` can
make one plan after the other of it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.handing_over import map_near
from tfrviewer.build.planning.planned import UNKNOWN, ImageColumns
from tfrviewer.build.request.request import Sheet
from tfrviewer.build.scan.looking import Facts, Unit, look_at
from tfrviewer.build.scan.packed import Packed, Packing
from tfrviewer.build.scan.sheet import SheetTable, read_sheet
from tfrviewer.build.scan.walk import NONE, Folder, walk
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.build.pictures.pictures import Picture

_A_UNIT = 64
"""Images looked at as one unit of work: some milliseconds, a second at most over a network."""


@dataclass(frozen=True, slots=True, eq=False)
class ScannedFolder:
    """One folder that was looked into.

    Attributes:
        path: The folder.
        relative: Its path from the source; "." for that itself.
        start: Where in the columns of the scan its images begin.
        stop: Where they end.
        others: Names of files that are no images by their extension, and of hidden ones.
        unnamed: Names of images that the sheet does not name.
        findings: What in it could not be looked at, by path.
        is_leaf: Whether no folder is in it.
    """

    path: Path
    relative: Path
    start: int
    stop: int
    others: Packed
    unnamed: Packed = NONE
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
        columns: What was found of the images: folder after folder, each by name. With a sheet,
            of those that it names, and `columns` and `sheet` are about the same image at the
            same place.
        faults: What is wrong with an image, by its place in the columns: it cannot be read, or
            is none.
        sheet: What the sheet says of the images; None if there is none.
        looked: Whether the images were looked at; if not, only sizes of files are known.
    """

    source: Path
    folders: tuple[ScannedFolder, ...]
    columns: ImageColumns
    faults: Mapping[int, Finding] = field(default_factory=dict, repr=False)
    sheet: SheetTable | None = None
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
    sheet: Sheet | None = None,
    look: bool = True,
    below: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Scan:
    """Look into a folder of images, or at the images that a sheet names.

    Args:
        source: The folder.
        sheet: A CSV or Parquet file that names the images; those that lie in the folder and are
            not named are listed, and not looked at.
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
        BuildError: If the sheet cannot be read, or lacks a column that was named.
        Cancelled: If `cancel` was raised.
    """
    source = Path(os.fsdecode(source))
    table = None if sheet is None else read_sheet(sheet, source)
    found = _found(source, table, below=below, progress=progress, cancel=cancel)
    top = len(found.names) if below or table is not None else len(found.folders[0])
    facts = _Gathered(found, top, progress)
    units = _units(found, top, look=look)
    with closing(map_near(look_at, units, _count, executor=executor, cancel=cancel)) as answers:
        for answer in answers:
            facts.take(answer)
    return Scan(
        source=source,
        folders=found.folders,
        columns=facts.columns(),
        faults=facts.faults if table is None else _by_line(facts.faults, table),
        sheet=table,
        looked=look,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Listing:
    """The images to look at: folder after folder."""

    folders: tuple[ScannedFolder, ...]
    paths: tuple[str, ...]
    folder: NDArray[np.int32]
    names: Packed


def _found(
    source: Path,
    table: SheetTable | None,
    *,
    below: bool,
    progress: Progress | None,
    cancel: CancelToken | None,
) -> _Listing:
    """Walk a source; each folder is let go of once its names are packed."""
    found, listed = _Found(table), 0
    for folder in walk(source, deepest=None if below else 1, cancel=cancel):
        listed += len(folder.images)
        found.add(folder)
        if progress is not None:
            progress(listed, 0, str(folder.relative))
    return found.listing()


class _Found:
    """Folders as they are walked; their names are packed at once, and not kept twice."""

    def __init__(self, table: SheetTable | None) -> None:
        self._table = table
        self._folders: list[ScannedFolder] = []
        self._names = Packing()
        self._count = 0
        if table is not None:
            bounds = np.searchsorted(table.folder, np.arange(len(table.folders) + 1)).tolist()
            paths = map(os.path.normcase, table.folders)
            self._named = dict(zip(paths, pairwise(bounds), strict=True))
            # What a line names and cannot be taken is told with that line, and only so.
            self._told: dict[str, set[str]] = {}
            for path, _ in table.left_out:
                folder, name = os.path.split(os.path.normcase(path))
                self._told.setdefault(folder, set()).add(name)

    def add(self, folder: Folder) -> None:
        """Take a folder."""
        if self._table is not None:
            self._add_named(folder, self._table)
            return
        start = self._count
        self._count += len(folder.images)
        self._names.extend(folder.images)
        self._folders.append(_scanned(folder, start, self._count))

    def listing(self) -> _Listing:
        """Return the images to look at: all that were walked, or those that the sheet names."""
        folders, table = tuple(self._folders), self._table
        if table is not None:
            return _Listing(folders, table.folders, table.folder, table.names)
        counts = [len(folder) for folder in folders]
        return _Listing(
            folders=folders,
            paths=tuple(str(folder.path) for folder in folders),
            folder=np.repeat(np.arange(len(folders), dtype=np.int32), counts),
            names=self._names.packed(),
        )

    def _add_named(self, folder: Folder, table: SheetTable) -> None:
        path = os.path.normcase(os.path.abspath(folder.path))  # noqa: PTH100 - links stay
        start, stop = self._named.get(path, (0, 0))
        named = {os.path.normcase(name) for name in table.names[start:stop]}
        named |= self._told.get(path, set())
        names = (name for name in folder.images if os.path.normcase(name) not in named)
        self._folders.append(_scanned(folder, start, stop, Packed.of(names)))


def _scanned(folder: Folder, start: int, stop: int, unnamed: Packed = NONE) -> ScannedFolder:
    return ScannedFolder(
        path=folder.path,
        relative=folder.relative,
        start=start,
        stop=stop,
        others=folder.others,
        unnamed=unnamed,
        findings=tuple(folder.findings),
        is_leaf=folder.is_leaf,
    )


def _by_line(faults: Mapping[int, Finding], table: SheetTable) -> dict[int, Finding]:
    """Return what is wrong with images that a sheet names, with the lines that name them."""
    found = {}
    for at, finding in faults.items():
        named, remedy = f"{table.where(at)} names it", finding.remedy
        message = f"{named}. {finding.message}"
        if finding.kind is FindingKind.MISSING_FILE:
            message = f"{named}, and it is not there."
            remedy = "Correct the path, which begins at the folder of images, or put it there."
        found[at] = replace(finding, message=message, remedy=remedy)
    return found


class _Gathered:
    """Facts of images, as they come."""

    def __init__(self, listing: _Listing, top: int, progress: Progress | None) -> None:
        self.faults: dict[int, Finding] = {}
        self._listing = listing
        self._top = top
        self._progress = progress
        count = len(listing.names)
        self._bytes = np.full(count, UNKNOWN, dtype=np.int64)
        self._modified = np.full(count, UNKNOWN, dtype=np.int64)
        self._picture = np.full(count, UNKNOWN, dtype=np.int32)
        self._pictures: dict[Picture, int] = {}
        self._done = 0

    def take(self, facts: Sequence[Facts]) -> None:
        """Take the facts of the next few images."""
        for at, (size, modified, found) in enumerate(facts, self._done):
            self._bytes[at], self._modified[at] = size, modified
            if isinstance(found, Finding):
                self.faults[at] = found
            elif found is not None:
                self._picture[at] = self._pictures.setdefault(found, len(self._pictures))
        self._done += len(facts)
        if self._progress is not None:
            self._progress(self._done, self._top, self._listing.names[self._done - 1])

    def columns(self) -> ImageColumns:
        """Return them as columns."""
        return ImageColumns(
            folders=self._listing.paths,
            folder=self._listing.folder,
            names=self._listing.names,
            bytes=self._bytes,
            modified=self._modified,
            picture=self._picture,
            pictures=tuple(self._pictures),
        )


def _count(unit: Unit) -> int:
    return len(unit[1])


def _units(listing: _Listing, top: int, *, look: bool) -> Iterator[Unit]:
    """Yield the first so many images in units: those of a folder, a few at a time."""
    start = 0
    while start < top:
        most = listing.folder[start : start + _A_UNIT]
        folder = most[0]
        count = int(np.searchsorted(most, folder, side="right"))
        names = list(listing.names[start : start + count])
        yield listing.paths[folder], names, look
        start += count
