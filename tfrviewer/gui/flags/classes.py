"""What the keys 1 to 9 call a tile, for all readers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.errors import TfrError
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.names import KEEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.review.store import Store


class FlagClasses(QObject):
    """The names of the classes, by key.

    Attributes:
        named: The names there are.

    Signals:
        changed: The classes have other names.
    """

    changed = Signal()

    def __init__(self, store: "Store", tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self.named: dict[int, str] = {1: KEEP}
        if store.path.exists():
            self.look()

    def look(self) -> None:
        """Look up which names there are now, in a thread."""
        store = self._store
        self._tasks.submit(
            ("flags", "classes"), lambda _: store.classes(), self._take, pool=Pool.LONG
        )

    def name(self, classes: dict[int, str], over: "Callable[[Exception | None], None]") -> None:
        """Name the classes anew, in a thread: another window may be writing.

        Args:
            classes: A name for each key that has one.
            over: Called with what is wrong with them, or why they cannot be kept; None if they
                are.
        """
        store = self._store

        def work(_: object) -> Exception | None:
            try:
                store.set_classes(classes)
            except (ValueError, TfrError) as error:
                return error
            return None

        def done(error: Exception | None) -> None:
            if error is None:
                self._take(dict(sorted(classes.items())))
            over(error)

        self._tasks.submit(("flags", "name classes"), work, done, pool=Pool.LONG)

    def _take(self, classes: dict[int, str]) -> None:
        if classes != self.named:
            self.named = classes
            self.changed.emit()
