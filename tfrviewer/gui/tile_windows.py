"""The windows that show tiles large: the large view and the light table, made when needed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tfrviewer.gui.large_view.view import LargeView
from tfrviewer.gui.light_table.table import LightTable
from tfrviewer.gui.settings import LARGE_VIEW, LIGHT_TABLE, Setting, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.slide_facts import SlideFacts
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader


class TileWindows(QObject):
    """Makes each window at its first use, and remembers where it was.

    Attributes:
        large: The large view, None before its first use.
        light: The light table, None before its first use.

    Signals:
        told: Something was done; a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        facts: "SlideFacts",
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.large: LargeView | None = None
        self.light: LightTable | None = None
        self._session = session
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._facts = facts
        self._near = parent
        self._settings: Settings | None = None
        self._shared: list[QAction] = []
        self._of_large: list[QAction] = []

    def remember(self, settings: Settings) -> None:
        """Make the windows as they were last, and remember changes."""
        self._settings = settings

    def share(self, actions: "Sequence[QAction]", *, with_light: bool = True) -> None:
        """Have the keys of actions work in these windows too.

        Args:
            actions: The actions.
            with_light: Whether also on the light table, which does not follow the current tile.
        """
        (self._shared if with_light else self._of_large).extend(actions)
        for window in self.parts().values():
            if with_light or window is self.large:
                window.addActions(actions)

    def open_large(self, number: int) -> None:
        """Show a tile large."""
        if not 0 <= number < self._session.n_records:
            return
        self._session.set_current(number)
        if self.large is None:
            self.large = LargeView(
                self._session,
                self._tasks,
                self._near.window(),
                thumbnails=self._thumbnails,
                facts=self._facts,
            )
            self.large.told.connect(self.told)
            self.large.compare_asked.connect(self.put)
            self.large.addActions(self._of_large)
            self._keep(self.large, LARGE_VIEW)
        _bring_up(self.large)

    def compare(self) -> None:
        """Show the selected tiles side by side."""
        table = self._light_table()
        table.compare()
        _bring_up(table)

    def put(self, number: int) -> None:
        """Show one more tile beside those on the light table."""
        table = self._light_table()
        table.put(number)
        _bring_up(table)

    def parts(self) -> dict[str, QWidget]:
        """Return the windows there are, by what people call them."""
        windows: dict[str, QWidget | None] = {"large view": self.large, "light table": self.light}
        return {name: window for name, window in windows.items() if window is not None}

    def _light_table(self) -> LightTable:
        if self.light is None:
            near = self._near.window()
            self.light = LightTable(self._session, self._tasks, near, facts=self._facts)
            self.light.told.connect(self.told)
            self._keep(self.light, LIGHT_TABLE)
        return self.light

    def _keep(self, window: LargeView | LightTable, setting: Setting[bytes]) -> None:
        settings = self._settings
        window.addActions(self._shared)
        if settings is not None:
            window.restore_state(settings.get(setting))
            window.hidden.connect(lambda: settings.set(setting, window.save_state()))


def _bring_up(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
