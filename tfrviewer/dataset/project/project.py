"""A project of Slideflow: which folders hold its slides, TFRecords and annotations.

`settings.json` names the annotations, the sources in use and `datasets.json`; that one names the
folders of each source. Both are only read. TFRecords lie in a folder of each source that is
named after the size of their tiles.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from tfrviewer.dataset.project.missing_tiles import no_tiles, without_tiles
from tfrviewer.dataset.project.project_files import (
    DATASETS,
    SETTINGS,
    note,
    read_object,
    sources_of,
    text_of,
    used_sources,
    wrong,
)
from tfrviewer.dataset.project.project_paths import Places, is_folder, is_plain, is_there
from tfrviewer.dataset.project.slide_files import slide_files, slide_name
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.errors import Finding, FindingKind, PathNotFoundError, ProjectError, Severity

_KNOWN = {"dataset_config", "annotations", "sources", "datasets", "slideflow_version"}


@dataclass(frozen=True, slots=True)
class Source:
    """One source of slides, as datasets.json names its folders; None where it names none.

    Attributes:
        name: What it is called.
        slides: Folder of slides.
        roi: Folder of outlines, a CSV file a slide.
        tiles: Folder of loose tiles.
        tfrecords: Folder whose folders, one a size of tiles, hold TFRecords.
    """

    name: str
    slides: Path | None = None
    roi: Path | None = None
    tiles: Path | None = None
    tfrecords: Path | None = None

    def sizes(self) -> list[tuple[Path, TileSize]]:
        """Return the folders of TFRecords that are there, with the size that each names."""
        if self.tfrecords is None:
            return []
        try:
            inside = sorted(self.tfrecords.iterdir())
        except OSError:
            return []
        named = ((path, TileSize.named(path.name)) for path in inside)
        return [(path, size) for path, size in named if size is not None and is_folder(path)]

    def slide_files(self) -> list[Path]:
        """Return the slides; none where the folder is not there, or closed."""
        try:
            return [] if self.slides is None else list(slide_files(self.slides))
        except OSError:
            return []

    def folders(self, size: TileSize) -> list[Path]:
        """Return the folders of TFRecords of one size of tiles.

        Several names mean one size, as 299px_302um and 299px_302.0um do; the first is the one
        that is looked at: that of the very name, if it is there, or else one that names it plainly.
        """
        alike = [(path, other) for path, other in self.sizes() if size.same_as(other)]
        alike.sort(key=lambda one: (one[0].name != size.label, not one[1].is_plain))
        return [path for path, _ in alike]

    def folder(self, size: TileSize) -> Path | None:
        """Return the folder of TFRecords of one size of tiles, if it is there."""
        return next(iter(self.folders(size)), None)


@dataclass(frozen=True, slots=True)
class Project:
    """A project of Slideflow, and what of it is looked at.

    Attributes:
        root: Its folder.
        name: What it is called.
        config: Its datasets.json.
        annotations: Its CSV file of annotations, if there is one.
        sources: All its sources, in the order of datasets.json.
        chosen: Names of the sources looked at.
        size: The size of the tiles looked at, once chosen.
        findings: What is odd about its files.
    """

    root: Path
    name: str
    config: Path
    annotations: Path | None
    sources: tuple[Source, ...]
    chosen: tuple[str, ...]
    size: TileSize | None = None
    findings: tuple[Finding, ...] = ()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Read a project.

        Relative paths in its files count from the project's folder; where nothing lies there,
        from the folders above it and from the current one, as Slideflow takes them.

        Args:
            path: Its folder, or its settings.json.

        Raises:
            PathNotFoundError: If there is no such folder.
            ProjectError: If it is no project, or one of its files is missing or damaged.
        """
        root = Path(path)
        if root.name == SETTINGS and root.is_file():
            root = root.parent
        if not root.is_dir():
            raise PathNotFoundError(
                wrong(root, "There is no such folder.", "Check the path.", FindingKind.MISSING_FILE)
            )
        file = root / SETTINGS
        settings = read_object(file, f"A project of Slideflow is a folder with a {SETTINGS}.")
        findings: list[Finding] = []
        places = Places(root, findings)
        config = places.find(text_of(settings, "dataset_config", file) or f"./{DATASETS}", file)
        sources = sources_of(
            read_object(config, f"{SETTINGS} names it in “dataset_config”."), config
        )
        named = text_of(settings, "annotations", file)
        annotations = places.find(named, file) if named else None
        if annotations is not None and not (is_there(annotations) and is_plain(annotations)):
            why = "are no file" if is_there(annotations) else "are not there"
            findings.append(
                note(
                    file,
                    f"It names the annotations {annotations}, which {why}.",
                    "Slides have no patients and no labels. Correct the path, or give the "
                    "annotations outright.",
                    Severity.WARNING,
                )
            )
            annotations = None
        return cls(
            root=root,
            name=text_of(settings, "name", file) or root.absolute().name,
            config=config,
            annotations=annotations,
            sources=tuple(
                Source(
                    name,
                    **{key: places.find(text, config) for key, text in folders.items() if text},
                )
                for name, folders in sources.items()
            ),
            chosen=used_sources(settings, list(sources), file, findings),
            findings=tuple(findings),
        )

    def source(self, name: str) -> Source:
        """Return a source by its name.

        Raises:
            KeyError: If there is no such source.
        """
        return {source.name: source for source in self.sources}[name]

    @property
    def used(self) -> tuple[Source, ...]:
        """The sources looked at."""
        return tuple(map(self.source, self.chosen))

    def sizes(self) -> list[TileSize]:
        """Return the sizes of tiles that the sources looked at have folders of, each once."""
        found = list[TileSize]()
        for source in self.used:
            for _, size in sorted(source.sizes(), key=lambda one: not one[1].is_plain):
                if not any(size.same_as(one) for one in found):
                    found.append(size)
        return found

    def slides(self) -> list[str]:
        """Return the names of the slides in the folders of the sources looked at."""
        found = list[str]()
        for source in self.used:
            found += (slide_name(path.name) for path in source.slide_files())
        return list(dict.fromkeys(found))

    def choose(
        self,
        tile_px: int | None = None,
        tile_um: float | str | None = None,
        sources: str | Sequence[str] | None = None,
    ) -> Self:
        """Return the project with what of it is to be looked at.

        Args:
            tile_px: Width of the tiles in pixels; None leaves the size open.
            tile_um: Their width in micrometres, or their magnification such as "10x".
            sources: Names of sources; None keeps those that the project uses.

        Raises:
            ValueError: If the size is none, or only half of it is given.
            ProjectError: If there is no such source, or none of them has tiles of that size;
                the message names those that there are.
        """
        chosen = self
        if sources is not None:
            names = [sources] if isinstance(sources, str) else list(sources)
            chosen = replace(chosen, chosen=tuple(dict.fromkeys(map(self._known, names))))
        if (tile_px is None) != (tile_um is None):
            raise ValueError("The size of tiles is both tile_px and tile_um: give both or neither.")
        if tile_px is None or tile_um is None:
            return chosen
        size = TileSize.asked(tile_px, tile_um)
        chosen = replace(chosen, size=size)
        if not chosen.folders():
            raise ProjectError(no_tiles(chosen, size))
        return replace(chosen, findings=(*self.findings, *without_tiles(chosen, size)))

    def folders(self) -> list[Path]:
        """Return the folders of TFRecords of the chosen size; empty while none is chosen."""
        if self.size is None:
            return []
        found = [source.folder(self.size) for source in self.used]
        return list(dict.fromkeys(folder for folder in found if folder is not None))

    def _known(self, name: str) -> str:
        names = [source.name for source in self.sources]
        if name in names:
            return name
        near = get_close_matches(name, names, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise ProjectError(
            wrong(
                self.config,
                f"There is no source “{name}”.{hint}",
                f"The sources are: {', '.join(names) or 'none'}.",
            )
        )


def is_project(path: Path) -> bool:
    """Tell whether a folder is a project of Slideflow; other programs have a settings.json too."""
    if not is_plain(path / SETTINGS):
        return False
    try:
        settings = json.loads((path / SETTINGS).read_bytes())
    except OSError:
        return False
    except (ValueError, RecursionError):
        return is_there(path / DATASETS)
    return isinstance(settings, dict) and len(_KNOWN & settings.keys()) > 1
