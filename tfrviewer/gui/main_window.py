"""The window: puts the parts together and remembers where they were; does nothing else."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.actions import ActionSpec, fill_menus, make_action
from tfrviewer.gui.assets import app_icon
from tfrviewer.gui.building import Building
from tfrviewer.gui.commands import Commands
from tfrviewer.gui.disk_changes import DiskChanges
from tfrviewer.gui.drop_overlay import Drops
from tfrviewer.gui.duplicates.duplicate_search import DuplicateSearch
from tfrviewer.gui.filter.chip import RestrictionChip
from tfrviewer.gui.filter.line import FilterLine
from tfrviewer.gui.filter.saved import SavedFilters
from tfrviewer.gui.findings_commands import FindingsCommands
from tfrviewer.gui.jobs import Jobs
from tfrviewer.gui.layouts import Layouts
from tfrviewer.gui.notice import Kind, NoticeBar
from tfrviewer.gui.opening import TilesNotChosen, ToOpen
from tfrviewer.gui.recent import RecentPaths
from tfrviewer.gui.recent_menu import RecentMenu
from tfrviewer.gui.recent_pictures import RecentFacts
from tfrviewer.gui.record_saving import RecordSaving
from tfrviewer.gui.report_making import ReportMaking
from tfrviewer.gui.reviewing import Reviewing
from tfrviewer.gui.salvage.salvaging import Salvaging
from tfrviewer.gui.settings import CENTRE, FILTERS, LANGUAGE, THEME, TILE_PX, Settings
from tfrviewer.gui.size_slider import SizeSlider
from tfrviewer.gui.state_display import StateDisplay
from tfrviewer.gui.status_bar import StatusBar
from tfrviewer.gui.tab_round import step
from tfrviewer.gui.table_joining import TableJoining
from tfrviewer.gui.tasks import Pool, TaskRunner
from tfrviewer.gui.theme import Theme, ThemeSwitch
from tfrviewer.gui.tile_metrics import TileMetrics
from tfrviewer.gui.verifying.verifying import Verifying
from tfrviewer.gui.welcome import WelcomePage
from tfrviewer.gui.window_layout import WindowLayout
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.workspace import Workspace

_CLOSED = frozenset(("sampling", "metrics", "findings", "dashboard"))
"""Panels that are closed at first."""


class MainWindow(QMainWindow):
    """The window of tfrviewer.

    Attributes:
        workspace: The session and its views; None until their libraries are imported.
        has_others: Returns whether the program goes on when this one is closed.

    Signals:
        ready: The workspace is there.
        broken: It cannot be made; the exception.
        window_asked: Open another window, with a `ToOpen` or on its start page.
        closed: The window is closed for good.
    """

    ready = Signal()
    broken = Signal(object)
    window_asked = Signal(object)
    closed = Signal()

    def __init__(self, settings: Settings, theme: ThemeSwitch) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("tfrviewer")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.settings = settings
        self.theme = theme
        self.tasks = TaskRunner(self)
        self.jobs = Jobs(self.tasks, self)
        self.recent = RecentPaths(settings, self.tasks, self)
        self.workspace: Workspace | None = None
        self.has_others: Callable[[], bool] = lambda: False
        self.building = Building(self)
        self.saving = RecordSaving(self)
        self.joining = TableJoining(self)
        self.reviewing = Reviewing(self)
        self.verifying = Verifying(self)
        self.metrics = TileMetrics(self)
        self.findings = FindingsCommands(self)
        self.salvaging = Salvaging(self)
        self.duplicates = DuplicateSearch(self)
        self.reporting = ReportMaking(self)
        self._waiting: tuple[ToOpen, bool] | None = None
        self._importing = False
        self._remember = False
        self._known = False  # whether what is open is remembered
        self._commands = Commands(self)
        self.layouts = Layouts(self)
        self.disk = DiskChanges(self)
        self.drops = Drops(self)
        self.filter_line = FilterLine(SavedFilters(settings, self))
        self.restriction_chip = RestrictionChip()
        self.size_slider = SizeSlider(settings.get(TILE_PX))
        self.notice = NoticeBar()
        self._make_actions()
        self._make_docks()
        self._make_toolbar()
        self._make_centre()
        self.status = StatusBar(self.jobs, self)
        self.setStatusBar(self.status)
        self.panels.restore_geometry()
        self.theme.changed.connect(self.size_slider.renew)
        self.theme.changed.connect(self._show_theme)
        self._display = StateDisplay(
            self._action_map, self.filter_line, self.restriction_chip, self.status, self
        )
        self.recent.refresh()

    # ---------------------------------------------------------------- putting together

    def _make_actions(self) -> None:
        self._action_map = {
            spec.name: make_action(spec, getattr(self._holder(spec), spec.name), self)
            for spec in ACTIONS
        }
        self.addActions(list(self._action_map.values()))
        self.menus = fill_menus(self.menuBar(), MENUS, self._action_map)
        themes = QActionGroup(self)
        for theme in Theme:
            themes.addAction(self._action_map[f"theme_{theme.value}"])
        self._action_map[f"theme_{self.settings.get(THEME)}"].setChecked(True)
        languages = QActionGroup(self)
        for language in LANGUAGE.choices:
            languages.addAction(self._action_map[f"language_{language}"])
        self._action_map[f"language_{self.settings.get(LANGUAGE)}"].setChecked(True)
        self.layouts.fill(self.menus["layouts"])
        RecentMenu(self.menus["recent"], self.recent).chosen.connect(self.open_dataset)

    def _holder(self, spec: ActionSpec) -> QObject:
        return getattr(self, spec.by) if spec.by else self._commands

    def _make_docks(self) -> None:
        area = Qt.DockWidgetArea
        self.docks: dict[str, QDockWidget] = {}
        for name, title, side in (
            ("dataset", self.tr("Dataset"), area.LeftDockWidgetArea),
            ("inspector", self.tr("Inspector"), area.RightDockWidgetArea),
            ("sampling", self.tr("Sampling"), area.RightDockWidgetArea),
            ("metrics", self.tr("Metrics"), area.RightDockWidgetArea),
            ("findings", self.tr("Findings"), area.BottomDockWidgetArea),
            ("dashboard", self.tr("Slide Dashboard"), area.BottomDockWidgetArea),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(f"{name}Dock")
            self.addDockWidget(side, dock)
            self.docks[name] = dock
            self.menus["panels"].addAction(dock.toggleViewAction())
        self.tabifyDockWidget(self.docks["inspector"], self.docks["sampling"])
        self.tabifyDockWidget(self.docks["inspector"], self.docks["metrics"])
        self.tabifyDockWidget(self.docks["findings"], self.docks["dashboard"])
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            left = corner is Qt.Corner.BottomLeftCorner
            self.setCorner(corner, area.LeftDockWidgetArea if left else area.RightDockWidgetArea)

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.toggleViewAction().setVisible(False)
        self._toolbar = bar
        for name in ("open_file", "open_folder"):
            bar.addAction(self._action_map[name])
            button = bar.widgetForAction(self._action_map[name])
            button.setObjectName(f"{name}_button")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.addSeparator()
        self.restriction_chip.join(bar)
        bar.addWidget(self.filter_line)
        bar.addWidget(self.size_slider)
        self.addToolBar(bar)
        self.panels = WindowLayout(self, self.docks, bar, self.settings, closed=_CLOSED)

    def _make_centre(self) -> None:
        self.welcome = WelcomePage(self.recent)
        for name in ("open_file", "open_folder", "open_project", "build", "open_sample"):
            getattr(self.welcome, name).connect(getattr(self._commands, name))
        self.welcome.open_recent.connect(self.open_dataset)
        self.welcome.open_in_window.connect(self.window_asked)
        self.welcome.tour.connect(self.start_tour)
        self._opening = QLabel()
        self._opening.setObjectName("opening")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self._opening)
        centre = QWidget()
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)
        self.setCentralWidget(centre)

    def prepare(self) -> None:
        """Import what the views need in a thread, then make them."""
        if self._importing:
            return
        self._importing = True

        def work(cancel: CancelToken) -> Any:  # noqa: ANN401 - a module
            return importlib.import_module("tfrviewer.gui.workspace")

        def failed(error: BaseException) -> None:
            self.notice.tell_error(self.tr("The views cannot be made"), error)
            self.broken.emit(error)

        self.tasks.submit("import", work, self._take_workspace, failed=failed, pool=Pool.LONG)

    def _take_workspace(self, module: Any) -> None:  # noqa: ANN401 - a module
        workspace: Workspace = module.Workspace(self.tasks, self.jobs)
        self.workspace = workspace
        session = workspace.session
        self._pages.addWidget(workspace)
        for name, dock in self.docks.items():
            dock.setWidget(getattr(workspace, "dataset_panel" if name == "dataset" else name))
        self.findings.follow(workspace)
        workspace.measuring.failed.connect(self.metrics.tell_failure)
        workspace.dataset_panel.filter_asked.connect(self.filter_line.set_condition)
        workspace.told.connect(self.tell)
        workspace.grid.set_tile_size(self.size_slider.value)
        workspace.remember_looks(self.settings)
        workspace.grid.tile_size_changed.connect(self.size_slider.set_value)
        self.size_slider.moved.connect(workspace.grid.set_tile_size)
        workspace.restore_layout(self.settings.get(CENTRE))
        self.layouts.follow(workspace)
        self.disk.follow(workspace)
        self.verifying.follow(workspace)
        RecentFacts(self).follow(workspace)
        self.filter_line.set_history(self.settings.lines(FILTERS))
        self.filter_line.asked.connect(session.set_filter)
        self.filter_line.left.connect(workspace.grid.setFocus)
        session.query_failed.connect(self.filter_line.show_error)
        workspace.complete_values(self.filter_line)
        self._display.follow(workspace)
        session.dataset_changed.connect(self._show_dataset)
        workspace.map.header.menu.addAction(self._action_map["save_map"])
        workspace.save_asked.connect(lambda: self.saving.save_selection(session))
        session.open_failed.connect(self._show_failure)
        self.ready.emit()
        if self._waiting is not None:
            (what, remember), self._waiting = self._waiting, None
            self.open_dataset(what, remember=remember)

    # ---------------------------------------------------------------- opening

    def open_paths(self, paths: Sequence[Path], *, remember: bool = True) -> None:
        """Open TFRecords, folders, indices or a project; see `open_dataset`."""
        if paths:
            self.open_dataset(ToOpen.of(paths), remember=remember)

    def open_dataset(self, what: ToOpen, *, remember: bool = True, keep: bool = False) -> None:
        """Open a dataset, at once or as soon as the views are there.

        Args:
            what: Where it is, and with what. Which tiles of a project is asked if need be.
            remember: Whether it comes to the list of what was opened last.
            keep: It has the same records: filter, sorting, selection and current record stay.
        """
        if self.workspace is None:
            self._waiting = (what, remember)
            self._opening.setText(self.tr("Opening {0}…").format(what.name))
            self._pages.setCurrentWidget(self._opening)
            self.prepare()
            return
        self.layouts.keep()
        self._remember = remember
        self.notice.hide()
        self.workspace.session.open(what, keep=keep)

    def close_dataset(self) -> None:
        """Return to the start page."""
        if self.workspace is not None:
            self.layouts.keep()
            self.workspace.session.close()

    def action(self, name: str) -> QAction:
        """Return the action of a line of the table."""
        return self._action_map[name]

    def show_finder(self) -> None:
        """Show the command finder, or take it away."""
        from tfrviewer.gui.command_finder.finder import CommandFinder

        known = self.findChild(CommandFinder)
        if known is not None and known.isVisible():
            known.dismiss()
        else:
            CommandFinder(self)

    def start_tour(self) -> None:
        """Show what is where, on the sample data."""
        from tfrviewer.gui.tour.tour import start_tour

        start_tour(self)

    @property
    def shows_dataset(self) -> bool:
        """Whether a dataset is open."""
        return self.workspace is not None and self.workspace.session.dataset is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is open, nor about to be."""
        if self.workspace is None:
            return self._waiting is None
        return self.workspace.session.dataset is None and not self.tasks.is_running("load")

    def tell(self, text: str) -> None:
        """Say in the status bar for a moment what was done."""
        self.status.tell(text)

    def _show_dataset(self) -> None:
        assert self.workspace is not None
        session = self.workspace.session
        remember, self._remember = self._remember, False
        self._known = remember or (self._known and session.dataset is not None)
        self.filter_line.setText(session.wanted_filter)
        # Arranged before it is seen: so the panels take their places once.
        self.layouts.show_dataset(session.opened, remember=self._known)
        self._show_page()
        if session.opened is not None and remember:
            self.recent.add(session.opened)
        self.show_whereabouts()

    def show_whereabouts(self) -> None:
        """Say in title and status bar what is open, and whether it is still on disk."""
        title = "tfrviewer"
        if self.workspace is not None and self.shows_dataset:
            title = f"{self.workspace.session.name} – tfrviewer"
            if self.disk.is_away:
                title = self.tr("{0} (not on disk) – tfrviewer").format(self.workspace.session.name)
        self.setWindowTitle(title)
        self.status.set_away(on=self.disk.is_away)
        self._display.show_records()

    def _show_page(self) -> None:
        """Show the views and their panels, or the start page alone."""
        workspace = self.workspace
        if workspace is not None and workspace.session.dataset is not None:
            self._pages.setCurrentWidget(workspace)
            self.panels.show_panels(shown=True)
            workspace.grid.setFocus()
        else:
            self.panels.show_panels(shown=False)
            self._pages.setCurrentWidget(self.welcome)

    def _show_failure(self, error: BaseException) -> None:
        remember, self._remember = self._remember, False
        self._show_page()
        if isinstance(error, TilesNotChosen):
            from tfrviewer.gui.project_dialog import ProjectDialog

            dialog = ProjectDialog(error.offer, error.what, self)
            dialog.chosen.connect(lambda what: self.open_dataset(what, remember=remember))
            dialog.open()
        else:
            self.notice.tell_error(self.tr("It cannot be opened"), error)

    def show_unexpected(self, error: BaseException) -> None:
        """Say that something went wrong that should not have; the log has it already."""
        self.notice.tell_error(self.tr("Something went wrong in tfrviewer"), error)

    # ---------------------------------------------------------------- remembering

    def show_panel(self, name: str) -> None:
        """Open a panel, bring it to the front, and go there."""
        self.panels.open_dock(name)
        panel = self.docks[name].widget()
        if panel is not None:
            panel.setFocus()

    def reset_layout(self) -> None:
        """Put all panels back where they were at first."""
        self.panels.reset()
        if self.workspace is not None:
            self.workspace.reset_layout()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.building.may_close() and self.saving.may_close()):
            event.ignore()
            return
        self.panels.save()
        self.layouts.keep()
        self.layouts.save()
        if self.workspace is not None:
            self.settings.set(CENTRE, self.workspace.save_layout())
            self.settings.set(FILTERS, "\n".join(self.filter_line.history))
            self.workspace.shutdown()
        self.settings.set(TILE_PX, self.size_slider.value)
        self.settings.save()
        self.jobs.cancel_all()
        super().closeEvent(event)
        self.tasks.wind_down(self.closed.emit)
        if not self.has_others():  # else what is under way here would hold them up
            self.tasks.shutdown()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._action_map["full_screen"].setChecked(self.isFullScreen())
        elif event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self.disk.look()
            else:
                self.layouts.keep()  # a computer may be switched off with the window open

    def _show_theme(self) -> None:
        self._action_map[f"theme_{self.theme.theme.value}"].setChecked(True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # After the first paint: numpy, polars and pyqtgraph take longer than the start page.
        QTimer.singleShot(0, self.prepare)

    # ---------------------------------------------------------------- drops and keys

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.enter(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drops.move(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drops.leave()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)

    def join_dropped(self, table: Path) -> None:
        """Join a table to the records of the open dataset, or say that there is none."""
        if self.shows_dataset:
            self.joining.show(table)
        else:
            text = self.tr("{0} is a table: open the dataset first that its columns belong to.")
            self.notice.tell(text.format(table.name), Kind.WARNING)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        workspace = self.workspace
        if workspace is None or not workspace.isVisible():
            return super().focusNextPrevChild(forward)
        tabs = self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        parts = [
            *(self._toolbar, self.notice, workspace.dataset_panel, workspace.grid),
            *(*workspace.map.parts_in_order(), workspace.records),
            *(workspace.findings, workspace.dashboard),
            *(workspace.inspector, workspace.sampling, workspace.metrics, *tabs, self.status),
        ]
        return step(self, parts, forward=forward) or super().focusNextPrevChild(forward)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.workspace is not None:
            self.workspace.maximise("")
        else:
            super().keyPressEvent(event)
