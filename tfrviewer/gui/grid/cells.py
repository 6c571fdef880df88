"""What is to be drawn of the records in a part of the grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from tfrviewer.gui.grid.captions import caption_texts
from tfrviewer.gui.grid.painting import Cell

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid


def find_cells(grid: "TileGrid", area: QRect) -> list[Cell]:
    """Return the cells in a part of the viewport; the current one last, its ring on top.

    What all of them share is looked up at once for all; pictures only in memory.
    """
    session, tiles, pointer, thumbnails = grid.session, grid.tiles, grid.pointer, grid.thumbnails
    reach = tiles.gap  # frames of tiles beside the area may reach into it
    positions = tiles.visible(grid.offset + area.top() - reach, area.height() + 2 * reach)
    numbers = session.order[positions.start : positions.stop]
    selected = pointer.preview(positions, session.selection[numbers])
    # A box under way shows what it would do: the same rule for what it holds.
    dims = session.dims or (pointer.is_banding and int(selected.sum()) > 1)
    damaged = session.is_damaged[numbers].tolist()
    captions = caption_texts(session, grid.caption, numbers) if tiles.caption else None
    pixels = grid.pixels()
    cells: list[Cell] = []
    current: list[Cell] = []
    for i, (number, is_selected) in enumerate(
        zip(numbers.tolist(), selected.tolist(), strict=True)
    ):
        image = thumbnails.find(number, pixels)
        cell = Cell(
            rect=grid.rect_at(positions.start + i),
            image=image,
            is_broken=image is None and thumbnails.broken(number) is not None,
            is_damaged=damaged[i],
            is_selected=is_selected,
            is_dimmed=dims and not is_selected,
            is_current=number == session.current,
            is_hovered=positions.start + i == pointer.hovered,
            caption=captions[i] if captions is not None else "",
        )
        (current if cell.is_current else cells).append(cell)
    return cells + current
