"""Has the figures of a column worked out in a worker; a newer question drops the older one."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tfrviewer.dataset.table.statistics import Statistics, describe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_REST_MS = 60
"""How long the session rests before the figures of what it shows now are worked out."""
_READING_MS = 2000
"""How often at most while records are still being read, which needs the processors."""


class Scope(Enum):
    """Of which records the figures are."""

    SHOWN = "shown"
    SELECTED = "selected"


class FiguresSource(QObject):
    """The figures of one column, kept in step with what is shown or selected.

    Signals:
        arrived: Figures; `Statistics`.
        began: Figures are being worked out; those known before are of the past.
    """

    arrived = Signal(object)
    began = Signal()

    def __init__(self, session: "Session", tasks: "TaskRunner", name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._key = ("figures", name, id(self))
        self._column = ""
        self._scope: Scope | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._work_out)
        self._late = QTimer(self, singleShot=True, interval=_READING_MS)
        self._late.timeout.connect(self.renew)
        session.order_changed.connect(self.renew)
        session.records_changed.connect(self._follow_records)
        session.loading_changed.connect(self._follow_loading)
        session.selection_changed.connect(self._follow_selection)
        session.dataset_changed.connect(self.stop)

    @property
    def column(self) -> str:
        """The column asked about, "" if none is."""
        return self._column

    @property
    def scope(self) -> Scope:
        """Of which records the figures are."""
        if self._scope is not None:
            return self._scope
        return Scope.SELECTED if self._session.n_selected > 1 else Scope.SHOWN

    @property
    def is_running(self) -> bool:
        """Whether figures are on their way."""
        return self._timer.isActive() or self._tasks.is_running(self._key)

    def ask(self, column: str, scope: Scope | None = None) -> None:
        """Ask about a column from now on.

        Args:
            column: Its name; "" for none.
            scope: Of which records; None takes the selection while several are selected.
        """
        self._column, self._scope = column, scope
        self.renew()

    @Slot()
    def renew(self) -> None:
        """Work the figures out again, once the session rests."""
        if self._column:
            self._timer.start()
            self.began.emit()
        else:
            self.stop()

    @Slot()
    def _follow_records(self) -> None:
        """Have what is being read looked at now and then; all of it once it is there."""
        if not self._column:
            return
        if not self._session.pending:
            self.renew()
        elif not self._late.isActive():
            self._late.start()

    @Slot()
    def _follow_loading(self) -> None:
        if not self._session.pending:
            self._late.stop()
            self.renew()

    @Slot()
    def _follow_selection(self) -> None:
        if self._scope is not Scope.SHOWN:
            self.renew()

    @Slot()
    def stop(self) -> None:
        """Work nothing out, until it is asked for again."""
        self._timer.stop()
        self._late.stop()
        self._tasks.cancel(self._key)

    @Slot()
    def _work_out(self) -> None:
        session, column, scope = self._session, self._column, self.scope
        frame, order, selection = session.frame, session.order, session.selection
        if column not in frame.columns or session.loading:
            return

        def work(cancel: "CancelToken") -> Statistics:
            numbers: NDArray[np.uint32] | None = order
            if scope is Scope.SELECTED:
                numbers = order[selection[order]]
            elif len(order) == frame.height:
                numbers = None  # no order changes the figures
            return describe(frame, column, numbers, cancel=cancel)

        self._tasks.submit(self._key, work, self.arrived.emit)
