"""The dashboard of slides as a panel of the window, made when it is first seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified

if TYPE_CHECKING:
    from tfrviewer.gui.dashboard.view import DashboardView


class DashboardPanel(QWidget):
    """Holds a `DashboardView`. It is closed at first, and no start waits for what nobody sees.

    Signals:
        told: Something was done; a sentence for the status bar.
        alone_asked: A slide is to be shown alone; the number of its file.
        findings_asked: What is wrong with a slide is to be listed; the number of its file.
        look_asked: What is not known yet is to be looked for; the name of an action.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    alone_asked = Signal(int)
    findings_asked = Signal(int)
    look_asked = Signal(str)
    settled = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        verified: Verified,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dashboard")
        self.setAccessibleName(self.tr("Slide Dashboard"))
        self._session, self._tasks, self._verified = session, tasks, verified
        self._view: DashboardView | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def view(self) -> "DashboardView":
        """The table; made now if it was not yet."""
        if self._view is None:
            self._view = self._make_view()
        return self._view

    def is_settled(self) -> bool:
        """Whether what is shown is what is known."""
        return self._view is None or self._view.is_settled()

    def copy(self) -> None:
        """Copy the figures as a table."""
        self.view.copy()

    def set_seen(self, on: bool) -> None:
        """Take that the panel is seen now, or closed, or behind another one's tab.

        Qt leaves panels behind a tab shown, out of sight; it tells their docks.
        """
        if on or self._view is not None:
            self.view.set_seen(on=on)

    def _make_view(self) -> "DashboardView":
        from tfrviewer.gui.dashboard.view import DashboardView

        view = DashboardView(self._session, self._tasks, self._verified)
        view.told.connect(self.told)
        view.alone_asked.connect(self.alone_asked)
        view.findings_asked.connect(self.findings_asked)
        view.look_asked.connect(self.look_asked)
        view.settled.connect(self.settled)
        self._box.addWidget(view)
        self.setFocusProxy(view)
        view.show()  # at once: what a layout takes in is else shown only later
        return view
