"""The tiles laid out: in which size, with what beside them, below which headings."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.grid.anchor import Anchor, find_anchor
from tfrviewer.gui.grid.captions import column_of, shown, sorted_column
from tfrviewer.gui.grid.columns import DEFAULT_TILE, MAX_TILE, MIN_TILE, gap_for, next_tile
from tfrviewer.gui.grid.groups import Grouping, Groups
from tfrviewer.gui.grid.layout import GridLayout, Sections
from tfrviewer.gui.grid.looks import Looks
from tfrviewer.gui.grid.painting import CAPTION_MIN_SIDE
from tfrviewer.gui.grid.scrolling import TileArea

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_HEADING_PAD = 10


class ArrangedArea(TileArea):
    """Lays the tiles of a session out and keeps what is looked at in its place.

    Attributes:
        session: The state of all views.
        looks: What is shown beside the pictures.
        groups: What has a heading of its own, or None.

    Signals:
        tile_size_changed: Tiles are shown in another size; the edge length asked for.
        looks_changed: Something else is shown beside the pictures.
    """

    tile_size_changed = Signal(int)
    looks_changed = Signal()

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.looks = Looks()
        self.groups: Groups | None = None
        self._tile = DEFAULT_TILE
        self._order: npt.NDArray[np.uint32] = session.order
        self._grouping = Grouping(session)
        self._folded: set[str | None] = set()
        self._pinned = -1  # the record that kept its place last, until the user scrolls
        self._laying_out = False

    def laid_out(self) -> None:
        """Called after the tiles were laid out anew."""

    # ---------------------------------------------------------------- size and looks

    @property
    def tile_size(self) -> int:
        """The edge length asked for; tiles differ a little from it, to fill the width."""
        return self._tile

    def set_tile_size(self, px: int, at: QPoint | None = None) -> None:
        """Show tiles in another size.

        Args:
            px: Edge length in logical pixels, brought to within 32 and 512.
            at: A point of the viewport that keeps its tile; else the current one, if it is seen,
                or the topmost keeps its place.
        """
        px = max(MIN_TILE, min(MAX_TILE, px))
        if px == self._tile:
            return
        self._tile = px
        self.lay_out(keep=True, at=at)
        self.tile_size_changed.emit(px)

    def zoom(self, steps: int, at: QPoint | None = None) -> None:
        """Show larger (positive) or smaller tiles; each step changes the number of columns."""
        px = self._tile
        for _ in range(abs(steps)):
            px = next_tile(px, self.viewport().width(), larger=steps > 0)
        self.set_tile_size(px, at)

    def set_looks(self, looks: Looks) -> None:
        """Show something else beside the pictures."""
        if looks != self.looks:
            self.looks = looks
            self.lay_out(keep=True)
            self.looks_changed.emit()

    def set_captions(self, *captions: str) -> None:
        """Write something else under the tiles, a line each."""
        self.set_looks(replace(self.looks, captions=captions))

    def shown_captions(self) -> tuple[str, ...]:
        """Return the captions that this dataset has something to say for."""
        return shown(self.session, self.looks.captions)

    def value_column(self) -> str:
        """Return the column whose values are shown on the tiles, "" for none.

        One that stands under the tiles or in the headings is not shown again.
        """
        column = sorted_column(self.session)
        captioned = column in map(column_of, self.looks.captions)
        headed = self.groups is not None and self.groups.column == column
        return "" if captioned or headed or not self.looks.values else column

    # ---------------------------------------------------------------- groups

    def group_name(self, section: int) -> str | None:
        """Return what a group is called; None where its records have no value."""
        return self.groups.names[section] if self.groups is not None else None

    def is_folded(self, section: int) -> bool:
        """Whether a group shows its heading only."""
        return bool(self.tiles.sections.folded[section])

    def fold(self, section: int, *, folded: bool) -> None:
        """Show the heading of a group only, or its tiles as well."""
        name = self.group_name(section)
        if folded:
            self._folded.add(name)
        else:
            self._folded.discard(name)
        stuck = self.tiles.heading_y(section) < self.offset
        self.lay_out(keep=not stuck)
        if stuck:
            self.scroll_to(self.tiles.heading_y(section))

    def fold_all(self, *, folded: bool) -> None:
        """Show the headings only, or the tiles as well."""
        self._folded = set(self.groups.names) if folded and self.groups is not None else set()
        self.lay_out(keep=True)

    def unfold_at(self, position: int) -> None:
        """Show the tiles of the group that a tile belongs to."""
        if 0 <= position < self.tiles.count and self.tiles.is_folded(position):
            self.fold(self.tiles.section_of(position), folded=False)

    def select_group(self, section: int, mode: SelectMode) -> None:
        """Join the tiles of a group to the selection."""
        first, end = self.tiles.section_span(section)
        self.session.select(self.session.order[first:end], mode)

    # ---------------------------------------------------------------- layout

    def lay_out(self, *, keep: bool, at: QPoint | None = None) -> None:
        """Place the tiles anew.

        Args:
            keep: Keep a tile that is seen in its place; else go to the top.
            at: The point of the viewport whose tile keeps its place.
        """
        anchor = self._anchor(at) if keep else None
        was_at_top = self.offset == 0
        self._order = self.session.order
        self.groups = self._grouping.find() if self.looks.headings else None
        width, height = self.viewport().width(), self.viewport().height()
        self.tiles = GridLayout(
            len(self._order), width, self._tile, self._caption_height(), *self._sections()
        )
        offset = self.offset if keep else 0
        if anchor is not None:
            offset = anchor.offset(self.tiles, self.session.inverse, height, was_at_top=was_at_top)
        self._laying_out = True
        self.set_span(self.tiles.max_offset(height), height, self.tiles.row_height)
        self.scroll_to(offset)
        self._laying_out = False
        self._pinned = anchor.number if anchor is not None else -1
        self.laid_out()

    def _caption_height(self) -> int:
        lines = len(self.shown_captions())
        if not lines or self._tile < CAPTION_MIN_SIDE:
            return 0
        return lines * QFontMetrics(self.font()).height() + gap_for(self._tile)

    def _sections(self) -> tuple[Sections, ...]:
        if self.groups is None:
            return ()
        folded = np.array([name in self._folded for name in self.groups.names], np.bool_)
        height = QFontMetrics(self.font()).height() + _HEADING_PAD
        return (Sections(self.groups.starts, folded, height),)

    def _anchor(self, at: QPoint | None) -> Anchor | None:
        if at is not None and (position := self.position_at(at)) >= 0:
            share = (at.y() + self.offset - self.tiles.corner(position)[1]) / self.tiles.side
            return Anchor(int(self._order[position]), share, at.y())
        return find_anchor(
            self.tiles,
            self.offset,
            self.viewport().height(),
            order=self._order,
            inverse=self.session.inverse,
            preferred=(self.session.current, self._pinned),
        )

    @override
    def offset_changed(self, before: int) -> None:
        if not self._laying_out:
            self._pinned = -1

    # ---------------------------------------------------------------- places

    def number_at(self, at: QPoint) -> int:
        """Return the row number of the tile at a point of the viewport, -1 for none."""
        position = self.position_at(at)
        return int(self.session.order[position]) if position >= 0 else -1

    def current_position(self) -> int:
        """Return the position of the current record, -1 if it is not shown."""
        current, inverse = self.session.current, self.session.inverse
        return int(inverse[current]) if 0 <= current < len(inverse) else -1

    def tile_rect(self, number: int) -> QRect:
        """Return where the tile of a record is in the viewport; empty if it is not seen."""
        inverse = self.session.inverse
        position = int(inverse[number]) if 0 <= number < len(inverse) else -1
        if position not in self.visible_positions():
            return QRect()
        return self.rect_at(position)
