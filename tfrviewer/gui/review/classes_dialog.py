"""What the keys 1 to 9 call a tile."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.flags.marks import flag_text
from tfrviewer.gui.theme import error_colour
from tfrviewer.review.names import CLASS_KEYS, LONGEST_NAME, REJECT, UNSURE


class ClassesDialog(QDialog):
    """A line a key; a key without a name gives no class."""

    def __init__(
        self,
        classes: Mapping[int, str],
        keep: Callable[[dict[int, str], Callable[[Exception | None], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            classes: The names there are, by key.
            keep: Takes the new ones, and calls with what is wrong with them, None if nothing is.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("classesDialog")
        self.setWindowTitle(self.tr("Name Classes"))
        self._keep = keep
        layout = QVBoxLayout(self)
        words = QLabel(
            self.tr("What each key calls a tile. X is “{0}” and U is “{1}” in any case.").format(
                flag_text(REJECT), flag_text(UNSURE)
            )
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        form = QFormLayout()
        layout.addLayout(form)
        self.lines: dict[int, QLineEdit] = {}
        for key in CLASS_KEYS:
            line = QLineEdit(classes.get(key, ""))
            line.setObjectName(f"class{key}")
            line.setMaxLength(LONGEST_NAME)
            line.setAccessibleName(self.tr("Class on key {0}").format(key))
            line.setPlaceholderText(self.tr("no class"))
            line.setMinimumWidth(240)
            form.addRow(self.tr("Key &{0}").format(key), line)
            self.lines[key] = line
        self._wrong = QLabel()
        self._wrong.setObjectName("classesWrong")
        self._wrong.setWordWrap(True)
        palette = self._wrong.palette()
        palette.setColor(self._wrong.foregroundRole(), error_colour(self.palette()))
        self._wrong.setPalette(palette)
        self._wrong.hide()
        layout.addWidget(self._wrong)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self.finished.connect(self.deleteLater)

    @override
    def accept(self) -> None:
        """Take the names, or say what is wrong with them."""
        if self._buttons.isEnabled():
            self._buttons.setEnabled(False)
            given = {key: line.text().strip() for key, line in self.lines.items()}
            self._keep({key: name for key, name in given.items() if name}, self._answer)

    @override
    def reject(self) -> None:
        if self._buttons.isEnabled():  # else they are being kept
            super().reject()

    def _answer(self, error: Exception | None) -> None:
        self._buttons.setEnabled(True)
        if error is None:
            super().accept()
            return
        self._wrong.setText(str(error))
        self._wrong.show()
        self.adjustSize()
