"""What may be dropped on the window."""

import os
from collections import deque
from pathlib import Path

from PySide6.QtCore import QMimeData

_MOST_SEEN = 20_000
"""Names looked at to tell a folder of images from one of TFRecords."""


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop; nothing of it is looked at on disk."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


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
