"""Below which folders of an output goes what comes from TFRecords of one name."""

import os
from collections.abc import Sequence
from pathlib import Path

from tfrviewer.build.safe_names import name_key
from tfrviewer.dataset.discovery import base_name


def folders_below(paths: Sequence[Path]) -> list[tuple[str, ...]]:
    """Return for each TFRecord the folders that what comes from it goes below.

    None where no two have one name; else those that they lie in, as two sizes of tiles of one
    slide do.
    """
    if len({name_key(base_name(path)) for path in paths}) == len(paths):
        return [()] * len(paths)
    return folders_between(paths)


def folders_between(paths: Sequence[Path]) -> list[tuple[str, ...]]:
    """Return for each file the folders between it and the folder that holds all of them."""
    parents = [os.path.abspath(path.parent) for path in paths]  # noqa: PTH100 - keeps links
    try:
        common = os.path.commonpath(parents) if parents else ""
    except ValueError:  # on several drives
        return [()] * len(paths)
    return [Path(parent).relative_to(common).parts for parent in parents]
