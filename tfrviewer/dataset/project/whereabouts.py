"""Where else slides and their tiles lie than in the dataset looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tfrviewer.dataset.discovery import base_name, discover, is_tfrecord_name
from tfrviewer.dataset.project.project import Project, Source
from tfrviewer.dataset.project.project_paths import why_closed
from tfrviewer.dataset.project.slide_files import slide_name
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.errors import TfrError


@dataclass
class Whereabouts:
    """Looks around a dataset, in what folders only when asked.

    Attributes:
        project: The project of Slideflow, if it is one.
        root: The folder of the dataset, if it is one.
        surveyed: The TFRecords of the dataset.
    """

    project: Project | None
    root: Path | None
    surveyed: Sequence[Path]

    @cached_property
    def slide_files(self) -> dict[str, Path]:
        """The slide files of the sources looked at, by the name of the slide."""
        return {
            slide_name(file.name): file for source in self._used for file in source.slide_files()
        }

    @property
    def slide_folders(self) -> list[Path]:
        """The folders of slides of the sources looked at."""
        return [source.slides for source in self._used if source.slides is not None]

    @property
    def knows_slides(self) -> bool:
        """Whether the folder of slides of each source looked at is there."""
        return bool(self._used) and all(
            source.slides is not None and why_closed(source.slides) is None for source in self._used
        )

    @cached_property
    def other_sources(self) -> dict[str, str]:
        """The other source that has tiles of a slide, of the same size, in words."""
        if self.project is None or self.project.size is None:
            return {}
        found = dict[str, str]()
        for source in self.project.sources:
            folder = source.folder(self.project.size)
            if source.name not in self.project.chosen and folder is not None:
                found |= dict.fromkeys(_names_in(folder), f"the source “{source.name}”, {folder}")
        return found

    @cached_property
    def other_sizes(self) -> dict[str, str]:
        """The folder that has tiles of a slide of another size."""
        folders: list[Path] = []
        if self.project is not None:
            chosen = self.project.size
            for source in self.project.sources:
                folders += (
                    path
                    for path, size in source.sizes()
                    if chosen is None or not size.same_as(chosen)
                )
        elif self.root is not None and TileSize.named(self.root.name) is not None:
            folders = _sizes_beside(self.root)
        return {name: str(folder) for folder in folders for name in _names_in(folder)}

    @cached_property
    def deeper(self) -> dict[str, str]:
        """The folder that has tiles of a slide, of the same size, and is not looked into.

        It lies below one that is, or its name means the same size.
        """
        if self.project is None or self.project.size is None:
            return {}
        size = self.project.size
        alike = [path for source in self._used for path in source.folders(size)[1:]]
        of_alike = {name: str(path) for path in alike for name in _names_in(path)}
        try:
            found = discover(self.project.folders())
        except (TfrError, OSError):
            return of_alike
        there = set(self.surveyed)
        return of_alike | {base_name(path): str(path.parent) for path in found if path not in there}

    @property
    def _used(self) -> tuple[Source, ...]:
        return () if self.project is None else self.project.used


def _names_in(folder: Path) -> Iterator[str]:
    """Yield the names of the TFRecords of a folder; of one that is closed none."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    yield from (base_name(path) for path in inside if is_tfrecord_name(path.name))


def _sizes_beside(folder: Path) -> list[Path]:
    try:
        beside = sorted(folder.parent.iterdir())
        return [
            path
            for path in beside
            if path.name != folder.name and TileSize.named(path.name) is not None and path.is_dir()
        ]
    except OSError:
        return []
