"""What keeps its place on the screen while tiles are laid out anew: arithmetic without Qt."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tfrviewer.gui.grid.layout import GridLayout


@dataclass(frozen=True, slots=True)
class Anchor:
    """A tile, and where it is seen.

    Attributes:
        number: The record's row number.
        share: A share of the tile's height, from its top.
        y: Where that is in the viewport.
        is_whole: Whether the tile is to be seen whole, even if its place shifts for it.
    """

    number: int
    share: float
    y: int
    is_whole: bool = False

    def offset(
        self,
        tiles: GridLayout,
        inverse: npt.NDArray[np.int64],
        view_height: int,
        *,
        was_at_top: bool,
    ) -> int:
        """Return the offset at which the tile is where it was, in another layout.

        Args:
            tiles: The new layout.
            inverse: Position of each row number, as of now.
            view_height: Height of the viewport.
            was_at_top: The content was not scrolled; then it stays so, if the tile is seen.
        """
        position = int(inverse[self.number])
        if was_at_top and tiles.offset_showing(position, 0, view_height) == 0:
            return 0
        offset = tiles.corner(position)[1] + round(self.share * tiles.side) - self.y
        return tiles.offset_showing(position, offset, view_height) if self.is_whole else offset


def find_anchor(
    tiles: GridLayout,
    offset: int,
    view_height: int,
    *,
    order: npt.NDArray[np.uint32],
    inverse: npt.NDArray[np.int64],
    preferred: tuple[int, ...],
) -> Anchor | None:
    """Return a tile that is seen in the old layout and still shown in the new order.

    Args:
        tiles: The old layout.
        offset: Where it is scrolled to.
        view_height: Height of the viewport.
        order: The order that `tiles` lays out.
        inverse: Position of each row number in the new order.
        preferred: Row numbers to keep in place if they are seen: the first in its middle, whole;
            the others, and failing them the topmost, by their top edge.
    """
    seen = tiles.visible(offset, view_height)
    numbers = order[seen].tolist()
    shown = [
        i for i, number in enumerate(numbers) if number < len(inverse) and inverse[number] >= 0
    ]
    if not shown:
        return None
    index, share = shown[0], 0.0
    for place, number in enumerate(preferred):
        if number in numbers and numbers.index(number) in shown:
            index, share = numbers.index(number), 0.0 if place else 0.5
            break
    y = tiles.corner(int(seen[index]))[1] + round(share * tiles.side) - offset
    return Anchor(numbers[index], share, y, is_whole=share > 0)
