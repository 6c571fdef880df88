"""Asking whether to read a dataset again whose files changed on disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from tfrviewer.gui.file_watch import Changes, FileWatch
from tfrviewer.gui.notice import Kind

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace


class DiskChanges(QObject):
    """Watches the files of the open dataset, and asks in the notice bar: reload, or later.

    Indices do not count: they are written by ourselves, and one that does not fit is noticed
    when the file is opened.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._away = Changes()
        self._is_new = False
        self.watch = FileWatch(window.tasks, self)
        self.watch.differs.connect(self._ask)

    def follow(self, workspace: "Workspace") -> None:
        """Watch what is opened in here from now on."""
        session = workspace.session
        session.dataset_changed.connect(self._end)
        session.settled.connect(self._begin)
        session.open_failed.connect(self._remind)

    @property
    def is_away(self) -> bool:
        """Whether nothing of what is shown is on disk."""
        return bool(self._away)

    def look(self) -> None:
        """Look at the files again: the window became active."""
        if self.watch.is_watching:
            self.watch.look()

    def _end(self) -> None:
        """Watch no more; what is opened instead is watched once it was read."""
        self._away = Changes()
        self._is_new = True
        self._later()
        self.watch.begin(tuple, ())

    def _begin(self) -> None:
        """Watch what was read: looking at a thousand files slows their reading down."""
        workspace = self._window.workspace
        if workspace is None or not self._is_new:
            return
        self._is_new = False
        session, opened = workspace.session, workspace.session.opened
        if session.dataset is None or opened is None:
            return
        project = session.dataset.project
        if project is None:
            self.watch.begin(lambda: opened.paths, session.paths)
        else:  # of a project only the folders of these tiles
            self.watch.begin(project.folders, session.paths)

    def _remind(self) -> None:
        """Say again that nothing is on disk, or look whether it is so: it cannot be reloaded."""
        if self._away:
            self._ask(self._away)
        else:
            self.look()

    def _ask(self, changes: Changes) -> None:
        self._away = changes if changes.away else Changes()
        self._window.show_whereabouts()
        if not changes:  # all is as it was again
            self._later()
            return
        names = [
            self.tr("Changed:\n{0}"),
            self.tr("Not there any more:\n{0}"),
            self.tr("New:\n{0}"),
        ]
        lists = (changes.changed, changes.vanished, changes.new)
        details = "\n\n".join(
            text.format("\n".join(map(str, paths)))
            for text, paths in zip(names, lists, strict=True)
            if paths
        )
        self._window.notice.tell_when_free(
            self._said(changes),
            Kind.WARNING,
            details,
            (
                (self.tr("&Reload"), self._reload),
                (self.tr("&Later"), self._later),
            ),
        )

    def _said(self, changes: Changes) -> str:
        def count(paths: tuple[object, ...], one: str, many: str) -> str:
            return (one if len(paths) == 1 else many).format(QLocale().toString(len(paths)))

        if changes.away:
            return self.tr(
                "What is shown is not on disk any more: it was deleted or moved, or its drive is "
                "away. It is shown as it was, as far as it was read."
            )
        parts = []
        if changes.changed:
            parts.append(
                count(
                    changes.changed,
                    self.tr("1 TFRecord changed"),
                    self.tr("{0} TFRecords changed"),
                )
            )
        if changes.vanished:
            parts.append(
                count(
                    changes.vanished,
                    self.tr("1 TFRecord is not there any more"),
                    self.tr("{0} TFRecords are not there any more"),
                )
            )
        if changes.new:
            parts.append(
                count(changes.new, self.tr("1 TFRecord is new"), self.tr("{0} TFRecords are new"))
            )
        return self.tr("On disk: {0}. What is shown is how it was.").format("; ".join(parts))

    def _reload(self) -> None:
        workspace = self._window.workspace
        self._later()
        if workspace is not None:
            workspace.session.reload()

    def _later(self) -> None:
        self._window.notice.withdraw()
