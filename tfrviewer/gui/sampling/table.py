"""The table of the groups: names, bars and numbers, as many of them as there is room for."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.sampling.bars import BarDelegate, ScaleHeader
from tfrviewer.gui.sampling.model import Column, GroupModel

_LEAST_BAR, _NAME_DIGITS = 110, 14
_ARROW, _AROUND = 28, 14  # room for the sign of sorting, and around a text


class GroupTable(LinesTable):
    """One line a group, sorted by a click on a title; several lines can be chosen."""

    def __init__(self, model: GroupModel, parent: QWidget | None = None) -> None:
        called = QCoreApplication.translate("GroupTable", "What is drawn of each")
        super().__init__("samplingGroups", called, model, parent)
        self._groups = model
        self.setHorizontalHeader(ScaleHeader(self))
        self._names = AlikeNames(self)
        self.setItemDelegateForColumn(Column.NAME, self._names)
        self.setItemDelegateForColumn(Column.BAR, BarDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.BAR, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        header.setSortIndicatorClearable(True)  # a third click brings back the order at first
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def fit_columns(self) -> None:
        """Give bars and names their room first; in a narrow panel the numbers go, seen first."""
        wide, model = self.fontMetrics().horizontalAdvance, self._groups
        texts = {
            Column.RATIO: ("÷99.9", self.tr("never")),
            Column.DRAWN: ("99.9 %",),
            Column.SEEN: ("99.9 %",),
        }
        needed = {
            column: max(
                wide(model.title(column)) + _ARROW, *(wide(text) + _AROUND for text in samples)
            )
            for column, samples in texts.items()
        }
        names = [str(group["group"]) for group in model.groups]
        self._names.set_names(names)
        longest = max(map(wide, names), default=0) + _AROUND
        least = min(max(longest, wide(model.title(Column.NAME)) + _ARROW), wide("0") * _NAME_DIGITS)
        left = self.viewport().width() - least - _LEAST_BAR
        for column, width in needed.items():
            if column == Column.SEEN:  # a name that can be told from others comes before it
                more = min(max(left, 0), max(longest - least, 0))
                least, left = least + more, left - more
            hidden = left < width
            self.setColumnHidden(column, hidden)
            if hidden:
                left = 0
            else:
                left -= width
                self.setColumnWidth(column, width)
        self.setColumnWidth(Column.NAME, least)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
