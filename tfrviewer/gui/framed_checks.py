"""Boxes to tick in lists that can be seen on dark ground as well."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tfrviewer.gui.theme import is_dark, muted_text


class FramedChecks(QStyledItemDelegate):
    """Draws an edge round each box to tick: the style's own cannot be seen on dark ground."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        palette: QPalette = option.palette
        widget: QWidget = option.widget
        features: QStyleOptionViewItem.ViewItemFeature = filled.features
        if features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator and is_dark(palette):
            box = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            rect = QRectF(widget.style().subElementRect(box, filled, widget))
            painter.save()
            painter.setPen(QPen(muted_text(palette), 1))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.restore()
