"""Shows the state of the session around the views: filter line, counts, what can be done."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAction

from tfrviewer.gui.action_table import ACTIONS
from tfrviewer.gui.actions import Needs, make_possible, why_blinded, why_not
from tfrviewer.gui.filter.chip import RestrictionChip
from tfrviewer.gui.filter.line import FilterLine
from tfrviewer.gui.menus.review import TELLING
from tfrviewer.gui.status_bar import StatusBar

if TYPE_CHECKING:
    from tfrviewer.gui.workspace import Workspace


class StateDisplay(QObject):
    """Keeps filter line, status bar and actions in step with the session, once there is one."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        filter_line: FilterLine,
        chip: RestrictionChip,
        status: StatusBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._filter_line = filter_line
        self._chip = chip
        self._status = status
        self._workspace: Workspace | None = None
        self._show_actions()

    def follow(self, workspace: "Workspace") -> None:
        """Show the state of this session from now on."""
        self._workspace = workspace
        session = workspace.session
        session.records_changed.connect(self.show_records)
        session.order_changed.connect(self._show_filter)
        session.dataset_changed.connect(self._show_filter)
        self._chip.removed.connect(lambda: session.restrict(None))
        for signal in (session.selection_changed, session.findings_changed, session.order_changed):
            signal.connect(self._show_counts)
        workspace.maximised_changed.connect(self._show_actions)
        session.history.changed.connect(self._show_actions)

    def show_records(self) -> None:
        """Show which columns there are, and how many records."""
        if self._workspace is not None:
            self._filter_line.set_columns(self._workspace.session.column_words)
        self._show_counts()

    def _show_filter(self) -> None:
        if self._workspace is None:
            return
        session = self._workspace.session
        text, number = session.filter_text, QLocale().toString
        counts = f"{number(session.n_records)} → {number(len(session.order))}"
        if text == session.wanted_filter:  # else it is on its way, as while all is read again
            self._filter_line.show_applied(text, counts if text else "")
        self._chip.show_restriction(session.restriction)

    def _show_counts(self) -> None:
        session = None if self._workspace is None else self._workspace.session
        if session is None or session.dataset is None:
            self._status.show_nothing()
        else:
            self._status.show_counts(
                session.n_records, len(session.order), session.n_selected, session.n_damaged
            )
        self._show_actions()

    def _show_actions(self) -> None:
        session = None if self._workspace is None else self._workspace.session
        opened = None if session is None else session.opened
        there = {
            Needs.NOTHING: True,
            Needs.DATASET: session is not None and session.dataset is not None,
            Needs.RECORDS: session is not None and session.n_records > 0,
            Needs.SELECTION: session is not None and session.n_selected > 0,
            Needs.UNDO: session is not None and session.history.can_undo,
            Needs.REDO: session is not None and session.history.can_redo,
            Needs.ANNOTATIONS: opened is not None and opened.annotations is not None,
            Needs.JOINED: session is not None and bool(session.joined),
        }
        blinded = session is not None and session.mask is not None
        for spec in ACTIONS:
            why = "" if there[spec.needs] else why_not(spec.needs)
            if not why and blinded and spec.name in TELLING:
                why = why_blinded()
            make_possible(self._actions[spec.name], spec, why)
        if session is not None:
            self._actions["undo"].setText(session.history.undo_words)
            self._actions["redo"].setText(session.history.redo_words)
        maximised = "" if self._workspace is None else self._workspace.maximised
        for view in ("grid", "map", "table"):
            self._actions[f"show_{view}"].setChecked(maximised == view)
