"""What the keys do in the grid."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tfrviewer.gui.grid.layout import Step

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid

_Key = Qt.Key
_STEPS: Final[dict[int, Step]] = {
    _Key.Key_Left: Step.LEFT,
    _Key.Key_Right: Step.RIGHT,
    _Key.Key_Up: Step.UP,
    _Key.Key_Down: Step.DOWN,
    _Key.Key_PageUp: Step.PAGE_UP,
    _Key.Key_PageDown: Step.PAGE_DOWN,
    _Key.Key_Home: Step.FIRST,
    _Key.Key_End: Step.LAST,
}


def handle_key(grid: "TileGrid", event: QKeyEvent) -> bool:
    """Do what a key asks for; return whether it asks for anything here.

    Keys that a menu of the window has too are taken by the menu before they come here.
    """
    key = event.key()
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key in _STEPS:
        grid.step(_STEPS[key], extend=shift)
        return True
    return _control_key(grid, key) if ctrl else _plain_key(grid, key)


def _plain_key(grid: "TileGrid", key: int) -> bool:
    match key:
        case _Key.Key_Space | _Key.Key_Return | _Key.Key_Enter:
            grid.open_current()
        case _Key.Key_Escape:
            grid.give_up()
        case _:
            return False
    return True


def _control_key(grid: "TileGrid", key: int) -> bool:
    session = grid.session
    match key:
        case _Key.Key_A:
            session.select_all()
        case _Key.Key_I:
            session.invert_selection()
        case _Key.Key_Space if session.current >= 0:
            session.click(session.current, ctrl=True, shift=False)
        case _Key.Key_Plus | _Key.Key_Equal:
            grid.zoom(1)
        case _Key.Key_Minus:
            grid.zoom(-1)
        case _Key.Key_C:
            grid.copy()
        case _:
            return False
    return True
