"""Watching the TFRecords of the open dataset: what changed on disk is told, never read unasked.

The system's notices alone would not do: of network drives there are none. So the files are looked
at anew whenever the window becomes active, as well as when one or its folder is told to have
changed; in a worker, since a dead drive takes minutes to answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.jobs import CancelToken

_REST_MS = 700
"""After the last notice: a file that is being written changes many times."""
_MOST_FOLDERS = _MOST_FILES = 256
"""Of more, only the looks at each file tell."""

Stamp = tuple[int, int]
"""Size and time of the last change of a file, ns."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How the files differ from those that were opened.

    Attributes:
        changed: They are others now.
        vanished: They are not there any more.
        new: They were not there.
        away: Nothing that was opened is there: it was deleted or moved, or its drive is away.
    """

    changed: tuple[Path, ...] = ()
    vanished: tuple[Path, ...] = ()
    new: tuple[Path, ...] = ()
    away: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.vanished or self.new or self.away)


@dataclass(frozen=True, slots=True)
class Seen:
    """What lay there at one look.

    Attributes:
        stamps: Of each TFRecord found.
        reachable: Whether there was an answer at all; a drive that is away says nothing of files.
    """

    stamps: Mapping[Path, Stamp]
    reachable: bool = True


def look(roots: Sequence[Path], files: Sequence[Path], cancel: CancelToken) -> Seen:
    """Look at files, and in folders for further TFRecords; for worker threads.

    Args:
        roots: Files and folders that were opened; folders are searched at any depth.
        files: TFRecords that are known, wherever they lie.
        cancel: Looked at between files.
    """
    from tfrviewer.dataset.discovery import discover
    from tfrviewer.errors import TfrError

    found, gone = set(files), 0
    for root in roots:
        try:
            found.update(discover(root))
        except TfrError:
            # A file that was removed leaves its folder; a drive that is away takes it along.
            gone += root not in files or not root.parent.is_dir()
    stamps = {}
    for path in found:
        cancel.check()
        stamp = stamp_of(path)
        if stamp is not None:
            stamps[path] = stamp
    return Seen(stamps, reachable=bool(stamps) or gone < len(roots) or not roots)


def stamp_of(path: Path) -> Stamp | None:
    """Return what is different once a file was written anew, None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def compare(before: Seen, files: Sequence[Path], now: Seen) -> Changes:
    """Return how a look differs from the one before, and from the files that were opened."""
    old, known = before.stamps, set(files)
    return Changes(
        changed=tuple(p for p in files if p in old and now.stamps.get(p, old[p]) != old[p]),
        vanished=tuple(p for p in files if p in old and p not in now.stamps),
        new=tuple(sorted(p for p in now.stamps if p not in old and p not in known)),
        away=before.reachable and not now.reachable,
    )


class FileWatch(QObject):
    """Watches the files of one dataset at a time.

    What was told once is told again only when it changed once more.

    Signals:
        differs: The files are not as they were when they were opened; `Changes`.
        looked: A look at them has ended.
    """

    differs = Signal(object)
    looked = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._roots: Callable[[], Sequence[Path]] = tuple
        self._files: tuple[Path, ...] = ()
        self._first: Seen | None = None
        self._told: Seen | None = None
        self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._notice)
        self._watcher.fileChanged.connect(self._notice)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.look)

    def begin(self, roots: Callable[[], Sequence[Path]], files: Sequence[Path]) -> None:
        """Watch these files, as they are now; none ends watching.

        Args:
            roots: Returns what was opened: files, or folders in which new TFRecords count;
                called in a worker.
            files: The TFRecords.
        """
        self._roots, self._files = roots, tuple(files)
        self._first = self._told = None
        self._again = False
        self._rest.stop()
        watched = self._watcher.directories() + self._watcher.files()
        if watched:
            self._watcher.removePaths(watched)
        self._tasks.cancel("watch")
        if self._files:
            self.look()

    @property
    def is_watching(self) -> bool:
        """Whether it is known how the files were."""
        return self._first is not None

    def look(self) -> None:
        """Look at the files now, in a worker."""
        if not self._files:
            return
        if self._tasks.is_running("watch"):
            self._again = True  # it may have passed what changed just now
            return
        find_roots, files = self._roots, self._files

        def work(cancel: CancelToken) -> tuple[Seen, list[str]]:
            roots = find_roots()
            seen = look(roots, files, cancel)
            folders = {str(path.parent) for path in seen.stamps}
            folders.update(str(root) for root in roots if root.is_dir())
            watched = sorted(folders) if len(folders) <= _MOST_FOLDERS else []
            if len(files) <= _MOST_FILES:  # of what is written inside, folders are not told
                watched += [str(path) for path in files if path in seen.stamps]
            return seen, watched

        self._tasks.submit("watch", work, self._take, pool=Pool.LONG)

    def _notice(self) -> None:
        if self._first is not None:
            self._rest.start()

    def _take(self, result: tuple[Seen, list[str]]) -> None:
        seen, watched = result
        # Of what was replaced, or was away, the system tells no longer.
        missing = set(watched).difference(self._watcher.directories(), self._watcher.files())
        if missing:
            self._watcher.addPaths(sorted(missing))
        if self._first is None:
            self._first = self._told = seen
        elif self._told is not None:
            news = seen != self._told
            changes = compare(self._first, self._files, seen)
            self._told = seen
            if news:
                self.differs.emit(changes)
        if self._again:
            self._again = False
            self.look()
        else:
            self.looked.emit()
