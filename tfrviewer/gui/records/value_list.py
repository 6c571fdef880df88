"""The values of a column of texts, those met most often first, to tick."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.dataset.words import short
from tfrviewer.gui.figures import counted, number
from tfrviewer.gui.plain_tip import plain_tip
from tfrviewer.gui.records.figure_words import share_text, value_text
from tfrviewer.gui.theme import muted_text

if TYPE_CHECKING:
    from tfrviewer.dataset.table.statistics import Statistics

_VALUE: Final = Qt.ItemDataRole.UserRole
_COUNT: Final = Qt.ItemDataRole.UserRole + 1
_SHARE: Final = Qt.ItemDataRole.UserRole + 2
_SEARCHED_FROM: Final = 9
_PADDING: Final = 4
_LONGEST: Final = 300


class _Cells(QStyledItemDelegate):
    """A tick, the value, and its count over a bar as long as its share."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, option.fontMetrics.height() + 6)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        palette: QPalette = option.palette
        style = QApplication.style()
        bar = QColor(palette.color(QPalette.ColorRole.Accent))
        bar.setAlpha(52)
        width = round((rect.width() - 1) * float(index.data(_SHARE) or 0))
        painter.fillRect(rect.left(), rect.top() + 1, width, rect.height() - 2, bar)
        if option.state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        box = QStyleOptionButton()
        side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        top = rect.top() + (rect.height() - side) // 2
        box.rect = QRect(rect.left() + _PADDING, top, side, side)
        box.palette = palette
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        on = Qt.CheckState(ticked) is Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        )
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter)
        metrics: QFontMetrics = option.fontMetrics
        count = number(int(index.data(_COUNT)))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        wide = metrics.horizontalAdvance(count)
        painter.setPen(muted_text(palette))
        right = QRect(rect.right() - wide - _PADDING, rect.top(), wide + 1, rect.height())
        painter.drawText(right, flags, count)
        missing = index.data(_VALUE) is None
        painter.setPen(muted_text(palette) if missing else palette.color(QPalette.ColorRole.Text))
        left = rect.left() + 2 * _PADDING + side + 2
        area = QRect(left, rect.top(), right.left() - left - 8, rect.height())
        text = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, max(area.width(), 0)
        )
        painter.drawText(area, flags, text)
        painter.restore()


class ValueList(QWidget):
    """Values to tick, a line to find one of many, and how many more there are.

    Signals:
        ticked: Other values are ticked; see `values`.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnValues")
        self._search = QLineEdit()
        self._search.setObjectName("valueSearch")
        self._search.setPlaceholderText(self.tr("Find a value"))
        self._search.setAccessibleName(self.tr("Find a value"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setObjectName("valueList")
        self._list.setAccessibleName(self.tr("Values"))
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(_Cells(self._list))
        self._list.itemChanged.connect(lambda _: self.ticked.emit())
        self._more = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._more)

    def show_figures(self, figures: "Statistics") -> None:
        """List the values; those ticked stay ticked."""
        kept = self.values()
        self._list.blockSignals(True)
        self._list.clear()
        most = figures.top[0][1] if figures.top else 1
        lines: list[tuple[Any, int]] = list(figures.top)
        if figures.missing:
            lines.append((None, figures.missing))
        for value, count in lines:
            told = short(value_text(value), _LONGEST) or self.tr("(empty)")
            text = self.tr("missing") if value is None else told
            line = QListWidgetItem(text, self._list)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = Qt.CheckState.Checked if value in kept else Qt.CheckState.Unchecked
            line.setCheckState(on)
            line.setData(_VALUE, value)
            line.setData(_COUNT, count)
            line.setData(_SHARE, min(count / max(most, 1), 1.0))
            share = share_text(count, figures.count)
            line.setToolTip(plain_tip(f"{text}: {number(count)} ({share})"))
            line.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("{0}, {1} records").format(text, number(count)),
            )
        self._list.blockSignals(False)
        rest = figures.distinct - len(figures.top)
        self._more.setVisible(rest > 0)
        self._more.setText(
            counted(rest, self.tr("and 1 value more"), self.tr("and {0} values more"))
        )
        self._search.setVisible(len(lines) >= _SEARCHED_FROM)
        self._narrow(self._search.text())

    def values(self) -> list[Any]:
        """Return the values ticked; None for a missing one."""
        lines = (self._list.item(i) for i in range(self._list.count()))
        return [line.data(_VALUE) for line in lines if line.checkState() is Qt.CheckState.Checked]

    def _narrow(self, text: str) -> None:
        for i in range(self._list.count()):
            line = self._list.item(i)
            line.setHidden(text.casefold() not in line.text().casefold())
