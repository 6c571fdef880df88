"""Layouts of the window: kept for each dataset without a word, and under names for all of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from tfrviewer.gui.layout_store import Layout, LayoutStore, Place, dataset_key
from tfrviewer.gui.opening import ToOpen

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.workspace import Workspace


class Layouts(QObject):
    """Keeps how a window shows a dataset, and shows it so again.

    Filter and sorting come back once the columns they need are read: until then everything is
    shown, for a filter on a column that is still empty would show nothing.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._store: LayoutStore | None = None
        self._shown: ToOpen | None = None
        self._place: Place | None = None
        self._menu: QMenu | None = None
        self._fixed: list[QAction] = []

    @property
    def store(self) -> LayoutStore:
        """The file, read when it is first asked for."""
        if self._store is None:
            path = self._window.settings.path.with_name("layouts.ini")
            self._store = LayoutStore(path)
        return self._store

    # ---------------------------------------------------------------- a dataset's own

    def keep(self) -> None:
        """Keep how the open dataset is shown, if it is one that is remembered."""
        workspace = self._window.workspace
        if self._shown is None or workspace is None or workspace.session.dataset is None:
            return
        place = self._place or _place_in(workspace)
        self.store.keep(self._shown, self.present(), place)

    def save(self) -> None:
        """Write the file now, if anything was kept."""
        if self._store is not None:
            self._store.save()

    def show_dataset(self, what: ToOpen | None, *, remember: bool) -> None:
        """Show a dataset that was just opened as it was left.

        Args:
            what: What it was opened from; None if there is none.
            remember: Whether it is kept as well.
        """
        before, self._shown = self._shown, what if remember else None
        self._place = None
        if what is None or not remember:
            return
        if before is not None and dataset_key(before) == dataset_key(what):
            return  # it was read again
        kept = self.store.of_dataset(what)
        if kept is not None:
            self.apply(kept.layout)
            self._place = kept.place

    def follow(self, workspace: "Workspace") -> None:
        """Go back to where somebody was once the records are there."""
        workspace.session.loading_changed.connect(self._go_back)

    def _go_back(self) -> None:
        workspace, place = self._window.workspace, self._place
        if workspace is None or place is None or workspace.session.loading:
            return
        session = workspace.session
        keys = [key for key in place.keys if key[0] in session.columns]
        late = any(name in place.condition for name in session.pending)
        late = late or len(keys) < len(place.keys) or any(k in session.pending for k, _ in keys)
        if late and session.pending:
            return
        self._place = None
        if session.wanted_filter or session.sort_keys:
            return  # somebody was faster
        if place.file and len(session.order) and session.current == int(session.order[0]):
            at = next((i for i, path in enumerate(session.paths) if str(path) == place.file), -1)
            first, end = session.file_span(at) if at >= 0 else (0, 0)
            if first + place.record < end:
                session.set_current(first + place.record)
        if keys:
            session.sort(keys)
        if place.condition:
            self._window.filter_line.set_condition(place.condition)

    # ---------------------------------------------------------------- any layout

    def present(self) -> Layout:
        """Return how the window is arranged now."""
        window, workspace = self._window, self._window.workspace
        if workspace is None:
            return Layout()
        return Layout(
            panels=window.panels.state(),
            centre=workspace.save_layout(),
            maximised=workspace.maximised,
            tile_px=window.size_slider.value,
            colour=workspace.map.colouring.save_state(),
        )

    def apply(self, layout: Layout) -> None:
        """Arrange the window so."""
        window, workspace = self._window, self._window.workspace
        if workspace is None:
            return
        window.panels.restore(layout.panels)
        workspace.restore_layout(layout.centre)
        workspace.maximise(layout.maximised if layout.maximised in ("grid", "map", "table") else "")
        if layout.tile_px:
            # Brought within what there is: the file may have been edited.
            workspace.grid.set_tile_size(layout.tile_px)
            window.size_slider.set_value(workspace.grid.tile_size)
        if layout.colour:
            workspace.map.colouring.restore_state(layout.colour)

    # ---------------------------------------------------------------- names

    def ask_name(self) -> None:
        """Ask for a name for the present layout."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("layoutNameDialog")
        dialog.setWindowTitle(self.tr("Save Layout"))
        dialog.setLabelText(
            self.tr("Name of the layout: panels, columns and sizes, for any dataset")
        )
        dialog.textValueSelected.connect(self._name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _name(self, text: str) -> None:
        name = " ".join(text.split())
        if name:
            self.store.name(name, self.present())
            self._window.tell(self.tr("The layout is saved as “{0}”").format(name))

    def use(self, name: str) -> None:
        """Arrange the window by a layout that has a name."""
        layout = self.store.named(name)
        if layout is not None:
            self.apply(layout)

    def fill(self, menu: QMenu) -> None:
        """Have the names in a menu, above what it holds, from when it is next opened."""
        self._menu, self._fixed = menu, menu.actions()
        menu.aboutToShow.connect(self._show_names)

    def _show_names(self) -> None:
        menu = self._menu
        assert menu is not None
        for action in set(menu.actions()) - set(self._fixed):
            menu.removeAction(action)
            inner = action.menu()
            (action if inner is None else inner).deleteLater()
        names = self.store.names
        can = self._window.workspace is not None and (
            self._window.workspace.session.dataset is not None
        )
        for name in names:
            action = QAction(name.replace("&", "&&"), menu)
            action.setEnabled(can)
            action.triggered.connect(lambda _=False, name=name: self.use(name))
            menu.insertAction(self._fixed[0], action)
        if names:
            menu.insertSeparator(self._fixed[0])
            remove = QMenu(self.tr("&Forget Layout"), menu)
            for name in names:
                remove.addAction(name.replace("&", "&&")).triggered.connect(
                    lambda _=False, name=name: self.store.forget(name)
                )
            menu.insertMenu(self._fixed[-1], remove)


def _place_in(workspace: "Workspace") -> Place:
    session = workspace.session
    file, record = "", 0
    if session.mask is not None:  # neither names nor places of a blinded review hold later
        return Place("", (), file, record)
    if session.current >= 0:
        file = str(session.paths[int(session.file_number[session.current])])
        record = int(session.record[session.current])
    return Place(session.filter_text, tuple(session.sort_keys), file, record)
