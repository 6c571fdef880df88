"""Which tiles of a project of Slideflow a command is to look at."""

import os
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tfrviewer.cli import answers, console

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.project.project import Project
    from tfrviewer.dataset.project.tile_size import TileSize


_MANY = 64
"""Files from which worker processes are worth their start."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of it.

    Attributes:
        tile_px: Width of the tiles in pixels.
        tile_um: Their width in micrometres, or their magnification.
        sources: Names of sources.
    """

    tile_px: int | None = None
    tile_um: str | None = None
    sources: list[str] | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was said."""
        return self.tile_px is None and self.tile_um is None and self.sources is None


def open_dataset(path: Path, asked: Asked, annotations: Path | None = None) -> "Dataset":
    """Open a TFRecord, a folder of them or a project as a dataset.

    Raises:
        Exit: If a project does not have what was asked for, or what is none was asked for it.
        TfrError: If a file of the project, or the annotations, are missing or damaged.
    """
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.project.project import is_project

    answers.note_files(annotations)
    if asked.is_nothing and not is_project(path):
        return Dataset(path, annotations=annotations)
    project = choose_project(path, asked)
    return Dataset(project.folders(), annotations=annotations, project=project)


def reading_pool(dataset: "Dataset") -> AbstractContextManager[Executor | None]:
    """Give a pool of processes for reading the columns of a dataset, where they are worth it."""
    return console.process_pool((os.cpu_count() or 1) if len(dataset) >= _MANY else 1)


def choose_project(path: Path, asked: Asked) -> "Project":
    """Return a project, with the size of tiles that was asked for or the only one there is.

    Raises:
        Exit: If the folder is no project, or it does not have what was asked for.
        TfrError: If a file of the project is missing or damaged.
    """
    from tfrviewer.dataset.project.project import Project
    from tfrviewer.dataset.project.project_files import SETTINGS
    from tfrviewer.errors import ProjectError

    if not (path / SETTINGS).exists():
        raise console.usage_error(
            f"{path} is no project of Slideflow: it has no {SETTINGS}. --tile-px, --tile-um and "
            "--source are for projects."
        )
    project = Project.open(path)
    try:
        project = project.choose(sources=asked.sources)
        if asked.tile_px is not None and asked.tile_um is not None:
            return project.choose(asked.tile_px, asked.tile_um)
        sizes = [size for size in project.sizes() if _fits(size, asked)]
    except (ProjectError, ValueError) as error:
        raise console.usage_error(error) from None
    if len(sizes) == 1:
        return project.choose(sizes[0].tile_px, sizes[0].tile_um)
    if sizes:
        end = console.usage_error(
            f"The project “{project.name}” has tiles of several sizes. Say which:"
        )
        for size in sizes:
            console.say(f"  --tile-px {size.tile_px} --tile-um {size.tile_um}")
        raise end
    there = ", ".join(size.label for size in project.sizes())
    where = ", ".join(str(one.tfrecords) for one in project.used if one.tfrecords)
    raise console.usage_error(
        f"The project “{project.name}” has no such tiles in {where or 'any folder'}: "
        + (f"the sizes there are {there}." if there else "no folder is called after a size.")
    )


def _fits(size: "TileSize", asked: Asked) -> bool:
    from tfrviewer.dataset.project.tile_size import TileSize

    wanted = asked.tile_um if asked.tile_um is not None else size.tile_um
    return asked.tile_px in (None, size.tile_px) and TileSize.asked(size.tile_px, wanted).same_as(
        size
    )
