"""What the window does about findings: goes from one to the next, and what panels ask of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices

from tfrviewer.gui.finding_deeds import Deed

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace


class FindingsCommands(QObject):
    """Does what the panels of findings and slides ask for, and the keys that step through them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def follow(self, workspace: "Workspace") -> None:
        """Serve the panels of the workspace, now that there is one."""
        panel, dashboard = workspace.findings, workspace.dashboard
        self._window.docks["dashboard"].visibilityChanged.connect(dashboard.set_seen)
        panel.can = self._deeds
        panel.tiles_of = workspace.rules.tiles_of
        panel.can_verify = lambda: self._can("verify")
        panel.deed_asked.connect(self._do)
        panel.verify_asked.connect(lambda: self._trigger("verify"))
        dashboard.look_asked.connect(self._trigger)
        dashboard.alone_asked.connect(self._show_alone)
        dashboard.findings_asked.connect(self._list_slide)
        steps = [self._window.action(name) for name in ("next_finding", "previous_finding")]
        workspace.windows.share(steps, with_light=False)

    # ---------------------------------------------------------------- actions

    def findings(self) -> None:
        """Show all findings in a list."""
        self._window.show_panel("findings")

    def dashboard(self) -> None:
        """Show what is known of each slide, the worst first."""
        self._window.show_panel("dashboard")

    def next_finding(self) -> None:
        """Go to what the next finding of the list is about."""
        self._step(1)

    def previous_finding(self) -> None:
        """Go to what the previous finding of the list is about."""
        self._step(-1)

    def _step(self, by: int) -> None:
        workspace = self._window.workspace
        if workspace is not None and workspace.session.dataset is not None:
            workspace.findings.step(by)

    # ---------------------------------------------------------------- what panels ask for

    def _list_slide(self, file: int) -> None:
        """List what is wrong with one slide."""
        workspace = self._window.workspace
        if workspace is not None and 0 <= file < len(workspace.session.files):
            self.findings()
            workspace.findings.view.list_slide(file)

    def _show_alone(self, file: int) -> None:
        """Show the tiles of one slide and no others."""
        from tfrviewer.dataset.table.conditions import quote_value  # knows polars

        workspace = self._window.workspace
        if workspace is not None and 0 <= file < len(workspace.session.files):
            name = workspace.session.files[file].name
            self._window.filter_line.set_condition(f"tfrecord = {quote_value(name)}")

    def _show_tiles(self, finding: "Finding") -> None:
        """Show the tiles that a rule picks out of a slide and no others."""
        from tfrviewer.dataset.table.conditions import join_condition, quote_value

        workspace = self._window.workspace
        if workspace is not None and (condition := workspace.rules.condition_of(finding)):
            session = workspace.session
            name = session.files[session.file_of(finding)].name
            alone = join_condition(condition, f"tfrecord = {quote_value(name)}")
            self._window.filter_line.set_condition(alone)

    def _can(self, name: str) -> bool:
        action = self._window.findChild(QAction, name)
        return action is not None and action.isEnabled()

    def _trigger(self, name: str) -> None:
        if self._can(name):
            self._window.action(name).trigger()

    def _deeds(self) -> frozenset[Deed]:
        """Return what this window can do about findings."""
        deeds = set(Deed)
        workspace = self._window.workspace
        if workspace is not None and workspace.session.mask is not None:
            deeds -= {Deed.SHOW_FOLDER, Deed.SALVAGE}  # they would tell what the file is called
        if not self._can("rebuild_indices"):
            deeds.remove(Deed.REBUILD_INDEX)
        return frozenset(deeds)

    def _do(self, deed: Deed, finding: "Finding") -> None:
        if deed is Deed.SHOW_FOLDER:
            self._show_folder(Path(finding.file))
        elif deed is Deed.SALVAGE:
            self._window.salvaging.salvage(Path(finding.file))
        elif deed is Deed.SHOW_TILES:
            self._show_tiles(finding)
        elif deed is Deed.REBUILD_INDEX:
            self._trigger("rebuild_indices")

    def _show_folder(self, path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The folder is {0}").format(folder))
