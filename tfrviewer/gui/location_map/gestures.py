"""What the user does on the map: clicks, boxes, lassos and keys as intents of the session."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from tfrviewer.gui.choice import SelectMode
from tfrviewer.gui.location_map import words
from tfrviewer.gui.location_map.canvas import MapCanvas
from tfrviewer.gui.location_map.slide import IntArray, Slide
from tfrviewer.tiles.layout.lasso import Lasso
from tfrviewer.tiles.layout.placement import Direction
from tfrviewer.tiles.layout.surroundings import tiles_around

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

_REACH = 3  # so many logical pixels beside a tile are still a click on it
_BESIDE = 1.25  # tiles: the next ones, also where they lie a little off the grid
_MOST_AROUND = 64  # of tiles that lie in one place there may be any number

_Modifier = Qt.KeyboardModifier


class Gestures(QObject):
    """Finds the tiles that a gesture on the canvas is about, and tells the session.

    Attributes:
        slide: The slide on the map, None while there is none.
        box_text: What the box or the lasso of a selection under way holds.
        is_clicking: Whether the current record changes because it was clicked here.

    Signals:
        open_requested: A tile is to be shown large; its row number.
    """

    open_requested = Signal(int)

    def __init__(self, session: "Session", canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self.slide: Slide | None = None
        self.box_text = ""
        self.is_clicking = False
        self._lasso: Lasso | None = None
        canvas.clicked.connect(self._click)
        canvas.opened.connect(self._open_at)
        canvas.boxed.connect(self._select_box)
        canvas.box_changed.connect(self._count_box)
        canvas.lasso_begun.connect(self._begin_lasso)
        canvas.lasso_grown.connect(self._grow_lasso)
        canvas.lasso_ended.connect(self._end_lasso)
        canvas.stepped.connect(self._step)
        canvas.paged.connect(self.page)
        canvas.open_current.connect(self._open_current)
        canvas.centre_current.connect(self.centre_current)

    def current_tile(self) -> int:
        """Return the tile of the current record, -1 if it is not on the map."""
        return -1 if self.slide is None else self.slide.tile_of(self._session.current)

    def current_number(self) -> int:
        """Return the row number of the current record, -1 if it is not on the map."""
        return self._session.current if self.current_tile() >= 0 else -1

    def take_up(self, number: int) -> None:
        """Make a tile that is pointed at the current one; a selection it belongs to stays."""
        self.is_clicking = True
        if self._session.selection[number]:
            self._session.set_current(number)
        else:
            self._session.click(number, ctrl=False, shift=False)
        self.is_clicking = False

    def select_around(self, number: int) -> None:
        """Select a tile and those that are shown right beside it, also across the corners."""
        slide = self.slide
        tile = -1 if slide is None else slide.tile_of(number)
        if slide is None or tile < 0:
            return
        around = tiles_around(slide.tiles, tile, reach=_BESIDE, most=_MOST_AROUND).tiles
        both = np.concatenate([[tile], around[slide.visible[around]]])
        self._session.select(slide.located.numbers[np.sort(both)], SelectMode.REPLACE)

    def select_slide(self) -> None:
        """Select all tiles that are shown of the slide."""
        if self.slide is not None:
            numbers = self.slide.located.numbers[self.slide.visible]
            self._session.select(numbers, SelectMode.REPLACE)

    def number_at(self, at: QPointF) -> int:
        """Return the row number of the tile at a point of the widget, -1 for none."""
        tile = self._tile_at(at)
        return -1 if self.slide is None or tile < 0 else int(self.slide.located.numbers[tile])

    def _tile_at(self, at: QPointF, *, hidden: bool = False) -> int:
        """Return the tile under a point of the widget, -1 for none."""
        if self.slide is None or not self._canvas.plot_rect().contains(at):
            return -1
        reach = 0.0 if hidden else _REACH / self._canvas.scale_factor
        among = None if hidden else self.slide.visible
        return self.slide.tiles.tile_at(*self._canvas.to_plane(at), reach=reach, among=among)

    def _click(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        slide, session = self.slide, self._session
        if slide is None:
            return
        tile = self._tile_at(at)
        plain = not modifiers & (
            _Modifier.ControlModifier | _Modifier.ShiftModifier | _Modifier.AltModifier
        )
        if tile < 0:
            if plain and self._tile_at(at, hidden=True) < 0:
                session.clear_selection()
            return
        number = int(slide.located.numbers[self._next_in_place(tile) if plain else tile])
        self.is_clicking = True
        if modifiers & _Modifier.AltModifier:
            session.select(np.array([number]), SelectMode.REMOVE)
        elif modifiers & _Modifier.ShiftModifier:
            session.select(np.array([number]), SelectMode.ADD)
            session.set_current(number)
        else:
            ctrl = bool(modifiers & _Modifier.ControlModifier)
            session.click(number, ctrl=ctrl, shift=False)
        self.is_clicking = False

    def _next_in_place(self, tile: int) -> int:
        """Return the tile to take of those in one place: clicked again, the one below it."""
        assert self.slide is not None
        there = self.slide.tiles.in_place_of(tile)
        there = there[self.slide.visible[there]]
        current = np.flatnonzero(there == self.current_tile())
        return int(there[current[0] - 1]) if len(current) else tile

    def _open_at(self, at: QPointF) -> None:
        tile = self._tile_at(at)
        if self.slide is not None and tile >= 0:
            current = self.current_tile()
            if current >= 0 and tile in self.slide.tiles.in_place_of(current):
                tile = current
            self.open_requested.emit(int(self.slide.located.numbers[tile]))

    def page(self, by: int) -> None:
        """Go to the next or the previous slide."""
        self._session.set_focus_file(max(self._session.focus_file + by, 0))

    def _open_current(self) -> None:
        if self.current_tile() >= 0:
            self.open_requested.emit(self._session.current)

    def centre_current(self) -> None:
        """Bring the current tile to the middle."""
        tile = self.current_tile()
        if self.slide is not None and tile >= 0:
            tiles = self.slide.tiles
            self._canvas.centre_on(float(tiles.u[tile]), float(tiles.v[tile]))

    def _in_box(self, box: tuple[float, float, float, float]) -> IntArray:
        """Return the tiles in a box: those whose centres lie in it, or the one that holds it."""
        assert self.slide is not None
        slide = self.slide
        found = slide.tiles.tiles_in(*box)
        found = found[slide.visible[found]]
        if len(found) == 0:
            tiles = slide.tiles
            corners = [
                tiles.tile_at(u, v, reach=0, among=slide.visible)
                for u, v in ((box[0], box[1]), (box[2], box[3]))
            ]
            if corners[0] >= 0 and corners[0] == corners[1]:
                found = np.array(corners[:1])
        return found

    def _select_box(self, box: tuple[float, float, float, float], mode: SelectMode) -> None:
        if self.slide is not None:
            numbers = self.slide.located.numbers[self._in_box(box)]
            self._session.select(numbers, mode)

    def _count_box(self) -> None:
        box = self._canvas.box()
        if self.slide is not None and box is not None:
            tiles, visible = self.slide.tiles, self.slide.visible
            # A box without the middle of a tile may lie within one.
            count = tiles.count_in(*box, visible) or len(self._in_box(box))
            self.box_text = words.box_count(count)
        self._canvas.repaint_plane()

    def _begin_lasso(self, first: tuple[float, float]) -> None:
        if self.slide is not None:
            self._lasso = Lasso(self.slide.tiles, *first, among=self.slide.visible)
            self.box_text = words.box_count(0)

    def _grow_lasso(self, point: tuple[float, float]) -> None:
        if self._lasso is not None:
            self._lasso.add(*point)
            self.box_text = words.box_count(self._lasso.count)
        self._canvas.repaint_plane()

    def _end_lasso(self, mode: SelectMode | None) -> None:
        lasso, self._lasso = self._lasso, None
        if self.slide is not None and lasso is not None and mode is not None:
            found = lasso.tiles()
            found = found[self.slide.visible[found]]  # the filter may be another one by now
            self._session.select(self.slide.located.numbers[found], mode)
        self._canvas.repaint_plane()

    def _step(self, direction: Direction, extend: bool) -> None:
        """Go to the neighbour in a direction, as the arrow keys do."""
        slide, session = self.slide, self._session
        if slide is None:
            return
        tile = self.current_tile()
        if tile >= 0:
            target = slide.tiles.neighbour(tile, direction, slide.visible)
        else:  # none on this slide: begin in the middle
            target = slide.tiles.tile_at(*self._canvas.centre, reach=np.inf, among=slide.visible)
        if target < 0:
            return
        number = int(slide.located.numbers[target])
        if extend:
            both = [tile, target] if tile >= 0 else [target]
            session.select(slide.located.numbers[both], SelectMode.ADD)
            session.set_current(number)
        else:
            session.click(number, ctrl=False, shift=False)
