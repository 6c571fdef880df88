"""What lies where records are to be saved: whether they may be, how much room, what is there.

For worker threads: a folder may be far away, and a million records take a while to look at.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QStandardPaths

from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.build.request.choices import Existing
from tfrviewer.build.running.targets import refuse_folder
from tfrviewer.build.safe_names import safe_name
from tfrviewer.build.subset.choices import CopyOrder
from tfrviewer.build.subset.features import new_names
from tfrviewer.build.subset.gathered import Gathered, gather
from tfrviewer.build.subset.names import check_filename
from tfrviewer.build.subset.targets import CopyTarget, free_targets, plan_targets
from tfrviewer.dataset.discovery import MANIFEST, base_name
from tfrviewer.errors import TfrError
from tfrviewer.gui.assets import resources
from tfrviewer.gui.disk_space import free_bytes
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, What, fitting
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.index import index_path_of, possible_indices

_RESERVE = 1 << 20
_MOST_NUMBERED = 10_000
_FOR_CALLS = re.compile(r",? \([^)]*(?:--|=)[^)]*\)")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The records to save, looked at.

    Attributes:
        what: Which.
        gathered: Where each lies, its slide and its location; its files are closed.
        slides: The different slides, in order of their first record.
        n_files: How many TFRecords they come from.
        sizes: int64 (n,), framed bytes of each.
        lost: How many are in files that cannot be opened any more.
        example: What an image of the first one is named after, and its TFRecord.
    """

    what: What
    gathered: Gathered
    slides: tuple[str, ...]
    n_files: int
    sizes: "np.ndarray[tuple[int], np.dtype[np.int64]]" = field(repr=False)
    lost: int
    example: tuple[Tile, str] | None = None

    @property
    def size(self) -> int:
        """Bytes of all together."""
        return int(self.sizes.sum())


@dataclass(frozen=True, slots=True)
class Look:
    """What was found where records are to be saved.

    Attributes:
        target: The folder or file; the one proposed where none was asked for.
        problem: Why it cannot be written to, in words; "" if it can.
        is_new: Whether it has to be made.
        n_files: How many files will be written; None if that is not known before.
        needed: Bytes that they take; None if that is not known before.
        free: Bytes that are free there; None if that cannot be told.
        there: What is there already, and has the name of what is written.
        inside: Whether it lies in the open dataset.
    """

    target: Path
    problem: str = ""
    is_new: bool = True
    n_files: int | None = None
    needed: int | None = None
    free: int | None = None
    there: tuple[Path, ...] = ()
    inside: bool = False

    @property
    def fits(self) -> bool:
        """Whether there is room, as far as that can be told."""
        return self.needed is None or self.free is None or self.needed + _RESERVE <= self.free

    def may_write(self, existing: Existing) -> bool:
        """Whether nothing is left to be asked or refused."""
        return not self.problem and self.fits and not (self.there and existing is Existing.REFUSE)


def prepare(source: SaveSource, what: What, cancel: CancelToken) -> Prepared:
    """Look at the records to save.

    Raises:
        DatasetError: If there are none.
        Cancelled: If `cancel` was raised.
    """
    gathered = gather(source.chosen(what, cancel), order=CopyOrder.GIVEN, cancel=cancel)
    try:
        sizes = gathered.sizes()
    finally:
        gathered.close()
    codes, first = np.unique(gathered.slide_of, return_index=True)
    return Prepared(
        what=what,
        gathered=gathered,
        slides=tuple(gathered.slides[int(codes[at])] for at in np.argsort(first).tolist()),
        n_files=len(np.unique(gathered.file_of)),
        sizes=sizes,
        lost=gathered.asked - len(gathered),
        example=_example(source, what, gathered),
    )


def _example(source: SaveSource, what: What, gathered: Gathered) -> tuple[Tile, str] | None:
    if not len(gathered):
        return None
    values = source.frame.row(int(source.numbers(what)[gathered.given[0]]), named=True)
    x, y = gathered.xy[0].tolist()
    kind = str(values.get("format") or "jpeg")
    tile = Tile(
        gathered.slides[int(gathered.slide_of[0])],
        (x, y) if gathered.located[0] and (x, y) != (0, 0) else None,
        int(gathered.records[0]),
        {"jpeg": "jpg", "tiff": "tif"}.get(kind, kind),
        values,
    )
    return tile, base_name(gathered.files[int(gathered.file_of[0])].path)


def look_at(
    source: SaveSource, prepared: Prepared, request: SaveRequest, beside: str, cancel: CancelToken
) -> Look:
    """Look at where records are to be saved.

    Args:
        source: What they are of.
        prepared: The records.
        request: What is asked for; without a target, a free one is proposed.
        beside: The folder to propose one in, "" for the one that the dataset lies in.
        cancel: Looked at between files.

    Raises:
        Cancelled: If `cancel` was raised.
    """
    target = request.target
    if target is None:
        names = {What.SELECTION: "selection", What.SHOWN: "filtered"}
        target = propose(source, request, names[request.what], len(prepared.slides), beside)
    request = _with_target(request, target)
    try:
        if request.form is SaveForm.TFRECORDS:
            check_filename(request.filename)
            names_now = new_names(prepared.gathered, request.renamed or None)
            planned = plan_targets(
                prepared.gathered,
                request.folder,
                request.layout,
                names=names_now,
                filename=request.filename,
            )
            others = [request.folder / MANIFEST] if request.manifest else []
            there = taken(
                planned, others, source.paths, request.existing, index=request.index, cancel=cancel
            )
            kept = frozenset(there) if request.existing is Existing.SKIP else frozenset()
            rows = [one.rows for one in planned if one.path not in kept]
            needed = int(sum(prepared.sizes[own].sum() for own in rows))
            count: int | None = len(planned)
        else:
            there, count = _in_the_way(source, prepared, request)
            needed = prepared.size if request.form is SaveForm.IMAGES else 0
    except (TfrError, OSError, ValueError) as error:
        return Look(target, problem=refusal_text(error))
    return Look(
        target=target,
        is_new=not os.path.lexists(target),
        n_files=count,
        needed=needed or None,
        free=free_bytes(target.parent if request.form.is_table else request.folder),
        there=tuple(there),
        inside=lies_inside(target, source),
    )


def propose(source: SaveSource, request: SaveRequest, name: str, slides: int, beside: str) -> Path:
    """Return a folder or file that is not there yet, beside the dataset or where one saved last.

    Args:
        source: What is saved from.
        request: What is asked for.
        name: What is added to the name of the dataset.
        slides: How many slides there are.
        beside: The folder to take, if it may be written to; "" for none.
    """
    called = safe_name(f"{base_name(Path(source.name))}-{name}")
    folder = _writable(source, beside)
    target = fitting(folder / called, request, slides)
    for number in range(2, _MOST_NUMBERED):
        if not os.path.lexists(target):
            break
        target = fitting(folder / f"{called}-{number}", request, slides)
    return target


def taken(
    targets: Sequence[CopyTarget],
    others: Sequence[Path],
    sources: Sequence[Path],
    existing: Existing,
    *,
    index: bool,
    cancel: CancelToken,
) -> list[Path]:
    """Return what is there of the TFRecords that are to be written.

    Raises:
        TargetExistsError: If something is there that is never replaced: one of the sources.
        PermissionError: If nothing may be written there.
        Cancelled: If `cancel` was raised.
    """
    policy = Existing.REPLACE if existing is Existing.REFUSE else existing
    free_targets(targets, others, sources, policy, index=index)
    there = []
    for target in targets:
        cancel.check()
        if any(os.path.lexists(path) for path in (target.path, *possible_indices(target.path))):
            lies = os.path.lexists(target.path)
            there.append(target.path if lies else index_path_of(target.path))
    return [*there, *(path for path in others if os.path.lexists(path))]


def lies_inside(target: Path, source: SaveSource) -> bool:
    """Whether a folder is the open dataset's own, or in it."""
    return source.dataset.root is not None and target.is_relative_to(source.dataset.root)


def refusal_text(error: BaseException) -> str:
    """Return why something is refused, without what only calls and commands can do about it."""
    if isinstance(error, TfrError):
        finding = error.finding
        said = f"{finding.message} {_FOR_CALLS.sub('', finding.remedy)}".strip()
        return f"{finding.file}: {said}" if finding.file else said
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return str(error)


def _with_target(request: SaveRequest, target: Path) -> SaveRequest:
    return request if request.target == target else replace(request, target=target)


def _in_the_way(
    source: SaveSource, prepared: Prepared, request: SaveRequest
) -> tuple[list[Path], int | None]:
    """Return what has the name of images or tables to be written, and how many there are.

    Raises:
        TfrError, OSError: If nothing can be written there.
        ValueError: If it is a file that is never written over.
    """
    target = request.folder
    if request.form is SaveForm.IMAGES:
        refuse_folder(target)
        holds = target.is_dir() and next(os.scandir(target), None) is not None
        return ([target] if holds else []), len(prepared.gathered)
    if request.form is SaveForm.GEOJSON and target.suffix.lower() != ".geojson":
        refuse_folder(target)
        files = [target / f"{safe_name(slide)}.geojson" for slide in prepared.slides]
    else:
        refuse_folder(target.parent)
        if target.is_dir():
            raise IsADirectoryError(0, "This is a folder; name a file", str(target))
        files = [target]
    there = [path for path in files if os.path.lexists(path)]
    _refuse_sources(there, source)
    return there, len(files)


def _refuse_sources(there: Iterable[Path], source: SaveSource) -> None:
    indices = (index for path in source.paths for index in possible_indices(path))
    own = {os.path.realpath(path) for path in (*source.paths, *indices, *source.kept)}
    for path in there:
        if os.path.realpath(path) in own:
            msg = f"{path}: This belongs to the open dataset. Choose another name."
            raise ValueError(msg)


def _writable(source: SaveSource, beside: str) -> Path:
    """Return the folder to propose one in."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folders = [Path(beside)] if beside else []
    root = source.dataset.root
    if root is None:
        parents = {path.parent for path in source.paths}
        root = Path(os.path.commonpath(parents)) if parents else None
    if root is not None and not root.absolute().is_relative_to(resources()):
        folders += [root.parent, root]
    for folder in (*folders, Path(home), Path.home()):
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return Path.home()
