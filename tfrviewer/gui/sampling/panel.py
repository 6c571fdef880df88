"""The sampling preview as a panel of the window, made when it is first seen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from tfrviewer.dataset.sampling.sampling import SamplingPreview
    from tfrviewer.gui.sampling.view import SamplingView


class SamplingPanel(QWidget):
    """Holds a `SamplingView`. It is closed at first, and no start waits for what nobody sees.

    Signals:
        told: Something was done; a sentence for the status bar.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    settled = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sampling")
        self.setAccessibleName(self.tr("Sampling"))
        self._session, self._tasks, self._jobs = session, tasks, jobs
        self._view: SamplingView | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def preview(self) -> "SamplingPreview | None":
        """What is shown."""
        return None if self._view is None else self._view.preview

    def is_settled(self) -> bool:
        """Whether what is shown is what the controls ask for."""
        return self._view is None or self._view.is_settled()

    def copy(self) -> None:
        """Put the table on the clipboard."""
        if self._view is not None:
            self._view.copy()

    def save(self, path: Path) -> None:
        """Write the table as CSV, or the plot as PNG, by the name of the file."""
        if self._view is not None:
            self._view.save(path)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is None:
            self._view = self._make_view()

    def _make_view(self) -> "SamplingView":
        from tfrviewer.gui.sampling.view import SamplingView

        view = SamplingView(self._session, self._tasks, self._jobs)
        view.told.connect(self.told)
        view.settled.connect(self.settled)
        self._box.addWidget(view)
        self.setFocusProxy(view)
        view.show()  # at once: what a layout takes in is else shown only later
        return view
