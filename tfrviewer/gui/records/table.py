"""The records table: a view of any number of records at the cost of those seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.order_watch import OrderChange, OrderWatch
from tfrviewer.gui.records.cell_widths import CellWidths
from tfrviewer.gui.records.chooser import ColumnChooser
from tfrviewer.gui.records.column_layout import ColumnLayout
from tfrviewer.gui.records.copying import Copier, chosen_numbers
from tfrviewer.gui.records.delegate import RecordDelegate
from tfrviewer.gui.records.dragging import DragSelection
from tfrviewer.gui.records.frozen import FrozenColumns
from tfrviewer.gui.records.header import RecordHeader
from tfrviewer.gui.records.keys import TableKeys
from tfrviewer.gui.records.menus import Entry, cell_entries, header_entries, make_menu
from tfrviewer.gui.records.model import RecordModel
from tfrviewer.gui.records.painting import CellPainter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class RecordTable(QTableView):
    """Every record a line; what is selected and current is the session's alone.

    Signals:
        open_requested: A record is to be shown large; its row number.
        told: Something was done; a sentence for the status bar.
        save_asked: All records selected are to be saved.
        compare_asked: The tiles selected are to be shown side by side.
        layout_changed: A person moved, resized, hid or showed a column; see `save_state`.
        settled: Everything seen now is there; see `is_settled`.
        figures_asked: The figures of a column are wanted; its name.
        column_changed: Another column is the current one; its name, "" for none.
    """

    open_requested = Signal(int)
    told = Signal(str)
    save_asked = Signal()
    compare_asked = Signal()
    layout_changed = Signal()
    settled = Signal()
    figures_asked = Signal(str)
    column_changed = Signal(str)

    def __init__(
        self, session: "Session", tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._copier = Copier(session, tasks, self)
        self._copier.told.connect(self.told)
        self._column = 0
        self._was_settled = True
        self._watch = OrderWatch(session)
        self._file = -1  # of the current record
        self._moves = False  # while the current record changes from here
        self.records = RecordModel(session, self)
        # Qt asks where cells are while the view is being made.
        self.frozen = FrozenColumns(self.horizontalHeader(), list)
        self.setObjectName("recordTable")
        self.setAccessibleName(self.tr("Records"))
        self.setAccessibleDescription(
            self.tr("One line a record. Space opens its tile, Shift and an arrow selects.")
        )
        self._set_up_view()
        header = RecordHeader(session, self.records, self)
        self.setHorizontalHeader(header)
        self.setModel(self.records)
        self._header = header
        self._cells = RecordDelegate(session, self.records, self)
        self.setItemDelegate(self._cells)
        self._painter = CellPainter(self, session, self.records)
        # Else Qt asks of every column whether all its rows are selected: seconds at a million.
        header.setSelectionModel(QItemSelectionModel(self.records, header))
        header.sort_asked.connect(self._sort)
        header.figures_asked.connect(self._ask_figures)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)
        widths = CellWidths(self, self.records, self._cells)
        self.columns = ColumnLayout(
            self.records,
            header,
            content_width=widths.of_seen,
            typical_width=widths.typical,
            parent=self,
        )
        self.columns.changed.connect(self.layout_changed)
        self.columns.applied.connect(self._place_mark)
        self.columns.apply()
        self.frozen = FrozenColumns(header, self.columns.frozen)
        header.set_frozen(self.frozen)
        self._keys = TableKeys(self)
        self._dragging = DragSelection(self)
        self._settle_timer = QTimer(self, singleShot=True, interval=0)
        self._settle_timer.timeout.connect(self._tell_settled)
        session.dataset_changed.connect(self._take_dataset)
        session.selection_changed.connect(self._repaint)
        session.current_changed.connect(self._follow_current)
        session.order_changed.connect(self._follow_order)
        session.records_changed.connect(self._follow_records)
        session.loading_changed.connect(self._settle_timer.start)
        self._follow_current(session.current)

    def _set_up_view(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # Else a click on the header makes a cell of that column the current one.
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 7)

    # ---------------------------------------------------------------- the face

    @property
    def records_header(self) -> RecordHeader:
        """The header."""
        return self._header

    @property
    def current_column(self) -> str:
        """The name of the column of the current cell, "" if there is none."""
        columns = self.records.columns
        return columns[self._column] if 0 <= self._column < len(columns) else ""

    @Slot()
    def show_figures(self) -> None:
        """Ask for the figures of the current column."""
        if self.current_column:
            self.figures_asked.emit(self.current_column)

    @Slot()
    def freeze_column(self) -> None:
        """Have the current column stay at the left, or scroll with the others again."""
        name = self.current_column
        if name:
            self.columns.freeze(name, on=not self.columns.is_frozen(name))

    def save_state(self) -> QByteArray:
        """Return widths, order and visibility of the columns."""
        return self.columns.save()

    def restore_state(self, state: QByteArray) -> bool:
        """Take what `save_state` returned; return whether it was that."""
        return self.columns.restore(state)

    def is_settled(self) -> bool:
        """Whether every cell seen now says what it will say."""
        first, last = self.visible_positions()
        return last < first or not self.records.awaits(first, last)

    def chosen_numbers(self) -> "NDArray[np.uint32]":
        """Return the selected records that are shown, in their order; else the current one."""
        return chosen_numbers(self.session)

    def copy_value(self, position: int, column: int) -> None:
        """Put the value of one cell on the clipboard, written plainly."""
        self._copier.copy_value(self.records.value(position, column))

    @Slot()
    def copy(self) -> None:
        """Put the selected records, or the current one, on the clipboard as TSV with a header."""
        self._copier.copy_records(self.columns.shown())

    @Slot()
    def copy_plain(self) -> None:
        """Do the same without a header, to be put below what is there."""
        self._copier.copy_records(self.columns.shown(), header=False)

    @Slot()
    def choose_columns(self) -> None:
        """Show the list of columns to choose from."""
        chooser = ColumnChooser(self.columns, self)
        header = self.horizontalHeader()
        chooser.popup(header.mapToGlobal(QPoint(8, header.height())))

    @override
    def selectAll(self) -> None:
        self.session.select_all()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask the model for every record's text."""

    # ---------------------------------------------------------------- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.session.select_all()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not self._keys.press(event):
            event.ignore()
            return
        event.accept()

    def move_record(self, delta: int, *, extend: bool) -> None:
        """Go on in the order, with as little scrolling as shows where one is."""
        self._moves = True
        self.session.move(delta, extend=extend)
        self._moves = False
        self._show_current()

    def move_column(self, step: int, *, far: bool) -> None:
        """Go to the next column shown, or to the last one, on the side of the sign of `step`."""
        header = self._header
        visual = header.visualIndex(max(self.currentIndex().column(), 0))
        places = [
            i for i in range(header.count()) if not header.isSectionHidden(header.logicalIndex(i))
        ]
        ahead = [i for i in places if (i - visual) * step > 0]
        if not ahead or self.session.current < 0:
            return
        nearest, farthest = (min, max) if step > 0 else (max, min)
        self._set_current(header.logicalIndex((farthest if far else nearest)(ahead)))
        self._show_column(self.currentIndex().column())

    @property
    def page_step(self) -> int:
        """How many records a page is."""
        return max(self.viewport().height() // max(self.rowHeight(0), 1) - 1, 1)

    # ---------------------------------------------------------------- mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            event.ignore()
            return
        number = self.records.number(index.row())
        self._moves = True
        if event.button() == Qt.MouseButton.LeftButton:
            ctrl, shift = self._modifiers(event)
            self._dragging.begin(index.row(), SelectMode.ADD if ctrl else SelectMode.REPLACE)
            self.session.click(number, ctrl=ctrl, shift=shift)
        elif event.button() == Qt.MouseButton.RightButton:
            if not self.session.selection[number]:
                self.session.click(number, ctrl=False, shift=False)
            else:
                self.session.set_current(number)
        self._moves = False
        self._set_current(index.column())
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._dragging.go_on(event.position().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging.end()
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        ctrl, shift = self._modifiers(event)
        if event.button() != Qt.MouseButton.LeftButton or ctrl or shift:
            self.mousePressEvent(event)
        elif index.isValid():
            self.open_requested.emit(self.records.number(index.row()))

    def _modifiers(self, event: QMouseEvent) -> tuple[bool, bool]:
        return bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(event.pos())
            at = event.globalPos()
        if index.isValid():
            self._show_menu(cell_entries(self, index.row(), index.column()), at)

    @Slot(QPoint)
    def _show_header_menu(self, at: QPoint) -> None:
        column = self._header.column_at(at.x())
        self._show_menu(header_entries(self, column), self._header.mapToGlobal(at))

    def _show_menu(self, entries: list[Entry], at: QPoint) -> None:
        menu = make_menu(entries, self)
        menu.setObjectName("recordTableMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # ---------------------------------------------------------------- following the session

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    @Slot()
    def _follow_order(self) -> None:
        self._header.viewport().update()
        change, columns = self._watch.take(), self.records.columns
        column = self._column
        if change is OrderChange.SORTED and self.session.sort_keys:
            name = self.session.sort_keys[-1][0]  # what is looked at: its figures are told
            at = columns.index(name) if name in columns else column
            column = column if self._header.isSectionHidden(at) else at
        self._set_current(column)
        if change is OrderChange.FILTERED and self._current_position() >= 0:
            self._show_current()
        elif change is not OrderChange.GREW:
            self.verticalScrollBar().setValue(0)
        self._settle_timer.start()

    @Slot()
    def _take_dataset(self) -> None:
        self._watch.take()
        self._file = -1
        self.columns.refit()

    @Slot()
    def _follow_records(self) -> None:
        if self.currentIndex().row() != self._current_position():
            self._set_current(self._column)
        self._settle_timer.start()

    @Slot(int)
    def _follow_current(self, number: int) -> None:
        file = int(self.session.file_number[number]) if number >= 0 else -1
        jumped = file != self._file and not self._moves
        self._file = file
        self._set_current(self._column)
        self._show_current(at_top=jumped)

    def _current_position(self) -> int:
        current = self.session.current
        position = int(self.session.inverse[current]) if current >= 0 else -1
        return position if position < self.records.rowCount() else -1

    def _set_current(self, column: int) -> None:
        """Put Qt's current index, which screen readers follow, on the session's current record."""
        position = self._current_position()
        hidden = column >= self._header.count() or self._header.isSectionHidden(column)
        before = self.current_column
        self._column = self.columns.first_shown() if hidden else column
        if self.current_column != before:
            self.column_changed.emit(self.current_column)
        index = self.records.index(position, self._column) if position >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def _show_current(self, *, at_top: bool = False) -> None:
        """Scroll as little as shows the whole current record, or have it at the top."""
        position = self._current_position()
        if position < 0:
            return
        height, bar = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar()
        self.executeDelayedItemsLayout()
        top = position * height
        if at_top or top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + self.viewport().height():
            bar.setValue(top + height - self.viewport().height())

    def _show_column(self, column: int) -> None:
        if self.frozen.find(column) is not None:
            return
        first = self.frozen.width
        left, width = self.columnViewportPosition(column) - first, self.columnWidth(column)
        bar, room = self.horizontalScrollBar(), self.viewport().width() - first
        if left < 0 or width > room:
            bar.setValue(bar.value() + left)
        elif left + width > room:
            bar.setValue(bar.value() + left + width - room)

    def visible_positions(self) -> tuple[int, int]:
        """Return the first and the last position seen; the last is -1 if there is none."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.verticalScrollBar().value() // height
        seen = -(-self.viewport().height() // height) + 1
        return first, min(first + seen, self.records.rowCount()) - 1

    @Slot(int, bool)
    def _sort(self, column: int, add: bool) -> None:
        self.session.sort_by(self.records.columns[column], add=add)

    @Slot(int)
    def _ask_figures(self, column: int) -> None:
        self.figures_asked.emit(self.records.columns[column])

    @Slot()
    def _place_mark(self) -> None:
        self._cells.mark_column = self._painter.mark_column = self.columns.first_shown()
        self.viewport().update()
        self._header.viewport().update()

    @Slot()
    def _tell_settled(self) -> None:
        settled = self.is_settled()
        if settled and not self._was_settled:
            self.settled.emit()
        self._was_settled = settled

    # ---------------------------------------------------------------- Qt's events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.stretch()
        self._settle_timer.start()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.frozen.sections():  # Qt moved their pixels with the others
            self.viewport().update()
            self._header.viewport().update()
        self._settle_timer.start()

    # ---------------------------------------------------------------- frozen columns

    @override
    def indexAt(self, pos: QPoint) -> QModelIndex:
        section = self.frozen.at(pos.x())
        if section is None:
            return super().indexAt(pos)
        return self.records.index(self.rowAt(pos.y()), section.column)

    @override
    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rect: QRect = super().visualRect(index)
        section = self.frozen.find(index.column()) if index.isValid() else None
        if section is not None:
            rect.moveLeft(section.left)
        return rect

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        self._painter.paint_view(event.rect(), self.frozen, self.visible_positions())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
