"""A line for a path, with a button to choose one and, where it is optional, one to drop it."""

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override


class _Line(QLineEdit):
    """Keeps Enter to itself while it holds a path that was not taken yet."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken = ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text() == "\r" and self.text() != self.taken:
            event.accept()
            self.entered.emit()


class PathField(QWidget):
    """A path to type or to choose.

    Attributes:
        line: The line.
        browse: The button that asks for one.

    Signals:
        chosen: Another path was typed; a `Path`, or None if the line was emptied.
        browse_asked: The button was pressed.
    """

    chosen = Signal(object)
    browse_asked = Signal()

    def __init__(
        self, name: str, called: str, placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setObjectName(name)
        self.line.setAccessibleName(called)
        self.line.setPlaceholderText(placeholder)
        self.line.setClearButtonEnabled(True)
        self.line.entered.connect(self.take)
        self.line.editingFinished.connect(self.take)
        self.browse = QPushButton()
        self.browse.setObjectName(f"{name}Browse")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self.browse_asked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.line, 1)
        box.addWidget(self.browse)
        self.setFocusProxy(self.line)

    def show_path(self, path: Path | None) -> None:
        """Show a path; what somebody is typing is replaced only by another one."""
        text = "" if path is None else str(path)
        if text != self.line.taken:
            self.line.taken = text
            self.line.setText(text)
            self.line.setToolTip(text)

    def take(self) -> None:
        """Take what was typed, as leaving the line does."""
        text = self.line.text().strip()
        if text == self.line.taken:
            return
        self.line.taken = text
        # Links stay what they are, and nothing is asked of the disk.
        path = Path(os.path.abspath(os.path.expanduser(text))) if text else None  # noqa: PTH100, PTH111
        self.chosen.emit(path)
