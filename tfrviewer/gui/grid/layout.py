"""Where each tile of the grid lies: arithmetic alone, without Qt.

Tiles are counted by their position in the present order. Coordinates are logical pixels of the
whole content, from its top left corner; they are Python integers, so there is no limit to them.
A layout is made anew whenever the count, the width or the size changes, which costs nothing:
every answer is computed from a handful of numbers.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import numpy.typing as npt

MIN_TILE = 32
MAX_TILE = 512
DEFAULT_TILE = 96
MAX_BAR = 2**30
"""The longest scroll bar; Qt counts in 32 bits, and adds to what it counts."""


class Step(Enum):
    """A move of the current tile, as a key asks for it."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    LAST = "last"


def gap_for(tile: int) -> int:
    """Return the space between tiles of the asked size: enough for a frame, little at 32 px."""
    return max(4, min(8, tile // 16))


def next_tile(tile: int, width: int, *, larger: bool) -> int:
    """Return the next size up or down that changes the number of columns, or the limit."""
    columns = GridLayout(1, width, tile).columns
    step = max(1, tile // 16) if larger else -max(1, tile // 16)
    while MIN_TILE <= tile + step <= MAX_TILE:
        tile += step
        if GridLayout(1, width, tile).columns != columns:
            return tile
    return MAX_TILE if larger else MIN_TILE


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Square tiles in rows that fill the width, so that both edges are flush.

    The size asked for says how many columns there are; the tiles then grow or shrink a little
    to fill the width, and the few pixels left are spread over the gaps.

    Attributes:
        count: How many tiles there are.
        width: Width to fill.
        tile: Edge length asked for.
        caption: Height of the line of text under each tile; 0 for none.
        gap: Space around and between tiles.
        columns: Tiles in a row, at least 1.
        side: Edge length of a tile as laid out.
        row_height: From the top of one row to the top of the next.
        rows: Number of rows.
        height: Height of the whole content.
    """

    count: int
    width: int
    tile: int
    caption: int = 0
    gap: int = field(init=False)
    columns: int = field(init=False)
    side: int = field(init=False)
    row_height: int = field(init=False)
    rows: int = field(init=False)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        gap = gap_for(self.tile)
        columns = max(1, round((self.width - gap) / (self.tile + gap)))
        side = max(16, (self.width - gap * (columns + 1)) // columns)
        rows = -(-self.count // columns)
        row_height = side + self.caption + gap
        for name, value in {
            "gap": gap,
            "columns": columns,
            "side": side,
            "row_height": row_height,
            "rows": rows,
            "height": gap + rows * row_height if rows else 0,
        }.items():
            object.__setattr__(self, name, value)

    def column_x(self, column: int) -> int:
        """Return the left edge of a column."""
        spare = self.width - self.gap * (self.columns + 1) - self.side * self.columns
        shift = max(0, spare) * column // (self.columns - 1) if self.columns > 1 else 0
        return self.gap + column * (self.side + self.gap) + shift

    def row_y(self, row: int) -> int:
        """Return the top edge of the tiles of a row."""
        return self.gap + row * self.row_height

    def corner(self, position: int) -> tuple[int, int]:
        """Return the top left corner of a tile."""
        row, column = divmod(position, self.columns)
        return self.column_x(column), self.row_y(row)

    def position_at(self, x: int, y: int) -> int:
        """Return the position of the tile (or its caption) at a point, or -1 between tiles."""
        row, inside = divmod(y - self.gap, self.row_height)
        if y < self.gap or inside >= self.side + self.caption:
            return -1
        column = self._column_at(x)
        if column < 0 or not 0 <= x - self.column_x(column) < self.side:
            return -1
        position = row * self.columns + column
        return position if position < self.count else -1

    def visible(self, top: int, height: int) -> range:
        """Return the positions of the tiles seen in a stretch of the content, whole or in part."""
        if height <= 0 or not self.count:
            return range(0)
        first = max(0, (top - self.gap - self.side - self.caption) // self.row_height + 1)
        last = max(first, -(-(top + height - self.gap) // self.row_height))
        return range(min(self.count, first * self.columns), min(self.count, last * self.columns))

    def positions_in(self, x0: int, y0: int, x1: int, y1: int) -> npt.NDArray[np.int64]:
        """Return the positions of the tiles that a box touches, in order; corners in any order."""
        (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
        columns = [
            column
            for column in range(self.columns)
            if self.column_x(column) <= x1 and self.column_x(column) + self.side > x0
        ]
        first = max(0, (y0 - self.gap) // self.row_height)
        if y0 - self.row_y(first) >= self.side + self.caption:
            first += 1
        last = min(self.rows - 1, (y1 - self.gap) // self.row_height)
        if not columns or last < first:
            return np.empty(0, np.int64)
        rows = np.arange(first, last + 1, dtype=np.int64)[:, None] * self.columns
        found = (rows + np.asarray(columns, np.int64)).ravel()
        return found[found < self.count]

    def step(self, position: int, step: Step, view_height: int) -> int:
        """Return the position that a key leads to; it stays within the tiles there are."""
        page = max(1, view_height // self.row_height) * self.columns
        match step:
            case Step.LEFT:
                to = position - 1
            case Step.RIGHT:
                to = position + 1
            case Step.UP:
                to = position - self.columns if position >= self.columns else position
            case Step.DOWN:
                same_row = position // self.columns == (self.count - 1) // self.columns
                to = position if same_row else position + self.columns
            case Step.PAGE_UP:
                to = position - page if position >= page else position % self.columns
            case Step.PAGE_DOWN:
                to = position + page
            case Step.FIRST:
                to = 0
            case Step.LAST:
                to = self.count - 1
        return max(0, min(self.count - 1, to))

    def max_offset(self, view_height: int) -> int:
        """Return how far the content can be scrolled."""
        return max(0, self.height - view_height)

    def offset_showing(
        self, position: int, offset: int, view_height: int, *, centre: bool = False
    ) -> int:
        """Return the offset nearest to the present one at which a tile is seen whole.

        Args:
            position: The tile.
            offset: Where the content is scrolled to.
            view_height: Height of what is seen of it.
            centre: Put a tile that is not seen at all into the middle, not at the edge.
        """
        top = self.row_y(position // self.columns)
        bottom = top + self.side + self.caption
        unseen = bottom <= offset or top >= offset + view_height
        if centre and unseen:
            wanted = (top + bottom - view_height) // 2
        elif bottom - top + 2 * self.gap > view_height:
            wanted = top
        elif top - self.gap < offset:
            wanted = top - self.gap
        elif bottom + self.gap > offset + view_height:
            wanted = bottom + self.gap - view_height
        else:
            wanted = offset
        return max(0, min(self.max_offset(view_height), wanted))

    def _column_at(self, x: int) -> int:
        """Return the last column that begins at or left of a point; -1 left of all."""
        column = min(self.columns - 1, max(0, (x - self.gap) // (self.side + self.gap)))
        while column >= 0 and self.column_x(column) > x:
            column -= 1
        return column


@dataclass(frozen=True, slots=True)
class ScrollScale:
    """How an offset into the content is told by a scroll bar that cannot count so far.

    Up to `MAX_BAR` pixels one step of the bar is one pixel; beyond it the bar is scaled.

    Attributes:
        span: How far the content can be scrolled.
    """

    span: int

    @property
    def maximum(self) -> int:
        """The last value of the bar."""
        return min(self.span, MAX_BAR)

    def to_bar(self, offset: int) -> int:
        """Return the value of the bar for an offset."""
        return offset if self.span <= MAX_BAR else offset * MAX_BAR // self.span

    def to_offset(self, value: int) -> int:
        """Return the offset for a value of the bar."""
        return value if self.span <= MAX_BAR else value * self.span // MAX_BAR
