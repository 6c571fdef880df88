"""What to open: paths, which tiles of a project of Slideflow, with which annotations. No Qt.

A folder that is a project is found out in a worker; one whose tiles have to be chosen first is
told by an error that holds the offer, so that window and command line open all things alike.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tfrviewer.errors import AnnotationsError, Finding, ProjectError

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.project.project import Project, Source
    from tfrviewer.dataset.project.tile_size import TileSize


@dataclass(frozen=True, slots=True)
class Tiles:
    """Which tiles of a project.

    Attributes:
        label: Their size as its folders name it: 299px_302um.
        sources: Names of sources; None for those that the project uses.
    """

    label: str
    sources: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What to open, or what was opened.

    Attributes:
        paths: TFRecords, indices or folders together; or a project alone.
        tiles: Which tiles of a project; None leaves it to be found out whether it is one.
        annotations: A CSV file; None takes those of the project, if it is one.
        as_project: Whether it has to be a project.
    """

    paths: tuple[Path, ...]
    tiles: Tiles | None = None
    annotations: Path | None = None
    as_project: bool = False

    @classmethod
    def of(cls, paths: Path | Iterable[Path]) -> Self:
        """Return one path or several as what to open."""
        return cls((paths,) if isinstance(paths, Path) else tuple(paths))

    @property
    def name(self) -> str:
        """Its short name."""
        first = self.paths[0].name or str(self.paths[0])
        return first if len(self.paths) == 1 else f"{first} +{len(self.paths) - 1}"

    @property
    def title(self) -> str:
        """Its name, and what tells it from other things of that name."""
        parts = [self.name]
        if self.tiles is not None:
            from tfrviewer.dataset.project.tile_size import TileSize

            size = TileSize.named(self.tiles.label)
            parts.append(self.tiles.label if size is None else str(size))
            parts += self.tiles.sources or ()
        if self.annotations is not None:
            parts.append(self.annotations.name)
        return " · ".join(parts)

    @property
    def files(self) -> tuple[Path, ...]:
        """All that must be there."""
        return self.paths if self.annotations is None else (*self.paths, self.annotations)

    def absolute(self) -> Self:
        """Return it as it is found from any folder."""

        def whole(path: Path) -> Path:
            return Path(os.path.abspath(path))  # noqa: PTH100 - links stay what they are

        annotations = None if self.annotations is None else whole(self.annotations)
        return replace(self, paths=tuple(map(whole, self.paths)), annotations=annotations)

    def dataset(self) -> "Dataset":
        """Open it; takes long.

        Raises:
            TilesNotChosen: If it is a project with tiles of several sizes or sources.
            TfrError: If it cannot be opened.
        """
        from tfrviewer.dataset.dataset import Dataset

        project = self._project()
        if project is None:
            paths = self.paths[0] if len(self.paths) == 1 else list(self.paths)
            return Dataset(paths, annotations=self.annotations)
        try:
            return Dataset(project.folders(), annotations=self.annotations, project=project)
        except AnnotationsError as error:
            if self.annotations is not None:
                raise
            # They are the project's: its tiles can be looked at without them.
            findings = (*project.findings, error.finding)
            project = replace(project, annotations=None, findings=findings)
            return Dataset(project.folders(), project=project)

    def as_opened(self, dataset: "Dataset") -> Self:
        """Return it with what was found out when it was opened."""
        project = dataset.project
        if project is None or project.size is None or self.tiles is not None:
            return self
        return replace(self, tiles=Tiles(project.size.label), as_project=True)

    def _project(self) -> "Project | None":
        """Return the project with its tiles chosen; None if it is none."""
        from tfrviewer.dataset.project.tile_size import TileSize
        from tfrviewer.gui.project_folders import open_project, project_folder

        folder = project_folder(self.paths[0])
        asked = self.as_project or self.tiles is not None
        if not asked and (len(self.paths) != 1 or folder is None):
            return None
        project = open_project(folder or self.paths[0])
        tiles = self.tiles or Offer.of(project).only(self)
        size = TileSize.named(tiles.label)
        if size is None:
            raise ProjectError(_wrong(project.root, f"“{tiles.label}” is no size of tiles.", ""))
        return project.choose(size.tile_px, size.tile_um, tiles.sources)

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        value: dict[str, Any] = {"paths": list(map(str, self.paths))}
        if self.tiles is not None:
            value["tiles"] = self.tiles.label
            if self.tiles.sources is not None:
                value["sources"] = list(self.tiles.sources)
        if self.annotations is not None:
            value["annotations"] = str(self.annotations)
        return value

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return what `to_json` gave.

        Raises:
            ValueError: If it is anything else: settings are a file that anybody may edit.
        """
        if not isinstance(value, dict):
            raise ValueError("not an object")
        paths, label = _texts(value.get("paths")), value.get("tiles")
        sources, annotations = value.get("sources"), value.get("annotations")
        if not paths or not all(isinstance(one, str | None) for one in (label, annotations)):
            raise ValueError("neither paths nor a project")
        tiles = None
        if label is not None:
            tiles = Tiles(label, None if sources is None else _texts(sources))
        return cls(
            tuple(map(Path, paths)),
            tiles,
            None if annotations is None else Path(annotations),
            as_project=tiles is not None,
        )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("not a list of texts")
    return tuple(value)


@dataclass(frozen=True, slots=True)
class Offer:
    """The tiles that a project has.

    Attributes:
        project: The project.
        sizes: All sizes of tiles that any source has a folder of.
        counts: How many TFRecords there are of each source and label, where there is a folder.
    """

    project: "Project"
    sizes: "tuple[TileSize, ...]"
    counts: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, project: "Project") -> Self:
        """Look into the folders of a project."""
        sizes: list[TileSize] = []
        counts: dict[tuple[str, str], int] = {}
        for source in project.sources:
            for folder, size in source.sizes():
                known = next((one for one in sizes if one.same_as(size)), None)
                if known is None:
                    sizes.append(size)
                # Of two folders of one size the project takes the first.
                counts.setdefault((source.name, (known or size).label), _count(folder))
        sizes.sort(key=lambda size: (size.tile_px, isinstance(size.tile_um, str), size.label))
        return cls(project, tuple(sizes), counts)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The sources that have any tiles."""
        having = {source for source, _ in self.counts}
        return tuple(source for source in self.project.sources if source.name in having)

    def count(self, label: str, sources: Iterable[str]) -> int:
        """Return how many TFRecords of a size some sources have."""
        return sum(self.counts.get((source, label), 0) for source in sources)

    def only(self, what: ToOpen) -> Tiles:
        """Return the tiles there are, if they leave no choice.

        Args:
            what: What is to be opened.

        Raises:
            TilesNotChosen: If there is a choice.
            ProjectError: If there are none.
        """
        if not self.sizes:
            raise ProjectError(_no_tiles(self.project))
        if len(self.sizes) > 1 or len(self.sources) > 1:
            raise TilesNotChosen(self, what)
        name = self.sources[0].name
        # The sources in use stay as they are: slides of one without tiles are missed as well.
        return Tiles(self.sizes[0].label, None if name in self.project.chosen else (name,))


class TilesNotChosen(ProjectError):  # noqa: N818 - nothing is wrong
    """A project has several tiles, and nobody said yet which of them to open.

    Attributes:
        offer: What there is.
        what: What was to be opened.
    """

    def __init__(self, offer: Offer, what: ToOpen) -> None:
        several = [f"{size} ({size.label})" for size in offer.sizes]
        names = [source.name for source in offer.sources]
        told = "It is a project of Slideflow with tiles of several "
        told += (
            f"sizes: {', '.join(several)}." if len(several) > 1 else f"sources: {', '.join(names)}."
        )
        super().__init__(_wrong(offer.project.root, told, "Say which of them to open."))
        self.offer = offer
        self.what = what


def _wrong(root: Path, message: str, remedy: str) -> Finding:
    # Only where it is needed: the start page waits for no module of projects.
    from tfrviewer.dataset.project.project_files import wrong

    return wrong(root, message, remedy)


def _count(folder: Path) -> int:
    from tfrviewer.dataset.discovery import survey

    return len(survey([folder], deep=False).tfrecords)


def _no_tiles(project: "Project") -> Finding:
    from tfrviewer.dataset.project.project_paths import why_closed

    named = [str(one.tfrecords) for one in project.sources if one.tfrecords is not None]
    folders = list(dict.fromkeys(named))
    if not folders:
        return _wrong(
            project.root,
            "It has no tiles: none of its sources names a folder of TFRecords.",
            f"{project.config} should name them in “tfrecords”.",
        )
    closed = [f"{folder}: {why}" for folder in folders if (why := why_closed(Path(folder)))]
    remedy = "Were tiles extracted? Their folders are called 299px_302um or 256px_10x."
    if closed:
        remedy = f"{'; '.join(closed)}. Was the project moved?"
    where = ", ".join(folders)
    return _wrong(
        project.root, f"It has no tiles: no folder in {where} is named after a size.", remedy
    )
