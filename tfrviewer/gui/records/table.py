"""The records table: a view of any number of records at the cost of those seen."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
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
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.order_watch import OrderChange, OrderWatch
from tfrviewer.gui.records.chooser import ColumnChooser
from tfrviewer.gui.records.column_layout import ColumnLayout
from tfrviewer.gui.records.copying import Copier, chosen_numbers
from tfrviewer.gui.records.delegate import RecordDelegate
from tfrviewer.gui.records.header import RecordHeader
from tfrviewer.gui.records.menus import Entry, cell_entries, header_entries, make_menu
from tfrviewer.gui.records.model import RecordModel

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_MOST_MEASURED: Final = 60
_SCROLL_MS: Final = 40
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class RecordTable(QTableView):
    """Every record a line; what is selected and current is the session's alone.

    Signals:
        open_requested: A record is to be shown large; its row number.
        told: Something was done; a sentence for the status bar.
        save_asked: All records selected are to be saved.
        layout_changed: A person moved, resized, hid or showed a column; see `save_state`.
        settled: Everything seen now is there; see `is_settled`.
    """

    open_requested = Signal(int)
    told = Signal(str)
    save_asked = Signal()
    layout_changed = Signal()
    settled = Signal()

    def __init__(
        self, session: "Session", tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._copier = Copier(session, tasks, self)
        self._copier.told.connect(self.told)
        self._column = 0
        self._drag_from = -1
        self._drag_row = -1
        self._drag_mode = SelectMode.REPLACE
        self._was_settled = True
        self._watch = OrderWatch(session)
        self._file = -1  # of the current record
        self._moves = False  # while the current record changes from here
        self.records = RecordModel(session, self)
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
        # Else Qt asks of every column whether all its rows are selected: seconds at a million.
        header.setSelectionModel(QItemSelectionModel(self.records, header))
        header.sort_asked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)
        self.columns = ColumnLayout(
            self.records,
            header,
            content_width=self._content_width,
            typical_width=self._typical_width,
            parent=self,
        )
        self.columns.changed.connect(self.layout_changed)
        self.columns.applied.connect(self._place_mark)
        self.columns.apply()
        self._drag_timer = QTimer(self, interval=_SCROLL_MS)
        self._drag_timer.timeout.connect(self._drag_on)
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

    def save_state(self) -> QByteArray:
        """Return widths, order and visibility of the columns."""
        return self.columns.save()

    def restore_state(self, state: QByteArray) -> bool:
        """Take what `save_state` returned; return whether it was that."""
        return self.columns.restore(state)

    def is_settled(self) -> bool:
        """Whether every cell seen now says what it will say."""
        first, last = self._visible_positions()
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
    def choose_columns(self) -> None:
        """Show the list of columns to choose from."""
        chooser = ColumnChooser(self)
        shown = set(self.columns.shown())
        chooser.fill([(name, name in shown) for name in self.columns.names()])
        chooser.toggled.connect(lambda name, on: self.columns.set_shown(name, shown=on))
        chooser.reset_asked.connect(self.columns.reset)
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
        elif not self._step(event) and not self._open(event):
            event.ignore()
            return
        event.accept()

    def _step(self, event: QKeyEvent) -> bool:
        """Go where a key says; return whether it says anything."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~(_SHIFT | _CTRL):
            return False
        ctrl, shift = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
        end = len(self.session.order)
        page = max(self.viewport().height() // max(self.rowHeight(0), 1) - 1, 1)
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._move(-end if ctrl else -1, extend=shift),
            Qt.Key.Key_Down: lambda: self._move(end if ctrl else 1, extend=shift),
            Qt.Key.Key_PageUp: lambda: self._move(-page, extend=shift),
            Qt.Key.Key_PageDown: lambda: self._move(page, extend=shift),
            Qt.Key.Key_Home: lambda: (
                self._move(-end, extend=shift) if ctrl else self._move_column(-1, far=True)
            ),
            Qt.Key.Key_End: lambda: (
                self._move(end, extend=shift) if ctrl else self._move_column(1, far=True)
            ),
            Qt.Key.Key_Left: lambda: self._move_column(-1, far=ctrl),
            Qt.Key.Key_Right: lambda: self._move_column(1, far=ctrl),
        }
        step = steps.get(event.key())
        if step is None:
            return False
        step()
        return True

    def _open(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() not in keys or event.modifiers() & (_CTRL | _SHIFT):
            return False
        if self.session.current >= 0:
            self.open_requested.emit(self.session.current)
        return True

    def _move(self, delta: int, *, extend: bool) -> None:
        self._moves = True
        self.session.move(delta, extend=extend)
        self._moves = False
        self._show_current()

    def _move_column(self, step: int, *, far: bool) -> None:
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
            self._drag_from = self._drag_row = index.row()
            self._drag_mode = SelectMode.ADD if ctrl else SelectMode.REPLACE
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
        if self._drag_from < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        outside = not self.viewport().rect().contains(QPoint(0, at.y()))
        if outside and not self._drag_timer.isActive():
            self._drag_timer.start()
        elif not outside:
            self._drag_timer.stop()
        self._drag_to(at)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = -1
        self._drag_timer.stop()
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

    def _drag_to(self, at: QPoint) -> None:
        height = self.viewport().height()
        row = self.rowAt(min(max(at.y(), 0), height - 1))
        row = self.records.rowCount() - 1 if row < 0 else row
        if row != self._drag_row:
            self._drag_row = row
            self.session.select_range(self._drag_from, row, self._drag_mode)

    @Slot()
    def _drag_on(self) -> None:
        """Scroll while the pointer is held above or below the table."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        beyond = at.y() if at.y() < 0 else at.y() - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + beyond)
        self._drag_to(at)

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
        column = self._header.logicalIndexAt(at)
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
        self._set_current(self._column)
        change = self._watch.take()
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
        self._column = self.columns.first_shown() if hidden else column
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
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        if left < 0 or width > room:
            bar.setValue(bar.value() + left)
        elif left + width > room:
            bar.setValue(bar.value() + left + width - room)

    def _visible_positions(self) -> tuple[int, int]:
        """Return the first and the last position seen; the last is -1 if there is none."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.verticalScrollBar().value() // height
        seen = -(-self.viewport().height() // height) + 1
        return first, min(first + seen, self.records.rowCount()) - 1

    def _content_width(self, column: int) -> int:
        """Return how wide a column must be for the records seen now."""
        first, last = self._visible_positions()
        metrics = self.fontMetrics()
        rows = range(first, min(last + 1, first + _MOST_MEASURED))
        return max((self._cells.content_width(row, column, metrics) for row in rows), default=0)

    def _typical_width(self, column: int) -> int:
        """Return how wide a column must be for records from all over the dataset."""
        metrics = self.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self.records.sample(column)), default=0)
        return widest + self._cells.extra_width(column, metrics)

    @Slot(int, bool)
    def _sort(self, column: int, add: bool) -> None:
        self.session.sort_by(self.records.columns[column], add=add)

    @Slot()
    def _place_mark(self) -> None:
        self._cells.mark_column = self.columns.first_shown()
        self.viewport().update()

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
        self._settle_timer.start()

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
