"""Selecting records of the table by dragging over them, beyond its edges as well."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer, Slot

from tfrviewer.gui.choice import SelectMode

if TYPE_CHECKING:
    from tfrviewer.gui.records.table import RecordTable

_SCROLL_MS: Final = 40


class DragSelection(QObject):
    """Selects from where the button was pressed to where the pointer is."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(table)
        self._table = table
        self._first = -1
        self._last = -1
        self._mode = SelectMode.REPLACE
        self._timer = QTimer(self, interval=_SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    def begin(self, position: int, mode: SelectMode) -> None:
        """Begin at a position in the order."""
        self._first = self._last = position
        self._mode = mode
        self._table.session.history.begin_drag()

    def go_on(self, at: QPoint) -> None:
        """Select up to a point of the viewport; scroll while it is outside."""
        if self._first < 0:
            return
        outside = not self._table.viewport().rect().contains(QPoint(0, at.y()))
        if outside and not self._timer.isActive():
            self._timer.start()
        elif not outside:
            self._timer.stop()
        self._select(at)

    def end(self) -> None:
        """The button was released."""
        self._first = -1
        self._timer.stop()
        self._table.session.history.end_drag()

    def _select(self, at: QPoint) -> None:
        table = self._table
        row = table.rowAt(min(max(at.y(), 0), table.viewport().height() - 1))
        row = table.records.rowCount() - 1 if row < 0 else row
        if row != self._last:
            self._last = row
            table.session.select_range(self._first, row, self._mode)

    @Slot()
    def _scroll(self) -> None:
        """Scroll while the pointer is held above or below the table."""
        viewport, bar = self._table.viewport(), self._table.verticalScrollBar()
        at = viewport.mapFromGlobal(self._table.cursor().pos())
        bar.setValue(bar.value() + (at.y() if at.y() < 0 else at.y() - viewport.height()))
        self._select(at)
