"""The metrics as a panel of the window, made when it is first seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from tfrviewer.gui.measuring import Measuring
    from tfrviewer.gui.metric_rules import MetricRules
    from tfrviewer.gui.metrics.view import MetricsView
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader


class MetricsPanel(QWidget):
    """Holds a `MetricsView`. It is closed at first, and no start waits for what nobody sees.

    Signals:
        previewed: As of the view.
        open_requested: As of the view.
        told: Something was done; a sentence for the status bar.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    previewed = Signal(object, str, str)
    open_requested = Signal(int)
    told = Signal(str)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        measuring: "Measuring",
        rules: "MetricRules",
        tasks: "TaskRunner",
        thumbnails: "ThumbnailLoader",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("metrics")
        self.setAccessibleName(self.tr("Metrics"))
        self._parts = (session, measuring, rules, tasks, thumbnails)
        self.view: MetricsView | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def is_settled(self) -> bool:
        """Whether what is shown is what is known."""
        return self.view is None or self.view.is_settled()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is None:
            self.view = self._make_view()

    def _make_view(self) -> "MetricsView":
        from tfrviewer.gui.metrics.view import MetricsView

        view = MetricsView(*self._parts)
        view.previewed.connect(self.previewed)
        view.open_requested.connect(self.open_requested)
        view.told.connect(self.told)
        view.settled.connect(self.settled)
        self._box.addWidget(view)
        self.setFocusProxy(view)
        view.show()  # at once: what a layout takes in is else shown only later
        return view
