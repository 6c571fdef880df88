"""What the keys do in the records table."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tfrviewer.gui.records.table import RecordTable

_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_OPENERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TableKeys:
    """Goes where an arrow says, selects with Shift, opens with Return or Space."""

    def __init__(self, table: "RecordTable") -> None:
        self._table = table

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; return whether it says anything."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._table.show_figures()  # as a list below a field opens
            return True
        return self._step(event) or self._open(event)

    def _step(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~(_SHIFT | _CTRL):
            return False
        table = self._table
        ctrl, shift = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
        end, page = len(table.session.order), table.page_step

        def move(delta: int) -> None:
            table.move_record(delta, extend=shift)

        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: move(-end if ctrl else -1),
            Qt.Key.Key_Down: lambda: move(end if ctrl else 1),
            Qt.Key.Key_PageUp: lambda: move(-page),
            Qt.Key.Key_PageDown: lambda: move(page),
            Qt.Key.Key_Home: lambda: move(-end) if ctrl else table.move_column(-1, far=True),
            Qt.Key.Key_End: lambda: move(end) if ctrl else table.move_column(1, far=True),
            Qt.Key.Key_Left: lambda: table.move_column(-1, far=ctrl),
            Qt.Key.Key_Right: lambda: table.move_column(1, far=ctrl),
        }
        step = steps.get(event.key())
        if step is None:
            return False
        step()
        return True

    def _open(self, event: QKeyEvent) -> bool:
        if event.key() not in _OPENERS or event.modifiers() & (_CTRL | _SHIFT):
            return False
        if self._table.session.current >= 0:
            self._table.open_requested.emit(self._table.session.current)
        return True
