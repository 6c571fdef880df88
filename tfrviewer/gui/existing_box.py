"""Asks what becomes of what is there already; seen only where something is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QLabel,
    QListView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.build.request.choices import Existing
from tfrviewer.gui.form import Meaning, Radio, Tone

_MOST_LINES, _MOST_LISTED = 4, 10_000
_INDENT = 22


class ExistingBox(QWidget):
    """What can become of it, each choice with what it means, and the list of what is there.

    Signals:
        chosen: An `Existing`.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[Existing, str]], parent: QWidget | None = None
    ) -> None:
        """Make the box.

        Args:
            name: Its object name, with which those of its parts begin.
            choices: What can become of what is there, and how each is called.
            parent: The dialog or page.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._heading = Meaning(f"{name}Told")
        self._names = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName(f"{name}Files")
        self._list.setAccessibleName(self.tr("What is there already"))
        self._list.setModel(self._names)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._heading)
        box.addWidget(self._list)
        self._group = QButtonGroup(self)
        self._meanings: dict[Existing, QLabel] = {}
        self.buttons: dict[Existing, QRadioButton] = {}
        for value, text in choices:
            button = Radio(text)
            button.setObjectName(f"{name}{value.value.title()}")
            button.toggled.connect(lambda on, value=value: self._choose(value, on=on))
            self._group.addButton(button)
            self.buttons[value] = button
            line = self._meanings[value] = QLabel()
            line.setWordWrap(True)
            line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            line.setContentsMargins(_INDENT, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(button)
            pair.addWidget(line)
            box.addLayout(pair)
        self.hide()

    def show_files(
        self, question: str, files: Sequence[Path], folder: Path, meanings: dict[Existing, str]
    ) -> None:
        """List what is there, or hide.

        Args:
            question: What is asked.
            files: What is there.
            folder: The folder to write to; names are told from there.
            meanings: What each choice means; one that has none is not offered.
        """
        self.setVisible(bool(files))
        if not files:
            return
        self._heading.tell(question, Tone.WARNING)
        names = [_name(path, folder) for path in files[:_MOST_LISTED]]
        if names != self._names.stringList():
            self._names.setStringList(names)
        self._list.setVisible(len(names) > 1)
        height = self._list.sizeHintForRow(0)
        lines = min(len(names), _MOST_LINES)
        self._list.setFixedHeight(lines * height + 2 * self._list.frameWidth() + 2)
        for value, button in self.buttons.items():
            meaning = meanings.get(value, "")
            button.setVisible(bool(meaning))
            button.setAccessibleDescription(meaning)
            self._meanings[value].setText(meaning)
            self._meanings[value].setVisible(bool(meaning))

    def show_choice(self, existing: Existing) -> None:
        """Show what is chosen; nothing before somebody chose."""
        self._group.setExclusive(False)
        for value, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(value is existing)
        self._group.setExclusive(True)

    def _choose(self, value: Existing, *, on: bool) -> None:
        if on:
            self.chosen.emit(value)


def _name(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
