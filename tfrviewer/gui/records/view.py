"""The records table with the figures of the current column below it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.records.figures_popover import FiguresPopover
from tfrviewer.gui.records.figures_source import FiguresSource, Scope
from tfrviewer.gui.records.strip import FiguresStrip
from tfrviewer.gui.records.table import RecordTable

if TYPE_CHECKING:
    from tfrviewer.dataset.table.statistics import Statistics
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_LEAST_WITH_STRIP: Final = 150


class RecordsView(QWidget):
    """The table and its strip of figures; in a low view the table has all the room.

    Attributes:
        table: The table.
        strip: The figures of the current column.

    Signals:
        settled: Everything seen now is there; see `is_settled`.
    """

    settled = Signal()

    def __init__(
        self, session: "Session", tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recordsView")
        self._session = session
        self._tasks = tasks
        self.table = RecordTable(session, tasks)
        self.strip = FiguresStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.strip)
        self.setFocusProxy(self.table)
        self._source = FiguresSource(session, tasks, "strip", self)
        self._source.began.connect(self._wait)
        self._source.arrived.connect(self._show_figures)
        self._settle_timer = QTimer(self, singleShot=True, interval=0)
        self._settle_timer.timeout.connect(self._tell_settled)
        self.strip.asked.connect(self.table.show_figures)
        self.table.column_changed.connect(self._source.ask)
        self.table.figures_asked.connect(self.open_figures)
        self.table.settled.connect(self._settle_timer.start)
        session.dataset_changed.connect(self._follow_dataset)
        self._source.ask(self.table.current_column)

    def is_settled(self) -> bool:
        """Whether cells and figures seen now say what they will say."""
        busy = self._source.is_running and not self.strip.isHidden()
        return self.table.is_settled() and not busy

    def open_figures(self, column: str) -> FiguresPopover:
        """Show all figures of a column below its header."""
        popover = FiguresPopover(self._session, self._tasks, column, self)
        popover.told.connect(self.table.told)
        header = self.table.records_header
        rect = header.section_rect(self.table.records.columns.index(column))
        left = min(max(rect.left(), 0), max(header.width() - 40, 0))
        popover.popup(header.mapToGlobal(QPoint(left, header.height())))
        return popover

    @Slot()
    def _follow_dataset(self) -> None:
        self._source.ask(self.table.current_column)

    @Slot()
    def _wait(self) -> None:
        self.strip.show_waiting(self._source.column)

    @Slot(object)
    def _show_figures(self, figures: "Statistics") -> None:
        self.strip.show_figures(figures, selected=self._source.scope is Scope.SELECTED)
        self._settle_timer.start()

    @Slot()
    def _tell_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.setVisible(self.height() >= _LEAST_WITH_STRIP)
