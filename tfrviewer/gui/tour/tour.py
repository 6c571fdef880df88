"""Leading through the steps: which part is shown, and where the callout goes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.focus_return import give_back
from tfrviewer.gui.tour.callout import Callout, Ring
from tfrviewer.gui.tour.steps import STEPS, Step

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow

_MARGIN = 6


def start_tour(window: "MainWindow") -> None:
    """Lead through the window: on what is open, else on the sample data."""
    running = window.findChild(Tour)
    if running is not None:
        running.end()
    if window.shows_dataset:
        Tour(window)
        return

    def begin() -> None:
        if window.workspace is None or window.tasks.is_running("load"):
            return
        window.workspace.session.settled.disconnect(begin)
        # Else it could not be opened, which was told; or a tour that was asked for twice began.
        if window.shows_dataset and window.findChild(Tour) is None:
            Tour(window)

    def follow() -> None:
        assert window.workspace is not None
        window.workspace.session.settled.connect(begin)
        window.action("open_sample").trigger()

    if window.workspace is not None:
        follow()
    else:
        window.ready.connect(follow)
        window.prepare()


class Tour(QObject):
    """Callouts at the parts of a window, one after the other; nothing of the window is blocked.

    Signals:
        ended: It is over.
    """

    ended = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._at = 0
        self._before = window.focusWidget()
        self._target: QWidget | None = None
        self._ring = Ring(window)
        self.callout = Callout(window)
        self.callout.back.connect(lambda: self._go(-1))
        self.callout.onward.connect(lambda: self._go(1))
        self.callout.ended.connect(self.end)
        assert window.workspace is not None
        window.workspace.session.dataset_changed.connect(self._follow_dataset)
        # Where the parts are is known once their layouts have had their say.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._place)
        window.installEventFilter(self)
        self._show()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return STEPS[self._at]

    def end(self) -> None:
        """Take it away; it is in the Help menu again."""
        if self.callout.isHidden() and self._target is None:
            return
        inside = self.callout.isAncestorOf(self._window.focusWidget() or self._window)
        self._watch(None)
        self._window.removeEventFilter(self)
        for part in (self.callout, self._ring):
            part.hide()
            part.deleteLater()
        if inside:
            give_back(self._before)
        self.setParent(None)
        self.ended.emit()
        self.deleteLater()

    def _go(self, by: int) -> None:
        self._at += by
        if self._at >= len(STEPS):
            self.end()
            return
        self._at = max(self._at, 0)
        self._show()

    def _show(self) -> None:
        window, step = self._window, self.step
        workspace = window.workspace
        if step.dock and not window.docks[step.dock].isVisible():
            window.show_panel(step.dock)
        if workspace is not None and workspace.maximised:
            workspace.maximise("")
        title, text = step.said()
        self.callout.tell(title, text, self._at + 1, len(STEPS))
        menu_bar = window.menuBar()
        self._watch(
            menu_bar if step.target == "menuBar" else window.findChild(QWidget, step.target)
        )
        self._place()
        self.callout.show()
        self._ring.show()
        self.callout.later.setFocus()
        self._settle.start()

    def _watch(self, target: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = target
        if target is not None:
            target.installEventFilter(self)

    def _place(self) -> None:
        window, target = self._window, self._target
        room = window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if target is None or not target.isVisible():
            self._ring.hide()
            self.callout.point_at(QRect(room.center(), room.center()), room)
            return
        where = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        self._ring.setGeometry(where.adjusted(-2, -2, 2, 2))
        self._ring.show()
        self._ring.raise_()
        self.callout.point_at(where, room)

    def _follow_dataset(self) -> None:
        if not self._window.shows_dataset:
            self.end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = (
            QEvent.Type.Resize,
            QEvent.Type.Move,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        )
        if event.type() in moved:
            self._settle.start()
        return super().eventFilter(watched, event)
