"""Choosing which columns the table shows, and their order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.records.column_layout import ColumnLayout


class _Names(QListWidget):
    """Names to tick, moved by dragging or with Alt and an arrow."""

    def __init__(self, moved: "Callable[[], None]", parent: QWidget) -> None:
        super().__init__(parent)
        self._moved = moved
        self.setObjectName("columnList")
        self.setAccessibleName(self.tr("Columns"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(14, 14))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._moved()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        row = self.currentRow()
        if row < 0 or not 0 <= row + by < self.count():
            return
        line = self.takeItem(row)
        self.insertItem(row + by, line)
        self.setCurrentRow(row + by)
        self._moved()


class ColumnChooser(QFrame):
    """A list of all columns to tick and to move, with a search line; it acts at once."""

    def __init__(self, layout_: "ColumnLayout", parent: QWidget) -> None:
        """List the columns.

        Args:
            layout_: What the ticks and moves are told to.
            parent: Its owner.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self._columns = layout_
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
        self._list = _Names(self._take_order, self)
        self._list.itemChanged.connect(self._changed)
        self._hint = QLabel(self.tr("Drag, or Alt with an arrow, moves a column."), self)
        palette = self._hint.palette()
        palette.setColor(self._hint.foregroundRole(), muted_text(self.palette()))
        self._hint.setPalette(palette)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for name, text, tip, do in (
            ("showAllColumns", self.tr("All"), self.tr("Tick every column listed"), self._all),
            ("showNoColumns", self.tr("None"), self.tr("Tick no column but the first"), self._none),
            (
                "resetColumns",
                self.tr("Reset"),
                self.tr("The columns shown at first, in their first order and width"),
                self._reset,
            ),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(do)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        layout.addWidget(self._hint)
        layout.addLayout(buttons)
        self._fill()

    def _fill(self) -> None:
        shown = set(self._columns.shown())
        self._list.blockSignals(True)
        self._list.clear()
        flag = Qt.ItemFlag
        # So that the names stand in one line with those that have a pin.
        blank = QPixmap(16, 16)
        blank.fill(Qt.GlobalColor.transparent)
        pinned = any(map(self._columns.is_frozen, self._columns.names()))
        for name in self._columns.names():
            line = QListWidgetItem(name, self._list)
            line.setFlags(
                flag.ItemIsEnabled
                | flag.ItemIsUserCheckable
                | flag.ItemIsSelectable
                | flag.ItemIsDragEnabled
            )
            on = name in shown
            line.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if self._columns.is_frozen(name):
                line.setIcon(icon("pin"))
                line.setToolTip(self.tr("It stays at the left while the others scroll."))
            elif pinned:
                line.setIcon(QIcon(blank))
        self._list.blockSignals(False)
        self._narrow(self._search.text())

    def popup(self, at: QPoint) -> None:
        """Show it at a place of the screen, or as near as it fits."""
        width = max(self._list.sizeHintForColumn(0) + 60, self._hint.sizeHint().width() + 24, 240)
        height = min(self._list.sizeHintForRow(0) * (self._list.count() + 1) + 120, 500)
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
        # Where some are out of sight, a place between two is none.
        mode = QAbstractItemView.DragDropMode
        self._list.setDragDropMode(mode.NoDragDrop if text else mode.InternalMove)
        self._hint.setVisible(not text)

    @Slot(QListWidgetItem)
    def _changed(self, line: QListWidgetItem) -> None:
        on = line.checkState() is Qt.CheckState.Checked
        self._columns.set_shown(line.text(), shown=on)
        if not on and line.text() in self._columns.shown():  # the last one stays
            self._fill()

    def _take_order(self) -> None:
        self._columns.arrange([line.text() for line in self._lines()])
        current = self._list.currentItem()
        name = "" if current is None else current.text()
        self._fill()  # frozen columns stay before the others
        for i, line in enumerate(self._lines()):
            if line.text() == name:
                self._list.setCurrentRow(i)

    @Slot()
    def _all(self) -> None:
        listed = {line.text() for line in self._lines() if not line.isHidden()}
        self._columns.show_only({*self._columns.shown(), *listed})
        self._fill()

    @Slot()
    def _none(self) -> None:
        listed = {line.text() for line in self._lines() if not line.isHidden()}
        self._columns.show_only(set(self._columns.shown()) - listed)
        self._fill()

    @Slot()
    def _reset(self) -> None:
        self._columns.reset()
        self.close()
