"""Every key that does something, on one page."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.actions import MenuSpec, plain, shortcuts, translate

IN_VIEWS = (
    ("Click", "Select a record alone"),
    ("Ctrl+Click", "Select it too, or no more"),
    ("Shift+Click", "Select all up to it"),
    ("Arrow keys", "Go to another record"),
    ("Shift+Arrow keys", "Select on the way"),
    ("Space, Double click", "Open the large view"),
    ("Ctrl+Wheel", "Larger or smaller tiles"),
    ("Esc", "Show all views again"),
)


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each menu the keys and what they do, then those of the views."""
    by_name = {spec.name: spec for spec in ACTIONS}

    def lines(menu: MenuSpec) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for entry in menu.entries:
            if isinstance(entry, MenuSpec):
                found += lines(entry)
            elif entry in by_name and (keys := shortcuts(by_name[entry])):
                native = QKeySequence.SequenceFormat.NativeText
                text = ", ".join(key.toString(native) for key in keys[:2])
                found.append((text, plain(translate(by_name[entry].text))))
        return found

    def in_view(text: str) -> str:
        return QCoreApplication.translate("Shortcuts", text)

    groups = [(plain(translate(menu.text)), lines(menu)) for menu in MENUS]
    views = [(in_view(keys), in_view(text)) for keys, text in IN_VIEWS]
    return [group for group in groups if group[1]] + [(in_view("In the views"), views)]


class ShortcutsPage(QDialog):
    """The keys, by menu, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsPage")
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = shortcut_groups()
        columns = [QVBoxLayout(), QVBoxLayout()]
        total = sum(len(lines) + 2 for _, lines in groups)
        used = 0
        for title, lines in groups:
            column = columns[0] if used < total / 2 else columns[1]
            column.addWidget(self._group(title, lines))
            used += len(lines) + 2
        body = QWidget()
        both = QHBoxLayout(body)
        both.setContentsMargins(24, 20, 24, 20)
        both.setSpacing(40)
        for column in columns:
            column.setSpacing(18)
            column.addStretch()
            both.addLayout(column, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(body)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 12, 12)
        box.addWidget(area, 1)
        box.addWidget(buttons)
        self.resize(820, 560)

    def _group(self, title: str, lines: list[tuple[str, str]]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        heading = QLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        grid.addWidget(heading, 0, 0, 1, 2)
        for line, (keys, text) in enumerate(lines, 1):
            key = QLabel(keys)
            key.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(key, line, 0)
            grid.addWidget(QLabel(text), line, 1)
        return group
