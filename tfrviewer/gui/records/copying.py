"""Puts records, or a value, on the clipboard."""

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QGuiApplication

from tfrviewer.gui.records.tsv import as_tsv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_COPY: Final = ("recordTable", "copy")


def chosen_numbers(session: "Session") -> "NDArray[np.uint32]":
    """Return the selected records that are shown, in their order; else the current one."""
    order = session.order
    chosen = order[session.selection[order]]
    current = session.current
    if not len(chosen) and current >= 0 and session.inverse[current] >= 0:
        chosen = np.array([current], np.uint32)
    return chosen


class Copier(QObject):
    """Copies for the records table.

    Signals:
        told: Something was copied, or could not be; a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks

    def copy_value(self, value: object) -> None:
        """Put one value on the clipboard, written plainly."""
        QGuiApplication.clipboard().setText("" if value is None else str(value))
        self.told.emit(self.tr("Value copied"))

    def copy_records(self, columns: "Sequence[str]", *, header: bool = True) -> None:
        """Put the chosen records on the clipboard as TSV, with a header or without."""
        frame, names, numbers = self._session.frame, list(columns), chosen_numbers(self._session)
        if not len(numbers):
            return

        def work(cancel: "CancelToken") -> str:
            cancel.check()
            return as_tsv(frame, names, numbers, header=header)

        def done(text: str) -> None:
            # Not setMimeData: Qt deletes what Python made only after Python has ended, and dies.
            QGuiApplication.clipboard().setText(text)
            count = QLocale().toString(len(numbers))
            self.told.emit(
                self.tr("Record copied")
                if len(numbers) == 1
                else self.tr("{0} records copied").format(count)
            )

        def failed(error: BaseException) -> None:
            self.told.emit(self.tr("The records cannot be copied: {0}").format(error))

        self._tasks.submit(_COPY, work, done, failed=failed)
