"""The limits of a range as numbers to type."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.metrics.words import value_text


class Limits(QWidget):
    """Two numbers, either of which may be left out.

    Signals:
        typed: Others were typed; low and high, None for any.
        cleared: The whole range is wanted.
    """

    typed = Signal(object, object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metricLimits")
        self._values: list[float | None] = [None, None]
        self._lines = (
            self._line("metricLow", self.tr("Least value"), self.tr("least")),
            self._line("metricHigh", self.tr("Greatest value"), self.tr("greatest")),
        )
        self._clear = QToolButton()
        self._clear.setObjectName("metricClear")
        self._clear.setAutoRaise(True)
        set_icon(self._clear, "x")
        self._clear.setToolTip(self.tr("Take the whole range again"))
        self._clear.setAccessibleName(self._clear.toolTip())
        self._clear.clicked.connect(self.cleared)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._lines[0], 1)
        box.addWidget(QLabel(self.tr("to")))
        box.addWidget(self._lines[1], 1)
        box.addWidget(self._clear)

    def parts(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through, in order."""
        return *self._lines, self._clear

    def _line(self, name: str, called: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(called)
        line.setToolTip(called)
        line.setPlaceholderText(hint)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        line.setMinimumWidth(56)
        line.setValidator(QDoubleValidator(line))
        line.editingFinished.connect(self._take)
        return line

    def show_limits(self, low: float | None, high: float | None) -> None:
        """Show a range, unless another one is being typed."""
        self._values = [low, high]
        self._clear.setEnabled(low is not None or high is not None)
        for line, value in zip(self._lines, self._values, strict=True):
            if not (line.hasFocus() and line.isModified()):
                line.setText("" if value is None else value_text(value))

    def _take(self) -> None:
        if not any(line.isModified() for line in self._lines):
            return
        found = list(self._values)
        for at, line in enumerate(self._lines):
            if line.isModified():
                number, there = QLocale().toDouble(line.text())
                found[at] = number if there else None
                line.setModified(False)
        low, high = found
        if low is not None and high is not None and low > high:
            low, high = high, low
        self.typed.emit(low, high)
