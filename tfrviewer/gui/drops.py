"""What may be dropped on the window, and what is done with it."""

import os
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_MOST_SEEN = 20_000
"""Names looked at to tell a folder of images from one of TFRecords."""
OWN_DRAG = "application/x-tfrviewer-tiles"
"""Format by which the window knows that what is dragged over it came from itself."""
_MOST_LINES, _LONGEST_LINE = 2_000, 4_096


class Deed(Enum):
    """What is done with what is dropped."""

    OPEN = "open"
    BUILD = "build"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Drop:
    """Something dropped, or about to be.

    Attributes:
        paths: Files and folders.
        deed: What is done with them.
        subject: Whose images are built from, or which table is joined; else the first path.
    """

    paths: tuple[Path, ...]
    deed: Deed
    subject: Path


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop; nothing of it is looked at on disk.

    Text is taken for paths if each line is one: what a terminal or an editor gives. Tiles that
    are dragged out of the window are files only elsewhere.
    """
    if data.hasFormat(OWN_DRAG):
        return []
    urls = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if urls or data.hasUrls() or not data.hasText():
        return urls
    text = data.text()
    if len(text) > _MOST_LINES * _LONGEST_LINE:
        return []
    found = [_path_in(line) for line in text.splitlines() if line.strip()]
    return [path for path in found if path is not None] if None not in found else []


def _path_in(line: str) -> Path | None:
    """Return the absolute path that a line of text is, None if it is anything else."""
    line = line.strip()
    if len(line) > _LONGEST_LINE or "\0" in line:
        return None
    if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"":
        line = line[1:-1]
    if line.startswith("file:"):
        local = QUrl(line).toLocalFile()
        return Path(local) if local else None
    try:
        path = Path(line).expanduser()
    except RuntimeError:  # ~somebody who is not there
        return None
    return path if path.is_absolute() else None


def judge(paths: Sequence[Path]) -> Drop:
    """Find out what is to be done with what is dropped; for worker threads."""
    from tfrviewer.dataset.table.join_file import is_table

    whole = tuple(paths)
    if len(whole) == 1 and whole[0].is_file() and is_table(whole[0]):
        return Drop(whole, Deed.JOIN, whole[0])
    images = folder_of_images(list(whole))
    if images is not None:
        return Drop(whole, Deed.BUILD, images)
    return Drop(whole, Deed.OPEN, whole[0])


def folder_of_images(paths: list[Path]) -> Path | None:
    """Return the folder of images that was dropped, or whose images were; None if none was.

    A folder with a TFRecord or an index among the first names that are seen in it is none: it is
    to be opened. So is a project of Slideflow. For worker threads.
    """
    from tfrviewer.build.scan.walk import EXTENSIONS
    from tfrviewer.dataset.discovery import is_tfrecord_name
    from tfrviewer.dataset.project.project import is_project

    def is_image(name: str) -> bool:
        return os.path.splitext(name)[1].lower() in EXTENSIONS and not name.startswith(".")  # noqa: PTH122

    first = paths[0]
    if not first.is_dir():
        alike = all(is_image(path.name) and path.parent == first.parent for path in paths)
        return first.parent if alike and first.is_file() else None
    if len(paths) > 1 or is_project(first):
        return None
    seen, images = 0, 0
    waiting = deque([str(first)])
    while waiting and seen < _MOST_SEEN:
        try:
            with os.scandir(waiting.popleft()) as entries:
                for entry in entries:
                    seen += 1
                    if is_tfrecord_name(entry.name) or ".index" in entry.name:
                        return None
                    images += is_image(entry.name)
                    if entry.is_dir():
                        waiting.append(entry.path)
        except OSError:  # it is told when the folder is opened or built from
            continue
    return first if images else None
