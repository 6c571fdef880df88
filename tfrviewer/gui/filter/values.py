"""Finds the values that the filter line completes, in a worker."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from tfrviewer.dataset.table.statistics import Kind, describe, kind_of

if TYPE_CHECKING:
    from tfrviewer.gui.filter.line import FilterLine
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_KEY = "filter values"


class FilterValues(QObject):
    """Tells the filter line what the text columns of the session hold."""

    def __init__(
        self, session: "Session", tasks: "TaskRunner", line: "FilterLine", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._line = session, tasks, line
        line.values_wanted.connect(self._find)
        session.records_changed.connect(line.forget_values)
        session.dataset_changed.connect(line.forget_values)

    @Slot(str)
    def _find(self, column: str) -> None:
        frame, line = self._session.frame, self._line
        dtype = frame.schema.get(column)
        if dtype is None or kind_of(dtype) is not Kind.TEXTS:
            line.set_values(column, ())
            return

        def work(cancel: "CancelToken") -> list[tuple[str, int]]:
            top = describe(frame, column, cancel=cancel).top
            return [(value, count) for value, count in top if isinstance(value, str)]

        self._tasks.submit(_KEY, work, lambda values: line.set_values(column, values))
