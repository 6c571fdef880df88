"""All windows of the program: each with a session of its own, all with the same settings."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication

from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.settings import Settings, clamp_to_screens
from tfrviewer.gui.theme import ThemeSwitch

_ASIDE = 28
"""Pixels from one window to the next, right and down."""


class Windows(QObject):
    """Opens windows beside each other and forgets those that were closed.

    They share one `Settings`, which writes value by value: of two windows that leave the same
    one, the last has it.
    """

    def __init__(
        self, settings: Settings, theme: ThemeSwitch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self.all: list[MainWindow] = []

    def open(
        self,
        what: ToOpen | None = None,
        beside: MainWindow | None = None,
        *,
        remember: bool = True,
    ) -> MainWindow:
        """Make a window.

        Args:
            what: What to open in it; None leaves it on the start page.
            beside: Show it at once, a little aside of this one.
            remember: Whether what is opened comes to the list of what was opened last.
        """
        window = MainWindow(self._settings, self._theme)
        self.all.append(window)
        window.window_asked.connect(lambda what: self._open_again(what, window))
        window.closed.connect(lambda: self._forget(window))
        window.has_others = lambda: self._has_others(window)
        if what is not None:
            window.open_dataset(what, remember=remember)
        if beside is not None:
            if not beside.isMaximized() and not beside.isFullScreen():
                frame = beside.geometry().translated(QPoint(_ASIDE, _ASIDE))
                window.setGeometry(clamp_to_screens(frame))
            window.show()
            window.activateWindow()
        return window

    def _open_again(self, what: ToOpen | None, beside: MainWindow) -> None:
        """Open in another window what is known already; the sample data are not remembered."""
        known = what is not None and what.absolute() in self._settings.recent
        self.open(what, beside, remember=known)

    @property
    def active(self) -> MainWindow | None:
        """The window that somebody works in, or was the last to be opened."""
        active = QApplication.activeWindow()
        while active is not None and not isinstance(active, MainWindow):
            active = active.parentWidget()
        return active or next(reversed(self._staying()), None)

    def show_unexpected(self, error: BaseException) -> None:
        """Say in one of them that something went wrong."""
        window = self.active
        if window is not None:
            window.show_unexpected(error)

    def open_path(self, path: Path) -> None:
        """Open what the system asks for: in a window that shows nothing, else in another one."""
        if not self._staying():  # the program is about to end
            return
        what = ToOpen.of([path])
        idle = [window for window in self._staying() if window.is_idle]
        active = self.active
        if idle:
            (active if active in idle else idle[0]).open_dataset(what)
        else:
            self.open(what, beside=active)

    def _staying(self) -> list[MainWindow]:
        """Return those that are not closed with work that is about to end."""
        return [window for window in self.all if not window.tasks.is_winding_down]

    def _has_others(self, window: MainWindow) -> bool:
        """Whether the program goes on without a window."""
        return any(other.isVisible() for other in self.all if other is not window)

    def _forget(self, window: MainWindow) -> None:
        if window in self.all:
            self.all.remove(window)
        if self.all:  # the last one ends with the program
            window.deleteLater()
        if not self._staying():
            for ending in list(self.all):
                ending.tasks.shutdown()
