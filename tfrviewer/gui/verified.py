"""Which files of the open dataset were verified, for views that say what was looked at."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session


class Verified(QObject):
    """The files that were verified whole; forgotten with the dataset.

    Attributes:
        files: Each of them, and whether its images were decoded whole as well.

    Signals:
        changed: Others were verified.
    """

    changed = Signal()

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: dict[Path, bool] = {}
        session.dataset_changed.connect(self._forget)

    def note(self, paths: Iterable[Path], *, deep: bool) -> None:
        """Note that files were verified.

        Args:
            paths: The files, as the session names them.
            deep: Whether their images were decoded whole.
        """
        before = dict(self.files)
        for path in paths:
            self.files[path] = deep or self.files.get(path, False)
        if self.files != before:
            self.changed.emit()

    def _forget(self) -> None:
        if self.files:
            self.files = {}
            self.changed.emit()
