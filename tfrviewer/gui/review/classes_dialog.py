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

from tfrviewer.errors import TfrError
from tfrviewer.gui.theme import error_colour
from tfrviewer.review.names import CLASS_KEYS, LONGEST_NAME, REJECT, UNSURE


class ClassesDialog(QDialog):
    """A line a key; a key without a name gives no class."""

    def __init__(
        self,
        classes: Mapping[int, str],
        keep: Callable[[dict[int, str]], None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            classes: The names there are, by key.
            keep: Takes the new ones; raises ValueError or TfrError for what cannot be.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("classesDialog")
        self.setWindowTitle(self.tr("Name Classes"))
        self._keep = keep
        layout = QVBoxLayout(self)
        words = QLabel(
            self.tr("What each key calls a tile. X is “{0}” and U is “{1}” in any case.").format(
                REJECT, UNSURE
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
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Take the names, or say what is wrong with them."""
        given = {key: line.text().strip() for key, line in self.lines.items()}
        try:
            self._keep({key: name for key, name in given.items() if name})
        except (ValueError, TfrError) as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            self.adjustSize()
            return
        super().accept()
