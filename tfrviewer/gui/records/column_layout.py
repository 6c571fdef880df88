"""Keeps the header as a person arranged it, by the names of the columns."""

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, Slot

from tfrviewer.gui.records.columns import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tfrviewer.gui.records.header import RecordHeader
    from tfrviewer.gui.records.model import RecordModel

WIDEST_AT_FIRST: Final = 280
ENOUGH_AT_LAST: Final = 140
"""With this much room left, the last column is cut rather than scrolled."""


class ColumnLayout(QObject):
    """Applies a `Layout` to the header while columns come and go, and learns from the header.

    Signals:
        changed: A person moved, resized, hid or showed a column.
        applied: Columns were placed, shown or hidden, by whomever.
    """

    changed = Signal()
    applied = Signal()

    def __init__(
        self,
        model: "RecordModel",
        header: "RecordHeader",
        *,
        content_width: "Callable[[int], int]",
        typical_width: "Callable[[int], int]",
        parent: QObject,
    ) -> None:
        """Take over a header.

        Args:
            model: What it is the header of.
            header: The header, already in its view.
            content_width: How wide a column must be for the records seen now.
            typical_width: How wide it must be for records from all over the dataset.
            parent: Its owner.
        """
        super().__init__(parent)
        self._model = model
        self._header = header
        self._content_width = content_width
        self._typical_width = typical_width
        self._layout = Layout()
        self._sized: set[str] = set()
        self._natural: dict[str, int] = {}  # widths that fit, as chosen for this dataset
        self._measured: dict[str, int] = {}  # how many records there were when they were
        self._stretched = ""  # the last column shown, while it takes the room that is left
        self._busy = False
        # Rows come in many batches: the header is arranged once after each burst.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.apply)
        model.modelReset.connect(self._later.start)
        model.columnsInserted.connect(self._later.start)
        model.rowsInserted.connect(self._later.start)
        model.dataChanged.connect(self._later.start)
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)

    def names(self) -> list[str]:
        """Return the names of the columns that are there, left to right, hidden ones too."""
        columns = self._model.columns
        return [columns[self._header.logicalIndex(i)] for i in range(self._header.count())]

    def shown(self) -> list[str]:
        """Return the names of the columns that are shown, left to right."""
        return [name for name in self.names() if not self._layout.is_hidden(name)]

    def first_shown(self) -> int:
        """Return the leftmost column shown, as the model counts; -1 if all are hidden."""
        header = self._header
        logical = (header.logicalIndex(i) for i in range(header.count()))
        return next((i for i in logical if not header.isSectionHidden(i)), -1)

    def frozen(self) -> list[int]:
        """Return the columns shown that are frozen, as the model counts, left to right."""
        columns, header = self._model.columns, self._header
        if header.count() != len(columns):
            return []
        places = (header.logicalIndex(i) for i in range(len(self._layout.frozen)))
        return [
            i
            for i in places
            if 0 <= i < len(columns)
            and columns[i] in self._layout.frozen
            and not header.isSectionHidden(i)
        ]

    def is_frozen(self, name: str) -> bool:
        """Whether a column stays at the left while the others scroll."""
        return name in self._layout.frozen

    def freeze(self, name: str, *, on: bool) -> None:
        """Have a column stay at the left, or scroll with the others again."""
        self._layout.take_order(self.names())
        self._layout.freeze(name, on=on)
        self.apply()
        self.changed.emit()

    def arrange(self, names: list[str]) -> None:
        """Put the columns that are there into an order; frozen ones stay before the others."""
        self._layout.take_order(names)
        self.apply()
        self.changed.emit()

    def set_shown(self, name: str, *, shown: bool) -> None:
        """Show or hide a column; the last one shown stays."""
        if not shown and self.shown() == [name]:
            return
        self._layout.hidden[name] = not shown
        self.apply()
        self.changed.emit()

    def show_only(self, names: "Collection[str]") -> None:
        """Show these columns and no others; with none of them the first one stays."""
        columns = self.names()
        shown = [name for name in columns if name in names] or columns[:1]
        self._layout.hidden.update({name: name not in shown for name in columns})
        self.apply()
        self.changed.emit()

    def show_all(self) -> None:
        """Show every column."""
        self.show_only(self.names())

    def reset(self) -> None:
        """Forget everything a person chose."""
        self._layout = Layout()
        self._sized.clear()
        self._natural.clear()
        self._measured.clear()
        self.apply()
        self.changed.emit()

    def fit(self, columns: list[int]) -> None:
        """Make columns as wide as the records seen now need."""
        for column in columns:
            width = max(self._content_width(column), self._header.wanted_width(column))
            self._header.resizeSection(column, width)

    def refit(self) -> None:
        """Fit the columns to another dataset, but for those whose width a person set."""
        self._sized.clear()
        self._natural.clear()
        self._measured.clear()
        self._later.start()

    def stretch(self) -> None:
        """Give the last column shown what room is left, if it is text of no width set by hand."""
        header, columns = self._header, self._model.columns
        if header.count() != len(columns):
            return
        before, self._busy = self._busy, True
        places = [header.logicalIndex(i) for i in range(header.count())]
        last = next((i for i in reversed(places) if not header.isSectionHidden(i)), -1)
        name = columns[last] if last >= 0 else ""
        if self._stretched not in ("", name) and self._stretched in columns:
            width = self._layout.widths.get(self._stretched, self._natural.get(self._stretched))
            at = columns.index(self._stretched)
            if width is not None and not header.isSectionHidden(at):
                header.resizeSection(at, width)
        self._stretched = ""
        fits = name in self._natural and name not in self._layout.widths
        if fits and not self._model.is_right(last):
            self._stretched = name
            left = header.viewport().width() - header.length() + header.sectionSize(last)
            least = min(self._natural[name], ENOUGH_AT_LAST)
            header.resizeSection(last, left if left >= least else self._natural[name])
        self._busy = before

    def save(self) -> QByteArray:
        """Return the layout for `restore`."""
        self._layout.take_order(self.names())
        return QByteArray(json.dumps(self._layout.to_json(), ensure_ascii=False).encode())

    def restore(self, state: QByteArray) -> bool:
        """Take a layout that `save` gave; return whether it was one."""
        try:
            self._layout = Layout.from_json(json.loads(bytes(state.data())))
        except (ValueError, TypeError):
            return False
        self._sized.clear()
        self.apply()
        return True

    @Slot()
    def apply(self) -> None:
        """Arrange the header; does nothing where it is arranged."""
        header, columns = self._header, self._model.columns
        if header.count() != len(columns):
            return
        self._later.stop()
        self._busy = True
        for visual, name in enumerate(self._layout.arranged(columns)):
            at = header.visualIndex(columns.index(name))
            if at != visual:
                header.moveSection(at, visual)
        for i, name in enumerate(columns):
            if header.isSectionHidden(i) != self._layout.is_hidden(name):
                header.setSectionHidden(i, self._layout.is_hidden(name))
            if not header.isSectionHidden(i):
                self._size(i, name)
        self.stretch()
        self._busy = False
        self.applied.emit()

    def _size(self, i: int, name: str) -> None:
        """Give a column the width a person set, or the one that fits."""
        header = self._header
        if name in self._layout.widths:
            if name not in self._sized:
                header.resizeSection(i, self._layout.widths[name])
                self._sized.add(name)
            return
        wanted = header.wanted_width(i)
        width = self._natural.get(name, 0)
        # While records come in, twice as many make it worth to look at their values again, and
        # while fields are read, those alone.
        rows = self._model.rowCount()
        changes = self._model.is_complete or (
            self._model.is_pending(i) and not self._model.is_growing
        )
        soon = not changes and rows < 2 * self._measured.get(name, 0)
        if name not in self._sized and not soon:
            self._measured[name] = rows
            most = self._typical_width(i)
            width = most if self._model.is_right(i) else min(most, WIDEST_AT_FIRST)
            # What fits while there is nothing to see, or not all, is not the last word.
            if rows and self._model.is_complete:
                self._sized.add(name)
        width = max(width, wanted)  # a sort key's signs need room too
        self._natural[name] = width
        if header.sectionSize(i) != width and name != self._stretched:
            header.resizeSection(i, width)

    @Slot(int, int, int)
    def _moved(self, column: int, _: int, __: int) -> None:
        if not self._busy:
            self._layout.take_move(self._model.columns[column], self.names())
            self.stretch()
            # Not within the header's own move: it still has places to tell of.
            self._later.start()
            self.changed.emit()

    @Slot(int, int, int)
    def _resized(self, column: int, _: int, width: int) -> None:
        if not self._busy and width and column < len(self._model.columns):
            name = self._model.columns[column]
            self._layout.widths[name] = width
            self._sized.add(name)
            self.stretch()
            self.changed.emit()
