"""What was opened last, and whether it is still there."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken


@dataclass(frozen=True, slots=True)
class RecentEntry:
    """One thing opened before.

    Attributes:
        what: What was opened.
        missing: Whether any of it is not there now.
    """

    what: ToOpen
    missing: bool = False

    @property
    def title(self) -> str:
        """Its short name."""
        return self.what.title

    @property
    def tip(self) -> str:
        """All its paths."""
        return "\n".join(map(str, self.what.files))

    @property
    def where(self) -> str:
        """Where it lies, with the home folder as ~."""
        folder = self.what.paths[0].parent
        try:
            return str(Path("~") / folder.relative_to(Path.home()))
        except (ValueError, RuntimeError):
            return str(folder)


class RecentPaths(QObject):
    """The list, with what is missing found out in a thread: a dead network drive takes minutes.

    Signals:
        changed: The list, or what is missing of it, is another one.
    """

    changed = Signal()

    def __init__(
        self, settings: Settings, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._missing: frozenset[ToOpen] = frozenset()
        settings.recent_changed.connect(self.refresh)

    @property
    def entries(self) -> list[RecentEntry]:
        """What was opened, the latest first."""
        return [RecentEntry(what, what in self._missing) for what in self._settings.recent]

    def refresh(self) -> None:
        """Look again what is there."""
        recent = self._settings.recent

        def look(cancel: CancelToken) -> frozenset[ToOpen]:
            return frozenset(what for what in recent if not all(map(_exists, what.files)))

        def looked(missing: frozenset[ToOpen]) -> None:
            self._missing = missing
            self.changed.emit()

        self._tasks.submit("recent", look, looked)
        self.changed.emit()

    def add(self, what: ToOpen) -> None:
        """Put what was opened at the top."""
        self._settings.add_recent(what)

    def clear(self) -> None:
        """Forget all."""
        self._settings.clear_recent()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
