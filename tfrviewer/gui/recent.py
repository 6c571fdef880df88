"""What was opened last, whether it is still there, and what it looks like."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, Signal
from PySide6.QtGui import QImage

from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.recent_pictures import picture_path
from tfrviewer.gui.remembered import Remembered
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.jobs import CancelToken

_MOST_TOLD = 12
"""Paths in a tool tip; of more, it would be taller than the screen."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recent", text)


@dataclass(frozen=True, slots=True)
class RecentEntry:
    """One thing opened before.

    Attributes:
        known: What is remembered of it.
        missing: Whether any of it is not there now.
        picture: Some of its tiles, or nothing.
    """

    known: Remembered
    missing: bool = False
    picture: QImage | None = field(default=None, compare=False)

    @property
    def what(self) -> ToOpen:
        """What was opened."""
        return self.known.what

    @property
    def title(self) -> str:
        """Its short name."""
        return self.what.title

    @property
    def paths(self) -> str:
        """All its paths, a line each."""
        return "\n".join(map(str, self.what.files))

    @property
    def tip(self) -> str:
        """Its paths, the first of very many."""
        files = self.what.files
        shown = [*map(str, files[:_MOST_TOLD]), *(["…"] if len(files) > _MOST_TOLD else [])]
        return "\n".join(shown)

    @property
    def where(self) -> str:
        """Where it lies, with the home folder as ~."""
        folder = self.what.paths[0].parent
        try:
            return str(Path("~") / folder.relative_to(Path.home()))
        except (ValueError, RuntimeError):
            return str(folder)

    @property
    def size(self) -> str:
        """How many tiles it has, or "" if nobody noted it."""
        tiles = self.known.tiles
        text = _tr("1 tile") if tiles == 1 else _tr("{0} tiles")
        return text.format(QLocale().toString(tiles)) if tiles else ""

    def when(self, now: float | None = None) -> str:
        """Return the day it was opened last in words, or "" if nobody noted it."""
        if not self.known.when:
            return ""
        opened = QDateTime.fromSecsSinceEpoch(int(self.known.when))
        today = QDateTime.fromSecsSinceEpoch(int(time.time() if now is None else now))
        days = opened.date().daysTo(today.date())
        if days <= 0:
            return _tr("today")
        if days == 1:
            return _tr("yesterday")
        if days < 7:
            return _tr("{0} days ago").format(days)
        return QLocale().toString(opened.date(), QLocale.FormatType.ShortFormat)


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
        self._pictures: dict[ToOpen, QImage] = {}
        settings.recent_changed.connect(self.refresh)

    @property
    def entries(self) -> list[RecentEntry]:
        """What was opened: first what is pinned, then the others, the latest first."""
        known = sorted(self._settings.remembered, key=lambda one: not one.pinned)
        return [
            RecentEntry(one, one.what in self._missing, self._pictures.get(one.what))
            for one in known
        ]

    def refresh(self) -> None:
        """Look again what is there."""
        recent = self._settings.recent

        def look(cancel: CancelToken) -> tuple[frozenset[ToOpen], dict[ToOpen, QImage]]:
            pictures = {what: QImage(str(picture_path(what))) for what in recent}
            missing = frozenset(what for what in recent if not all(map(_exists, what.files)))
            return missing, {what: one for what, one in pictures.items() if not one.isNull()}

        def looked(found: tuple[frozenset[ToOpen], dict[ToOpen, QImage]]) -> None:
            self._missing, self._pictures = found
            self.changed.emit()

        self._tasks.submit("recent", look, looked)
        self.changed.emit()

    def add(self, what: ToOpen) -> None:
        """Put what was opened at the top."""
        self._settings.add_recent(what)

    def pin(self, what: ToOpen, *, pinned: bool) -> None:
        """Keep one on the list for good, or no longer."""
        self._settings.pin_recent(what, pinned=pinned)

    def remove(self, what: ToOpen) -> None:
        """Forget one, and its picture."""
        self._settings.remove_recent(what)
        self._tasks.submit(
            ("recent gone", what),
            lambda cancel: picture_path(what).unlink(missing_ok=True),
            lambda _: None,
        )

    def clear(self) -> None:
        """Forget all but what is pinned."""
        self._settings.clear_recent()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
