import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionHeader, QTableWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.sort_header import SortHeader

Sign = QStyleOptionHeader.SortIndicator


@pytest.mark.parametrize(
    ("order", "sign"),
    [(Qt.SortOrder.AscendingOrder, Sign.SortUp), (Qt.SortOrder.DescendingOrder, Sign.SortDown)],
)
def test_the_arrow_points_up_for_ascending(
    qtbot: QtBot, order: Qt.SortOrder, sign: QStyleOptionHeader.SortIndicator
) -> None:
    table = QTableWidget(1, 2)
    qtbot.addWidget(table)
    header = SortHeader(table)
    table.setHorizontalHeader(header)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(1, order)
    signs = []
    for column in (0, 1):
        option = QStyleOptionHeader()
        header.initStyleOptionForIndex(option, column)
        signs.append(option.sortIndicator)
    assert signs == [Sign.None_, sign]
