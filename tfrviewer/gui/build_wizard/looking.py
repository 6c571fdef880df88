"""The work behind the draft and the first page: looking, planning, reading; for workers."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.build.planning.planning import make_plan
from tfrviewer.build.request.recipe import read_recipe
from tfrviewer.build.request.request import BuildRequest, Sheet
from tfrviewer.build.scan.scan import Scan, scan
from tfrviewer.build.scan.table_file import read_table
from tfrviewer.build.scan.walk import EXTENSIONS
from tfrviewer.errors import BuildError, Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan

SHEETS = frozenset((".csv", ".tsv", ".parquet", ".pq"))
RECIPES = frozenset((".toml",))
_MOST_TRIED = 100
_READERS = 4
"""Threads that look at images: heads of files are waited for, far away above all."""
_NAMES = {
    "image": ("image", "path", "file", "filename", "file_name", "tile", "image_path"),
    "slide": ("slide", "slide_id", "slide_name", "wsi"),
    "x": ("loc_x", "x", "x_coord", "coord_x", "px_x", "left", "x0"),
    "y": ("loc_y", "y", "y_coord", "coord_y", "px_y", "top", "y0"),
}
"""What columns are called in sheets of tiles, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What looking at a source brings.

    Attributes:
        scan: What lies there.
        output: A folder for the TFRecords, where nothing is yet if none was chosen.
    """

    scan: Scan
    output: Path


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped, or what it leads to; all None if it is nothing to build from.

    Attributes:
        folder: A folder of images.
        sheet: A file that names them.
        recipe: A file that says all that is asked for.
    """

    folder: Path | None = None
    sheet: Path | None = None
    recipe: Path | None = None


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The columns of a sheet.

    Attributes:
        path: The file.
        columns: Their names, in order.
    """

    path: Path
    columns: tuple[str, ...]

    def suggested(self) -> Sheet:
        """Return which columns are likely meant, by what they are called."""
        by_name = {name.strip().casefold(): name for name in reversed(self.columns)}

        def named(part: str) -> str | None:
            return next((by_name[name] for name in _NAMES[part] if name in by_name), None)

        image = named("image") or (self.columns[0] if self.columns else "image")
        x, y = named("x"), named("y")
        if x is None or y is None:
            x = y = None
        return Sheet(path=self.path, image=image, slide=named("slide"), x=x, y=y)


def find(
    request: BuildRequest, *, suggested: Path, progress: Progress, cancel: CancelToken
) -> Found:
    """Look at a source, and for a place for its TFRecords."""
    with ThreadPoolExecutor(_READERS, "tfrviewer-look") as executor:
        scanned = scan(
            request.source,
            sheet=request.sheet,
            executor=executor,
            progress=progress,
            cancel=cancel,
        )
    output = request.output
    if output == suggested:
        output = free_output(output)
    return Found(scanned, output)


def plan_of(request: BuildRequest, scan: Scan, *, cancel: CancelToken) -> "BuildPlan":
    """Return the plan of a request."""
    return make_plan(request, scan, cancel=cancel)


def suggested_output(source: Path) -> Path:
    """Return where TFRecords of a source go unless somebody says otherwise: beside it."""
    return source.parent / f"{source.name or 'images'}-tfrecords"


def free_output(output: Path) -> Path:
    """Return a folder of this name, or one like it, that is not there and can be made."""
    if not os.access(output.parent, os.W_OK):
        output = Path.home() / output.name
    numbered = (output.with_name(f"{output.name}-{number}") for number in range(2, _MOST_TRIED))
    return next((path for path in (output, *numbered) if not os.path.lexists(path)), output)


def dropped_source(paths: list[Path]) -> Dropped:
    """Return what is to be built from, of what was dropped.

    Raises:
        BuildError: If it is nothing to build from.
    """
    first = paths[0]
    suffix = first.suffix.lower()
    if first.is_dir():
        return Dropped(folder=first)
    if suffix in RECIPES:
        return Dropped(recipe=first)
    if suffix in SHEETS:
        return Dropped(sheet=first)
    if suffix in EXTENSIONS:
        return Dropped(folder=first.parent)
    raise BuildError(
        Finding(
            kind=FindingKind.NOT_AN_IMAGE,
            severity=Severity.ERROR,
            file=str(first),
            message="It is no folder, image, sheet or recipe.",
            remedy="Drop a folder of images, a CSV or Parquet file that names them, or a recipe.",
        )
    )


def open_recipe(path: Path) -> BuildRequest:
    """Return what a recipe asks for."""
    return read_recipe(path)


def read_sheet_head(path: Path) -> SheetHead:
    """Return the columns of a sheet.

    Raises:
        BuildError: If it cannot be read as one.
    """
    return SheetHead(path, tuple(read_table(path, _NAMES["image"][0]).header))
