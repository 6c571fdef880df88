"""The limits of a range as numbers to type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.figures import quoted, typed_number
from tfrviewer.gui.metrics.words import value_text


class Limits(QWidget):
    """Two numbers, either of which may be left out.

    What cannot be a range stays as it was typed, and is told; the range is not changed by it.

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
        self._clear.clicked.connect(self._drop)
        self.refusal = QLabel()
        self.refusal.setObjectName("metricLimitsRefusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self._lines[0], 1)
        across.addWidget(QLabel(self.tr("to")))
        across.addWidget(self._lines[1], 1)
        across.addWidget(self._clear)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(across)
        box.addWidget(self.refusal)

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
        line.editingFinished.connect(self._take)
        return line

    def show_limits(self, low: float | None, high: float | None) -> None:
        """Show a range, unless another one is being typed or was refused."""
        if [low, high] != self._values:
            self._refuse("")
        self._values = [low, high]
        self._clear.setEnabled(
            low is not None or high is not None or self.refusal.isVisibleTo(self)
        )
        if self.refusal.isVisibleTo(self):
            return
        for line, value in zip(self._lines, self._values, strict=True):
            if not (line.hasFocus() and line.isModified()):
                line.setText("" if value is None else value_text(value))

    def _take(self) -> None:
        if not any(line.isModified() for line in self._lines):
            return
        found = list(self._values)
        for at, line in enumerate(self._lines):
            if line.isModified():
                text = line.text().strip()
                found[at] = typed_number(text) if text else None
                if text and found[at] is None:
                    self._refuse(
                        self.tr("{0} is not clearly one number: type it as {1}.").format(
                            quoted(text), value_text(1.5)
                        )
                    )
                    return
        low, high = found
        if low is not None and high is not None and low > high:
            self._refuse(
                self.tr("The least value, {0}, is above the greatest, {1}.").format(
                    value_text(low), value_text(high)
                )
            )
            return
        self._refuse("")
        for line in self._lines:
            line.setModified(False)
        self.typed.emit(low, high)

    def _drop(self) -> None:
        self._refuse("")
        for line in self._lines:
            line.setModified(False)
        self.cleared.emit()

    def _refuse(self, why: str) -> None:
        """Say why what was typed is not taken; "" if nothing is refused."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        for line in self._lines:
            line.setAccessibleDescription(why)
        if not why:
            self._clear.setEnabled(any(value is not None for value in self._values))
