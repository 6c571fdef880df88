"""A line to say what to look for, with where it was found and buttons to go on."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import set_icon


class FindBar(QWidget):
    """Hidden until it is opened.

    Signals:
        changed: Something else is looked for; empty for nothing.
        go_asked: To the next place, 1, or the one before, -1.
        closed: Nothing is looked for any more.
    """

    changed = Signal(str)
    go_asked = Signal(int)
    closed = Signal()

    def __init__(self, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(hint)
        self.line.setPlaceholderText(hint)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(lambda: self.go_asked.emit(1))
        self.line.installEventFilter(self)
        self._count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._count)
        self._previous = small_button("chevron-up", self.tr("Previous (Shift+Return)"), self)
        self._next = small_button("chevron-down", self.tr("Next (Return)"), self)
        close = small_button("x", self.tr("Close (Escape)"), self)
        self._previous.clicked.connect(lambda: self.go_asked.emit(-1))
        self._next.clicked.connect(lambda: self.go_asked.emit(1))
        close.clicked.connect(self.close_it)
        for button in (self._previous, self._next, close):
            layout.addWidget(button)
        self.hide()

    @property
    def wanted(self) -> str:
        """What is looked for; empty while it is closed."""
        return "" if self.isHidden() else self.line.text()

    @property
    def words(self) -> str:
        """What is said of it."""
        return self._count.text()

    def tell(self, words: str, *, found: bool) -> None:
        """Say where it was found, or that it was not."""
        self._count.setText(words)
        self._previous.setEnabled(found)
        self._next.setEnabled(found)

    @Slot()
    def open_it(self) -> None:
        """Ask what to look for."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.changed.emit(self.line.text())

    @Slot()
    def close_it(self) -> None:
        """Look for nothing."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_it()
                return True
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if shift and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go_asked.emit(-1)
                return True
        return super().eventFilter(watched, event)


def small_button(icon: str, text: str, parent: QWidget) -> QToolButton:
    """Return a button with an icon that says what it does."""
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(text)
    button.setToolTip(text)
    set_icon(button, icon)
    return button
