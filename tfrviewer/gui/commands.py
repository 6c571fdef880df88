"""What the actions of the table do; a method an action, of the same name."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tfrviewer.gui.assets import resources
from tfrviewer.gui.index_writing import IndexWriting
from tfrviewer.gui.log import log_dir
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.settings import FOLDER, LANGUAGE, THEME
from tfrviewer.gui.table_export import TableExport
from tfrviewer.gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.location_map.exports import MapExports
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session


class Commands(QObject):
    """Does what a menu, a button or a key asks for."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._indices = IndexWriting(window)
        self._exports: MapExports | None = None
        self._export = TableExport(window)

    def _with_session(self, do: "Callable[[Session], None]") -> None:
        workspace = self._window.workspace
        if workspace is not None and workspace.session.dataset is not None:
            do(workspace.session)

    # ---------------------------------------------------------------- File

    def open_file(self) -> None:
        """Ask for files and open them."""
        dialog = QFileDialog(self._window, self.tr("Open TFRecords"), self._folder())
        dialog.setObjectName("openFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("TFRecords (*.tfrecord *.tfrecords *.tfrec *.tfrecord* *.index.npz)"),
                self.tr("All files (*)"),
            ]
        )
        self._ask_paths(dialog)

    def open_folder(self) -> None:
        """Ask for a folder and open all TFRecords in it."""
        dialog = QFileDialog(self._window, self.tr("Open a folder of TFRecords"), self._folder())
        dialog.setObjectName("openFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask_paths(dialog)

    def open_project(self) -> None:
        """Ask for the folder of a project of Slideflow and open it."""
        title = self.tr("Open the folder of a Slideflow project")
        dialog = QFileDialog(self._window, title, self._folder())
        dialog.setObjectName("openProjectDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask_paths(dialog, lambda paths: ToOpen((paths[0],), as_project=True))

    def annotations(self) -> None:
        """Ask for a CSV file with what is known of the slides of the open dataset."""
        self._with_session(self._ask_annotations)

    def _ask_annotations(self, session: "Session") -> None:
        what = session.opened
        if what is None:
            return
        title = self.tr("Annotations: a CSV file with “patient”, “slide” and labels")
        dialog = QFileDialog(self._window, title, self._folder())
        dialog.setObjectName("annotationsDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv)"), self.tr("All files (*)")])
        self._ask_paths(dialog, lambda paths: replace(what, annotations=paths[0]), keep=True)

    def remove_annotations(self) -> None:
        """Open the dataset without the annotations that were given to it."""
        what = None if self._window.workspace is None else self._window.workspace.session.opened
        if what is not None:
            self._window.open_dataset(replace(what, annotations=None), keep=True)

    def join_table(self) -> None:
        """Ask for a table whose values become columns of the records."""
        self._with_session(lambda _: self._window.joining.ask())

    def remove_joined(self) -> None:
        """Take back the columns of a table that was joined."""
        self._with_session(self._window.joining.remove)

    def _folder(self) -> str:
        return self._window.settings.get(FOLDER)

    def _ask_paths(
        self,
        dialog: QFileDialog,
        what: "Callable[[list[Path]], ToOpen]" = ToOpen.of,
        *,
        keep: bool = False,
    ) -> None:
        def chosen() -> None:
            paths = [Path(name) for name in dialog.selectedFiles()]
            if paths:
                self._window.settings.set(FOLDER, str(paths[0].parent))
                self._window.open_dataset(what(paths), keep=keep)

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_sample(self) -> None:
        """Open the drawn slides that come with the program."""
        self._window.open_paths([resources() / "sample"], remember=False)

    def new_window(self) -> None:
        """Open a second window on its start page."""
        self._window.window_asked.emit(None)

    def open_in_new_window(self) -> None:
        """Show the open dataset in a second window."""
        workspace = self._window.workspace
        if workspace is not None and workspace.session.opened is not None:
            self._window.window_asked.emit(workspace.session.opened)

    def reload(self) -> None:
        """Read the open dataset again."""
        self._with_session(lambda session: session.reload())

    def close_dataset(self) -> None:
        """Go back to the start page."""
        self._window.close_dataset()

    def save_selection(self) -> None:
        """Save the selected records elsewhere."""
        self._with_session(self._window.saving.save_selection)

    def save_shown(self) -> None:
        """Save all records that are shown elsewhere."""
        self._with_session(self._window.saving.save_shown)

    def save_split(self) -> None:
        """Divide the records into parts."""
        self._with_session(self._window.saving.split)

    def export_table(self) -> None:
        """Write the table as it is shown."""
        self._export.ask()

    def save_map(self) -> None:
        """Save the location map elsewhere."""
        from tfrviewer.gui.location_map.exports import MapExports

        if self._window.workspace is not None:
            if self._exports is None:
                self._exports = MapExports(self._window)
            self._exports.ask(self._window.workspace.map)

    def save_indices(self) -> None:
        """Write indices beside the TFRecords, once the user has seen how many and where."""
        self._with_session(self._indices.save)

    def rebuild_indices(self) -> None:
        """Replace the indices beside the TFRecords, once the user has said so."""
        self._with_session(self._indices.rebuild)

    def quit(self) -> None:
        """End the program, unless a window has something to finish first."""
        QApplication.closeAllWindows()

    # ---------------------------------------------------------------- Edit

    def undo(self) -> None:
        """Take back the last change of filter, sorting or selection."""
        self._with_session(lambda session: session.history.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._with_session(lambda session: session.history.redo())

    def copy(self) -> None:
        """Copy from the view that has the focus, else from the table."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            copy = getattr(widget, "copy", None)
            if callable(copy):
                copy()
                return
            widget = widget.parentWidget()
        if self._window.workspace is not None:
            self._window.workspace.table.copy()

    def copy_plain(self) -> None:
        """Copy the records of the table without a header."""
        if self._window.workspace is not None:
            self._window.workspace.table.copy_plain()

    def select_all(self) -> None:
        """Select all text where text has the focus, else every record shown."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit):
            focus.selectAll()
        else:
            self._with_session(lambda session: session.select_all())

    def invert_selection(self) -> None:
        """Toggle what is shown."""
        self._with_session(lambda session: session.invert_selection())

    def clear_selection(self) -> None:
        """Select nothing."""
        self._with_session(lambda session: session.clear_selection())

    def find(self) -> None:
        """Go to the filter line."""
        self._window.filter_line.setFocus()
        self._window.filter_line.selectAll()

    def clear_filter(self) -> None:
        """Show every record."""
        self._window.filter_line.set_condition("")
        self._with_session(lambda session: session.show_everything())

    def show_only_selected(self) -> None:
        """Show what is selected alone."""
        self._with_session(lambda session: session.show_only_selected())

    def hide_selected(self) -> None:
        """Hide what is selected."""
        self._with_session(lambda session: session.hide_selected())

    def keep_filter(self) -> None:
        """Ask for a name and keep the present filter under it."""
        self._window.filter_line.keep_filter()

    def saved_filters(self) -> None:
        """Show the filters kept."""
        self._window.filter_line.show_saved()

    def copy_condition(self) -> None:
        """Copy the present filter."""
        self._window.filter_line.copy_condition()

    def only_damaged(self) -> None:
        """Show only what has something wrong."""
        from tfrviewer.gui.problems import DAMAGED

        self._window.filter_line.set_condition(DAMAGED)

    # ---------------------------------------------------------------- View

    def _maximise(self, name: str, *, on: bool) -> None:
        if self._window.workspace is not None:
            self._window.workspace.maximise(name if on else "")

    def show_grid(self, on: bool) -> None:
        """Give the grid all the room, or give it back."""
        self._maximise("grid", on=on)

    def show_map(self, on: bool) -> None:
        """Give the map all the room, or give it back."""
        self._maximise("map", on=on)

    def show_table(self, on: bool) -> None:
        """Give the table all the room, or give it back."""
        self._maximise("table", on=on)

    def show_all(self) -> None:
        """Show all views together."""
        self._maximise("", on=True)

    def compare(self) -> None:
        """Show the selected tiles side by side."""
        if self._window.workspace is not None:
            self._window.workspace.compare()

    def put_on_light_table(self) -> None:
        """Show the current tile beside those on the light table."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.put_on_light_table(workspace.session.current)

    def column_statistics(self) -> None:
        """Show the figures of the current column."""
        if self._window.workspace is not None:
            self._window.workspace.table.show_figures()

    def choose_columns(self) -> None:
        """Choose the columns of the table."""
        if self._window.workspace is not None:
            self._window.workspace.table.choose_columns()

    def freeze_column(self) -> None:
        """Have the current column stay at the left, or not."""
        if self._window.workspace is not None:
            self._window.workspace.table.freeze_column()

    def all_slides(self) -> None:
        """Show the maps of all slides, or that of one alone."""
        if self._window.workspace is not None:
            view = self._window.workspace.map
            view.set_show_all_slides(not view.show_all_slides)

    def map_pictures(self) -> None:
        """Show the tiles on the map as their pictures, or as squares."""
        if self._window.workspace is not None:
            view = self._window.workspace.map
            view.set_show_pictures(not view.show_pictures)

    def larger_tiles(self) -> None:
        """Show larger tiles."""
        if self._window.workspace is not None:
            self._window.workspace.grid.zoom(1)

    def smaller_tiles(self) -> None:
        """Show smaller tiles."""
        if self._window.workspace is not None:
            self._window.workspace.grid.zoom(-1)

    def tile_display(self) -> None:
        """Choose what the grid shows besides the pictures."""
        from tfrviewer.gui.grid.display_dialog import TileDisplayDialog

        if self._window.workspace is not None:
            TileDisplayDialog(
                self._window.workspace.grid, self._window.settings, self._window
            ).show()

    def _set_theme(self, theme: Theme) -> None:
        self._window.settings.set(THEME, theme.value)
        self._window.theme.set_theme(theme)

    def theme_system(self, on: bool = True) -> None:
        """Light or dark as the system is."""
        self._set_theme(Theme.SYSTEM)

    def theme_light(self, on: bool = True) -> None:
        """Light."""
        self._set_theme(Theme.LIGHT)

    def theme_dark(self, on: bool = True) -> None:
        """Dark."""
        self._set_theme(Theme.DARK)

    def theme_contrast(self, on: bool = True) -> None:
        """As clear as can be."""
        self._set_theme(Theme.CONTRAST)

    def _set_language(self, language: str) -> None:
        self._window.settings.set(LANGUAGE, language)
        self._window.notice.tell(self.tr("The window speaks this language from its next start on."))

    def language_system(self, on: bool = True) -> None:
        """Speak the language of the system."""
        self._set_language("system")

    def language_en(self, on: bool = True) -> None:
        """Speak English."""
        self._set_language("en")

    def language_de(self, on: bool = True) -> None:
        """Speak German."""
        self._set_language("de")

    def full_screen(self, on: bool) -> None:
        """Fill the screen, or not."""
        # A window that was maximised is so again.
        full, state = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(state | full if on else state & ~full)

    def save_layout(self) -> None:
        """Ask for a name for the present layout."""
        self._window.layouts.ask_name()

    def reset_layout(self) -> None:
        """Put all panels back where they were at first."""
        self._window.reset_layout()

    # ---------------------------------------------------------------- Go

    def next_record(self) -> None:
        """Go one on in the order."""
        self._with_session(lambda session: session.move(1, extend=False))

    def previous_record(self) -> None:
        """Go one back in the order."""
        self._with_session(lambda session: session.move(-1, extend=False))

    def first_record(self) -> None:
        """Go to the start of the order."""
        self._with_session(lambda session: session.move(-len(session.order) - 1, extend=False))

    def last_record(self) -> None:
        """Go to the end of the order."""
        self._with_session(lambda session: session.move(len(session.order) + 1, extend=False))

    def next_selected(self) -> None:
        """Go to the next record selected."""
        self._with_session(lambda session: session.step_selected(1))

    def previous_selected(self) -> None:
        """Go to the previous record selected."""
        self._with_session(lambda session: session.step_selected(-1))

    def next_slide(self) -> None:
        """Go to the next TFRecord."""
        self._with_session(lambda session: session.set_focus_file(session.focus_file + 1))

    def previous_slide(self) -> None:
        """Go to the previous TFRecord."""
        self._with_session(lambda session: session.set_focus_file(max(session.focus_file - 1, 0)))

    def go_back(self) -> None:
        """Go back to what was looked at before."""
        if self._window.workspace is not None:
            self._window.workspace.inspector.trail.back()

    def go_forward(self) -> None:
        """Undo a step back."""
        if self._window.workspace is not None:
            self._window.workspace.inspector.trail.forward()

    def go_to(self) -> None:
        """Ask for the number of a record and go there."""
        self._with_session(self._ask_number)

    def _ask_number(self, session: "Session") -> None:
        last = session.n_records - 1
        dialog = QInputDialog(self._window)
        dialog.setObjectName("goToDialog")
        dialog.setWindowTitle(self.tr("Go to Record"))
        dialog.setLabelText(self.tr("Number of the record, from 0 to {0}:").format(last))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(0, last)
        dialog.setIntValue(max(session.current, 0))
        dialog.intValueSelected.connect(lambda n: session.click(n, ctrl=False, shift=False))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- Tools

    def build(self) -> None:
        """Lead from images to TFRecords."""
        self._window.building.show()

    def sampling(self) -> None:
        """Show what a loader would deliver of each slide or label."""
        self._window.show_panel("sampling")

    # ---------------------------------------------------------------- Help

    def find_command(self) -> None:
        """Find a command, a slide, a column or a setting by its name."""
        self._window.show_finder()

    def tour(self) -> None:
        """Show what is where on the sample data."""
        self._window.start_tour()

    def shortcuts(self) -> None:
        """Show every key that does something over the window."""
        from tfrviewer.gui.shortcuts_page import ShortcutsOverlay

        ShortcutsOverlay.show_over(self._window)

    def open_log_folder(self) -> None:
        """Show the folder of the log."""
        folder = log_dir()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(self.tr("The log is in {0}").format(folder))

    def about_qt(self) -> None:
        """Tell about Qt."""
        QApplication.aboutQt()

    def about(self) -> None:
        """Tell the versions."""
        from tfrviewer.gui.about import AboutDialog

        AboutDialog(self._window).show()
