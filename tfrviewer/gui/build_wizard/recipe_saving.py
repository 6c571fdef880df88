"""Keeping what was chosen as a recipe, for the command line or for the next time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tfrviewer.build.request.recipe import write_recipe
from tfrviewer.errors import TfrError
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.build.request.request import BuildRequest
    from tfrviewer.gui.tasks import TaskRunner

_KEY = ("build wizard", "recipe")


class RecipeSaver(QObject):
    """Asks where to, and writes it.

    Signals:
        told: What became of it, and whether that is an error.
    """

    told = Signal(str, bool)

    def __init__(self, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page = parent

    def ask(self, request: "BuildRequest") -> None:
        """Ask where to; beside the output at first."""
        dialog = QFileDialog(self._page.window(), self.tr("Save Recipe"))
        dialog.setObjectName("buildRecipeDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.setNameFilters([self.tr("Recipes (*.toml)"), self.tr("All files (*)")])
        dialog.setDirectory(str(request.output.parent))
        dialog.selectFile(f"{request.output.name or 'build'}.toml")
        dialog.fileSelected.connect(lambda name: self.save(request, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, request: "BuildRequest", path: Path) -> None:
        """Write it, in the place of a file that the dialog asked about."""

        def work(cancel: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                write_recipe(request, path, replace=True)
            except TfrError as error:
                return str(error)
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            if why:
                text = self.tr("The recipe cannot be written: {0}").format(why)
            else:
                text = self.tr("Recipe saved as {0}").format(path.name)
            self.told.emit(text, bool(why))

        self._tasks.submit(_KEY, work, done)
