"""What single image files are, as far as their heads tell: what workers do for a scan.

Worker processes import this; it knows neither polars nor the table.
"""

import os
from typing import TypeAlias

from tfrviewer.build.pictures.pictures import Picture, look
from tfrviewer.errors import Finding, FindingKind, ImageError, Severity

UNKNOWN = -1
"""Size and time of a file that cannot be reached."""

Unit: TypeAlias = tuple[str, list[str], bool]
"""A folder, names of images in it, and whether their heads are read."""
Facts: TypeAlias = tuple[int, int, Picture | Finding | None]
"""Size and time of change of a file, and what it is, or what is wrong with it."""


def look_at(unit: Unit) -> list[Facts]:
    """Return what is found of some images in a folder."""
    folder, names, looks = unit
    return [_facts(os.path.join(folder, name), looks=looks) for name in names]  # noqa: PTH118


def _facts(path: str, *, looks: bool) -> Facts:
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
