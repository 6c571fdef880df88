"""The findings as a panel of the window, made when it is first seen or asked for."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.finding_deeds import Deed
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tfrviewer.errors import Finding
    from tfrviewer.gui.findings.view import FindingsView


class FindingsPanel(QWidget):
    """Holds a `FindingsView`. It is closed at first, and no start waits for what nobody sees.

    Attributes:
        can: Tells what can be done about findings in this window.
        can_verify: Tells whether this window can verify.
        tiles_of: Tells the row numbers of the tiles that a finding of a rule is about.

    Signals:
        told: Something was done; a sentence for the status bar.
        deed_asked: Something is to be done that only the window can; a `Deed` and the finding.
        verify_asked: The dataset is to be verified.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    deed_asked = Signal(object, object)
    verify_asked = Signal()
    settled = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        verified: Verified,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName(self.tr("Findings"))
        self._session, self._tasks, self._verified = session, tasks, verified
        self._view: FindingsView | None = None
        self.can: Callable[[], frozenset[Deed]] = lambda: frozenset(
            (Deed.COPY, Deed.SELECT_KIND, Deed.SHOW_HIDDEN)
        )
        self.can_verify: Callable[[], bool] = lambda: False
        self.tiles_of: Callable[[Finding], NDArray[np.uint32]] = lambda _: np.zeros(0, np.uint32)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def view(self) -> "FindingsView":
        """The list; made now if it was not yet."""
        if self._view is None:
            self._view = self._make_view()
        return self._view

    def is_settled(self) -> bool:
        """Whether what is listed is what is asked for."""
        return self._view is None or self._view.is_settled()

    def step(self, by: int) -> None:
        """Go to the next finding, 1, or to the previous one, -1."""
        self.view.step(by)

    def copy(self) -> None:
        """Copy the finding looked at."""
        self.view.copy()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _ = self.view

    def _make_view(self) -> "FindingsView":
        from tfrviewer.gui.findings.view import FindingsView

        view = FindingsView(
            self._session,
            self._tasks,
            self._verified,
            lambda: self.can(),
            lambda: self.can_verify(),
            lambda finding: self.tiles_of(finding),
        )
        view.told.connect(self.told)
        view.deed_asked.connect(self.deed_asked)
        view.verify_asked.connect(self.verify_asked)
        view.settled.connect(self.settled)
        self._box.addWidget(view)
        self.setFocusProxy(view)
        view.show()  # at once: what a layout takes in is else shown only later
        return view
