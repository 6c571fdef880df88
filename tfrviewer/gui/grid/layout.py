"""Where each tile of the grid lies: arithmetic alone, without Qt.

Tiles are counted by their position in the present order. Coordinates are logical pixels of the
whole content, from its top left corner. A layout is made anew whenever the count, the width or
the size changes, which costs next to nothing: answers are computed from a handful of numbers for
each group of tiles.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import numpy.typing as npt

from tfrviewer.gui.grid.columns import Columns, gap_for

Positions = npt.NDArray[np.int64]


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


@dataclass(frozen=True, eq=False, slots=True)
class Sections:
    """How the tiles are divided into groups, each below a heading.

    Attributes:
        starts: Position of the first tile of each group, int64 (k,), from 0 on, rising.
        folded: Which groups show their heading only, bool (k,).
        heading: Height of a heading.
    """

    starts: Positions
    folded: npt.NDArray[np.bool_]
    heading: int

    def __len__(self) -> int:
        return len(self.starts)


_WHOLE = Sections(np.zeros(1, np.int64), np.zeros(1, np.bool_), 0)


@dataclass(frozen=True, eq=False, slots=True)
class GridLayout:
    """Square tiles in rows that fill the width, so that both edges are flush.

    The size asked for says how many columns there are; the tiles then grow or shrink a little
    to fill the width, and the few pixels left are spread over the gaps. Each group of tiles
    begins a new row, below its heading.

    Attributes:
        count: How many tiles there are.
        width: Width to fill.
        tile: Edge length asked for.
        caption: Height of the text under each tile; 0 for none.
        sections: The groups; by default there is one without a heading.
        gap: Space around and between tiles.
        columns: Tiles in a row, at least 1.
        side: Edge length of a tile as laid out.
        row_height: From the top of one row to the top of the next.
        rows: Number of rows, of groups that are not folded.
        height: Height of the whole content.
    """

    count: int
    width: int
    tile: int
    caption: int = 0
    sections: Sections = _WHOLE
    gap: int = field(init=False)
    columns: int = field(init=False)
    side: int = field(init=False)
    row_height: int = field(init=False)
    rows: int = field(init=False)
    height: int = field(init=False)
    _across: Columns = field(init=False)
    _ends: Positions = field(init=False)  # of each group: the position after its last tile,
    _tops: Positions = field(init=False)  # the top of its heading, and of what follows the last,
    _before: Positions = field(init=False)  # how many rows are above it, and in all
    _starts: list[int] = field(init=False)  # the same as arrays: quicker for one tile
    _heights: list[int] = field(init=False)

    def __post_init__(self) -> None:
        gap = gap_for(self.tile)
        across = Columns.of(self.width, self.tile)
        parts = self.sections
        ends = np.append(parts.starts[1:], self.count).astype(np.int64)
        rows = -(-(ends - parts.starts) // across.count)
        rows[parts.folded] = 0
        row_height = across.side + self.caption + gap
        heights = parts.heading + rows * row_height + gap * (rows > 0)
        tops = np.concatenate([[0], np.cumsum(heights)]).astype(np.int64)
        before = np.concatenate([[0], np.cumsum(rows)]).astype(np.int64)
        for name, value in {
            "gap": gap,
            "columns": across.count,
            "side": across.side,
            "row_height": row_height,
            "rows": int(before[-1]),
            "height": int(tops[-1]),
            "_across": across,
            "_ends": ends,
            "_tops": tops,
            "_before": before,
            "_starts": parts.starts.tolist(),
            "_heights": tops.tolist(),
        }.items():
            object.__setattr__(self, name, value)

    # ---------------------------------------------------------------- groups

    @property
    def heading(self) -> int:
        """The height of a heading, 0 where there are none."""
        return self.sections.heading

    def section_of(self, position: int) -> int:
        """Return the group that a tile belongs to."""
        return bisect_right(self._starts, position) - 1

    def section_at(self, y: int) -> int:
        """Return the group, with its heading, that a height of the content belongs to."""
        at = bisect_right(self._heights, y) - 1
        return max(0, min(len(self.sections) - 1, at))

    def section_span(self, section: int) -> tuple[int, int]:
        """Return the position of the first tile of a group and the one after its last."""
        return self._starts[section], int(self._ends[section])

    def heading_y(self, section: int) -> int:
        """Return the top of a group's heading; that after the last is the end of the content."""
        return self._heights[section]

    def is_folded(self, position: int) -> bool:
        """Whether a tile is hidden, its group showing the heading only."""
        return bool(self.sections.folded[self.section_of(position)])

    def headings(self, top: int, height: int) -> list[tuple[int, int]]:
        """Return the headings seen in a stretch of the content: (group, its top), in order.

        The heading of the group at the top stays there, until that of the next pushes it out.
        """
        if not self.heading or not self.count or height <= 0:
            return []
        first = self.section_at(top)
        last = self.section_at(top + height - 1)
        found = [(i, self.heading_y(i)) for i in range(first + 1, last + 1)]
        stuck = min(max(top, self.heading_y(first)), self.heading_y(first + 1) - self.heading)
        return [(first, stuck), *found]

    # ---------------------------------------------------------------- places

    def column_x(self, column: int) -> int:
        """Return the left edge of a column."""
        return self._across.x(column)

    def corner(self, position: int) -> tuple[int, int]:
        """Return the top left corner of a tile; of a folded one, as if it were the first."""
        section = self.section_of(position)
        row, column = divmod(position - self._starts[section], self.columns)
        top = self.heading_y(section)
        if self.sections.folded[section]:
            return self.column_x(0), top
        return self.column_x(column), top + self.heading + self.gap + row * self.row_height

    def position_at(self, x: int, y: int) -> int:
        """Return the position of the tile (or its caption) at a point, or -1 between tiles."""
        section = self.section_at(y)
        first, end = self.section_span(section)
        into = y - self.heading_y(section) - self.heading - self.gap
        row, inside = divmod(into, self.row_height)
        if into < 0 or inside >= self.side + self.caption or self.sections.folded[section]:
            return -1
        column = self._across.at(x)
        position = first + row * self.columns + column
        return position if column >= 0 and position < end else -1

    def visible(self, top: int, height: int) -> Positions:
        """Return the positions of the tiles seen in a stretch of the content, whole or in part."""
        if height <= 0 or not self.count:
            return np.empty(0, np.int64)
        return self._in_rows(top, top + height - 1, 0, self.columns)

    def positions_in(self, x0: int, y0: int, x1: int, y1: int) -> Positions:
        """Return the positions of the tiles that a box touches, in order; corners in any order."""
        (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
        first, last = self._across.touched(x0, x1)
        return self._in_rows(y0, y1, first, last)

    def _in_rows(self, y0: int, y1: int, first: int, last: int) -> Positions:
        """Return the positions in some columns (from `first` to before `last`) of some rows."""
        if y1 < 0 or y0 >= self.height or last <= first or not self.count:
            return np.empty(0, np.int64)
        parts = slice(self.section_at(y0), self.section_at(y1) + 1)
        starts, ends = self.sections.starts[parts], self._ends[parts]
        body = self._tops[:-1][parts] + self.heading + self.gap
        rows = self._before[1:][parts] - self._before[:-1][parts]
        # The first row whose tiles end below y0, and the one after the last that begins above y1.
        low = np.clip(-((body + self.side + self.caption - y0 - 1) // self.row_height), 0, rows)
        high = np.clip((y1 - body) // self.row_height + 1, low, rows)
        n = high - low
        row = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + np.repeat(low, n)
        line = np.repeat(starts, n) + row * self.columns
        found = line[:, None] + np.arange(first, last, dtype=np.int64)
        inside = found < np.repeat(ends, n)[:, None]
        return np.asarray(found[inside], np.int64)

    # ---------------------------------------------------------------- keys

    def step(self, position: int, step: Step, view_height: int) -> int:
        """Return the position that a key leads to: a tile that can be seen, if there is one."""
        if not self.rows:
            return position
        page = max(1, (view_height - self.heading) // self.row_height)
        match step:
            case Step.LEFT:
                to = self._next(position, -1)
            case Step.RIGHT:
                to = self._next(position, 1)
            case Step.UP:
                to = self._rows_on(position, -1)
            case Step.DOWN:
                to = self._rows_on(position, 1)
            case Step.PAGE_UP:
                to = self._rows_on(position, -page)
            case Step.PAGE_DOWN:
                to = self._rows_on(position, page)
            case Step.FIRST:
                to = self._next(-1, 1)
            case Step.LAST:
                to = self._next(self.count, -1)
        return to

    def _next(self, position: int, way: int) -> int:
        """Return the next tile that is not folded away, or the same if there is none."""
        to = position + way
        if not 0 <= to < self.count:
            return max(0, min(self.count - 1, position))
        section = self.section_of(to)
        if not self.sections.folded[section]:
            return to
        open_ones = np.flatnonzero(~self.sections.folded & (self._ends > self.sections.starts))
        if way > 0:
            after = open_ones[open_ones > section]
            return int(self.sections.starts[after[0]]) if len(after) else position
        before = open_ones[open_ones < section]
        return int(self._ends[before[-1]]) - 1 if len(before) else position

    def _rows_on(self, position: int, by: int) -> int:
        """Return the tile below or above by so many rows, or as many as there are."""
        section = self.section_of(position)
        first = int(self.sections.starts[section])
        row, column = divmod(position - first, self.columns)
        here = int(self._before[section]) + (0 if self.sections.folded[section] else row)
        there = max(0, min(self.rows - 1, here + by))
        # The last group that begins at or above that row, and is not empty or folded.
        to = int(np.searchsorted(self._before, there, side="right")) - 1
        start, end = self.section_span(to)
        return min(end - 1, start + (there - int(self._before[to])) * self.columns + column)

    # ---------------------------------------------------------------- scrolling

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
        _, top = self.corner(position)
        bottom = top + self.side + self.caption
        unseen = bottom <= offset + self.heading or top >= offset + view_height
        room = self.heading + self.gap  # the heading stays at the top and covers what is there
        if centre and unseen:
            wanted = (top + bottom - view_height - self.heading) // 2
        elif bottom - top + room + self.gap > view_height:
            wanted = top - (self.heading if view_height > 2 * self.heading else 0)
        elif top - room < offset:
            wanted = top - room
        elif bottom + self.gap > offset + view_height:
            wanted = bottom + self.gap - view_height
        else:
            wanted = offset
        return max(0, min(self.max_offset(view_height), wanted))


MAX_BAR = 2**30
"""The longest scroll bar; Qt counts in 32 bits, and adds to what it counts."""


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
