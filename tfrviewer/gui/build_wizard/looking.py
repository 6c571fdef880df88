"""The work behind the draft: looking at a source, and planning; for worker threads."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.build.folders import plan_build
from tfrviewer.build.request import BuildRequest
from tfrviewer.build.walk import walk
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.build.plan import BuildPlan

_MOST_TRIED = 100


@dataclass(frozen=True, slots=True)
class Scan:
    """What lies in a source."""

    source: Path
    images: int
    looked: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What looking at a source brings.

    Attributes:
        scan: What lies there.
        output: A folder for the TFRecords, where nothing is yet if none was chosen.
    """

    scan: Scan
    output: Path


def find(
    request: BuildRequest, *, suggested: Path, progress: Progress, cancel: CancelToken
) -> Found:
    """Look at a source, and for a place for its TFRecords."""
    images = 0
    for folder in walk(request.source, cancel=cancel):
        images += len(folder.images)
        progress(images, 0, folder.path.name)
    output = request.output
    if output == suggested:
        output = free_output(output)
    return Found(Scan(request.source, images), output)


def plan_of(request: BuildRequest, scan: Scan, *, cancel: CancelToken) -> "BuildPlan":
    """Return the plan of a request."""
    return plan_build(request, cancel=cancel)


def suggested_output(source: Path) -> Path:
    """Return where TFRecords of a source go unless somebody says otherwise: beside it."""
    name = source.stem if source.suffix else source.name
    return source.parent / f"{name or 'images'}-tfrecords"


def free_output(output: Path) -> Path:
    """Return a folder of this name, or one like it, that is not there and can be made."""
    if not os.access(output.parent, os.W_OK):
        output = Path.home() / output.name
    numbered = (output.with_name(f"{output.name}-{number}") for number in range(2, _MOST_TRIED))
    return next((path for path in (output, *numbered) if not os.path.lexists(path)), output)
