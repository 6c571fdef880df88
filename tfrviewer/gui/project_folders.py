"""Which folder is a project of Slideflow; one with a datasets.json alone is nearly one. No Qt."""

import json
from pathlib import Path

from tfrviewer.dataset.project.project import Project, Source, is_project
from tfrviewer.dataset.project.project_files import (
    DATASETS,
    FOLDERS,
    SETTINGS,
    read_object,
    sources_of,
)
from tfrviewer.dataset.project.project_paths import Places, is_there


def project_folder(path: Path) -> Path | None:
    """Return the folder of the project that a path leads to; None if it leads to none.

    Args:
        path: A folder, or the settings.json or datasets.json in it.
    """
    folder = path.parent if path.name in (SETTINGS, DATASETS) else path
    return folder if is_project(folder) or _has_sources_alone(folder) else None


def open_project(folder: Path) -> Project:
    """Read a project, or the sources in a folder without settings.

    Raises:
        PathNotFoundError: If there is no such folder.
        ProjectError: If it is no project, or one of its files is missing or damaged.
    """
    return _with_sources_alone(folder) if _has_sources_alone(folder) else Project.open(folder)


def _has_sources_alone(folder: Path) -> bool:
    """Tell whether there is a datasets.json as Slideflow writes it, and no settings.json."""
    if is_there(folder / SETTINGS):
        return False
    try:
        sources = json.loads((folder / DATASETS).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return (
        isinstance(sources, dict)
        and len(sources) > 0
        and all(isinstance(one, dict) and one.keys() & set(FOLDERS) for one in sources.values())
    )


def _with_sources_alone(folder: Path) -> Project:
    config = folder / DATASETS
    places = Places(folder, [])
    sources = tuple(
        Source(name, **{key: places.find(text, config) for key, text in folders.items()})
        for name, folders in sources_of(read_object(config, "It names sources."), config).items()
    )
    return Project(
        root=folder,
        name=folder.absolute().name,
        config=config,
        annotations=None,
        sources=sources,
        chosen=tuple(source.name for source in sources),
        findings=tuple(places.findings),
    )
