"""Choosing which columns the table shows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override


class ColumnChooser(QFrame):
    """A list of all columns to tick, with a search line; it acts at once.

    Signals:
        toggled: A column's name, and whether it is to be shown.
        reset_asked: The columns shown at first, in their first order, are wanted.
    """

    toggled = Signal(str, bool)
    reset_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("columnChooser")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Columns to show"))
        self._search = QLineEdit(self)
        self._search.setObjectName("columnSearch")
        self._search.setPlaceholderText(self.tr("Find a column"))
        self._search.setAccessibleName(self.tr("Find a column"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget(self)
        self._list.setObjectName("columnList")
        self._list.setAccessibleName(self.tr("Columns"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.itemChanged.connect(self._changed)
        everything = QPushButton(self.tr("Show All"), self)
        everything.clicked.connect(self._show_all)
        reset = QPushButton(self.tr("Reset"), self)
        reset.setToolTip(self.tr("The columns shown at first, in their first order and width"))
        reset.clicked.connect(self._reset)
        buttons = QHBoxLayout()
        buttons.addWidget(everything)
        buttons.addWidget(reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        layout.addLayout(buttons)

    def fill(self, columns: Sequence[tuple[str, bool]]) -> None:
        """List columns: their names, left to right, and whether each is shown."""
        self._list.blockSignals(True)
        self._list.clear()
        for name, shown in columns:
            line = QListWidgetItem(name, self._list)
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsSelectable)
            line.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)

    def popup(self, at: QPoint) -> None:
        """Show it at a place of the screen, or as near as it fits."""
        width = max(self._list.sizeHintForColumn(0) + 60, 220)
        height = min(self._list.sizeHintForRow(0) * (self._list.count() + 1) + 90, 460)
        self.resize(min(width, 420), height)
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        x = max(min(at.x(), area.right() - self.width()), area.left())
        y = max(min(at.y(), area.bottom() - self.height()), area.top())
        self.move(x, y)
        self.show()
        self._search.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif event.key() == Qt.Key.Key_Down:
            self._list.setFocus()
        else:
            super().keyPressEvent(event)

    def _lines(self) -> list[QListWidgetItem]:
        return [self._list.item(i) for i in range(self._list.count())]

    def _narrow(self, text: str) -> None:
        for line in self._lines():
            line.setHidden(text.casefold() not in line.text().casefold())

    def _changed(self, line: QListWidgetItem) -> None:
        self.toggled.emit(line.text(), line.checkState() is Qt.CheckState.Checked)

    def _show_all(self) -> None:
        for line in self._lines():
            line.setCheckState(Qt.CheckState.Checked)

    def _reset(self) -> None:
        self.reset_asked.emit()
        self.close()
