"""The box that chooses what tiles are coloured by."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.added_columns import OWN
from tfrviewer.gui.metric_words import explanation_of

_FIRST = ("tfrecord", "slide", "problem")
_LAST = ("format", "width", "height", "bytes", "x", "y", "offset", "record", "number")
_LETTERS = 9
_LONGEST = 60


def in_order(columns: Sequence[str]) -> list[str]:
    """Return columns as the box lists them: whose tile it is, what was measured, where it lies."""
    first = [name for name in _FIRST if name in columns]
    last = [name for name in _LAST if name in columns]
    return first + [name for name in columns if name not in (*_FIRST, *_LAST)] + last


class ColourBy(QComboBox):
    """Chooses a column.

    Signals:
        chosen: A column is to be coloured by; "" for none.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locationMapColourBy")
        self.setAccessibleName(self.tr("Colour tiles by"))
        self.setToolTip(self.tr("What the tiles are coloured by"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(24)
        self._listed: tuple[object, ...] = ()
        self.activated.connect(self._tell)
        self.show_columns((), {}, "")

    def show_columns(
        self, columns: Sequence[str], added: Mapping[str, Sequence[str]], column: str
    ) -> None:
        """List what there is, and which one it is.

        Args:
            columns: The columns of the records, in any order.
            added: Those that were joined, by the name of what they came from.
            column: What tiles are coloured by; "" for nothing.
        """
        joined = {name for names in added.values() for name in names}
        own = [name for name in columns if name not in joined]
        groups = [
            (source, [name for name in names if name in columns]) for source, names in added.items()
        ]
        groups = [(source, names) for source, names in groups if names]
        listed = (tuple(own), tuple((source, tuple(names)) for source, names in groups), column)
        if listed == self._listed:
            return
        self._listed = listed
        self.clear()
        self._add(self.tr("One colour"), "")
        self.insertSeparator(self.count())
        for source, names in groups:
            for name in names:
                self._add(name, name)
                origin = self.tr("Joined from {0}").format(source)
                tip = (explanation_of(name) if source in OWN else "") or origin
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self.insertSeparator(self.count())
        for name in in_order(own):
            self._add(name, name)
        if column and self.findData(column) < 0:  # it is on its way
            self._add(column, column)
        self.setCurrentIndex(max(self.findData(column), 0))

    def _add(self, text: str, column: str) -> None:
        text = " ".join(text.split())
        self.addItem(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…", column)

    def _tell(self, at: int) -> None:
        self.chosen.emit(self.itemData(at) or "")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(72, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what it is for with what was chosen, as far as there is room."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentData():
            option.currentText = self.tr("Colour by: {0}").format(self.currentText())
        else:
            option.currentText = self.tr("Colour by…")
        style = self.style()
        field = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(option.currentText) > field.width() - 4:
            option.currentText = metrics.elidedText(
                self.currentText(), Qt.TextElideMode.ElideMiddle, field.width() - 4
            )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
