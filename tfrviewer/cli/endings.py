"""With which exit status a command ends, by what ended it.

Wrong use is what has nothing to do with the data: options that contradict, a path or a column
that is not there, an output that is refused or cannot be written. All else is found in the data.
"""

import errno

from tfrviewer.cli import answers, console
from tfrviewer.errors import (
    DatasetError,
    FindingKind,
    PathNotFoundError,
    QueryError,
    RecipeError,
    TargetExistsError,
    TfrError,
)

INTERRUPTED = 130
CANCELLED = "Cancelled. Nothing half-made was left."

_MISUSES = (PathNotFoundError, QueryError, DatasetError, TargetExistsError, RecipeError)
_REFUSED_OUTPUT = (FindingKind.DISK_SPACE, FindingKind.FOLDER_IN_USE)
_OF_PLACES = {
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.EEXIST,
    errno.ENOTDIR,
    errno.ENOSPC,
    errno.EFBIG,
    errno.ENAMETOOLONG,
    errno.ELOOP,
    *(getattr(errno, name) for name in ("EDQUOT",) if hasattr(errno, name)),
}
"""What the system says of places that cannot be read or written to; not of what lies there."""


def status_of(error: TfrError | OSError) -> int:
    """Return the exit status of a command that an error ended."""
    return console.MISUSED if is_misuse(error) else console.FOUND


def is_misuse(error: TfrError | OSError) -> bool:
    """Tell whether an error is about what was asked for, and not about the data."""
    if answers.is_about_named(error):
        return True
    if isinstance(error, TfrError):
        return isinstance(error, _MISUSES) or error.finding.kind in _REFUSED_OUTPUT
    return error.errno in _OF_PLACES
