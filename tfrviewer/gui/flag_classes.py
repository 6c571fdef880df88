"""What the keys 1 to 9 call a tile, for all readers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.review.names import KEEP

if TYPE_CHECKING:
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

    def name(self, classes: dict[int, str]) -> None:
        """Name the classes anew.

        Raises:
            ValueError: If a name cannot be one or comes twice.
            ReviewError: If it cannot be kept.
        """
        self._store.set_classes(classes)
        self._take(dict(sorted(classes.items())))

    def _take(self, classes: dict[int, str]) -> None:
        if classes != self.named:
            self.named = classes
            self.changed.emit()
