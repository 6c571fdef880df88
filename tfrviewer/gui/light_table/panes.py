"""The panes side by side, in as many rows as suit the room."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.light_table.pane import Pane

_GAP: Final = 4
_ASIDE: Final = 76
"""What a pane takes in height besides its tile."""


def columns_for(count: int, width: float, height: float) -> int:
    """Return in how many columns so many tiles, which are mostly square, are largest."""

    def side(columns: int) -> float:
        rows = -(-count // columns)
        return min(width / columns, height / rows - _ASIDE)

    # Only what leaves no row shorter than it must be; of those alike the wider one, where one
    # need not look up and down.
    full = {-(-count // rows) for rows in range(1, count + 1)}
    return max(full, key=lambda columns: (side(columns), columns))


class Panes(QWidget):
    """Lays out the panes, and knows which of them keys act upon.

    Signals:
        activated: Another pane is acted upon; its place.
    """

    activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: list[Pane] = []
        self._active = 0
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._grid.setSpacing(_GAP)

    def __len__(self) -> int:
        return len(self._panes)

    def __iter__(self) -> Iterator[Pane]:
        return iter(self._panes)

    def __getitem__(self, place: int) -> Pane:
        return self._panes[place]

    @property
    def active(self) -> int:
        """The place of the pane that keys act upon."""
        return min(self._active, len(self._panes) - 1)

    def of(self, number: int) -> list[Pane]:
        """Return the panes that show a record."""
        return [pane for pane in self._panes if pane.number == number]

    def place(self, pane: Pane) -> int:
        """Return where a pane is."""
        return self._panes.index(pane)

    def at(self, point: QPoint) -> int:
        """Return the place of the pane at a point, -1 if none is there."""
        places = (i for i, pane in enumerate(self._panes) if pane.geometry().contains(point))
        return next(places, -1)

    def add(self, pane: Pane) -> None:
        """Put a pane after the others."""
        self._panes.append(pane)
        pane.activated.connect(lambda: self.activate(self.place(pane)))
        self._arrange(anew=True)

    def take(self, place: int) -> Pane:
        """Take a pane away; whoever takes it deletes it."""
        pane = self._panes.pop(place)
        if self._active > place or self._active >= len(self._panes):
            self._active = max(self._active - 1, 0)
        pane.hide()
        self._arrange(anew=True)
        return pane

    def activate(self, place: int) -> None:
        """Let keys act upon a pane."""
        changed = place != self._active
        self._active = place
        self._frame()
        if changed:
            self.activated.emit(place)

    def _frame(self) -> None:
        for place, pane in enumerate(self._panes):
            pane.set_active(on=place == self.active and len(self._panes) > 1)

    def _arrange(self, *, anew: bool) -> None:
        if not self._panes:
            return
        columns = columns_for(len(self._panes), self.width(), self.height())
        if columns == self._columns and not anew:
            return
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, pane in enumerate(self._panes):
            row, column = divmod(place, columns)
            self._grid.addWidget(pane, row, column)
            self._grid.setRowStretch(row, 1)
            self._grid.setColumnStretch(column, 1)
            pane.name_pane(place, alone=len(self._panes) == 1)
        self._frame()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(anew=False)
