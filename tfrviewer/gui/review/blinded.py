"""The blinded review of the window: begins and ends it, and takes away what would undo it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QInputDialog, QWizard

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session

_MOST_SEED = 999_999


class BlindedReview(QObject):
    """Hides names in the session and around the views, or shows them again."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._is_on = False

    def follow(self, session: "Session") -> None:
        """Take part in the session, now that it is there."""
        session.dataset_changed.connect(self._show)

    def ask(self, *, on: bool) -> None:
        """Ask for the seed and hide names, or show them again."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None:
            return
        session = workspace.session
        if not on:
            session.blind(None)
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("blindedDialog")
        dialog.setWindowTitle(self.tr("Blinded Review"))
        dialog.setLabelText(
            self.tr("A number that draws names and order; readers who give the same see the same.")
        )
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(0, _MOST_SEED)
        dialog.setIntValue(1)
        dialog.intValueSelected.connect(session.blind)
        dialog.rejected.connect(lambda: self._window.action("blinded").setChecked(self._is_on))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        window = self._window
        assert window.workspace is not None
        is_on = window.workspace.session.mask is not None
        window.action("blinded").setChecked(is_on)
        window.menus["recent"].menuAction().setVisible(not is_on)  # files are called as slides
        if is_on and not self._is_on:
            # What was said before, and is still to be read, names slides.
            window.notice.hide()
            window.tell("")
            for dialog in window.findChildren(QDialog):
                if dialog.isVisible() and not isinstance(dialog, QWizard):
                    dialog.reject()
        self._is_on = is_on
