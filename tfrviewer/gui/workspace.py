"""The session and its views, made once the libraries they need are there.

This module imports numpy, polars and pyqtgraph; the window imports it in a thread after its
first paint, so that the start page need not wait.
"""

from typing import Any

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tfrviewer.gui.dashboard.panel import DashboardPanel
from tfrviewer.gui.dataset_panel import DatasetPanel
from tfrviewer.gui.filter.line import FilterLine
from tfrviewer.gui.filter.values import FilterValues
from tfrviewer.gui.findings.panel import FindingsPanel
from tfrviewer.gui.grid.display_dialog import remember_looks
from tfrviewer.gui.grid.view import TileGrid
from tfrviewer.gui.inspector.inspector import Inspector
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.location_map.view import LocationMap
from tfrviewer.gui.measuring import Measuring
from tfrviewer.gui.metric_rules import MetricRules
from tfrviewer.gui.metrics.panel import MetricsPanel
from tfrviewer.gui.records.view import RecordsView
from tfrviewer.gui.sampling.panel import SamplingPanel
from tfrviewer.gui.session import Session
from tfrviewer.gui.settings import Settings
from tfrviewer.gui.side_buttons import SideButtons
from tfrviewer.gui.slide_facts import SlideFacts
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.thumbnails import ThumbnailLoader
from tfrviewer.gui.tile_pictures import TilePictures
from tfrviewer.gui.tile_windows import TileWindows
from tfrviewer.gui.verified import Verified

VIEWS = ("grid", "map", "table")


class Workspace(QWidget):
    """Grid and map side by side over the table; the panels for the docks are made here too.

    Attributes:
        session: The state of all views.
        grid: The tile grid.
        map: The location map.
        records: The records table with the figures of a column.
        table: The records table.
        inspector: For a dock at the right.
        dataset_panel: For a dock at the left.
        windows: The large view and the light table.
        sampling: For a dock at the right that is closed at first.
        measuring: What is measured on the tiles.
        rules: Thresholds kept as rules, whose tiles are findings.
        metrics: For a dock at the right that is closed at first.
        verified: Which files were verified.
        findings: For a dock at the bottom that is closed at first.
        dashboard: The same.

    Signals:
        maximised_changed: Another view has all the room; its name, or "" for none.
        told: Something was done; a sentence for the status bar.
        save_asked: The selection is to be saved.
    """

    maximised_changed = Signal(str)
    told = Signal(str)
    save_asked = Signal()

    def __init__(self, tasks: TaskRunner, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self._tasks = tasks
        self._maximised = ""
        self.session = Session(tasks, jobs, self)
        self.thumbnails = ThumbnailLoader(self.session, self)
        pictures = TilePictures(self.session, tasks, self)
        self.grid = TileGrid(self.session, self.thumbnails, pictures=pictures)
        self.map = LocationMap(self.session, tasks, self.thumbnails, tile_pictures=pictures)
        self.records = RecordsView(self.session, tasks)
        self.table = self.records.table
        self.inspector = Inspector(self.session, tasks, self.thumbnails)
        self.slide_facts = SlideFacts(self.session, tasks, jobs, self)
        self.windows = TileWindows(self.session, tasks, self.thumbnails, self.slide_facts, self)
        self.dataset_panel = DatasetPanel(self.session, self.slide_facts)
        self.sampling = SamplingPanel(self.session, tasks, jobs)
        self.measuring = Measuring(self.session, tasks, jobs, self)
        self.rules = MetricRules(self.session, self.measuring, tasks, self)
        self.metrics = MetricsPanel(
            self.session, self.measuring, self.rules, tasks, self.thumbnails
        )
        self.verified = Verified(self.session, self)
        self.findings = FindingsPanel(self.session, tasks, self.verified)
        self.dashboard = DashboardPanel(self.session, tasks, self.verified)
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._upper.addWidget(self.grid)
        self._upper.addWidget(self.map)
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._centre.addWidget(self._upper)
        self._centre.addWidget(self.records)
        for splitter, name in ((self._upper, "upperSplitter"), (self._centre, "centreSplitter")):
            splitter.setObjectName(name)
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._centre)
        self.reset_layout()
        self.metrics.previewed.connect(self.map.colouring.show_preview)
        for view in (self.grid, self.map, self.table, self.inspector, self.metrics):
            view.open_requested.connect(self.open_large)
        for teller in (self.windows, pictures, self.table, self.inspector, self.sampling):
            teller.told.connect(self.told)
        for panel in (self.metrics, self.rules, self.findings, self.dashboard):
            panel.told.connect(self.told)
        side_buttons = SideButtons(self)
        side_buttons.back.connect(self.inspector.trail.back)
        side_buttons.forward.connect(self.inspector.trail.forward)
        for watched in (self.grid, self.map, self.records, self.inspector):
            side_buttons.watch(watched)
        pictures.save_asked.connect(self.save_asked)
        self.table.save_asked.connect(self.save_asked)
        pictures.compare_asked.connect(self.compare)
        pictures.put_asked.connect(self.put_on_light_table)
        self.table.compare_asked.connect(self.compare)

    def remember_looks(self, settings: Settings) -> None:
        """Show grid, large view and light table as they were last, and remember changes."""
        remember_looks(self.grid, settings)
        self.windows.remember(settings)

    def complete_values(self, line: FilterLine) -> None:
        """Have the filter line complete the values of the records' columns."""
        FilterValues(self.session, self._tasks, line, self)

    def view(self, name: str) -> QWidget:
        """Return the view of a name of `VIEWS`."""
        views: dict[str, QWidget] = {"grid": self.grid, "map": self.map, "table": self.records}
        return views[name]

    @property
    def maximised(self) -> str:
        """The view that has all the room, or ""."""
        return self._maximised

    def maximise(self, name: str) -> None:
        """Give one view all the room; "" shows all of them again."""
        for other in VIEWS:
            self.view(other).setVisible(name in ("", other))
        self._upper.setVisible(name != "table")
        if name:
            self.view(name).setFocus()
        if name != self._maximised:
            self._maximised = name
            self.maximised_changed.emit(name)

    def reset_layout(self) -> None:
        """Share the room as at first, and show map and table as they were then."""
        self.maximise("")
        self.map.reset_looks()
        self.table.columns.reset()
        self._upper.setSizes([600, 400])
        self._centre.setSizes([620, 300])
        for splitter in (self._upper, self._centre):
            splitter.setStretchFactor(0, 2)
            splitter.setStretchFactor(1, 1)

    def save_layout(self) -> bytes:
        """Return how the room is shared."""
        data = QByteArray()
        stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
        for part in (
            self._upper.saveState(),
            self._centre.saveState(),
            self.table.save_state(),
            self.dataset_panel.save_state(),
            self.inspector.save_state(),
        ):
            stream << part
        return bytes(data.data())

    def restore_layout(self, saved: bytes) -> None:
        """Share the room as it was when `saved` was made; nonsense changes nothing."""
        stream = QDataStream(QByteArray(saved))
        for restore in (
            self._upper.restoreState,
            self._centre.restoreState,
            self.table.restore_state,
            self.dataset_panel.restore_state,
            self.inspector.restore_state,
        ):
            part = QByteArray()
            stream >> part
            if stream.status() != QDataStream.Status.Ok or part.isEmpty():
                return
            restore(part)

    def open_large(self, number: int) -> None:
        """Show a tile large."""
        self.windows.open_large(number)

    def compare(self) -> None:
        """Show the selected tiles side by side."""
        self.windows.compare()

    def put_on_light_table(self, number: int) -> None:
        """Show one more tile beside those on the light table."""
        self.windows.put(number)

    def parts(self) -> dict[str, Any]:
        """Return all that has `is_settled` and `settled`, by what people call it."""
        return {
            "records": self.session,
            "flags": self.session.flags,
            "slides": self.slide_facts,
            "thumbnails": self.thumbnails,
            "tile grid": self.grid,
            "location map": self.map,
            "records table": self.records,
            "inspector": self.inspector,
            "sampling": self.sampling,
            "measuring": self.measuring,
            "rules": self.rules,
            "metrics": self.metrics,
            "findings": self.findings,
            "dashboard": self.dashboard,
            **self.windows.parts(),
        }

    def is_settled(self) -> bool:
        """Whether all that is seen has arrived."""
        return not self.unsettled()

    def unsettled(self) -> list[str]:
        """Return the names of what is still on its way; what is not seen does not count."""
        return [
            name
            for name, part in self.parts().items()
            if not part.is_settled() and not (isinstance(part, QWidget) and not part.isVisible())
        ]

    def shutdown(self) -> None:
        """Stop what runs in the background."""
        self.session.stop_loading()
        self.session.flags.shutdown()
        self.thumbnails.shutdown()
