"""What may be dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop; nothing of it is looked at on disk."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
