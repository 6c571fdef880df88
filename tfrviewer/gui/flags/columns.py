"""The columns of the session that tell flags and notes."""

from typing import TYPE_CHECKING, Final

import polars as pl
from PySide6.QtCore import QObject, QTimer, Signal

from tfrviewer.gui.tasks import Pool, TaskRunner

if TYPE_CHECKING:
    from tfrviewer.gui.flags.table import FlagTable
    from tfrviewer.gui.session import Session

ADDED: Final = "review"
"""What the session calls the columns."""
_SUFFIX: Final = "_review"
_FRAME: Final = ("flags", "frame")
_MS: Final = 250
"""Columns follow flags no more often: every view looks at columns anew."""


class FlagColumns(QObject):
    """Brings the columns of the session in step with what is said, soon.

    Signals:
        shown: The columns tell what was said when they were asked for.
    """

    shown = Signal()

    def __init__(self, session: "Session", tasks: TaskRunner, table: "FlagTable") -> None:
        super().__init__(session)
        self._session = session
        self._tasks = tasks
        self._table = table
        self._timer = QTimer(self, singleShot=True, interval=_MS)
        self._timer.timeout.connect(self._show)

    @property
    def name(self) -> str:
        """The column of the session that holds the flags, "" while there is none."""
        added = self._session.added.get(ADDED, ())
        return added[0] if added else ""

    @property
    def is_settled(self) -> bool:
        """Whether the columns tell what is said."""
        return not self._timer.isActive() and not self._tasks.is_running(_FRAME)

    def follow(self) -> None:
        """Something else is said."""
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """The records are about to go."""
        self._timer.stop()
        self._tasks.cancel(_FRAME)

    def _show(self) -> None:
        session = self._session
        joined = self._table.joined()
        taken = set(session.columns) - set(session.added.get(ADDED, ()))
        names = {
            name: name if name not in taken else f"{name}{_SUFFIX}" for name in ("flag", "note")
        }

        def done(frame: pl.DataFrame) -> None:
            if frame.height == session.n_records and not session.loading:
                session.add_columns(ADDED, frame)
            self.shown.emit()

        self._tasks.submit(_FRAME, lambda _: joined.frame().rename(names), done, pool=Pool.LONG)
