from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.gui.conftest import SyntheticDataset
from tfrviewer.gui.records.menus import Entry, cell_entries, header_entries
from tfrviewer.gui.records.model import RecordModel
from tfrviewer.gui.records.table import RecordTable
from tfrviewer.gui.session import Session

Make = Callable[..., SyntheticDataset]
Open = Callable[[SyntheticDataset], SyntheticDataset]
Key = Qt.Key


def cell(table: RecordTable, position: int, name: str = "number") -> QPoint:
    index = table.records.index(position, table.records.columns.index(name))
    rect: QRect = table.visualRect(index)
    return rect.center()


def click(
    qtbot: QtBot,
    table: RecordTable,
    position: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    qtbot.mouseClick(table.viewport(), button, modifier, cell(table, position))


def chosen(session: Session) -> list[int]:
    return np.flatnonzero(session.selection).tolist()


def entry(entries: list[Entry], text: str) -> Entry:
    return next(e for e in entries if e.text == text)


def filter_to(qtbot: QtBot, session: Session, text: str) -> None:
    with qtbot.waitSignal(session.order_changed):
        session.set_filter(text)


# ------------------------------------------------------------------ the model


def test_the_model_is_sound_while_records_columns_filters_and_orders_come(
    qtbot: QtBot, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    model = RecordModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    open_synthetic(synthetic([5, 0, 7]))
    assert model.rowCount() == 12
    assert "score" in model.columns
    filter_to(qtbot, session, "x > 0")
    assert model.rowCount() == len(session.order)
    with qtbot.waitSignal(session.order_changed):
        session.sort_by("score", add=False)
    filter_to(qtbot, session, "x < 0")
    assert model.rowCount() == 0
    filter_to(qtbot, session, "")
    open_synthetic(synthetic([3]))
    assert model.rowCount() == 3
    session.close()
    assert model.rowCount() == 0
    del tester


def test_a_column_whose_values_are_still_read_shows_that(
    qtbot: QtBot, table: RecordTable, session: Session, synthetic: Make
) -> None:
    dataset = synthetic([3])
    seen: list[str] = []
    settled: list[bool] = []

    def look() -> None:
        if table.records.rowCount() and "width" in session.pending:
            seen.append(table.records.text(0, table.records.columns.index("width")))
            settled.append(table.is_settled())

    session.records_changed.connect(look)
    with qtbot.waitSignal(session.settled):
        session.open_with(lambda: dataset, "synthetic")  # type: ignore[arg-type, return-value]
    assert seen[0] == "…"
    assert settled[0] is False
    qtbot.waitUntil(table.is_settled)
    assert table.records.text(0, table.records.columns.index("width")) == "64"


def test_a_damaged_record_says_so_in_words(ten: RecordTable) -> None:
    index = ten.records.index(2, 0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "The checksum does not match. Look at the tile."
    assert "has findings" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert ten.records.index(3, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_damaged_record_is_marked_in_the_first_column_that_is_shown(ten: RecordTable) -> None:
    assert ten._cells.mark_column == ten.records.columns.index("number")
    ten.columns.set_shown("number", shown=False)
    assert ten._cells.mark_column == ten.records.columns.index("tfrecord")
    image = ten.grab().toImage()
    assert not image.isNull()


# ------------------------------------------------------------------ mouse and keys


def test_clicks_follow_the_one_rule(qtbot: QtBot, ten: RecordTable, session: Session) -> None:
    click(qtbot, ten, 1)
    assert (chosen(session), session.current) == ([1], 1)
    click(qtbot, ten, 4, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(session) == [1, 2, 3, 4]
    click(qtbot, ten, 2, Qt.KeyboardModifier.ControlModifier)
    assert (chosen(session), session.current) == ([1, 3, 4], 2)


def test_a_drag_selects_the_range_it_passes(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    view = ten.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=cell(ten, 2))
    qtbot.mouseMove(view, cell(ten, 5))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=cell(ten, 5))
    assert (chosen(session), session.current) == ([2, 3, 4, 5], 2)


def test_a_right_click_keeps_a_selection_it_falls_on(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    click(qtbot, ten, 1)
    click(qtbot, ten, 3, Qt.KeyboardModifier.ShiftModifier)
    click(qtbot, ten, 2, button=Qt.MouseButton.RightButton)
    assert (chosen(session), session.current) == ([1, 2, 3], 2)
    click(qtbot, ten, 7, button=Qt.MouseButton.RightButton)
    assert chosen(session) == [7]


def test_the_keys_go_through_the_order(qtbot: QtBot, ten: RecordTable, session: Session) -> None:
    click(qtbot, ten, 0)
    for key, current in ((Key.Key_Down, 1), (Key.Key_Down, 2), (Key.Key_Up, 1)):
        qtbot.keyClick(ten, key)
        assert session.current == current
    qtbot.keyClick(ten, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(session) == [1, 2]
    qtbot.keyClick(ten, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert session.current == 9
    qtbot.keyClick(ten, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert session.current == 0


def test_left_and_right_move_the_current_cell_past_hidden_columns(
    qtbot: QtBot, ten: RecordTable
) -> None:
    click(qtbot, ten, 1)
    names = [ten.records.columns[ten.currentIndex().column()]]
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_End, Key.Key_Home):
        qtbot.keyClick(ten, key)
        names.append(ten.records.columns[ten.currentIndex().column()])
    # The record's own number is hidden at first.
    assert names == ["number", "tfrecord", "slide", ten.columns.shown()[-1], "number"]
    assert ten.currentIndex().row() == 1


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_key_opens_the_current_record(
    qtbot: QtBot, ten: RecordTable, session: Session, key: Qt.Key
) -> None:
    session.set_current(5)
    with qtbot.waitSignal(ten.open_requested) as opened:
        qtbot.keyClick(ten, key)
    assert opened.args == [5]


def test_a_double_click_opens_the_record(qtbot: QtBot, ten: RecordTable) -> None:
    with qtbot.waitSignal(ten.open_requested) as opened:
        qtbot.mouseDClick(ten.viewport(), Qt.MouseButton.LeftButton, pos=cell(ten, 3))
    assert opened.args == [3]


def test_a_letter_is_left_to_the_window(qtbot: QtBot, ten: RecordTable, session: Session) -> None:
    session.set_current(5)
    qtbot.keyClick(ten, Key.Key_1)
    assert session.current == 5


def test_the_table_scrolls_to_a_record_made_current_elsewhere(
    table: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    open_synthetic(synthetic([5000]))
    session.set_current(4321)
    assert table.currentIndex().row() == 4321
    assert table.viewport().rect().contains(cell(table, 4321))


def test_sorting_goes_to_the_top_and_a_filter_keeps_the_current_record_in_view(
    qtbot: QtBot, table: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    open_synthetic(synthetic([5000]))
    session.set_current(4320)
    filter_to(qtbot, session, "record % 2 = 0")
    assert table.viewport().rect().contains(cell(table, 2160))
    with qtbot.waitSignal(session.order_changed):
        session.sort_by("record", add=False)
    assert table.verticalScrollBar().value() == 0
    session.set_current(4320)
    session.set_current(4322)
    filter_to(qtbot, session, "record % 2 = 1")
    assert table.verticalScrollBar().value() == 0


def test_a_jump_to_another_file_puts_its_first_record_at_the_top(
    table: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    open_synthetic(synthetic([500, 500]))
    session.set_focus_file(1)
    assert table.rowAt(0) == 500
    session.set_focus_file(0)
    assert table.rowAt(0) == 0


def test_a_step_over_the_end_of_a_file_scrolls_no_more_than_a_line(
    qtbot: QtBot, table: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    open_synthetic(synthetic([500, 500]))
    session.set_current(499)
    before = table.verticalScrollBar().value()
    qtbot.keyClick(table, Key.Key_Down)
    assert session.current == 500
    assert 0 < table.verticalScrollBar().value() - before <= 2 * table.rowHeight(0)


# ------------------------------------------------------------------ widths


def test_columns_are_fitted_anew_to_another_dataset_but_for_those_set_by_hand(
    qtbot: QtBot, table: RecordTable, session: Session, synthetic: Make, open_synthetic: Open
) -> None:
    open_synthetic(synthetic([4]))
    header, at = table.horizontalHeader(), table.records.columns.index
    table.columns.set_shown("offset", shown=True)
    table.columns.apply()
    offset, y = table.columnWidth(at("offset")), at("y")
    header.resizeSection(y, 133)
    open_synthetic(synthetic([3_000_000]))
    table.columns.apply()
    assert table.columnWidth(at("offset")) > offset
    assert table.columnWidth(y) == 133
    widest = table.fontMetrics().horizontalAdvance(session_text(table, "offset"))
    assert table.columnWidth(at("offset")) >= widest + 14


def session_text(table: RecordTable, name: str) -> str:
    return table.records.text(table.records.rowCount() - 1, table.records.columns.index(name))


def test_the_last_column_takes_the_room_that_is_left(ten: RecordTable) -> None:
    for name in ("score", "height", "width"):
        ten.columns.set_shown(name, shown=False)
    ten.resize(1500, 400)
    ten.columns.apply()
    last = ten.columns.shown()[-1]
    assert last == "problem"
    assert ten.horizontalHeader().length() == ten.viewport().width()
    narrow = ten.columnWidth(ten.records.columns.index(last))
    ten.resize(1700, 400)
    assert ten.columnWidth(ten.records.columns.index(last)) == narrow + 200
    assert b'"widths": {}' in bytes(ten.save_state().data())  # nobody set it by hand


# ------------------------------------------------------------------ a million records


def test_a_million_records_are_selected_walked_and_copied(
    qtbot: QtBot,
    table: RecordTable,
    session: Session,
    synthetic: Make,
    open_synthetic: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_synthetic(synthetic([1_000_000]))
    asked = 0
    count = RecordModel.rowCount

    def row_count(self: RecordModel, *args: object) -> int:
        nonlocal asked
        asked += 1
        return count(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(RecordModel, "rowCount", row_count)
    qtbot.keyClick(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    qtbot.keyClick(table, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert asked < 10_000  # Qt's own way asks ten million times
    assert session.current == 999_999
    session.select_all()
    assert len(table.chosen_numbers()) == 1_000_000


# ------------------------------------------------------------------ the header


def header_click(
    qtbot: QtBot,
    table: RecordTable,
    name: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    header = table.horizontalHeader()
    column = table.records.columns.index(name)
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    with qtbot.waitSignal(table.session.order_changed):
        qtbot.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            modifier,
            QPoint(x, header.height() // 2),
        )


def test_a_click_on_the_header_sorts_and_shift_adds_a_key(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    session.set_current(3)
    header_click(qtbot, ten, "score")
    header_click(qtbot, ten, "x", Qt.KeyboardModifier.ShiftModifier)
    assert session.sort_keys == [("score", False), ("x", False)]
    header_click(qtbot, ten, "x", Qt.KeyboardModifier.ShiftModifier)
    assert session.sort_keys == [("score", False), ("x", True)]
    assert ten.records.number(ten.currentIndex().row()) == session.current == 3


def test_an_order_out_of_date_is_said_in_the_header(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    header_click(qtbot, ten, "score")
    column = ten.records.columns.index("score")

    def tip() -> str:
        return str(
            ten.records.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        )

    assert "out of date" not in tip()
    session.ordering.stale = True
    assert "out of date" in tip()
    assert entry(header_entries(ten, column), "Sort again").do is not None


def test_the_header_menu_sorts_and_hides(qtbot: QtBot, ten: RecordTable, session: Session) -> None:
    column = ten.records.columns.index("x")
    descending = entry(header_entries(ten, column), "Sort descending")
    assert descending.do is not None
    with qtbot.waitSignal(session.order_changed):
        descending.do()
    assert session.sort_keys == [("x", True)]
    hide = entry(header_entries(ten, column), "Hide “x”")
    assert hide.do is not None
    hide.do()
    assert ten.isColumnHidden(column)
    everything = entry(header_entries(ten, column), "Show all columns")
    assert everything.do is not None
    everything.do()
    assert not any(ten.isColumnHidden(i) for i in range(len(ten.records.columns)))


def test_the_last_column_shown_cannot_be_hidden(ten: RecordTable) -> None:
    for name in ten.columns.names():
        if name != "x":
            ten.columns.set_shown(name, shown=False)
    ten.columns.set_shown("x", shown=False)
    assert ten.columns.shown() == ["x"]
    column = ten.records.columns.index("x")
    assert entry(header_entries(ten, column), "Hide “x”").do is None


# ------------------------------------------------------------------ menus and copying


def test_a_cell_narrows_the_filter(qtbot: QtBot, ten: RecordTable, session: Session) -> None:
    column = ten.records.columns.index("slide")
    narrow = entry(cell_entries(ten, 5, column), "slide is “slide-1”")
    assert narrow.do is not None
    with qtbot.waitSignal(session.order_changed):
        narrow.do()
    assert session.filter_text == "slide = 'slide-1'"
    assert session.order.tolist() == [4, 5, 6, 7, 8, 9]
    more = entry(cell_entries(ten, 0, ten.records.columns.index("x")), "x > 0")
    assert more.do is not None
    with qtbot.waitSignal(session.order_changed):
        more.do()
    assert session.filter_text == "slide = 'slide-1' AND x > 0"


def test_the_selected_records_are_copied_as_shown(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    for name in ten.columns.names():
        ten.columns.set_shown(name, shown=name in ("number", "slide", "x"))
    header = ten.horizontalHeader()
    header.moveSection(header.visualIndex(ten.records.columns.index("x")), 0)
    with qtbot.waitSignal(session.order_changed):
        session.sort([("number", True)])
    session.select_all()
    with qtbot.waitSignal(ten.told) as told:
        qtbot.keyClick(ten, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["x\tnumber\tslide", "256\t9\tslide-1"]
    assert len(lines) == 11
    assert told.args == ["10 records copied"]


def test_without_a_selection_the_current_record_is_copied(
    qtbot: QtBot, ten: RecordTable, session: Session
) -> None:
    session.set_current(4)
    with qtbot.waitSignal(ten.told):
        ten.copy()
    frame = pl.read_csv(QGuiApplication.clipboard().text().encode(), separator="\t")
    assert frame["number"].to_list() == [4]


def test_the_value_of_a_cell_is_copied_plainly(ten: RecordTable) -> None:
    ten.copy_value(1, ten.records.columns.index("bytes"))
    assert QGuiApplication.clipboard().text() == "2000"


def test_columns_are_chosen_from_a_list(qtbot: QtBot, ten: RecordTable) -> None:
    ten.choose_columns()
    from tfrviewer.gui.records.chooser import ColumnChooser

    chooser = ten.findChild(ColumnChooser, "columnChooser")
    assert chooser is not None
    line = next(line for line in chooser._lines() if line.text() == "offset")
    assert line.checkState() is Qt.CheckState.Unchecked
    line.setCheckState(Qt.CheckState.Checked)
    assert not ten.isColumnHidden(ten.records.columns.index("offset"))
    chooser.close()
