"""The first page: where the images are."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.build.request.request import BuildRequest, Sheet
from tfrviewer.gui.build_wizard.draft import Draft, finding_of
from tfrviewer.gui.build_wizard.looking import (
    RECIPES,
    SHEETS,
    Dropped,
    SheetHead,
    dropped_source,
    open_recipe,
    read_sheet_head,
)
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.sheet_columns import SheetColumns
from tfrviewer.gui.build_wizard.source_state import SourceState
from tfrviewer.gui.drops import dropped_paths
from tfrviewer.gui.path_field import PathField
from tfrviewer.gui.settings import BUILT_OF, FOLDER
from tfrviewer.jobs import CancelToken

_MOST_RECENT = 4
_DROP = ("build wizard", "drop")
_RECIPE = ("build wizard", "recipe")
_HEAD = ("build wizard", "sheet")


class SourcePage(Page):
    """Asks for a folder of images, a sheet that names them, or a recipe."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.setAcceptDrops(True)
        self.folder = PathField(
            "buildFolder",
            self.tr("Folder of images"),
            self.tr("Drop a folder here, or type where it is"),
        )
        self.folder.browse.setText(self.tr("C&hoose…"))
        self.folder.chosen.connect(self._take_typed)
        self.folder.browse_asked.connect(self.browse_folder)
        self.sheet = PathField(
            "buildSheet",
            self.tr("Sheet"),
            self.tr("None: folders and names tell slides and locations"),
        )
        self.sheet.browse.setText(self.tr("Choo&se…"))
        self.sheet.browse.setToolTip(
            self.tr("A CSV or Parquet file that names each image, its slide and its location")
        )
        self.sheet.chosen.connect(self.choose_sheet)
        self.sheet.browse_asked.connect(self.browse_sheet)
        self.columns = SheetColumns()
        self.columns.changed.connect(self._take_columns)
        self.columns.hide()
        self.state = SourceState()
        self.state.stop_asked.connect(draft.stop_looking)
        self.state.look_asked.connect(draft.look)
        self.state.recent_chosen.connect(self.choose_folder)
        self.state.recipe_asked.connect(self.browse_recipe)
        self._lay_out()
        draft.request_changed.connect(self._show_request)
        draft.progressed.connect(self.state.show_progress)
        for signal in (draft.busy_changed, draft.scanned, draft.failed):
            signal.connect(self._show_state)
        draft.scanned.connect(self._remember)
        self._show_request()
        self._show_state()

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(8)
        for line, text, field in (
            (0, self.tr("&Folder of images"), self.folder),
            (1, self.tr("Shee&t (optional)"), self.sheet),
        ):
            label = QLabel(text)
            label.setBuddy(field.line)
            form.addWidget(label, line, 0)
            form.addWidget(field, line, 1)
        form.addWidget(self.columns, 2, 1)
        form.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 14)
        box.setSpacing(14)
        box.addLayout(form)
        box.addWidget(self.state, 1)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("Where are the images?")

    @property
    @override
    def sentence(self) -> str:
        return self.tr(
            "A folder whose images are one slide, or with a folder for each slide, at any depth."
        )

    @override
    def is_complete(self) -> bool:
        scan = self.draft.scan
        return scan is not None and scan.images > 0

    @override
    def first_control(self) -> QWidget | None:
        return self.folder.line

    # ---------------------------------------------------------------- choosing

    def choose_folder(self, path: Path | None) -> None:
        """Take a folder of images; None chooses nothing."""
        self._forget_reading()
        request = self.draft.request
        if request.source == path and (self.draft.scan is not None or self.draft.is_scanning):
            return
        self.draft.choose(path)

    def choose_sheet(self, path: Path | None, *, anew: bool = False) -> None:
        """Take a sheet, its images below the folder, or below its own if none was chosen.

        Args:
            path: The sheet; None goes by folders again.
            anew: Whether to begin with its own folder all the same.
        """
        self._forget_reading()
        if path is None:
            self.draft.change(sheet=None)
            return

        def read(cancel: CancelToken) -> Sheet:
            return read_sheet_head(path).suggested()

        def done(sheet: Sheet) -> None:
            if self.draft.has_source and not anew:
                self.draft.change(sheet=sheet)
            else:
                self.draft.choose(path.parent, sheet=sheet)

        self.draft.tasks.submit(_HEAD, read, done, failed=self._refuser(path))

    @override
    def take(self, paths: list[Path]) -> None:
        """Take what was dropped: a folder, a sheet, a recipe, or images."""
        self._forget_reading()

        def look(cancel: CancelToken) -> Dropped:
            return dropped_source(paths)

        def done(dropped: Dropped) -> None:
            if dropped.recipe is not None:
                self.choose_recipe(dropped.recipe)
            elif dropped.sheet is not None:
                self.choose_sheet(dropped.sheet, anew=True)
            elif dropped.folder is not None:
                self.choose_folder(dropped.folder)

        self.draft.tasks.submit(_DROP, look, done, failed=self._refuser(paths[0]))

    def choose_recipe(self, path: Path) -> None:
        """Take all that a recipe says."""
        self._forget_reading()

        def read(cancel: CancelToken) -> BuildRequest:
            return open_recipe(path)

        self.draft.tasks.submit(_RECIPE, read, self.draft.start, failed=self._refuser(path))

    def _take_typed(self, path: Path | None) -> None:
        if path is not None and path.suffix.lower() in SHEETS | RECIPES:
            self.take([path])
        else:
            self.choose_folder(path)

    def _forget_reading(self) -> None:
        """Drop what is still being read: something else was chosen meanwhile."""
        for key in (_DROP, _RECIPE, _HEAD):
            self.draft.tasks.cancel(key)

    def _refuser(self, path: Path) -> Callable[[BaseException], None]:
        def refuse(error: BaseException) -> None:
            self.state.show_problem(finding_of(error, path))

        return refuse

    def _take_columns(self, sheet: Sheet) -> None:
        self.draft.change(sheet=sheet)

    def browse_folder(self) -> None:
        """Ask for a folder."""
        dialog = self._dialog("buildFolderDialog", self.tr("Choose a folder of images"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog, self.choose_folder)

    def browse_sheet(self) -> None:
        """Ask for a sheet."""
        dialog = self._dialog("buildSheetDialog", self.tr("Choose a sheet that names the images"))
        dialog.setNameFilters(
            [self.tr("Sheets (*.csv *.tsv *.parquet *.pq)"), self.tr("All files (*)")]
        )
        self._ask(dialog, self.choose_sheet)

    def browse_recipe(self) -> None:
        """Ask for a recipe."""
        dialog = self._dialog("buildRecipeDialog", self.tr("Open a recipe"))
        dialog.setNameFilters([self.tr("Recipes (*.toml)"), self.tr("All files (*)")])
        self._ask(dialog, self.choose_recipe)

    def _dialog(self, name: str, title: str) -> QFileDialog:
        request, settings = self.draft.request, self.draft.settings
        start = str(request.source) if self.draft.has_source else settings.get(FOLDER)
        dialog = QFileDialog(self, title, start)
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return dialog

    def _ask(self, dialog: QFileDialog, take: Callable[[Path], None]) -> None:
        def chosen() -> None:
            names = dialog.selectedFiles()
            if names:
                self.draft.settings.set(FOLDER, str(Path(names[0]).parent))
                take(Path(names[0]))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- showing

    def _show_request(self) -> None:
        draft = self.draft
        self.folder.show_path(draft.request.source if draft.has_source else None)
        sheet = draft.request.sheet
        self.sheet.show_path(None if sheet is None else sheet.path)
        self.columns.setVisible(sheet is not None)
        if sheet is None or sheet == self.columns.sheet:
            return
        path = sheet.path

        def done(head: SheetHead) -> None:
            if self.draft.request.sheet is not None:
                self.columns.offer(head, self.draft.request.sheet)

        draft.tasks.submit(
            (*_HEAD, "columns"),
            lambda cancel: read_sheet_head(path),
            done,
            failed=self._refuser(path),
        )

    def _show_state(self) -> None:
        draft = self.draft
        if draft.is_scanning:
            self.state.show_scanning(draft.request.source)
        elif draft.problem is not None and draft.scan is None:
            self.state.show_problem(draft.problem)
        elif draft.scan is not None:
            self.state.show_scan(draft.scan)
        elif draft.has_source:
            self.state.show_stopped()
        else:
            self.state.show_nothing(self._recent())
        self.completeness_changed.emit()

    def _recent(self) -> list[Path]:
        return [Path(line) for line in self.draft.settings.lines(BUILT_OF)]

    def _remember(self) -> None:
        scan = self.draft.scan
        if scan is None or not scan.images:
            return
        new = str(scan.source)
        lines = [new, *(line for line in self.draft.settings.lines(BUILT_OF) if line != new)]
        if "\n" not in new:
            self.draft.settings.set(BUILT_OF, "\n".join(lines[:_MOST_RECENT]))

    # ---------------------------------------------------------------- drops

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(paths)
