"""Which tiles of a project are not there, or not looked at, in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.dataset.project.project_files import note, wrong
from tfrviewer.dataset.project.project_paths import why_closed
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.dataset.words import listed
from tfrviewer.errors import Finding, Severity

if TYPE_CHECKING:
    from tfrviewer.dataset.project.project import Project, Source


def no_tiles(project: "Project", size: TileSize) -> Finding:
    """Return that no source looked at has tiles of a size, and what there is."""
    there = ", ".join(f"{one.label} ({one})" for one in project.sizes())
    where = [str(source.tfrecords) for source in project.used if source.tfrecords is not None]
    remedy = f"There are: {there}."
    if not there:
        closed = [f"{text}: {why}" for text in where if (why := why_closed(Path(text)))]
        remedy = "There is no folder of any other size either."
        if closed:
            remedy = f"{'; '.join(closed)}. Was the project moved?"
        elif not where:
            remedy = f"No source names a folder of TFRecords in {project.config.name}."
    return wrong(
        project.config,
        f"No source has tiles of {size}: there is no folder {size.label} in "
        f"{', '.join(where) or 'any source'}.",
        remedy,
    )


def without_tiles(project: "Project", size: TileSize) -> list[Finding]:
    """Return which sources looked at lack tiles of a size or their slides, or have others."""
    return [finding for source in project.used for finding in _of_source(project, source, size)]


def _of_source(project: "Project", source: "Source", size: TileSize) -> Iterator[Finding]:
    folders = source.folders(size)
    if not folders:
        there = ", ".join(one.label for _, one in source.sizes()) or "none"
        why = f"has no folder {size.label} in {source.tfrecords}"
        if source.tfrecords is None:
            why = "names no folder of TFRecords"
        elif closed := why_closed(source.tfrecords):
            why = f"has its TFRecords in {source.tfrecords}: {closed}"
        yield note(
            project.config,
            f"The source “{source.name}” {why}.",
            f"Its slides have no tiles of this size; the sizes there are: {there}.",
            Severity.WARNING,
        )
    if len(folders) > 1:
        names = listed(path.name for path in folders[1:])
        yield note(
            project.config,
            f"The source “{source.name}” has tiles of {size} in {folders[0].name}, and in {names} "
            f"as well; all lie in {source.tfrecords}.",
            f"Only {folders[0].name} is looked at. Slideflow looks into the folder that is called "
            "as tile_um is written; move all TFRecords into one.",
            Severity.WARNING,
        )
    closed = None if source.slides is None else why_closed(source.slides)
    if closed is not None:
        yield note(
            project.config,
            f"The source “{source.name}” has its slides in {source.slides}: {closed}.",
            "Whether a slide without tiles is there cannot be told.",
        )
