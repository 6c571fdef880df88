"""Whether there is room for a build, before anything of it is written."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tfrviewer.build.planning.plan import BuildPlan, PlannedFile
from tfrviewer.build.planning.planned import UNKNOWN
from tfrviewer.build.request.choices import Existing
from tfrviewer.dataset.words import sized
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity
from tfrviewer.tfrecord.framing import OVERHEAD

_EXAMPLE = 90
"""Bytes of an Example beside image, slide and further features."""
_INDEX = 32
"""Bytes of an index a record: where it begins and how long it is, x and y."""
_FILE = 2048
"""Bytes of a TFRecord beside its records: the rest of the index, and of what notes it."""
_FEATURE = 24
"""Bytes of a further feature beside its name, and beside its value if that is text."""
_A_PIXEL = {"jpeg": 0.5, "png": 2.0}
"""Bytes a pixel of stained tissue takes, where an image is encoded anew."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a build needs of one file system.

    Attributes:
        folder: Where it writes to.
        needed: Bytes that it will take at most at one time, besides what is there.
        free: Bytes there are.
    """

    folder: Path
    needed: int
    free: int


def needed_bytes(plan: BuildPlan, files: Sequence[PlannedFile] | None = None) -> int:
    """Return how many bytes a build needs at most at one time, besides what is there.

    A TFRecord that is replaced or appended to needs room for the new one while the old one is
    there. Where images are encoded anew it is an estimate.

    Args:
        plan: The plan.
        files: Those of its files that are going to be written; None takes all.
    """
    return sum(need.needed for need in needs(plan, files))


def refuse_full(plan: BuildPlan, files: Sequence[PlannedFile] | None = None) -> None:
    """Refuse a build that there is no room for.

    Raises:
        BuildError: If a file system that it writes to has less free than it needs.
    """
    for need in needs(plan, files):
        if need.needed > need.free:
            raise BuildError(_full(need))


def needs(plan: BuildPlan, files: Sequence[PlannedFile] | None = None) -> list[Need]:
    """Return what a build needs of each file system that it writes to."""
    found: dict[int, Need] = {}
    taken: dict[int, int] = {}
    for file in plan.files if files is None else files:
        folder = _there(file.path.parent)
        device = folder.stat().st_dev
        before = _size(file.path) if plan.policies.existing is not Existing.REFUSE else 0
        if before and plan.policies.existing is Existing.SKIP:
            continue
        new = file_bytes(plan, file)
        if plan.policies.existing is Existing.APPEND:
            new += before
        if device not in found:
            found[device] = Need(folder, 0, shutil.disk_usage(folder).free)
        most = taken.get(device, 0) + new
        if most > found[device].needed:
            found[device] = Need(folder, most, found[device].free)
        taken[device] = most - before
    return list(found.values())


def file_bytes(plan: BuildPlan, file: PlannedFile) -> int:
    """Return how many bytes a TFRecord and its index will have, of new records."""
    images = file.images
    count = len(images)
    if not count:
        return 0
    each = OVERHEAD + _EXAMPLE + _INDEX * plan.policies.index
    each += max(len(slide.encode("utf-8", "replace")) for slide in images.slide_names)
    each += sum(len(name) + _FEATURE for name, _ in images.features)
    return _image_bytes(file) + count * each + _FILE


def _image_bytes(file: PlannedFile) -> int:
    """Return how many bytes the images of a TFRecord will have as they are stored."""
    columns, wanted = file.images.columns, file.wanted
    at = file.images.at
    sizes = columns.bytes[at]
    for place in np.flatnonzero(sizes == UNKNOWN).tolist():
        sizes[place] = _size(Path(columns.file(int(at[place]))))
    codes = columns.picture[at]
    for code, picture in enumerate(columns.pictures):
        if picture.verbatim and wanted.is_met(picture.size, picture.format):
            continue
        width, height = wanted.size or picture.size
        anew = round(width * height * _A_PIXEL[wanted.format or picture.format])
        sizes[codes == code] = anew
    return int(sizes.sum())


def _there(folder: Path) -> Path:
    """Return a folder that is to be made, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if path.is_dir())


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - there may be many
    except OSError:
        return 0


def _full(need: Need) -> Finding:
    return Finding(
        kind=FindingKind.DISK_SPACE,
        severity=Severity.ERROR,
        file=str(need.folder),
        message=f"There is no room for the build: it needs about {sized(need.needed)}, and "
        f"{sized(need.free)} are free there. Nothing has been written.",
        remedy="Make room, or choose a folder on another disk.",
    )
