from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.gui.records.chooser import ColumnChooser
from tfrviewer.gui.records.columns import Layout
from tfrviewer.gui.records.table import RecordTable
from tfrviewer.gui.session import Session
from tfrviewer.gui.tasks import TaskRunner

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]


@pytest.fixture
def table(
    qtbot: QtBot, session: Session, tasks: TaskRunner, synthetic: Make, open_synthetic: Open
) -> Iterator[RecordTable]:
    """A narrow table, scrolled to the right, whose column `slide` stays."""
    table = RecordTable(session, tasks)
    table.resize(360, 240)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    open_synthetic(synthetic([4, 6]))
    table.columns.freeze("slide", on=True)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    yield table
    table.close()


def place(table: RecordTable, name: str, row: int = 1) -> QPoint:
    index = table.records.index(row, table.records.columns.index(name))
    return table.visualRect(index).center()


def test_a_frozen_column_stands_first_and_stays_while_the_others_scroll(
    table: RecordTable,
) -> None:
    assert table.columns.names()[0] == "slide"
    covers = [table.frozen.covers]
    at = place(table, "slide")
    assert at.x() < table.frozen.width
    index = table.indexAt(at)
    assert (index.row(), table.records.columns[index.column()]) == (1, "slide")
    seen = table.grab().toImage()
    table.columns.freeze("slide", on=False)
    covers.append(table.frozen.covers)
    assert covers == [True, False]
    assert table.grab().toImage() != seen


def test_a_click_on_a_frozen_cell_takes_its_record(
    table: RecordTable, session: Session, qtbot: QtBot
) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place(table, "slide", 3))
    assert session.current == 3
    assert table.current_column == "slide"


def test_a_click_on_a_frozen_header_sorts_by_its_column(
    table: RecordTable, session: Session, qtbot: QtBot
) -> None:
    header = table.records_header
    at = QPoint(12, header.height() // 2)
    with qtbot.waitSignal(session.order_changed):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.sort_keys == [("slide", False)]


def test_the_current_column_is_scrolled_clear_of_the_frozen_ones(
    table: RecordTable, qtbot: QtBot
) -> None:
    names = table.columns.shown()
    table._set_current(table.records.columns.index(names[2]))
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Left)
        qtbot.keyClick(table, Qt.Key.Key_Right)
    left = table.columnViewportPosition(table.records.columns.index(names[2]))
    assert left >= table.frozen.width


def test_a_frozen_column_wider_than_the_table_is_not_frozen(table: RecordTable) -> None:
    table.records_header.resizeSection(table.records.columns.index("slide"), 330)
    assert table.frozen.sections() == []


def test_frozen_columns_are_kept_with_the_layout(table: RecordTable) -> None:
    state = table.save_state()
    table.columns.reset()
    assert not table.columns.is_frozen("slide")
    assert table.restore_state(state)
    assert table.columns.is_frozen("slide")
    assert not table.restore_state(
        QByteArray(b'{"version":1,"order":[],"widths":{},"hidden":{},"frozen":3}')
    )


@pytest.mark.parametrize(
    ("moved", "names", "frozen"),
    [
        ("c", ["a", "c", "b", "d"], ["a", "b", "c"]),  # among the frozen ones
        ("a", ["b", "c", "a", "d"], ["b"]),  # away from them
        ("d", ["a", "b", "d", "c"], ["a", "b"]),  # elsewhere
        ("b", ["b", "a", "c", "d"], ["a", "b"]),  # within them
    ],
)
def test_a_column_moved_among_the_frozen_ones_is_frozen(
    moved: str, names: list[str], frozen: list[str]
) -> None:
    layout = Layout(order=["a", "b", "c", "d"], frozen=["a", "b"])
    layout.take_move(moved, names)
    assert layout.frozen == frozen


def test_the_list_of_columns_ticks_all_or_none_of_those_found(table: RecordTable) -> None:
    table.choose_columns()
    chooser = table.findChild(ColumnChooser, "columnChooser")
    assert chooser is not None
    chooser._search.setText("e")
    chooser._none()
    assert "slide" not in table.columns.shown()
    assert "x" in table.columns.shown()
    chooser._all()
    assert {"offset", "slide", "x"} <= set(table.columns.shown())
    chooser._search.clear()
    chooser._none()
    assert len(table.columns.shown()) == 1
    chooser.close()


def test_the_list_of_columns_moves_them(table: RecordTable, qtbot: QtBot) -> None:
    table.choose_columns()
    chooser = table.findChild(ColumnChooser, "columnChooser")
    assert chooser is not None
    names = chooser._list
    row = [line.text() for line in chooser._lines()].index("y")
    names.setCurrentRow(row)
    qtbot.keyClick(names, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    order = table.columns.names()
    assert order.index("y") == order.index("x") - 1
    names.setCurrentRow(1)
    qtbot.keyClick(names, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert table.columns.names()[0] == "slide"  # frozen ones stay before the others
    chooser.close()


def test_a_frozen_column_is_resized_at_its_own_edge(table: RecordTable, qtbot: QtBot) -> None:
    header, column = table.records_header, table.records.columns.index("slide")
    before, edge = header.sectionSize(column), table.frozen.width
    at = QPoint(edge - 1, header.height() // 2)
    qtbot.mouseMove(header.viewport(), at)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(header.viewport(), at + QPoint(20, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(20, 0))
    assert header.sectionSize(column) == before + 20


def test_a_header_tells_sorting_and_filter_in_words(
    table: RecordTable, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.order_changed):
        session.sort([("slide", False), ("x", True)])
    with qtbot.waitSignal(session.order_changed):
        session.set_filter("x > 0")
    role = Qt.ItemDataRole.AccessibleTextRole
    said = {
        name: table.records.headerData(
            table.records.columns.index(name), Qt.Orientation.Horizontal, role
        )
        for name in ("slide", "x", "y")
    }
    assert said == {
        "slide": "slide, sort key 1, ascending",
        "x": "x, sort key 2, descending, filtered",
        "y": "y",
    }
