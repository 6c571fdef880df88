"""A header whose arrow points up when a column ascends, as in every table of the window."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget
from typing_extensions import override

_Sign = QStyleOptionHeader.SortIndicator
_TURNED: Final = {_Sign.SortUp: _Sign.SortDown, _Sign.SortDown: _Sign.SortUp}


class SortHeader(QHeaderView):
    """The header that a table has by itself, but for the arrow: Fusion draws ▼ for ascending."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    @override
    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:
        super().initStyleOptionForIndex(option, logicalIndex)
        option.sortIndicator = _TURNED.get(option.sortIndicator, option.sortIndicator)
