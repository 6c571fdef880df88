"""What a screen reader is told of the record one is at, in views that are painted by ourselves.

Qt knows the lines of tables and lists, but nothing of the tiles of the grid and of the map: these
have no children that could be read. So the view says in its description where one is, each time
that changes.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.workspace import Workspace


def _tr(text: str) -> str:
    return QCoreApplication.translate("Spoken", text)


def words_for(session: "Session", number: int) -> str:
    """Return a record in words: its number and place, its slide and whether it is selected."""
    if not 0 <= number < session.n_records:
        return ""
    shown = QLocale().toString
    place = int(session.inverse[number])
    where = _tr("record {0}, {1} of {2} shown").format(
        shown(number), shown(place + 1), shown(len(session.order))
    )
    if place < 0:
        where = _tr("record {0}, not shown").format(shown(number))
    parts = [where, session.files[int(session.file_number[number])].name]
    if session.has_location[number]:
        parts.append(
            _tr("x {0}, y {1}").format(shown(int(session.x[number])), shown(int(session.y[number])))
        )
    parts.append(_tr("selected") if session.selection[number] else _tr("not selected"))
    if session.is_damaged[number]:
        parts.append(_tr("damaged"))
    return ", ".join(parts)


class Spoken(QObject):
    """Keeps the descriptions of grid and map in step with the session."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._session = workspace.session
        self._views: tuple[QWidget, ...] = (workspace.grid, workspace.map)
        for signal in (
            self._session.current_changed,
            self._session.selection_changed,
            self._session.order_changed,
            self._session.dataset_changed,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        words = words_for(self._session, self._session.current)
        for view in self._views:
            if words == view.accessibleDescription():
                continue
            view.setAccessibleDescription(words)
            if QAccessible.isActive() and view.isAncestorOf(view.window().focusWidget() or view):
                event = QAccessible.Event.DescriptionChanged
                QAccessible.updateAccessibility(QAccessibleEvent(view, event))
