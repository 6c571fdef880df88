"""Asks what becomes of TFRecords that are there already; seen only where some are."""

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

from tfrviewer.build.choices import Existing
from tfrviewer.gui.figures import files_text, number
from tfrviewer.gui.form import Meaning, Radio, Tone

_MOST_LINES, _MOST_LISTED = 4, 10_000
_INDENT = 22


class ExistingBox(QWidget):
    """Skip, replace or append, each with what it means, and the list of what is there.

    Signals:
        chosen: An `Existing`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildExisting")
        self._heading = Meaning("buildExistingTold")
        self._names = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("buildExistingFiles")
        self._list.setAccessibleName(self.tr("TFRecords that are there already"))
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
        self._buttons: dict[Existing, QRadioButton] = {}
        for value, text, meaning in (
            (
                Existing.SKIP,
                self.tr("S&kip them"),
                self.tr("They stay as they are; only the others are built."),
            ),
            (
                Existing.REPLACE,
                self.tr("&Replace them"),
                self.tr("Each once its new one is whole and verified. The old ones are gone then."),
            ),
            (
                Existing.APPEND,
                self.tr("&Append to them"),
                self.tr("Their records stay, byte for byte. Images they have are not added again."),
            ),
        ):
            button = Radio(text)
            button.setObjectName(f"buildExisting{value.value.title()}")
            button.setAccessibleDescription(meaning)
            button.toggled.connect(lambda on, value=value: self._choose(value, on=on))
            self._group.addButton(button)
            self._buttons[value] = button
            line = QLabel(meaning)
            line.setWordWrap(True)
            line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            line.setContentsMargins(_INDENT, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(button)
            pair.addWidget(line)
            box.addLayout(pair)
        self.hide()

    @property
    def buttons(self) -> dict[Existing, QRadioButton]:
        """The buttons by what they choose."""
        return self._buttons

    def show_files(self, files: Sequence[Path], of: int, output: Path) -> None:
        """List what is there, or hide.

        Args:
            files: TFRecords that are there.
            of: How many the plan has.
            output: The folder to write to.
        """
        self.setVisible(bool(files))
        if not files:
            return
        names = [_name(path, output) for path in files[:_MOST_LISTED]]
        self._names.setStringList(names)
        height = self._list.sizeHintForRow(0)
        lines = min(len(names), _MOST_LINES)
        self._list.setFixedHeight(lines * height + 2 * self._list.frameWidth())
        if len(files) == of:
            text = self.tr("The TFRecord of this build is there already. What becomes of it?")
            many = self.tr("All {0} of this build are there already. What becomes of them?")
            text = text if of == 1 else many.format(files_text(of))
        else:
            one = self.tr("{0} of {1} is there already. What becomes of it?")
            many = self.tr("{0} of {1} are there already. What becomes of them?")
            text = (one if len(files) == 1 else many).format(number(len(files)), files_text(of))
        self._heading.tell(text, Tone.WARNING)

    def show_choice(self, existing: Existing) -> None:
        """Show what is chosen; nothing before somebody chose."""
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(value is existing)
        self._group.setExclusive(True)

    def _choose(self, value: Existing, *, on: bool) -> None:
        if on:
            self.chosen.emit(value)


def _name(path: Path, output: Path) -> str:
    return str(path.relative_to(output)) if path.is_relative_to(output) else str(path)
