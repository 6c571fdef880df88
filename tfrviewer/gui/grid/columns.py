"""How tiles share the width of the grid: arithmetic alone, without Qt."""

from dataclasses import dataclass

MIN_TILE = 32
MAX_TILE = 512
DEFAULT_TILE = 96


def gap_for(tile: int) -> int:
    """Return the space between tiles of the asked size: enough for a frame, little at 32 px."""
    return max(4, min(8, tile // 16))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of equal width, flush with both edges.

    Attributes:
        width: Width to fill.
        gap: Space around and between tiles.
        count: How many columns, at least 1.
        side: Edge length of a tile.
    """

    width: int
    gap: int
    count: int
    side: int

    @classmethod
    def of(cls, width: int, tile: int) -> "Columns":
        """Return the columns of about `tile` pixels that fill a width."""
        gap = gap_for(tile)
        count = max(1, round((width - gap) / (tile + gap)))
        return cls(width, gap, count, max(16, (width - gap * (count + 1)) // count))

    def x(self, column: int) -> int:
        """Return the left edge of a column."""
        spare = self.width - self.gap * (self.count + 1) - self.side * self.count
        shift = max(0, spare) * column // (self.count - 1) if self.count > 1 else 0
        return self.gap + column * (self.side + self.gap) + shift

    def at(self, x: int) -> int:
        """Return the column at a point, -1 between columns."""
        column = min(self.count - 1, max(0, (x - self.gap) // (self.side + self.gap)))
        while column >= 0 and self.x(column) > x:
            column -= 1
        return column if column >= 0 and x - self.x(column) < self.side else -1

    def touched(self, x0: int, x1: int) -> tuple[int, int]:
        """Return the first column that a stretch touches, and the one after the last."""
        columns = [
            column
            for column in range(self.count)
            if self.x(column) <= x1 and self.x(column) + self.side > x0
        ]
        return (columns[0], columns[-1] + 1) if columns else (0, 0)


def next_tile(tile: int, width: int, *, larger: bool) -> int:
    """Return the next size up or down that changes the number of columns, or the limit."""
    count = Columns.of(width, tile).count
    step = max(1, tile // 16) if larger else -max(1, tile // 16)
    while MIN_TILE <= tile + step <= MAX_TILE:
        tile += step
        if Columns.of(width, tile).count != count:
            return tile
    return MAX_TILE if larger else MIN_TILE
