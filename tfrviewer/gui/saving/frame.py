"""What the dialogs that save have in common: where to, what is there, and the buttons."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.request.choices import Existing
from tfrviewer.gui.existing_box import ExistingBox
from tfrviewer.gui.form import MARGIN, Scrolled
from tfrviewer.gui.path_field import PathField


class SavingDialog(QDialog):
    """A form to scroll, and below it the button that begins.

    Whoever presses it before all was looked at need not press it again.

    Attributes:
        content: Where the form goes.
        field: Where to.
        existing: What becomes of what is there.
        button: Begins.

    Signals:
        asked: Do this; a request with a target.
    """

    asked = Signal(object)

    def __init__(
        self, name: str, title: str, size: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._goes = False
        self.field = PathField("saveTarget", self.tr("Where to"), self.tr("Folder or file"))
        self.field.line.setClearButtonEnabled(False)
        self.field.browse.setText(self.tr("&Choose…"))
        self.field.browse.setAccessibleName(self.tr("Choose where to save to"))
        self.field.browse_asked.connect(self.ask_where)
        self.existing = ExistingBox(
            "saveExisting",
            ((Existing.SKIP, self.tr("S&kip")), (Existing.REPLACE, self.tr("Rep&lace"))),
        )
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.button = buttons.button(kinds.Save)
        self.button.setObjectName("saveGo")
        self.button.setDefault(True)
        inside = QWidget()
        self.content = QVBoxLayout(inside)
        self.content.setContentsMargins(MARGIN, 16, MARGIN, 12)
        self.content.setSpacing(13)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Scrolled(inside), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 12)
        foot.addWidget(buttons)
        box.addLayout(foot)
        self.resize(*size)
        self.setMinimumSize(420, 300)

    # ---------------------------------------------------------------- what each dialog is

    def may_go(self) -> bool:
        """Whether all is known and allowed."""
        raise NotImplementedError

    def may_come(self) -> bool:
        """Whether it may turn out so once it was looked at."""
        raise NotImplementedError

    def go(self) -> None:
        """Begin."""
        raise NotImplementedError

    def ask_where(self) -> None:
        """Ask for a folder or file."""
        raise NotImplementedError

    # ---------------------------------------------------------------- beginning

    @override
    def accept(self) -> None:
        """Begin, at once or as soon as all was looked at and nothing has to be asked."""
        self.field.take()
        if self.may_go():
            self._goes = False
            self.go()
            super().accept()
        else:
            self._goes = self.may_come()

    def go_on(self) -> None:
        """Begin if that was asked for before all was looked at."""
        if self._goes:
            self._goes = False
            self.accept()

    def show_button(self, text: str) -> None:
        """Show what the button does, and whether it can be pressed."""
        self.button.setText(text)
        self.button.setEnabled(self.may_go() or self.may_come())

    def ask_path(self, start: Path | None, *, file: bool) -> None:
        """Ask for a path in the system's own way; what is there is asked about here."""
        dialog = QFileDialog(self, self.windowTitle())
        dialog.setObjectName("savePathDialog")
        if file:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if start is not None:
            there = next((path for path in start.parents if path.is_dir()), start.parent)
            dialog.setDirectory(str(there))
            if file:
                dialog.selectFile(start.name)
        dialog.fileSelected.connect(lambda name: self.field.chosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
