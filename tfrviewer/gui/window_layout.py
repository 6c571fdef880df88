"""Where the window and its panels were: remembered, restored, and put back to how they began."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow, QTabBar, QToolBar
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.settings import (
    GEOMETRY,
    LAYOUT,
    LAYOUT_VERSION,
    STATE,
    VERSION,
    Settings,
    clamp_to_screens,
)

FIRST_SIZE = (1360, 860)
_DOCK_WIDTH = 300
_DOCK_SHARE = 0.24  # of the window at most: a small window needs its middle
_OPENED_WIDTH, _OPENED_SHARE = 440, 0.32  # of a panel that is opened for a while
_OPENED_HEIGHT, _OPENED_DEPTH = 300, 0.42  # of one at the bottom
_LEAST_HEIGHT = 700  # of a window that has panels below its views; in a lower one they lie beside
_LEAST_MIDDLE = 0.5  # of the window; with less, the docks give way when the window shrinks


class WindowLayout(QObject):
    """The layout of a main window whose panels show only while there is something to show."""

    def __init__(
        self,
        window: QMainWindow,
        docks: Mapping[str, QDockWidget],
        toolbar: QToolBar,
        settings: Settings,
        *,
        closed: frozenset[str] = frozenset(),
    ) -> None:
        """Take the parts of a window.

        Args:
            window: The window.
            docks: Its panels by name.
            toolbar: Its toolbar.
            settings: Where the layout is remembered.
            closed: Names of panels that are closed at first.
        """
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._toolbar = toolbar
        self._settings = settings
        self._closed = closed
        self._low = [dock for dock in docks.values() if self._is_below(dock)]
        self._aside: set[QDockWidget] = set()  # of these, those that lie beside for want of height
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fit_height)
        for name in closed:  # else it is shown for a moment when this state is restored
            docks[name].hide()
        self._default = window.saveState(VERSION)
        self._shown = True
        known = settings.get(LAYOUT_VERSION) == VERSION
        self._state = QByteArray(settings.get(STATE)) if known else QByteArray()
        self.show_panels(shown=False)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent) and self._shown:
            before = event.oldSize().width()
            if event.size().width() < before:
                self._make_room()
            if event.size().height() != event.oldSize().height():
                self._timer.start()  # not within: it moves panels
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QTabBar):  # Qt makes it for docks that lie in one place
                child.setAccessibleName(self.tr("Panels that lie in one place"))
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """Narrow the docks where they leave too little between them."""
        width = self._window.width()
        docks = [
            dock
            for dock in self._docks.values()
            if dock.isVisible() and not dock.isFloating() and not self._is_below(dock)
        ]
        wide = [dock for dock in docks if dock.width() > width * _DOCK_SHARE]
        if wide and width - sum(dock.width() for dock in docks) < width * _LEAST_MIDDLE:
            self._size_docks(wide)

    def _fit_height(self) -> None:
        """Move panels from below the views to their side where the window is low, and back."""
        if not self._shown:
            return
        is_low = self._window.height() < _LEAST_HEIGHT
        for dock in self._low:
            if dock.isHidden() or dock.isFloating():
                continue
            if is_low and self._is_below(dock):
                self._aside.add(dock)
                self._move(dock, Qt.DockWidgetArea.RightDockWidgetArea)
            elif not is_low and dock in self._aside:
                self._aside.discard(dock)
                if not self._is_below(dock):
                    self._move(dock, Qt.DockWidgetArea.BottomDockWidgetArea)

    def _move(self, dock: QDockWidget, area: Qt.DockWidgetArea) -> None:
        """Put a panel into an area, as a tab of a panel that lies there."""
        in_front = not dock.visibleRegion().isEmpty()
        there = [
            other
            for other in self._docks.values()
            if other is not dock
            and not other.isHidden()
            and not other.isFloating()
            and self._window.dockWidgetArea(other) is area
        ]
        if there:
            self._window.tabifyDockWidget(there[-1], dock)
        else:
            self._window.addDockWidget(area, dock)
        if in_front:
            dock.raise_()

    def _is_below(self, dock: QDockWidget) -> bool:
        """Whether a panel lies below or above the views, and not beside them."""
        area = self._window.dockWidgetArea(dock)
        return area in (Qt.DockWidgetArea.BottomDockWidgetArea, Qt.DockWidgetArea.TopDockWidgetArea)

    def _size_docks(self, docks: list[QDockWidget]) -> None:
        width = min(_DOCK_WIDTH, round(self._window.width() * _DOCK_SHARE))
        self._window.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)

    def restore_geometry(self) -> None:
        """Put the window where it was, on a screen that there is."""
        window = self._window
        geometry = self._settings.get(GEOMETRY)
        if self._settings.get(LAYOUT_VERSION) != VERSION or not window.restoreGeometry(
            QByteArray(geometry)
        ):
            window.resize(*FIRST_SIZE)
        normal = window.geometry()
        clamped = clamp_to_screens(normal)
        if clamped != normal and not window.isMaximized() and not window.isFullScreen():
            window.setGeometry(QRect(clamped))

    def show_panels(self, *, shown: bool) -> None:
        """Show toolbar and docks as they were last, or none of them."""
        if shown == self._shown:
            return
        if not shown:
            if self._shown and self._window.isVisible():
                self._state = self._window.saveState(VERSION)
            self._shown = False
            for panel in (self._toolbar, *self._docks.values()):
                panel.hide()
            return
        self._shown = True
        if self._state.isEmpty() or not self._restore_state(self._state):
            self._restore_default()
        self._toolbar.show()
        for dock in self._docks.values():  # only now: Qt sets its own when a panel is shown first
            _mark_buttons(dock)

    def open_dock(self, name: str) -> None:
        """Open a panel that may be closed, or lie under another one."""
        dock = self._docks[name]
        opened = not dock.isHidden()
        dock.show()
        dock.raise_()
        _mark_buttons(dock)
        self._fit_height()
        dock.raise_()
        if opened or dock.isFloating():
            return
        if self._is_below(dock):
            height = min(_OPENED_HEIGHT, round(self._window.height() * _OPENED_DEPTH))
            if dock.height() < height:
                self._window.resizeDocks([dock], [height], Qt.Orientation.Vertical)
        elif dock.width() < _OPENED_WIDTH:
            width = min(_OPENED_WIDTH, round(self._window.width() * _OPENED_SHARE))
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def state(self) -> bytes:
        """Return where toolbar and docks are."""
        state = self._window.saveState(VERSION) if self._shown else self._state
        return bytes(state.data())

    def restore(self, state: bytes) -> None:
        """Put toolbar and docks where they were; nonsense changes nothing."""
        if not self._shown:
            self._state = QByteArray(state) if state else self._state
        elif state and self._restore_state(QByteArray(state)):
            self._toolbar.show()
            for dock in self._docks.values():
                _mark_buttons(dock)

    def reset(self) -> None:
        """Put the panels back where they were at first."""
        if self._shown:
            self._restore_default()
        else:
            self._state = QByteArray()

    def save(self) -> None:
        """Remember all of it."""
        self._settings.set(LAYOUT_VERSION, VERSION)
        self._settings.set(GEOMETRY, bytes(self._window.saveGeometry().data()))
        self._settings.set(STATE, self.state())

    def forget(self) -> None:
        """Let the next start begin as the first one did."""
        self._settings.forget(LAYOUT)

    def _restore_state(self, state: QByteArray) -> bool:
        """Put toolbar and docks where a state says; return whether it is one."""
        open_ones = [self._docks[name] for name in self._closed if self._docks[name].isVisible()]
        for dock in open_ones:
            dock.hide()
        layout = self._window.layout()
        if open_ones and layout is not None:
            layout.activate()  # else Qt leaves the tabs that they have with another panel behind
        if self._window.restoreState(state, VERSION):
            self._timer.start()
            return True
        for dock in open_ones:
            dock.show()
        return False

    def _restore_default(self) -> None:
        self._restore_state(self._default)
        self._aside.clear()
        for name, dock in self._docks.items():
            dock.setFloating(False)
            dock.setVisible(name not in self._closed)
            _mark_buttons(dock)
        shown = [dock for dock in self._docks.values() if not dock.isHidden()]
        self._size_docks([dock for dock in shown if not self._is_below(dock)])


def _mark_buttons(dock: QDockWidget) -> None:
    """Give the buttons of a panel's title signs of our own: the style's are faint when dark."""
    for name, sign in (("floatbutton", "square"), ("closebutton", "x")):
        button = dock.findChild(QAbstractButton, f"qt_dockwidget_{name}")
        if button is not None:
            set_icon(button, sign)
