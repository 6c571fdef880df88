"""DeepZoom pyramids among folders: `slide_files/17/3_4.jpeg`, each level in a folder of its own."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from tfrviewer.build.naming.recognise import is_level
from tfrviewer.build.scan.scan import ScannedFolder

PYRAMID = "_files"
"""The end of the name of the folder of a slide's levels."""


def slide_name(folder: Path) -> str:
    """Return the name of the slide that a folder holds the tiles of: its own, as a rule.

    A level of a pyramid, and the folder of all its levels, are of the slide they are called
    after.
    """
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    if is_level(str(path)):
        path = path.parent
        return path.name.removesuffix(PYRAMID)
    return path.name


def folders_above(folder: ScannedFolder) -> tuple[str, ...]:
    """Return the names of the folders, from the source on, that a slide's folder lies in."""
    parts = folder.relative.parts
    return parts[:-2] if is_level(os.path.abspath(folder.path)) else parts[:-1]  # noqa: PTH100


def lower_levels(folders: Iterable[ScannedFolder]) -> Mapping[Path, Path]:
    """Return the folders of levels that are not the highest of their pyramid, with that one."""
    levels: dict[Path, list[Path]] = {}
    for folder in folders:
        if len(folder) and is_level(os.path.abspath(folder.path)):  # noqa: PTH100
            levels.setdefault(folder.path.parent, []).append(folder.path)
    return {
        path: highest
        for paths in levels.values()
        for highest in (max(paths, key=lambda path: float(path.name)),)
        for path in paths
        if path != highest
    }
