"""What is asked of a column: how it is compared, and with what. Writes a condition of it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from tfrviewer.dataset.table.conditions import (
    Comparison,
    condition,
    range_condition,
    read_value,
    values_condition,
)
from tfrviewer.dataset.table.statistics import Kind, kind_of
from tfrviewer.gui.histogram import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

RANGE: Final = "range"
VALUES: Final = "values"
IS_MISSING: Final = "missing"
IS_THERE: Final = "there"
_NUMBERS: Final = (
    RANGE, Comparison.EQUAL, Comparison.NOT_EQUAL, Comparison.GREATER, Comparison.AT_LEAST,
    Comparison.LESS, Comparison.AT_MOST, IS_MISSING, IS_THERE,
)  # fmt: skip
_TEXTS: Final = (
    VALUES, Comparison.EQUAL, Comparison.NOT_EQUAL, Comparison.CONTAINS, Comparison.BEGINS,
    IS_MISSING, IS_THERE,
)  # fmt: skip
_OTHER: Final = (IS_MISSING, IS_THERE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConditionForm", text)


def operator_words() -> "dict[str | Comparison, str]":
    """Return what each way to compare is called."""
    return {
        RANGE: _tr("between"),
        VALUES: _tr("any of those ticked"),
        Comparison.EQUAL: _tr("is"),
        Comparison.NOT_EQUAL: _tr("is not"),
        Comparison.GREATER: _tr("greater than"),
        Comparison.AT_LEAST: _tr("at least"),
        Comparison.LESS: _tr("less than"),
        Comparison.AT_MOST: _tr("at most"),
        Comparison.CONTAINS: _tr("contains"),
        Comparison.BEGINS: _tr("begins with"),
        IS_MISSING: _tr("is missing"),
        IS_THERE: _tr("is not missing"),
    }


class ConditionForm(QWidget):
    """An operator and what it is given, in one line.

    Signals:
        changed: It asks for something else.
        range_typed: Limits were typed; low and high, None for any.
    """

    changed = Signal()
    range_typed = Signal(object, object)

    def __init__(self, column: str, dtype: "pl.DataType", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conditionForm")
        self._column, self._dtype = column, dtype
        self._values: list[object] = []
        kind = kind_of(dtype)
        operators = {Kind.NUMBERS: _NUMBERS, Kind.TEXTS: _TEXTS}.get(kind, _OTHER)
        words = operator_words()
        self._operator = QComboBox()
        self._operator.setObjectName("conditionOperator")
        self._operator.setAccessibleName(self.tr("Comparison"))
        for operator in operators:
            self._operator.addItem(words[operator], operator)
        self._first = self._line("conditionFirst", self.tr("Value"))
        self._and = QLabel(self.tr("and"))
        self._second = self._line("conditionSecond", self.tr("Greatest value"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._operator)
        layout.addWidget(self._first, 1)
        layout.addWidget(self._and)
        layout.addWidget(self._second, 1)
        layout.addStretch(0)
        self._operator.currentIndexChanged.connect(self._take_operator)
        self._take_operator()

    def _line(self, name: str, called: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(called)
        line.setMinimumWidth(64)
        line.textEdited.connect(self._typed)
        return line

    @property
    def operator(self) -> "str | Comparison":
        """How the column is compared."""
        operator: str | Comparison = self._operator.currentData()
        return operator

    def set_operator(self, operator: "str | Comparison") -> None:
        """Compare otherwise."""
        at = [self._operator.itemData(i) for i in range(self._operator.count())].index(operator)
        self._operator.setCurrentIndex(at)

    def set_range(self, low: float | None, high: float | None, *, whole: bool) -> None:
        """Ask for a range that was drawn; None for no limit."""
        self.set_operator(RANGE)
        for line, value in ((self._first, low), (self._second, high)):
            if not line.hasFocus():
                line.setText("" if value is None else number_text(value, whole=whole))
        self.changed.emit()

    def set_values(self, values: "Sequence[object]") -> None:
        """Ask for any of some values."""
        self._values = list(values)
        self.set_operator(VALUES)
        self.changed.emit()

    def condition(self) -> str:
        """Return the condition, "" while it asks for nothing.

        Raises:
            ValueError: If what was typed is no value of the column; the message says why.
        """
        operator = self.operator
        if operator is IS_MISSING or operator == IS_MISSING:
            return condition(self._column, Comparison.EQUAL, None, self._dtype)
        if operator == IS_THERE:
            return condition(self._column, Comparison.NOT_EQUAL, None, self._dtype)
        if operator == VALUES:
            return values_condition(self._column, self._values) if self._values else ""
        if operator == RANGE:
            low, high = self._number(self._first), self._number(self._second)
            if low is None and high is None:
                return ""
            if low is not None and high is not None and low > high:
                raise ValueError(self.tr("the first number is greater than the second"))
            return range_condition(self._column, low, high)
        if not self._first.text().strip():
            return ""
        assert isinstance(operator, Comparison)
        value = read_value(self._first.text(), self._dtype)
        return condition(self._column, operator, value, self._dtype)

    def _number(self, line: QLineEdit) -> float | None:
        if not line.text().strip():
            return None
        value = read_value(line.text(), self._dtype)
        assert isinstance(value, int | float)
        return value

    @Slot()
    def _take_operator(self) -> None:
        operator = self.operator
        ranges = operator == RANGE
        plain = isinstance(operator, Comparison)
        self._first.setVisible(ranges or plain)
        self._and.setVisible(ranges)
        self._second.setVisible(ranges)
        self._first.setPlaceholderText(self.tr("any") if ranges else self.tr("value"))
        self._second.setPlaceholderText(self.tr("any"))
        self.changed.emit()

    @Slot()
    def _typed(self) -> None:
        self.changed.emit()
        if self.operator == RANGE:
            try:
                low, high = self._number(self._first), self._number(self._second)
            except ValueError:
                return
            self.range_typed.emit(low, high)
