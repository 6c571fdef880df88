"""What is to be drawn of the records in a part of the grid."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect

from tfrviewer.gui.grid.captions import caption_lines, value_texts
from tfrviewer.gui.grid.headings import Heading
from tfrviewer.gui.grid.painting import Cell
from tfrviewer.gui.grid.words import group_title

if TYPE_CHECKING:
    from tfrviewer.gui.grid.view import TileGrid


def find_cells(grid: "TileGrid", area: QRect) -> list[Cell]:
    """Return the cells in a part of the viewport; the current one last, its ring on top.

    What all of them share is looked up at once for all; pictures only in memory.
    """
    session, tiles, pointer, thumbnails = grid.session, grid.tiles, grid.pointer, grid.thumbnails
    reach = tiles.gap  # frames of tiles beside the area may reach into it
    positions = tiles.visible(grid.offset + area.top() - reach, area.height() + 2 * reach)
    numbers = session.order[positions]
    selected = pointer.preview(positions, session.selection[numbers])
    # A box under way shows what it would do: the same rule for what it holds.
    dims = session.dims or (pointer.is_banding and int(selected.sum()) > 1)
    damaged = session.is_damaged[numbers].tolist()
    captions = caption_lines(session, grid.shown_captions(), numbers) if tiles.caption else None
    column = grid.value_column()
    values = value_texts(session, column, numbers) if column else None
    pixels, flags = grid.pixels(), session.flags
    cells: list[Cell] = []
    current: list[Cell] = []
    for i, (position, number, is_selected) in enumerate(
        zip(positions.tolist(), numbers.tolist(), selected.tolist(), strict=True)
    ):
        image = thumbnails.find(number, pixels)
        cell = Cell(
            rect=grid.rect_at(position),
            image=image,
            is_broken=image is None and thumbnails.broken(number) is not None,
            is_damaged=damaged[i],
            is_selected=is_selected,
            is_dimmed=dims and not is_selected,
            is_current=number == session.current,
            is_hovered=position == pointer.hovered,
            lines=captions[i] if captions is not None else (),
            value=values[i] if values is not None else "",
            flag=flags.flag_of(number) or "",
            has_note=bool(flags.note_of(number)),
        )
        (current if cell.is_current else cells).append(cell)
    return cells + current


def find_headings(grid: "TileGrid") -> list[Heading]:
    """Return the headings that are seen."""
    session, tiles = grid.session, grid.tiles
    found = []
    for section, rect in grid.headings():
        first, end = tiles.section_span(section)
        chosen = 0
        if session.n_selected:
            chosen = int(np.count_nonzero(session.selection[session.order[first:end]]))
        found.append(
            Heading(
                rect=rect,
                title=group_title(grid.group_name(section)),
                count=end - first,
                selected=chosen,
                is_folded=grid.is_folded(section),
                is_hovered=section == grid.pointer.hovered_heading,
                is_stuck=tiles.heading_y(section) < grid.offset,
            )
        )
    return found
