"""Where the small maps lie: columns that fill the width, rows as many as there are."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 8
"""Logical pixels around each map."""


@dataclass(frozen=True, slots=True)
class CellGrid:
    """Cells of one size in rows; a place is a number from 0, row by row.

    Attributes:
        count: How many cells there are.
        columns: How many lie side by side.
        width: Of a cell, its gap included.
        height: Of a cell, its gap included.
        side: Of the map within it.
    """

    count: int
    columns: int
    width: int
    height: int
    side: int

    @classmethod
    def of(cls, count: int, room: int, side: int, words: int) -> "CellGrid":
        """Return the grid for a width.

        Args:
            count: How many cells.
            room: Width there is.
            side: Of a map, at least, unless there is no room even for one.
            words: Height of what is written below a map.
        """
        columns = max(room // (side + 2 * GAP), 1)
        width = max(room // columns, 2 * GAP + 1)
        side = width - 2 * GAP
        return cls(count, columns, width, side + words + 2 * GAP, side)

    @property
    def total_height(self) -> int:
        """Height of all rows."""
        return -(-self.count // self.columns) * self.height

    def cell(self, place: int) -> QRect:
        """Return where a cell lies, its gap included."""
        row, column = divmod(place, self.columns)
        return QRect(column * self.width, row * self.height, self.width, self.height)

    def map_rect(self, place: int) -> QRect:
        """Return where the map of a cell lies."""
        cell = self.cell(place)
        return QRect(cell.left() + GAP, cell.top() + GAP, self.side, self.side)

    def place_at(self, point: QPoint) -> int:
        """Return the cell at a point, -1 for none."""
        if point.x() < 0 or point.y() < 0 or point.x() >= self.columns * self.width:
            return -1
        place = point.y() // self.height * self.columns + point.x() // self.width
        return place if place < self.count else -1

    def places_in(self, top: int, bottom: int) -> range:
        """Return the cells that lie between two heights, at least in part."""
        first = max(top // self.height, 0) * self.columns
        last = (max(bottom, 0) // self.height + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))
