"""Buttons of one width side by side, in as many columns as there is room for."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

_GAP = 6


class ButtonGrid(QWidget):
    """Places its buttons; where it is narrow, in fewer columns and more rows."""

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        """Take no more columns than these."""
        super().__init__(parent)
        self._columns = columns
        self._buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_button(self, text: str, name: str, tip: str) -> QPushButton:
        """Add a button behind the others, and return it."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        self._buttons.append(button)
        return button

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._buttons) // self._fitting(width))
        return max(rows * (self._height() + _GAP) - _GAP, 0)

    @override
    def sizeHint(self) -> QSize:
        width = self._columns * (self._widest() + _GAP) - _GAP
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._widest()
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def _widest(self) -> int:
        return max((button.sizeHint().width() for button in self._buttons), default=0)

    def _height(self) -> int:
        return max((button.sizeHint().height() for button in self._buttons), default=0)

    def _fitting(self, width: int) -> int:
        """Return how many columns there are in a width."""
        return min(max((width + _GAP) // (self._widest() + _GAP), 1), self._columns)

    def _place(self) -> None:
        columns, height = self._fitting(self.width()), self._height()
        width = (self.width() + _GAP) // columns - _GAP
        for at, button in enumerate(self._buttons):
            row, column = divmod(at, columns)
            button.setGeometry(column * (width + _GAP), row * (height + _GAP), width, height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button has another text
            self.updateGeometry()
            self._place()
        return super().event(event)
